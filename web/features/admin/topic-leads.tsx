// Owns who is in charge of which topic in a body (分管领导): named with a first day, and ended.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { again, reading, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { dayWords, today } from '../../lib/days';
import { useLanguage, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Change } from './change';
import { DayField } from './day-field';
import { given } from './given';
import { Listing } from './listing';
import { Loaded } from './loaded';
import { useTell } from './outcome';
import { OrganisationPicker, PersonPicker, useOrganisationName } from './pickers';
import { Term } from './term';

const WORDS = words('topic-leads', {
  title: { zh: '分管领导', en: 'Who is in charge of what' },
  what: {
    zh: '流程规定由分管领导办理的环节，按办件的事项送到这里登记的人；没有登记的送单位负责人。',
    en: 'A step that goes to whoever is in charge of a topic finds him here by the topic of the case; where nobody is entered it goes to the head.',
  },
  caption: { zh: '各单位的分管事项', en: 'Topics of each body' },
  topic: { zh: '分管事项', en: 'Topic' },
  topicHint: { zh: '与流程中该事项的写法一致，例如“消防”。', en: 'As the procedures write it, 消防 for instance.' },
  organisation: { zh: '单位', en: 'Organisation' },
  person: { zh: '人员', en: 'Person' },
  personHint: { zh: '须在该单位有岗位。', en: 'Somebody with a post there.' },
  term: { zh: '期间', en: 'From, until' },
  acts: { zh: '办理', en: 'Acts' },
  from: { zh: '起日', en: 'First day' },
  to: { zh: '止日（可不填）', en: 'Last day (may be empty)' },
  needed: { zh: '此项必填。', en: 'This is required.' },
  give: { zh: '指定分管领导', en: 'Put somebody in charge' },
  giveWhat: {
    zh: '从起日起，该事项的新任务送到此人；已经送出的任务不变。本人仍须担任流程要求的岗位。',
    en: 'From the first day on new tasks of the topic go to him; those already sent stay where they are. He must hold the post of the step besides.',
  },
  gave: { zh: '{{name}}分管“{{topic}}”。', en: '{{name}} is in charge of “{{topic}}”.' },
  end: { zh: '不再分管', en: 'End' },
  endWhat: {
    zh: '最后一天过后，“{{topic}}”的新任务不再送到{{name}}；已经送出的任务不变。填昨天即刻生效。',
    en: 'After the last day new tasks of “{{topic}}” do not go to {{name}} any more; those already sent stay. Yesterday takes effect at once.',
  },
  last: { zh: '最后一天', en: 'Last day' },
  ended: { zh: '{{name}}分管“{{topic}}”至 {{day}}。', en: '{{name}} is in charge of “{{topic}}” until {{day}}.' },
});
type Lead = Answer<'topicLeads'>['items'][number];

export function TopicLeads() {
  const t = useWords(WORDS);
  const nameOf = useOrganisationName();
  const found = useQuery(reading('topicLeads'));
  return (
    <section aria-labelledby="topic-leads">
      <h2 id="topic-leads">{t('title')}</h2>
      <p>{t('what')}</p>
      <p>
        <Give />
      </p>
      <Loaded of={found}>
        {({ items }) => (
          <Listing
            caption={t('caption')}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              { title: t('topic'), show: ({ topic }) => topic },
              { title: t('organisation'), show: ({ organisation }) => nameOf(organisation) },
              {
                title: t('person'),
                show: ({ person }) => (
                  <Link to="/admin/people/$person" params={{ person: person.id }}>
                    {person.name}
                  </Link>
                ),
              },
              { title: t('term'), show: (lead) => <Term of={lead} /> },
              { title: t('acts'), show: (lead) => <End of={lead} /> },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}

function Give() {
  const t = useWords(WORDS);
  const tell = useTell();
  const act = useAct('giveTopic');
  const required = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <Change
      label={t('give')}
      title={t('give')}
      confirm={t('give')}
      consequence={t('giveWhat')}
      reason="optional"
      act={act}
      initial={{ from: today() }}
      fields={
        <>
          <Form.Item name="organisation" label={t('organisation')} rules={required}>
            <OrganisationPicker />
          </Form.Item>
          <Form.Item name="topic" label={t('topic')} extra={t('topicHint')} rules={required}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="person" label={t('person')} extra={t('personHint')} rules={required}>
            <PersonPicker />
          </Form.Item>
          <DayField name="from" label={t('from')} missing={t('needed')} />
          <DayField name="to" label={t('to')} />
        </>
      }
      meant={(body: {
        organisation: string;
        topic: string;
        person: string;
        from: string;
        to?: string;
        reason?: string;
      }) => ({ body: given(body) })}
      done={async ({ person, topic }) => {
        await again('topicLeads');
        tell(t('gave', { name: person.name, topic }));
      }}
    />
  );
}

function End({ of }: { readonly of: Lead }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const tell = useTell();
  const language = useLanguage();
  const act = useAct('endTopic');
  const names = { name: of.person.name, topic: of.topic };
  return (
    <Change
      label={t('end')}
      of={`${of.topic} ${of.person.name}`}
      title={marks.of(t('end'), `${of.topic} ${of.person.name}`)}
      confirm={t('end')}
      danger
      act={act}
      initial={{ on: today() }}
      consequence={t('endWhat', names)}
      fields={<DayField name="on" label={t('last')} missing={t('needed')} />}
      meant={(body: { on: string; reason: string }) => ({ params: { lead: of.id }, body })}
      done={async ({ to }) => {
        await again('topicLeads');
        tell(t('ended', { ...names, day: to === null ? '' : dayWords(to, language) }));
      }}
    />
  );
}
