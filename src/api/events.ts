// Owns live updates: each change of a case is told to the streams of those who may see it, as "look again", never with its content.
import type { Response } from 'express';
import { principalOf, type Principal } from '../auth/principal';
import { casesSeen } from '../queries/on-file';
import type { Call, Handlers } from './call';
import type { Deps } from './deps';

const HEARTBEAT_MS = 25_000;
/** Changes of a moment are told together: one look at who may see what, not one for each. */
const GATHER_MS = 100;
const MOST_STREAMS = 500;

export function events(deps: Deps): Handlers<'events'> {
  let streams = 0;
  return {
    events({ caller, request, response }: Call<'events'>) {
      response.set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        Connection: 'keep-alive',
      });
      if (streams >= MOST_STREAMS) {
        response.status(429).set('Retry-After', '30').end();
        return 'streaming' as const;
      }
      streams += 1;
      const stop = stream(deps, caller, response, () =>
        principalOf(deps.pool, request.headers, { secure: deps.secureCookies }),
      );
      response.on('close', () => {
        streams -= 1;
        stop();
      });
      return 'streaming' as const;
    },
  };
}

function stream(
  deps: Deps,
  first: Principal,
  response: Response,
  again: () => Promise<Principal | undefined>,
): () => void {
  let caller = first;
  const pending = new Map<string, number>();
  let gathering: NodeJS.Timeout | undefined;
  const tell = async (): Promise<void> => {
    gathering = undefined;
    const changes = [...pending];
    pending.clear();
    const seen = await casesSeen(
      deps.db,
      caller,
      changes.map(([id]) => id),
    );
    for (const [id, seq] of changes)
      if (seen.has(id)) response.write(`event: case\nid: ${seq}\ndata: ${JSON.stringify({ case: id, seq })}\n\n`);
  };
  const quietly = (work: Promise<void>): void =>
    void work.catch((error: unknown) => deps.log.warn('a live update was not told', { error }));
  const unsubscribe = deps.feed.subscribe((change) => {
    pending.set(change.case, Math.max(change.seq, pending.get(change.case) ?? 0));
    gathering ??= setTimeout(() => quietly(tell()), GATHER_MS);
  });
  const heartbeat = setInterval(
    () =>
      quietly(
        again().then((still) => {
          // Signed out, expired or disabled meanwhile: nothing more is told.
          if (!still || still.passwordToChange) return void response.end();
          caller = still;
          response.write(': still here\n\n');
        }),
      ),
    HEARTBEAT_MS,
  );
  response.flushHeaders();
  response.write('retry: 3000\n\n');
  return () => {
    unsubscribe();
    clearInterval(heartbeat);
    clearTimeout(gathering);
  };
}
