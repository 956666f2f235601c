/** The steps to come (办理预告): what is certain, what is possible, what is excluded by the facts already known. */
import type { CaseState } from './case';
import type { Block, Definition } from './procedure/definition';
import { condition } from './rules/condition';
import type { Text } from './text';
import type { Calendar } from './time/calendar';
import { dueDay, type Day } from './time/clock';

export interface Step {
  readonly step: string;
  readonly title: Text;
  readonly certainty: 'certain' | 'possible' | 'excluded';
  /** Post and organisation, never a person. */
  readonly who: string | null;
  readonly due?: Day;
  readonly because: Text;
}

type Certainty = Step['certainty'];
const weaker = (a: Certainty, b: Certainty): Certainty =>
  a === 'excluded' || b === 'excluded' ? 'excluded' : a === 'possible' || b === 'possible' ? 'possible' : 'certain';
const ALWAYS: Text = { zh: '按流程办理', en: 'The ordinary course' };

/** The steps that are still ahead, in document order. */
export function forecast(definition: Definition, state: CaseState, calendar: Calendar): readonly Step[] {
  if (state.state === 'ended' || state.closing !== undefined) return [];
  const steps: Step[] = [];
  walk(definition.flow, 'certain', ALWAYS);
  return steps;

  function add(
    block: Extract<Block, { kind: 'task' | 'child' | 'await' }>,
    post: string | null,
    clock: string,
    certainty: Certainty,
    because: Text,
  ): void {
    if (state.blocks[block.id]?.state === 'done') return;
    const rule = definition.clocks[clock];
    const running = state.clocks[clock];
    const due = rule && running && running.endedOn === undefined ? dueDay(rule, running, calendar) : undefined;
    const open = state.blocks[block.id]?.state === 'open';
    steps.push({
      step: block.id,
      title: block.title,
      certainty: open ? 'certain' : certainty,
      who: post,
      ...(due === undefined ? {} : { due }),
      because: open ? { zh: '正在办理', en: 'Under way' } : because,
    });
  }

  function walk(block: Block, certainty: Certainty, because: Text): void {
    if (block.kind === 'sequence') return block.blocks.forEach((inner) => walk(inner, certainty, because));
    if (block.kind === 'task')
      return add(block, `${block.by.post}@${state.organisations[block.by.of] ?? ''}`, block.clock, certainty, because);
    if (block.kind === 'await') return add(block, null, block.clock, certainty, because);
    if (block.kind === 'child')
      return add(block, state.organisations[block.of] ?? null, block.clock, certainty, because);
    if (block.kind !== 'choice') return;
    let earlier: Certainty = 'certain';
    for (const branch of block.branches) {
      const verdict = condition(branch.when, state.facts);
      // A fact that is not there yet leaves the branch open; one that is there decides it.
      const holds: Certainty = 'error' in verdict ? 'possible' : verdict.holds ? 'certain' : 'excluded';
      walk(branch.block, weaker(certainty, weaker(earlier, holds)), branch.because);
      if (holds === 'certain') earlier = 'excluded';
      else if (holds === 'possible' && earlier === 'certain') earlier = 'possible';
    }
    walk(block.otherwise, weaker(certainty, earlier), ALWAYS);
  }
}
