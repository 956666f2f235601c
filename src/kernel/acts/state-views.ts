/** 陈述申辩 (许 7, 36): heard before the decision and kept with the file. */
import { answer } from '../progress';
import { dutyNamed } from '../procedure/find';
import { refuse } from '../rules/refusal';
import { record } from '../walk';
import { awaitedBy, maySpeak, speaker, spokenBy } from './awaited';
import type { ActKind, CommandOf } from './kind';

const ARTICLE = '行政许可法第三十六条';

export const stateViews: ActKind<CommandOf<'state-views'>> = {
  afterEnd: false,
  check(question) {
    const may = maySpeak(question, ARTICLE);
    if (may) return may;
    const { definition, state, actor } = question;
    // Where the statement ends the time that the holder has for it, whoever proposes to decide against him does not enter it for him.
    const ends = awaitedBy(definition, state, 'state-views') !== undefined;
    return ends && actor.kind === 'person' && state.duties['examination']?.includes(actor.person)
      ? refuse('four-eyes', ARTICLE, { duty: 'examination' }, dutyNamed(definition, 'examination'))
      : undefined;
  },
  decide(walk, command, actor) {
    spokenBy(walk, actor);
    record(walk, 'views-stated', { by: speaker(command), views: command.views });
    const awaited = awaitedBy(walk.definition, walk.state, 'state-views');
    if (awaited) answer(walk, awaited.block, awaited.outcome);
  },
};
