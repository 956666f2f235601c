/** What is gone at the same time: branches do not write or end what another of them writes or ends, and they come together again. */
import { fieldsOf, writtenBy } from '../../basis';
import type { Draft } from '../builder';
import type { Block, Branching, StatutoryAct, Target, TaskBlock } from '../definition';
import { blocksOf, outcomeTargets } from '../find';
import type { Finding } from '../finding';
import { placeOf, relation } from '../place';
import { ITEM } from '../run-name';
import { isRecord, propertiesOf } from '../schema';
import { targetsOf } from './names';
import { error, own, PROBE_LIMITS, type PartsOfDraft } from './parts';

export function checkBranches(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  return [
    ...parts.blocks.flatMap(({ block, path }) => {
      if (block.kind === 'parallel')
        return [...tooMany(block, path), ...collisions(draft, block, path), ...endsInside(block, path)];
      if (block.kind === 'each')
        return [...notAList(draft, parts, block, path), ...sharedByItems(block, path), ...endsInside(block, path)];
      return block.kind === 'loop' ? unbounded(block, path) : [];
    }),
    ...crossing(draft, parts),
    ...returnsLead(draft, parts),
  ];
}

function tooMany(block: Extract<Block, { kind: 'parallel' }>, path: string): readonly Finding[] {
  const wanted = typeof block.join === 'object' ? block.join.atLeast : 1;
  if (wanted <= block.branches.length) return [];
  return [
    error(
      'join-too-many',
      `${path}/join`,
      `“${block.id}”只有${block.branches.length}个分支，不可能有${wanted}个通过。`,
      `"${block.id}" has ${block.branches.length} branches; ${wanted} can never pass.`,
    ),
  ];
}

/** Facts, clocks and awaited acts by which one branch would meddle with another. */
function collisions(draft: Draft, block: Extract<Block, { kind: 'parallel' }>, path: string): readonly Finding[] {
  const findings: Finding[] = [];
  const of = block.branches.map((branch) => ({ id: branch.id, ...touchedBy(draft, branch.block) }));
  of.forEach((one, n) => {
    for (const other of of.slice(n + 1)) {
      const at = `${path}/branches/${n}`;
      for (const name of one.writes.filter((each) => other.writes.includes(each)))
        findings.push(
          error(
            'branches-write-same',
            at,
            `分支“${one.id}”和“${other.id}”都填写“${name}”，后写的会覆盖先写的。`,
            `The branches "${one.id}" and "${other.id}" both write "${name}": whoever comes last would win.`,
          ),
        );
      const clocks = [
        ...one.moves.filter((id) => other.uses.includes(id)),
        ...other.moves.filter((id) => one.uses.includes(id)),
      ];
      for (const id of new Set(clocks))
        findings.push(
          error(
            'branches-share-clock',
            at,
            `期限“${id}”由一个分支起止，却也在分支“${one.id}”和“${other.id}”的另一个中使用。`,
            `The clock "${id}" is started or ended in one of the branches "${one.id}" and "${other.id}" and used in the other.`,
          ),
        );
      for (const act of one.awaits.filter((each) => other.awaits.includes(each)))
        findings.push(
          error(
            'branches-await-same',
            at,
            `分支“${one.id}”和“${other.id}”等待同一行为“${act}”，来一次只能答复其中一个。`,
            `The branches "${one.id}" and "${other.id}" wait for the same act "${act}"; one coming answers one of them.`,
          ),
        );
    }
  });
  return findings;
}

