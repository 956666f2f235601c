/** 退回补录: a condition could not be evaluated for want of something; the step before it is done again and says what was missing. */
import type { CaseState } from '../case';
import type { Definition } from '../procedure/definition';
import { blocksOf } from '../procedure/find';
import { go } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

export const sendBack: ActKind<CommandOf<'send-back'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'send-back', actor) ?? stale(state, command);
    if (may) return may;
    return stepBefore(definition, state) === undefined ? refuse('no-data-error') : undefined;
  },
  decide(walk, command, actor) {
    const { dataError } = walk.state;
    const step = stepBefore(walk.definition, walk.state);
    if (!dataError || step === undefined) return;
    walk.by = { actor: personOf(actor), principal: null, basis: 'admin' };
    go(walk, dataError.block, { to: 'back', step }, command.reason);
  },
};

/** The last step that was done before the choice that failed; whoever does it again may fill in what was not there. */
function stepBefore(definition: Definition, { dataError, blocks }: CaseState): string | undefined {
  if (!dataError) return undefined;
  const all = blocksOf(definition.flow);
  const at = all.findIndex(({ id }) => id === dataError.block);
  return all.slice(0, Math.max(0, at)).findLast(({ kind, id }) => kind === 'task' && blocks[id] !== undefined)?.id;
}
