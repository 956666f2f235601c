// Owns how answers are kept and asked anew: read-your-writes after an act, live changes from the server, no list shown as fresh when it is not.
import { QueryClient, queryOptions, useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { call, newKey, Refused, type Answer, type Asked } from './call';
import type { Way } from './routes';

export const asking = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (times, fault) => times < 2 && fault instanceof Refused && (fault.status === 0 || fault.status === 503),
    },
  },
});

/** A read of one route; its key begins with the route's name, so that `again('tasks')` finds every form of it. */
export function reading<W extends Way>(
  way: W,
  ...[asked]: Record<string, never> extends Asked<W> ? [Asked<W>?] : [Asked<W>]
) {
  const given = (asked ?? {}) as Asked<W>;
  return queryOptions<Answer<W>, Refused>({
    queryKey: [way, given.params ?? null, given.query ?? null],
    queryFn: ({ signal }) => call(way, { ...given, signal }),
  });
}

/** Everything read from these routes is asked for again. */
export async function again(...ways: readonly Way[]): Promise<void> {
  await Promise.all(ways.map((way) => asking.invalidateQueries({ queryKey: [way] })));
}

type Meant<W extends Way> = Omit<Asked<W>, 'key' | 'signal'>;
/**
 * An act. Its key is made when it is first meant and kept while no answer has come, so that pressing again repeats the same act and
 * never does a second one; a refusal or a success ends it.
 */
export function useAct<W extends Way>(
  way: W,
  { done }: { readonly done?: (answer: Answer<W>, meant: Meant<W>) => unknown } = {},
): UseMutationResult<Answer<W>, Refused, Meant<W>> {
  const meant = useRef<{ readonly of: string; readonly key: string } | undefined>(undefined);
  return useMutation<Answer<W>, Refused, Meant<W>>({
    mutationFn: async (asked) => {
      const of = JSON.stringify(asked);
      if (meant.current?.of !== of) meant.current = { of, key: newKey() };
      try {
        const answer = await call(way, { ...asked, key: meant.current.key } as unknown as Asked<W>);
        meant.current = undefined;
        return answer;
      } catch (fault) {
        const unanswered = fault instanceof Refused && (fault.status === 0 || fault.status === 503);
        if (!unanswered) meant.current = undefined;
        throw fault;
      }
    },
    onSuccess: (answer, asked) => done?.(answer, asked),
  });
}
