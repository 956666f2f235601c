// Owns a second opinion on what the kernel works out: how votes are counted, when branches come together, and where a case may be
// returned to. It is written from the rules alone, by trying every way in which things could still go, and knows nothing of the kernel.

export type Side = 'agree' | 'disagree' | 'abstain';
export interface Ballot {
  readonly weight: number;
  readonly chair: boolean;
  /** What was said; absent while nothing is, or while whoever was asked to speak after it has not spoken. */
  readonly says?: Side;
}
export interface VotingRule {
  readonly kind: 'all' | 'any' | 'vote' | 'sequential';
  /** One who disagrees ends it. */
  readonly veto?: boolean;
  readonly mayAbstain?: boolean;
  readonly pass?: readonly [number, number];
  readonly quorum?: readonly [number, number];
  /** Whoever abstains is no part of the whole. */
  readonly leftOut?: boolean;
  readonly chairBreaks?: boolean;
}
export type Result = 'agree' | 'disagree' | 'open';

const weigh = (ballots: readonly Ballot[]): number => ballots.reduce((sum, { weight }) => sum + weight, 0);
const those = (ballots: readonly Ballot[], side: Side): readonly Ballot[] =>
  ballots.filter(({ says }) => says === side);

/** 会签、或签、票签、依次; `ballots` in the order of the seats. */
export function tally(rule: VotingRule, ballots: readonly Ballot[]): Result {
  const silent = ballots.filter(({ says }) => says === undefined).length;
  const against = those(ballots, 'disagree').length;
  switch (rule.kind) {
    case 'any':
      if (against > 0) return 'disagree';
      return those(ballots, 'agree').length > 0 ? 'agree' : 'open';
    case 'sequential':
      if (against > 0) return 'disagree';
      return silent > 0 ? 'open' : 'agree';
    case 'all':
      if (against > 0 && rule.veto) return 'disagree';
      if (silent > 0) return 'open';
      return against > 0 ? 'disagree' : 'agree';
    case 'vote':
      return byVote(rule, ballots);
  }
}

/** A vote is decided when everything that could still be said leads to the same end; it passes only when enough have taken part. */
function byVote(rule: VotingRule, ballots: readonly Ballot[]): Result {
  const ends = new Set(completions(rule, ballots).map((complete) => passesComplete(rule, complete)));
  if (ends.size > 1) return 'open';
  if (!ends.has(true)) return 'disagree';
  const [least, of] = rule.quorum ?? [0, 1];
  const present = weigh(ballots.filter(({ says }) => says !== undefined));
  return present * of >= least * weigh(ballots) ? 'agree' : 'open';
}
function completions(rule: VotingRule, ballots: readonly Ballot[]): readonly (readonly Ballot[])[] {
  const sides: readonly Side[] = rule.mayAbstain ? ['agree', 'disagree', 'abstain'] : ['agree', 'disagree'];
  return ballots.reduce<readonly (readonly Ballot[])[]>(
    (all, ballot) => {
      const ways = ballot.says === undefined ? sides.map((says) => ({ ...ballot, says })) : [ballot];
      return all.flatMap((before) => ways.map((way) => [...before, way]));
    },
    [[]],
  );
}
function passesComplete(rule: VotingRule, ballots: readonly Ballot[]): boolean {
  const [part, of] = rule.pass ?? [1, 1];
  const agree = weigh(those(ballots, 'agree'));
  const whole = weigh(ballots) - (rule.leftOut ? weigh(those(ballots, 'abstain')) : 0);
  if (rule.veto && those(ballots, 'disagree').length > 0) return false;
  if (agree === 0) return false;
  // Half in favour where half is asked is a tie.
  if (part + part === of && agree + agree === whole)
    return rule.chairBreaks === true && those(ballots, 'agree').some(({ chair }) => chair);
  return agree * of >= part * whole;
}

