/**
 * Owns the watchdog: what is wrong now with the services, with the processes and with the cases, root first. It looks when it is asked
 * and keeps an answer for two seconds, so that many who ask cost one look.
 */
import type { Instant } from '../kernel/time/clock';
import type { Sql } from '../record/sql';
import { rootFirst, SERVICE_FAULTS, type Fault, type FaultCode } from './fault';
import type { ProcessLookout, ProcessRun, QueueLook } from './process-look';
import { isSilent, recordFaults, services, type Services } from './watch-record';

export interface Found {
  readonly faults: readonly Fault[];
  readonly reachable: boolean;
  /** Law time. */
  readonly lookedAt: Instant;
}
export interface ProcessView {
  readonly reachable: boolean;
  readonly run: ProcessRun | null;
  readonly children: readonly {
    readonly id: string;
    readonly type: string;
    readonly run: string;
    readonly status: string;
  }[];
  readonly queues: readonly QueueLook[];
  /** Last act that the process has seen; null: not known. */
  readonly followed: number | null;
  readonly owedSeconds: number | null;
}
export interface Watch {
  /** All cases. */
  findings(): Promise<Found>;
  /** One case and what it needs; services first. */
  ofCase(caseId: string): Promise<Found>;
  process(caseId: string): Promise<ProcessView>;
}
export interface WatchDeps {
  readonly sql: Sql;
  readonly look: ProcessLookout;
  /** The act that the newest run of a process has seen. */
  readonly followedSeq: (caseId: string) => Promise<number | undefined>;
}

const KEPT_MS = 2_000;
/** A process that was ended from outside is told of for so long after it was started again (real ms). */
const TOLD_MS = 600_000;
/** Those that were ended within this are looked at (real ms); what was ended earlier has its turn among all others. */
const LOOK_BACK_MS = 3_600_000;
/** Processes looked at in one round beside those that were ended: all get their turn. */
const ROUND = 25;
/** A new case or act is carried to its process within this (real seconds). */
const CARRIED_SECONDS = 10;
/** Tries of one workflow task after which it is no hiccup. */
const TASK_TRIES = 3;
const MANY_CASES = 20;

