// Owns what must be true after every act of every case: nothing is left behind, nothing is lost, and what was worked out is what the
// oracles work out. It keeps its own books from the ledger, act by act.
import type { AnyAct } from '../../src/kernel/acts/act';
import type { CaseState, Task } from '../../src/kernel/case';
import { evolve, fold } from '../../src/kernel/evolve';
import type { Block, Definition, TaskBlock } from '../../src/kernel/procedure/definition';
import { blocksOf, findBlock } from '../../src/kernel/procedure/find';
import { placeOf } from '../../src/kernel/procedure/place';
import { blockIdOf } from '../../src/kernel/procedure/run-name';
import { stepsPassed } from '../../src/kernel/returning';
import {
  join,
  legalTargets,
  standing,
  tally,
  undone,
  type Arrived,
  type Ballot,
  type Outline,
  type VotingRule,
} from './oracles';
import type { Play, Step } from './play';

interface Voice {
  readonly seat: string;
  readonly weight: number;
  readonly chair: boolean;
  readonly added?: { readonly kind: string; readonly of: string };
  removed: boolean;
  said?: string;
  spoke?: number;
}
interface Loose {
  readonly [member: string]: unknown;
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : []);

export class Judge {
  /** The case as the ledger alone tells it. */
  private told: CaseState;
  private readonly voices = new Map<string, Voice[]>();
  private readonly branches = new Map<string, { readonly of: string; arrived: Arrived }>();
  private readonly alongOf = new Map<string, readonly string[]>();
  private walked: ReadonlySet<string> = new Set();
  /** Between a return and the step it opens; and the blocks that were opened again on the way to it. */
  private returning = false;
  private readonly askedAgain = new Set<string>();
  /** Calls that could be undone, by their effect: for which run, and how often that was asked. */
  private readonly called = new Map<string, { readonly run: string; undone: number }>();
  private readonly wants = new Map<string, string>();
  /** Messages by name and id: had or not. */
  private readonly messages = new Map<string, boolean>();
  readonly counts = new Map<string, number>();

  constructor(
    private readonly definition: Definition,
    private readonly outline: Outline,
    id: string,
  ) {
    this.told = fold(id, []);
  }

