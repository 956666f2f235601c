// Owns which parts of the desk a person is shown, by the posts held. It opens nothing: the server judges every call by itself.
import type { Answer } from '../lib/call';
import { language, words } from '../lib/language';

export type Me = Answer<'me'>;
const WORDS = words('places', {
  home: { zh: '首页', en: 'Home' },
  stuck: { zh: '滞留清单', en: 'What stands still' },
  procedures: { zh: '流程', en: 'Procedures' },
  admin: { zh: '系统管理', en: 'Administration' },
});

interface Place {
  readonly to: string;
  readonly title: keyof typeof WORDS.texts;
  /** Posts that need it; absent: everybody. */
  readonly posts?: readonly string[];
}
const PLACES: readonly Place[] = [
  { to: '/', title: 'home' },
  { to: '/stuck', title: 'stuck' },
  { to: '/procedures', title: 'procedures' },
  { to: '/admin', title: 'admin', posts: ['administrator'] },
];

export function placesFor({ posts }: Me): readonly { readonly to: string; readonly title: string }[] {
  const held = new Set(posts.map(({ kind }) => kind));
  return PLACES.filter((place) => place.posts === undefined || place.posts.some((post) => held.has(post))).map(
    ({ to, title }) => ({ to, title: language() === 'en' ? WORDS.texts[title].en : WORDS.texts[title].zh }),
  );
}
