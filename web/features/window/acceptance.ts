// Owns asking whether the application could be accepted as it lies there, while it is typed; the rules are the server's.
import { useQuery } from '@tanstack/react-query';
import { call, type Answer, type Refused } from '../../lib/call';
import { useSettled } from '../../lib/still';
import type { Kept } from '../../lib/merge';
import type { ItemChosen } from './window-draft';

export type Acceptance = Answer<'acceptance'>;
const STILL_MS = 500;

export function useAcceptance(item: ItemChosen | undefined, data: Kept) {
  const asked = useSettled({ item, data }, STILL_MS);
  return useQuery<Acceptance, Refused>({
    queryKey: ['acceptance', asked],
    queryFn: ({ signal }) => call('acceptance', { body: applicationOf(asked.item, asked.data), signal }),
    enabled: asked.item !== undefined,
    placeholderData: (before) => before,
  });
}

export function applicationOf(item: ItemChosen | undefined, data: Kept) {
  return {
    procedure: item?.procedure ?? '',
    ...(item?.code === undefined ? {} : { powerItem: item.code }),
    data: data as Record<string, never>,
  };
}