  /** What is wrong after this step, in words; empty when nothing is. */
  breaches(play: Play, step: Pick<Step, 'acts' | 'before'>): readonly string[] {
    const found: string[] = [];
    const { state } = play;
    if (step.acts.length === 0 && state === step.before) return found;
    for (const act of step.acts) {
      if (act.seq !== this.told.seq + 1 || act.at < this.told.at) found.push(`act ${act.seq} is out of order`);
      found.push(...this.follow(act));
      this.told = evolve(this.told, act);
    }
    if (JSON.stringify(this.told) !== JSON.stringify(state)) found.push('the ledger tells another case');
    if (step.acts.length > 0)
      found.push(
        ...kept(step, state),
        ...seated(state),
        ...this.onCourse(state),
        ...lives(this.definition, state),
        ...this.votes(state),
        ...this.joins(state),
        ...this.calls(state),
        ...this.mayReturn(state),
      );
    return found;
  }

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** Keeps the books, and says what an act says that the oracles deny. */
  private follow(act: AnyAct): readonly string[] {
    const { type, seq } = act as { readonly type: string; readonly seq: number };
    const p = act.payload as unknown as Loose;
    this.count(type);
    if (type === 'returned' || type === 'task-opened') this.returning = type === 'returned';
    const voice = (): Voice | undefined => this.voices.get(text(p['task']))?.find(({ seat }) => seat === p['seat']);
    switch (type) {
      case 'task-opened':
      case 'signers-added': {
        const all = this.voices.get(text(p['task'])) ?? [];
        const seats = (p['seats'] ?? []) as readonly {
          id: string;
          weight?: number;
          chair?: boolean;
          added?: { kind: string; of: string };
          said?: { outcome?: string; voted?: number };
        }[];
        for (const { id, weight = 1, chair = false, added, said } of seats)
          all.push({
            ...{ seat: id, weight, chair, removed: false, ...(added ? { added } : {}) },
            ...(said ? { said: text(said.outcome), spoke: Number(said.voted) } : {}),
          });
        this.voices.set(text(p['task']), all);
        // Come to anew, a step is not walked until it is done again.
        this.walked = new Set([...this.walked].filter((run) => run !== p['step']));
        return [];
      }
      case 'decided':
      case 'decision-held':
      case 'opinion-submitted': {
        const of = voice();
        if (of && !(type === 'opinion-submitted' && of.added?.kind !== 'consult'))
          [of.said, of.spoke] = [text(p['outcome']), seq];
        return [];
      }
      case 'vote-withdrawn':
      case 'decision-withdrawn': {
        const of = voice();
        if (of) [of.said, of.spoke] = [undefined, undefined];
        return [];
      }
      case 'decision-taken-back': {
        const undone = list(p['clears']);
        this.walked = new Set([...this.walked].filter((run) => !undone.includes(run)));
        for (const run of list(p['reopens'])) {
          const branch = this.branches.get(run);
          if (branch) branch.arrived = 'open';
        }
        // Nobody may have said anything in what is closed for it.
        return list(p['closes']).flatMap((id) =>
          this.voices.get(id)?.some(({ said }) => said !== undefined)
            ? [`${id} was closed over what was said there`]
            : [],
        );
      }
      case 'signer-removed': {
        const of = voice();
        if (of) of.removed = true;
        return [];
      }
      case 'task-done': {
        const task = this.told.tasks.find(({ id }) => id === p['task']);
        if (task?.kind !== 'step') return [];
        this.walked = new Set([...this.walked, task.step]);
        return this.ends(task, text(p['outcome']));
      }
      case 'block-entered': {
        const run = text(p['block']);
        if (p['activated'] !== undefined) {
          this.alongOf.set(run, list(p['activated']));
          if (this.returning) this.askedAgain.add(run);
          else this.askedAgain.delete(run);
        }
        for (const each of list(p['activated'])) this.branches.set(each, { of: run, arrived: 'open' });
        if (p['of'] !== undefined) this.branches.set(run, { of: text(p['of']), arrived: 'open' });
        return [];
      }
      case 'branch-carried':
        this.branches.set(text(p['block']), { of: text(p['of']), arrived: 'carried' });
        this.walked = new Set([...this.walked, ...Object.keys(p['facts'] ?? {}).filter((name) => this.isStep(name))]);
        return [];
      case 'step-kept':
        // A wait or a call that stands is nothing to return to.
        if (this.isStep(text(p['block']))) this.walked = new Set([...this.walked, text(p['block'])]);
        return [];
      case 'effects-wanted':
        for (const want of p['wants'] as readonly { id: string; kind: string; how?: string; block?: string }[])
          if (want.kind === 'call' && want.how === 'call') this.wants.set(want.id, want.block ?? '');
        return [];
      case 'effect-done': {
        const run = this.wants.get(text(p['effect']));
        const block = run === undefined ? undefined : findBlock(this.definition, run);
        if (run !== undefined && block?.kind === 'call' && block.undo !== undefined)
          this.called.set(text(p['effect']), { run, undone: 0 });
        return [];
      }
      case 'call-undone': {
        const call = this.called.get(text(p['effect']));
        if (p['cause'] === 'late') this.count('a result too late');
        if (call) call.undone += 1;
        return call?.undone === 1 ? [] : [`${text(p['effect'])} is undone ${String(call?.undone ?? 0)} times`];
      }
      case 'message-received': {
        const known = `${text(p['name'])} ${text(p['id'])}`;
        const twice = this.messages.has(known);
        this.messages.set(known, false);
        return twice ? [`${known} was received twice`] : [];
      }
      case 'wait-answered': {
        const { name, id } = (p['message'] ?? {}) as { name?: string; id?: string };
        if (name === undefined) return [];
        const known = `${name} ${id ?? ''}`;
        const had = this.messages.get(known);
        const at = this.told.messages?.find((each) => each.name === name && each.id === id)?.seq ?? 0;
        if (act.seq > at + 1) this.count('a message before its wait');
        this.messages.set(known, true);
        return had === false ? [] : [`${known} was had ${had ? 'before' : 'and never received'}`];
      }
      case 'block-left':
        return this.leaves(text(p['block']), text(p['outcome']));
      case 'returned':
        return this.returns(text(p['from']), text(p['to']), list(p['clears']), p['seat'] !== undefined);
      default:
        return [];
    }
  }

