// Owns the list of what was proposed: what waits for a second person stands first.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reading } from '../../lib/asking';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { Listing } from './listing';
import { Loaded } from './loaded';
import { useProcedureName } from './procedure-name';
import { called, PROPOSAL_STATES } from './town-words';

const WORDS = words('proposal-list', {
  caption: { zh: '提出后须由另一名管理员发布', en: 'What one administrator proposes another publishes' },
  subject: { zh: '提案', en: 'Proposal' },
  calendar: { zh: '{{year}}年日历', en: 'Calendar of {{year}}' },
  state: { zh: '状态', en: 'State' },
  by: { zh: '提出人', en: 'Proposed by' },
  mine: { zh: '（本人）', en: ' (you)' },
  at: { zh: '提出时间', en: 'Proposed' },
  reason: { zh: '理由', en: 'Reason' },
});

export function ProposalList({ kind }: { readonly kind: 'calendar' | 'procedure' }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const nameOf = useProcedureName();
  const proposals = useQuery(reading('proposals', { query: { kind, limit: 200 } }));
  return (
    <Loaded of={proposals}>
      {({ items }) => (
        <Listing
          caption={t('caption')}
          rows={[...items.filter(({ state }) => state === 'open'), ...items.filter(({ state }) => state !== 'open')]}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('subject'),
              show: ({ id, subject }) => (
                <Link to="/admin/proposals/$proposal" params={{ proposal: id }}>
                  {kind === 'calendar' ? t('calendar', { year: subject }) : nameOf(subject)}
                </Link>
              ),
            },
            { title: t('state'), show: ({ state }) => say(called(PROPOSAL_STATES, state)) },
            { title: t('by'), show: ({ proposedBy, mine }) => `${proposedBy.name}${mine ? t('mine') : ''}` },
            { title: t('at'), show: ({ proposedAt }) => instantWords(proposedAt, language) },
            { title: t('reason'), show: ({ reason }) => reason },
          ]}
        />
      )}
    </Loaded>
  );
}
