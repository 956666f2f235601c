// Owns the ledgers of a case's clocks: what the law gives, what is used, when it stood still and why, what was added, what was raised.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Light } from '../../components/light';
import { ScrollTable } from '../../components/scroll-table';
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { useNames } from '../../lib/names';
import { groundTitle } from '../../../src/kernel/acts/clocks';
import { limitWords } from '../../lib/law-words';
import { useDefinition, type CaseView } from './case-definition';
import { wholeLedger } from './ledger';

const WORDS = words('clocks-part', {
  none: { zh: '还没有开始计算的期限。', en: 'No clock has been started yet.' },
  statutory: { zh: '法定期限', en: 'Statutory limit' },
  promised: { zh: '承诺期限', en: 'Promised limit' },
  party: { zh: '当事人期限', en: 'Limit of a party' },
  step: { zh: '环节期限', en: 'Limit of a step' },
  other: { zh: '期限', en: 'Limit' },
  kind: { zh: '种类', en: 'Kind' },
  article: { zh: '依据', en: 'Article' },
  budget: { zh: '期限', en: 'Budget' },
  consumed: { zh: '已用', en: 'Used' },
  remaining: { zh: '剩余', en: 'Left' },
  days: { zh: '{{n}} 日', en: '{{n}} days' },
  started: { zh: '起算', en: 'Counts from' },
  due: { zh: '到期', en: 'Due' },
  provisional: { zh: '（暂定，当年放假通知未发布）', en: ' (provisional: that year’s calendar is not published)' },
  endedOn: { zh: '结束', en: 'Ended' },
  term: { zh: '期次', en: 'Term' },
  running: { zh: '正在计时', en: 'Running' },
  paused: { zh: '已中止', en: 'Stands still' },
  ended: { zh: '已结束', en: 'Ended' },
  state: { zh: '状态', en: 'State' },
  suspensions: { zh: '中止记录', en: 'When it stood still' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至', en: 'To' },
  open: { zh: '尚未恢复', en: 'not resumed' },
  ground: { zh: '事由', en: 'Ground' },
  document: { zh: '文书', en: 'Document' },
  approver: { zh: '批准人', en: 'Approved by' },
  extensions: { zh: '延长记录', en: 'Extensions' },
  amount: { zh: '延长', en: 'Added' },
  on: { zh: '日期', en: 'On' },
  reason: { zh: '理由', en: 'Reason' },
  raised: { zh: '已提醒：{{rungs}}', en: 'Raised so far: {{rungs}}' },
});
type Clock = CaseView['clocks'][number];
const KINDS = ['statutory', 'promised', 'party', 'step'] as const;

export function ClocksPart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  if (view.clocks.length === 0) return <p>{t('none')}</p>;
  return view.clocks.map((clock) => <ClockLedger key={clock.id} clock={clock} view={view} />);
}

function ClockLedger({ clock, view }: { readonly clock: Clock; readonly view: CaseView }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const language = useLanguage();
  const { clocks } = useDefinition(view);
  const kind = KINDS.find((each) => each === clock.kind) ?? 'other';
  const rungs = clock.raised.flatMap((id) => clocks[clock.id]?.rungs.find((rung) => rung.id === id)?.title ?? []);
  const facts: readonly (readonly [Parameters<typeof t>[0], string])[] = [
    ['kind', t(kind)],
    ['article', clock.article],
    ['budget', limitWords(clock.budget, say)],
    ['consumed', t('days', { n: clock.consumed })],
    ['remaining', t('days', { n: clock.remaining })],
    ['started', dayWords(clock.startedOn, language)],
    ...(clock.due === undefined
      ? []
      : [['due', `${dayWords(clock.due, language)}${clock.provisional ? t('provisional') : ''}`] as const]),
    ...(clock.endedOn === undefined ? [] : [['endedOn', dayWords(clock.endedOn, language)] as const]),
    ['term', String(clock.term)],
  ];
  return (
    <section className="clock">
      <h3>
        {say(clock.title)}{' '}
        {clock.state === 'ended' ? <span className="quiet">{t('ended')}</span> : <Light of={clock.light} />}
      </h3>
      <Gauge clock={clock} />
      <dl className="facts">
        {facts.map(([what, said]) => (
          <div key={what}>
            <dt>{t(what)}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      {rungs.length > 0 && <p>{t('raised', { rungs: marks.list(rungs.map(say)) })}</p>}
      <Stops clock={clock} id={view.id} />
    </section>
  );
}

/** How much is used, as a bar beside the numbers. */
function Gauge({ clock }: { readonly clock: Clock }) {
  const whole = Math.max(1, clock.consumed + Math.max(0, clock.remaining));
  return (
    <svg className="gauge" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className="whole" width="100" height="4" />
      <rect
        className={clock.remaining < 0 ? 'over' : 'used'}
        width={Math.min(100, (100 * clock.consumed) / whole)}
        height="4"
      />
    </svg>
  );
}

function Stops({ clock, id }: { readonly clock: Clock; readonly id: string }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const names = useNames();
  const { data } = useSuspenseQuery(wholeLedger(id));
  const told = (value: unknown): string => (typeof value === 'string' ? value : '');
  const who = (value: unknown): string => (typeof value === 'string' ? names.principal(value, data.people) : '');
  return (
    <>
      {clock.suspensions.length > 0 && (
        <ScrollTable
          name={`${say(clock.title)} · ${t('suspensions')}`}
          caption={t('suspensions')}
          heads={(['from', 'to', 'ground', 'document', 'approver', 'article'] as const).map((head) => t(head))}
        >
          {clock.suspensions.map((stop, nth) => (
            <tr key={nth}>
              <td>{dayWords(told(stop['from']), language)}</td>
              <td>{stop['to'] === undefined ? t('open') : dayWords(told(stop['to']), language)}</td>
              <td>{say(groundTitle(told(stop['ground'])))}</td>
              <td>{told(stop['document']) || '—'}</td>
              <td>{who(stop['approver']) || '—'}</td>
              <td>{told(stop['article'])}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      {clock.extensions.length > 0 && (
        <ScrollTable
          name={`${say(clock.title)} · ${t('extensions')}`}
          caption={t('extensions')}
          heads={(['on', 'amount', 'reason', 'approver'] as const).map((head) => t(head))}
        >
          {clock.extensions.map((extension, nth) => (
            <tr key={nth}>
              <td>{dayWords(told(extension['on']), language)}</td>
              <td>{limitWords({ amount: Number(extension['amount']), unit: clock.budget.unit }, say)}</td>
              <td className="wraps">{told(extension['reason'])}</td>
              <td>{who(extension['approver'])}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </>
  );
}