  /**
   * A call that stands open is wanted once, and nothing else waits for a service but what undoes one; what was done and does not stand any
   * more has been undone, and what stands has not.
   */
  private calls(state: CaseState): readonly string[] {
    const found: string[] = [];
    for (const [run, { state: at }] of Object.entries(state.blocks)) {
      if (findBlock(this.definition, run)?.kind !== 'call') continue;
      const [one, ...others] = state.effects.filter((each) => each.block === run && each.state !== 'claimed');
      const open = state.effects.filter((each) => each.block === run);
      if (at === 'open' && open.length === 0) found.push(`${run} is open and nothing is called`);
      if (others.length > 0 || (at !== 'open' && one)) found.push(`${run} is ${at} and called ${open.length} times`);
    }
    const stands = [...this.called].filter(([, { undone: times }]) => times === 0);
    const kept = Object.keys(state.kept ?? {});
    const of = new Set<string>();
    for (const [effect, { run }] of stands) {
      const place = placeOf(this.definition, run);
      // Each turn of a loop calls for itself.
      const turns = place?.around.some(({ block }) => block.kind === 'loop') === true;
      if (of.has(run) && !turns) found.push(`${run} has two calls that stand`);
      of.add(run);
      const carried = kept.some((each) => each === run || place?.around.some(({ branch }) => branch === each));
      const told = turns ? run in state.facts : state.facts[run] === 'done';
      if (!told && !carried) found.push(`${effect} of ${run} stands no more and is not undone`);
      if (state.outcome === 'withdrawn') found.push(`${effect} of ${run} is not undone, and the case is withdrawn`);
    }
    return found;
  }

  private isStep(run: string): boolean {
    return findBlock(this.definition, run)?.kind === 'task';
  }

  private leaves(run: string, outcome: string): readonly string[] {
    const branch = this.branches.get(run);
    if (branch && (outcome === 'passed' || outcome === 'rejected')) branch.arrived = outcome;
    if (!this.alongOf.has(run) || (outcome !== 'joined' && outcome !== 'rejected') || branch?.arrived === 'rejected')
      return [];
    const verdict = this.verdict(run);
    this.count(`join-${verdict}`);
    return verdict === outcome ? [] : [`${run} is ${outcome}; by its branches it is ${verdict}`];
  }
  private verdict(run: string): ReturnType<typeof join> {
    const block = findBlock(this.definition, run) as unknown as {
      join: 'all' | 'first' | { atLeast: number };
      rejects: 'end' | 'count';
    };
    const wanted = typeof block.join === 'object' ? block.join.atLeast : block.join;
    return join(
      wanted,
      block.rejects,
      (this.alongOf.get(run) ?? []).map((each) => this.branches.get(each)?.arrived ?? 'open'),
    );
  }
  private joins(state: CaseState): readonly string[] {
    // A condition that cannot be evaluated leaves the case where it was.
    if (state.state === 'ended' || state.dataError) return [];
    return [...this.alongOf.keys()].flatMap((run) => {
      if (state.blocks[run]?.state !== 'open') return [];
      const verdict = this.verdict(run);
      // Returned to, one branch is gone again though those carried over would do.
      if (verdict === 'joined' && this.askedAgain.has(run)) return [];
      return verdict === 'open' ? [] : [`${run} stands open; by its branches it is ${verdict}`];
    });
  }

  private returns(from: string, to: string, clears: readonly string[], byTask: boolean): readonly string[] {
    const wait = this.definition.waits[to];
    const target = wait ? wait.back : to;
    const before = this.walked;
    const gone = undone(this.outline, before, from, target);
    this.walked = new Set([...before].filter((run) => !gone.has(run)));
    this.count(byTask ? 'returned-by-seat' : 'returned-by-rule');
    // From a wait that lapsed the case may go back to whatever was walked: it stands on no way of its own.
    const free = wait !== undefined || Object.hasOwn(this.definition.waits, from);
    const legal = free
      ? before.has(target) || this.definition.waits[from]?.back === target
      : legalTargets(this.outline, before, from).includes(to);
    const differ = [...before].filter((run) => gone.has(run) !== clears.includes(run));
    return [
      ...(legal ? [] : [`returned from ${from} to ${to}, where it may not go (walked: ${[...before].join(' ')})`]),
      ...(differ.length === 0 ? [] : [`the return from ${from} to ${to} is not agreed about ${differ.join(' ')}`]),
    ];
  }
  /** Where the kernel would let an open step be returned to is what the oracle makes of this case's own way. */
  private mayReturn(state: CaseState): readonly string[] {
    return state.tasks.flatMap((task) => {
      const place = task.state === 'open' && task.kind === 'step' ? placeOf(this.definition, task.step) : undefined;
      if (!place) return [];
      const kernel = [...stepsPassed(this.definition, state, place)].sort().join(' ');
      const oracle = legalTargets(this.outline, this.walked, task.step).join(' ');
      return kernel === oracle ? [] : [`${task.step} may be returned to [${kernel}]; by the oracle to [${oracle}]`];
    });
  }

