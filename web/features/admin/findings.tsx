// Owns showing what the checker found in a definition: where, how grave, and the sentence.
import { useWords, words } from '../../lib/language';
import { Listing } from './listing';

const WORDS = words('findings', {
  title: { zh: '流程检查', en: 'The checker' },
  none: { zh: '没有发现问题。', en: 'It found nothing.' },
  caption: { zh: '有错误的不能提出或者发布', en: 'With errors it is neither proposed nor published' },
  path: { zh: '位置', en: 'Place' },
  whole: { zh: '整个定义', en: 'the whole definition' },
  severity: { zh: '程度', en: 'Gravity' },
  error: { zh: '错误', en: 'error' },
  warning: { zh: '提醒', en: 'warning' },
  message: { zh: '发现', en: 'Finding' },
  walk: { zh: '经过：{{walk}}', en: 'by way of {{walk}}' },
});
export interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
  readonly message: string;
  readonly walk?: readonly string[] | undefined;
}

export function Findings({ of }: { readonly of: readonly Finding[] }) {
  const t = useWords(WORDS);
  return (
    <section>
      <h2>{t('title')}</h2>
      {of.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Listing
          caption={t('caption')}
          rows={of}
          keyOf={({ rule, path, message }) => `${rule} ${path} ${message}`}
          columns={[
            { title: t('path'), show: ({ path }) => (path === '' ? t('whole') : <code>{path}</code>) },
            { title: t('severity'), show: ({ severity }) => t(severity === 'error' ? 'error' : 'warning') },
            {
              title: t('message'),
              show: ({ message, walk }) => (
                <>
                  {message}
                  {walk && walk.length > 0 && <div className="quiet">{t('walk', { walk: walk.join(' → ') })}</div>}
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
