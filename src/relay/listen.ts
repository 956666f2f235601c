/** Owns hearing at once of what is owed: a NOTIFY pokes the relay; whatever is missed, the poll finds. */
import { Client } from 'pg';
import { OWED_CHANNEL } from '../record/announce';

const AGAIN_MS = 2_000;

export interface Listening {
  stop(): Promise<void>;
}

/** Listens for as long as it is not stopped, over a connection of its own that is opened again when it breaks. */
export function listen(databaseUrl: string, onOwed: () => void): Listening {
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;
  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: databaseUrl, keepAlive: true, connectionTimeoutMillis: 5_000 });
    next.on('error', () => undefined);
    next.on('notification', onOwed);
    next.on('end', () => {
      if (stopped || client !== next) return;
      client = undefined;
      again = setTimeout(() => void connect(), AGAIN_MS);
    });
    client = next;
    try {
      await next.connect();
      await next.query(`listen ${OWED_CHANNEL}`);
      // What was committed while nobody listened.
      onOwed();
    } catch {
      if (stopped || client !== next) return;
      client = undefined;
      await next.end().catch(() => undefined);
      again = setTimeout(() => void connect(), AGAIN_MS);
    }
  }
}
