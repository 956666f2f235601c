/**
 * The typed builder (流程定义): a nested object literal whose step names, clocks, papers, outcomes and facts complete in
 * the editor and are checked by the compiler. What comes out is frozen data without a version or hash; `version.ts`
 * gives it both when it is published.
 */
import type { Block, CaseOutcomeRule, Definition, PaperRule, Target, WaitBlock } from './definition';
import type { ClockRule } from '../time/clock';

export type Draft = Omit<Definition, 'version' | 'hash'>;

/** The parts by name; the flow may only use names that are among them. */
export interface Parts<
  Clocks extends string,
  Papers extends string,
  Outcomes extends string,
  Waits extends string,
> extends Omit<
  Draft,
  'clocks' | 'papers' | 'outcomes' | 'waits' | 'startClocks' | 'acceptClocks' | 'extensions' | 'flow' | 'handOut'
> {
  /** A part that a family of procedures leaves out is `undefined`; its name still completes, and the checker finds whoever uses it. */
  readonly clocks: { readonly [Id in Clocks]?: Omit<ClockRule, 'id'> | undefined };
  readonly papers: { readonly [Kind in Papers]?: Omit<PaperRule, 'kind'> | undefined };
  readonly outcomes: Readonly<
    Record<
      Outcomes,
      Omit<CaseOutcomeRule, 'paper' | 'also'> & {
        readonly paper: NoInfer<Papers> | null;
        readonly also?: readonly NoInfer<Papers>[];
      }
    >
  >;
  readonly waits: Readonly<
    Record<
      Waits,
      Omit<WaitBlock, 'kind' | 'id' | 'clock' | 'lapse'> & {
        readonly clock: NoInfer<Clocks>;
        readonly lapse: TargetTo<NoInfer<Outcomes>, string>;
      }
    >
  >;
  readonly startClocks: readonly NoInfer<Clocks>[];
  readonly acceptClocks: readonly NoInfer<Clocks>[];
  readonly extensions: Readonly<
    Partial<Record<NoInfer<Clocks>, { readonly amount: number; readonly article: string }>>
  >;
  readonly flow: FlowBlock<NoInfer<Clocks>, NoInfer<Outcomes>, NoInfer<Waits>>;
  readonly handOut?: Extract<FlowBlock<NoInfer<Clocks>, NoInfer<Outcomes>, NoInfer<Waits>>, { kind: 'task' }>;
}

/** Where an outcome may lead, in the names of this procedure. */
export type TargetTo<Outcomes extends string, Waits extends string> =
  | Extract<Target, { to: 'next' | 'again' | 'back' | 'reject' }>
  | { readonly to: 'end'; readonly outcome: Outcomes }
  | { readonly to: 'correction'; readonly wait: Waits };

interface JoinTargetsTo<Outcomes extends string, Waits extends string> {
  readonly joined: TargetTo<Outcomes, Waits>;
  readonly rejected: TargetTo<Outcomes, Waits>;
}
type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;
type OutcomeOf = Of<'task'>['outcomes'][string];
type AwaitOutcomeOf = Of<'await'>['outcomes'][string];
export type FlowBlock<Clocks extends string, Outcomes extends string, Waits extends string> =
  | (Omit<Of<'sequence'>, 'blocks'> & { readonly blocks: readonly FlowBlock<Clocks, Outcomes, Waits>[] })
  | (Omit<Of<'task'>, 'clock' | 'starts' | 'ends' | 'outcomes'> & {
      readonly clock: Clocks;
      readonly starts?: readonly Clocks[];
      readonly ends?: readonly Clocks[];
      readonly outcomes: Readonly<
        Record<string, Omit<OutcomeOf, 'target'> & { readonly target: TargetTo<Outcomes, Waits> }>
      >;
    })
  | (Omit<Of<'choice'>, 'branches' | 'otherwise'> & {
      readonly branches: readonly (Omit<Of<'choice'>['branches'][number], 'block'> & {
        readonly block: FlowBlock<Clocks, Outcomes, Waits>;
      })[];
      readonly otherwise: FlowBlock<Clocks, Outcomes, Waits>;
    })
  | (Omit<Of<'parallel'>, 'branches' | 'outcomes'> & {
      readonly branches: readonly (Omit<Of<'parallel'>['branches'][number], 'block'> & {
        readonly block: FlowBlock<Clocks, Outcomes, Waits>;
      })[];
      readonly outcomes: JoinTargetsTo<Outcomes, Waits>;
    })
  | (Omit<Of<'each'>, 'block' | 'outcomes'> & {
      readonly block: FlowBlock<Clocks, Outcomes, Waits>;
      readonly outcomes: JoinTargetsTo<Outcomes, Waits>;
    })
  | (Omit<Of<'loop'>, 'block' | 'exhausted'> & {
      readonly block: FlowBlock<Clocks, Outcomes, Waits>;
      readonly exhausted: TargetTo<Outcomes, Waits>;
    })
  | Of<'table'>
  | (Omit<Of<'child'>, 'clock' | 'outcomes' | 'stops'> & {
      readonly clock: Clocks;
      readonly outcomes: Readonly<Record<string, TargetTo<Outcomes, Waits>>>;
      readonly stops?: { readonly clocks: readonly Clocks[]; readonly ground: string };
    })
  | (Omit<Of<'await'>, 'clock' | 'outcomes'> & {
      readonly clock: Clocks;
      readonly outcomes: Readonly<
        Record<string, Omit<AwaitOutcomeOf, 'target'> & { readonly target: TargetTo<Outcomes, Waits> }>
      >;
    })
  | (Omit<Of<'call'>, 'clock' | 'outcomes'> & {
      readonly clock: Clocks;
      readonly outcomes: { readonly done: TargetTo<Outcomes, Waits>; readonly failed: TargetTo<Outcomes, Waits> };
    })
  | (Omit<Of<'end'>, 'outcome'> & { readonly outcome: Outcomes })
  | Of<'pass'>;

/** Makes the definition: names become ids, and nothing can be changed any more. */
export function procedure<Clocks extends string, Papers extends string, Outcomes extends string, Waits extends string>(
  parts: Parts<Clocks, Papers, Outcomes, Waits>,
): Draft {
  const named = (record: { readonly [id: string]: object | undefined }, key: string): Record<string, object> =>
    Object.fromEntries(
      Object.entries(record).flatMap(([id, value]) => (value === undefined ? [] : [[id, { [key]: id, ...value }]])),
    );
  const draft = {
    ...parts,
    clocks: named(parts.clocks, 'id'),
    papers: named(parts.papers, 'kind'),
    waits: Object.fromEntries(
      Object.entries<object>(parts.waits).map(([id, wait]) => [id, { kind: 'wait', id, ...wait }]),
    ),
  } as unknown as Draft;
  return deepFreeze(draft);
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
