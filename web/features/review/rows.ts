// Owns reading a view of the inbox page by page, and getting ready what will be looked at next.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { asking, reading } from '../../lib/asking';
import { call, type Answer, type Refused } from '../../lib/call';
import { isWork, type InboxView, type Row } from './inbox-view';
import { isSettled } from './settled';

const PAGE = 50;

export function useRows(view: InboxView) {
  const box = view.box ?? 'todo';
  const read = useInfiniteQuery<Answer<'tasks'>, Refused, readonly Row[], readonly unknown[], string | undefined>({
    queryKey: ['tasks', 'pages', { ...view, box }],
    queryFn: ({ pageParam, signal }) =>
      call('tasks', {
        query: { ...view, box, limit: PAGE, ...(pageParam === undefined ? {} : { after: pageParam }) },
        signal,
      }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }) => once(pages.flatMap(({ items }) => items)),
    placeholderData: (before) => before,
  });
  const rows = (read.data ?? []).filter((row) => !isWork(box) || !isSettled(row));
  return { ...read, rows };
}

/**
 * A row that moved between two pages while they were read stands in both; and a task for two people, open to one's post, has two
 * seats. Each task is one row: the seat one has claimed, or else the first.
 */
function once(rows: readonly Row[]): readonly Row[] {
  const byTask = new Map<string, Row>();
  for (const row of rows) if (!byTask.has(row.id) || row.because.code === 'claimed') byTask.set(row.id, row);
  return [...byTask.values()];
}

/** What stands behind a task is asked for before it is opened. */
export function usePrepared(row: Row | undefined): void {
  const { id, case: of, procedure } = row ?? {};
  useEffect(() => {
    if (id === undefined || of === undefined || procedure === undefined) return;
    void asking.prefetchQuery(reading('task', { params: { id } }));
    void asking.prefetchQuery(reading('case', { params: { id: of } }));
    void asking.prefetchQuery(definitionOf(procedure));
  }, [id, of]);
}

/** A version never changes. */
export function definitionOf({ id, version }: { readonly id: string; readonly version: number }) {
  return {
    ...reading('procedureVersion', { params: { id, version: String(version) } }),
    staleTime: Infinity,
  };
}
