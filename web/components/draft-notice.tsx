// Owns saying that a draft was found, where it is kept now, and how to drop it.
import { Button } from 'antd';
import type { DraftState } from '../lib/draft';
import { instantWords } from '../lib/days';
import { useLanguage, useWords, words } from '../lib/language';

const WORDS = words('draft', {
  restored: { zh: '已恢复草稿（{{at}}保存）', en: 'Your draft of {{at}} is back' },
  drop: { zh: '丢弃草稿', en: 'Drop the draft' },
  saved: { zh: '草稿已保存', en: 'Draft saved' },
  waiting: { zh: '草稿保存中', en: 'Saving the draft' },
  away: { zh: '暂时连不上服务器，草稿已存在本机', en: 'The server is away; the draft is kept in this browser' },
  refused: { zh: '草稿没能保存到服务器，已存在本机', en: 'The server did not keep the draft; it is in this browser' },
  merged: {
    zh: '草稿在另一个窗口中也改过，两处的修改已合并，请核对。',
    en: 'The draft was changed on another screen too; both are brought together, please look it over.',
  },
});

export function DraftNotice({
  draft,
}: {
  readonly draft: Omit<DraftState<unknown>, 'value'> & { readonly drop: () => void };
}) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const { restored, kept, merged, drop } = draft;
  return (
    <div className="draft-notice" role="status">
      {restored !== undefined && (
        <p className="notice row">
          {t('restored', { at: instantWords(restored, language) })}
          <Button size="small" onClick={drop}>
            {t('drop')}
          </Button>
        </p>
      )}
      {merged && <p className="notice">{t('merged')}</p>}
      {kept !== 'nothing' && <p className="quiet small">{t(kept)}</p>}
    </div>
  );
}
