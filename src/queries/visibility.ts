/**
 * Owns which cases a person may see at all: one predicate that every read goes through, lists, counts, documents and downloads
 * alike. What may be done on a visible case is the kernel's to say (rules/authority.ts).
 */
import type { AgentFor, HeldPost } from '../kernel/command';
import { Prisma } from './database';

export interface Viewer {
  readonly person: string;
  readonly posts: readonly HeldPost[];
  readonly agentFor?: readonly AgentFor[];
}

/**
 * SQL over the alias `c` of `cases`. Any post of the receiving organisation sees what was handed in there. The deciding
 * organisation sees its cases, its windows excepted, who see what they received. The reviewing one sees what has been sent to
 * review, the one that reviews first what comes from its town, and the window of collection what there is to hand out. Supervisors and
 * administrators see all. Beside his posts, somebody sees what was copied to him (抄送) or what his opinion was asked of (委派), and,
 * while he is an agent (代理), what the absent one sees in the scope of the rule.
 */
export function visibleTo(viewer: Viewer): Prisma.Sql {
  if (seesAll(viewer.posts)) return Prisma.sql`TRUE`;
  const parts = [
    ...(viewer.posts.length === 0 ? [] : [byPosts(viewer.posts)]),
    ...(viewer.posts.length === 0
      ? []
      : [Prisma.sql`EXISTS (SELECT 1 FROM readers rd WHERE rd.case_id = c.id AND rd.person = ${viewer.person})`]),
    ...(viewer.agentFor ?? []).flatMap(byAgency),
  ];
  return parts.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join(parts, ' OR ')})`;
}

function seesAll(posts: readonly HeldPost[]): boolean {
  return posts.some((post) => post.kind === 'supervisor' || post.kind === 'administrator');
}
/** An agent has tasks; what an administrator may look at he lends to nobody. */
function byAgency({ absent, scope }: AgentFor): Prisma.Sql[] {
  const { procedures, posts, excludes = [] } = scope;
  const lent = absent.posts.filter(
    ({ kind }) => kind !== 'administrator' && (posts?.includes(kind) ?? true) && !excludes.includes(kind),
  );
  if (lent.length === 0) return [];
  const conditions = [
    seesAll(lent) ? Prisma.sql`TRUE` : byPosts(lent),
    ...(procedures === undefined ? [] : [Prisma.sql`c.procedure_id = ANY(${[...procedures]}::text[])`]),
    ...(excludes.length === 0 ? [] : [Prisma.sql`c.procedure_id <> ALL(${[...excludes]}::text[])`]),
  ];
  return [Prisma.sql`(${Prisma.join(conditions, ' AND ')})`];
}
function byPosts(posts: readonly HeldPost[]): Prisma.Sql {
  const all = organisations(posts);
  const inner = organisations(posts.filter((post) => post.kind !== 'window-clerk'));
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
