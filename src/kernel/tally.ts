/**
 * 计票: what the votes of a task's seats come to. The whole is the weight of the seats at the opening, with those added and without
 * those removed, never of “those still active”; parts are compared by cross multiplication. Pure: no walk, no definition but the rule.
 */
import type { Count } from './acts/act';
import type { Seat, Task } from './case';
import type { DecidingRule, Fraction, OutcomeRule, TaskBlock } from './procedure/definition';

type Vote = Extract<DecidingRule, { kind: 'vote' }>;
export type Seated = Pick<Task, 'decides' | 'seats'>;

/** Why a seat has no part in the whole any more. */
export const REMOVED = 'removed';

/** The seats that vote: those the task was opened with, and those that joined them. */
export function voters(seats: readonly Seat[]): readonly Seat[] {
  return seats.filter((seat) => seat.cause !== REMOVED && !isAside(seat));
}
/** Asked before, after or beside somebody: what such a seat says is an opinion for whoever asked, and no vote. */
export function isAside({ added }: Seat): boolean {
  return added !== undefined && added.kind !== 'parallel';
}
export function isUndecided({ state }: Seat): boolean {
  return state === 'open' || state === 'waiting';
}
/** Decided, and whoever was asked to speak after it has spoken. Read once for all: a board may have a thousand seats. */
export function spokenIn(seats: readonly Seat[]): (seat: Seat) => boolean {
  const heardLater = new Set(
    seats.flatMap((each) => (each.added?.kind === 'after' && isUndecided(each) ? [each.added.of] : [])),
  );
  return ({ id, state }) => state === 'decided' && !heardLater.has(id);
}

export interface Tally extends Count {
  /** Weight of those who have not spoken. */
  readonly undecided: number;
  /** Weight of all who have a vote; `of` without those whom the rule leaves out. */
  readonly whole: number;
}
const weightOf = ({ weight = 1 }: Seat): number => weight;
const sum = (seats: readonly Seat[]): number => seats.reduce((total, seat) => total + weightOf(seat), 0);

export function tallyOf(rule: DecidingRule, seats: readonly Seat[]): Tally {
  const all = voters(seats);
  const spoken = all.filter(spokenIn(seats));
  const on = (outcome: string | undefined): number =>
    outcome === undefined ? 0 : sum(spoken.filter((seat) => seat.outcome === outcome));
  const abstain = rule.kind === 'vote' ? on(rule.abstain) : 0;
  const whole = sum(all);
  return {
    agree: on(rule.agree),
    disagree: on(rule.disagree),
    abstain,
    of: rule.kind === 'vote' && rule.abstention === 'left-out' ? whole - abstain : whole,
    undecided: whole - sum(spoken),
    whole,
  };
}

export function countOf({ agree, disagree, abstain, of }: Tally): Count {
  return { agree, disagree, abstain, of };
}

/** Whether nothing that is still to be said can change the result, though the task waits to hear it. */
export function isCertain(rule: DecidingRule, seats: readonly Seat[]): boolean {
  if (rule.kind === 'all') return tallyOf(rule, seats).disagree > 0;
  if (rule.kind !== 'vote') return false;
  const { quorum: _, ...unbound } = rule;
  return voted(unbound, seats) !== undefined;
}

/** Does `part` of `whole` reach the fraction: exactly, so that two of three reach two thirds. */
export function reaches(part: number, whole: number, { of: [numerator, denominator] }: Fraction): boolean {
  return part * denominator >= numerator * whole;
}

/** What the votes decide, and why the seats that are still open are closed. */
export interface Result {
  readonly side: 'agree' | 'disagree';
  readonly closes: 'quorum-reached' | 'outvoted' | 'not-reached';
}

/** As soon as the result is certain, whatever the seats that have not spoken would say; until then undefined. */
export function resultOf(rule: DecidingRule, seats: readonly Seat[]): Result | undefined {
  const { agree, disagree, undecided } = tallyOf(rule, seats);
  switch (rule.kind) {
    case 'all':
      if (rule.disagreement === 'veto' && disagree > 0) return { side: 'disagree', closes: 'outvoted' };
      if (undecided > 0) return undefined;
      return { side: disagree > 0 ? 'disagree' : 'agree', closes: 'not-reached' };
    case 'any':
      if (agree + disagree === 0) return undefined;
      return { side: agree > 0 ? 'agree' : 'disagree', closes: 'quorum-reached' };
    case 'sequential':
      if (disagree > 0) return { side: 'disagree', closes: 'not-reached' };
      return undecided > 0 ? undefined : { side: 'agree', closes: 'not-reached' };
    case 'vote':
      return voted(rule, seats);
  }
}

