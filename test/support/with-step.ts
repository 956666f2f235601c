// Owns making a procedure of which one step is another: what an optional member of a step changes, and nothing else.
import type { Draft } from '../../src/kernel/procedure/builder';
import type { Block, TaskBlock } from '../../src/kernel/procedure/definition';

export function withStep(draft: Draft, step: string, members: Partial<TaskBlock>): Draft {
  let found = false;
  const changed = (block: Block): Block => {
    if (block.kind === 'task' && block.id === step) {
      found = true;
      return { ...block, ...members };
    }
    if (block.kind === 'sequence') return { ...block, blocks: block.blocks.map(changed) };
    if (block.kind === 'choice')
      return {
        ...block,
        branches: block.branches.map((branch) => ({ ...branch, block: changed(branch.block) })),
        otherwise: changed(block.otherwise),
      };
    return block;
  };
  const made = { ...draft, flow: changed(draft.flow) };
  if (!found) throw new Error(`${draft.id} has no step ${step}`);
  return made;
}
