// Owns the steps of a procedure as a table.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { ScrollTable } from '../../components/scroll-table';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { limitWords } from '../../lib/law-words';
import { useNames } from '../../lib/names';
import { stepsOf } from './steps';

const WORDS = words('steps-table', {
  title: { zh: '步骤', en: 'Steps' },
  step: { zh: '步骤', en: 'Step' },
  post: { zh: '岗位', en: 'Post' },
  limit: { zh: '期限', en: 'Limit' },
  article: { zh: '依据', en: 'Article' },
  outcomes: { zh: '可能的结果', en: 'Outcomes' },
  papers: { zh: '文书', en: 'Papers' },
  cases: { zh: '在办', en: 'Cases here' },
  standing: {
    zh: '按这一版办理的办件：在办 {{open}} 件，办结 {{ended}} 件（您可见的）。',
    en: 'Cases by this version that you may see: {{open}} open, {{ended}} ended.',
  },
  each: { zh: '{{post}}，{{n}} 人', en: '{{post}}, {{n}} of them' },
  when: { zh: '仅当：{{when}}', en: 'Only if: {{when}}' },
  child: { zh: '子流程', en: 'a child process' },
  await: { zh: '等待当事人', en: 'waits for a party' },
  call: { zh: '调用外部服务', en: 'calls another service' },
  wait: { zh: '等待申请人', en: 'waits for the applicant' },
});

/** How many cases stand where, of those the reader may see. */
function useStanding({ id, version }: Definition) {
  const { data } = useQuery(reading('procedureStanding', { params: { id } }));
  const own = data?.versions.find((each) => each.version === version);
  return {
    open: own?.open ?? 0,
    ended: own?.ended ?? 0,
    at: new Map(own?.steps.map(({ step, cases }) => [step, cases])),
  };
}

export function StepsTable({ definition }: { readonly definition: Definition }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const names = useNames();
  const rows = useMemo(() => stepsOf(definition), [definition]);
  const standing = useStanding(definition);
  return (
    <>
      <h2>{t('title')}</h2>
      <p>{t('standing', { open: standing.open, ended: standing.ended })}</p>
      <ScrollTable
        name={t('title')}
        heads={(['step', 'post', 'limit', 'article', 'outcomes', 'papers', 'cases'] as const).map((head) => t(head))}
      >
        {rows.map(({ id, kind, title, when, post, limit, article, outcomes, papers }) => (
          <tr key={id}>
            <th scope="row">
              {say(title)}
              {when.length > 0 && <div className="quiet">{t('when', { when: marks.series(when.map(say)) })}</div>}
            </th>
            <td>
              {post
                ? post.count > 1
                  ? t('each', { post: names.post(post.kind), n: post.count })
                  : names.post(post.kind)
                : t(kind === 'child' || kind === 'await' || kind === 'call' ? kind : 'wait')}
            </td>
            <td>{limit ? limitWords(limit, say) : '—'}</td>
            <td>{article ?? '—'}</td>
            <td>{marks.list(outcomes.map(say)) || '—'}</td>
            <td>{marks.list(papers.map((paper) => say(paper.title))) || '—'}</td>
            <td>{standing.at.get(id) ?? 0}</td>
          </tr>
        ))}
      </ScrollTable>
    </>
  );
}
