// Owns the reads of what changes rarely: organisations, power items, published procedures, persons' names.
import type { Definition } from '../kernel/procedure/definition';
import type { Text } from '../kernel/text';
import type { Day, Limit } from '../kernel/time/clock';
import { pageOf, readCursor } from './cursor';
import { Prisma, type Database } from './database';

export interface OrganisationView {
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly parent: string | null;
}
const FRESH_MS = 10_000;
const tree = new WeakMap<Database, { readonly views: OrganisationView[]; readonly until: number }>();

/** All of them; a change is seen within ten seconds. */
export async function organisations(db: Database): Promise<OrganisationView[]> {
  const known = tree.get(db);
  if (known && known.until > Date.now()) return known.views;
  const rows = await db.organisation.findMany({ orderBy: { id: 'asc' } });
  const views = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: { zh: row.nameZh, en: row.nameEn },
    parent: row.parentId,
  }));
  tree.set(db, { views, until: Date.now() + FRESH_MS });
  return views;
}

export interface Holder {
  readonly organisation: string;
  readonly from: Day;
  readonly to?: Day;
  /** Towns and streets in which it holds the item; absent: the whole city. */
  readonly territory?: string[];
}
export interface ItemLimits {
  readonly statutory: Limit;
  readonly startsAt: 'receipt' | 'acceptance';
  readonly promised?: Limit;
  readonly extension?: Limit & { readonly article: string };
  readonly assumption?: boolean;
}
export interface ItemMaterial {
  readonly field: string;
  readonly title: Text;
  readonly required: boolean;
  readonly deferrable: boolean;
  readonly basis: string;
}
/** 导办: a question that several items may share, and the answers under which this one is needed. */
export interface ItemSituation {
  readonly id: string;
  readonly question: Text;
  readonly answers: Text[];
}
export interface PowerItemView {
  readonly code: string;
  readonly version: number;
  readonly kind: string;
  readonly name: Text;
  readonly basis: string;
  readonly procedure: string | null;
  readonly limits: ItemLimits;
  readonly materials: ItemMaterial[];
  readonly situations: ItemSituation[];
  readonly onTheSpot: boolean;
  readonly commitment: boolean;
  /** Months. */
  readonly validity: number | null;
  readonly holders: Holder[];
  readonly validFrom: Day;
  readonly validTo?: Day;
}
interface PowerItemRow extends Omit<PowerItemView, 'name' | 'onTheSpot' | 'validity' | 'validFrom' | 'validTo'> {
  readonly name_zh: string;
  readonly name_en: string;
  readonly on_the_spot: boolean;
  readonly validity_months: number | null;
  readonly valid_from: Day;
  readonly valid_to: Day | null;
}
const ITEM = Prisma.sql`code, version, kind, name_zh, name_en, basis, procedure, limits, materials, situations, on_the_spot, commitment,
  validity_months, holders, valid_from, valid_to`;

