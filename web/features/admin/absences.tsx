// Owns the absences of everybody as administrators keep them: one enters what another confirms, either ends it, each with a reason.
import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTitle } from '../../components/title';
import { POST_KINDS } from '../../../src/kernel/procedure/definition';
import { again, reading, useAct } from '../../lib/asking';
import { today } from '../../lib/days';
import { useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { RuleFields, ruleOf, useRuleWords, type Absence, type GivenRule } from '../absences/rule';
import { Change } from './change';
import { Listing } from './listing';
import { Loaded } from './loaded';
import { useTell } from './outcome';
import { PersonPicker } from './pickers';

const WORDS = words('admin-absences', {
  title: { zh: '外出代理', en: 'Absences' },
  what: {
    zh: '本人无法登录时，由管理员为其指定代理人：一名管理员登记，另一名确认后生效。回避、职责分离和资格要求对外出人员和代理人同时适用。',
    en: 'For whoever cannot sign in, administrators name who acts: one enters it, and it holds when another has confirmed it. Recusals, the separation of duties and qualifications are asked of both.',
  },
  caption: { zh: '谁在何时由谁代理', en: 'Who acts for whom, and when' },
  absent: { zh: '外出人员', en: 'Who is away' },
  absentMissing: { zh: '请选择外出人员。', en: 'Choose who is away.' },
  agent: { zh: '代理人', en: 'Who acts' },
  days: { zh: '期间', en: 'Days' },
  scope: { zh: '范围', en: 'Scope' },
  reason: { zh: '事由', en: 'Reason' },
  by: { zh: '登记人', en: 'Entered by' },
  state: { zh: '状态', en: 'State' },
  act: { zh: '操作', en: 'Acts' },
  make: { zh: '为他人登记外出', en: 'Enter an absence' },
  makeWhat: {
    zh: '登记后尚不生效，须由另一名管理员确认。确认后，自第一天起代理人能看到并办理其待办，每次都记明“代办”。',
    en: 'It does not hold yet: another administrator confirms it. From the first day on the agent then sees and decides what waits for the absent, and each act says for whom.',
  },
  made: {
    zh: '已登记{{name}}外出，待另一名管理员确认。',
    en: 'Entered for {{name}}; another administrator confirms it.',
  },
  confirm: { zh: '确认', en: 'Confirm' },
  confirmWhat: {
    zh: '确认后自第一天起生效：{{agent}}可以代{{absent}}签收和办理。',
    en: 'It holds from the first day on: {{agent}} may claim and decide for {{absent}}.',
  },
  confirmed: { zh: '{{absent}}的外出代理已确认。', en: 'The absence of {{absent}} is confirmed.' },
  end: { zh: '结束', en: 'End' },
  endWhat: {
    zh: '{{agent}}立即不能再代{{absent}}办理，已签收而未办理的任务退回。',
    en: '{{agent}} may not act for {{absent}} any more from now on; what was taken and not decided goes back.',
  },
  ended: { zh: '{{absent}}的外出代理已结束。', en: 'The absence of {{absent}} has ended.' },
});

export function AdminAbsences() {
  const t = useWords(WORDS);
  const rule = useRuleWords();
  const found = useQuery(reading('adminAbsences'));
  useTitle(t('title'));
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('what')}</p>
      <p>
        <Propose />
      </p>
      <Loaded of={found}>
        {({ items }) => (
          <Listing
            caption={t('caption')}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              { title: t('absent'), show: ({ absent }) => absent.name },
              { title: t('agent'), show: ({ agent }) => agent.name },
              { title: t('days'), show: rule.days },
              { title: t('scope'), show: rule.scope },
              { title: t('reason'), show: ({ reason }) => reason },
              { title: t('by'), show: ({ madeBy }) => madeBy.name },
              { title: t('state'), show: rule.state },
              { title: t('act'), show: (row) => <Acts of={row} /> },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}

function Propose() {
  const t = useWords(WORDS);
  const tell = useTell();
  const act = useAct('proposeAbsence');
  return (
    <Change<GivenRule & { readonly absent: string }, Absence, Parameters<typeof act.mutateAsync>[0]>
      label={t('make')}
      title={t('make')}
      confirm={t('make')}
      primary
      reason="none"
      consequence={t('makeWhat')}
      initial={{ from: today() }}
      fields={
        <>
          <Form.Item name="absent" label={t('absent')} rules={[{ required: true, message: t('absentMissing') }]}>
            <PersonPicker />
          </Form.Item>
          <RuleFields picker={<PersonPicker />} kinds={POST_KINDS} />
        </>
      }
      act={act}
      meant={(given) => ({ body: ruleOf(given) })}
      done={async ({ absent }) => {
        await again('adminAbsences');
        tell(t('made', { name: absent.name }));
      }}
    />
  );
}

function Acts({ of }: { readonly of: Absence }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const tell = useTell();
  const confirm = useAct('confirmAbsence');
  const end = useAct('endAbsenceOf');
  const names = { absent: of.absent.name, agent: of.agent.name };
  const meant = (body: { reason: string }) => ({ params: { absence: of.id }, body });
  const done = (sentence: string) => async (): Promise<void> => {
    await again('adminAbsences');
    tell(sentence);
  };
  return (
    <span className="row">
      {of.mayConfirm && (
        <Change
          label={t('confirm')}
          of={of.absent.name}
          title={marks.of(t('confirm'), of.absent.name)}
          confirm={t('confirm')}
          consequence={t('confirmWhat', names)}
          act={confirm}
          meant={meant}
          done={done(t('confirmed', names))}
        />
      )}
      {of.mayEnd && (
        <Change
          label={t('end')}
          of={of.absent.name}
          title={marks.of(t('end'), of.absent.name)}
          confirm={t('end')}
          danger
          consequence={t('endWhat', names)}
          act={end}
          meant={meant}
          done={done(t('ended', names))}
        />
      )}
    </span>
  );
}
