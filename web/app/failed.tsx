// Owns what is shown where nothing can be shown: a place that does not exist, or is not yours, looks the same; a fault has a way out.
import { Button } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { Refused } from '../lib/call';
import { useWords, words } from '../lib/language';
import { useTitle } from '../components/title';

const WORDS = words('failed', {
  missing: { zh: '没有这个页面，或者您无权查看', en: 'No such page, or not one you may see' },
  missingWhy: {
    zh: '请核对地址；办件可能属于其他单位。',
    en: 'Please check the address; the case may belong to another body.',
  },
  fault: { zh: '页面没能打开', en: 'The page could not be opened' },
  faultWhy: { zh: '您没有丢失任何已提交的内容，可以重试。', en: 'Nothing you have sent is lost. You can try again.' },
  again: { zh: '重试', en: 'Try again' },
  home: { zh: '回到首页', en: 'Back to the start' },
});

export function NoSuchPage() {
  const t = useWords(WORDS);
  useTitle(t('missing'));
  return (
    <section id="no-such-page">
      <h1>{t('missing')}</h1>
      <p>{t('missingWhy')}</p>
      <p>
        <Link to="/">{t('home')}</Link>
      </p>
    </section>
  );
}

export function Failed({ error }: { readonly error: unknown }) {
  const t = useWords(WORDS);
  const router = useRouter();
  const isMissing = error instanceof Refused && error.status === 404;
  // Said last by whatever stands outside, so it is the same here and there.
  useTitle(t(isMissing ? 'missing' : 'fault'));
  if (isMissing) return <NoSuchPage />;
  return (
    <section role="alert">
      <h1>{t('fault')}</h1>
      <p>{error instanceof Refused ? error.message : t('faultWhy')}</p>
      <p className="row">
        <Button type="primary" onClick={() => void router.invalidate()}>
          {t('again')}
        </Button>
        <Link to="/">{t('home')}</Link>
      </p>
    </section>
  );
}
