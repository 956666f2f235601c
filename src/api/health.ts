// Owns what operators and their tools ask: alive, ready, figures.
import type { Handlers } from './call';
import type { Deps, TemporalHealth } from './deps';

const PATIENCE_MS = 1_500;
const AWAY: TemporalHealth = { reachable: false, behindSeconds: 0, worker: false };

async function within<T>(work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => (timer = setTimeout(() => resolve(otherwise), PATIENCE_MS)));
  return Promise.race([work.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
}

export function health(deps: Deps): Handlers<'alive' | 'ready' | 'metrics'> {
  return {
    alive: () => ({ body: { status: 'alive' } }),
    async ready() {
      const [database, temporal] = await Promise.all([
        within(
          deps.pool.query('SELECT 1').then(() => true),
          false,
        ),
        within(deps.temporal(), AWAY),
      ]);
      const { reachable, behindSeconds, worker } = temporal;
      const status = !database ? 'down' : reachable && worker ? 'ready' : 'degraded';
      return {
        status: database ? 200 : 503,
        body: { status, database, temporal: { reachable, behindSeconds }, worker },
      };
    },
    async metrics() {
      await deps.metrics.collect(deps.pool);
      return { content: { mediaType: deps.metrics.contentType, bytes: await deps.metrics.text() } };
    },
  };
}
