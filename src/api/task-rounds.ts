// Owns what a reviewer is shown of what happened around his task: what changed since the round before, and what others have said.
import type { Principal } from '../auth/principal';
import type { Task } from '../kernel/case';
import type { Definition, JsonSchema } from '../kernel/procedure/definition';
import { blocksOf, taskRule } from '../kernel/procedure/find';
import { titleOf } from '../kernel/procedure/form-words';
import { postTitle } from '../kernel/procedure/posts';
import type { Text } from '../kernel/text';
import { namesOf, organisations } from '../queries/catalogue';
import { merged, type FilledForm } from '../queries/cases';
import { actAt, childEnd, decisionsOf, type ActPlace } from '../queries/ledger';
import { caseAbove, casesFor, type CaseOnFile } from '../queries/on-file';
import type { ReplyBodyOf } from './call';
import type { Deps } from './deps';
import { wireTime } from './times';

type Shown = ReplyBodyOf<'task'>;

/** Where the round before this one ended: of the step itself, or of the child process that was opened again. */
async function roundBefore(
  { db }: Deps,
  { id, state }: CaseOnFile,
  task: Task,
): Promise<(ActPlace & { readonly round: number }) | undefined> {
  const earlier = state.tasks.find(({ step, round }) => step === task.step && round === task.round - 1);
  if (earlier) {
    const place = await actAt(db, id, earlier.seq);
    return place && { ...place, round: earlier.round };
  }
  const { parent } = state;
  if (!parent || parent.round < 2) return undefined;
  const place = await childEnd(db, parent.id, `${parent.id}.${parent.block}.${parent.round - 1}.1`);
  return place && { ...place, round: parent.round - 1 };
}

/** Field by field, what the forms say now and did not say when the round before ended. */
export async function changesSince(
  deps: Deps,
  file: CaseOnFile,
  task: Task,
  forms: readonly FilledForm[],
): Promise<Shown['changes']> {
  const cut = await roundBefore(deps, file, task);
  if (!cut) return undefined;
  // A case's own forms are later than all that its parent had said when it was opened.
  const isLater = (form: FilledForm): boolean =>
    form.caseId === cut.caseId ? form.seq > cut.seq : form.caseId === file.id && cut.caseId !== file.id;
  const others = forms.filter(({ step }) => step !== task.step);
  const before = merged(others.filter((form) => !isLater(form)));
  const after = merged(others);
  const parent = await caseAbove(deps.db, file);
  const definitions = [file, ...(parent ? [parent] : [])].map(({ definition }) => definition);
  const papers = definitions.flatMap(({ materials }) => materials.map(({ field }) => field));
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      path: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      title: fieldTitle(definitions, name),
      change: !Object.hasOwn(before, name)
        ? ('added' as const)
        : Object.hasOwn(after, name)
          ? ('changed' as const)
          : ('removed' as const),
      paper: papers.includes(name),
      before: before[name] ?? null,
      after: after[name] ?? null,
    }));
  return { since: { round: cut.round, at: wireTime(cut.at) }, fields };
}

/** The title that a form of the procedures gives a field. */
function fieldTitle(definitions: readonly Definition[], name: string): Text {
  const forms = definitions.flatMap(({ dataSchema, flow }) => [
    dataSchema,
    ...blocksOf(flow).flatMap((block) =>
      block.kind === 'task'
        ? [block.form, ...Object.values(block.outcomes).map(({ schema }) => schema)].filter(
            (form) => form !== undefined,
          )
        : [],
    ),
  ]);
  const titles = forms.flatMap((form) => {
    const field = (form as { readonly properties?: Readonly<Record<string, JsonSchema>> }).properties?.[name];
    return titleOf(field) ?? [];
  });
  return titles[0] ?? { zh: name, en: name };
}

/** What other steps, bodies and child processes have decided; what stands at this very task is its history. */
export async function opinionsOf(
  deps: Deps,
  caller: Principal,
  file: CaseOnFile,
  task: Task,
): Promise<Shown['opinions']> {
  const parent = await caseAbove(deps.db, file);
  const near = [...file.state.children, ...(parent?.state.children ?? [])].map(({ id }) => id);
  const files = new Map([
    ...(await casesFor(
      deps.db,
      caller,
      near.filter((id) => id !== file.id),
    )),
    ...(parent ? [[parent.id, parent] as const] : []),
    [file.id, file] as const,
  ]);
  const decisions = await decisionsOf(deps.db, [...files.keys()]);
  const [names, bodies] = await Promise.all([
    namesOf(
      deps.db,
      decisions.flatMap(({ actor }) => actor ?? []),
    ),
    organisations(deps.db),
  ]);
  return decisions.flatMap(({ case_id: caseId, payload, actor, at }): Shown['opinions'] => {
    const of = files.get(caseId);
    const decided = of?.state.tasks.find(({ id }) => id === payload?.task);
    if (!of || !payload || !decided || decided.id === task.id) return [];
    const rule = taskRule(of.definition, decided);
    const seat = decided.seats.find(({ id }) => id === payload.seat);
    const organisation = bodies.find(({ id }) => id === seat?.organisation)?.name ?? { zh: '', en: '' };
    return [
      {
        case: caseId,
        step: decided.step,
        title: rule.title,
        round: of.state.parent?.round ?? decided.round,
        organisation,
        post: postTitle(seat?.post ?? ''),
        person: names.get(actor ?? '') ?? '',
        outcome: rule.outcomes[payload.outcome]?.title ?? { zh: payload.outcome, en: payload.outcome },
        ...(payload.opinion === undefined ? {} : { opinion: payload.opinion }),
        ...(payload.data === undefined ? {} : { data: { ...payload.data } }),
        at: wireTime(at),
      },
    ];
  });
}
