// Owns one proposal: what is proposed, what it would move, and its publication by a second person.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTitle } from '../../components/title';
import { again, reading, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { Change } from './change';
import { Loaded } from './loaded';
import { useTell } from './outcome';
import { useProcedureName } from './procedure-name';
import { ProposedCalendar } from './proposed-calendar';
import { ProposedProcedure } from './proposed-procedure';
import { called, PROPOSAL_STATES } from './town-words';

const WORDS = words('proposal', {
  calendars: { zh: '工作日历', en: 'Calendars' },
  procedures: { zh: '流程发布', en: 'Procedures' },
  calendar: { zh: '提案：{{year}}年日历', en: 'Proposal: calendar of {{year}}' },
  procedure: { zh: '提案：流程“{{name}}”', en: 'Proposal: procedure “{{name}}”' },
  state: { zh: '状态', en: 'State' },
  by: { zh: '提出', en: 'Proposed' },
  byWhen: { zh: '{{name}}，{{at}}', en: '{{name}}, {{at}}' },
  reason: { zh: '理由', en: 'Reason' },
  decided: { zh: '处理', en: 'Decided' },
  operator: { zh: '系统', en: 'the system' },
  version: { zh: '发布后的版本', en: 'Version it became' },
  own: {
    zh: '您是提出人，不能自行发布：发布须由另一名管理员核对后办理。',
    en: 'You proposed it and cannot publish it yourself: another administrator checks and publishes it.',
  },
  publish: { zh: '发布', en: 'Publish' },
  publishCalendar: {
    zh: '发布后立即生效：之后的期限按新日历计算，下列在办期限随后重算，每一件都记入办件台账。发布后不能撤回，只能再提出新版本。',
    en: 'It holds at once: limits are counted by it from now on, those listed below are counted anew, and each stands in the record of its case. It cannot be taken back, only replaced by another version.',
  },
  publishProcedure: {
    zh: '发布后新收的办件按新版本办理；在办件保持原版本。发布后不能撤回，只能再提出新版本。',
    en: 'New cases follow the new version; open cases keep theirs. It cannot be taken back, only replaced by another version.',
  },
  published: { zh: '已发布。', en: 'Published.' },
  reject: { zh: '退回', en: 'Reject' },
  takeBack: { zh: '撤回提案', en: 'Take it back' },
  rejectWhat: { zh: '提案不再发布；可以另行提出。', en: 'It is not published; another one can be proposed.' },
  rejected: { zh: '提案已退回。', en: 'The proposal was rejected.' },
  takenBack: { zh: '提案已撤回。', en: 'The proposal was taken back.' },
});
export type ProposalView = Answer<'proposal'>;

export function Proposal() {
  const t = useWords(WORDS);
  const { proposal } = useParams({ from: '/desk/admin/proposals/$proposal' });
  const found = useQuery(reading('proposal', { params: { proposal } }));
  return (
    <Loaded of={found}>
      {(view) => (
        <>
          <p>
            {view.kind === 'calendar' ? (
              <Link to="/admin/calendars">{t('calendars')}</Link>
            ) : (
              <Link to="/admin/procedures">{t('procedures')}</Link>
            )}
          </p>
          <Whole of={view} />
        </>
      )}
    </Loaded>
  );
}

function Whole({ of }: { readonly of: ProposalView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const nameOf = useProcedureName();
  const title =
    of.kind === 'calendar' ? t('calendar', { year: of.subject }) : t('procedure', { name: nameOf(of.subject) });
  useTitle(title);
  return (
    <>
      <h1>{title}</h1>
      <dl className="facts">
        <dt>{t('state')}</dt>
        <dd>{say(called(PROPOSAL_STATES, of.state))}</dd>
        <dt>{t('by')}</dt>
        <dd>{t('byWhen', { name: of.proposedBy.name, at: instantWords(of.proposedAt, language) })}</dd>
        <dt>{t('reason')}</dt>
        <dd>{of.reason}</dd>
        {of.decidedAt !== null && (
          <>
            <dt>{t('decided')}</dt>
            <dd>
              {t('byWhen', { name: of.decidedBy?.name ?? t('operator'), at: instantWords(of.decidedAt, language) })}
            </dd>
          </>
        )}
        {of.version !== null && (
          <>
            <dt>{t('version')}</dt>
            <dd>{of.version}</dd>
          </>
        )}
      </dl>
      {of.state === 'open' && <Decide of={of} />}
      {of.kind === 'calendar' ? <ProposedCalendar of={of} /> : <ProposedProcedure of={of} />}
    </>
  );
}

function Decide({ of: { id, kind, mine } }: { readonly of: ProposalView }) {
  const t = useWords(WORDS);
  const tell = useTell();
  const publish = useAct('publishProposal');
  const reject = useAct('rejectProposal');
  const meant = (body: { reason: string }) => ({ params: { proposal: id }, body });
  const done = (sentence: string) => async (): Promise<void> => {
    await again('proposal', 'proposals', 'adminCalendars', 'calendar', 'procedures', 'procedureVersions');
    tell(sentence);
  };
  return (
    <>
      {mine && <p className="notice">{t('own')}</p>}
      <div className="row">
        {!mine && (
          <Change
            label={t('publish')}
            title={t('publish')}
            confirm={t('publish')}
            consequence={t(kind === 'calendar' ? 'publishCalendar' : 'publishProcedure')}
            primary
            act={publish}
            meant={meant}
            done={done(t('published'))}
          />
        )}
        <Change
          label={t(mine ? 'takeBack' : 'reject')}
          title={t(mine ? 'takeBack' : 'reject')}
          confirm={t(mine ? 'takeBack' : 'reject')}
          consequence={t('rejectWhat')}
          danger
          act={reject}
          meant={meant}
          done={done(t(mine ? 'takenBack' : 'rejected'))}
        />
      </div>
    </>
  );
}
