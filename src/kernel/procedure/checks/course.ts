/**
 * The course of a procedure, walked on paper: what every way to a block has certainly brought with it (facts written, clocks
 * running, the file accepted), whether a block is ever reached, and whether one can end from there.
 */
import { givenBy } from '../../basis';
import { readCondition } from '../../rules/condition';
import type { Draft } from '../builder';
import type { Block, Branching, JsonSchema, TaskBlock, Target, WaitBlock } from '../definition';
import { blocksOf, fromHereOn } from '../find';
import { innermostBranch, placeOf, relation } from '../place';
import { ITEM } from '../run-name';
import type { Finding, Town } from '../finding';
import { requiredOf } from '../schema';
import { error, own, PROBE_LIMITS, warning, type PartsOfDraft } from './parts';

/** What is certain on arrival: `fact:…`, `clock:…`, `passed:…`, and `accepted`. */
type Certain = ReadonlySet<string>;
interface Edge {
  /** A block or wait; undefined where the way is lost. */
  readonly to: string | undefined;
  readonly certain: Certain;
  readonly path: string;
}
interface Course {
  readonly arrivals: ReadonlyMap<string, Certain>;
  readonly cameFrom: ReadonlyMap<string, string>;
  readonly edges: readonly { readonly from: string; readonly edge: Edge }[];
  /** Blocks from which the case ends directly, with the outcomes. */
  readonly ends: readonly { readonly from: string; readonly outcome: string }[];
}

const CLOCK_OF_ACCEPTANCE = 'acceptance';
const CLOCK_OF_DELIVERY = 'delivery';
/** Every case knows by which channels its applicant can be reached. */
const CHANNELS = 'channels';

export function checkCourse(draft: Draft, parts: PartsOfDraft, town: Town): readonly Finding[] {
  // Who returns to a step has passed it: what was certain when it was first come to, no return makes less certain.
  const course = walkAll(draft, parts, town, walkAll(draft, parts, town).arrivals);
  return [
    ...lost(course),
    ...unreached(draft, parts, course),
    ...neverEnding(parts, course),
    ...readsBeforeWritten(draft, parts, course),
    ...unlawfulOrder(draft, parts, course),
  ];
}

/** Facts a case of this procedure starts with. */
function handed(draft: Draft, town: Town): readonly string[] {
  if (!draft.childOnly) return requiredOf(draft.dataSchema).filter((name) => draft.facts.includes(name));
  const parents = town.procedures.flatMap((procedure) =>
    childBlocks(procedure.flow).filter((block) => block.procedure === draft.id),
  );
  const [first, ...others] = parents;
  if (!first) return draft.facts;
  return first.hands.filter((fact) => others.every((block) => block.hands.includes(fact)));
}
function childBlocks(flow: Block): readonly Extract<Block, { kind: 'child' }>[] {
  return blocksOf(flow).filter((block) => block.kind === 'child');
}

/** `onward`: what is certain at each place on the ways that lead on; absent, no way back is walked. */
function walkAll(draft: Draft, parts: PartsOfDraft, town: Town, onward?: Course['arrivals']): Course {
  const arrivals = new Map<string, Certain>();
  const cameFrom = new Map<string, string>();
  const owed: string[] = [];
  const arrive = (id: string, certain: Certain, from: string): void => {
    const before = arrivals.get(id);
    const now = before ? new Set([...before].filter((each) => certain.has(each))) : certain;
    if (before && before.size === now.size) return;
    if (!before && from !== '') cameFrom.set(id, from);
    arrivals.set(id, now);
    owed.push(id);
    // Whether branches come together is told by all of them.
    const [branch = id, end] = id.split('#');
    const beside = (other: string): boolean => blockAt(draft, other.split('#')[0] ?? '') === blockAt(draft, branch);
    if (end === 'passed')
      owed.push(...[...arrivals.keys()].filter((other) => other !== id && other.endsWith('#passed') && beside(other)));
  };
  const defaults = Object.keys(draft.defaults ?? {});
  arrive(
    draft.flow.id,
    new Set([CHANNELS, ...handed(draft, town), ...defaults].map(fact).concat(draft.startClocks.map(clock))),
    '',
  );
  let edges: { from: string; edge: Edge }[] = [];
  let ends: { from: string; outcome: string }[] = [];
  for (let id = owed.pop(); id !== undefined; id = owed.pop()) {
    const from = id;
    const leads = leadsOn(draft, parts, from, arrivals.get(from) ?? new Set(), arrivals, onward);
    edges = [...edges.filter((each) => each.from !== from), ...leads.edges.map((edge) => ({ from, edge }))];
    ends = [...ends.filter((each) => each.from !== from), ...leads.ends.map((outcome) => ({ from, outcome }))];
    for (const { to, certain } of leads.edges) if (to !== undefined) arrive(to, certain, from);
  }
  return { arrivals, cameFrom, edges, ends };
}

