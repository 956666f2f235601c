// Owns the list of what stands still (滞留清单): open waits with their sentence and the acts that would help, and their counts.
import type { Principal } from '../auth/principal';
import { personOfPrincipal } from '../kernel/effects';
import { explain, type Wait } from '../kernel/explain';
import type { Text } from '../kernel/text';
import { dayNumber, dayOf } from '../kernel/time/civil';
import { itemName } from '../queries/cases';
import { namesOf, organisations } from '../queries/catalogue';
import { lawTime } from '../queries/law-time';
import { casesFor, type CaseOnFile } from '../queries/on-file';
import { openWaits, waitCounts, type OpenWait } from '../queries/waits';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { helpfulActs } from './helpful-acts';
import { wireTime } from './times';
import { helpOf, kindTitle, sentenceOf, whoOf, type Names } from './wait-words';

export function stuck(deps: Deps): Handlers<'waits' | 'waitGroups'> {
  return {
    async waits({ caller, query }) {
      const today = dayOf((await lawTime(deps.db)).now);
      const { items, next } = await openWaits(deps.db, caller, query, today);
      const files = await casesFor(
        deps.db,
        caller,
        items.map((row) => row.case_id),
      );
      const found = items.flatMap((row) => waitOf(row, files.get(row.case_id)));
      const names = await namesFor(
        deps,
        found.map(({ wait }) => wait),
      );
      return { body: { items: await Promise.all(found.map((each) => listed(deps, caller, each, names))), next } };
    },
    async waitGroups({ caller, query }) {
      const today = dayOf((await lawTime(deps.db)).now);
      const [{ byUnit, byCause }, all] = await Promise.all([
        waitCounts(deps.db, caller, query, today),
        organisations(deps.db),
      ]);
      const names = new Map(all.map(({ id, name }) => [id, name]));
      const counted = ({ count, oldest, overdue }: (typeof byUnit)[number] | (typeof byCause)[number]) => ({
        count,
        oldest: wireTime(oldest),
        overdue,
        overdueShare: count === 0 ? 0 : overdue / count,
      });
      return {
        body: {
          byUnit: byUnit.map((row) => ({
            kind: row.kind,
            kindTitle: kindTitle(row.kind),
            organisation: row.organisation === null ? null : unitOf(row.organisation, names),
            ...counted(row),
          })),
          byCause: byCause.map((row) => ({
            fingerprint: row.fingerprint,
            kind: row.kind,
            kindTitle: kindTitle(row.kind),
            what: row.what,
            ...counted(row),
          })),
        },
      };
    },
  };
}

interface Found {
  readonly file: CaseOnFile;
  readonly wait: Wait;
}
/** The row's wait as it stands now; nothing where a rung has ended it meanwhile. */
function waitOf(row: OpenWait, file: CaseOnFile | undefined): readonly Found[] {
  if (!file) return [];
  const wait = waitsOn(file).find((each) => row.id.startsWith(`${each.id}@`));
  return wait ? [{ file, wait }] : [];
}
const told = new WeakMap<CaseOnFile, readonly Wait[]>();
/** The waits of a case, told once however many of them stand on a page. */
function waitsOn(file: CaseOnFile): readonly Wait[] {
  const known = told.get(file) ?? explain(file.definition, file.state, file.moment.now, file.calendar);
  told.set(file, known);
  return known;
}

export async function namesFor(deps: Deps, waits: readonly Wait[]): Promise<Names> {
  const persons = waits.flatMap(({ subject }) => personOfPrincipal(subject) ?? []);
  const [names, all] = await Promise.all([namesOf(deps.db, persons), organisations(deps.db)]);
  return { persons: names, organisations: new Map(all.map(({ id, name }) => [id, name])) };
}

function unitOf(id: string, names: ReadonlyMap<string, Text>): { id: string; name: Text } {
  return { id, name: names.get(id) ?? { zh: id, en: id } };
}

async function listed(deps: Deps, caller: Principal, { file, wait }: Found, names: Names) {
  const { state, definition, moment } = file;
  const today = dayOf(moment.now);
  const item = state.item && (await itemName(deps.db, state.item.code, state.item.version));
  return {
    id: wait.id,
    case: file.id,
    number: file.number,
    procedure: state.procedure,
    ...(state.item ? { item: state.item.code } : {}),
    title: item ?? definition.title,
    kind: wait.kind,
    kindTitle: kindTitle(wait.kind),
    subject: { id: wait.subject, title: whoOf(wait, names) },
    ...(wait.organisation === undefined ? {} : { organisation: unitOf(wait.organisation, names.organisations) }),
    ...(wait.task === undefined ? {} : { task: wait.task }),
    since: wireTime(wait.since),
    ageDays: Math.max(0, dayNumber(today) - dayNumber(dayOf(wait.since))),
    ...(wait.due === undefined ? {} : { due: wait.due }),
    overdue: wait.due !== undefined && wait.due < today && wait.clock?.state !== 'paused',
    ...(wait.clock === undefined ? {} : { clock: wait.clock }),
    ...(wait.next === undefined ? {} : { next: { what: wait.next.what, at: wireTime(wait.next.at) } }),
    sentence: sentenceOf(wait, names),
    help: helpOf(wait.kind),
    fingerprint: wait.fingerprint,
    ...(wait.urgedAt === undefined ? {} : { urgedAt: wireTime(wait.urgedAt) }),
    actions: helpfulActs(file, wait, caller),
  };
}
