// Owns on whose account the inbox is read: a person's own posts, and what those have whom he stands in for (代理), in the scope of each rule.
import type { AgentFor } from '../kernel/command';
import { covers } from '../kernel/rules/authority';
import { postOf } from '../kernel/effects';
import type { Viewer } from './visibility';

/** One principal of the inbox; null: all procedures, all posts. */
export interface Asked {
  readonly principal: string;
  readonly procedures: readonly string[] | null;
  readonly excluded: readonly string[];
  readonly posts: readonly string[] | null;
}
export const personPrincipal = (person: string): string => `person:${person}`;
export const postPrincipals = (viewer: Viewer): string[] => [
  ...new Set(viewer.posts.map(({ kind, organisation }) => postOf({ post: kind, organisation }))),
];

/** What the absent ones have in hand, and what waits for their posts; what is his own by his own post is not told twice. */
export function askedForOthers(viewer: Viewer): readonly Asked[] {
  const own = new Set([personPrincipal(viewer.person), ...postPrincipals(viewer)]);
  const found = new Map<string, Asked>();
  for (const rule of viewer.agentFor ?? []) {
    const scope = {
      procedures: rule.scope.procedures ?? null,
      excluded: rule.scope.excludes ?? [],
      posts: postsIn(rule),
    };
    const posts = rule.absent.posts.filter(({ kind }) => scope.posts === null || scope.posts.includes(kind));
    const principals = [
      personPrincipal(rule.absent.person),
      ...posts.map(({ kind, organisation }) => postOf({ post: kind, organisation })),
    ];
    for (const principal of principals) {
      if (own.has(principal)) continue;
      const known = found.get(principal);
      found.set(principal, known ? wider(known, { principal, ...scope }) : { principal, ...scope });
    }
  }
  return [...found.values()];
}

/** The posts a rule reaches, where it does not reach all. */
function postsIn(rule: AgentFor): readonly string[] | null {
  const { posts, excludes = [] } = rule.scope;
  const held = [...new Set(rule.absent.posts.map(({ kind }) => kind))];
  if (posts === undefined && !held.some((kind) => excludes.includes(kind))) return null;
  // The procedure is asked of each case by itself.
  const any = { ...rule, scope: { ...(posts ? { posts } : {}), excludes } };
  return held.filter((post) => covers(any, '', { post }));
}
/** Two rules about the same: what either lets him do. */
function wider(one: Asked, other: Asked): Asked {
  const either = (a: readonly string[] | null, b: readonly string[] | null) =>
    a === null || b === null ? null : [...new Set([...a, ...b])];
  return {
    principal: one.principal,
    procedures: either(one.procedures, other.procedures),
    excluded: one.excluded.filter((each) => other.excluded.includes(each)),
    posts: either(one.posts, other.posts),
  };
}