const fact = (name: string): string => `fact:${name}`;
const clock = (id: string): string => `clock:${id}`;
function plus(certain: Certain, ...more: readonly string[]): Certain {
  return new Set([...certain, ...more]);
}
function minus(certain: Certain, ...less: readonly string[]): Certain {
  return new Set([...certain].filter((each) => !less.includes(each)));
}

/** Where a block or wait leads, and with what. */
function leadsOn(
  draft: Draft,
  parts: PartsOfDraft,
  at: string,
  certain: Certain,
  arrivals: ReadonlyMap<string, Certain>,
  onward: Course['arrivals'] | undefined,
): { readonly edges: readonly Edge[]; readonly ends: readonly string[] } {
  const whole = { ...draft, version: 0, hash: '' };
  // The ends of branches and of turns are places of their own: `<branch>#passed`, `<branch>#rejected`, `<loop>#turned`.
  const [id = at, end] = at.split('#');
  const next = (path: string, with_: Certain): Edge => ({
    to: afterwards(draft, blockAt(draft, id)),
    certain: with_,
    path,
  });
  const edges: Edge[] = [];
  const ends: string[] = [];
  const follow = (target: Target, with_: Certain, path: string, from = id): void => {
    if (target.to === 'end') ends.push(target.outcome);
    else if (target.to === 'next') edges.push({ to: afterwards(draft, from), certain: with_, path });
    else if (target.to === 'again') edges.push({ to: from, certain: with_, path });
    else if (target.to === 'reject') edges.push({ to: rejectedAt(draft, from), certain: with_, path });
    else if (target.to === 'correction') edges.push({ to: target.wait, certain: with_, path });
    else if (target.to === 'back' && onward) {
      const undone = fromHereOn(whole, target.step).map(fact);
      const stands = [...(onward.get(target.step) ?? [])].filter((each) => !each.startsWith(clock('')));
      edges.push({ to: target.step, certain: plus(minus(with_, ...undone), ...stands), path });
    }
  };
  const wait = own(draft.waits, id);
  if (wait) {
    leaveWait(draft, wait, certain, follow, edges);
    return { edges, ends };
  }
  const placed = parts.byId.get(blockAt(draft, id));
  if (!placed) return { edges, ends };
  const { block, path } = placed;
  if (end !== undefined) {
    if (block.kind === 'loop') {
      edges.push({ to: block.block.id, certain, path: `${path}/while` }, next(path, certain));
      follow(block.exhausted, certain, `${path}/exhausted`);
    } else if (block.kind === 'parallel' || block.kind === 'each') {
      const entered = arrivals.get(block.id) ?? certain;
      if (end === 'passed') joined(block, entered);
      else {
        const outcome = plus(clocksOf(entered, [certain]), fact(block.id), `passed:${block.id}`);
        follow(block.outcomes.rejected, outcome, `${path}/outcomes/rejected`, block.id);
      }
    }
    return { edges, ends };
  }
  switch (block.kind) {
    case 'sequence': {
      const first = block.blocks[0];
      edges.push(first ? { to: first.id, certain, path } : next(path, certain));
      break;
    }
    case 'choice':
      for (const branch of block.branches) edges.push({ to: branch.block.id, certain, path });
      edges.push({ to: block.otherwise.id, certain, path: `${path}/otherwise` });
      break;
    case 'pass':
      edges.push(next(path, certain));
      break;
    case 'parallel':
      for (const branch of block.branches) edges.push({ to: branch.block.id, certain, path });
      joined(block, certain);
      break;
    case 'each':
      edges.push({ to: block.block.id, certain: plus(certain, fact(ITEM)), path });
      joined(block, certain);
      break;
    case 'loop':
      edges.push({ to: block.block.id, certain, path });
      break;
    case 'table': {
      const given = block.rows.map(({ gives }) => Object.keys(gives));
      const sure = given.flat().filter((name) => block.hit === 'collect' || given.every((each) => each.includes(name)));
      edges.push(next(path, plus(certain, ...sure.map(fact))));
      break;
    }
    case 'end':
      ends.push(block.outcome);
      break;
    case 'child':
      for (const [outcome, target] of Object.entries(block.outcomes))
        follow(target, plus(certain, fact(block.id), `passed:${block.id}`), `${path}/outcomes/${outcome}`);
      break;
    case 'await':
      for (const [outcome, { target, schema }] of Object.entries(block.outcomes)) {
        const said = plus(certain, fact(block.id), `passed:${block.id}`, ...factsSaid(draft, schema));
        follow(target, said, `${path}/outcomes/${outcome}/target`);
      }
      break;
    case 'call': {
      const called = plus(certain, fact(block.id), `passed:${block.id}`);
      follow(block.outcomes.done, plus(called, ...factsSaid(draft, block.schema)), `${path}/outcomes/done`);
      follow(block.outcomes.failed, called, `${path}/outcomes/failed`);
      break;
    }
    case 'task':
      leaveTask(draft, block, path, certain, follow, (with_) => edges.push(next(path, with_)));
      for (const target of returnsOf(draft, block)) follow(target, certain, `${path}/returns`);
  }
  return { edges, ends };

  /** What is certain when the branches have come together: of `all`, what each that must go along has brought. */
  function joined(branching: Branching, entered: Certain): void {
    const branches = branching.kind === 'parallel' ? branching.branches : [{ id: branching.id, when: 'item' }];
    const arrived = branches.flatMap((branch) => arrivals.get(`${branch.id}#passed`) ?? []);
    const must = branches.filter((branch) => branch.when === undefined);
    const all = must.flatMap((branch) => arrivals.get(`${branch.id}#passed`) ?? []);
    // Nobody may have to go along; else the join waits for all, or for one of them.
    const comes = must.length === 0 || (branching.join === 'all' ? all.length === must.length : arrived.length > 0);
    if (!comes) return;
    const brought = branching.join === 'all' && branching.kind === 'parallel' ? all : [];
    const facts = brought.flatMap((each) => [...each].filter((name) => !name.startsWith(clock(''))));
    const with_ = plus(clocksOf(entered, arrived), ...facts, fact(branching.id), `passed:${branching.id}`);
    follow(
      branching.outcomes.joined,
      with_,
      `${parts.byId.get(branching.id)?.path ?? ''}/outcomes/joined`,
      branching.id,
    );
  }
}