export interface PowerItemFilter {
  readonly kind?: string | undefined;
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

/** The version of each item that is valid on a day, by code. */
export async function powerItems(db: Database, on: Day, filter: PowerItemFilter) {
  const limit = filter.limit ?? 50;
  const after = readCursor(filter.after, ['text']) ?? [''];
  const like = `%${escapeLike(filter.q ?? '')}%`;
  const rows = await db.$queryRaw<PowerItemRow[]>`
    SELECT DISTINCT ON (code) ${ITEM} FROM power_items
    WHERE valid_from <= ${on} AND (valid_to IS NULL OR valid_to >= ${on}) AND code > ${String(after[0])}
      AND (${filter.kind ?? null}::text IS NULL OR kind = ${filter.kind ?? null})
      AND (name_zh ILIKE ${like} OR name_en ILIKE ${like} OR code ILIKE ${like} OR initials ILIKE ${like})
    ORDER BY code, version DESC LIMIT ${limit + 1}`;
  const { items, next } = pageOf(rows, limit, (row) => [row.code]);
  return { items: items.map(powerItemView), next };
}

/** The items valid on a day that one procedure serves, or the one of a code. */
export async function powerItemsOf(
  db: Database,
  on: Day,
  by: { readonly code: string } | { readonly procedure: string },
): Promise<PowerItemView[]> {
  const where = 'code' in by ? Prisma.sql`code = ${by.code}` : Prisma.sql`procedure = ${by.procedure}`;
  const rows = await db.$queryRaw<PowerItemRow[]>`
    SELECT DISTINCT ON (code) ${ITEM} FROM power_items
    WHERE valid_from <= ${on} AND (valid_to IS NULL OR valid_to >= ${on}) AND ${where} ORDER BY code, version DESC`;
  return rows.map(powerItemView);
}

function powerItemView(row: PowerItemRow): PowerItemView {
  const { name_zh: zh, name_en: en, on_the_spot, validity_months, valid_from, valid_to, ...rest } = row;
  return {
    ...rest,
    name: { zh, en },
    onTheSpot: on_the_spot,
    validity: validity_months,
    validFrom: valid_from,
    ...(valid_to === null ? {} : { validTo: valid_to }),
  };
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

const published = new WeakMap<Database, Map<string, Definition>>();

/** A published version; versions never change, so they are kept for the life of the process. */
export async function definitionOf(db: Database, id: string, version: number): Promise<Definition | undefined> {
  const kept = published.get(db) ?? new Map<string, Definition>();
  published.set(db, kept);
  const known = kept.get(`${id}@${version}`);
  if (known) return known;
  const row = await db.procedure.findUnique({ where: { id_version: { id, version } } });
  const definition = row
    ? { ...(row.definition as unknown as Definition), version: row.version, hash: row.hash }
    : undefined;
  if (definition) kept.set(`${id}@${version}`, definition);
  return definition;
}

export interface ProcedureView {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly title: Text;
  readonly definition: Definition;
}
/** The newest version of a procedure, or of each. */
export async function procedures(db: Database, id?: string): Promise<ProcedureView[]> {
  const rows = await db.$queryRaw<{ id: string; version: number; hash: string }[]>`
    SELECT DISTINCT ON (id) id, version, hash FROM procedures WHERE ${id ?? null}::text IS NULL OR id = ${id ?? null} ORDER BY id, version DESC`;
  const views = await Promise.all(
    rows.map(async (row) => withDefinition(await definitionOf(db, row.id, row.version), row)),
  );
  return views.filter((view) => view !== undefined);
}
export async function procedureVersion(db: Database, id: string, version: number): Promise<ProcedureView | undefined> {
  const row = await db.procedure.findUnique({
    where: { id_version: { id, version } },
    select: { id: true, version: true, hash: true },
  });
  return row ? withDefinition(await definitionOf(db, id, version), row) : undefined;
}
function withDefinition(
  definition: Definition | undefined,
  row: { id: string; version: number; hash: string },
): ProcedureView | undefined {
  return definition && { ...row, title: definition.title, definition };
}

/** Names by person id. */
export async function namesOf(db: Database, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (persons.length === 0) return new Map();
  const rows = await db.person.findMany({
    where: { id: { in: [...new Set(persons)] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The accounts of the demo seed, with their posts; undefined when it is not loaded. */
export async function demoAccounts(db: Database) {
  const installation = await db.installation.findUnique({ where: { id: 1 } });
  if (!installation?.demo) return undefined;
  const [persons, posts] = await Promise.all([
    db.person.findMany({ where: { demo: true, disabledAt: null }, orderBy: { username: 'asc' } }),
    db.post.findMany({ orderBy: { id: 'asc' } }),
  ]);
  return persons.map((person) => ({
    username: person.username,
    person: person.name,
    posts: posts
      .filter((post) => post.personId === person.id)
      .map((post) => ({
        id: post.id,
        kind: post.kind,
        title: { zh: post.titleZh, en: post.titleEn },
        organisation: post.organisationId,
      })),
  }));
}
