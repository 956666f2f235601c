// Owns the access tokens of programs: shown once, kept as a digest, with the rights of the person who made them until they expire.
import { randomUUID } from 'node:crypto';
import type { Sql } from '../record/sql';
import { drawSecret } from './secret';

export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

// A fixed beginning lets scanners of repositories and logs find a token that leaked.
const PREFIX = 'oneseal_';

/** Makes a token, valid until `expiresAt` (real time). The secret is in this answer and nowhere else. */
export async function issueAccessToken(
  sql: Sql,
  wanted: { readonly person: string; readonly name: string; readonly expiresAt: Date },
): Promise<{ id: string; token: string }> {
  const { secret, digest } = drawSecret(PREFIX);
  const id = randomUUID();
  await sql.query(
    `insert into access_tokens (id, hash, person_id, name, expires_at, created_at) values ($1, $2, $3, $4, $5, now())`,
    [id, digest, wanted.person, wanted.name, wanted.expiresAt],
  );
  return { id, token: secret };
}

/** The tokens of a person that still work, newest first. */
export async function accessTokensOf(sql: Sql, person: string): Promise<readonly AccessToken[]> {
  const { rows } = await sql.query<AccessToken>(
    `select id, name, created_at as "createdAt", expires_at as "expiresAt" from access_tokens
     where person_id = $1 and revoked_at is null and expires_at > now() order by created_at desc, id`,
    [person],
  );
  return rows;
}

/** Ends a token of this person at once; false when there is none of that id. */
export async function revokeAccessToken(sql: Sql, person: string, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update access_tokens set revoked_at = now() where id = $1 and person_id = $2 and revoked_at is null',
    [id, person],
  );
  return rowCount === 1;
}

/** Ends every token of a person, e.g. when he is locked out. */
export async function revokeAccessTokensOf(sql: Sql, person: string): Promise<void> {
  await sql.query('update access_tokens set revoked_at = now() where person_id = $1 and revoked_at is null', [person]);
}