/** What was certain before, less the clocks that a branch may have ended. */
function clocksOf(entered: Certain, arrived: readonly Certain[]): Certain {
  return new Set(
    [...entered].filter((each) => !each.startsWith(clock('')) || arrived.every((with_) => with_.has(each))),
  );
}

/** The block a branch belongs to, or the block itself. */
function blockAt(draft: Draft, id: string): string {
  return placeOf(draft, id)?.block.id ?? id;
}

/** What is come to when a block is left: the next in order, the end of its branch or of its turn; undefined where the way is lost. */
function afterwards(draft: Draft, id: string): string | undefined {
  for (const { block, index, branch } of placeOf(draft, id)?.around.toReversed() ?? []) {
    const next = block.kind === 'sequence' ? block.blocks[index + 1] : undefined;
    if (next) return next.id;
    if (block.kind === 'parallel') return `${branch ?? ''}#passed`;
    if (block.kind === 'each') return `${block.id}#passed`;
    if (block.kind === 'loop') return `${block.id}#turned`;
  }
  return undefined;
}
function rejectedAt(draft: Draft, id: string): string | undefined {
  const place = placeOf(draft, id);
  const around = place && innermostBranch(place);
  return around && `${around.block.kind === 'each' ? around.block.id : around.branch}#rejected`;
}