interface Touched {
  readonly writes: readonly string[];
  /** Clocks it starts or ends, and clocks its steps stand on. */
  readonly moves: readonly string[];
  readonly uses: readonly string[];
  readonly awaits: readonly string[];
}
function touchedBy(draft: Draft, branch: Block): Touched {
  const all = blocksOf(branch);
  const facts = new Set([...draft.facts, ...all.map(({ id }) => id)]);
  const writes = all.flatMap((block) =>
    fieldsOf(block).length > 0 ? writtenBy(block).filter((name) => facts.has(name)) : writtenBy(block),
  );
  const moves = all.flatMap((block) => {
    if (block.kind === 'task') return [...(block.starts ?? []), ...(block.ends ?? [])];
    if (block.kind === 'await') return [block.clock];
    return [];
  });
  const uses = [
    ...moves,
    ...all.flatMap((block) =>
      block.kind === 'task' || block.kind === 'child' || block.kind === 'call' ? [block.clock] : [],
    ),
  ];
  const awaits = all.flatMap((block) =>
    block.kind === 'await'
      ? Object.values(block.outcomes).flatMap(({ on, name }) => (on === 'lapse' ? [] : [name ?? on]))
      : [],
  );
  return {
    writes: [...new Set(writes)],
    moves: [...new Set(moves)],
    uses: [...new Set(uses)],
    awaits: [...new Set(awaits)],
  };
}

/** Items are gone by the same block: what it ends must be its own. */
function sharedByItems({ id, block }: Extract<Block, { kind: 'each' }>, path: string): readonly Finding[] {
  const all = blocksOf(block);
  const started = all.flatMap((each) => (each.kind === 'task' ? (each.starts ?? []) : []));
  return all.flatMap((each) => {
    const foreign = each.kind === 'task' ? (each.ends ?? []).filter((clock) => !started.includes(clock)) : [];
    return foreign.map((clock) =>
      error(
        'branches-share-clock',
        `${path}/block`,
        `“${id}”的每一项都会结束同一期限“${clock}”。`,
        `Every item of "${id}" would end the same clock "${clock}".`,
      ),
    );
  });
}

/** Acts that decide a case or take it in: the law knows one of them in a case. */
const ONCE: ReadonlySet<StatutoryAct> = new Set<StatutoryAct>([
  'accept',
  'accept-with-gaps',
  'accept-on-commitment',
  'accept-on-the-spot',
  'request-supplement',
  'refuse-acceptance',
  'grant',
  'refuse',
  'revoke',
  'deregister',
  'leave',
]);

/**
 * A case ends once. One branch of several may end it, and the others are closed with it; where two could, or every item of a list, who
 * decides would be left to who is faster. The applicant is asked once, so no branch may wait for him beside the others.
 */
function endsInside(block: Branching, path: string): readonly Finding[] {
  const branches =
    block.kind === 'parallel' ? block.branches.map((branch) => branch.block) : [block.block, block.block];
  const ending = branches.filter((branch) => blocksOf(branch).some((each) => endsCase(each)));
  const waiting = branches.some((branch) =>
    blocksOf(branch).some((each) => targetsIn(each).some(({ to }) => to === 'correction')),
  );
  return [
    ...(ending.length > 1
      ? [
          error(
            'branch-ends-case',
            path,
            `“${block.id}”中不止一个分支可以决定或者办结本案。`,
            `More than one branch of "${block.id}" could decide or end the case.`,
          ),
        ]
      : []),
    ...(waiting
      ? [
          error(
            'branch-waits',
            path,
            `“${block.id}”的分支内不能等待申请人补正，应由办理人退回申请人。`,
            `No branch of "${block.id}" may lead to the applicant's turn; whoever works on it returns the case to him.`,
          ),
        ]
      : []),
  ];
}
function endsCase(block: Block): boolean {
  if (block.kind === 'end') return true;
  const acts = block.kind === 'task' ? Object.values(block.outcomes).map(({ act }) => act) : [];
  return targetsIn(block).some(({ to }) => to === 'end') || acts.some((act) => act !== undefined && ONCE.has(act));
}
function targetsIn(block: Block): readonly Target[] {
  return block.kind === 'loop' ? [block.exhausted] : outcomeTargets(block).map(([, target]) => target);
}

