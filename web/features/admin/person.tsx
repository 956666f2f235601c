// Owns one person as administrators see him: how he stands, his posts, qualifications, sessions and tokens, and what can be done.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { dayWords, instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { Listing } from './listing';
import { Loaded } from './loaded';
import { PersonChanges } from './person-changes';
import { useOrganisationName } from './pickers';
import { EndPost, GivePost } from './post-changes';
import { Term } from './term';
import { AddQualification } from './qualification-changes';
import { QualificationList } from './qualifications';
import { called, PERSON_STATES } from './town-words';

const WORDS = words('person', {
  all: { zh: '全部人员', en: 'All people' },
  username: { zh: '登录名', en: 'User name' },
  email: { zh: '电子邮箱', en: 'E-mail' },
  noEmail: { zh: '未填', en: 'None' },
  state: { zh: '状态', en: 'State' },
  leftOn: { zh: '最后一天', en: 'Last day' },
  sessions: { zh: '当前登录', en: 'Signed in' },
  sessionCount: { zh: '{{n}} 处', en: 'at {{n}} places' },
  posts: { zh: '岗位', en: 'Posts' },
  postsCaption: { zh: '现任、曾任和将任的岗位', en: 'Posts held now, before and from later on' },
  post: { zh: '岗位', en: 'Post' },
  organisation: { zh: '单位', en: 'Organisation' },
  term: { zh: '任期', en: 'Term' },
  acts: { zh: '办理', en: 'Acts' },
  qualifications: { zh: '资格和证件', en: 'Qualifications and certificates' },
  tokens: { zh: '访问令牌', en: 'Access tokens' },
  tokensCaption: { zh: '程序以其名义使用的令牌', en: 'Tokens that programs use in his name' },
  token: { zh: '名称', en: 'Name' },
  createdAt: { zh: '签发', en: 'Issued' },
  expiresAt: { zh: '有效期至', en: 'Expires' },
});
export type PersonView = Answer<'adminPerson'>;

export function Person() {
  const t = useWords(WORDS);
  const { person } = useParams({ from: '/desk/admin/people/$person' });
  const found = useQuery(reading('adminPerson', { params: { person } }));
  return (
    <>
      <p>
        <Link to="/admin/people">{t('all')}</Link>
      </p>
      <Loaded of={found}>{(view) => <Whole of={view} />}</Loaded>
    </>
  );
}

function Whole({ of }: { readonly of: PersonView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const nameOf = useOrganisationName();
  useTitle(of.name);
  return (
    <>
      <h1>{of.name}</h1>
      <dl className="facts">
        <dt>{t('username')}</dt>
        <dd>{of.username}</dd>
        <dt>{t('email')}</dt>
        <dd>{of.email ?? t('noEmail')}</dd>
        <dt>{t('state')}</dt>
        <dd>{say(called(PERSON_STATES, of.state))}</dd>
        {of.leftOn !== null && (
          <>
            <dt>{t('leftOn')}</dt>
            <dd>{dayWords(of.leftOn, language)}</dd>
          </>
        )}
        <dt>{t('sessions')}</dt>
        <dd>{t('sessionCount', { n: of.sessions })}</dd>
      </dl>
      <PersonChanges of={of} />
      <h2>{t('posts')}</h2>
      <Listing
        caption={t('postsCaption')}
        rows={of.allPosts}
        keyOf={({ id }) => id}
        columns={[
          { title: t('post'), show: (post) => say(post.title) },
          { title: t('organisation'), show: (post) => nameOf(post.organisation) },
          { title: t('term'), show: (post) => <Term of={post} /> },
          { title: t('acts'), show: (post) => <EndPost of={post} /> },
        ]}
      />
      <p>
        <GivePost person={of.id} />
      </p>
      <h2>{t('qualifications')}</h2>
      <QualificationList rows={of.qualifications} />
      <p>
        <AddQualification person={of.id} />
      </p>
      <h2>{t('tokens')}</h2>
      <Listing
        caption={t('tokensCaption')}
        rows={of.tokens}
        keyOf={({ id }) => id}
        columns={[
          { title: t('token'), show: ({ name }) => name },
          { title: t('createdAt'), show: ({ createdAt }) => instantWords(createdAt, language) },
          { title: t('expiresAt'), show: ({ expiresAt }) => instantWords(expiresAt, language) },
        ]}
      />
    </>
  );
}
