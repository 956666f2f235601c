// Owns the first screen after signing in.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTitle } from '../components/title';
import { reading } from '../lib/asking';
import { useSay, useWords, words } from '../lib/language';

const WORDS = words('home', {
  title: { zh: '首页', en: 'Home' },
  posts: { zh: '您的岗位', en: 'Your posts' },
});

export function Home() {
  const t = useWords(WORDS);
  const say = useSay();
  const { data: me } = useSuspenseQuery(reading('me'));
  useTitle(t('title'));
  return (
    <>
      <h1>{me.person.name}</h1>
      <h2>{t('posts')}</h2>
      <ul>
        {me.posts.map((post) => (
          <li key={post.id}>{say(post.title)}</li>
        ))}
      </ul>
    </>
  );
}
