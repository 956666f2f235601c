// What is counted from outside: CPU of processes, Postgres' own counters, and the spread of a list of numbers.
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything: the fields are counted from behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return {
      parent: Number(fields[1]),
      own: Number(fields[11]) + Number(fields[12]),
      reaped: Number(fields[13]) + Number(fields[14]),
    };
  } catch {
    return undefined;
  }
}

/** Ids of all processes below `root`, itself included. */
function treeOf(root) {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : undefined;
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)]);
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** CPU seconds that the processes and their children have used since they began. */
export function cpuOf(roots) {
  const seconds = {};
  for (const [name, pids] of Object.entries(roots)) {
    const ticks = pids.flatMap(treeOf).reduce((sum, pid) => {
      const stat = statOf(pid);
      return sum + (stat ? stat.own + stat.reaped : 0);
    }, 0);
    seconds[name] = ticks / TICKS_PER_SECOND;
  }
  return seconds;
}

export function difference(after, before) {
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));
}

/** Value below which the share `q` of the list lies (nearest rank). */
export function quantile(values, q) {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))];
}

/** Server-wide counters of Postgres. */
export async function postgresCounters(sql) {
  const { rows } = await sql.query(`
    select (select wal_bytes::float8 from pg_stat_wal) as wal, (select sum(xact_commit)::float8 from pg_stat_database) as commits,
      (select coalesce(sum(n_tup_ins), 0)::float8 from pg_stat_user_tables where relname = 'wakes') as wakes`);
  return rows[0];
}

/** The part of the machine that stood idle, in seconds of CPU, over all cores. */
export function idleSeconds() {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/);
  return (Number(fields[4]) + Number(fields[5])) / TICKS_PER_SECOND;
}
