// Owns the papers issued on a case: seal, standing, the code by which anybody verifies them, and the paper itself on the spot.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Waiting } from '../../components/waiting';
import { reading } from '../../lib/asking';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import type { CaseView } from './case-definition';

const Viewer = lazy(async () => ({ default: (await import('../../components/viewer')).Viewer }));
const WORDS = words('documents-part', {
  none: { zh: '还没有制作文书。', en: 'No paper has been issued yet.' },
  sealed: { zh: '已用印', en: 'Sealed' },
  unsealed: { zh: '不用印', en: 'Without a seal' },
  replaced: { zh: '✖ 已作废，由新文书代替', en: '✖ Void: another paper stands in its place' },
  valid: { zh: '✓ 有效', en: '✓ Stands' },
  issued: { zh: '制作：{{at}}', en: 'Issued: {{at}}' },
  code: { zh: '核验码', en: 'Verification code' },
  digest: { zh: '文件摘要（SHA-256）', en: 'Digest of the file (SHA-256)' },
  show: { zh: '查看 {{name}}', en: 'Show {{name}}' },
  hide: { zh: '收起 {{name}}', en: 'Hide {{name}}' },
});

export function DocumentsPart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const { data } = useSuspenseQuery(reading('documents', { params: { id: view.id } }));
  const [open, setOpen] = useState<string>();
  if (data.items.length === 0) return <p>{t('none')}</p>;
  return (
    <ul className="papers">
      {data.items.map((paper) => {
        const name = `${say(paper.title)}${paper.number === null ? '' : ` ${paper.number}`}`;
        const isOpen = open === paper.id;
        return (
          <li key={paper.id}>
            <h3 className={paper.standing === 'replaced' ? 'void' : undefined}>{name}</h3>
            <p className="row">
              <span>{t(paper.standing)}</span>
              <span>{t(paper.sealed ? 'sealed' : 'unsealed')}</span>
              <span>{t('issued', { at: instantWords(paper.issuedAt, language) })}</span>
              <span>
                {t('code')} <a href={`/verify/${encodeURIComponent(paper.verifyCode)}`}>{paper.verifyCode}</a>
              </span>
            </p>
            <p className="quiet wraps">
              {t('digest')} <code>{paper.sha256}</code>
            </p>
            <Button aria-expanded={isOpen} onClick={() => setOpen(isOpen ? undefined : paper.id)}>
              {t(isOpen ? 'hide' : 'show', { name })}
            </Button>
            {isOpen && (
              <Suspense fallback={<Waiting />}>
                <Viewer href={paper.href} name={name} />
              </Suspense>
            )}
          </li>
        );
      })}
    </ul>
  );
}
