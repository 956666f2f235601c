/** 办理: a seat chooses one of the task's outcomes. Statutory outcomes have files of their own and are asked here. */
import type { AgentOf, Seat, Task } from '../case';
import type { Moment } from '../command';
import { basisOf } from '../basis';
import { clockAt, go } from '../progress';
import type { Json } from '../text';
import type { Definition, OutcomeRule, StatutoryAct } from '../procedure/definition';
import { dutyOf, taskRule } from '../procedure/find';
import { itemOf, saidAt } from '../procedure/run-name';
import { countOf, endingOf, inOrder, isAside, isVote, tallyOf, type Ending } from '../tally';
import { changedTurns } from '../turns';
import { seatFor, sittingOf } from '../rules/authority';
import { formInvalid, refuse, type Refusal } from '../rules/refusal';
import { postOf } from '../effects';
import { dayOf } from '../time/civil';
import { asAgent, BY_SYSTEM, record, type By, type Walk } from '../walk';
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
import { personOf, type ActKind, type CommandOf, type Question } from './kind';
import { refuse as refuseApplication } from './refuse';
import { refuseAcceptance } from './refuse-acceptance';
import { requestSupplement } from './request-supplement';
import { review } from './review';
import type { Statutory } from './statutory';
import { hasDecided, isAsked, openTaskOf, recusalOf } from './task';
import { factsFrom, foundBy, joined } from './facts';

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
    // Somebody who has a vote here has given it: a second press is told so, and gets no other seat.
    if (task.decides && hasDecided(task, actor)) return refuse('already-decided');
    const { sitting, refusal: no } = sittingOf(definition, state, task, actor, command.for);
    if (!sitting) return no;
    const { seat } = sitting;
    const waits = recusalOf(state, seat) ?? (seat.lentTo ? refuse('lent-out') : undefined);
    if (waits) return waits;
    if (seat.added?.kind === 'consult') return refuse('opinion-only');
    if (seat.state === 'waiting') return refuse('not-your-turn');
    const outcome = outcomeOf(question.definition, task, command.outcome);
    if (!outcome) return outcomeUnknown(question.definition, task, command.outcome);
    const aside = isAside(seat);
    if (aside && task.decides && !isVote(task.decides, command.outcome)) return refuse('vote-only');
    const statutory = outcome.act && !aside ? STATUTORY[outcome.act].check(question, outcome) : undefined;
    if (statutory) return statutory;
    if (outcome.opinionRequired && !command.opinion?.trim()) return refuse('opinion-missing', outcome.article);
    // Whoever is asked before or after says whether he agrees; the form is the inviter's to fill in.
    if (command.formErrors.length > 0 && !aside) return formInvalid(command.formErrors);
    const ends = conclusionOf(definition, saidBy(task, seat, command, state.seq), { seat: seat.id, command });
    // Of this seat's own words the law was asked above; not of what several have found together, nor of what another stands for.
    return ends && (task.decides || ends.command !== command) ? refusedConclusion(question, ends) : undefined;
  },
  decide(walk, command, actor) {
    const task = walk.state.tasks.find((t) => t.id === command.task);
    const { sitting } = task ? sittingOf(walk.definition, walk.state, task, actor, command.for) : {};
    const outcome = task && outcomeOf(walk.definition, task, command.outcome);
    if (!task || !sitting || !outcome) throw new Error(`decided an unchecked task ${command.task}`);
    const { seat, agent } = sitting;
    walk.by = by(personOf(actor), seat, agent);
    const { undoMs } = walk.moment;
    const ends = conclusionOf(walk.definition, saidBy(task, seat, command, walk.state.seq), { seat: seat.id, command });
    if (undoMs !== undefined && reachesFurther(task, ends?.outcome))
      return hold(walk, task, seat, command, undoMs, agent);
    recordDecided(walk, task, seat, command, agent);
    follow(walk, task.id, { seat: seat.id, command });
  },
};

