// Owns what people were asked about a case and what they answered (委派、加签), as a reviewer reads it beside his own decision.
import type { Task } from '../kernel/case';
import { taskRule } from '../kernel/procedure/find';
import type { AskingAct } from '../queries/ledger';
import type { CaseOnFile } from '../queries/on-file';
import type { ReplyBodyOf } from './call';
import { wireTime } from './times';

type Asked = ReplyBodyOf<'task'>['asked'][number];
interface Request {
  readonly asked: Omit<Asked, 'state' | 'answer'>;
  readonly seat: string;
  readonly answer?: Asked['answer'];
  /** Nobody waits for it any more. */
  readonly ended?: true;
}

/** Everybody these acts speak of. */
export function peopleAsked(acts: readonly AskingAct[]): readonly string[] {
  return acts.flatMap((act) => {
    const actor = act.actor ?? [];
    if (act.type === 'delegated') return [actor, act.payload.to].flat();
    if (act.type === 'signers-added') return [actor, act.payload.seats.flatMap(({ holder }) => holder ?? [])].flat();
    return [actor].flat();
  });
}

export function consulted(file: CaseOnFile, acts: readonly AskingAct[], names: ReadonlyMap<string, string>): Asked[] {
  const tasks = new Map(file.state.tasks.map((task) => [task.id, task]));
  const requests = acts.reduce<readonly Request[]>((all, act) => {
    const task = tasks.get(act.payload.task);
    return task ? after(all, act, aboutOf(file, task, act, names), names) : all;
  }, []);
  return requests.map(({ asked, answer, ended }) => ({
    ...asked,
    ...(answer ? { answer } : {}),
    state: answer ? 'answered' : ended || tasks.get(asked.task)?.state !== 'open' ? 'ended' : 'waiting',
  }));
}

/** What each request has in common, and what the outcomes of its step are called. */
function aboutOf({ definition }: CaseOnFile, task: Task, { actor, at }: AskingAct, names: ReadonlyMap<string, string>) {
  const { title, outcomes } = taskRule(definition, task);
  return { asked: { task: task.id, title, by: named(names, actor ?? ''), at: wireTime(at) }, outcomes };
}

function after(
  requests: readonly Request[],
  act: AskingAct,
  { asked, outcomes }: ReturnType<typeof aboutOf>,
  names: ReadonlyMap<string, string>,
): readonly Request[] {
  const { at } = asked;
  /** The newest that waits at this seat and fits. */
  const change = (fits: (request: Request) => boolean, to: Partial<Request>): readonly Request[] => {
    const one = requests.findLast((each) => each.seat === act.payload.seat && !each.ended && fits(each));
    return requests.map((each) => (each === one ? { ...each, ...to } : each));
  };
  const isWaiting = ({ answer }: Request): boolean => answer === undefined;
  const isAdded = (request: Request): boolean => request.asked.kind !== 'delegate';
  switch (act.type) {
    case 'delegated': {
      const { seat, to, question } = act.payload;
      return [...requests, { seat, asked: { ...asked, kind: 'delegate', to: named(names, to), question } }];
    }
    case 'signers-added': {
      const { seats, reason: question } = act.payload;
      const added = seats.flatMap(({ id: seat, holder, added: how }): readonly Request[] =>
        how === undefined || holder === undefined
          ? []
          : [{ seat, asked: { ...asked, kind: how.kind, to: named(names, holder), question } }],
      );
      return [...requests, ...added];
    }
    case 'opinion-submitted':
      return change((each) => isWaiting(each) && each.asked.to.id === act.actor, {
        answer: { at, opinion: act.payload.opinion },
      });
    case 'decided': {
      const { outcome, opinion } = act.payload;
      const title = outcomes[outcome]?.title ?? { zh: outcome, en: outcome };
      return change((each) => isWaiting(each) && isAdded(each), {
        answer: { at, outcome: title, ...(opinion === undefined ? {} : { opinion }) },
      });
    }
    case 'vote-withdrawn':
      return requests.map(({ answer, ...each }) =>
        each.seat === act.payload.seat && isAdded(each) ? each : { ...each, ...(answer ? { answer } : {}) },
      );
    case 'signer-removed':
      return change(isAdded, { ended: true });
    case 'delegation-recalled': {
      const { seat, from } = act.payload;
      return requests.map((each) =>
        each.seat === seat && isWaiting(each) && !isAdded(each) && from.includes(each.asked.to.id)
          ? { ...each, ended: true }
          : each,
      );
    }
  }
}

function named(names: ReadonlyMap<string, string>, id: string) {
  return { id, name: names.get(id) ?? '' };
}
