// Owns what an administrator asks of the machine behind a case: the process, what it is about, what failed, who works, how far behind.
import { useQuery } from '@tanstack/react-query';
import { ProblemNotice } from '../../components/problem-notice';
import { ScrollTable } from '../../components/scroll-table';
import { Waiting } from '../../components/waiting';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { instantWords } from '../../lib/days';
import { useLanguage, useWords, words } from '../../lib/language';
import type { CaseView } from './case-definition';

const WORDS = words('process-part', {
  away: {
    zh: '流程引擎暂时无法访问：办件照常记录，恢复后自动继续。',
    en: 'The process engine cannot be reached: what people do is recorded, and it goes on when it is back.',
  },
  none: { zh: '流程引擎中没有本办件的流程。', en: 'The engine knows no process of this case.' },
  workflow: { zh: '流程', en: 'Process' },
  id: { zh: '流程编号', en: 'Workflow id' },
  type: { zh: '类型', en: 'Type' },
  run: { zh: '运行编号', en: 'Run' },
  status: { zh: '状态', en: 'Status' },
  running: { zh: '运行中', en: 'running' },
  completed: { zh: '已完成', en: 'completed' },
  failed: { zh: '失败', en: 'failed' },
  terminated: { zh: '被终止', en: 'terminated' },
  'timed-out': { zh: '超时', en: 'timed out' },
  canceled: { zh: '已取消', en: 'cancelled' },
  'continued-as-new': { zh: '已续接新的运行', en: 'continued as a new run' },
  unknown: { zh: '其他状态', en: 'in another state' },
  started: { zh: '开始', en: 'Started' },
  history: { zh: '历史事件数', en: 'Events in its history' },
  link: { zh: '在 Temporal 页面中打开', en: 'Open in Temporal’s own pages' },
  following: { zh: '跟进', en: 'Following' },
  recorded: { zh: '台账最后一条', en: 'Last entry of the ledger' },
  followed: { zh: '流程已看到', en: 'Seen by the process' },
  owed: { zh: '等待唤醒', en: 'Owed a wake for' },
  seconds: { zh: '{{n}} 秒', en: '{{n}} s' },
  upToDate: { zh: '没有积压', en: 'nothing is owed' },
  task: { zh: '流程任务', en: 'Workflow task' },
  failing: { zh: '第 {{n}} 次尝试，前几次失败', en: 'attempt {{n}}: the earlier ones failed' },
  fine: { zh: '正常', en: 'in order' },
  pending: { zh: '正在进行的活动', en: 'Activities under way' },
  nothing: { zh: '没有', en: 'none' },
  attempt: { zh: '尝试次数', en: 'Attempt' },
  failure: { zh: '最近一次失败', en: 'Last failure' },
  nextAttempt: { zh: '下次尝试', en: 'Next attempt' },
  scheduled: { zh: '等待执行', en: 'scheduled' },
  cancelling: { zh: '正在取消', en: 'being cancelled' },
  queues: { zh: '任务队列', en: 'Task queues' },
  queue: { zh: '队列', en: 'Queue' },
  pollers: { zh: '工作进程数', en: 'Workers polling' },
  lastPoll: { zh: '最近轮询', en: 'Last poll' },
  children: { zh: '子流程', en: 'Child processes' },
  'quiet-hours': { zh: '免打扰时段，到时发出（不是故障）', en: 'quiet hours: it leaves afterwards (no fault)' },
  'claimed-by-another-run': { zh: '另一次运行正在办理（不是故障）', en: 'another run is doing it (no fault)' },
  'claim-refused': { zh: '台账已不需要它（不是故障）', en: 'the record wants it no more (no fault)' },
});
/** What ends a try and is no fault; a fault is told by its code, which is what is searched for. */
const NO_FAULTS = ['quiet-hours', 'claimed-by-another-run', 'claim-refused'] as const;
type Process = Answer<'process'>;

export function ProcessPart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const { data, error } = useQuery({ ...reading('process', { params: { id: view.id } }), refetchInterval: 10_000 });
  if (error) return <ProblemNotice refused={error} keepFocus />;
  if (!data) return <Waiting />;
  return (
    <>
      {!data.reachable && (
        <p className="notice" role="status">
          {t('away')}
        </p>
      )}
      <Workflow of={data} />
      <Following of={data} />
      <Pending of={data} />
      <Queues of={data} />
      <Children of={data} />
    </>
  );
}

