// Owns telling why a case stands where it stands.
import type { Text } from '../kernel/text';
import type { CaseOnFile } from '../queries/on-file';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { waitViews, type WaitView } from './waits';

export function explanation(deps: Deps): Handlers<'explanation'> {
  return {
    async explanation({ caller, file }) {
      const waits = await waitViews(deps, caller, file);
      return { body: { sentence: sentenceOf(file, waits), waits } };
    },
  };
}

function sentenceOf({ state, definition }: CaseOnFile, waits: readonly WaitView[]): Text {
  const first = rootOf(waits[0]);
  if (first) return first.sentence;
  if (state.state !== 'ended') return { zh: '办件正在办理中。', en: 'The case is under way.' };
  const outcome = definition.outcomes[state.outcome ?? '']?.title;
  return {
    zh: `办件已办结${outcome ? `：${outcome.zh}` : ''}。`,
    en: `The case has ended${outcome ? `: ${outcome.en}` : ''}.`,
  };
}

/** What everything else hangs on: the first cause of the first cause. */
function rootOf(wait: WaitView | undefined): WaitView | undefined {
  return wait?.causes[0] ? rootOf(wait.causes[0]) : wait;
}
