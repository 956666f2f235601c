// Owns the reads of in-app messages, those to a person and those to the posts he holds.
import { pageOf, readCursor } from './cursor';
import { Prisma, type Database } from './database';
import { personPrincipal, postPrincipals } from './asked';
import type { Viewer } from './visibility';

export interface MessageRow {
  readonly id: string;
  readonly case_id: string;
  readonly template: string;
  readonly facts: Record<string, unknown>;
  readonly at: Date;
  readonly read: boolean;
  readonly number: string | null;
}
export interface MessageFilter {
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
  readonly unread?: boolean | undefined;
}

function addressed(viewer: Viewer): string[] {
  return [personPrincipal(viewer.person), ...postPrincipals(viewer)];
}

/** Newest first. */
export async function messagesFor(db: Database, viewer: Viewer, filter: MessageFilter) {
  const limit = filter.limit ?? 50;
  const place = readCursor(filter.after, ['instant', 'text']);
  const after = place
    ? Prisma.sql`AND (m.at, m.id) < (${new Date(Number(place[0]))}, ${String(place[1])})`
    : Prisma.empty;
  const rows = await db.$queryRaw<MessageRow[]>`
    SELECT m.id, m.case_id, m.template, m.facts, m.at, r.person_id IS NOT NULL AS read, c.number
    FROM messages m LEFT JOIN message_reads r ON r.message_id = m.id AND r.person_id = ${viewer.person}
      LEFT JOIN cases c ON c.id = m.case_id
    WHERE m.principal = ANY(${addressed(viewer)}::text[]) ${filter.unread ? Prisma.sql`AND r.person_id IS NULL` : Prisma.empty} ${after}
    ORDER BY m.at DESC, m.id DESC LIMIT ${limit + 1}`;
  return pageOf(rows, limit, (row) => [row.at.getTime(), row.id]);
}

/** Whether a message of this id is addressed to the viewer. */
export async function isAddressed(db: Database, viewer: Viewer, message: string): Promise<boolean> {
  const rows = await db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM messages WHERE id = ${message} AND principal = ANY(${addressed(viewer)}::text[])`;
  return rows.length > 0;
}
