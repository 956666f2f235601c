// Owns what an absence says, wherever it is entered or listed: who acts, from when to when, for what, and how it stands.
import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { POST_KINDS } from '../../../src/kernel/procedure/definition';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useNames } from '../../lib/names';
import { DayField } from '../admin/day-field';

const WORDS = words('absence-rule', {
  agent: { zh: '代理人', en: 'Who acts' },
  agentMissing: { zh: '请选择代理人。', en: 'Choose who acts.' },
  from: { zh: '第一天', en: 'First day' },
  to: { zh: '最后一天', en: 'Last day' },
  dayMissing: { zh: '请填写日期。', en: 'Give the day.' },
  procedures: { zh: '仅限这些流程（不选为全部）', en: 'These procedures alone (none chosen: all)' },
  posts: { zh: '仅限这些岗位（不选为全部）', en: 'These posts alone (none chosen: all)' },
  excludes: { zh: '不代理的流程', en: 'Procedures that are left out' },
  reason: { zh: '事由', en: 'Reason' },
  reasonMissing: { zh: '请填写事由。', en: 'Give the reason.' },
  between: { zh: '{{from}} 至 {{to}}', en: '{{from}} to {{to}}' },
  all: { zh: '全部', en: 'Everything' },
  without: { zh: '除外：{{names}}', en: 'without {{names}}' },
  proposed: { zh: '待另一名管理员确认', en: 'Waits for a second administrator' },
  planned: { zh: '未开始', en: 'Not begun' },
  'in-force': { zh: '生效', en: 'In force' },
  over: { zh: '已到期', en: 'Over' },
  ended: { zh: '已提前结束', en: 'Ended early' },
});
export type Absence = Answer<'absences'>['items'][number];
export interface GivenRule {
  readonly agent: string;
  readonly from: string;
  readonly to: string;
  readonly procedures?: string[];
  readonly posts?: string[];
  readonly excludes?: string[];
  readonly why: string;
}

/** The same fields for oneself and for somebody else; `picker` chooses who acts, `kinds` are the posts there are to choose. */
export function RuleFields({ picker, kinds }: { readonly picker: ReactNode; readonly kinds: readonly string[] }) {
  const t = useWords(WORDS);
  const say = useSay();
  const names = useNames();
  const { data: procedures } = useQuery(reading('procedures'));
  const options = (procedures?.items ?? []).map(({ id, title }) => ({ value: id, label: say(title) }));
  return (
    <>
      <Form.Item name="agent" label={t('agent')} rules={[{ required: true, message: t('agentMissing') }]}>
        {picker}
      </Form.Item>
      <DayField name="from" label={t('from')} missing={t('dayMissing')} />
      <DayField name="to" label={t('to')} missing={t('dayMissing')} />
      <Form.Item name="procedures" label={t('procedures')}>
        <Select mode="multiple" options={options} optionFilterProp="label" />
      </Form.Item>
      <Form.Item name="posts" label={t('posts')}>
        <Select mode="multiple" options={kinds.map((kind) => ({ value: kind, label: names.post(kind) }))} />
      </Form.Item>
      <Form.Item name="excludes" label={t('excludes')}>
        <Select mode="multiple" options={options} optionFilterProp="label" />
      </Form.Item>
      <Form.Item
        name="why"
        label={t('reason')}
        rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  );
}

/** As the contract asks for it: what was not chosen is not sent. */
export function ruleOf<T extends GivenRule>({ why, procedures, posts, excludes, ...given }: T) {
  return {
    ...given,
    reason: why,
    ...(procedures?.length ? { procedures } : {}),
    ...(posts?.length ? { posts: posts as never } : {}),
    ...(excludes?.length ? { excludes } : {}),
  };
}

export function useRuleWords() {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const names = useNames();
  const { data } = useQuery(reading('procedures'));
  const called = (id: string): string =>
    POST_KINDS.some((kind) => kind === id)
      ? names.post(id)
      : say(data?.items.find((each) => each.id === id)?.title) || id;
  const list = new Intl.ListFormat(language === 'en' ? 'en' : 'zh-CN', { type: 'conjunction' });
  return {
    days: ({ from, to }: Absence): string =>
      t('between', { from: dayWords(from, language), to: dayWords(to, language) }),
    scope: ({ procedures, posts, excludes }: Absence): string => {
      const those = [...(procedures ?? []), ...(posts ?? [])].map(called);
      const left = excludes.length === 0 ? [] : [t('without', { names: list.format(excludes.map(called)) })];
      return list.format([...(those.length === 0 ? [t('all')] : those), ...left]);
    },
    state: ({ state }: Absence): string => t(state),
  };
}
