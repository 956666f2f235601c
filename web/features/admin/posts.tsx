// Owns who holds which post, from when to when, and giving and ending one.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Switch } from 'antd';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { Listing, Pages } from './listing';
import { Loaded } from './loaded';
import { OrganisationPicker, PersonPicker, useOrganisationName } from './pickers';
import { EndPost, GivePost } from './post-changes';
import { Term } from './term';

const WORDS = words('posts', {
  title: { zh: '岗位', en: 'Posts' },
  caption: { zh: '谁在何时担任何岗位', en: 'Who holds which post, and when' },
  post: { zh: '岗位', en: 'Post' },
  organisation: { zh: '单位', en: 'Organisation' },
  person: { zh: '人员', en: 'Person' },
  term: { zh: '任期', en: 'Term' },
  past: { zh: '也显示已结束和将开始的', en: 'Also those ended or not begun' },
  acts: { zh: '办理', en: 'Acts' },
});
export type Post = Answer<'adminPosts'>['items'][number];

export function Posts() {
  const t = useWords(WORDS);
  const say = useSay();
  const nameOf = useOrganisationName();
  const search = useSearch({ from: '/desk/admin/posts' });
  const navigate = useNavigate({ from: '/admin/posts' });
  const { organisation, person, after } = search;
  const all = search.standing === 'all';
  const posts = useQuery({
    ...reading('adminPosts', { query: { organisation, person, after, standing: all ? 'all' : 'current' } }),
    placeholderData: keepPreviousData,
  });
  useTitle(t('title'));
  const filter = (change: typeof search): void => void navigate({ search: { ...search, after: undefined, ...change } });
  return (
    <>
      <h1>{t('title')}</h1>
      <div className="filters">
        <div>
          <OrganisationPicker
            label={t('organisation')}
            clearable
            value={organisation}
            onChange={(chosen) => filter({ organisation: chosen })}
          />
        </div>
        <div>
          <PersonPicker
            label={t('person')}
            clearable
            value={person}
            onChange={(chosen) => filter({ person: chosen })}
          />
        </div>
        <label className="row" style={{ display: 'flex' }}>
          <Switch checked={all} onChange={(on) => filter({ standing: on ? 'all' : undefined })} />
          {t('past')}
        </label>
        <GivePost
          {...(organisation === undefined ? {} : { organisation })}
          {...(person === undefined ? {} : { person })}
        />
      </div>
      <Loaded of={posts}>
        {({ items, next }) => (
          <>
            <Listing
              caption={t('caption')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                { title: t('post'), show: (post) => say(post.title) },
                { title: t('organisation'), show: (post) => nameOf(post.organisation) },
                {
                  title: t('person'),
                  show: ({ person: holder }) => (
                    <Link to="/admin/people/$person" params={{ person: holder.id }}>
                      {holder.name}
                    </Link>
                  ),
                },
                { title: t('term'), show: (post) => <Term of={post} /> },
                { title: t('acts'), show: (post) => <EndPost of={post} /> },
              ]}
            />
            <Pages next={next} after={after} />
          </>
        )}
      </Loaded>
    </>
  );
}