/** Where a step may send the case back to, as far as the text tells: of the steps before it, what is named. */
function returnsOf(draft: Draft, block: TaskBlock): readonly Target[] {
  const { returns } = block;
  const own = placeOf(draft, block.id);
  if (!returns || !own) return [];
  const wait = returns.wait ?? Object.keys(draft.waits)[0];
  const some = returns.to.some((to) => to === 'previous' || to === 'start');
  const earlier = blocksOf(draft.flow).filter(({ id, kind }) => {
    const place = placeOf(draft, id);
    return (kind === 'task' || kind === 'child') && place !== undefined && relation(place, own) === 'before';
  });
  return [
    ...earlier.flatMap(({ id }): readonly Target[] =>
      returns.to.includes(id) || (some && !acceptsOnly(draft, id)) ? [{ to: 'back', step: id }] : [],
    ),
    ...(returns.to.includes('applicant') && wait !== undefined ? [{ to: 'correction', wait } as const] : []),
  ];
}
function acceptsOnly(draft: Draft, id: string): boolean {
  const block = blocksOf(draft.flow).find((each) => each.id === id);
  return (
    block?.kind === 'task' && Object.values(block.outcomes).some(({ act }) => act !== undefined && ACCEPTS.has(act))
  );
}

/** Acts by which a file is accepted. */
const ACCEPTS: ReadonlySet<string> = new Set([
  'accept',
  'accept-with-gaps',
  'accept-on-commitment',
  'accept-on-the-spot',
]);

function leaveWait(
  draft: Draft,
  wait: WaitBlock,
  certain: Certain,
  follow: (target: Target, with_: Certain, path: string) => void,
  edges: Edge[],
): void {
  const path = `/waits/${wait.id}`;
  edges.push({
    to: wait.back,
    certain: plus(minus(certain, clock(wait.clock)), ...draft.startClocks.map(clock)),
    path: `${path}/back`,
  });
  follow(wait.lapse, minus(certain, clock(wait.clock)), `${path}/lapse`);
}

/** Facts that whoever fills in a form has certainly written. */
function factsSaid({ facts }: Draft, schema: JsonSchema | undefined): readonly string[] {
  return requiredOf(schema)
    .filter((name) => facts.includes(name))
    .map(fact);
}

function leaveTask(
  draft: Draft,
  block: TaskBlock,
  path: string,
  arrived: Certain,
  follow: (target: Target, with_: Certain, path: string) => void,
  next: (with_: Certain) => void,
): void {
  const started = plus(arrived, `passed:${block.id}`, ...(block.starts ?? []).map(clock));
  const accepted = (with_: Certain): Certain =>
    plus(minus(with_, clock(CLOCK_OF_ACCEPTANCE)), 'accepted', ...draft.acceptClocks.map(clock));
  for (const [id, outcome] of Object.entries(block.outcomes)) {
    let with_ = plus(started, fact(block.id), ...factsSaid(draft, block.form), ...factsSaid(draft, outcome.schema));
    if (outcome.act !== undefined && ACCEPTS.has(outcome.act)) with_ = accepted(with_);
    if (outcome.act === 'request-supplement')
      with_ = minus(
        with_,
        ...draft.startClocks.filter((name) => own(draft.clocks, name)?.until !== 'certificate').map(clock),
      );
    with_ = minus(with_, ...(block.ends ?? []).map(clock));
    const wait = outcome.target.to === 'correction' ? own(draft.waits, outcome.target.wait) : undefined;
    follow(outcome.target, wait ? plus(with_, clock(wait.clock)) : with_, `${path}/outcomes/${id}/target`);
  }
  // Silence: the file is accepted by law and the step is left without anybody's outcome.
  const silent =
    block.clock === CLOCK_OF_ACCEPTANCE &&
    own(draft.clocks, CLOCK_OF_ACCEPTANCE)?.rungs.some((rung) => rung.does === 'lapse');
  if (silent) next(accepted(plus(started, fact(block.id))));
}

function lost(course: Course): readonly Finding[] {
  return course.edges
    .filter(({ edge }) => edge.to === undefined)
    .map(({ from, edge }) =>
      error(
        'branch-lost',
        edge.path,
        `“${from}”之后没有任何环节，办件会停在这里。`,
        `Nothing follows "${from}": a case would stop here for ever.`,
        wayTo(course, from),
      ),
    );
}

