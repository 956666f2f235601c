// Owns somebody's leaving: what he still holds and what must be handed over comes before the day.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { useTitle } from '../../components/title';
import { again, reading, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { dayWords, today } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { Change } from './change';
import { Deserted, Seats } from './holdings';
import { Loaded } from './loaded';
import { useTell } from './outcome';
import { useOrganisationName } from './pickers';

const WORDS = words('leaving', {
  title: { zh: '{{name}}离岗', en: '{{name}} leaves' },
  on: { zh: '最后一天（填昨天即刻生效）', en: 'Last day (yesterday: at once)' },
  handover: { zh: '移交这些任务', en: 'Hand these tasks over' },
  posts: { zh: '将结束的岗位', en: 'Posts that will end' },
  noPosts: { zh: '没有在任岗位。', en: 'No post is held.' },
  first: { zh: '还有 {{n}} 项须先移交，见上。', en: '{{n}} things above should be handed over first.' },
  leave: { zh: '登记离岗', en: 'Enter the leaving' },
  what: {
    zh: '{{day}}之后，{{name}}的全部岗位结束，不能再登录；已领取的任务仍在其名下，须由其所在单位改派。离岗可以解除，但岗位需重新任职。',
    en: 'After {{day}} all posts of {{name}} end and signing in is refused; tasks taken stay with {{name}} until they are given to somebody else. It can be undone, but posts must be given anew.',
  },
  left: {
    zh: '已登记：{{name}}最后一天为 {{day}}，{{posts}} 个岗位结束，{{seats}} 件任务待移交。',
    en: 'Entered: the last day of {{name}} is {{day}}; {{posts}} posts end, {{seats}} tasks are to be handed over.',
  },
});

export function Leaving() {
  const t = useWords(WORDS);
  const { person } = useParams({ from: '/desk/admin/people/$person/leaving' });
  const search = useSearch({ from: '/desk/admin/people/$person/leaving' });
  const navigate = useNavigate({ from: '/admin/people/$person/leaving' });
  const on = search.on ?? today();
  const holdings = useQuery({
    ...reading('holdings', { params: { person }, query: { on } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded of={holdings}>
      {(held) => (
        <Held of={held} person={person} on={on}>
          <label className="filters" style={{ display: 'grid', maxWidth: 280 }}>
            {t('on')}
            <Input
              type="date"
              value={on}
              onChange={({ target: { value } }) =>
                value && void navigate({ search: { on: value }, replace: true, resetScroll: false })
              }
            />
          </label>
        </Held>
      )}
    </Loaded>
  );
}

function Held({
  of,
  person,
  on,
  children,
}: {
  readonly of: Answer<'holdings'>;
  readonly person: string;
  readonly on: string;
  readonly children: React.ReactNode;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const nameOf = useOrganisationName();
  const title = t('title', { name: of.person.name });
  const { data: view } = useQuery(reading('adminPerson', { params: { person } }));
  const ending = (view?.allPosts ?? []).filter(({ to }) => to === null || to > on);
  useTitle(title);
  return (
    <>
      <p>
        <Link to="/admin/people/$person" params={{ person }}>
          {of.person.name}
        </Link>
      </p>
      <h1>{title}</h1>
      {children}
      <Seats seats={of.seats} />
      {of.seats.length > 0 && (
        <p>
          <Link to="/admin/people/$person/handover" params={{ person }}>
            {t('handover')}
          </Link>
        </p>
      )}
      <h2>{t('posts')}</h2>
      {ending.length === 0 ? (
        <p>{t('noPosts')}</p>
      ) : (
        <ul>
          {ending.map((post) => (
            <li key={post.id}>
              {nameOf(post.organisation)} {say(post.title)}
            </li>
          ))}
        </ul>
      )}
      <Deserted posts={of.deserted} />
      <Depart of={of} on={on} />
    </>
  );
}

function Depart({ of: { person, seats, deserted }, on }: { readonly of: Answer<'holdings'>; readonly on: string }) {
  const t = useWords(WORDS);
  const tell = useTell();
  const language = useLanguage();
  const navigate = useNavigate();
  const act = useAct('departure');
  const day = dayWords(on, language);
  const name = person.name;
  const first = seats.length + deserted.length;
  return (
    <Change
      label={t('leave')}
      title={t('title', { name })}
      confirm={t('leave')}
      danger
      consequence={
        <>
          <p>{t('what', { name, day })}</p>
          {first > 0 && <p className="notice">{t('first', { n: first })}</p>}
        </>
      }
      act={act}
      meant={({ reason }: { reason: string }) => ({ params: { person: person.id }, body: { on, reason } })}
      done={async ({ ended, seats: held }) => {
        await again('adminPerson', 'adminPeople', 'adminPosts', 'holdings', 'adminOrganisations');
        await navigate({ to: '/admin/people/$person', params: { person: person.id } });
        tell(t('left', { name, day, posts: ended.length, seats: held.length }));
      }}
    />
  );
}
