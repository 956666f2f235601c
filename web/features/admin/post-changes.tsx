// Owns giving a post and ending one, with what would then wait for nobody.
import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { again, reading, useAct } from '../../lib/asking';
import { dayWords, today } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Change } from './change';
import { DayField } from './day-field';
import { Deserted } from './holdings';
import { given } from './given';
import { useTell } from './outcome';
import { OrganisationPicker, PersonPicker, useOrganisationName } from './pickers';
import type { Post } from './posts';
import { choices, POST_KINDS } from './town-words';

const WORDS = words('post-changes', {
  give: { zh: '任职', en: 'Give a post' },
  giveWhat: {
    zh: '从起日起，该人员可领取和办理该岗位的任务；任期内随时可以结束。',
    en: 'From the first day on he can take and decide the tasks of this post; it can be ended at any time.',
  },
  gave: { zh: '{{name}}已任{{post}}。', en: '{{name}} is now {{post}}.' },
  person: { zh: '人员', en: 'Person' },
  kind: { zh: '岗位', en: 'Post' },
  organisation: { zh: '单位', en: 'Organisation' },
  from: { zh: '起日', en: 'First day' },
  to: { zh: '止日（可不填）', en: 'Last day (may be empty)' },
  needed: { zh: '此项必填。', en: 'This is required.' },
  end: { zh: '免职', en: 'End' },
  endWhat: {
    zh: '最后一天过后，{{name}}不再办理该岗位的任务；填昨天即刻生效。已经领取的任务仍在其名下，请先移交。',
    en: 'After the last day {{name}} does no tasks of this post; yesterday takes effect at once. Tasks already taken stay with {{name}}: hand them over first.',
  },
  last: { zh: '最后一天', en: 'Last day' },
  ended: { zh: '{{name}}的{{post}}任期至 {{day}}。', en: '{{name}} is {{post}} until {{day}}.' },
});

export function GivePost({ person, organisation }: { readonly person?: string; readonly organisation?: string }) {
  const t = useWords(WORDS);
  const say = useSay();
  const tell = useTell();
  const act = useAct('givePost');
  const required = [{ required: true, message: t('needed') }];
  return (
    <Change
      label={t('give')}
      title={t('give')}
      confirm={t('give')}
      consequence={t('giveWhat')}
      reason="optional"
      primary
      act={act}
      initial={{
        from: today(),
        ...(person === undefined ? {} : { person }),
        ...(organisation === undefined ? {} : { organisation }),
      }}
      fields={
        <>
          <Form.Item name="person" label={t('person')} rules={required}>
            <PersonPicker />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')} rules={required}>
            <Select options={choices(POST_KINDS, say)} />
          </Form.Item>
          <Form.Item name="organisation" label={t('organisation')} rules={required}>
            <OrganisationPicker />
          </Form.Item>
          <DayField name="from" label={t('from')} missing={t('needed')} />
          <DayField name="to" label={t('to')} />
        </>
      }
      meant={(body: {
        person: string;
        kind: string;
        organisation: string;
        from: string;
        to?: string;
        reason?: string;
      }) => ({ body: given(body) })}
      done={async (post) => {
        await again('adminPosts', 'adminPerson', 'adminPeople', 'adminOrganisations');
        tell(t('gave', { name: post.person.name, post: say(post.title) }));
      }}
    />
  );
}

export function EndPost({ of }: { readonly of: Post }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const tell = useTell();
  const language = useLanguage();
  const nameOf = useOrganisationName();
  const act = useAct('endPost');
  if (of.to !== null && of.to < today()) return null;
  const name = of.person.name;
  const post = `${nameOf(of.organisation)} ${say(of.title)}`;
  return (
    <Change
      label={t('end')}
      of={`${name} ${post}`}
      title={marks.of(t('end'), `${name} ${post}`)}
      confirm={t('end')}
      danger
      act={act}
      initial={{ on: today() }}
      consequence={({ on }) => (
        <>
          <p>{t('endWhat', { name })}</p>
          {on !== undefined && <LeftBehind of={of} on={on} />}
        </>
      )}
      fields={<DayField name="on" label={t('last')} missing={t('needed')} />}
      meant={(body: { on: string; reason: string }) => ({ params: { post: of.id }, body })}
      done={async ({ to }) => {
        await again('adminPosts', 'adminPerson', 'adminPeople', 'adminOrganisations');
        tell(t('ended', { name, post, day: to === null ? '' : dayWords(to, language) }));
      }}
    />
  );
}

/** Asked before it is confirmed: of this post alone. */
function LeftBehind({ of, on }: { readonly of: Post; readonly on: string }) {
  const { data } = useQuery(reading('holdings', { params: { person: of.person.id }, query: { on } }));
  const deserted = (data?.deserted ?? []).filter(
    ({ kind, organisation }) => kind === of.kind && organisation === of.organisation,
  );
  return <Deserted posts={deserted} />;
}
