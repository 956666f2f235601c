// Owns taking one's own decision back (撤回): the act, and that what was typed for it is the draft of its task again.
import { again } from '../../lib/asking';
import { call, newKey } from '../../lib/call';
import type { Kept } from '../../lib/merge';
import type { TaskView } from './outcomes';
import type { TaskDraftValue } from './task-draft';

/** @throws Refused when it has taken effect already. `key` is the act's own: pressed twice, it is one act. */
export async function takeBack(id: string, key: string): Promise<void> {
  await call('actOnTask', { params: { id }, body: { type: 'withdraw' }, key });
  const subject = `task:${id}`;
  const [task, draft] = await Promise.all([call('task', { params: { id } }), call('draft', { params: { subject } })]);
  const data = { ...draft.data, ...givenBack(task) } as Record<string, never>;
  await call('saveDraft', { params: { subject }, body: { version: draft.version, data }, key: `${key}-draft` });
  await again('task', 'tasks', 'taskCounts', 'case', 'explanation', 'forecast');
}

/** The task that a decision in effect has come back as, with what was typed for it as its draft; undefined where it was only held. */
export async function takenUpAgain(id: string): Promise<string | undefined> {
  const before = await call('task', { params: { id } });
  const undone = before.history.findLast(({ type }) => type === 'decision-taken-back');
  if (!undone) return undefined;
  const { tasks } = await call('case', { params: { id: before.case } });
  const again = tasks.find(({ step, state }) => step === before.step && state === 'open');
  if (!again) return undefined;
  const data = givenBack(before, (undone.payload as { readonly seat: string }).seat);
  await call('saveDraft', {
    params: { subject: `task:${again.id}` },
    body: { version: 0, data: data as Record<string, never> },
    key: newKey(),
  });
  return again.id;
}

/** What was sent with the decision that was taken back, as it lay in the forms of the page; of one seat, where a seat is named. */
export function givenBack({ history, form }: TaskView, seat?: string): TaskDraftValue {
  const made = history.findLast(
    ({ type, payload }) =>
      type === 'decision-held' || (type === 'decided' && seat !== undefined && (payload as Made).seat === seat),
  );
  if (!made) return {};
  const { outcome, opinion, data = {} } = made.payload as Made;
  const own = Object.keys(form.schema['properties'] ?? {});
  const part = (of: 'form' | 'outcome'): Kept =>
    Object.fromEntries(Object.entries(data).filter(([name]) => own.includes(name) === (of === 'form')));
  const [filled, more] = [part('form'), part('outcome')];
  return {
    outcome,
    ...(opinion === undefined ? {} : { opinion }),
    ...(Object.keys(filled).length === 0 ? {} : { data: filled }),
    ...(Object.keys(more).length === 0 ? {} : { more }),
  };
}

interface Made {
  readonly seat: string;
  readonly outcome: string;
  readonly opinion?: string;
  readonly data?: Kept;
}
