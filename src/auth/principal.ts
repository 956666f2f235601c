// Owns who is asking: the person behind a session or a token, with the posts and qualifications that hold today.
import type { PostKind } from '../kernel/procedure/definition';
import type { Text } from '../kernel/text';
import type { Sql } from '../record/sql';
import { agentForOf, IN_FORCE, type NamedAgentFor } from './agents';
import { sessionOf } from './cookies';
import { digestOf } from './secret';
import { IDLE_MINUTES, LASTS_HOURS } from './sessions';

export interface PrincipalPost {
  readonly id: string;
  readonly kind: PostKind;
  readonly organisation: string;
  readonly title: Text;
}
export interface Principal {
  readonly person: string;
  readonly username: string;
  readonly name: string;
  readonly posts: readonly PrincipalPost[];
  /** Kinds, e.g. `legal`. */
  readonly qualifications: readonly string[];
  /** 代理: for whom he acts today; absent where for nobody. */
  readonly agentFor?: readonly NamedAgentFor[];
  /** His password was given by an administrator: he changes it before he does anything else. */
  readonly passwordToChange: boolean;
  /** Only a session can be abused by another site, so only it needs `foreignOrigin`. */
  readonly via: 'session' | 'token';
}

interface Row {
  readonly person: string;
  readonly username: string;
  readonly name: string;
  readonly posts: readonly PrincipalPost[];
  readonly qualifications: readonly string[];
  readonly passwordToChange: boolean;
  readonly isAgent: boolean;
  readonly unseen: boolean;
}

// Read afresh on every request: a disabled person, a revoked token and a post that ended take effect at once. Posts are held on
// days of real time, since the law clock simulates limits and not appointments.
const PERSON = `
  select p.id as person, p.username, p.name, p.password_to_change as "passwordToChange",
    coalesce((select json_agg(json_build_object('id', o.id, 'kind', o.kind, 'organisation', o.organisation_id,
        'title', json_build_object('zh', o.title_zh, 'en', o.title_en)) order by o.id)
      from posts o where o.person_id = p.id and o.valid_from <= today.day and (o.valid_to is null or o.valid_to >= today.day)),
      '[]') as posts,
    coalesce((select json_agg(distinct q.kind)
      from qualifications q where q.person_id = p.id and q.valid_from <= today.day and (q.valid_to is null or q.valid_to >= today.day)),
      '[]') as qualifications,
    exists (select 1 from absence_rules r where r.agent_id = p.id and ${IN_FORCE}) as "isAgent"`;
const TODAY = `(select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day) today`;

const STAYS = 'p.disabled_at is null and (p.left_on is null or p.left_on >= today.day)';

const BY_SESSION = `${PERSON}, s.seen_at < now() - interval '1 minute' as unseen
  from sessions s join persons p on p.id = s.person_id, ${TODAY}
  where s.id_hash = $1 and ${STAYS}
    and s.seen_at > now() - make_interval(mins => $2) and s.created_at > now() - make_interval(hours => $3)`;
const BY_TOKEN = `${PERSON}, false as unseen
  from access_tokens t join persons p on p.id = t.person_id, ${TODAY}
  where t.hash = $1 and ${STAYS} and t.revoked_at is null and t.expires_at > now()`;

/** Hardly anybody is an agent: only who is asks for whom. */
async function principalIn(
  sql: Sql,
  { unseen: _, isAgent, ...person }: Row,
  via: Principal['via'],
): Promise<Principal> {
  if (!isAgent) return { ...person, via };
  return { ...person, via, agentFor: await agentForOf(sql, person.person) };
}

async function bySession(sql: Sql, session: string): Promise<Principal | undefined> {
  const digest = digestOf(session);
  const { rows } = await sql.query<Row>(BY_SESSION, [digest, IDLE_MINUTES, LASTS_HOURS]);
  const row = rows[0];
  if (!row) return undefined;
  // Once a minute is enough for a limit of thirty, and spares a write for every read.
  if (row.unseen) await sql.query('update sessions set seen_at = now() where id_hash = $1', [digest]);
  return principalIn(sql, row, 'session');
}

async function byToken(sql: Sql, token: string): Promise<Principal | undefined> {
  const { rows } = await sql.query<Row>(BY_TOKEN, [digestOf(token)]);
  return rows[0] && principalIn(sql, rows[0], 'token');
}

/**
 * Who sends a request, or nobody: no credential, an unknown, expired or revoked one, a disabled person. A request with an
 * `Authorization` header is judged by that alone.
 */
export async function principalOf(
  sql: Sql,
  headers: { readonly cookie?: string | undefined; readonly authorization?: string | undefined },
  cookies: { readonly secure: boolean },
): Promise<Principal | undefined> {
  if (headers.authorization !== undefined) {
    const token = /^Bearer ([\w-]{1,128})$/i.exec(headers.authorization.trim())?.[1];
    return token === undefined ? undefined : byToken(sql, token);
  }
  const session = sessionOf(headers.cookie, cookies);
  return session === undefined ? undefined : bySession(sql, session);
}
