// Owns what the watchdog has found, the gravest first: what it is, whom it touches, and what helps.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reading } from '../../lib/asking';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';

const WORDS = words('findings', {
  title: { zh: '监测发现的问题', en: 'What the watchdog has found' },
  none: { zh: '✓ 没有发现系统问题。', en: '✓ Nothing is wrong with the system.' },
  looked: { zh: '最近检查：{{at}}', en: 'Last look: {{at}}' },
  away: {
    zh: '流程引擎暂时无法访问，以下为最近一次检查的结果。',
    en: 'The process engine cannot be reached; this is what the last look found.',
  },
  critical: { zh: '✖ 严重', en: '✖ critical' },
  warning: { zh: '▲ 警告', en: '▲ warning' },
  info: { zh: '● 提示', en: '● to know' },
  since: { zh: '自 {{at}}', en: 'since {{at}}' },
  affected: { zh: '影响 {{n}} 件', en: 'touches {{n}} cases' },
  case: { zh: '办件 {{n}}', en: 'Case {{n}}' },
  cases: { zh: '受影响的办件', en: 'Cases it touches' },
});
const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;

export function Findings() {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const { data } = useSuspenseQuery({ ...reading('findings'), refetchInterval: 15_000 });
  const items = [...data.items].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
  return (
    <section aria-labelledby="findings-title">
      <h2 id="findings-title">{t('title')}</h2>
      {!data.reachable && <p className="notice">{t('away')}</p>}
      {items.length === 0 && <p>{t('none')}</p>}
      <ul className="findings">
        {items.map((finding) => (
          <li key={finding.fingerprint} className={finding.severity}>
            <h3>
              {t(finding.severity)} {say(finding.title)}
            </h3>
            <p>{say(finding.sentence)}</p>
            <p className="row quiet">
              <span>{t('since', { at: instantWords(finding.since, language) })}</span>
              {finding.affected > 0 && <span>{t('affected', { n: finding.affected })}</span>}
            </p>
            <p>{say(finding.help)}</p>
            {finding.cases.length > 0 && (
              <details>
                <summary>
                  {t('cases')} ({finding.cases.length})
                </summary>
                <ul>
                  {finding.cases.map((id, nth) => (
                    <li key={id}>
                      <Link to="/cases/$id" params={{ id }}>
                        {t('case', { n: nth + 1 })} <code>{id}</code>
                      </Link>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">{t('looked', { at: instantWords(data.lookedAt, language) })}</p>
    </section>
  );
}
