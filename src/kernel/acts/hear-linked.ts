/** A word from a linked case (关联办件): it answers a wait that stands open for it; a late one is noted and moves nothing. */
import { answer } from '../progress';
import { mayOnCase } from '../rules/authority';
import { record } from '../walk';
import { awaitedBy } from './awaited';
import type { ActKind, CommandOf } from './kind';

export const hearLinked: ActKind<CommandOf<'hear-linked'>> = {
  afterEnd: true,
  check: ({ state, actor }) => mayOnCase(state, 'hear-linked', actor),
  decide(walk, command) {
    const awaited =
      walk.state.state === 'ended' ? undefined : awaitedBy(walk.definition, walk.state, 'hear-linked', command.said);
    record(walk, 'linked-heard', { from: command.from, said: command.said, late: awaited === undefined });
    if (awaited) answer(walk, awaited.block, awaited.outcome);
  },
};
