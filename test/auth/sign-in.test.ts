import type { Pool } from 'pg';
import { accessTokensOf, issueAccessToken, revokeAccessToken } from '../../src/auth/access-tokens';
import { sessionCookie } from '../../src/auth/cookies';
import { receiptCodeLimit, signInLimit, type FailureLimit } from '../../src/auth/failure-limit';
import { hashPassword } from '../../src/auth/passwords';
import { principalOf, type Principal } from '../../src/auth/principal';
import { digestOf } from '../../src/auth/secret';
import { closeSession, closeSessionsOf, forgetOldSessions, openSession } from '../../src/auth/sessions';
import { signIn } from '../../src/auth/sign-in';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

const plain = { secure: false } as const;

let database: FreshDatabase;
let pool: Pool;
let limit: FailureLimit<'username' | 'address'>;
beforeAll(async () => {
  database = await freshDatabase();
  pool = database.pool;
  limit = signInLimit(pool);
  const hash = await hashPassword('oneseal-demo');
  await pool.query(
    `insert into organisations (id, kind, name_zh, name_en) values ('xuxiake', 'town', '徐霞客镇', 'Xuxiake')`,
  );
  for (const username of ['zhangwei', 'lina', 'wangfang', 'chenjie', 'liuyang', 'zhaomin']) {
    await pool.query('insert into persons (id, username, name, password_hash) values ($1, $1, $2, $3)', [
      username,
      `姓名${username}`,
      hash,
    ]);
  }
  await pool.query(
    `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from, valid_to) values
       ('post-now', 'window-clerk', 'xuxiake', 'zhangwei', '窗口受理员', 'Window clerk', '2020-01-01', null),
       ('post-past', 'approver', 'xuxiake', 'zhangwei', '审批员', 'Approver', '2020-01-01', '2021-01-01'),
       ('post-future', 'approver', 'xuxiake', 'zhangwei', '审批员', 'Approver', '2999-01-01', null)`,
  );
  await pool.query(
    `insert into qualifications (id, person_id, kind, number, valid_from, valid_to) values
       ('q1', 'zhangwei', 'legal', 'A1', '2020-01-01', null), ('q2', 'zhangwei', 'enforcement', 'B1', '2020-01-01', '2021-01-01')`,
  );
}, 60_000);
afterAll(async () => {
  await database.drop();
});

async function signInAs(username: string, password = 'oneseal-demo', address = '192.0.2.1') {
  return signIn(pool, limit, { username, password, address });
}
async function cookieOf(person: string): Promise<{ session: string; cookie: string }> {
  const session = await openSession(pool, person);
  return { session, cookie: sessionCookie(session, plain).split(';')[0] ?? '' };
}
async function behind(cookie: string): Promise<Principal | undefined> {
  return principalOf(pool, { cookie }, plain);
}

describe('signing in', () => {
  test('somebody whom an import brought is refused until he has a password, like nobody', async () => {
    await pool.query(`insert into persons (id, username, name) values ('imported', 'imported', '季')`);
    for (const password of ['oneseal-demo', '', 'null'])
      expect(await signInAs('imported', password, '192.0.2.77')).toEqual({ kind: 'refused' });
  });

  test('name and password become a session of the person, with the posts and qualifications of today', async () => {
    const signedIn = await signInAs(' ZhangWei ');
    if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind);
    expect(await behind(`oneseal=${signedIn.session}`)).toEqual({
      person: 'zhangwei',
      username: 'zhangwei',
      name: '姓名zhangwei',
      posts: [
        {
          id: 'post-now',
          kind: 'window-clerk',
          organisation: 'xuxiake',
          title: { zh: '窗口受理员', en: 'Window clerk' },
        },
      ],
      qualifications: ['legal'],
      passwordToChange: false,
      via: 'session',
    });
  });

  test('an unknown name, a wrong password, a disabled person and nonsense get one and the same answer', async () => {
    await pool.query(`update persons set disabled_at = now() where username = 'lina'`);
    const answers = [
      await signInAs('nobody'),
      await signInAs('zhangwei', 'oneseal-dem0'),
      await signInAs('lina'),
      await signInAs('zhang\0wei'),
      await signInAs("' or 1=1 --"),
      await signInAs(''),
    ];
    expect(answers).toEqual(answers.map(() => ({ kind: 'refused' })));
  });

  test('the database holds no session, only what cannot be turned back into one', async () => {
    const { session } = await cookieOf('zhangwei');
    const { rows } = await pool.query<{ line: string }>('select s::text as line from sessions s');
    expect(rows.map(({ line }) => line).join('\n')).not.toContain(session);
    expect(rows.map(({ line }) => line).join('\n')).toContain(digestOf(session));
  });
});