function unreached(draft: Draft, parts: PartsOfDraft, course: Course): readonly Finding[] {
  const blocks = parts.blocks
    .filter(
      ({ block, around }) => !course.arrivals.has(block.id) && around.every((outer) => course.arrivals.has(outer)),
    )
    .map(({ block, path }) =>
      error('unreachable', path, `没有任何途径到达“${block.id}”。`, `No way leads to "${block.id}".`),
    );
  const waits = Object.keys(draft.waits)
    .filter((id) => !course.arrivals.has(id))
    .map((id) => error('unreachable', `/waits/${id}`, `没有任何途径到达“${id}”。`, `No way leads to "${id}".`));
  const reached = new Set(course.ends.map(({ outcome }) => outcome));
  // The applicant may withdraw at any time before the decision: no step leads there.
  if (!draft.childOnly) reached.add('withdrawn').add('terminated');
  // A renewal that is not answered in time is granted by law.
  if (draft.clocks['expiry']) reached.add('granted').add('abandoned');
  const outcomes = Object.keys(draft.outcomes)
    .filter((outcome) => !reached.has(outcome))
    .map((outcome) =>
      warning(
        'outcome-unreached',
        `/outcomes/${outcome}`,
        `没有任何途径以“${outcome}”办结。`,
        `No case can end with "${outcome}".`,
      ),
    );
  return [...blocks, ...waits, ...outcomes];
}

function neverEnding(parts: PartsOfDraft, course: Course): readonly Finding[] {
  const canEnd = new Set(course.ends.map(({ from }) => from));
  for (let grown = true; grown;) {
    const more = course.edges.filter(
      ({ from, edge }) => edge.to !== undefined && canEnd.has(edge.to) && !canEnd.has(from),
    );
    for (const { from } of more) canEnd.add(from);
    grown = more.length > 0;
  }
  const stuck = [...course.arrivals.keys()].filter((id) => !canEnd.has(id));
  // A way that is lost is named as such; here are the circles nobody gets out of.
  const losing = new Set(course.edges.filter(({ edge }) => edge.to === undefined).map(({ from }) => from));
  const first = stuck.find((id) => !losing.has(id) && !leadsTo(course, id, losing));
  if (first === undefined) return [];
  return [
    error(
      'never-ends',
      parts.byId.get(first)?.path ?? `/waits/${first}`,
      `从“${first}”起办件永远不能办结。`,
      `From "${first}" on a case can never end.`,
      wayTo(course, first),
    ),
  ];
}
function leadsTo(course: Course, from: string, goals: ReadonlySet<string>): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { from: start, edge } of course.edges) {
      if (start !== id || edge.to === undefined || seen.has(edge.to)) continue;
      if (goals.has(edge.to)) return true;
      seen.add(edge.to);
      open.push(edge.to);
    }
  }
  return false;
}

function wayTo(course: Course, id: string): readonly string[] {
  const way = [id];
  for (let from = course.cameFrom.get(id); from !== undefined && !way.includes(from); from = course.cameFrom.get(from))
    way.unshift(from);
  return way;
}

/** The names conditions and children may use. */
function readable(draft: Draft, parts: PartsOfDraft): readonly string[] {
  return [
    ...new Set([
      ...draft.facts,
      CHANNELS,
      ...Object.keys(draft.defaults ?? {}),
      ...parts.blocks.flatMap(({ block }) =>
        block.kind === 'table' ? givenBy(block) : 'outcomes' in block ? [block.id] : [],
      ),
      ...(parts.blocks.some(({ block }) => block.kind === 'each') ? [ITEM] : []),
    ]),
  ];
}

