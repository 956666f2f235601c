// Owns how a caller becomes known: by session or token, or by the code of a receipt; and that no other site speaks for him.
import type { Request } from 'express';
import { foreignOrigin } from '../auth/cookies';
import { principalOf, type Principal } from '../auth/principal';
import { receiptCodeMatches } from '../auth/receipt-code';
import type { Actor, PersonActor } from '../kernel/command';
import { caseOfNumber, type CaseOnFile } from '../queries/on-file';
import { createCaseQueue } from '../record/queue';
import type { Deps } from './deps';
import { problem } from './problem';

/** The person behind the request, or 401; a browser's request for another site is 403. */
export async function personOf(deps: Deps, request: Request): Promise<Principal> {
  const principal = await principalOf(deps.pool, request.headers, { secure: deps.secureCookies });
  if (!principal) throw problem('not-signed-in');
  if (principal.via === 'session' && request.method !== 'GET') refuseForeignOrigin(deps, request);
  return principal;
}

export function refuseForeignOrigin(deps: Deps, request: Request): void {
  const hosts = [request.headers.host, deps.publicUrl === undefined ? undefined : new URL(deps.publicUrl).host];
  if (hosts.every((host) => foreignOrigin(request.headers, host))) throw problem('foreign-origin');
}

/** The applicant's case. A wrong number, a wrong code and no code are one and the same answer. */
export async function caseOfReceipt(deps: Deps, request: Request, number: string): Promise<CaseOnFile> {
  const subjects = { number, address: addressOf(request) };
  // Asked, judged and counted one after the other, so that many guesses at once do not all see an empty count.
  return guesses.run(number, async () => {
    const wait = await deps.limits.receipt.waitFor(subjects);
    if (wait > 0) throw problem('too-many-wrong-codes', { retryAfter: wait });
    const code = request.get('X-Receipt-Code') ?? '';
    const file = await caseOfNumber(deps.db, number);
    if (receiptCodeMatches(deps.secret, file?.id, code) && file) return file;
    await deps.limits.receipt.failed(subjects);
    throw problem('not-found');
  });
}
const guesses = createCaseQueue();

export function addressOf(request: Request): string {
  return request.socket.remoteAddress ?? 'unknown';
}

/** The person as the rules know him. */
export function actorOf(principal: Principal): PersonActor {
  const posts = principal.posts.map(({ id, kind, organisation }) => ({ id, kind, organisation }));
  return { kind: 'person', person: principal.person, posts, qualifications: principal.qualifications };
}
export const PARTY: Actor = { kind: 'party' };
