// Owns serving the tree of organisations.
import { organisations as all } from '../queries/catalogue';
import type { Handlers } from './call';
import type { Deps } from './deps';

export function organisations(deps: Deps): Handlers<'organisations'> {
  return { organisations: async () => ({ body: { items: await all(deps.db) } }) };
}