/** The task as it will be when this seat has spoken. */
function saidBy(task: Task, seat: Seat, { outcome, opinion, data }: CommandOf<'decide'>, seq: number): Task {
  const said: Seat = {
    ...seat,
    state: 'decided',
    outcome,
    voted: seq + 1,
    ...(opinion === undefined ? {} : { opinion }),
    ...(data === undefined ? {} : { data }),
  };
  return { ...task, seats: task.seats.map((each) => (each.id === seat.id ? said : each)) };
}

/**
 * A held decision takes effect: the same acts by the same path as if it had never been held, dated as of the moment when it was made.
 * Whoever made it had the power then, whatever posts he holds now. What another case has done to the register meanwhile is another
 * matter: what may not be decided any more is not issued. Then the seat is open again, its holder is told, and the ledger says why.
 */
export function decideHeld(walk: Walk): void {
  const { task, seat, command, held } = heldIn(walk);
  const question = {
    definition: walk.definition,
    state: walk.state,
    command,
    actor: { kind: 'person', person: held.by, posts: [], qualifications: [] },
    moment: { ...walk.moment, now: held.at },
    calendar: walk.calendar,
  } as const;
  const last = { seat: seat.id, command };
  const refusal = refusedEnding(question, task, last);
  walk.from = walk.state.seq;
  if (refusal) {
    [walk.by, walk.effectiveAt, walk.day] = [BY_SYSTEM, walk.moment.now, dayOf(walk.moment.now)];
    return record(walk, 'decision-withdrawn', { task: task.id, seat: seat.id, because: refusal.code }, once(walk));
  }
  asOfThen(walk, seat);
  recordDecided(walk, task, seat, command, held.agent, once(walk));
  follow(walk, task.id, last);
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

function heldIn({ state }: Walk) {
  const { held } = state;
  const task = state.tasks.find(({ id }) => id === held?.task);
  const seat = task?.seats.find(({ id }) => id === held?.seat);
  if (!held || !task || !seat) throw new Error(`case ${state.id} holds no decision`);
  const command: CommandOf<'decide'> = {
    type: 'decide',
    task: task.id,
    outcome: held.outcome,
    ...(held.opinion === undefined ? {} : { opinion: held.opinion }),
    ...(held.data === undefined ? {} : { data: held.data }),
    formErrors: [],
  };
  return { held, task, seat, command };
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
  return agent ? asAgent(actor, agent) : { actor, principal: postOf(seat), basis: seat.basis ?? 'own' };
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
      ...(command.data === undefined ? {} : { data: command.data, ...factsOf(walk, task, seat, command.data) }),
      ...(agent ? { agent } : {}),
      ...(task.kind === 'step' && task.seats.length > 1 ? { revocable: true as const } : {}),
      ...(held?.seat === seat.id ? { held: held.seq } : {}),
    },
    over,
  );
}

/** Seats that decide together have found nothing yet; whoever is asked before or after finds nothing for the case. */
function factsOf(walk: Walk, task: Task, seat: Seat, data: Data): { readonly facts?: Data } {
  if (task.decides || isAside(seat)) return {};
  return { facts: agreed(walk, task, seat, saidAt(task.step, factsFrom(walk.definition, data))) };
}
type Data = { readonly [name: string]: Json };
interface Last {
  readonly seat: string;
  readonly command: CommandOf<'decide'>;
}

/** What a task comes to with its seats as they are: its outcome, in the words of those who stand for it, and what they found. */
interface Conclusion {
  readonly ending: Ending;
  readonly outcome: OutcomeRule;
  readonly command: CommandOf<'decide'>;
  readonly facts: Data;
}
function conclusionOf(definition: Definition, task: Task, last?: Last): Conclusion | undefined {
  const { outcomes, block } = taskRule(definition, task);
  const rules = { outcomes, ...(block?.addSign ? { addSign: block.addSign } : {}) };
  const ending = endingOf(task, rules, last?.seat);
  const outcome = ending && outcomeOf(definition, task, ending.outcome);
  if (!ending || !outcome) return undefined;
  const own = ending.by.length === 1 && ending.by[0]?.id === last?.seat ? last : undefined;
  return {
    ending,
    outcome,
    command: own?.command ?? inTheirWords(task, ending),
    facts: task.decides ? saidAt(task.step, foundTogether(definition, task, ending)) : {},
  };
}