const STATUSES = ['running', 'completed', 'failed', 'terminated', 'timed-out', 'canceled', 'continued-as-new'] as const;
function useStatus(): (status: string) => string {
  const t = useWords(WORDS);
  return (status) => {
    const code = status.toLowerCase().replaceAll('_', '-');
    return t(STATUSES.find((each) => each === code) ?? 'unknown');
  };
}

function Workflow({ of }: { readonly of: Process }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const status = useStatus();
  const { workflow } = of;
  if (!workflow) return of.reachable ? <p>{t('none')}</p> : null;
  return (
    <>
      <h3>{t('workflow')}</h3>
      <dl className="facts">
        <Fact name={t('id')}>
          <code className="wraps">{workflow.id}</code>
        </Fact>
        <Fact name={t('type')}>
          <code>{workflow.type}</code>
        </Fact>
        <Fact name={t('status')}>{status(workflow.status)}</Fact>
        <Fact name={t('run')}>
          <code className="wraps">{workflow.run}</code>
        </Fact>
        {workflow.startedAt !== undefined && (
          <Fact name={t('started')}>{instantWords(workflow.startedAt, language)}</Fact>
        )}
        <Fact name={t('history')}>{workflow.historyLength}</Fact>
        <Fact name={t('task')}>
          {(of.workflowTask?.attempt ?? 1) > 1 ? t('failing', { n: of.workflowTask?.attempt ?? 1 }) : t('fine')}
        </Fact>
      </dl>
      {workflow.link !== undefined && (
        <p>
          <a href={workflow.link} rel="noopener">
            {t('link')}
          </a>
        </p>
      )}
    </>
  );
}

function Following({ of: { following } }: { readonly of: Process }) {
  const t = useWords(WORDS);
  return (
    <>
      <h3>{t('following')}</h3>
      <dl className="facts">
        <Fact name={t('recorded')}>{following.recorded}</Fact>
        <Fact name={t('followed')}>{following.followed ?? '—'}</Fact>
        <Fact name={t('owed')}>
          {following.owedSeconds === null ? t('upToDate') : t('seconds', { n: Math.round(following.owedSeconds) })}
        </Fact>
      </dl>
    </>
  );
}

function Pending({ of: { pendingActivities } }: { readonly of: Process }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  return (
    <>
      <h3>{t('pending')}</h3>
      {pendingActivities.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <ScrollTable name={t('pending')} heads={[t('type'), t('attempt'), t('failure'), t('nextAttempt')]}>
          {pendingActivities.map(({ type, attempt, failure, nextAttemptAt }, nth) => (
            <tr key={nth}>
              <th scope="row">
                <code>{type}</code>
              </th>
              <td>{attempt}</td>
              <td className="wraps">
                <Failure code={failure} />
              </td>
              <td>{nextAttemptAt === undefined ? '—' : instantWords(nextAttemptAt, language)}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </>
  );
}

function Failure({ code }: { readonly code: string | undefined }) {
  const t = useWords(WORDS);
  if (code === undefined) return '—';
  const known = NO_FAULTS.find((each) => each === code);
  return known === undefined ? <code>{code}</code> : t(known);
}

function Queues({ of: { queues } }: { readonly of: Process }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  return (
    <>
      <h3>{t('queues')}</h3>
      <ScrollTable name={t('queues')} heads={[t('queue'), t('pollers'), t('lastPoll')]}>
        {queues.map(({ name, pollers, lastPollAt }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{pollers}</td>
            <td>{lastPollAt === undefined ? '—' : instantWords(lastPollAt, language)}</td>
          </tr>
        ))}
      </ScrollTable>
    </>
  );
}

function Children({ of: { children } }: { readonly of: Process }) {
  const t = useWords(WORDS);
  const status = useStatus();
  if (children.length === 0) return null;
  return (
    <>
      <h3>{t('children')}</h3>
      <ul>
        {children.map(({ id, type, status: state }) => (
          <li key={id}>
            <code className="wraps">{id}</code> · <code>{type}</code> · {status(state)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