function readsBeforeWritten(draft: Draft, parts: PartsOfDraft, course: Course): readonly Finding[] {
  const findings: Finding[] = [];
  const known = readable(draft, parts);
  const reads = (names: readonly string[], at: string, path: string): void => {
    const certain = course.arrivals.get(at);
    for (const name of certain ? names : []) {
      if (!known.includes(name))
        findings.push(error('fact-unknown', path, `没有名为“${name}”的数据。`, `There is no fact "${name}".`));
      else if (!certain?.has(fact(name)))
        findings.push(
          error(
            'read-before-written',
            path,
            `到达“${at}”时，“${name}”可能还没有填写。`,
            `When "${at}" is reached, "${name}" may not have been written.`,
            wayTo(course, at),
          ),
        );
    }
  };
  const judge = (expression: string, at: string, path: string): void => {
    const { names, problems } = judgeCondition(expression, known, parts, path);
    findings.push(...problems);
    if (problems.length === 0) reads(names, at, path);
  };
  // What the list of gaps needs to know is read from the application, what follows a case from the whole of it.
  draft.materials.forEach(({ requiredWhen }, n) => {
    if (requiredWhen !== undefined) judge(requiredWhen, draft.flow.id, `/materials/${n}/requiredWhen`);
  });
  (draft.follows ?? []).forEach(({ when }, n) => {
    if (when !== undefined) findings.push(...judgeCondition(when, known, parts, `/follows/${n}/when`).problems);
  });
  for (const { clock, at } of startsIn(draft, parts)) {
    const until = own(draft.clocks, clock)?.until;
    if (typeof until === 'object') reads([until.fact], at, `/clocks/${clock}/until/fact`);
  }
  for (const { block, path } of parts.blocks) {
    if (block.kind === 'choice')
      block.branches.forEach((branch, n) => judge(branch.when, block.id, `${path}/branches/${n}/when`));
    if (block.kind === 'parallel')
      block.branches.forEach(({ when }, n) => {
        if (when !== undefined) judge(when, block.id, `${path}/branches/${n}/when`);
      });
    if (block.kind === 'each') reads([block.over], block.id, `${path}/over`);
    if (block.kind === 'loop') judge(block.while, `${block.id}#turned`, `${path}/while`);
    if (block.kind === 'table')
      reads(
        block.inputs.map((input) => input.fact),
        block.id,
        `${path}/inputs`,
      );
    if (block.kind === 'child' || block.kind === 'call') reads(block.hands, block.id, `${path}/hands`);
    if (block.kind !== 'task') continue;
    (block.checkPoints ?? []).forEach(({ rule }, n) => {
      if (rule && 'holds' in rule) judge(rule.holds, block.id, `${path}/checkPoints/${n}/rule/holds`);
    });
    const acts = Object.values(block.outcomes).map((outcome) => outcome.act);
    draft.reviews.forEach((review, n) => {
      if (acts.includes(review.act)) judge(review.when, block.id, `/reviews/${n}/when`);
    });
  }
  return findings;
}

/** Where clocks start: what names their last day has to be known there. */
function startsIn(draft: Draft, parts: PartsOfDraft): readonly { readonly clock: string; readonly at: string }[] {
  return [
    ...draft.startClocks.map((clock) => ({ clock, at: draft.flow.id })),
    ...Object.values(draft.waits).map(({ id, clock }) => ({ clock, at: id })),
    ...parts.blocks.flatMap(({ block }) => {
      if (block.kind === 'await') return [{ clock: block.clock, at: block.id }];
      if (block.kind !== 'task') return [];
      const accepts = Object.values(block.outcomes).some(({ act }) => act !== undefined && ACCEPTS.has(act));
      const clocks = [...(block.starts ?? []), ...(accepts ? draft.acceptClocks : [])];
      return clocks.map((clock) => ({ clock, at: block.id }));
    }),
  ];
}

function judgeCondition(
  expression: string,
  known: readonly string[],
  parts: PartsOfDraft,
  path: string,
): { readonly names: readonly string[]; readonly problems: readonly Finding[] } {
  if (expression.length > PROBE_LIMITS.conditionLength) {
    return {
      names: [],
      problems: [
        error(
          'condition-too-long',
          path,
          `条件最长${PROBE_LIMITS.conditionLength}个字符。`,
          `A condition has at most ${PROBE_LIMITS.conditionLength} characters.`,
        ),
      ],
    };
  }
  const reading = readCondition(expression, known);
  if ('error' in reading)
    return {
      names: [],
      problems: [
        error(
          'condition-unreadable',
          path,
          `条件无法读懂：${reading.error}`,
          `The condition cannot be read: ${reading.error}`,
        ),
      ],
    };
  const problems: Finding[] = reading.forbidden.map((what) =>
    error('condition-unbounded', path, `条件中不能使用“${what}”。`, `A condition may not use "${what}".`),
  );
  if (reading.names.length === 0)
    problems.push(
      error(
        'condition-constant',
        path,
        '条件不读取任何数据，结果永远相同。',
        'The condition reads nothing, so it always says the same.',
      ),
    );
  for (const { name, value } of reading.compared) {
    const step = parts.byId.get(name)?.block;
    const outcomes: Readonly<Record<string, unknown>> | undefined =
      step && 'outcomes' in step ? { ...step.outcomes } : undefined;
    // Silence leaves the step of acceptance with an outcome of its own.
    if (outcomes && value !== 'deemed' && !own(outcomes, value)) {
      problems.push(
        error(
          'outcome-never',
          path,
          `“${name}”没有“${value}”这个结果，条件永远不成立。`,
          `"${name}" never has the outcome "${value}".`,
        ),
      );
    }
  }
  return { names: reading.names, problems };
}

