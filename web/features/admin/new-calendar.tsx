// Owns proposing the calendar of a year: the notice is read from its own words, corrected in the picture, and sent to a second person.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber, Upload } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { again, useAct } from '../../lib/asking';
import { today } from '../../lib/days';
import { useWords, words } from '../../lib/language';
import { placeFaults } from './form-faults';
import { readNotice } from './notice-text';
import { useTell } from './outcome';
import { isWeekend, YearList, YearPicture } from './year-picture';

const WORDS = words('new-calendar', {
  title: { zh: '提出一年的工作日历', en: 'Propose the calendar of a year' },
  back: { zh: '工作日历', en: 'Calendars' },
  how: {
    zh: '把放假通知的正文粘贴到下面，或者选择文件；也可以一行一天，如“2027-01-01 休”“2027-02-06~2027-02-12 休”“2027-02-14 班”。读取后在日历图中核对，点按某一天可以更正。',
    en: 'Paste the text of the notice, or choose a file; or write a day or span a line: “2027-01-01 off”, “2027-02-06~2027-02-12 off”, “2027-02-14 work”. Then check the picture; press a day to correct it.',
  },
  year: { zh: '年份', en: 'Year' },
  notice: { zh: '通知的文号或者网址', en: 'Reference or address of the notice' },
  text: { zh: '放假通知正文', en: 'Text of the notice' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  read: { zh: '读取', en: 'Read it' },
  unread: { zh: '没有读懂：{{what}}', en: 'Not understood: {{what}}' },
  nothing: { zh: '没有读到任何日期。', en: 'No day was found in it.' },
  found: {
    zh: '读到 {{off}} 天放假、{{worked}} 天调休上班，请核对。',
    en: '{{off}} days off and {{worked}} days worked were read; please check them.',
  },
  reason: { zh: '理由', en: 'Reason' },
  needed: { zh: '此项必填。', en: 'This is required.' },
  noDays: { zh: '请先读取放假通知。', en: 'Read the notice first.' },
  propose: { zh: '提出', en: 'Propose' },
  what: {
    zh: '提出后还不生效：由另一名管理员核对并发布。发布前可以看到哪些在办期限会变动。',
    en: 'Nothing holds yet: another administrator checks and publishes it. Before that, the limits that would move are shown.',
  },
  proposed: {
    zh: '{{year}}年日历已提出，等待另一名管理员发布。',
    en: 'The calendar of {{year}} is proposed; another administrator publishes it.',
  },
});
interface Values {
  readonly year: number;
  readonly notice: string;
  readonly text: string;
  readonly reason: string;
}

export function NewCalendar() {
  const t = useWords(WORDS);
  const tell = useTell();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/admin/calendars/new' });
  const [form] = Form.useForm<Values>();
  const first = /^\d{4}$/.test(search.year ?? '') ? Number(search.year) : Number(today().slice(0, 4)) + 1;
  const year = Form.useWatch('year', form) ?? first;
  const [days, setDays] = useState<{ readonly off: readonly string[]; readonly worked: readonly string[] }>({
    off: [],
    worked: [],
  });
  const [read, setRead] = useState('');
  const [atFields, setAtFields] = useState(false);
  const propose = useAct('proposeCalendar');
  useTitle(t('title'));

  const readText = (): void => {
    const found = readNotice(year, form.getFieldValue('text') as string);
    form.setFields([{ name: 'text', errors: found.unread.map((what) => t('unread', { what })) }]);
    setDays(found);
    setRead(
      found.off.length + found.worked.length === 0
        ? t('nothing')
        : t('found', { off: found.off.length, worked: found.worked.length }),
    );
  };
  const press = (day: string): void =>
    setDays(({ off, worked }) => {
      const [isOff, isWorked] = [off.includes(day), worked.includes(day)];
      const without = (list: readonly string[]): readonly string[] => list.filter((each) => each !== day);
      if (isWorked) return { off, worked: without(worked) };
      if (isOff) return { off: without(off), worked: isWeekend(day) ? [...worked, day].sort() : worked };
      return { off: [...off, day].sort(), worked };
    });
  const send = async ({ notice, reason }: Values): Promise<void> => {
    if (days.off.length + days.worked.length === 0) {
      form.setFields([{ name: 'text', errors: [t('noDays')] }]);
      return form.scrollToField('text', { focus: true });
    }
    try {
      const body = { year, notice, reason, restDays: [...days.off], workingDays: [...days.worked] };
      const { id } = await propose.mutateAsync({ body });
      await again('proposals');
      await navigate({ to: '/admin/proposals/$proposal', params: { proposal: id } });
      tell(t('proposed', { year }));
    } catch (fault) {
      setAtFields(placeFaults(form, fault as NonNullable<typeof propose.error>));
    }
  };
  const required = [{ required: true, message: t('needed') }];
  return (
    <>
      <p>
        <Link to="/admin/calendars">{t('back')}</Link>
      </p>
      <h1>{t('title')}</h1>
      <p>{t('how')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ year: first, text: '' }}
        onFinish={(values) => void send(values)}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item name="year" label={t('year')} rules={required}>
          <InputNumber min={2000} max={2199} controls={false} />
        </Form.Item>
        <Form.Item name="notice" label={t('notice')} rules={required}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="text" label={t('text')}>
          <Input.TextArea rows={4} lang="zh-CN" />
        </Form.Item>
        <div className="row" style={{ marginBottom: 12 }}>
          <Button onClick={readText}>{t('read')}</Button>
          <Upload
            accept=".txt,.csv,text/plain"
            showUploadList={false}
            beforeUpload={(file) => {
              void file.text().then((text) => {
                form.setFieldValue('text', text);
                readText();
              });
              return false;
            }}
          >
            <Button>{t('choose')}</Button>
          </Upload>
          <span role="status">{read}</span>
        </div>
        <YearPicture year={year} off={days.off} worked={days.worked} press={press} />
        <YearList year={year} off={days.off} worked={days.worked} />
        <Form.Item name="reason" label={t('reason')} rules={required}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <p className="notice">{t('what')}</p>
        <ProblemNotice refused={propose.error} keepFocus={atFields} />
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {t('propose')}
        </Button>
      </Form>
    </>
  );
}
