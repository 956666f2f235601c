/** 放弃听证: in writing; the wait ends early only when everybody who was told has waived. */
import { answer } from '../progress';
import { record } from '../walk';
import { awaitedBy, mayChoose, speaker, spokenBy } from './awaited';
import type { ActKind, CommandOf } from './kind';

const ARTICLE = '行政许可法第四十七条';

export const waiveHearing: ActKind<CommandOf<'waive-hearing'>> = {
  afterEnd: false,
  check: (question) => mayChoose(question, ARTICLE),
  decide(walk, command, actor) {
    spokenBy(walk, actor);
    record(walk, 'hearing-waived', { by: speaker(command) });
    const { rights } = walk.state;
    const awaited = awaitedBy(walk.definition, walk.state, 'waive-hearing');
    if (awaited && rights && rights.waived.length > rights.parties) answer(walk, awaited.block, awaited.outcome);
  },
};
