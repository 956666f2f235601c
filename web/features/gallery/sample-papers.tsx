// Owns looking at the papers a procedure can issue, with made-up data and marked as samples.
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { Waiting } from '../../components/waiting';
import { useSay, useWords, words } from '../../lib/language';

const Viewer = lazy(async () => ({ default: (await import('../../components/viewer')).Viewer }));
const WORDS = words('sample-papers', {
  title: { zh: '文书样张', en: 'Sample papers' },
  none: { zh: '这个流程不制作文书。', en: 'This procedure issues no paper.' },
  show: { zh: '查看样张：{{name}}', en: 'Show the sample: {{name}}' },
  hide: { zh: '收起样张：{{name}}', en: 'Hide the sample: {{name}}' },
});

export function SamplePapers({ id, definition }: { readonly id: string; readonly definition: Definition }) {
  const t = useWords(WORDS);
  const say = useSay();
  const [open, setOpen] = useState<string>();
  const papers = Object.values(definition.papers);
  return (
    <>
      <h2>{t('title')}</h2>
      {papers.length === 0 && <p>{t('none')}</p>}
      <ul className="papers">
        {papers.map(({ kind, title, article }) => {
          const name = say(title);
          const isOpen = open === kind;
          return (
            <li key={kind}>
              <p className="row">
                <Button aria-expanded={isOpen} onClick={() => setOpen(isOpen ? undefined : kind)}>
                  {t(isOpen ? 'hide' : 'show', { name })}
                </Button>
                <span className="quiet">{article}</span>
              </p>
              {isOpen && (
                <Suspense fallback={<Waiting />}>
                  <Viewer
                    href={`/api/procedures/${encodeURIComponent(id)}/papers/${encodeURIComponent(kind)}/preview`}
                    name={name}
                  />
                </Suspense>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
