// Owns saying what has just been done, on whatever screen comes next; and the way to take it back while that is offered.
import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { call } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import type { Text } from '../../../src/kernel/text';

const WORDS = words('told', {
  withdraw: { zh: '可在时限内撤回本次办理', en: 'This can be taken back for a moment' },
});
interface Told {
  readonly text: Text;
  readonly withdraw?: string;
}
let told: Told | undefined;
const listeners = new Set<() => void>();
function show(next: Told | undefined): void {
  told = next;
  listeners.forEach((listener) => listener());
}

/** `task`: asked once whether its decision may be withdrawn (办理后撤回). */
export function tell(text: Text, task?: string): void {
  const now: Told = { text };
  show(now);
  if (task === undefined) return;
  call('task', { params: { id: task } }).then(
    ({ offered }) => {
      if (told === now && offered.includes('withdraw')) show({ ...now, withdraw: task });
    },
    // Whether it may be taken back is said on the task's own page too.
    () => undefined,
  );
}

export function Told() {
  const t = useWords(WORDS);
  const say = useSay();
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => told,
  );
  return (
    <div role="status" className="told">
      {now && (
        <>
          ✓ {say(now.text)}{' '}
          {now.withdraw !== undefined && (
            <Link to="/tasks/$task" params={{ task: now.withdraw }} search={{ act: 'withdraw' }}>
              {t('withdraw')}
            </Link>
          )}
        </>
      )}
    </div>
  );
}
