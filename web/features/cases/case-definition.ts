// Owns reading the procedure a case goes by, in the version it is bound to.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';

export type CaseView = Answer<'case'>;

export function useDefinition({ procedure: { id, version } }: Pick<CaseView, 'procedure'>): Definition {
  const { data } = useSuspenseQuery({
    ...reading('procedureVersion', { params: { id, version: String(version) } }),
    // A version never changes once it is published.
    staleTime: Infinity,
  });
  return data.definition as unknown as Definition;
}