export function createWatch({ sql, look, followedSeq }: WatchDeps): Watch {
  const seen = new Map<string, Instant>();
  let after = '';
  const all = keep(findAll);
  const shared = keep(findServices);
  const queues = keep(() => look.queues());
  const ended = keep(
    async () => new Map((await look.endedFromOutside(Date.now() - LOOK_BACK_MS)).map(({ id, at }) => [id, at])),
  );
  const runs = new Map<string, () => Promise<ProcessRun | null>>();
  return { findings: all, ofCase, process };

  /** The newest run of a case, asked once however many look at it together. */
  function runOf(caseId: string): Promise<ProcessRun | null> {
    const known = runs.get(caseId) ?? keep(() => look.run(caseId));
    runs.delete(caseId);
    runs.set(caseId, known);
    for (const [oldest] of runs) {
      if (runs.size <= MANY_CASES * 10) break;
      runs.delete(oldest);
    }
    return known();
  }

  async function findServices(): Promise<Found & { readonly said: Services }> {
    const [said, polled] = await Promise.all([services(sql), queues().catch(() => undefined)]);
    const { now, waiting: affected, cases } = said;
    const fault = (code: FaultCode, since: Instant | null, facts: Fault['facts'] = {}): Fault => ({
      code,
      since: since ?? seen.get(code) ?? now,
      affected,
      cases,
      fingerprint: code,
      facts,
    });
    const idle = (polled ?? []).filter(({ pollers }) => pollers === 0).map(({ name }) => name);
    const faults: Fault[] = [];
    if (!polled) faults.push(fault('temporal-down', null));
    if (isSilent(said.relay)) faults.push(fault('relay-silent', said.relaySince));
    if (isSilent(said.worker)) faults.push(fault('worker-stopped', said.workerSince));
    else if (idle.length > 0) faults.push(fault('worker-stopped', null, { queues: idle.join('、') }));
    // Owed for long although everything runs that carries and follows: too much at once.
    if (said.owed > 0 && faults.length === 0) faults.push({ ...fault('lagging', said.owedSince), affected: said.owed });
    remember(faults, now, SERVICE_FAULTS);
    return { faults, reachable: polled !== undefined, lookedAt: now, said };
  }

  async function findAll(): Promise<Found> {
    const { faults, reachable, lookedAt, said } = await shared();
    const [recorded, processes] = await Promise.all([
      recordFaults(sql),
      reachable ? processFaults(said).catch(() => []) : [],
    ]);
    remember(processes, lookedAt, ['process-gone', 'child-gone', 'process-failing']);
    return { faults: rootFirst([...faults, ...recorded, ...processes]), reachable, lookedAt };
  }

  async function ofCase(caseId: string): Promise<Found> {
    const { faults, reachable, lookedAt, said } = await shared();
    const [recorded, own] = await Promise.all([
      recordFaults(sql, caseId),
      reachable ? judged([caseId], said).catch(() => []) : [],
    ]);
    return { faults: rootFirst([...faults, ...recorded, ...own]), reachable, lookedAt };
  }

  /** Those that were ended from outside, those that hold something up, and some of all others in turn. */
  async function processFaults(said: Services): Promise<readonly Fault[]> {
    const { rows } = await sql.query<{ id: string }>(
      `select id from cases where status <> 'ended' and id > $1 order by id limit ${ROUND}`,
      [after],
    );
    after = rows.length < ROUND ? '' : (rows.at(-1)?.id ?? '');
    const ids = new Set([...(await ended()).keys(), ...said.cases, ...rows.map(({ id }) => id)]);
    return grouped(await judged([...ids], said));
  }

  async function judged(ids: readonly string[], { now }: Services): Promise<readonly Fault[]> {
    const { rows } = await sql.query<{ id: string; parent_id: string | null; fresh: boolean }>(
      `select c.id, c.parent_id, exists (select 1 from wakes w where w.case_id = c.id and w.urgency = 'now'
         and w.owed_at > clock_timestamp() - interval '${CARRIED_SECONDS} seconds') as fresh
       from cases c where c.id = any($1) and c.status <> 'ended'`,
      [ids],
    );
    const found = await Promise.all(
      rows.map(async ({ id, parent_id, fresh }): Promise<readonly Fault[]> => {
        const run = await runOf(id);
        const fault = (code: FaultCode, facts: Fault['facts'] = {}): readonly Fault[] => [
          { code, since: seen.get(`${code}:${id}`) ?? now, affected: 1, cases: [id], fingerprint: code, facts },
        ];
        if (run?.status === 'RUNNING') {
          if ((run.workflowTask?.attempt ?? 0) >= TASK_TRIES) return fault('process-failing', { type: run.type });
          const at = parent_id === null ? undefined : (await ended()).get(id);
          return at !== undefined && at > Date.now() - TOLD_MS ? fault('child-restarted') : [];
        }
        // On its way: the wake that starts it is younger than the time it may take.
        if (fresh) return [];
        return fault(parent_id === null ? 'process-gone' : 'child-gone', { status: run?.status ?? 'NONE' });
      }),
    );
    return found.flat();
  }

  async function process(caseId: string): Promise<ProcessView> {
    const { rows } = await sql.query<{ seconds: number }>(
      `select extract(epoch from clock_timestamp() - owed_at)::float8 as seconds from wakes where case_id = $1 and urgency = 'now'`,
      [caseId],
    );
    const owedSeconds = rows[0]?.seconds ?? null;
    try {
      const [run, polled, followed] = await Promise.all([runOf(caseId), queues(), followedSeq(caseId)]);
      const children = await Promise.all(
        (run?.children ?? []).map(async (child) => ({
          ...child,
          status: (await runOf(child.id))?.status ?? 'NONE',
        })),
      );
      return { reachable: true, run, children, queues: polled, followed: followed ?? null, owedSeconds };
    } catch {
      return { reachable: false, run: null, children: [], queues: [], followed: null, owedSeconds };
    }
  }

  /** Since when a fault has been seen that does not say so itself; forgotten when it is over. */
  function remember(faults: readonly Fault[], now: Instant, codes: readonly FaultCode[]): void {
    const keys = new Set(
      faults.flatMap(({ code, cases }) =>
        SERVICE_FAULTS.includes(code) ? [code] : cases.map((id) => `${code}:${id}`),
      ),
    );
    for (const key of keys) if (!seen.has(key)) seen.set(key, now);
    for (const key of seen.keys())
      if (codes.some((code) => key === code || key.startsWith(`${code}:`)) && !keys.has(key)) seen.delete(key);
  }
}

/** An answer serves all who ask within two seconds. */
function keep<T>(ask: () => Promise<T>): () => Promise<T> {
  let kept: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    if (!kept || performance.now() - kept.at > KEPT_MS) {
      const answer = ask();
      kept = { at: performance.now(), answer };
      answer.catch(() => undefined);
    }
    return kept.answer;
  };
}

function grouped(faults: readonly Fault[]): readonly Fault[] {
  const groups = new Map<string, Fault>();
  for (const fault of faults) {
    const known = groups.get(fault.fingerprint);
    groups.set(
      fault.fingerprint,
      known
        ? {
            ...known,
            since: Math.min(known.since, fault.since),
            affected: known.affected + 1,
            cases: [...known.cases, ...fault.cases].slice(0, MANY_CASES),
          }
        : fault,
    );
  }
  return [...groups.values()];
}