/** No decision before acceptance, no step on a clock that does not run, no return to what may never have been passed. */
function unlawfulOrder(draft: Draft, parts: PartsOfDraft, course: Course): readonly Finding[] {
  const findings: Finding[] = [];
  const { handOut } = draft;
  // When the papers are sealed every other clock has ended (`close` in `kernel/progress.ts`).
  if (handOut && handOut.clock !== CLOCK_OF_DELIVERY && !handOut.starts?.includes(handOut.clock))
    findings.push(
      error(
        'clock-not-started',
        '/handOut/clock',
        `发放结果时，期限“${handOut.clock}”没有在计算。`,
        `When the papers are handed out, the clock "${handOut.clock}" is not running.`,
      ),
    );
  for (const { block, path } of parts.blocks) {
    const certain = course.arrivals.get(block.id);
    if (!certain || (block.kind !== 'task' && block.kind !== 'child' && block.kind !== 'call')) continue;
    const starts = block.kind === 'task' ? (block.starts ?? []) : [];
    if (!certain.has(clock(block.clock)) && !starts.includes(block.clock)) {
      findings.push(
        error(
          'clock-not-started',
          `${path}/clock`,
          `到达“${block.id}”时，期限“${block.clock}”可能没有在计算。`,
          `When "${block.id}" is reached, its clock "${block.clock}" may not be running.`,
          wayTo(course, block.id),
        ),
      );
    }
    const targets: readonly (readonly [string, Target])[] =
      block.kind !== 'task'
        ? Object.entries(block.outcomes)
        : Object.entries(block.outcomes).map(([id, outcome]) => [id, outcome.target]);
    for (const [id, target] of targets) {
      if (target.to === 'back' && !certain.has(`passed:${target.step}`)) {
        findings.push(
          error(
            'back-target',
            `${path}/outcomes/${id}`,
            `到达“${block.id}”的途径不一定经过“${target.step}”，不能退回到那里。`,
            `Not every way to "${block.id}" passes "${target.step}", so it cannot be returned to.`,
          ),
        );
      }
    }
    if (block.kind === 'task') findings.push(...unlawfulActs(block, path, certain));
  }
  // What a body opens of its own accord is no application that could be taken back.
  if (draft.opens?.post === 'window-clerk' && !own(draft.outcomes, 'withdrawn')) {
    findings.push(
      error(
        'withdrawal-missing',
        '/outcomes',
        '申请人可以撤回申请，须有“withdrawn”这个办结结果。',
        'An applicant may withdraw: the outcome "withdrawn" is needed.',
      ),
    );
  }
  return findings;
}

/** Outcomes that the statutory acts lead to; their numbers and messages hang on these names. */
const ENDS_WITH: Readonly<Record<string, string>> = {
  grant: 'granted',
  refuse: 'refused',
  'refuse-acceptance': 'not-accepted',
};

function unlawfulActs(block: TaskBlock, path: string, certain: Certain): readonly Finding[] {
  return Object.entries(block.outcomes).flatMap(([id, { act, target }]) => {
    const findings: Finding[] = [];
    const at = `${path}/outcomes/${id}`;
    if ((act === 'grant' || act === 'refuse') && !certain.has('accepted')) {
      findings.push(
        error(
          'decided-before-acceptance',
          at,
          '到达此环节时申请可能尚未受理，不能作出决定。',
          'The application may not have been accepted when this decision is made.',
        ),
      );
    }
    const outcome = act === undefined ? undefined : own(ENDS_WITH, act);
    if (outcome !== undefined && !(target.to === 'end' && target.outcome === outcome)) {
      findings.push(
        error(
          'act-target',
          `${at}/target`,
          `“${act ?? ''}”必须以“${outcome}”办结。`,
          `The act "${act ?? ''}" must end the case with "${outcome}".`,
        ),
      );
    }
    if (act === 'request-supplement' && target.to !== 'correction')
      findings.push(
        error(
          'act-target',
          `${at}/target`,
          '告知补正之后须等待申请人补正。',
          'A list of gaps must lead to waiting for the supplement.',
        ),
      );
    if (act === 'review' && !REVIEW_CONCLUSIONS.has(id))
      findings.push(
        error('act-target', at, `法制审核没有“${id}”这种意见。`, `A legal review cannot conclude "${id}".`),
      );
    return findings;
  });
}
const REVIEW_CONCLUSIONS: ReadonlySet<string> = new Set(['agree', 'correct', 'supplement', 'transfer']);
