// Owns asking whether a ledger is what it was.
import type { Handlers } from './call';
import type { Deps } from './deps';

export function verification(deps: Deps): Handlers<'verification'> {
  return { verification: async ({ file }) => ({ body: { ...(await deps.verify(file.id)) } }) };
}
