// Owns which parts of the desk a person is shown, by the posts held, and where he begins. It opens nothing: the server judges every call by itself.
import type { Answer } from '../lib/call';
import { language, words } from '../lib/language';

export type Me = Answer<'me'>;
const WORDS = words('places', {
  home: { zh: '首页', en: 'Home' },
  inbox: { zh: '待办', en: 'Inbox' },
  window: { zh: '综合窗口', en: 'Window' },
  day: { zh: '今日事项', en: 'The day' },
  cases: { zh: '办件', en: 'Cases' },
  stuck: { zh: '滞留清单', en: 'What stands still' },
  procedures: { zh: '流程', en: 'Procedures' },
  absences: { zh: '我的外出', en: 'My absences' },
  admin: { zh: '系统管理', en: 'Administration' },
});

interface Place {
  readonly to: string;
  readonly title: keyof typeof WORDS.texts;
  /** Posts that need it; absent: everybody. */
  readonly posts?: readonly string[];
  /** Posts whose work begins here. */
  readonly homeOf?: readonly string[];
}
const REVIEWERS = [
  'examiner',
  'approver',
  'agency-head',
  'legal-reviewer',
  'supervisor',
  'hearing-host',
  'publisher',
  'enforcement-officer',
];
const PLACES: readonly Place[] = [
  { to: '/', title: 'home' },
  { to: '/inbox', title: 'inbox', homeOf: REVIEWERS },
  { to: '/window', title: 'window', posts: ['window-clerk'], homeOf: ['window-clerk'] },
  { to: '/window/day', title: 'day', posts: ['window-clerk'] },
  { to: '/cases', title: 'cases' },
  { to: '/stuck', title: 'stuck', homeOf: ['administrator'] },
  { to: '/procedures', title: 'procedures' },
  { to: '/absences', title: 'absences' },
  { to: '/admin', title: 'admin', posts: ['administrator'] },
];

const meets = (me: Me, posts: readonly string[]): boolean => me.posts.some(({ kind }) => posts.includes(kind));

export function placesFor(me: Me): readonly { readonly to: string; readonly title: string }[] {
  return PLACES.filter(({ posts }) => posts === undefined || meets(me, posts)).map(({ to, title }) => ({
    to,
    title: language() === 'en' ? WORDS.texts[title].en : WORDS.texts[title].zh,
  }));
}

/** Where the posts of this person begin their work. */
export function homesOf(me: Me): readonly string[] {
  return PLACES.flatMap(({ to, homeOf }) => (homeOf && meets(me, homeOf) ? [to] : []));
}
