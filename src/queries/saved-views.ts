// Owns the reads of saved views (常用视图): a person's own, and those shared with an organisation where he holds a post today.
import { Prisma, type Database } from './database';
import type { Viewer } from './visibility';

export interface SavedViewRow {
  readonly id: string;
  readonly owner_id: string;
  readonly owner: string;
  readonly organisation_id: string | null;
  readonly name: string;
  readonly list: 'tasks' | 'cases';
  readonly query: Readonly<Record<string, string>>;
  readonly is_default: boolean;
}

/** Own ones first, each kind in the order it was saved. `id` asks for one of them. */
export async function savedViewsFor(db: Database, viewer: Viewer, id?: string): Promise<SavedViewRow[]> {
  const bodies = viewer.posts.map(({ organisation }) => organisation);
  return db.$queryRaw<SavedViewRow[]>`
    SELECT v.id, v.owner_id, p.name AS owner, v.organisation_id, v.name, v.list, v.query, v.is_default
    FROM saved_views v JOIN persons p ON p.id = v.owner_id
    WHERE (v.owner_id = ${viewer.person} OR v.organisation_id = ANY(${bodies}::text[]))
      ${id === undefined ? Prisma.empty : Prisma.sql`AND v.id = ${id}`}
    ORDER BY v.owner_id <> ${viewer.person}, v.created_at, v.id LIMIT 500`;
}
