// Owns the list of cases and what stands beside the folded state: forms, the party, and who looked.
import type { Text } from '../kernel/text';
import { pageOf, readCursor } from './cursor';
import { definitionOf, escapeLike } from './catalogue';
import { Prisma, type Database } from './database';
import { visibleTo, type Viewer } from './visibility';

export interface CaseFilter {
  readonly state?: string | undefined;
  readonly procedure?: string | undefined;
  readonly organisation?: string | undefined;
  readonly q?: string | undefined;
  readonly light?: string | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}
interface Row {
  readonly id: string;
  readonly number: string;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly status: string;
  readonly outcome: string | null;
  readonly light: string;
  readonly party_name: string | null;
  readonly opened_at: Date;
  readonly ended_at: Date | null;
  readonly item_zh: string | null;
  readonly item_en: string | null;
}
export interface CaseListed {
  readonly id: string;
  readonly number: string;
  readonly procedure: { readonly id: string; readonly version: number };
  readonly title: Text;
  readonly state: string;
  readonly outcome: string | null;
  readonly light: string;
  readonly party: string | null;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
}

/** Cases that the viewer may see, newest first. */
export async function listCases(
  db: Database,
  viewer: Viewer,
  filter: CaseFilter,
): Promise<{ items: CaseListed[]; next: string | null }> {
  const limit = filter.limit ?? 50;
  const [openedAt, id] = readCursor(filter.after, ['instant', 'text']) ?? [];
  const where = [visibleTo(viewer)];
  if (filter.state !== undefined) where.push(Prisma.sql`c.status = ${filter.state}`);
  if (filter.procedure !== undefined) where.push(Prisma.sql`c.procedure_id = ${filter.procedure}`);
  if (filter.organisation !== undefined)
    where.push(Prisma.sql`${filter.organisation} IN (c.receiving, c.deciding, c.reviewing)`);
  if (filter.light !== undefined) where.push(Prisma.sql`c.light = ${filter.light}`);
  if (filter.q) {
    const like = `%${escapeLike(filter.q)}%`;
    where.push(Prisma.sql`(c.number ILIKE ${like} OR c.party_name ILIKE ${like} OR c.party_initials ILIKE ${like})`);
  }
  if (typeof openedAt === 'number')
    where.push(Prisma.sql`(c.opened_at, c.id) < (${new Date(openedAt)}, ${String(id)})`);
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.id, c.number, c.procedure_id, c.procedure_version, c.status, c.outcome, c.light, c.party_name, c.opened_at, c.ended_at,
      p.name_zh AS item_zh, p.name_en AS item_en
    FROM cases c LEFT JOIN power_items p ON p.code = c.item AND p.version = c.item_version
    WHERE ${Prisma.join(where, ' AND ')} ORDER BY c.opened_at DESC, c.id DESC LIMIT ${limit + 1}`;
  const { items, next } = pageOf(rows, limit, (row) => [row.opened_at.getTime(), row.id]);
  return { items: await Promise.all(items.map((row) => listed(db, row))), next };
}

async function listed(db: Database, row: Row): Promise<CaseListed> {
  const procedure = (await definitionOf(db, row.procedure_id, row.procedure_version))?.title ?? {
    zh: row.procedure_id,
    en: row.procedure_id,
  };
  return {
    id: row.id,
    number: row.number,
    procedure: { id: row.procedure_id, version: row.procedure_version },
    title: row.item_zh !== null && row.item_en !== null ? { zh: row.item_zh, en: row.item_en } : procedure,
    state: row.status,
    outcome: row.outcome,
    light: row.light,
    party: row.party_name,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
  };
}

export type FormContent = Readonly<Record<string, unknown>>;
export interface FilledForm {
  readonly caseId: string;
  readonly seq: number;
  readonly step: string;
  readonly data: FormContent;
}
/** The forms of a case as handed in, oldest first. A child's begin with those of its parents, which it is about. */
export async function formsOf(db: Database, caseId: string): Promise<FilledForm[]> {
  return db.$queryRaw<FilledForm[]>`
    WITH RECURSIVE line AS (
      SELECT id, parent_id, 0 AS up FROM cases WHERE id = ${caseId}
      UNION ALL SELECT p.id, p.parent_id, line.up + 1 FROM cases p JOIN line ON p.id = line.parent_id WHERE line.up < 10)
    SELECT f.case_id AS "caseId", f.seq, f.step, f.data FROM forms f JOIN line ON line.id = f.case_id
    ORDER BY line.up DESC, f.seq`;
}

/** What a later form says of a field stands in place of what an earlier one said. */
export function merged(forms: readonly FilledForm[]): FormContent {
  return Object.assign({}, ...forms.map((form) => form.data)) as FormContent;
}

export interface PartyView {
  readonly kind: string;
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly email?: string;
  readonly address?: string;
}
/** The party of a case, or of the case it hangs on. */
export async function partyOf(db: Database, caseId: string): Promise<PartyView | undefined> {
  // A child and a linked case have the party of the case at their root.
  const [of] = await db.$queryRaw<{ root_id: string }[]>`SELECT root_id FROM cases WHERE id = ${caseId}`;
  const row = of && (await db.party.findUnique({ where: { caseId: of.root_id } }));
  if (!row) return undefined;
  const { caseId: _, email, address, ...rest } = row;
  return { ...rest, ...(email === null ? {} : { email }), ...(address === null ? {} : { address }) };
}

export async function itemName(db: Database, code: string, version: number): Promise<Text | undefined> {
  const row = await db.powerItem.findUnique({
    where: { code_version: { code, version } },
    select: { nameZh: true, nameEn: true },
  });
  return row ? { zh: row.nameZh, en: row.nameEn } : undefined;
}

/** Names of the items of several cases, by `code@version`. */
export async function itemNames(
  db: Database,
  items: readonly { readonly code: string; readonly version: number }[],
): Promise<ReadonlyMap<string, Text>> {
  if (items.length === 0) return new Map();
  const rows = await db.$queryRaw<{ code: string; version: number; name_zh: string; name_en: string }[]>`
    SELECT p.code, p.version, p.name_zh, p.name_en FROM power_items p
    JOIN unnest(${items.map(({ code }) => code)}::text[], ${items.map(({ version }) => version)}::int[]) AS asked(code, version)
      ON asked.code = p.code AND asked.version = p.version`;
  return new Map(rows.map((row) => [`${row.code}@${row.version}`, { zh: row.name_zh, en: row.name_en }]));
}

/** Every read of personal data leaves a trace; `person` is null for the applicant himself. */
export async function logRead(db: Database, person: string | null, caseId: string, what: string): Promise<void> {
  await db.$executeRaw`INSERT INTO access_log (person_id, case_id, what) VALUES (${person}, ${caseId}, ${what})`;
}
