// Owns issuing access tokens: the secret is in the first answer and nowhere else.
import { issueAccessToken } from '../auth/access-tokens';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { answeredOnce } from './idempotency';
import { problem } from './problem';

const LONGEST_MS = 366 * 86_400_000;

export function accessTokens(deps: Deps): Handlers<'issueToken'> {
  return {
    async issueToken({ caller, body, key, scope, fingerprint, receivedAt }) {
      const expiresAt = new Date(body.expiresAt);
      const ahead = expiresAt.getTime() - receivedAt;
      if (!(ahead > 0 && ahead <= LONGEST_MS)) throw problem('expiry-invalid');
      let issued: { readonly id: string; readonly token: string } | undefined;
      const answer = await answeredOnce(deps.pool, { actor: caller.person, scope, key, fingerprint }, async (tx) => {
        issued = await issueAccessToken(tx, { person: caller.person, name: body.name, expiresAt });
        return { status: 201, body: { id: issued.id } };
      });
      if (answer.repeated || !issued)
        throw problem('token-already-shown', { facts: { id: (answer.body as { id: string }).id } });
      return { body: { ...issued, name: body.name, expiresAt: expiresAt.toISOString() } };
    },
  };
}
