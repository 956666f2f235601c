// Owns the time until an answer is there, and that none came.
import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import type { Refused } from '../../lib/call';
import { useWords, words } from '../../lib/language';

const WORDS = words('loaded', {
  loading: { zh: '正在读取', en: 'Reading' },
  again: { zh: '重试', en: 'Try again' },
});

export function Loaded<T>({
  of,
  children,
}: {
  readonly of: UseQueryResult<T, Refused>;
  readonly children: (data: T) => ReactNode;
}) {
  const t = useWords(WORDS);
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.isPending) return <Spin aria-label={t('loading')} />;
  return (
    <>
      <ProblemNotice refused={of.error} />
      <p>
        <Button onClick={() => void of.refetch()}>{t('again')}</Button>
      </p>
    </>
  );
}
