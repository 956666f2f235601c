/** 陈述申辩 (许 7, 36): heard before the decision and kept with the file. */
import { answer } from '../progress';
import { record } from '../walk';
import { awaitedBy, maySpeak, speaker, spokenBy } from './awaited';
import type { ActKind, CommandOf } from './kind';

export const stateViews: ActKind<CommandOf<'state-views'>> = {
  afterEnd: false,
  check: (question) => maySpeak(question, '行政许可法第三十六条'),
  decide(walk, command, actor) {
    spokenBy(walk, actor);
    record(walk, 'views-stated', { by: speaker(command), views: command.views });
    const awaited = awaitedBy(walk.definition, walk.state, 'state-views');
    if (awaited) answer(walk, awaited.block, awaited.outcome);
  },
};
