// Owns how a wait of the kernel is told: who is waited for by name, until when, what may be done, and what it hangs on in turn.
import { explain, type Wait } from '../kernel/explain';
import type { Text } from '../kernel/text';
import { dayOf } from '../kernel/time/civil';
import { namesOf, organisations } from '../queries/catalogue';
import { caseFor, type CaseOnFile } from '../queries/on-file';
import type { Viewer } from '../queries/visibility';
import type { Deps } from './deps';
import { wireTime } from './times';
import { dayWords, postTitle } from './words';

export interface WaitView {
  readonly kind: string;
  readonly subject: string;
  readonly since: string;
  readonly due?: string;
  readonly clock?: string;
  readonly next?: { readonly what: Text; readonly at: string };
  readonly sentence: Text;
  readonly actions: string[];
  readonly causes: WaitView[];
}

/** The waits of a case, the one that others hang on first; a child's waits are the causes of the wait for it. */
export async function waitViews(deps: Deps, viewer: Viewer, file: CaseOnFile, depth = 0): Promise<WaitView[]> {
  const waits = explain(file.definition, file.state, file.moment.now, file.calendar);
  const persons = waits.flatMap(({ subject }) => (subject.startsWith('person:') ? [subject.slice(7)] : []));
  const [names, all] = await Promise.all([namesOf(deps.db, persons), organisations(deps.db)]);
  const organisationNames = new Map(all.map(({ id, name }) => [id, name]));
  return Promise.all(
    waits.map(async (wait): Promise<WaitView> => {
      const child = wait.kind === 'child' && depth < 5 ? await caseFor(deps.db, viewer, wait.subject) : undefined;
      return {
        kind: wait.kind,
        subject: wait.subject,
        since: wireTime(wait.since),
        ...(wait.due === undefined ? {} : { due: wait.due }),
        ...(wait.clock === undefined ? {} : { clock: wait.clock.id }),
        ...(wait.next === undefined ? {} : { next: { what: wait.next.what, at: wireTime(wait.next.at) } }),
        sentence: sentenceOf(wait, whoOf(wait.subject, names, organisationNames)),
        actions: [...wait.actions],
        causes: child ? await waitViews(deps, viewer, child, depth + 1) : [],
      };
    }),
  );
}

function whoOf(
  subject: string,
  names: ReadonlyMap<string, string>,
  organisationNames: ReadonlyMap<string, Text>,
): Text {
  if (subject === 'applicant') return { zh: '申请人', en: 'the applicant' };
  if (subject.startsWith('person:')) {
    const name = names.get(subject.slice(7)) ?? '经办人';
    return { zh: name, en: name };
  }
  const [, kind, organisation] = /^post:([^@]+)@(.+)$/.exec(subject) ?? [];
  if (kind === undefined || organisation === undefined) return { zh: '系统', en: 'the system' };
  const place = organisationNames.get(organisation) ?? { zh: organisation, en: organisation };
  const post = postTitle(kind);
  return { zh: `${place.zh}${post.zh}`, en: `the ${post.en} of ${place.en}` };
}

function sentenceOf(wait: Wait, who: Text): Text {
  const since = dayWords(dayOf(wait.since));
  const due =
    wait.due === undefined ? { zh: '', en: '' } : { zh: `，${dayWords(wait.due).zh}到期`, en: `, due ${wait.due}` };
  return {
    zh: `自${since.zh}起等待${who.zh}：${wait.what.zh}${due.zh}。`,
    en: `Since ${since.en} it waits for ${who.en}: ${wait.what.en}${due.en}.`,
  };
}
