/**
 * Owns the Idempotency-Key: what one is, what of a request its fingerprint covers, and the first answers of the changes that the
 * API writes itself. Changes of a case are answered again by the record, in the transaction that made them.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Pool, PoolClient } from 'pg';
import type { Answer } from '../record/record';
import type { Sql } from '../record/sql';
import type { Answered } from './call';
import { errorsKept, Problem, problem } from './problem';

/** The header, judged. Printable ASCII, 1 to 128 characters. */
export function keyIn(header: string | undefined): string {
  if (header === undefined || !/^[\x20-\x7e]{1,128}$/.test(header) || header.trim() === '')
    throw problem('idempotency-key-missing');
  return header;
}

/** SHA-256 over the RFC 8785 form of a body, lower-case hex. */
export function fingerprintOf(body: unknown): string {
  return createHash('sha256')
    .update(canonicalize(body ?? null) ?? 'null')
    .digest('hex');
}

export interface Asked {
  /** Person id, or `party:<case>`. */
  readonly actor: string;
  /** Method and path. */
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}
export interface KeptBody {
  readonly reply?: Answered;
  readonly problem?: Pick<Problem, 'status' | 'code' | 'text' | 'details'>;
}
interface Kept {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: KeptBody;
}

/**
 * Does a change once for its key. The unique key judges, not a look-up: whoever inserts it does the work in the same transaction,
 * whoever comes second waits for that and gets the first answer. Refusals that the rules decided are kept too; 400, 401, 413, 415,
 * 429 and 5xx are not. `keeps` says what of the reply may be stored.
 */
export async function answeredOnce(
  pool: Pool,
  asked: Asked,
  work: (tx: Sql) => Promise<Answered>,
  keeps: (reply: Answered) => Answered = (reply) => reply,
): Promise<Answered & { readonly repeated: boolean }> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const first = await client.query(
      `INSERT INTO answers (actor, scope, key, fingerprint, status, body) VALUES ($1, $2, $3, $4, 0, '{}') ON CONFLICT DO NOTHING`,
      [asked.actor, asked.scope, asked.key, asked.fingerprint],
    );
    if (first.rowCount === 0) {
      const kept = await keptAnswer(client, asked);
      await client.query('COMMIT');
      return { ...kept, repeated: true };
    }
    await client.query('SAVEPOINT work');
    const outcome = await attempted(() => work(sqlOf(client)));
    if (outcome instanceof Problem) await client.query('ROLLBACK TO SAVEPOINT work');
    await keep(client, asked, outcome instanceof Problem ? outcome : keeps(outcome));
    await client.query('COMMIT');
    if (outcome instanceof Problem) throw outcome;
    return { ...outcome, repeated: false };
  } catch (error) {
    // After COMMIT this changes nothing; before it, it undoes all.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

const REMEMBERED: readonly number[] = [403, 404, 409, 422];

async function attempted(work: () => Promise<Answered>): Promise<Answered | Problem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && REMEMBERED.includes(error.status)) return error;
    throw error;
  }
}

async function keep(client: PoolClient, asked: Asked, outcome: Answered | Problem): Promise<void> {
  const { status } = outcome;
  const body: KeptBody =
    outcome instanceof Problem
      ? { problem: { status, code: outcome.code, text: outcome.text, details: outcome.details } }
      : { reply: outcome };
  await client.query('UPDATE answers SET status = $4, body = $5 WHERE actor = $1 AND scope = $2 AND key = $3', [
    asked.actor,
    asked.scope,
    asked.key,
    status,
    JSON.stringify(body),
  ]);
}

async function keptAnswer(client: PoolClient, asked: Asked): Promise<Answered> {
  const { rows } = await client.query<Kept>(
    'SELECT fingerprint, status, body FROM answers WHERE actor = $1 AND scope = $2 AND key = $3',
    [asked.actor, asked.scope, asked.key],
  );
  const [kept] = rows;
  if (!kept) throw problem('too-busy', { retryAfter: 1 });
  if (kept.fingerprint !== asked.fingerprint) throw problem('idempotency-key-reused');
  if (kept.body.problem) throw problemKept(kept.body.problem);
  // What the record kept under this key is its own answer, whole.
  return kept.body.reply ?? { status: kept.status, body: kept.body };
}

export function problemKept({ status, code, text, details }: NonNullable<KeptBody['problem']>): Problem {
  const { errors, ...others } = details;
  return new Problem(status, code, text, { ...others, ...(errors ? { errors: errorsKept(errors) } : {}) });
}

/**
 * Refuses an act on a case before the record is asked, and remembers it like the record's own refusals. When the record answered
 * this very request earlier (the catalogue may have changed since), that first answer is returned.
 */
export async function refusedOnce(pool: Pool, asked: Asked, refusal: Problem): Promise<Answer> {
  const kept = await answeredOnce(pool, asked, () => Promise.reject(refusal));
  return kept.body as Answer;
}

function sqlOf(client: PoolClient): Sql {
  return { query: <R>(text: string, values?: readonly unknown[]) => (client as Sql).query<R>(text, values) };
}
