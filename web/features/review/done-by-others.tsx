// Owns the end of a race: somebody else has decided, and here is the way on.
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Refused } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import type { Row } from './inbox-view';

const WORDS = words('done-by-others', {
  title: { zh: '已由他人办理', en: 'Somebody else has dealt with it' },
  next: { zh: '办理下一件：{{number}}', en: 'On to the next: {{number}}' },
  inbox: { zh: '回到待办', en: 'Back to the inbox' },
});

export function DoneByOthers({
  refused,
  next,
  goOn,
}: {
  readonly refused: Refused | null;
  readonly next: Row | undefined;
  readonly goOn: () => void;
}) {
  const t = useWords(WORDS);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} role="alert">
      <Alert
        type="info"
        showIcon
        title={t('title')}
        description={
          <>
            <p>{refused?.problem.detail}</p>
            <p className="row">
              {next && (
                <Button type="primary" onClick={goOn}>
                  {t('next', { number: next.number })}
                </Button>
              )}
              <Link to="/inbox">{t('inbox')}</Link>
            </p>
          </>
        }
      />
    </div>
  );
}
