// Owns what a person is told of himself.
import type { PostKind } from '../kernel/procedure/definition';
import { caseActsOf } from '../kernel/rules/authority';
import type { Handlers } from './call';

/** What a post may do beside the acts on a case, which are the kernel's to name. */
const BESIDE: Readonly<Partial<Record<PostKind, readonly string[]>>> = {
  'window-clerk': ['open-case'],
  'agency-head': ['reassign', 'see-process'],
  administrator: ['see-all-cases', 'administer', 'reassign', 'see-process', 'see-findings'],
  supervisor: ['see-all-cases', 'see-process', 'see-findings'],
  'hearing-host': [],
  publisher: [],
};

/** What a screen may show at all, by post; whether an act is allowed on a case is the kernel's `offered`. */
function permissionsOf(post: PostKind): readonly string[] {
  return ['decide', 'claim', 'unclaim', ...(BESIDE[post] ?? []), ...caseActsOf(post)];
}

export function me(): Handlers<'me'> {
  return {
    me({ caller }) {
      const permissions = [...new Set(caller.posts.flatMap((post) => permissionsOf(post.kind)))].sort();
      return {
        body: {
          person: { id: caller.person, username: caller.username, name: caller.name },
          posts: caller.posts.map((post) => ({ ...post })),
          permissions,
          passwordToChange: caller.passwordToChange,
        },
      };
    },
  };
}
