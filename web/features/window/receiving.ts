/**
 * Owns taking an application in (收件): one request under one key that stands in the draft. Whatever crashes in between, the same
 * request is repeated and gets the same answer: one application is one case, and its receipt is not lost.
 */
import { useEffect, useRef, useState } from 'react';
import { again } from '../../lib/asking';
import { call, newKey, Refused, type Answer, type Asked } from '../../lib/call';
import type { WindowDraft } from './window-draft';

type Application = Asked<'openCase'>['body'];
export type Opened = Answer<'openCase'>;
const AGAIN_MS = 4_000;

export interface Receiving {
  readonly opened: Opened | undefined;
  /** It was sent and no answer has come yet: it is repeated by itself. */
  readonly isUnanswered: boolean;
  readonly refused: Refused | null;
  readonly receive: () => void;
  readonly forget: () => void;
}

export function useReceiving(draft: WindowDraft, application: Application | undefined): Receiving {
  const [opened, setOpened] = useState<Opened>();
  const [refused, setRefused] = useState<Refused | null>(null);
  const latest = useRef({ application, change: draft.change });
  useEffect(() => {
    latest.current = { application, change: draft.change };
  });
  const { key } = draft.value;
  const isDue = draft.ready && key !== undefined && opened === undefined && application !== undefined;
  useEffect(() => {
    if (!isDue || key === undefined) return;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = async (): Promise<void> => {
      const { application: body } = latest.current;
      if (!body) return;
      try {
        const answer = await call('openCase', { body, key });
        if (left) return;
        setRefused(null);
        setOpened(answer);
        await again('cases', 'tasks', 'taskCounts', 'windowDay');
      } catch (fault) {
        if (!(fault instanceof Refused)) throw fault;
        if (left) return;
        if (isUnanswered(fault)) timer = setTimeout(() => void send(), AGAIN_MS);
        else latest.current.change({ key: undefined });
        setRefused(fault);
      }
    };
    void send();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [isDue, key]);
  return {
    opened,
    isUnanswered: isDue,
    refused,
    receive: () => {
      setRefused(null);
      draft.change({ key: newKey() });
    },
    forget: () => setRefused(null),
  };
}

/** Whether it was done is not known; who has to sign in again finds it where it was. */
function isUnanswered({ status }: Refused): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500;
}
