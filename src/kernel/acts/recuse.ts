/**
 * 回避 (公务员法 76, 77; 罚 43): whoever has a seat says himself that he has an interest, or a party says it of him. The head of the body
 * decides; until then the seat stands still, and who was recused never sits there again in this case.
 */
import type { CaseState, RecusalAsked, Seat, Task } from '../case';
import type { Actor } from '../command';
import { postOf, recusalJudge } from '../effects';
import { dutyOf } from '../procedure/find';
import { postTitle } from '../procedure/posts';
import { holds, RECUSAL_ARTICLE } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { personOf, type ActKind, type CommandOf } from './kind';
import { openTaskOf, recusalOf, seatHeld } from './task';

export const recuse: ActKind<CommandOf<'recuse'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    const seat = seatNamed(task, command, actor);
    if (!seat) return refuse(actor.kind === 'person' && command.by === undefined ? 'not-claimed' : 'seat-unknown');
    if (isOfParty(command, actor)) {
      // What a party hands in on paper is entered at the window.
      if (actor.kind === 'person' && !holds(actor, 'window-clerk', state.organisations.receiving))
        return refuse('not-your-post', RECUSAL_ARTICLE, { post: 'window-clerk' }, [postTitle('window-clerk')]);
      if (seat.holder === undefined) return refuse('nobody-seated');
      const duty = dutyOf(definition, task);
      const told = state.recusals?.some(
        (each) => each.state === 'refused' && each.asked === 'party' && each.duty === duty && each.whom === seat.holder,
      );
      if (told) return refuse('recusal-refused', RECUSAL_ARTICLE);
    }
    return recusalOf(state, seat);
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find(({ id }) => id === command.task);
    const seat = task && seatNamed(task, command, actor);
    if (!task || seat?.holder === undefined) throw new Error(`recused an unchecked seat of ${command.task}`);
    const party = isOfParty(command, actor);
    walk.by = { actor: personOf(actor), principal: party ? 'party' : postOf(seat), basis: party ? 'party' : 'own' };
    record(walk, 'recusal-asked', {
      task: task.id,
      seat: seat.id,
      duty: dutyOf(walk.definition, task),
      whom: seat.holder,
      asked: party ? 'party' : 'own',
      ground: command.ground,
      reason: command.reason,
      ...(command.by === undefined ? {} : { by: command.by }),
    });
  },
};

export const decideRecusal: ActKind<CommandOf<'decide-recusal'>> = {
  afterEnd: false,
  check({ state, command, actor }) {
    const { task, asked, seat } = askedAt(state, command);
    if (!task) return refuse('task-unknown');
    if (!asked || !seat) return refuse('recusal-not-asked');
    if (powerOver(state, asked.whom, seat, actor) === null)
      return refuse('not-your-post', RECUSAL_ARTICLE, { act: 'decide-recusal' });
    return command.expectedSeq !== undefined && command.expectedSeq !== task.seq
      ? refuse('task-stale', undefined, { seq: task.seq })
      : undefined;
  },
  decide(walk, command, actor) {
    const { asked, seat } = askedAt(walk.state, command);
    if (!asked || !seat) throw new Error(`decided an unchecked recusal at ${command.task}`);
    walk.by = { actor: personOf(actor), principal: powerOver(walk.state, asked.whom, seat, actor), basis: 'own' };
    const { duty, whom } = asked;
    const { task, recused, reason } = command;
    const vacates = recused && seat.state === 'open' && seat.holder === whom ? [seat.id] : [];
    record(walk, 'recusal-decided', { task, seat: seat.id, duty, whom, recused, reason, vacates });
  },
};

function isOfParty({ by }: CommandOf<'recuse'>, actor: Actor): boolean {
  return actor.kind === 'party' || by !== undefined;
}
/** One's own seat; a party names one, or means the first that somebody holds. */
function seatNamed(task: Task, command: CommandOf<'recuse'>, actor: Actor): Seat | undefined {
  if (!isOfParty(command, actor)) return seatHeld(task, actor, command.seat);
  const open = task.seats.filter(({ state }) => state === 'open');
  if (command.seat !== undefined) return open.find(({ id }) => id === command.seat);
  return open.find(({ holder }) => holder !== undefined) ?? open[0];
}

interface AskedAt {
  readonly task?: Task | undefined;
  readonly seat?: Seat | undefined;
  readonly asked?: RecusalAsked | undefined;
}
/** The request outlives its task: sent back meanwhile, the step is not open to him either until it is decided. */
function askedAt(state: CaseState, command: { readonly task: string; readonly seat: string }): AskedAt {
  const task = state.tasks.find(({ id }) => id === command.task);
  return {
    task,
    seat: task?.seats.find(({ id }) => id === command.seat),
    asked: state.recusals?.find((each) => each.state === 'open' && each.seat === command.seat),
  };
}

/** Nobody decides of himself. */
function powerOver(state: CaseState, whom: string, seat: Seat, actor: Actor): string | null {
  if (actor.kind !== 'person' || actor.person === whom) return null;
  const [post, organisation] = recusalJudge(state, seat);
  return holds(actor, post, organisation) ? postOf({ post, organisation: organisation ?? '' }) : null;
}