  private ballots(task: Task): readonly Voice[] {
    return (this.voices.get(task.id) ?? []).filter(
      ({ removed, added }) => !removed && (added === undefined || added.kind === 'parallel'),
    );
  }
  /** What has been said counts when those who were asked to speak after it have spoken. */
  private counts_(task: Task, voice: Voice): boolean {
    const all = this.voices.get(task.id) ?? [];
    return (
      voice.said !== undefined &&
      !all.some(
        (each) =>
          !each.removed && each.added?.kind === 'after' && each.added.of === voice.seat && each.said === undefined,
      )
    );
  }
  /** What a task comes to as it stands: an outcome, `open`, or undefined where there is too much to try. */
  private expected(task: Task): string | undefined {
    const block = findBlock(this.definition, task.step) as TaskBlock;
    const ballots = this.ballots(task);
    const spoken = ballots.filter((voice) => this.counts_(task, voice)).sort((a, b) => (a.spoke ?? 0) - (b.spoke ?? 0));
    const rule = task.decides;
    const sides: Readonly<Record<string, Ballot['says']>> = rule
      ? {
          [rule.agree]: 'agree',
          [rule.disagree]: 'disagree',
          ...(rule.kind === 'vote' && rule.abstain !== undefined ? { [rule.abstain]: 'abstain' } : {}),
        }
      : {};
    const alone = spoken.find(
      ({ said = '' }) => block.outcomes[said]?.veto === true || (rule !== undefined && sides[said] === undefined),
    );
    if (alone) return alone.said;
    if (!rule) return spoken.length < ballots.length ? 'open' : undefined;
    const vetoed = (this.voices.get(task.id) ?? []).some(
      (each) => !each.removed && each.added?.kind === 'before' && each.said === rule.disagree,
    );
    if (block.addSign?.beforeVetoes && vetoed) return rule.disagree;
    if (ballots.length - spoken.length > 7) return undefined;
    const result = tally(
      votingRule(rule),
      ballots.map((voice) => ({
        weight: voice.weight,
        chair: voice.chair,
        ...(this.counts_(task, voice) ? { says: sides[voice.said ?? ''] } : {}),
      })),
    );
    this.count(`tally-${rule.kind}-${result}`);
    return result === 'open' ? 'open' : rule[result];
  }
  private ends(task: Task, outcome: string): readonly string[] {
    const expected = this.expected(task);
    const voted = this.ballots(task).some(({ said }) => said === outcome);
    if (expected === undefined && (task.decides || voted)) return [];
    return expected === outcome
      ? []
      : [`${task.id} is done as ${outcome}; by its votes it is ${expected ?? 'nothing'}`];
  }
  private votes(state: CaseState): readonly string[] {
    return state.tasks.flatMap((task) => {
      if (task.state !== 'open' || task.kind !== 'step' || state.held?.task === task.id) return [];
      const expected = this.expected(task);
      const every = !task.decides && expected !== 'open';
      return expected === 'open' || (expected === undefined && !every)
        ? []
        : [`${task.id} stands open; by its votes it is ${expected ?? 'over'}`];
    });
  }

  /** Whatever stands open stands in what stands open, and nothing stands open before or behind anything else. */
  private onCourse(state: CaseState): readonly string[] {
    const open = state.tasks.filter((task) => task.state === 'open' && task.kind === 'step');
    const runs = Object.entries(state.blocks).filter(([, run]) => run.state === 'open');
    if (state.state === 'ended' || state.closing !== undefined)
      return [
        ...open.map(({ id }) => `${id} is open behind the end`),
        ...runs.map(([run]) => `${run} is open behind the end`),
      ];
    const found: string[] = [];
    for (const task of open) {
      const run = state.blocks[task.step];
      if (run?.state !== 'open' || run.round !== task.round) found.push(`${task.id} is open, its block is not`);
      if (open.some((other) => other !== task && other.step === task.step)) found.push(`${task.step} is open twice`);
    }
    for (const [run] of runs) {
      const block = findBlock(this.definition, run);
      if (block?.kind === 'task' && !open.some(({ step }) => step === run)) found.push(`${run} is open without a task`);
      for (const other of open)
        if (other.step !== run && block?.kind === 'task' && standing(this.outline, run, other.step) !== 'sibling')
          found.push(`${run} and ${other.step} are open at once and not beside each other`);
    }
    for (const [branch, { of }] of this.branches)
      if (state.blocks[branch]?.state === 'open' && state.blocks[of]?.state !== 'open')
        found.push(`${branch} is open, ${of} is not`);
    return found;
  }
}

