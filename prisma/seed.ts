/** Owns what an installation knows before its first case: organisations, calendars, power items, procedures and, for a demo, people. */
import { catalogue } from '../procedures/index';
import { hashPassword } from '../src/auth/passwords';
import type { Draft } from '../src/kernel/procedure/builder';
import { checkProcedure } from '../src/kernel/procedure/soundness';
import type { Finding } from '../src/kernel/procedure/finding';
import { versionOf } from '../src/kernel/procedure/version';
import { builtInCalendar } from '../src/kernel/time/notices';
import { canonical, sha256 } from '../src/record/ledger';
import type { Sql } from '../src/record/sql';
import { townFor } from '../src/record/town';
import { organisations } from './town/organisations';
import { IN_POST_SINCE, people, POST_TITLES } from './town/people';
import { powerItems } from './town/power-items';
import { postIdOf } from './town/town';

/** The password of every demo account. */
export const DEMO_PASSWORD = 'oneseal-demo';

/**
 * Writes what is missing and changes nothing that is there, in one transaction; may run on every start, and from several at once.
 * @param sql one connection of the owner's role (a client, not a pool: the transaction is opened on it)
 * @param options.demo also the 25 people of the demo, whose password is public
 */
export async function seed(sql: Sql, options: { readonly demo: boolean }): Promise<void> {
  await sql.query('begin');
  try {
    await sql.query(`select pg_advisory_xact_lock(hashtext('oneseal:seed'))`);
    await seedOrganisations(sql);
    await seedCalendar(sql);
    await seedPowerItems(sql);
    if (options.demo) await seedPeople(sql);
    for (const draft of catalogue) await publish(sql, draft);
    await sql.query('commit');
  } catch (error) {
    await sql.query('rollback');
    throw error;
  }
}

async function seedOrganisations(sql: Sql): Promise<void> {
  for (const { id, kind, zh, en, parent } of organisations) {
    await sql.query(
      'insert into organisations (id, kind, name_zh, name_en, parent_id) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [id, kind, zh, en, parent],
    );
  }
}

async function seedCalendar(sql: Sql): Promise<void> {
  for (const { year, version, notice, restDays, makeUpDays } of builtInCalendar.years) {
    await sql.query(
      'insert into calendar_years (year, version, notice, rest_days, make_up_days) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [year, version, notice ?? null, JSON.stringify(restDays), JSON.stringify(makeUpDays)],
    );
  }
}

async function seedPowerItems(sql: Sql): Promise<void> {
  for (const item of powerItems) {
    await sql.query(
      `insert into power_items (code, version, kind, name_zh, name_en, basis, procedure, limits, holders, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
      [
        item.code,
        item.version,
        item.kind,
        item.zh,
        item.en,
        item.basis,
        item.procedure,
        JSON.stringify(item.limits),
        JSON.stringify(item.holders),
        item.validFrom,
      ],
    );
  }
}

async function seedPeople(sql: Sql): Promise<void> {
  const known = await sql.query<{ username: string }>('select username from persons');
  const there = new Set(known.rows.map((row) => row.username));
  const missing = people.filter((person) => !there.has(person.username));
  // Hashing is what takes the time; each has a salt of its own.
  const hashes = await Promise.all(missing.map(() => hashPassword(DEMO_PASSWORD)));
  for (const [n, person] of missing.entries()) {
    const id = person.username;
    await sql.query(
      'insert into persons (id, username, name, password_hash, email, demo) values ($1, $2, $3, $4, $5, true)',
      [id, person.username, person.name, hashes[n], person.email],
    );
    const title = POST_TITLES[person.post];
    await sql.query(
      `insert into posts (id, kind, organisation_id, person_id, title_zh, title_en, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [postIdOf(person), person.post, person.organisation, id, title.zh, title.en, IN_POST_SINCE],
    );
    if (person.legalCertificate !== undefined) {
      await sql.query(
        'insert into qualifications (id, person_id, kind, number, valid_from) values ($1, $2, $3, $4, $5) on conflict do nothing',
        [`legal:${id}`, id, 'legal', person.legalCertificate, IN_POST_SINCE],
      );
    }
  }
}

/** A procedure of the catalogue that the checker refuses; nothing of the seed is written. */
export class UnsoundProcedure extends Error {
  override readonly name = 'UnsoundProcedure';
  constructor(id: string, findings: readonly Finding[]) {
    super(
      [
        `The procedure ${id} is not published:`,
        ...findings.map(({ rule, path, message }) => `${rule} ${path}: ${message.zh} / ${message.en}`),
      ].join('\n'),
    );
  }
}

/** Publishes a draft as the next version unless the newest version already says the same, in the same order. */
async function publish(sql: Sql, draft: Draft): Promise<void> {
  const hashOf = (content: unknown): string => sha256(canonical(content));
  const { rows } = await sql.query<{ version: number; text: string }>(
    'select version, definition::text as text from procedures where id = $1 order by version desc limit 1',
    [draft.id],
  );
  const newest = rows[0];
  if (newest && newest.text === JSON.stringify(versionOf(draft, newest.version, hashOf))) return;
  const errors = checkProcedure(draft, await townFor(sql, draft.id, catalogue)).filter(
    (finding) => finding.severity === 'error',
  );
  if (errors.length > 0) throw new UnsoundProcedure(draft.id, errors);
  const next = versionOf(draft, (newest?.version ?? 0) + 1, hashOf);
  // As text into a column of type json: the order in which outcomes and fields are written is part of the definition.
  await sql.query('insert into procedures (id, version, hash, definition) values ($1, $2, $3, $4::json)', [
    next.id,
    next.version,
    next.hash,
    JSON.stringify(next),
  ]);
}