describe('wrong passwords', () => {
  test('after five in a quarter of an hour the name has to wait, the right password included', async () => {
    for (let n = 0; n < 5; n += 1) expect(await signInAs('wangfang', 'wrong')).toEqual({ kind: 'refused' });
    const sixth = await signInAs('wangfang');
    expect(sixth).toEqual({ kind: 'limited', retryAfter: expect.any(Number) as unknown });
    expect(sixth.kind === 'limited' && sixth.retryAfter > 800 && sixth.retryAfter <= 900).toBe(true);
    expect((await signInAs('chenjie')).kind).toBe('signed-in');
    await pool.query('update rate_limits set expire = 0');
    expect((await signInAs('wangfang')).kind).toBe('signed-in');
  });

  test('many guesses at once are no way round it', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => signInAs('liuyang', 'wrong', '192.0.2.7')));
    const judged = answers.filter(({ kind }) => kind === 'refused').length;
    expect(judged).toBeGreaterThanOrEqual(5);
    expect(judged).toBeLessThanOrEqual(6);
  });

  test('the right password forgets the wrong ones before it, and colleagues who share an account are not shut out', async () => {
    for (let n = 0; n < 4; n += 1) await signInAs('chenjie', 'wrong');
    expect((await signInAs('chenjie')).kind).toBe('signed-in');
    for (let n = 0; n < 4; n += 1) await signInAs('chenjie', 'wrong');
    const answers = await Promise.all(Array.from({ length: 12 }, () => signInAs('chenjie')));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['signed-in']));
  });

  test('after fifty from one address, whatever the names, that address has to wait and others need not', async () => {
    await pool.query('delete from rate_limits');
    const names = Array.from({ length: 50 }, (_, n) => `nobody${String(n)}`);
    const refused = await Promise.all(names.map((name) => signInAs(name, 'wrong', '198.51.100.9')));
    expect(new Set(refused.map(({ kind }) => kind))).toEqual(new Set(['refused']));
    expect((await signInAs('zhaomin', 'oneseal-demo', '198.51.100.9')).kind).toBe('limited');
    expect((await signInAs('zhaomin', 'oneseal-demo', '198.51.100.10')).kind).toBe('signed-in');
  });

  test('what was typed as a name is not kept', async () => {
    await signInAs('my-secret-password-by-mistake', 'x', '203.0.113.5');
    const { rows } = await pool.query<{ key: string }>('select key from rate_limits');
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^sign-in:(username|address):[0-9a-f]{64}$/);
  });
});

describe('a session', () => {
  test('ends at once when it is closed, and leaves the others open', async () => {
    const [one, two] = [await cookieOf('zhaomin'), await cookieOf('zhaomin')];
    await closeSession(pool, one.session);
    expect(await behind(one.cookie)).toBeUndefined();
    expect((await behind(two.cookie))?.person).toBe('zhaomin');
    await closeSessionsOf(pool, 'zhaomin');
    expect(await behind(two.cookie)).toBeUndefined();
  });

  test('ends after 30 minutes of rest and is kept alive by use', async () => {
    const { session, cookie } = await cookieOf('zhaomin');
    const seen = async (ago: string) =>
      pool.query(`update sessions set seen_at = now() - $2::interval where id_hash = $1`, [digestOf(session), ago]);
    await seen('29 minutes');
    expect((await behind(cookie))?.person).toBe('zhaomin');
    const { rows } = await pool.query<{ fresh: boolean }>(
      `select seen_at > now() - interval '1 minute' as fresh from sessions where id_hash = $1`,
      [digestOf(session)],
    );
    expect(rows).toEqual([{ fresh: true }]);
    await seen('30 minutes 1 second');
    expect(await behind(cookie)).toBeUndefined();
    expect(await forgetOldSessions(pool)).toBeGreaterThanOrEqual(1);
  });

  test('ends after twelve hours, however busy', async () => {
    const { session, cookie } = await cookieOf('zhaomin');
    const opened = async (ago: string) =>
      pool.query(`update sessions set created_at = now() - $2::interval where id_hash = $1`, [digestOf(session), ago]);
    await opened('11 hours 59 minutes');
    expect((await behind(cookie))?.person).toBe('zhaomin');
    await opened('12 hours 1 second');
    expect(await behind(cookie)).toBeUndefined();
  });

  test('of a person who is disabled is nobody from the next request on', async () => {
    const { cookie } = await cookieOf('liuyang');
    expect((await behind(cookie))?.person).toBe('liuyang');
    await pool.query(`update persons set disabled_at = now() where id = 'liuyang'`);
    expect(await behind(cookie)).toBeUndefined();
  });

  test('a post that ended is gone from the next request on', async () => {
    const { cookie } = await cookieOf('zhangwei');
    expect((await behind(cookie))?.posts).toHaveLength(1);
    await pool.query(`update posts set valid_to = '2021-01-01' where id = 'post-now'`);
    expect((await behind(cookie))?.posts).toEqual([]);
  });
});

