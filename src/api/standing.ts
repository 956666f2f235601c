// Owns where the cases of a procedure stand, for the gallery: counted among those the caller may see.
import { standingOf } from '../queries/standing';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

export function standing(deps: Deps): Handlers<'procedureStanding'> {
  return {
    async procedureStanding({ caller, params }) {
      const procedure = params.id ?? '';
      const versions = await standingOf(deps.db, caller, procedure);
      if (!versions) throw problem('not-found');
      return { body: { procedure, versions } };
    },
  };
}
