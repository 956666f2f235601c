// Owns the page of one's own absences (我的外出): who acts while one is away, for whom one acts, and the end of either.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTitle } from '../../components/title';
import { again, reading, useAct } from '../../lib/asking';
import { today } from '../../lib/days';
import { useWords, words } from '../../lib/language';
import { Change } from '../admin/change';
import { Listing } from '../admin/listing';
import { Loaded } from '../admin/loaded';
import { ColleaguePicker } from './colleague-picker';
import { RuleFields, ruleOf, useRuleWords, type Absence, type GivenRule } from './rule';

const WORDS = words('absences', {
  title: { zh: '我的外出', en: 'My absences' },
  what: {
    zh: '外出期间由代理人代为签收和办理；回避、职责分离和资格要求对您和代理人同时适用。',
    en: 'While you are away your agent claims and decides for you; recusals, the separation of duties and qualifications are asked of both of you.',
  },
  make: { zh: '登记外出', en: 'Enter an absence' },
  agent: { zh: '代理人', en: 'Who acts' },
  consequence: {
    zh: '自第一天起，代理人能看到并办理您名下和您岗位的待办；每次代办都记明“代您办理”。到期或者提前结束后，代理人已签收而未办理的任务退回。',
    en: 'From the first day on your agent sees and decides what waits for you and your posts; each act says that it was done for you. At the end, what was taken and not decided goes back.',
  },
  confirm: { zh: '登记', en: 'Enter it' },
  mine: { zh: '我外出时', en: 'While I am away' },
  forOthers: { zh: '我代理的', en: 'For whom I act' },
  none: { zh: '没有登记外出。', en: 'No absence is entered.' },
  noneForOthers: { zh: '目前不代理任何人。', en: 'You act for nobody.' },
  absent: { zh: '外出人员', en: 'Who is away' },
  days: { zh: '期间', en: 'Days' },
  scope: { zh: '范围', en: 'Scope' },
  state: { zh: '状态', en: 'State' },
  reason: { zh: '事由', en: 'Reason' },
  end: { zh: '提前结束', en: 'End it' },
  act: { zh: '操作', en: 'Act' },
  endWhat: {
    zh: '{{name}}立即不能再代您办理，已签收而未办理的任务退回。',
    en: '{{name}} may not act for you any more from now on; what was taken and not decided goes back.',
  },
  made: { zh: '已登记，由{{name}}代理。', en: 'Entered; {{name}} acts.' },
  over_: { zh: '已结束。', en: 'Ended.' },
});
export function Absences() {
  const t = useWords(WORDS);
  const found = useQuery(reading('absences'));
  const { data: me } = useQuery(reading('me'));
  const [told, setTold] = useState('');
  useTitle(t('title'));
  return (
    <div className="absences">
      <h1>{t('title')}</h1>
      <p>{t('what')}</p>
      <p role="status">{told}</p>
      <Make tell={setTold} />
      <Loaded of={found}>
        {({ items }) => {
          const mine = items.filter(({ absent }) => absent.id === me?.person.id);
          const others = items.filter(({ absent }) => absent.id !== me?.person.id);
          return (
            <>
              <h2>{t('mine')}</h2>
              <Rules rows={mine} none={t('none')} caption={t('mine')} whose="agent" tell={setTold} />
              <h2>{t('forOthers')}</h2>
              <Rules rows={others} none={t('noneForOthers')} caption={t('forOthers')} whose="absent" tell={setTold} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function Rules({
  rows,
  none,
  caption,
  whose,
  tell,
}: {
  readonly rows: readonly Absence[];
  readonly none: string;
  readonly caption: string;
  readonly whose: 'agent' | 'absent';
  readonly tell: (what: string) => void;
}) {
  const t = useWords(WORDS);
  const rule = useRuleWords();
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <Listing
      caption={caption}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { title: t(whose), show: (row) => row[whose].name },
        { title: t('days'), show: rule.days },
        { title: t('scope'), show: rule.scope },
        { title: t('reason'), show: ({ reason }) => reason },
        { title: t('state'), show: rule.state },
        {
          title: t('act'),
          show: (row) => (row.mayEnd ? <End of={row} tell={tell} /> : ''),
        },
      ]}
    />
  );
}

function Make({ tell }: { readonly tell: (what: string) => void }) {
  const t = useWords(WORDS);
  const act = useAct('makeAbsence');
  const { data: me } = useQuery(reading('me'));
  const kinds = [...new Set((me?.posts ?? []).map(({ kind }) => kind))];
  return (
    <Change<GivenRule, Absence, Parameters<typeof act.mutateAsync>[0]>
      label={t('make')}
      title={t('make')}
      confirm={t('confirm')}
      primary
      reason="none"
      consequence={t('consequence')}
      initial={{ from: today() }}
      fields={<RuleFields picker={<ColleaguePicker />} kinds={kinds} />}
      act={act}
      meant={(given) => ({ body: ruleOf(given) })}
      done={async ({ agent }) => {
        await again('absences');
        tell(t('made', { name: agent.name }));
      }}
    />
  );
}

function End({ of, tell }: { readonly of: Absence; readonly tell: (what: string) => void }) {
  const t = useWords(WORDS);
  const act = useAct('endAbsence');
  return (
    <Change
      label={t('end')}
      of={of.agent.name}
      title={t('end')}
      confirm={t('end')}
      reason="none"
      consequence={t('endWhat', { name: of.agent.name })}
      act={act}
      meant={() => ({ params: { absence: of.id } })}
      done={async () => {
        await again('absences');
        tell(t('over_'));
      }}
    />
  );
}
