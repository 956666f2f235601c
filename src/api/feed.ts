// Owns what live updates are fed by: one connection that listens to Postgres, and whoever has subscribed.
import { Client, type ClientConfig } from 'pg';
import type { Log } from '../ops/logging';
import { CASE_CHANNEL } from '../record/announce';

export interface CaseChanged {
  readonly case: string;
  readonly seq: number;
}
export interface CaseFeed {
  /** Calls back for every change from now on; returns how to stop. */
  subscribe(listener: (change: CaseChanged) => void): () => void;
  close(): Promise<void>;
}

const AGAIN_MS = 2_000;

/** Listens on the channel the record notifies; a lost connection is made again, and listeners miss what happened meanwhile. */
export function listenToCases(config: ClientConfig, log: Log): CaseFeed {
  const listeners = new Set<(change: CaseChanged) => void>();
  let client: Client | undefined;
  let closed = false;
  let again: NodeJS.Timeout | undefined;

  function retry(lost: Client): void {
    if (closed || client !== lost) return;
    client = undefined;
    again = setTimeout(connect, AGAIN_MS);
  }
  function connect(): void {
    const fresh = new Client({ keepAlive: true, connectionTimeoutMillis: 5_000, ...config });
    client = fresh;
    fresh.on('notification', ({ payload = '' }) => tell(payload));
    fresh.on('error', () => retry(fresh));
    fresh.on('end', () => retry(fresh));
    fresh
      .connect()
      .then(() => fresh.query(`LISTEN ${CASE_CHANNEL}`))
      .catch((error: unknown) => {
        if (!closed) log.warn('live updates are waiting for the database', { error });
        retry(fresh);
        fresh.end().catch(() => undefined);
      });
  }
  function tell(payload: string): void {
    const change = changeIn(payload);
    if (change) for (const listener of listeners) listener(change);
  }
  connect();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
}

/** `<case> <seq>`, or the JSON of it. */
function changeIn(payload: string): CaseChanged | undefined {
  if (payload.startsWith('{')) {
    try {
      const { case: id, seq } = JSON.parse(payload) as Partial<CaseChanged>;
      return typeof id === 'string' && typeof seq === 'number' ? { case: id, seq } : undefined;
    } catch {
      return undefined;
    }
  }
  const [id = '', seq = ''] = payload.split(' ');
  return id !== '' && /^\d+$/.test(seq) ? { case: id, seq: Number(seq) } : undefined;
}
