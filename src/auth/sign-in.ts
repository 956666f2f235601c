// Owns signing in: a name and a password become a session, and wrong ones become fewer.
import type { Sql } from '../record/sql';
import type { FailureLimit } from './failure-limit';
import { oneOfTwo, passwordMatches, TooManySignIns } from './passwords';
import { openSession } from './sessions';

export type SignIn =
  | { readonly kind: 'signed-in'; readonly session: string; readonly person: string }
  /** One answer for an unknown name, a wrong password and a disabled person. */
  | { readonly kind: 'refused' }
  /** Nothing was judged; `retryAfter` in seconds. */
  | { readonly kind: 'limited'; readonly retryAfter: number };

/** Signs a person in by name and password; `address` is where the request comes from. */
export async function signIn(
  sql: Sql,
  limit: FailureLimit<'username' | 'address'>,
  given: { readonly username: string; readonly password: string; readonly address: string },
): Promise<SignIn> {
  const username = given.username.trim().toLowerCase();
  const subjects = { username, address: given.address };
  try {
    // Asked, judged and counted inside one of the two places, so that many guesses at once do not all see an empty count.
    return await oneOfTwo(async () => {
      const retryAfter = await limit.waitFor(subjects);
      if (retryAfter > 0) return { kind: 'limited', retryAfter };
      const { rows } = await sql.query<{ id: string; hash: string | null; disabled: boolean }>(
        `select id, password_hash as hash, disabled_at is not null
             or coalesce(left_on < to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), false) as disabled
           from persons where username = $1`,
        // What cannot be a name is looked up as nobody's, which costs the same; Postgres would refuse a NUL.
        [/^[\w.@-]{1,64}$/.test(username) ? username : ''],
      );
      const [person] = rows;
      // Somebody an import brought has no password yet, and gets the same answer at the same cost as nobody.
      const matches = await passwordMatches(person?.hash ?? undefined, given.password);
      if (!person || !matches || person.disabled) {
        await limit.failed(subjects);
        return { kind: 'refused' };
      }
      await limit.forget('username', username);
      return { kind: 'signed-in', session: await openSession(sql, person.id), person: person.id };
    });
  } catch (error) {
    if (error instanceof TooManySignIns) return { kind: 'limited', retryAfter: 5 };
    throw error;
  }
}
