// Owns asking whether the application could be accepted as it lies there, while it is typed; the rules are the server's.
import { useQuery } from '@tanstack/react-query';
import { call, type Answer, type Refused } from '../../lib/call';
import { useSettled } from '../../lib/still';
import { same, type Kept } from '../../lib/merge';
import type { ItemChosen } from './window-draft';

export type Acceptance = Answer<'acceptance'>;
const STILL_MS = 500;

/** `isJudging`: what is known is of an earlier moment; shown meanwhile, and not to be acted on. */
export function useAcceptance(item: ItemChosen | undefined, data: Kept) {
  const now = { item, data };
  const asked = useSettled(now, STILL_MS);
  const {
    data: acceptance,
    error,
    isPlaceholderData,
  } = useQuery<Acceptance, Refused>({
    queryKey: ['acceptance', asked],
    queryFn: ({ signal }) => call('acceptance', { body: applicationOf(asked.item, asked.data), signal }),
    enabled: asked.item !== undefined,
    placeholderData: (before) => before,
  });
  const isCurrent = same(asked, now) && !isPlaceholderData && acceptance !== undefined;
  return { acceptance, refused: error, isJudging: item !== undefined && error === null && !isCurrent };
}

export function applicationOf(item: ItemChosen | undefined, data: Kept) {
  return {
    procedure: item?.procedure ?? '',
    ...(item?.code === undefined ? {} : { powerItem: item.code }),
    data: data as Record<string, never>,
  };
}
