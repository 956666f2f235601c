/** 办理: a seat chooses one of the task's outcomes. Statutory outcomes have files of their own and are asked here. */
import type { AgentOf, Seat, Task } from '../case';
import type { Moment } from '../command';
import { go } from '../progress';
import type { Json } from '../text';
import type { Definition, OutcomeRule, StatutoryAct } from '../procedure/definition';
import { dutyOf, taskRule } from '../procedure/find';
import { seatFor, sittingOf } from '../rules/authority';
import { formInvalid, refuse, type Refusal } from '../rules/refusal';
import { postOf } from '../effects';
import { dayOf } from '../time/civil';
import { BY_SYSTEM, record, type By, type Walk } from '../walk';
import { endClock } from '../progress';
import { accept } from './accept';
import { acceptOnCommitment } from './accept-on-commitment';
import { acceptOnTheSpot } from './accept-on-the-spot';
import { acceptWithGaps } from './accept-with-gaps';
import { appointHearing } from './appoint-hearing';
import { correct } from './correct';
import { deregister } from './deregister';
import { forward } from './forward';
import { handOutResult } from './hand-out';
import { hold, reachesFurther } from './hold-decision';
import { endHearing, holdHearing } from './hold-hearing';
import { leaveStanding } from './leave';
import { publish } from './publish';
import { recordVisit } from './record-visit';
import { revoke } from './revoke';
import { tellInterested } from './tell-interested';
import { grant } from './grant';
import { personOf, type ActKind, type CommandOf } from './kind';
import { refuse as refuseApplication } from './refuse';
import { refuseAcceptance } from './refuse-acceptance';
import { requestSupplement } from './request-supplement';
import { review } from './review';
import type { Statutory } from './statutory';
import { isAsked, openTaskOf, recusalOf } from './task';
import { factsFrom } from './facts';

const STATUTORY: { readonly [A in StatutoryAct]: Statutory } = {
  accept,
  'accept-with-gaps': acceptWithGaps,
  'accept-on-commitment': acceptOnCommitment,
  'accept-on-the-spot': acceptOnTheSpot,
  correct,
  'record-visit': recordVisit,
  forward,
  'tell-interested': tellInterested,
  'appoint-hearing': appointHearing,
  'hold-hearing': holdHearing,
  'end-hearing': endHearing,
  'hand-out': handOutResult,
  revoke,
  deregister,
  leave: leaveStanding,
  publish,
  'request-supplement': requestSupplement,
  'refuse-acceptance': refuseAcceptance,
  grant,
  refuse: refuseApplication,
  review,
};

export const decide: ActKind<CommandOf<'decide'>> = {
  afterEnd: false,
  check(question) {
    const { definition, state, command, actor } = question;
    const { task, refusal } = openTaskOf(state, command);
    if (!task) return refusal;
    if (isAsked(task, actor) && seatFor(task, actor)?.holder !== personOf(actor)) return refuse('opinion-only');
    const { sitting, refusal: no } = sittingOf(definition, state, task, actor, command.for);
    if (!sitting) return no;
    const { seat } = sitting;
    const waits = recusalOf(state, seat) ?? (seat.lentTo ? refuse('lent-out') : undefined);
    if (waits) return waits;
    const outcome = outcomeOf(question.definition, task, command.outcome);
    if (!outcome) return outcomeUnknown(question.definition, task, command.outcome);
    const statutory = outcome.act && STATUTORY[outcome.act].check(question, outcome);
    if (statutory) return statutory;
    if (outcome.opinionRequired && !command.opinion?.trim()) return refuse('opinion-missing', outcome.article);
    return command.formErrors.length > 0 ? formInvalid(command.formErrors) : undefined;
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find((t) => t.id === command.task);
    const { sitting } = task ? sittingOf(walk.definition, walk.state, task, actor, command.for) : {};
    const outcome = task && outcomeOf(walk.definition, task, command.outcome);
    if (!task || !sitting || !outcome) throw new Error(`decided an unchecked task ${command.task}`);
    const { seat, agent } = sitting;
    walk.by = by(personOf(actor), seat, agent);
    const { undoMs } = walk.moment;
    if (undoMs !== undefined && reachesFurther(task, seat, outcome))
      return hold(walk, task, seat, command, undoMs, agent);
    recordDecided(walk, task, seat, command, agent);
    follow(walk, task, outcome, command);
  },
};

/**
 * A held decision takes effect: the same acts by the same path as if it had never been held, dated as of the moment when it was made.
 * Whoever made it had the power then, whatever posts he holds now. What another case has done to the register meanwhile is another
 * matter: what may not be decided any more is not issued. Then the seat is open again, its holder is told, and the ledger says why.
 */
export function decideHeld(walk: Walk): void {
  const { task, seat, outcome, command, held } = heldIn(walk);
  const statutory = outcome.act && STATUTORY[outcome.act];
  const question = {
    definition: walk.definition,
    state: walk.state,
    command,
    actor: { kind: 'person', person: held.by, posts: [], qualifications: [] },
    moment: { ...walk.moment, now: held.at },
    calendar: walk.calendar,
  } as const;
  const refusal = statutory?.check(question, outcome);
  walk.from = walk.state.seq;
  if (refusal) {
    [walk.by, walk.effectiveAt, walk.day] = [BY_SYSTEM, walk.moment.now, dayOf(walk.moment.now)];
    return record(walk, 'decision-withdrawn', { task: task.id, seat: seat.id, because: refusal.code }, once(walk));
  }
  asOfThen(walk, seat);
  recordDecided(walk, task, seat, command, held.agent, once(walk));
  follow(walk, task, outcome, command);
}

