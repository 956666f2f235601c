// Owns showing how a message would read.
import type { Answer } from '../../lib/call';
import { useWords, words } from '../../lib/language';

const WORDS = words('wording-preview', {
  title: { zh: '预览（虚构数据）', en: 'Preview (made-up data)' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  letter: { zh: '信件', en: 'Letter' },
  sms: { zh: '短信', en: 'Text message' },
});

export function WordingPreview({ of }: { readonly of: Answer<'previewMessage'> }) {
  const t = useWords(WORDS);
  return (
    <section>
      <h2>{t('title')}</h2>
      <div className="sides">
        {(['zh', 'en'] as const).map((language) => (
          <div key={language}>
            <h3>{t(language)}</h3>
            <p>{t('letter')}</p>
            <div className="letter" lang={language}>
              <strong>{of[language].subject}</strong>
              {'\n\n'}
              {of[language].text}
            </div>
            <p>{t('sms')}</p>
            <div className="letter" lang={language}>
              {of[language].sms}
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
