// Owns what became of a message's words, and the way back to any of them.
import { Button } from 'antd';
import { instantWords } from '../../lib/days';
import { useLanguage, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Listing } from './listing';
import type { Template } from './message-template';
import { useTell } from './outcome';
import type { Wording } from './wording-form';

const WORDS = words('wording-history', {
  title: { zh: '沿革', en: 'History' },
  caption: { zh: '各版文本，新的在前', en: 'Versions of the words, the newest first' },
  version: { zh: '版本', en: 'Version' },
  nth: { zh: '第 {{n}} 版', en: 'version {{n}}' },
  by: { zh: '改写人', en: 'Changed by' },
  at: { zh: '时间', en: 'When' },
  reason: { zh: '理由', en: 'Reason' },
  acts: { zh: '办理', en: 'Acts' },
  take: { zh: '取到编辑区', en: 'Take into the editor' },
  taken: { zh: '已取到编辑区，核对后可启用。', en: 'It is in the editor: check it and put it in use.' },
  back: { zh: '恢复为原文', en: 'back to the shipped words' },
});

export function WordingHistory({ of, take }: { readonly of: Template; readonly take: (wording: Wording) => void }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const tell = useTell();
  const language = useLanguage();
  return (
    <>
      <h2>{t('title')}</h2>
      <Listing
        caption={t('caption')}
        rows={[...of.history].sort((a, b) => b.version - a.version)}
        keyOf={({ version }) => String(version)}
        columns={[
          { title: t('version'), show: ({ version }) => t('nth', { n: version }) },
          { title: t('by'), show: ({ changedBy }) => changedBy.name },
          { title: t('at'), show: ({ changedAt }) => instantWords(changedAt, language) },
          { title: t('reason'), show: ({ reason }) => reason },
          {
            title: t('acts'),
            show: ({ version, wording }) =>
              wording === null ? (
                t('back')
              ) : (
                <Button
                  size="small"
                  aria-label={marks.of(t('take'), t('nth', { n: version }))}
                  onClick={() => {
                    take(wording);
                    tell(t('taken'));
                  }}
                >
                  {t('take')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
