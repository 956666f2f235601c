// Owns saying what has just been done, on whatever screen comes next; and the way to take it back while that is offered.
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { call, newKey, Refused } from '../../lib/call';
import { useCommands } from '../../lib/commands';
import { useSay, useWords, words } from '../../lib/language';
import type { Text } from '../../../src/kernel/text';
import { takeBack } from './take-back';

const WORDS = words('told', {
  may: { zh: '，{{n}} 秒内可撤回', en: '; it may be taken back within {{n}} seconds' },
  left: { zh: '{{n}} 秒内可撤回', en: 'May be taken back for {{n}} s' },
  withdraw: { zh: '撤回', en: 'Take back' },
});
/** Once a second the eyes see how long is left; the ears hear it once. */
const TICK_MS = 1_000;

interface Undo {
  readonly task: string;
  /** Of the act that would take it back: pressed twice, it is one act. */
  readonly key: string;
  /** Seconds there were when it was told, and that are left. */
  readonly seconds: number;
  readonly left: number;
}
interface Told {
  readonly text: Text;
  readonly undo?: Undo;
}
let told: Told | undefined;
let ticking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();
function show(next: Told | undefined): void {
  told = next;
  listeners.forEach((listener) => listener());
}

/** `task`: asked once whether its decision may be withdrawn (办理后撤回), and for how long. */
export function tell(text: Text, task?: string): void {
  clearInterval(ticking);
  const now: Told = { text };
  show(now);
  if (task === undefined) return;
  call('task', { params: { id: task } }).then(
    ({ offered, held }) => {
      if (told === now && held && offered.includes('withdraw')) countDown(text, task, held.seconds);
    },
    // Whether it may be taken back is said on the task's own page too.
    () => undefined,
  );
}

function countDown(text: Text, task: string, seconds: number): void {
  const [until, key] = [performance.now() + seconds * TICK_MS, newKey()];
  const tick = (): void => {
    const left = Math.ceil((until - performance.now()) / TICK_MS);
    if (left <= 0) clearInterval(ticking);
    show(left > 0 ? { text, undo: { task, key, seconds, left } } : { text });
  };
  ticking = setInterval(tick, TICK_MS);
  tick();
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
    <div className="told-line">
      <div role="status" className="told">
        {now && (
          <>
            ✓ {say(now.text)}
            {now.undo && <span className="seen-by-ear">{t('may', { n: now.undo.seconds })}</span>}
          </>
        )}
      </div>
      {now?.undo && <TakeBack key={now.undo.key} undo={now.undo} />}
    </div>
  );
}

function TakeBack({ undo }: { readonly undo: Undo }) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const { task, key, left } = undo;
  const send = async (): Promise<void> => {
    setBusy(true);
    setRefused(null);
    try {
      await takeBack(task, key);
      tell({ zh: '已撤回，请重新办理', en: 'Taken back; it is yours to decide again' });
      await navigate({ to: '/tasks/$task', params: { task }, search: {} });
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      setRefused(fault);
    } finally {
      setBusy(false);
    }
  };
  const run = (): void => void (isBusy || send());
  useCommands([{ title: t('withdraw'), key: 'u', run }]);
  return (
    <>
      <span aria-hidden="true">{t('left', { n: left })}</span>
      <Button onClick={run} loading={isBusy} aria-keyshortcuts="u">
        {t('withdraw')} <kbd aria-hidden="true">U</kbd>
      </Button>
      <ProblemNotice refused={refused} />
    </>
  );
}
