// Owns what a procedure is called, by its id; one that is proposed for the first time has no name yet but that.
import { useQuery } from '@tanstack/react-query';
import { reading } from '../../lib/asking';
import { useSay } from '../../lib/language';

export function useProcedureName(): (id: string) => string {
  const say = useSay();
  const { data } = useQuery(reading('procedures'));
  return (id) => say(data?.items.find((each) => each.id === id)?.title) || id;
}