describe('an access token', () => {
  const inAnHour = () => new Date(Date.now() + 3_600_000);
  async function holderOf(token: string): Promise<Principal | undefined> {
    return principalOf(pool, { authorization: `Bearer ${token}` }, plain);
  }

  test('stands for its person until it expires', async () => {
    const { id, token } = await issueAccessToken(pool, { person: 'zhaomin', name: '统计程序', expiresAt: inAnHour() });
    expect(token).toMatch(/^oneseal_[\w-]{43}$/);
    expect(await holderOf(token)).toMatchObject({ person: 'zhaomin', via: 'token' });
    expect(await accessTokensOf(pool, 'zhaomin')).toMatchObject([{ id, name: '统计程序' }]);
    await pool.query('update access_tokens set expires_at = now() where id = $1', [id]);
    expect(await holderOf(token)).toBeUndefined();
    expect(await accessTokensOf(pool, 'zhaomin')).toEqual([]);
  });

  test('is kept as its digest only', async () => {
    const { token } = await issueAccessToken(pool, { person: 'zhaomin', name: 'n', expiresAt: inAnHour() });
    const { rows } = await pool.query<{ line: string }>('select t::text as line from access_tokens t');
    expect(rows.map(({ line }) => line).join('\n')).not.toContain(token.slice('oneseal_'.length));
  });

  test('is revoked by its owner alone, at once', async () => {
    const { id, token } = await issueAccessToken(pool, { person: 'zhaomin', name: 'n', expiresAt: inAnHour() });
    expect(await revokeAccessToken(pool, 'chenjie', id)).toBe(false);
    expect((await holderOf(token))?.person).toBe('zhaomin');
    expect(await revokeAccessToken(pool, 'zhaomin', id)).toBe(true);
    expect(await holderOf(token)).toBeUndefined();
  });

  test.each(['', 'Bearer', 'Bearer ', 'Basic eGlhb21pbmc6eA==', 'Bearer oneseal_none', `Bearer ${'x'.repeat(10_000)}`])(
    'what is no token is nobody, even beside a good cookie: %#',
    async (authorization) => {
      const { cookie } = await cookieOf('zhaomin');
      expect(await principalOf(pool, { authorization, cookie }, plain)).toBeUndefined();
    },
  );
});

describe('wrong receipt codes', () => {
  const here = { number: 'XXK-2026-000012', address: '192.0.2.1' };

  test('the eleventh in an hour has to wait, for this number from this address', async () => {
    const codes = receiptCodeLimit(pool);
    for (let n = 0; n < 10; n += 1) {
      expect(await codes.waitFor(here)).toBe(0);
      expect(await codes.failed(here)).toBe(0);
    }
    expect(await codes.waitFor(here)).toBeGreaterThan(3500);
    expect(await codes.failed(here)).toBeGreaterThan(3500);
    expect(await codes.waitFor({ ...here, address: '192.0.2.2' })).toBe(0);
    expect(await codes.waitFor({ ...here, number: 'XXK-2026-000013' })).toBe(0);
  });

  test('going through the numbers ends after a hundred', async () => {
    const codes = receiptCodeLimit(pool);
    const at = (n: number) => ({ number: `XXK-2026-${String(n)}`, address: '198.51.100.77' });
    for (let n = 0; n < 100; n += 1) expect(await codes.failed(at(n))).toBe(0);
    expect(await codes.waitFor(at(999))).toBeGreaterThan(0);
  });
});
