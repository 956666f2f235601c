// Owns looking at a paper on the spot: PDF page by page, pictures as they are; what cannot be shown is offered to be saved.
import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { ProblemNotice } from '../problem-notice';
import { bytesOf, type Refused } from '../../lib/call';
import { useWords, words } from '../../lib/language';

const WORDS = words('viewer', {
  opening: { zh: '正在打开', en: 'Opening' },
  save: { zh: '下载', en: 'Save' },
  open: { zh: '在新窗口打开', en: 'Open in a new window' },
  cannot: { zh: '这种文件不能在此预览，请下载查看。', en: 'This kind of file cannot be shown here; please save it.' },
});
const Pages = lazy(() => import('./pages').then(({ Pages }) => ({ default: Pages })));

export interface ViewerProps {
  /** Address of the bytes, `/api/documents/…` or `/api/cases/…/files/…`. */
  readonly href: string;
  readonly name: string;
}

export function Viewer({ href, name }: ViewerProps) {
  const t = useWords(WORDS);
  const { data, error } = useQuery<Blob, Refused>({
    queryKey: ['bytes', href],
    queryFn: ({ signal }) => bytesOf(href, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const address = useAddress(data);
  if (error) return <ProblemNotice refused={error} keepFocus />;
  if (!data || address === undefined) return <Spin aria-label={t('opening')} />;
  return (
    <div>
      <p className="row">
        <strong className="wraps">{name}</strong>
        <Button href={address} download={name} size="small">
          {t('save')}
        </Button>
        <Button href={href} target="_blank" rel="noopener" size="small">
          {t('open')}
        </Button>
      </p>
      {data.type.startsWith('image/') ? (
        <img src={address} alt={name} style={{ maxWidth: '100%' }} />
      ) : data.type.startsWith('application/pdf') ? (
        <Suspense fallback={<Spin aria-label={t('opening')} />}>
          <Pages of={data} name={name} />
        </Suspense>
      ) : (
        <p>{t('cannot')}</p>
      )}
    </div>
  );
}

/** An address of the bytes within this page, given back when they are no longer shown. */
function useAddress(bytes: Blob | undefined): string | undefined {
  const address = useMemo(() => (bytes ? URL.createObjectURL(bytes) : undefined), [bytes]);
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address]);
  return address;
}
