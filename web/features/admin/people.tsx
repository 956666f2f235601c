// Owns finding people: by name, user name or initials, by body and by how they stand.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Listing, Pages } from './listing';
import { Loaded } from './loaded';
import { NewPerson } from './new-person';
import { OrganisationPicker, useOrganisationName } from './pickers';
import { called, choices, PERSON_STATES } from './town-words';

const WORDS = words('people', {
  title: { zh: '人员', en: 'People' },
  caption: { zh: '人员及其今日岗位', en: 'People and the posts they hold today' },
  q: { zh: '姓名、登录名或拼音首字母', en: 'Name, user name or initials' },
  organisation: { zh: '单位', en: 'Organisation' },
  state: { zh: '状态', en: 'State' },
  any: { zh: '不限', en: 'Any' },
  name: { zh: '姓名', en: 'Name' },
  username: { zh: '登录名', en: 'User name' },
  posts: { zh: '岗位', en: 'Posts' },
  noPost: { zh: '今日无岗位', en: 'No post today' },
  import: { zh: '批量导入', en: 'Import a file' },
});
type PersonState = Answer<'adminPeople'>['items'][number]['state'];

export function People() {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const nameOf = useOrganisationName();
  const search = useSearch({ from: '/desk/admin/people' });
  const navigate = useNavigate({ from: '/admin/people' });
  const { q, organisation, after } = search;
  const state = (Object.keys(PERSON_STATES) as PersonState[]).find((each) => each === search.state);
  const people = useQuery({
    ...reading('adminPeople', { query: { q, organisation, state, after } }),
    placeholderData: keepPreviousData,
  });
  useTitle(t('title'));
  const filter = (change: typeof search): void =>
    void navigate({ search: { ...search, after: undefined, ...change }, replace: true });
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="row">
        <NewPerson />
        <Link to="/admin/people-import">{t('import')}</Link>
      </p>
      <div className="filters">
        <label>
          {t('q')}
          <Sought value={q ?? ''} change={(typed) => filter({ q: typed === '' ? undefined : typed })} />
        </label>
        <div>
          <OrganisationPicker
            label={t('organisation')}
            clearable
            value={organisation}
            onChange={(chosen) => filter({ organisation: chosen })}
          />
        </div>
        <Select
          aria-label={t('state')}
          value={state ?? ''}
          onChange={(chosen: string) => filter({ state: chosen === '' ? undefined : chosen })}
          options={[{ value: '', label: marks.of(t('state'), t('any')) }, ...choices(PERSON_STATES, say)]}
          style={{ minWidth: 180 }}
        />
      </div>
      <Loaded of={people}>
        {({ items, next }) => (
          <>
            <Listing
              caption={t('caption')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                {
                  title: t('name'),
                  show: (person) => (
                    <Link to="/admin/people/$person" params={{ person: person.id }}>
                      {person.name}
                    </Link>
                  ),
                },
                { title: t('username'), show: ({ username }) => username },
                {
                  title: t('posts'),
                  show: ({ posts }) =>
                    posts.length === 0
                      ? t('noPost')
                      : marks.series(posts.map((post) => `${nameOf(post.organisation)} ${say(post.title)}`)),
                },
                { title: t('state'), show: (person) => say(called(PERSON_STATES, person.state)) },
              ]}
            />
            <Pages next={next} after={after} />
          </>
        )}
      </Loaded>
    </>
  );
}

/** Asked when the typing rests: each look at people is logged. */
function Sought({ value, change }: { readonly value: string; readonly change: (typed: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const rest = window.setTimeout(() => change(typed), 300);
    return () => window.clearTimeout(rest);
    // Only what is typed starts it: another filter that changes meanwhile is in `change` already.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed]);
  return <Input type="search" value={typed} maxLength={100} onChange={(event) => setTyped(event.target.value)} />;
}
