/** 申请听证 (许 47): within five working days of being told, by the applicant or one of the interested parties. */
import { answer } from '../progress';
import { record } from '../walk';
import { awaitedBy, mayChoose, speaker, spokenBy } from './awaited';
import type { ActKind, CommandOf } from './kind';

const ARTICLE = '行政许可法第四十七条';

export const requestHearing: ActKind<CommandOf<'request-hearing'>> = {
  afterEnd: false,
  check: (question) => mayChoose(question, ARTICLE),
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
