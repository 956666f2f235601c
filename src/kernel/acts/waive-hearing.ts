/** 放弃听证: in writing; the wait ends early only when everybody who was told has waived. */
import { answer } from '../progress';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { awaitedBy, maySpeak, speaker, spokenBy } from './awaited';
import type { ActKind, CommandOf } from './kind';

const ARTICLE = '行政许可法第四十七条';

export const waiveHearing: ActKind<CommandOf<'waive-hearing'>> = {
  afterEnd: false,
  check(question) {
    const may = maySpeak(question, ARTICLE);
    if (may) return may;
    return question.state.rights?.waived.includes(speaker(question.command))
      ? refuse('already-waived', ARTICLE)
      : undefined;
  },
  decide(walk, command, actor) {
    spokenBy(walk, actor);
    record(walk, 'hearing-waived', { by: speaker(command) });
    const { rights } = walk.state;
    const awaited = awaitedBy(walk.definition, walk.state, 'waive-hearing');
    if (awaited && rights && rights.waived.length > rights.parties) answer(walk, awaited.block, awaited.outcome);
  },
};
