// Owns signing in and out.
import { clearedSessionCookie, sessionCookie, sessionOf } from '../auth/cookies';
import { closeSession } from '../auth/sessions';
import { signIn } from '../auth/sign-in';
import { addressOf } from './access';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

export function session(deps: Deps): Handlers<'signIn' | 'signOut'> {
  const cookies = { secure: deps.secureCookies };
  return {
    async signIn({ body, request, response }) {
      const result = await signIn(deps.pool, deps.limits.signIn, { ...body, address: addressOf(request) });
      if (result.kind === 'limited') throw problem('too-many-sign-ins', { retryAfter: result.retryAfter });
      if (result.kind === 'refused') throw problem('sign-in-refused');
      response.set('Set-Cookie', sessionCookie(result.session, cookies));
      return 'empty' as const;
    },
    async signOut({ request, response }) {
      const open = sessionOf(request.headers.cookie, cookies);
      if (open !== undefined) await closeSession(deps.pool, open);
      response.set('Set-Cookie', clearedSessionCookie(cookies));
      return 'empty' as const;
    },
  };
}
