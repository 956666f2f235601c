// Owns taking one's own decision back (撤回): the act, and that what was typed for it is the draft of its task again.
import { again } from '../../lib/asking';
import { call } from '../../lib/call';
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

/** What was sent with the decision that was taken back, as it lay in the forms of the page. */
export function givenBack({ history, form }: TaskView): TaskDraftValue {
  const held = history.findLast(({ type }) => type === 'decision-held');
  if (!held) return {};
  const {
    outcome,
    opinion,
    data = {},
  } = held.payload as {
    readonly outcome: string;
    readonly opinion?: string;
    readonly data?: Kept;
  };
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
