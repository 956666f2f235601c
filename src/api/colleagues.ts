// Owns the list of those whom somebody may choose: to act for him, to take over from him, to be asked, to be sent a copy.
import { colleaguesOf } from '../queries/staff';
import type { Handlers } from './call';
import type { Deps } from './deps';

export function colleagues(deps: Deps): Handlers<'colleagues'> {
  return {
    async colleagues({ caller, query }) {
      const found = await colleaguesOf(deps.db, query);
      return {
        body: {
          items: found
            .filter(({ person }) => person !== caller.person)
            .map(({ person, name, posts, titles }) => ({
              id: person,
              name,
              posts: posts.map(({ id, kind, organisation }) => ({
                kind,
                title: titles[id] ?? { zh: '', en: '' },
                organisation,
              })),
            })),
        },
      };
    },
  };
}