function notAList(
  draft: Draft,
  parts: PartsOfDraft,
  { id, over }: Extract<Block, { kind: 'each' }>,
  path: string,
): readonly Finding[] {
  const schemas = [
    draft.dataSchema,
    ...parts.blocks.flatMap(({ block }) =>
      block.kind === 'task' ? [block.form, ...Object.values(block.outcomes).map(({ schema }) => schema)] : [],
    ),
  ];
  const fields = schemas.flatMap((schema) => own(propertiesOf(schema), over) ?? []);
  const listed = fields.length > 0 && fields.every((field) => isRecord(field) && field['type'] === 'array');
  const collected = parts.blocks.some(
    ({ block }) => block.kind === 'table' && block.hit === 'collect' && block.rows.some(({ gives }) => over in gives),
  );
  // An item that is a list itself is known when the case is there.
  const nested =
    over === ITEM && (parts.byId.get(id)?.around ?? []).some((outer) => parts.byId.get(outer)?.block.kind === 'each');
  if (listed || collected || nested) return [];
  return [
    error(
      'each-not-a-list',
      `${path}/over`,
      `“${over}”不是一个列表，“${id}”无从逐项进行。`,
      `"${over}" is no list, so "${id}" has no items.`,
    ),
  ];
}

function unbounded({ id, atMost }: Extract<Block, { kind: 'loop' }>, path: string): readonly Finding[] {
  if (atMost >= 1 && atMost <= PROBE_LIMITS.turns) return [];
  return [
    error(
      'loop-unbounded',
      `${path}/atMost`,
      `“${id}”须限定次数（1至${PROBE_LIMITS.turns}次）。`,
      `"${id}" must say how often at most (1 to ${PROBE_LIMITS.turns}).`,
    ),
  ];
}

/** No outcome leads from one branch into another, nor from outside to an item of a list: of which item would not be said. */
function crossing(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  return targetsOf(draft, parts).flatMap(({ from, target, path }) => {
    if (target.to !== 'back') return [];
    const [source, goal] = [placeOf(draft, from), placeOf(draft, target.step)];
    if (!source || !goal) return [];
    const items = goal.around.filter(({ block }) => block.kind === 'each').map(({ run }) => run);
    const shared = source.around.map(({ run }) => run);
    if (relation(goal, source) !== 'beside' && items.every((run) => shared.includes(run))) return [];
    return [
      error(
        'back-target',
        path,
        `“${target.step}”在另一个分支内，“${from}”不能退回到那里。`,
        `"${target.step}" lies in another branch; "${from}" cannot return to it.`,
      ),
    ];
  });
}

/** 退回: what is named is an earlier step of no other branch, or the applicant, with one wait that gives him his time. */
function returnsLead(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  return parts.blocks.flatMap(({ block, path }) =>
    block.kind === 'task' && block.returns ? returnLeads(draft, parts, block, block.returns, `${path}/returns`) : [],
  );
}
const NAMES: ReadonlySet<string> = new Set(['applicant', 'previous', 'start']);
function returnLeads(
  draft: Draft,
  parts: PartsOfDraft,
  block: TaskBlock,
  rule: NonNullable<TaskBlock['returns']>,
  path: string,
): readonly Finding[] {
  const source = placeOf(draft, block.id);
  const wrong = rule.to.filter((to) => {
    if (NAMES.has(to)) return false;
    const [kind, goal] = [parts.byId.get(to)?.block.kind, placeOf(draft, to)];
    return !source || !goal || (kind !== 'task' && kind !== 'child') || relation(goal, source) !== 'before';
  });
  const waits = Object.keys(draft.waits);
  const waitLost = rule.wait === undefined ? waits.length !== 1 : !waits.includes(rule.wait);
  return [
    ...wrong.map((to) =>
      error(
        'return-target',
        path,
        `“${block.id}”不能退回到“${to}”：须是本流程中更早的、不在其他分支内的办理环节。`,
        `"${block.id}" cannot return to "${to}": it must be an earlier step that lies in no other branch.`,
      ),
    ),
    ...(rule.to.includes('applicant') && waitLost
      ? [
          error(
            'return-without-wait',
            path,
            `退回申请人须有一个等待环节给其期限，“${block.id}”没有指明是哪一个。`,
            `A return to the applicant needs a wait that gives him his time; "${block.id}" does not say which.`,
          ),
        ]
      : []),
  ];
}