/** The case is closed by another before its held decision took effect: it stands on the record, and nothing can follow from it. */
export function keepHeld(walk: Walk, cause: string): void {
  if (!walk.state.held) return;
  const { by, effectiveAt, day } = walk;
  const { task, seat, command } = heldIn(walk);
  asOfThen(walk, seat);
  recordDecided(walk, task, seat, command, walk.state.held.agent, { ...once(walk), cause });
  [walk.by, walk.effectiveAt, walk.day] = [by, effectiveAt, day];
}

function heldIn({ state, definition }: Walk) {
  const { held } = state;
  const task = state.tasks.find(({ id }) => id === held?.task);
  const seat = task?.seats.find(({ id }) => id === held?.seat);
  const outcome = task && held && outcomeOf(definition, task, held.outcome);
  if (!held || !task || !seat || !outcome) throw new Error(`case ${state.id} holds no decision`);
  const command: CommandOf<'decide'> = {
    type: 'decide',
    task: task.id,
    outcome: held.outcome,
    ...(held.opinion === undefined ? {} : { opinion: held.opinion }),
    ...(held.data === undefined ? {} : { data: held.data }),
    formErrors: [],
  };
  return { held, task, seat, outcome, command };
}

function asOfThen(walk: Walk, seat: Seat): void {
  const { held } = walk.state;
  if (!held) return;
  walk.by = by(held.by, seat, held.agent);
  walk.effectiveAt = held.at;
  walk.day = dayOf(held.at);
}

/** By whose power: that of the post, or of the absent colleague for whom it is done. */
function by(actor: string | null, seat: Seat, agent: AgentOf | undefined): By {
  return agent
    ? { actor, principal: `person:${agent.for}`, basis: 'agent' }
    : { actor, principal: postOf(seat), basis: seat.basis ?? 'own' };
}

/** A key of its own, so that it takes effect once, whoever notices first. */
function once({ state, moment }: Walk): { readonly key: string; readonly raisedBy: Moment['raisedBy'] } {
  return { key: `held:${state.id}:${state.held?.seq ?? 0}`, raisedBy: moment.raisedBy };
}

function recordDecided(
  walk: Walk,
  task: Task,
  seat: Seat,
  command: CommandOf<'decide'>,
  agent: AgentOf | undefined,
  over: Parameters<typeof record>[3] = {},
): void {
  const { held } = walk.state;
  record(
    walk,
    'decided',
    {
      task: task.id,
      seat: seat.id,
      outcome: command.outcome,
      duty: dutyOf(walk.definition, task),
      ...(command.opinion === undefined ? {} : { opinion: command.opinion }),
      ...(command.data === undefined
        ? {}
        : { data: command.data, facts: agreed(walk, task, seat, factsFrom(walk.definition, command.data)) }),
      ...(agent ? { agent } : {}),
      ...(held?.seat === seat.id ? { held: held.seq } : {}),
    },
    over,
  );
}

/** What follows from a decision: nothing while others of its task have not decided. */
function follow(walk: Walk, task: Task, outcome: OutcomeRule, command: CommandOf<'decide'>): void {
  if (!isComplete(walk, task.id, outcome)) return;
  record(walk, 'task-done', { task: task.id, outcome: command.outcome });
  if (task.kind === 'supervision') return;
  if (outcome.act) STATUTORY[outcome.act].decide(walk, command);
  // A step taken up again has not ended: what is corrected at the window (许 32(1)(3)) gains the window no further days.
  if (outcome.target.to !== 'again')
    for (const clock of taskRule(walk.definition, task).block?.ends ?? []) endClock(walk, clock);
  go(walk, task.step, outcome.target);
}

function outcomeUnknown(definition: Definition, task: Task, outcome: string): Refusal {
  const { outcomes } = taskRule(definition, task);
  return refuse(
    'outcome-unknown',
    undefined,
    { outcome },
    Object.values(outcomes).map(({ title }) => title),
  );
}

function outcomeOf(definition: Definition, task: Task, outcome: string): OutcomeRule | undefined {
  const { outcomes } = taskRule(definition, task);
  return Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
}

/** Complete when every seat has decided alike, or one of them chose an outcome that ends the task alone (一票否决). */
function isComplete(walk: Walk, taskId: string, outcome: OutcomeRule): boolean {
  const task = walk.state.tasks.find((t) => t.id === taskId);
  return outcome.veto === true || (task?.seats.every((s) => s.state === 'decided') ?? false);
}

/**
 * What one examiner has found true stays true when the next one of the same round does not see it: a colleague's silence must not
 * take away a third party's right to have the decision reviewed.
 */
function agreed(
  walk: Walk,
  task: Task,
  own: Seat,
  facts: { readonly [name: string]: Json },
): { readonly [name: string]: Json } {
  if (!task.seats.some((seat) => seat.state === 'decided' && seat.id !== own.id)) return facts;
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      value === false && walk.state.facts[name] === true ? true : value,
    ]),
  );
}
