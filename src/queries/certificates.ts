// Owns the reads of the register of certificates (证照登记): how one stands today, for those who may see the case that issued it.
import type { CertificateNow } from '../kernel/command';
import type { Day } from '../kernel/time/clock';
import { Prisma, type Database } from './database';
import { visibleTo, type Viewer } from './visibility';

export type Standing = 'valid' | 'renewed' | 'expired' | 'annulled' | 'deregistered';
export interface CertificateEntry {
  readonly entry: number;
  readonly kind: string;
  readonly on_day: Day;
  readonly valid_from: Day | null;
  readonly valid_to: Day | null;
  readonly case_id: string;
}
export interface CertificateOnFile {
  readonly number: string;
  readonly item: string | null;
  readonly itemVersion: number | null;
  readonly body: string | null;
  /** The case that issued it. */
  readonly issuedBy: string;
  readonly entries: readonly CertificateEntry[];
}

/** A certificate as the register has it, for whoever has a right of his own to ask (the opening of a case about it, its QR code). */
export async function certificateOf(db: Database, number: string): Promise<CertificateOnFile | undefined> {
  return found(db, number, Prisma.sql`TRUE`);
}

/** A certificate whose issuing case the viewer may see; undefined when there is none, or none for him. */
export async function certificateFor(
  db: Database,
  viewer: Viewer,
  number: string,
): Promise<CertificateOnFile | undefined> {
  return found(db, number, visibleTo(viewer));
}

async function found(db: Database, number: string, sees: Prisma.Sql): Promise<CertificateOnFile | undefined> {
  const [issue] = await db.$queryRaw<
    { case_id: string; item: string | null; item_version: number | null; body: string | null }[]
  >`
    SELECT z.case_id, z.item, c.item_version, z.body FROM certificates z JOIN cases c ON c.id = z.case_id
    WHERE z.number = ${number} AND z.entry = 1 AND ${sees}`;
  if (!issue) return undefined;
  const entries = await db.$queryRaw<CertificateEntry[]>`
    SELECT entry, kind, on_day, valid_from, valid_to, case_id FROM certificates WHERE number = ${number} ORDER BY entry`;
  return {
    number,
    item: issue.item,
    itemVersion: issue.item_version,
    body: issue.body,
    issuedBy: issue.case_id,
    entries,
  };
}

/** The number of the certificate a case issued or is about. */
export async function certificateNumberOf(db: Database, caseId: string): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ number: string | null }[]>`
    SELECT state->'certificate'->>'number' AS number FROM cases WHERE id = ${caseId}`;
  return row?.number ?? undefined;
}

/** How it stands on a day: what ended it counts before its dates, and its dates before what changed it. */
export function standingOn(
  { entries }: Pick<CertificateOnFile, 'entries'>,
  today: Day,
): { readonly standing: Standing; readonly validTo?: Day } {
  const validTo = entries.at(-1)?.valid_to ?? undefined;
  const has = (kind: string): boolean => entries.some((entry) => entry.kind === kind);
  const until = validTo === undefined ? {} : { validTo };
  if (has('deregistered')) return { standing: 'deregistered', ...until };
  if (has('annulled')) return { standing: 'annulled', ...until };
  if (validTo !== undefined && validTo < today) return { standing: 'expired', ...until };
  return { standing: has('renewed') ? 'renewed' : 'valid', ...until };
}

/** What the register says now to a case that is about a certificate: a screen offers what the commit would accept. */
export async function certificateNow(db: Database, number: string, self: string): Promise<CertificateNow | undefined> {
  const certificate = await certificateOf(db, number);
  const last = certificate?.entries.at(-1);
  if (!certificate || !last) return undefined;
  const open = await db.$queryRaw<{ case_id: string; concern: string }[]>`
    SELECT k.case_id, k.concern FROM certificate_cases k JOIN cases c ON c.id = k.case_id
    WHERE k.number = ${number} AND c.status <> 'ended' AND c.id <> ${self}`;
  const watch = open.find(({ concern }) => concern === 'validity')?.case_id;
  return {
    entry: last.entry,
    annulled: certificate.entries.some(({ kind }) => kind === 'annulled'),
    deregistered: certificate.entries.some(({ kind }) => kind === 'deregistered'),
    ...(last.valid_to === null ? {} : { validTo: last.valid_to }),
    renewing: open.some(({ concern }) => concern === 'renewed'),
    ...(watch === undefined ? {} : { watch }),
  };
}
