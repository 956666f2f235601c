// Owns the decision of several in tests: the food permit, decided by a committee under a rule, with people made up for it.
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import type { PersonActor } from '../../src/kernel/command';
import type { Draft } from '../../src/kernel/procedure/builder';
import type { Block, DecidingRule, PostKind, SeatRule, TaskBlock } from '../../src/kernel/procedure/definition';
import type { Seat, Task } from '../../src/kernel/case';
import { aCase, anExaminedCase, CLERK, EXAMINERS, type Beginning, type PlayedCase } from './a-case';
import { everybody } from './town';

export const BUREAU = 'approval-bureau';
export function member(id: string, ...kinds: readonly PostKind[]): PersonActor {
  const posts = (kinds.length === 0 ? (['approver'] as const) : kinds).map((kind) => ({
    id: `${id}-${kind}`,
    kind,
    organisation: BUREAU,
  }));
  return { kind: 'person', person: id, posts, qualifications: [] };
}
/** Five approvers, and the head who may preside. */
export const [M1, M2, M3, M4, M5] = ['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => member(id)) as [
  PersonActor,
  PersonActor,
  PersonActor,
  PersonActor,
  PersonActor,
];
export const HEAD = member('m9', 'agency-head');
/** The seed's people without those whose posts the committee takes. */
export const OTHERS = everybody.filter(
  ({ posts }) => !posts.some(({ kind, organisation }) => organisation === BUREAU && /approver|agency-head/.test(kind)),
);
export const COMMITTEE: readonly PersonActor[] = [M1, M2, M3, M4, M5, HEAD];

export const ALL = { kind: 'all', agree: 'grant', disagree: 'refuse', disagreement: 'veto' } as const;
export const ANY = { kind: 'any', agree: 'grant', disagree: 'refuse' } as const;
export const IN_TURN = { kind: 'sequential', agree: 'grant', disagree: 'refuse' } as const;
export type Vote = Extract<DecidingRule, { kind: 'vote' }>;
export const vote = (pass: readonly [number, number], more: Partial<Vote> = {}): Vote => ({
  kind: 'vote',
  agree: 'grant',
  disagree: 'refuse',
  abstain: 'abstain',
  pass: { of: pass },
  disagreement: 'counted',
  abstention: 'counted',
  tie: 'not-passed',
  ...more,
});

/** The food permit whose decision is made under a rule, by three seats unless said otherwise. */
export function decidedBy(
  decides: DecidingRule | undefined,
  by: Partial<SeatRule> = { count: 3 },
  more: Partial<TaskBlock> = {},
): Draft {
  const changed = (block: Block): Block => {
    if (block.kind === 'sequence') return { ...block, blocks: block.blocks.map(changed) };
    if (block.kind === 'choice')
      return {
        ...block,
        branches: block.branches.map((branch) => ({ ...branch, block: changed(branch.block) })),
        otherwise: changed(block.otherwise),
      };
    if (block.kind !== 'task' || block.id !== 'decision') return block;
    // What the catalogue says of one approver is not said of a committee.
    const { addSign: _, returns: __, ...plain } = block;
    return {
      ...plain,
      by: { ...plain.by, ...by },
      ...(decides ? { decides } : {}),
      outcomes: { ...plain.outcomes, abstain: { title: { zh: '弃权', en: 'Abstain' }, target: { to: 'again' } } },
      ...more,
    };
  };
  return { ...foodBusinessPermit, flow: changed(foodBusinessPermit.flow) };
}

/** Such a case with the decision open, on Wednesday 4 March. */
export function aVote(
  decides: DecidingRule | undefined,
  by?: Partial<SeatRule>,
  beginning: Beginning & { readonly more?: Partial<TaskBlock> } = {},
): PlayedCase {
  const { more, ...rest } = beginning;
  const people = rest.people ?? [...OTHERS, ...COMMITTEE];
  return anExaminedCase('recommend-grant', false, { procedure: decidedBy(decides, by, more), ...rest, people });
}
/** The same on 5 March, where whoever decides may take it back for thirty seconds. */
export function aHeldVote(
  decides: DecidingRule | undefined,
  by?: Partial<SeatRule>,
  people: readonly PersonActor[] = [...OTHERS, ...COMMITTEE],
): PlayedCase {
  const story = aCase({ procedure: decidedBy(decides, by), people, undoSeconds: 30 }).at('2026-03-03 10:00');
  story.decides(CLERK, 'acceptance', 'accept').at('2026-03-04 10:00').settles();
  return story.examines(EXAMINERS[0]).examines(EXAMINERS[1]).at('2026-03-05 10:00').settles();
}
export const decisionOf = ({ state }: PlayedCase): Task => {
  const task = state.tasks.filter(({ step }) => step === 'decision').at(-1);
  if (!task) throw new Error('nothing is decided yet');
  return task;
};
export const seatsOf = (story: PlayedCase): readonly string[] =>
  decisionOf(story).seats.map(
    ({ holder = '-', state, outcome, cause }) => `${holder} ${[state, outcome, cause].filter(Boolean).join(' ')}`,
  );
export const says = (story: PlayedCase, who: PersonActor, outcome: string, opinion?: string): PlayedCase =>
  story.decides(who, 'decision', outcome, opinion === undefined ? {} : { opinion });

/** Seats that have voted as said, `-` for one that has not; weight after a colon, `*` for the chair. */
export function seatsThat(...votes: readonly string[]): readonly Seat[] {
  return votes.map((written, n) => {
    const [, chair, outcome = '', weight] = /^(\*?)([\w-]*?)(?::(\d+))?$/.exec(written) ?? [];
    return {
      id: `t.${n + 1}`,
      post: 'approver',
      organisation: BUREAU,
      holder: `m${n + 1}`,
      ...(chair ? { chair: true as const } : {}),
      ...(weight === undefined ? {} : { weight: Number(weight) }),
      ...(outcome === '-' ? { state: 'open' as const } : { state: 'decided' as const, outcome, voted: n + 1 }),
    };
  });
}
