// Owns the first screen after signing in: whoever has one kind of work is led to it, whoever has more sees where each waits.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { useTitle } from '../components/title';
import { reading } from '../lib/asking';
import { useSay, useWords, words } from '../lib/language';
import { homesOf, placesFor } from './places';

const WORDS = words('home', {
  title: { zh: '首页', en: 'Home' },
  posts: { zh: '您的岗位', en: 'Your posts' },
  waiting: { zh: '待您办理', en: 'Waiting for you' },
  mine: { zh: '我已签收 {{n}} 件', en: '{{n}} claimed by you' },
  pool: { zh: '岗位待签收 {{n}} 件', en: '{{n}} open to your posts' },
  today: { zh: '今日到期 {{n}} 件', en: '{{n}} due today' },
  overdue: { zh: '已超期 {{n}} 件', en: '{{n}} overdue' },
  go: { zh: '去办理', en: 'Where to go' },
});

export function Home() {
  const t = useWords(WORDS);
  const say = useSay();
  const { data: me } = useSuspenseQuery(reading('me'));
  const { data: counts } = useQuery(reading('taskCounts'));
  useTitle(t('title'));
  const homes = homesOf(me);
  const [only] = homes;
  if (only !== undefined && homes.length === 1) return <Navigate to={only} replace />;
  return (
    <>
      <h1>{me.person.name}</h1>
      {counts && (
        <>
          <h2>{t('waiting')}</h2>
          <ul>
            <li>
              <Link to="/inbox" search={{ box: 'mine' }}>
                {t('mine', { n: counts.mine })}
              </Link>
            </li>
            <li>
              <Link to="/inbox" search={{ box: 'pool' }}>
                {t('pool', { n: counts.pool })}
              </Link>
            </li>
            <li>
              <Link to="/inbox" search={{ box: 'todo', due: 'today' }}>
                {t('today', { n: counts.dueToday })}
              </Link>
            </li>
            <li>
              <Link to="/inbox" search={{ box: 'todo', due: 'overdue' }}>
                {t('overdue', { n: counts.overdue })}
              </Link>
            </li>
          </ul>
        </>
      )}
      <h2>{t('go')}</h2>
      <ul>
        {placesFor(me)
          .filter(({ to }) => to !== '/')
          .map(({ to, title }) => (
            <li key={to}>
              <Link to={to}>{title}</Link>
            </li>
          ))}
      </ul>
      <h2>{t('posts')}</h2>
      <ul>
        {me.posts.map((post) => (
          <li key={post.id}>{say(post.title)}</li>
        ))}
      </ul>
    </>
  );
}
