// Owns the reads of papers: documents issued on a case, and files handed in.
import type { Database } from './database';
import { Prisma } from './database';
import type { Text } from '../kernel/text';
import { visibleTo, type Viewer } from './visibility';

export interface DocumentOnFile {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly number: string | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly sealed: boolean;
  readonly issuedAt: Date;
  readonly toApplicant: boolean;
  readonly verifyCode: string;
}

/** The documents of a case that the reader has been found to see. */
export async function documentsOf(db: Database, caseId: string): Promise<DocumentOnFile[]> {
  return db.documentRow.findMany({ where: { caseId }, orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }] });
}

/** Of these numbers, those that were made void: a document that bears one is replaced. */
export async function voidNumbers(db: Database, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.drawnNumber.findMany({
    where: { number: { in: [...numbers] }, voidReason: { not: null } },
    select: { number: true },
  });
  return new Set(rows.map(({ number }) => number));
}

/** A document on a case that the viewer may see. */
export async function documentFor(db: Database, viewer: Viewer, id: string): Promise<DocumentOnFile | undefined> {
  const [found] = await db.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM documents d JOIN cases c ON c.id = d.case_id WHERE d.id = ${id} AND ${visibleTo(viewer)}`;
  if (!found) return undefined;
  return (await db.documentRow.findUnique({ where: { id } })) ?? undefined;
}

export interface VerifiedDocument extends DocumentOnFile {
  readonly issuer: Text;
  readonly standing: 'valid' | 'replaced';
}
/** What the code on a document points to. */
export async function documentByCode(db: Database, code: string): Promise<VerifiedDocument | undefined> {
  const document = await db.documentRow.findUnique({ where: { verifyCode: code } });
  if (!document) return undefined;
  const [issuer] = await db.$queryRaw<{ name_zh: string; name_en: string }[]>`
    SELECT o.name_zh, o.name_en FROM cases c JOIN organisations o ON o.id = c.deciding WHERE c.id = ${document.caseId}`;
  const drawn =
    document.number === null ? undefined : await db.drawnNumber.findUnique({ where: { number: document.number } });
  return {
    ...document,
    issuer: { zh: issuer?.name_zh ?? '', en: issuer?.name_en ?? '' },
    standing: drawn?.voidReason ? 'replaced' : 'valid',
  };
}

export interface FileOnFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}
export async function fileOf(db: Database, id: string): Promise<FileOnFile | undefined> {
  const row = await db.storedFile.findUnique({
    where: { id },
    select: { id: true, name: true, mediaType: true, size: true, sha256: true },
  });
  return row ?? undefined;
}

/** Of the ids given, those a person uploaded, or were uploaded on this case by its applicant. */
export async function filesOwned(
  db: Database,
  ids: readonly string[],
  owner: { readonly person: string } | { readonly caseId: string },
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const own = 'person' in owner ? Prisma.sql`owner_id = ${owner.person}` : Prisma.sql`case_id = ${owner.caseId}`;
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT id FROM files WHERE id = ANY(${[...ids]}::text[]) AND ${own}`;
  return new Set(rows.map((row) => row.id));
}
