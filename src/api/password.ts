// Owns changing one's own password: judged by the present one, which is guessed no faster here than at the door.
import { revokeAccessTokensOf } from '../auth/access-tokens';
import { sessionCookie } from '../auth/cookies';
import { hashPassword, oneOfTwo, passwordFault, passwordMatches, TooManySignIns } from '../auth/passwords';
import { closeSessionsOf, openSession } from '../auth/sessions';
import { noteChanges } from '../record/admin/change';
import { inTransaction } from '../record/transaction';
import { addressOf } from './access';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

export function password(deps: Deps): Handlers<'changePassword'> {
  return {
    async changePassword({ caller, body, request, response }) {
      if (caller.via !== 'session') throw problem('session-needed');
      const fault =
        passwordFault(body.password, caller.username) ??
        (body.password === body.current
          ? { zh: '新密码不能与当前密码相同。', en: 'The new password is the present one.' }
          : undefined);
      if (fault) throw problem('password-weak', { errors: [{ path: '/password', message: fault }] });
      await judged(deps, { username: caller.username, address: addressOf(request) }, caller.person, body.current);
      const hash = await hashPassword(body.password);
      const session = await inTransaction(deps.pool, async (tx) => {
        await tx.query('update persons set password_hash = $2, password_to_change = false where id = $1', [
          caller.person,
          hash,
        ]);
        // Whoever used the old password is out, wherever he is signed in; he himself goes on with a session of his own.
        await closeSessionsOf(tx, caller.person);
        await revokeAccessTokensOf(tx, caller.person);
        await noteChanges(tx, caller.person, [
          { act: 'password-changed', subject: { kind: 'person', id: caller.person } },
        ]);
        return openSession(tx, caller.person);
      });
      response.set('Set-Cookie', sessionCookie(session, { secure: deps.secureCookies }));
      return 'empty' as const;
    },
  };
}

const WRONG = { zh: '当前密码不正确。', en: 'The present password is wrong.' };

/** Counted like a wrong password at the door, inside one of the two places, so that many guesses at once are all seen. */
async function judged(
  { pool, limits }: Deps,
  subjects: { readonly username: string; readonly address: string },
  person: string,
  current: string,
): Promise<void> {
  try {
    await oneOfTwo(async () => {
      const retryAfter = await limits.signIn.waitFor(subjects);
      if (retryAfter > 0) throw problem('too-many-sign-ins', { retryAfter });
      const { rows } = await pool.query<{ hash: string | null }>(
        'select password_hash as hash from persons where id = $1',
        [person],
      );
      if (await passwordMatches(rows[0]?.hash ?? undefined, current)) return;
      await limits.signIn.failed(subjects);
      throw problem('password-wrong', { errors: [{ path: '/current', message: WRONG }] });
    });
  } catch (error) {
    if (error instanceof TooManySignIns) throw problem('too-many-sign-ins', { retryAfter: 5 });
    throw error;
  }
}
