/** 申请听证 (许 47): within five working days of being told, by the applicant or one of the interested parties. */
import { answer } from '../progress';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { awaitedBy, maySpeak, speaker, spokenBy } from './awaited';
import type { ActKind, CommandOf } from './kind';

const ARTICLE = '行政许可法第四十七条';

export const requestHearing: ActKind<CommandOf<'request-hearing'>> = {
  afterEnd: false,
  check(question) {
    const may = maySpeak(question, ARTICLE);
    if (may) return may;
    // A waiver is given in writing and is not taken back.
    return question.state.rights?.waived.includes(speaker(question.command))
      ? refuse('already-waived', ARTICLE)
      : undefined;
  },
  decide(walk, command, actor) {
    spokenBy(walk, actor);
    record(walk, 'hearing-requested', {
      by: speaker(command),
      ...(command.reason === undefined ? {} : { reason: command.reason }),
    });
    const awaited = awaitedBy(walk.definition, walk.state, 'request-hearing');
    if (awaited) answer(walk, awaited.block, awaited.outcome);
  },
};