function inTheirWords({ id }: Task, { outcome, by }: Ending): CommandOf<'decide'> {
  const opinions = [...new Set(by.flatMap(({ opinion }) => (opinion?.trim() ? [opinion] : [])))];
  const data = by.reduce<Data | undefined>((all, seat) => (seat.data ? joined(all ?? {}, seat.data) : all), undefined);
  return {
    type: 'decide',
    task: id,
    outcome,
    ...(opinions.length > 0 ? { opinion: opinions.join('\n') } : {}),
    ...(data ? { data } : {}),
    formErrors: [],
  };
}

/** Of everybody who has spoken, those last for whom the outcome stands; what one has found true stays true. */
function foundTogether(definition: Definition, { seats }: Task, { by }: Ending): Data {
  const spoken = inOrder(seats.filter((seat) => seat.state === 'decided' && !isAside(seat)));
  const others = spoken.filter((seat) => !by.some(({ id }) => id === seat.id));
  return foundBy(definition, [...others, ...by]);
}

/** What the law says against the outcome that a task would end with; undefined where it does not end yet. */
export function refusedEnding(question: Question, task: Task, last?: Last): Refusal | undefined {
  const ends = conclusionOf(question.definition, task, last);
  return ends && refusedConclusion(question, ends);
}
function refusedConclusion(question: Question, { outcome, command, facts }: Conclusion): Refusal | undefined {
  const { state } = question;
  const found = { ...question, state: { ...state, facts: { ...state.facts, ...facts } }, command };
  return outcome.act && STATUTORY[outcome.act].check(found, outcome);
}

/** What follows when a seat has spoken, or is gone: the task ends, or it is somebody else's turn. */
export function follow(walk: Walk, taskId: string, last?: Last): void {
  const said = taskIn(walk, taskId);
  const objected = last && saidOtherwise(said, last);
  if (objected) record(walk, 'vote-withdrawn', { task: said.id, seat: objected.id, because: 'other-opinion' });
  const task = taskIn(walk, taskId);
  const ends = conclusionOf(walk.definition, task, last);
  if (!ends) return takeTurns(walk, task);
  const { ending, outcome, command, facts } = ends;
  const basis = task.kind === 'step' ? basisOf(walk.definition, walk.state.facts, task.step) : undefined;
  record(walk, 'task-done', {
    task: task.id,
    outcome: ending.outcome,
    ...(basis ? { basis } : {}),
    ...(ending.closes === undefined ? {} : { closes: ending.closes }),
    ...(task.decides ? { count: countOf(tallyOf(task.decides, task.seats)), facts } : {}),
  });
  if (task.kind === 'supervision') return;
  if (outcome.act) STATUTORY[outcome.act].decide(walk, command);
  // A step taken up again has not ended: what is corrected at the window (许 32(1)(3)) gains the window no further days.
  if (outcome.target.to !== 'again')
    for (const clock of taskRule(walk.definition, task).block?.ends ?? [])
      endClock(walk, clockAt(walk, clock, itemOf(task.step)));
  go(walk, task.step, outcome.target);
}

/** 后加签 who says otherwise gives the decision back to whoever asked him: it is his to make again. */
function saidOtherwise({ seats, decides }: Task, { seat, command }: Last): Seat | undefined {
  const own = seats.find(({ id }) => id === seat);
  const asked = own?.added?.kind === 'after' ? seats.find(({ id }) => id === own.added?.of) : undefined;
  const abstains = decides?.kind === 'vote' && command.outcome === decides.abstain;
  return asked?.state === 'decided' && asked.outcome !== command.outcome && !abstains ? asked : undefined;
}

export function takeTurns(walk: Walk, task: Task): void {
  const turns = changedTurns(task);
  if (turns) record(walk, 'turns-changed', { task: task.id, ...turns });
}

export function taskIn({ state }: Walk, id: string): Task {
  const task = state.tasks.find((each) => each.id === id);
  if (!task) throw new Error(`case ${state.id} has no task ${id}`);
  return task;
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
