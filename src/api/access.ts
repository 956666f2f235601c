// Owns how a caller becomes known: by session or token, or by the code of a receipt; and that no other site speaks for him.
import type { Request } from 'express';
import { foreignOrigin } from '../auth/cookies';
import { principalOf, type Principal } from '../auth/principal';
import { receiptCodeMatches } from '../auth/receipt-code';
import { visitIn, type Visit, type VisitSetting } from '../auth/visit';
import type { Actor, PersonActor } from '../kernel/command';
import { caseIdOfNumber, caseOfNumber, type CaseOnFile } from '../queries/on-file';
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

/** The applicant's case, by the header of a program. */
export async function caseOfReceipt(deps: Deps, request: Request, number: string): Promise<CaseOnFile> {
  return caseOfCode(deps, { number, code: request.get('X-Receipt-Code') ?? '', address: addressOf(request) });
}

/**
 * The applicant's case. A wrong number, a wrong code and no code are one and the same answer after one and the same work: the case
 * itself is read only when the code has been found right.
 */
export async function caseOfCode(
  deps: Deps,
  { number, code, address }: { readonly number: string; readonly code: string; readonly address: string },
): Promise<CaseOnFile> {
  const subjects = { number, address };
  // Asked, judged and counted one after the other, so that many guesses at once do not all see an empty count.
  await guesses.run(number, async () => {
    const wait = await deps.limits.receipt.waitFor(subjects);
    if (wait > 0) throw problem('too-many-wrong-codes', { retryAfter: wait });
    if (receiptCodeMatches(deps.secret, await caseIdOfNumber(deps.db, number), code)) return;
    await deps.limits.receipt.failed(subjects);
    throw problem('not-found');
  });
  const file = await caseOfNumber(deps.db, number);
  if (!file) throw problem('not-found');
  return file;
}
const guesses = createCaseQueue();

export interface Visited {
  readonly file: CaseOnFile;
  readonly visit: Visit;
}
/** The applicant's case at a browser, by the cookie that the code opened; nothing without one. */
export async function caseOfVisit(
  deps: Deps,
  request: Request,
  number: string,
  now: number,
): Promise<Visited | undefined> {
  const visit = visitIn(visitSetting(deps), request.headers.cookie, number, now);
  const file = visit && (await caseOfNumber(deps.db, number));
  return visit && file ? { file, visit } : undefined;
}
export function visitSetting(deps: Deps): VisitSetting {
  return { secret: deps.secret, secure: deps.secureCookies };
}

export function addressOf(request: Request): string {
  return request.socket.remoteAddress ?? 'unknown';
}

/** The person as the rules know him. */
export function actorOf(principal: Principal): PersonActor {
  const posts = principal.posts.map(({ id, kind, organisation }) => ({ id, kind, organisation }));
  const { person, qualifications, agentFor } = principal;
  return {
    kind: 'person',
    person,
    posts,
    qualifications,
    ...(agentFor ? { agentFor: agentFor.map(({ name: _, ...rule }) => rule) } : {}),
  };
}
export const PARTY: Actor = { kind: 'party' };
