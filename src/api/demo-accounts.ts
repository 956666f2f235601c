// Owns telling which accounts the demo seed made; unknown on every other installation.
import { demoAccounts as accountsOf } from '../queries/catalogue';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

export function demoAccounts(deps: Deps): Handlers<'demoAccounts'> {
  return {
    async demoAccounts() {
      const items = await accountsOf(deps.db);
      if (!items) throw problem('not-found');
      return { body: { items } };
    },
  };
}
