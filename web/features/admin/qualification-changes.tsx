// Owns entering a qualification and ending one.
import { Form, Input, Select } from 'antd';
import { again, useAct } from '../../lib/asking';
import { dayWords, today } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Change } from './change';
import { DayField } from './day-field';
import { given } from './given';
import { useTell } from './outcome';
import { PersonPicker } from './pickers';
import type { Qualification } from './qualifications';
import { called, choices, QUALIFICATION_KINDS } from './town-words';

const WORDS = words('qualification-changes', {
  add: { zh: '登记资格或者证件', en: 'Enter a qualification' },
  addWhat: {
    zh: '有效期内，该人员可以办理需要此资格的环节（如法制审核）。',
    en: 'While it is valid, this person can take steps that ask for it, such as legal review.',
  },
  added: { zh: '已登记{{name}}的{{kind}}。', en: '{{kind}} of {{name}} has been entered.' },
  person: { zh: '人员', en: 'Person' },
  kind: { zh: '种类', en: 'Kind' },
  number: { zh: '证号', en: 'Number' },
  from: { zh: '有效期起', en: 'Valid from' },
  to: { zh: '有效期止（可不填）', en: 'Valid until (may be empty)' },
  needed: { zh: '此项必填。', en: 'This is required.' },
  end: { zh: '终止', en: 'End' },
  endWhat: {
    zh: '最后一天过后，{{name}}不能再办理需要此资格的环节；填昨天即刻生效。需要恢复的，重新登记。',
    en: 'After the last day {{name}} cannot take steps that ask for it; yesterday takes effect at once. To restore it, enter it anew.',
  },
  last: { zh: '最后一天', en: 'Last day' },
  ended: { zh: '{{name}}的{{kind}}有效至 {{day}}。', en: '{{kind}} of {{name}} is valid until {{day}}.' },
});

export function AddQualification({ person }: { readonly person?: string }) {
  const t = useWords(WORDS);
  const say = useSay();
  const tell = useTell();
  const act = useAct('addQualification');
  const required = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <Change
      label={t('add')}
      title={t('add')}
      confirm={t('add')}
      consequence={t('addWhat')}
      reason="optional"
      primary
      act={act}
      initial={person === undefined ? {} : { person }}
      fields={
        <>
          <Form.Item name="person" label={t('person')} rules={required}>
            <PersonPicker />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')} rules={required}>
            <Select options={choices(QUALIFICATION_KINDS, say)} />
          </Form.Item>
          <Form.Item name="number" label={t('number')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <DayField name="from" label={t('from')} missing={t('needed')} />
          <DayField name="to" label={t('to')} />
        </>
      }
      meant={(body: {
        person: string;
        kind: 'legal' | 'enforcement';
        number: string;
        from: string;
        to?: string;
        reason?: string;
      }) => ({ body: given(body) })}
      done={async ({ person: { name }, kind }) => {
        await again('adminQualifications', 'adminPerson');
        tell(t('added', { name, kind: say(called(QUALIFICATION_KINDS, kind)) }));
      }}
    />
  );
}

export function EndQualification({ of }: { readonly of: Qualification }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const tell = useTell();
  const language = useLanguage();
  const act = useAct('endQualification');
  if (of.to !== null && of.to < today()) return null;
  const name = of.person.name;
  const kind = say(called(QUALIFICATION_KINDS, of.kind));
  return (
    <Change
      label={t('end')}
      of={`${name} ${kind}`}
      title={marks.of(t('end'), `${name} ${kind}`)}
      confirm={t('end')}
      consequence={t('endWhat', { name })}
      danger
      act={act}
      initial={{ on: today() }}
      fields={<DayField name="on" label={t('last')} missing={t('needed')} />}
      meant={(body: { on: string; reason: string }) => ({ params: { qualification: of.id }, body })}
      done={async ({ to }) => {
        await again('adminQualifications', 'adminPerson');
        tell(t('ended', { name, kind, day: to === null ? '' : dayWords(to, language) }));
      }}
    />
  );
}
