/**
 * Owns which cases a person may see at all: one predicate that every read goes through, lists, counts, documents and downloads
 * alike. What may be done on a visible case is the kernel's to say (rules/authority.ts).
 */
import type { HeldPost } from '../kernel/command';
import { Prisma } from './database';

export interface Viewer {
  readonly person: string;
  readonly posts: readonly HeldPost[];
}

/**
 * SQL over the alias `c` of `cases`. Any post of the receiving organisation sees what was handed in there. The deciding
 * organisation sees its cases, its windows excepted, who see what they received. The reviewing one sees what has been sent to
 * review, the one that reviews first what comes from its town, and the window of collection what there is to hand out. Supervisors and
 * administrators see all.
 */
export function visibleTo(viewer: Viewer): Prisma.Sql {
  if (viewer.posts.some((post) => post.kind === 'supervisor' || post.kind === 'administrator')) return Prisma.sql`TRUE`;
  const all = organisations(viewer.posts);
  const inner = organisations(viewer.posts.filter((post) => post.kind !== 'window-clerk'));
  return Prisma.sql`(c.receiving = ANY(${all}::text[])
    OR c.deciding = ANY(${inner}::text[])
    OR c.preliminary = ANY(${inner}::text[])
    OR (c.handing = ANY(${all}::text[]) AND c.state->'blocks' ? 'hand-out')
    OR (c.reviewing = ANY(${inner}::text[])
        AND (c.parent_id IS NOT NULL OR EXISTS (SELECT 1 FROM cases k WHERE k.parent_id = c.id))))`;
}

function organisations(posts: readonly HeldPost[]): string[] {
  return [...new Set(posts.map((post) => post.organisation))];
}
