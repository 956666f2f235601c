// Owns serving the catalogue of power items (权力事项) valid today.
import { dayOf } from '../kernel/time/civil';
import { powerItems as itemsOn } from '../queries/catalogue';
import { lawTime } from '../queries/law-time';
import type { Handlers } from './call';
import type { Deps } from './deps';

export function powerItems(deps: Deps): Handlers<'powerItems'> {
  return {
    async powerItems({ query }) {
      const { now } = await lawTime(deps.db);
      return { body: await itemsOn(deps.db, dayOf(now), query) };
    },
  };
}
