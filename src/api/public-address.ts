// Owns the public address of this installation, for codes that people scan.
import type { Request } from 'express';
import type { Deps } from './deps';

/** As configured; where nothing is configured (a trial on one machine), the address the request was sent to. No slash at its end. */
export function publicAddress(deps: Pick<Deps, 'publicUrl'>, request: Request): string {
  return deps.publicUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
}
