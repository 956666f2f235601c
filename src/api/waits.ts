// Owns how the waits of one case are told: until when, what may be done, and what lies under each, a fault of the system before all.
import type { Principal } from '../auth/principal';
import { explain, type Wait } from '../kernel/explain';
import { maySit } from '../kernel/rules/authority';
import type { Text } from '../kernel/text';
import { SERVICE_FAULTS, type Fault } from '../ops/fault';
import { caseFor, type CaseOnFile } from '../queries/on-file';
import { holdersOf } from '../queries/staff';
import type { Deps } from './deps';
import { wordsOf } from './fault-words';
import { faultNames } from './findings';
import { actsByType, helpfulActs, type HelpfulAct } from './helpful-acts';
import { namesFor } from './stuck';
import { wireTime } from './times';
import { helpOf, sentenceOf } from './wait-words';

export interface WaitView {
  readonly kind: string;
  readonly subject: string;
  readonly since: string;
  readonly due?: string;
  readonly clock?: string;
  readonly next?: { readonly what: Text; readonly at: string };
  readonly sentence: Text;
  readonly help: Text;
  readonly fingerprint: string;
  readonly task?: string;
  readonly actions: string[];
  readonly offered: HelpfulAct[];
  readonly causes: WaitView[];
}

/** Children of children; no procedure nests deeper. */
const DEEPEST = 5;
/** Kinds of wait that only the process can end. */
const BY_PROCESS: ReadonlySet<string> = new Set(['effect', 'call', 'timer-overdue']);
/** Faults that the kernel's own waits tell already. */
const TOLD: ReadonlySet<string> = new Set(['effect-failed', 'data-error', 'process-apart']);
/** Faults that say why one kind of wait goes on. */
const UNDER: Readonly<Record<string, readonly string[]>> = {
  'nobody-eligible': ['human-unclaimed', 'supervision'],
  'holder-gone': ['human-claimed', 'supervision'],
  'suspended-without-end': ['special-procedure'],
  'applicant-silent': ['applicant'],
  'paper-failing': ['effect'],
  'service-failing': ['call'],
};

/** The waits of a case, the one that others hang on first; a child's waits are the causes of the wait for it. */
export async function waitViews(deps: Deps, viewer: Principal, file: CaseOnFile, depth = 0): Promise<WaitView[]> {
  const waits = explain(file.definition, file.state, file.moment.now, file.calendar);
  const [names, found] = await Promise.all([namesFor(deps, waits), deps.watch.ofCase(file.id)]);
  const faults = [...found.faults, ...(await allExcluded(deps, file, waits))];
  const words = await faultNames(deps, faults);
  const faultView = (fault: Fault): WaitView => {
    const { sentence, help, acts } = wordsOf(fault.code, fault.facts, words);
    return {
      kind: fault.code,
      subject: fault.facts['post'] ?? file.id,
      since: wireTime(fault.since),
      sentence,
      help,
      fingerprint: fault.fingerprint,
      actions: [...acts],
      offered: actsByType(file, acts, viewer),
      causes: [],
    };
  };
  const views = await Promise.all(
    waits.map(async (wait): Promise<WaitView> => {
      const child = wait.kind === 'child' && depth < DEEPEST ? await caseFor(deps.db, viewer, wait.subject) : undefined;
      return {
        kind: wait.kind,
        subject: wait.subject,
        since: wireTime(wait.since),
        ...(wait.due === undefined ? {} : { due: wait.due }),
        ...(wait.clock === undefined ? {} : { clock: wait.clock.id }),
        ...(wait.next === undefined ? {} : { next: { what: wait.next.what, at: wireTime(wait.next.at) } }),
        sentence: sentenceOf(wait, names),
        help: helpOf(wait.kind),
        fingerprint: wait.fingerprint,
        ...(wait.task === undefined ? {} : { task: wait.task }),
        actions: [...wait.actions],
        offered: helpfulActs(file, wait, viewer),
        causes: child ? await waitViews(deps, viewer, child, depth + 1) : [],
      };
    }),
  );
  return placed(file, waits, views, faults, faultView);
}

/** Seats whose post is held, by nobody whom the rules let sit there: each has done a duty that may not be joined, or is not qualified. */
async function allExcluded(deps: Deps, file: CaseOnFile, waits: readonly Wait[]): Promise<readonly Fault[]> {
  const { definition, state } = file;
  const found = await Promise.all(
    waits.map(async (wait): Promise<readonly Fault[]> => {
      const task = state.tasks.find(({ id }) => id === wait.task);
      const seat = task?.seats.find(({ id }) => id === wait.seat);
      if (!task || !seat || seat.holder !== undefined) return [];
      const holders = await holdersOf(deps.db, seat.post, seat.organisation);
      const refusals = holders.map((holder) => maySit(definition, state, task, seat, holder));
      if (holders.length === 0 || refusals.includes(undefined)) return [];
      return [
        {
          code: 'nobody-eligible',
          since: wait.since,
          affected: 1,
          cases: [file.id],
          fingerprint: `excluded:${wait.subject}`,
          facts: { post: wait.subject, because: refusals[0]?.code ?? '' },
        },
      ];
    }),
  );
  return found.flat();
}

/** Each fault where it belongs: under the wait it holds up, else before the waits when this case feels it, else after them. */
function placed(
  { id, state }: CaseOnFile,
  waits: readonly Wait[],
  views: readonly WaitView[],
  faults: readonly Fault[],
  faultView: (fault: Fault) => WaitView,
): WaitView[] {
  const told = faults.filter(({ code }) => !TOLD.has(code));
  const over = state.state === 'ended' && state.effects.length === 0;
  const before: Fault[] = [];
  const after: Fault[] = [];
  const under = new Map<string, Fault[]>();
  for (const fault of over ? [] : told) {
    const service = SERVICE_FAULTS.includes(fault.code);
    const general = service || ['process-gone', 'process-failing', 'timer-overdue'].includes(fault.code);
    const held = waits.filter(
      ({ kind, subject }) =>
        UNDER[fault.code]?.includes(kind) === true &&
        (fault.facts['post'] === undefined || fault.facts['post'] === subject) &&
        (fault.facts['person'] === undefined || `person:${fault.facts['person']}` === subject),
    );
    const byProcess = general ? waits.filter(({ kind }) => BY_PROCESS.has(kind)) : [];
    const of = held.length > 0 ? held : byProcess;
    if (of.length > 0) for (const wait of of) under.set(wait.id, [...(under.get(wait.id) ?? []), fault]);
    else if (!service || fault.cases.includes(id) || told.some(({ code }) => ROOTS[code]?.includes(fault.code)))
      before.push(fault);
    else after.push(fault);
  }
  // One fault may lie under another: what was missed because nothing runs has that for its cause.
  return [
    ...chained(before.map(faultView)),
    ...views.map((view, at) => {
      const own = under.get(waits[at]?.id ?? '') ?? [];
      return own.length === 0 ? view : { ...view, causes: [...chained(own.map(faultView)), ...view.causes] };
    }),
    ...after.map(faultView),
  ];
}

/** What each of these may come of. */
const ROOTS: Readonly<Record<string, readonly string[]>> = {
  'timer-overdue': SERVICE_FAULTS,
  'process-gone': ['relay-silent', 'lagging'],
  'child-gone': ['relay-silent', 'lagging'],
};
/** Consequences hang on their root; faults come root first. */
function chained(faults: readonly WaitView[]): WaitView[] {
  return faults.map((fault) => {
    const root = faults.find(({ kind }) => ROOTS[fault.kind]?.includes(kind));
    return root ? { ...fault, causes: [root] } : fault;
  });
}
