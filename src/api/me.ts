// Owns what a person is told of himself.
import type { PostKind } from '../kernel/procedure/definition';
import type { Handlers } from './call';

/** What a screen may show at all, by post; whether an act is allowed on a case is the kernel's `offered`. */
const PERMISSIONS: Readonly<Record<PostKind, readonly string[]>> = {
  'window-clerk': ['open-case', 'supplement', 'withdraw-application'],
  examiner: [],
  approver: ['suspend-clock', 'resume-clock', 'retry-effect'],
  'agency-head': ['suspend-clock', 'resume-clock', 'extend-clock'],
  'legal-reviewer': [],
  'enforcement-officer': [],
  administrator: ['see-all-cases', 'retry-effect'],
  supervisor: ['see-all-cases'],
  'hearing-host': [],
  publisher: [],
};

export function me(): Handlers<'me'> {
  return {
    me({ caller }) {
      const permissions = [
        ...new Set(caller.posts.flatMap((post) => ['decide', 'claim', 'unclaim', ...PERMISSIONS[post.kind]])),
      ].sort();
      return {
        body: {
          person: { id: caller.person, username: caller.username, name: caller.name },
          posts: caller.posts.map((post) => ({ ...post })),
          permissions,
        },
      };
    },
  };
}