export type Arrived = 'open' | 'passed' | 'carried' | 'rejected';
/** Branches come together: when all have, when the first has, or when so many have; one carried over counts as passed. */
export function join(
  wanted: 'all' | 'first' | number,
  rejects: 'end' | 'count',
  branches: readonly Arrived[],
): 'open' | 'joined' | 'rejected' {
  const passed = branches.filter((each) => each === 'passed' || each === 'carried').length;
  const rejected = branches.filter((each) => each === 'rejected').length;
  const open = branches.length - passed - rejected;
  if (rejects === 'end' && rejected > 0) return 'rejected';
  const needed = wanted === 'all' ? branches.length : Math.min(wanted === 'first' ? 1 : wanted, branches.length);
  if (passed >= needed) return 'joined';
  // Where all are asked all are heard; else it is over as soon as too few are left.
  if (wanted === 'all') return open === 0 ? 'rejected' : 'open';
  return passed + open < needed ? 'rejected' : 'open';
}

/** A flow as an outline: what stands one after the other, on alternative ways, beside each other, or once for each item. */
export interface Outline {
  readonly id: string;
  readonly kind: 'step' | 'order' | 'ways' | 'beside' | 'items' | 'again';
  readonly inner: readonly Outline[];
  /** Names of what stands beside each other. */
  readonly names?: readonly string[];
}
/** A turn on the way down to a step. */
interface Turning {
  readonly kind: Outline['kind'];
  readonly at: string;
  readonly place: number;
}

/** `step~2`: the step in the second item. */
function split(run: string): { readonly id: string; readonly items: readonly number[] } {
  const [id = '', ...items] = run.split('~');
  return { id, items: items.map(Number) };
}
function wayTo(outline: Outline, run: string): readonly Turning[] | undefined {
  const { id, items } = split(run);
  return down(outline, 0);

  function down(node: Outline, depth: number): readonly Turning[] | undefined {
    if (node.id === id) return [];
    for (const [place, inner] of node.inner.entries()) {
      const rest = down(inner, node.kind === 'items' ? depth + 1 : depth);
      if (!rest) continue;
      const at = `${node.id}~${items.slice(0, depth).join('~')}`;
      return [{ kind: node.kind, at, place: node.kind === 'items' ? (items[depth] ?? 0) : place }, ...rest];
    }
    return undefined;
  }
}

export type Standing = 'earlier' | 'later' | 'sibling' | 'elsewhere';
/** How one run stands to another, told at the first turning where their ways part. */
export function standing(outline: Outline, one: string, other: string): Standing {
  const [a = [], b = []] = [wayTo(outline, one), wayTo(outline, other)];
  const parts = a.findIndex((turning, n) => turning.at !== b[n]?.at || turning.place !== b[n].place);
  const [mine, its] = [a[parts], b[parts]];
  if (!mine || mine.at !== its?.at) return 'elsewhere';
  if (mine.kind === 'beside' || mine.kind === 'items') return 'sibling';
  if (mine.kind !== 'order') return 'elsewhere';
  return mine.place < its.place ? 'earlier' : 'later';
}

/** Where a case may be returned to: what this case has walked on its way here; never into a branch beside one's own. */
export function legalTargets(outline: Outline, walked: ReadonlySet<string>, from: string): readonly string[] {
  return [...walked].filter((run) => standing(outline, run, from) === 'earlier').sort();
}

/** The branches and items around a run, outermost first. */
export function branchesOf(outline: Outline, run: string): readonly string[] {
  return (wayTo(outline, run) ?? [])
    .filter(({ kind }) => kind === 'beside' || kind === 'items')
    .map(({ at, place }) => `${at}/${place}`);
}

/**
 * What a return undoes of what was walked: within the innermost branch that both lie in, the step itself, all that comes after it, and
 * all that stands beside it, which may be carried over.
 */
export function undone(outline: Outline, walked: ReadonlySet<string>, from: string, to: string): ReadonlySet<string> {
  const own = branchesOf(outline, from);
  const shared = branchesOf(outline, to).filter((branch, n) => own[n] === branch);
  return new Set(
    [...walked].filter((run) => {
      if (!shared.every((branch, n) => branchesOf(outline, run)[n] === branch)) return false;
      return run === to || ['later', 'sibling'].includes(standing(outline, run, to));
    }),
  );
}
