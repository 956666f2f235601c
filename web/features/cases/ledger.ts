// Owns reading a ledger whole: a case's acts are few hundred at most, and its story is told from all of them.
import { queryOptions } from '@tanstack/react-query';
import { call, type Answer, type Refused } from '../../lib/call';

type Page = Answer<'ledger'>;
export type LedgerAct = Page['items'][number];
export interface Ledger {
  readonly acts: readonly LedgerAct[];
  readonly people: Readonly<Record<string, string>>;
}

export function wholeLedger(id: string) {
  return queryOptions<Ledger, Refused>({
    // Begins with the route's name, so that a change of the case asks for it again.
    queryKey: ['ledger', id, 'whole'],
    queryFn: async ({ signal }) => {
      const acts: LedgerAct[] = [];
      const people: Record<string, string> = {};
      let after: string | null = null;
      do {
        const page: Page = await call('ledger', {
          params: { id },
          query: { limit: 200, ...(after === null ? {} : { after }) },
          signal,
        });
        acts.push(...page.items);
        Object.assign(people, page.people);
        after = page.next;
      } while (after !== null);
      return { acts, people };
    },
  });
}
