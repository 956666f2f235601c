// Owns telling what the server refused: its own sentence, the article it rests on, and each fault of the form.
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import type { Refused } from '../lib/call';
import { useWords, words } from '../lib/language';

const WORDS = words('problem', {
  basis: { zh: '依据：{{basis}}', en: 'Basis: {{basis}}' },
  mend: { zh: '有内容需要填写或者更正。', en: 'Something has to be filled in or mended.' },
  wait: { zh: '请在 {{n}} 秒后再试。', en: 'Please try again in {{n}} s.' },
});

/** Focus goes to it when it comes, unless the fault stands at a field. */
export function ProblemNotice({
  refused,
  keepFocus = false,
}: {
  readonly refused: Refused | null;
  readonly keepFocus?: boolean;
}) {
  const t = useWords(WORDS);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused && !keepFocus) place.current?.focus();
  }, [refused, keepFocus]);
  if (!refused) return null;
  const { problem, retryAfterSeconds } = refused;
  return (
    <div ref={place} tabIndex={-1} role="alert" className="problem">
      <Alert
        type="error"
        showIcon
        // That a request has not its shape is a word among programs; whoever filled in a form hears of the form.
        title={keepFocus && problem.code === 'malformed' ? t('mend') : problem.detail}
        description={
          <>
            {problem.basis !== undefined && <div>{t('basis', { basis: problem.basis })}</div>}
            {retryAfterSeconds !== undefined && <div>{t('wait', { n: retryAfterSeconds })}</div>}
            {(problem.errors ?? []).length > 0 && (
              <ul>
                {problem.errors?.map(({ path, message }) => (
                  <li key={`${path} ${message}`}>{message}</li>
                ))}
              </ul>
            )}
          </>
        }
      />
    </div>
  );
}
