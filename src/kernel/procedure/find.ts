/** Looking things up in a definition: blocks by id, what comes after a block, and the rule a task of the case stands on. */
import type { CaseState, Task } from '../case';
import type {
  AwaitBlock,
  AwaitOutcome,
  Block,
  Definition,
  OutcomeRule,
  Target,
  TaskBlock,
  JsonSchema,
} from './definition';
import type { ClockRule } from '../time/clock';
import type { Json, Text } from '../text';
import { blockIdOf, itemOf, runName } from './run-name';

/** The blocks directly inside a block, in document order. */
export function inside(block: Block): readonly Block[] {
  if (block.kind === 'sequence') return block.blocks;
  if (block.kind === 'choice') return [...block.branches.map((b) => b.block), block.otherwise];
  if (block.kind === 'parallel') return block.branches.map((b) => b.block);
  if (block.kind === 'each' || block.kind === 'loop') return [block.block];
  return [];
}

/** Every block of the flow in document order, outer before inner. */
export function blocksOf(block: Block): readonly Block[] {
  const known = LISTED.get(block);
  if (known) return known;
  const all = [block, ...inside(block).flatMap(blocksOf)];
  // What is published cannot change any more, and is asked with every act.
  if (Object.isFrozen(block)) LISTED.set(block, all);
  return all;
}
const LISTED = new WeakMap<Block, readonly Block[]>();

/** The block of this id, or of the run that bears its name. */
export function findBlock(definition: Definition, run: string): Block | undefined {
  const id = blockIdOf(run);
  // The hand-out stands behind the flow: every case that needs it ends with it.
  if (definition.handOut?.id === id) return definition.handOut;
  return within(definition.flow, id);
}
function within(block: Block, id: string): Block | undefined {
  if (block.id === id) return block;
  for (const inner of inside(block)) {
    const found = within(inner, id);
    if (found) return found;
  }
  return undefined;
}

/** The rule of a clock, which may run once for each item of an `each`. */
export function clockRule({ clocks }: Pick<Definition, 'clocks'>, id: string): ClockRule | undefined {
  return clocks[blockIdOf(id)];
}

/** A wait as it stands in one run: under its run name, on the clock of its item. */
export function awaitAt(block: AwaitBlock, run: string): AwaitBlock {
  return run === block.id ? block : { ...block, id: run, clock: runName(block.clock, itemOf(run)) };
}

/** What a message says and where it leads, by its name: by the first wait that knows it; undefined where the flow waits for none of that name. */
export function messageRule({ flow }: Pick<Definition, 'flow'>, name: string): AwaitOutcome | undefined {
  return messagesOf(flow).find((rule) => rule.name === name);
}
/** The messages a flow waits for, as its waits have them. */
export function messagesOf(flow: Block): readonly AwaitOutcome[] {
  return blocksOf(flow).flatMap((block) =>
    block.kind === 'await' ? Object.values(block.outcomes).filter(({ on }) => on === 'message') : [],
  );
}

/**
 * Fields of the application that were read when the case was opened, and bound there: which bodies take part, and which certificate it
 * is about. What is said of them later would change the form and nothing else.
 */
export function boundFields({ roles, concerns }: Definition): readonly string[] {
  return [
    ...(roles.preliminary ? [roles.preliminary.field] : []),
    ...(roles.handing ? [roles.handing.field] : []),
    ...(concerns ? ['certificate'] : []),
  ];
}

/** What a duty (职责) is called: the step it is taken on at; of another case's duties nothing is known here. */
export function dutyNamed(definition: Definition, duty: string): readonly Text[] {
  const tasks = [...blocksOf(definition.flow), ...(definition.handOut ? [definition.handOut] : [])].filter(
    (block): block is TaskBlock => block.kind === 'task' && (block.duty ?? block.id) === duty,
  );
  const task = tasks.find(({ id }) => id === duty) ?? tasks[0];
  return task ? [task.title] : [];
}

/** Ids of the block and of everything after it in document order: what a return to it undoes. */
export function fromHereOn(definition: Definition, id: string): readonly string[] {
  const ids = blocksOf(definition.flow).map((b) => b.id);
  return ids.slice(Math.max(0, ids.indexOf(id)));
}

/** What a supervisory task (督办) asks for; it stands in no flow. */
const SUPERVISION: { readonly title: Text; readonly outcomes: Readonly<Record<string, OutcomeRule>> } = {
  title: { zh: '督办', en: 'Supervision of a breached limit' },
  outcomes: {
    urged: { title: { zh: '已督促承办人办理', en: 'The owner has been urged' }, target: { to: 'next' } },
    explained: {
      title: { zh: '已责成作出超时说明', en: 'An explanation of delay has been demanded' },
      opinionRequired: true,
      target: { to: 'next' },
    },
  },
};

export interface TaskRule {
  readonly title: Text;
  readonly outcomes: Readonly<Record<string, OutcomeRule>>;
  readonly form?: JsonSchema;
  readonly block?: TaskBlock;
}

/** Where each outcome of a block leads. */
export function outcomeTargets(block: Block): readonly (readonly [string, Target])[] {
  if (!('outcomes' in block)) return [];
  const outcomes: { readonly [outcome: string]: Target | { readonly target: Target } } = { ...block.outcomes };
  return Object.entries(outcomes).map(([id, rule]) => [id, 'target' in rule ? rule.target : rule]);
}

/** The rule a task stands on: its step's block, or the supervision every clock's ladder shares. */
export function taskRule(definition: Definition, task: Pick<Task, 'kind' | 'step'>): TaskRule {
  if (task.kind === 'supervision') return SUPERVISION;
  const block = findBlock(definition, task.step);
  if (block?.kind !== 'task') throw new Error(`procedure ${definition.id} has no task step ${task.step}`);
  return { title: block.title, outcomes: block.outcomes, block, ...(block.form ? { form: block.form } : {}) };
}

/** The duty whoever decides here takes on. */
export function dutyOf(definition: Definition, task: Pick<Task, 'kind' | 'step'>): string {
  return taskRule(definition, task).block?.duty ?? blockIdOf(task.step);
}

/** The organisations that play a role in a new case: where it is handed in, who holds the item, who reviews and supervises. */
export function bindRoles(
  definition: Definition,
  receiving: string,
  holder: string,
  data: { readonly [field: string]: Json } = {},
): CaseState['organisations'] {
  const { deciding, reviewing, supervising, preliminary, handing } = definition.roles;
  const named = (rule: { readonly field: string } | undefined): string | undefined => {
    const value = rule && data[rule.field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const first = named(preliminary);
  return {
    receiving,
    deciding: deciding === 'holder' ? holder : deciding,
    ...(reviewing === undefined ? {} : { reviewing }),
    supervising,
    ...(first === undefined ? {} : { preliminary: first }),
    handing: named(handing) ?? receiving,
  };
}