function votingRule(rule: NonNullable<Task['decides']>): VotingRule {
  return {
    kind: rule.kind,
    ...('disagreement' in rule ? { veto: rule.disagreement === 'veto' } : {}),
    ...(rule.kind === 'vote'
      ? {
          pass: rule.pass.of,
          ...(rule.quorum ? { quorum: rule.quorum.of } : {}),
          mayAbstain: rule.abstain !== undefined,
          leftOut: rule.abstention === 'left-out',
          chairBreaks: rule.tie === 'chair',
        }
      : {}),
  };
}

/** Nothing is deleted, and what has ended does not begin again. */
function kept({ before, acts }: Pick<Step, 'acts' | 'before'>, after: CaseState): readonly string[] {
  const found: string[] = [];
  const reopened = new Set(
    acts.flatMap(({ type, payload }) => (/withdrawn$/.test(type) ? [(payload as unknown as Loose)['seat']] : [])),
  );
  const entered = new Set(
    acts.flatMap(({ type, payload }) =>
      /entered|opened|kept|carried|left|done/.test(type) ? [JSON.stringify(payload)] : [],
    ),
  );
  for (const task of before.tasks) {
    const now = after.tasks.find(({ id }) => id === task.id);
    if (!now) found.push(`${task.id} is gone`);
    if (
      now &&
      task.state !== 'open' &&
      (now.state !== task.state || now.outcome !== task.outcome || now.cause !== task.cause)
    )
      found.push(`${task.id} was ${task.state} and is ${now.state}`);
    for (const seat of task.seats) {
      const same = now?.seats.find(({ id }) => id === seat.id);
      if (!same) found.push(`${seat.id} is gone`);
      else if (seat.state === 'closed' && (same.state !== 'closed' || same.cause !== seat.cause))
        found.push(`${seat.id} was closed`);
      else if (
        seat.state === 'decided' &&
        !reopened.has(seat.id) &&
        (same.state !== 'decided' || same.outcome !== seat.outcome)
      )
        found.push(`${seat.id} had decided`);
    }
  }
  for (const [run, { round }] of Object.entries(before.blocks)) {
    const now = after.blocks[run];
    if (!now) found.push(`${run} is gone`);
    else if (now.round < round) found.push(`${run} was in round ${round} and is in ${now.round}`);
    else if (now.round > round && entered.size === 0) found.push(`${run} is in a new round of itself`);
  }
  for (const child of before.children)
    if (!after.children.some(({ id }) => id === child.id)) found.push(`${child.id} is gone`);
  return found;
}

/** No orphan: a seat is open only in an open task, and whatever has ended says why. */
function seated(state: CaseState): readonly string[] {
  return state.tasks.flatMap((task) => [
    ...(task.state === 'closed' && !task.cause ? [`${task.id} is closed without a cause`] : []),
    ...(task.state === 'done' && !task.outcome ? [`${task.id} is done without an outcome`] : []),
    ...task.seats.flatMap((seat) => {
      if (task.state !== 'open' && (seat.state === 'open' || seat.state === 'waiting'))
        return [`${seat.id} is an orphan`];
      if (seat.state === 'closed' && !seat.cause) return [`${seat.id} is closed without a cause`];
      if (seat.state === 'decided' && seat.holder === undefined) return [`nobody decided ${seat.id}`];
      return [];
    }),
    ...(new Set(task.seats.map(({ id }) => id)).size < task.seats.length ? [`${task.id} has a seat twice`] : []),
    ...doubled(task).map((person) => `${person} sits twice in ${task.id}`),
  ]);
}
function doubled(task: Task): readonly string[] {
  const sits = task.seats.flatMap(({ holder, cause }) => (holder === undefined || cause === 'removed' ? [] : [holder]));
  return sits.filter((person, n) => sits.indexOf(person) !== n);
}

/** Something can always happen: a seat can speak, or somebody is awaited by name. */
function lives(definition: Definition, state: CaseState): readonly string[] {
  if (state.state === 'ended') return [];
  const open = state.tasks.filter((task) => task.state === 'open');
  const stuck = open
    .filter((task) => state.held?.task !== task.id && !task.seats.some((seat) => seat.state === 'open'))
    .map((task) => `nobody can speak in ${task.id}`);
  const waits = [...Object.keys(definition.waits), ...awaits(definition.flow)];
  const waiting = Object.entries(state.blocks).some(
    ([run, at]) => at.state === 'open' && waits.includes(blockIdOf(run)),
  );
  const something =
    open.length > 0 || waiting || state.held !== undefined || state.dataError !== undefined || state.effects.length > 0;
  return something ? stuck : [...stuck, 'nothing is open, and the case has not ended'];
}
function awaits(flow: Block): readonly string[] {
  return blocksOf(flow).flatMap(({ id, kind }) => (kind === 'await' ? [id] : []));
}
