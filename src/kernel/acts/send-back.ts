/**
 * 退回补录: a condition could not be evaluated for want of something; the step before it is done again and says what was missing. Where
 * there is none before it, the town has been put right instead, and the same is asked again.
 */
import type { CaseState } from '../case';
import type { Definition } from '../procedure/definition';
import { blocksOf } from '../procedure/find';
import { placeOf, relation } from '../procedure/place';
import { blockIdOf } from '../procedure/run-name';
import { go } from '../progress';
import { mayOnCase } from '../rules/authority';
import { refuse } from '../rules/refusal';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

export const sendBack: ActKind<CommandOf<'send-back'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'send-back', actor) ?? stale(state, command);
    if (may) return may;
    return state.dataError && placeOf(definition, state.dataError.block) ? undefined : refuse('no-data-error');
  },
  decide(walk, command, actor) {
    const { dataError } = walk.state;
    const step = stepBefore(walk.definition, walk.state);
    if (!dataError) return;
    walk.by = { actor: personOf(actor), principal: null, basis: 'admin' };
    go(walk, dataError.block, step === undefined ? { to: 'again' } : { to: 'back', step }, command.reason);
  },
};

/** The last step that was done before the choice that failed; whoever does it again may fill in what was not there. */
function stepBefore(definition: Definition, { dataError, blocks }: CaseState): string | undefined {
  const failed = dataError && placeOf(definition, dataError.block);
  if (!failed) return undefined;
  const passed = blocksOf(definition.flow).flatMap(({ kind, id }) =>
    kind === 'task' ? Object.keys(blocks).filter((run) => blockIdOf(run) === id) : [],
  );
  return passed.findLast((run) => {
    const place = placeOf(definition, run);
    // Of a loop, the steps of its turn; of what goes along beside it, none.
    const inTurn = failed.block.kind === 'loop' && place?.around.some(({ run: outer }) => outer === failed.run);
    return place !== undefined && (inTurn === true || relation(place, failed) === 'before');
  });
}