function voted(rule: Vote, seats: readonly Seat[]): Result | undefined {
  const { agree, disagree, abstain, of, undecided, whole } = tallyOf(rule, seats);
  const chair = voters(seats).find((seat) => seat.chair);
  const chaired = chair && spokenIn(seats)(chair) ? chair.outcome : undefined;
  const vetoed = rule.disagreement === 'veto';
  // At worst all others are against it, the chair among them; at best all are for it.
  const atWorst = !(vetoed && disagree + undecided > 0) && passes(rule, agree, of, chaired === rule.agree);
  const atBest =
    !(vetoed && disagree > 0) &&
    passes(rule, agree + undecided, of, chair !== undefined && (chaired ?? rule.agree) === rule.agree);
  if (!atBest) return { side: 'disagree', closes: 'outvoted' };
  const attended = agree + disagree + abstain;
  const enough = rule.quorum === undefined || reaches(attended, whole, rule.quorum);
  return atWorst && enough ? { side: 'agree', closes: 'quorum-reached' } : undefined;
}

/** Exactly half in favour where half is asked is a tie, and the rule says who breaks it. */
function passes(rule: Vote, agree: number, of: number, chairAgrees: boolean): boolean {
  if (agree === 0) return false;
  const [numerator, denominator] = rule.pass.of;
  if (numerator * 2 === denominator && agree * 2 === of) return rule.tie === 'chair' && chairAgrees;
  return reaches(agree, of, rule.pass);
}

/** How a task ends: with which outcome, for which of its seats it stands, and why the others are closed. */
export interface Ending {
  readonly outcome: string;
  readonly closes?: string;
  /** The seats whose words the outcome stands on, in the order in which they spoke. */
  readonly by: readonly Seat[];
}
type Rules = Pick<TaskBlock, 'addSign'> & { readonly outcomes: Readonly<Record<string, OutcomeRule>> };

/**
 * Whether a task has ended with its seats as they are. `last`: the seat that spoke last, where the seats do not say it themselves.
 * Without a deciding rule every seat has to speak, and the last one leads on; an outcome that ends the task alone (一票否决) always does.
 */
export function endingOf({ decides, seats }: Seated, rules: Rules, last?: string): Ending | undefined {
  const spoken = inOrder(voters(seats).filter(spokenIn(seats)));
  const alone = spoken.find((seat) => endsAlone(decides, rules, seat.outcome));
  if (alone?.outcome !== undefined) return { outcome: alone.outcome, by: [alone] };
  if (!decides) {
    if (spoken.length < voters(seats).length) return undefined;
    const leads = rootOf(seats, last) ?? spoken.at(-1);
    return leads?.outcome === undefined ? undefined : { outcome: leads.outcome, by: [leads] };
  }
  const vetoes = rules.addSign?.beforeVetoes
    ? seats.find((seat) => seat.added?.kind === 'before' && seat.outcome === decides.disagree)
    : undefined;
  if (vetoes) return { outcome: decides.disagree, closes: 'outvoted', by: [vetoes] };
  const result = resultOf(decides, seats);
  if (!result) return undefined;
  const outcome = decides[result.side];
  return { outcome, closes: result.closes, by: spoken.filter((seat) => seat.outcome === outcome) };
}

/** An outcome that is no vote ends the task as it would for one seat: a return, a list of gaps. */
function endsAlone(rule: DecidingRule | undefined, { outcomes }: Rules, outcome: string | undefined): boolean {
  if (outcome === undefined) return false;
  const isVeto = Object.hasOwn(outcomes, outcome) && outcomes[outcome]?.veto === true;
  return isVeto || (rule !== undefined && !isVote(rule, outcome));
}
export function isVote(rule: DecidingRule, outcome: string): boolean {
  return outcome === rule.agree || outcome === rule.disagree || (rule.kind === 'vote' && outcome === rule.abstain);
}
export function inOrder(seats: readonly Seat[]): readonly Seat[] {
  return [...seats].sort((a, b) => (a.voted ?? 0) - (b.voted ?? 0));
}
/** The voting seat on whose behalf a seat speaks: its own, or that of whoever asked for it. */
export function rootOf(seats: readonly Seat[], id: string | undefined): Seat | undefined {
  const seat = seats.find((each) => each.id === id);
  return seat?.added && isAside(seat) ? rootOf(seats, seat.added.of) : seat;
}
