// Owns showing the two logs to administrators; whoever reads the access log is in it.
import { accesses, changesMade, noteLook } from '../../queries/admin/logs';
import type { Handlers } from '../call';
import type { Deps } from '../deps';
import { wireTime } from '../times';

export function adminLogs(deps: Deps): Handlers<'accessLog' | 'administrationLog'> {
  return {
    async accessLog({ caller, query }) {
      // Noted first: the look itself is the first thing it shows.
      await noteLook(deps.pool, caller.person, 'access-log', filterIn(query));
      const { items, next } = await accesses(deps.pool, query);
      return { body: { items: items.map((row) => ({ ...row, at: wireTime(row.at) })), next } };
    },
    async administrationLog({ caller, query }) {
      await noteLook(deps.pool, caller.person, 'administration-log', filterIn(query));
      const { items, next } = await changesMade(deps.pool, query);
      return { body: { items: items.map((row) => ({ ...row, at: wireTime(row.at) })), next } };
    },
  };
}

/** What was asked for, e.g. `person:zhangwei from:2026-03-01`. */
function filterIn({ limit: _, after: __, ...filter }: { limit?: unknown; after?: unknown }): string | undefined {
  const words = Object.entries(filter).map(([name, value]) => `${name}:${String(value)}`);
  return words.length === 0 ? undefined : words.join(' ');
}
