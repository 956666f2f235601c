/**
 * Owns carrying what the record owes: wakes to Temporal, a child's outcome to its parent's record. Urgent wakes go first,
 * idle ones when nothing urgent waits; several relays may run beside each other.
 */
import type { Definitions } from '../record/definitions';
import type { CaseRecord } from '../record/record';
import { createAgencyEnds } from '../record/agencies';
import { createRecount } from '../record/recount';
import type { Sql } from '../record/sql';
import { createOwed, type LeasedOutcome, type LeasedWake } from './owed';
import type { Processes } from './processes';
import { createSweep } from './sweep';

export interface RelayDeps {
  readonly sql: Sql;
  readonly record: CaseRecord;
  readonly definitions: Definitions;
  readonly processes: Processes;
  readonly onSwept?: (cases: number) => void;
  /** `temporal-away` and `record-away` come once when it goes and `…-back` when it is back; `outcome-refused` each time. */
  readonly onTrouble?: (code: RelayTrouble, fault?: unknown) => void;
}
export type RelayTrouble = 'temporal-away' | 'temporal-back' | 'record-away' | 'record-back' | 'outcome-refused';
export interface Relay {
  /** Something is owed: do not wait for the poll. */
  poke(): void;
  /** Lets what is in flight finish. */
  stop(): Promise<void>;
}

/** Half of a small machine goes to following already with this many. */
const IN_FLIGHT = 40;
/** Idle wakes fill the room that urgent ones leave, and no more. */
const IDLE_IN_FLIGHT = 8;
/** Once full, so many have to come back before it is worth asking for more. */
const ASK_AGAIN_AT = IN_FLIGHT / 2;
const POLL_MS = 500;
const SWEEP_MS = 20_000;
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 10_000;
/** A child whose parent has not started it yet. */
const CHILD_AGAIN_MS = 1_000;
const REFUSED_AGAIN_MS = 60_000;

export function startRelay(deps: RelayDeps): Relay {
  const owed = createOwed(deps.sql);
  const sweep = createSweep(deps, owed);
  const recount = createRecount(deps);
  const endAgencies = createAgencyEnds(deps);
  const inFlight = new Set<Promise<void>>();
  const temporal = createBackoff('temporal', deps);
  const record = createBackoff('record', deps);
  const sent = createGathered<{ readonly case: string; readonly seq: number }>((waiting) => owed.wakesSent(waiting));
  let stopping = false;
  let poked = false;
  let full = false;
  let wakeUp = (): void => undefined;
  const running = Promise.all([carry(), watchClocks()]);

  return {
    poke,
    async stop() {
      stopping = true;
      poke();
      await running;
      await Promise.all(inFlight);
    },
  };

  function poke(): void {
    poked = true;
    wakeUp();
  }

  async function carry(): Promise<void> {
    while (!stopping) {
      poked = false;
      let more = false;
      try {
        more = await round();
        record.worked();
      } catch (fault) {
        record.failed(fault);
      }
      if (!more) await pause(Math.max(POLL_MS, record.pauseMs()));
    }
  }

  /** Until poked, at most this long. */
  async function pause(ms: number): Promise<void> {
    if (poked || stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** True when a kind filled the room there was for it, so that more of it may wait. */
  async function round(): Promise<boolean> {
    const free = IN_FLIGHT - inFlight.size;
    // One try finds out whether Temporal is back; the others wait for its answer.
    const now = temporal.pauseMs() > 0 ? 0 : temporal.away() ? Math.min(1, free) : free;
    const room = { now, idle: Math.min(now, Math.max(0, IDLE_IN_FLIGHT - inFlight.size)), outcomes: Math.max(1, free) };
    const { wakes, outcomes } = await owed.lease(room);
    for (const outcome of outcomes) launch(deliver(outcome));
    for (const wake of wakes) launch(send(wake));
    full = inFlight.size >= IN_FLIGHT;
    if (full || temporal.away()) return false;
    const filled = wakes.length === room.now || wakes.length === room.idle;
    return (wakes.length > 0 && filled) || outcomes.length === room.outcomes;
  }

  function launch(work: Promise<void>): void {
    // The record being away shows in the next round; the lease runs out by itself.
    const done = work.catch(record.failed).finally(() => {
      inFlight.delete(done);
      if (full && inFlight.size <= ASK_AGAIN_AT) poke();
    });
    inFlight.add(done);
  }

  async function send(wake: LeasedWake): Promise<void> {
    const { title } = await deps.definitions.version(wake.procedure_id, wake.procedure_version);
    let taken: boolean;
    try {
      taken = await deps.processes.wake({
        case: wake.case_id,
        parent: wake.parent_id,
        workflow: wake.workflow,
        procedure: wake.procedure_id,
        summary: `${title.zh} ${wake.number}`,
        epoch: wake.epoch,
        seq: wake.seq,
        head: wake.head,
        age: wake.age,
        over: wake.over,
      });
    } catch (fault) {
      temporal.failed(fault);
      return owed.wakeKept(wake.case_id, temporal.pauseMs());
    }
    if (temporal.away()) poke();
    temporal.worked();
    if (!taken) return owed.wakeKept(wake.case_id, CHILD_AGAIN_MS);
    await sent({ case: wake.case_id, seq: wake.seq });
  }

  async function deliver({ child_id, parent_id, kind, outcome, facts }: LeasedOutcome): Promise<void> {
    const answer = await deps.record.commit({
      caseId: parent_id,
      command:
        kind === 'linked'
          ? { type: 'hear-linked', from: child_id.slice(0, child_id.lastIndexOf(':')), said: outcome }
          : { type: 'child-outcome', child: child_id, outcome, facts: facts.facts, duties: facts.duties },
      actor: { kind: 'system' },
      key: `child:${child_id}:outcome`,
      scope: 'process',
    });
    // A word for a linked case that was never opened (a certificate without end has no watch) has nobody to hear it.
    if (answer.kind === 'done' || (kind === 'linked' && answer.kind === 'no-such-case')) {
      await owed.outcomeDelivered(child_id);
      poke();
      return;
    }
    deps.onTrouble?.('outcome-refused');
    await owed.outcomeKept(child_id, REFUSED_AGAIN_MS);
  }

  /** Batch by batch until no published calendar waits, or the relay is asked to stop. */
  async function recountAll(): Promise<void> {
    for (let touched = await recount(); touched !== undefined && !stopping; touched = await recount())
      if (touched > 0) poke();
  }

  async function watchClocks(): Promise<void> {
    for (let last = performance.now(); !stopping;) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      if (performance.now() - last < SWEEP_MS) continue;
      last = performance.now();
      try {
        const swept = await sweep();
        if (swept > 0) poke();
        await recountAll();
        if ((await endAgencies()) > 0) poke();
      } catch (fault) {
        record.failed(fault);
      }
    }
  }
}

/** What is handed in while one statement is under way goes with the next. */
function createGathered<T>(write: (items: readonly T[]) => Promise<void>): (item: T) => Promise<void> {
  let waiting: T[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (item) => {
    waiting.push(item);
    next ??= last.then(() => {
      const items = waiting;
      waiting = [];
      next = undefined;
      const writing = write(items);
      last = writing.catch(() => undefined);
      return writing;
    });
    return next;
  };
}

function createBackoff(of: 'temporal' | 'record', { onTrouble }: Pick<RelayDeps, 'onTrouble'>) {
  let tries = 0;
  let until = 0;
  return {
    away: () => tries > 0,
    pauseMs: () => Math.max(0, until - performance.now()),
    worked: () => {
      if (tries > 0) onTrouble?.(`${of}-back`);
      tries = 0;
      until = 0;
    },
    failed: (fault: unknown) => {
      if (tries === 0) onTrouble?.(`${of}-away`, fault);
      // Many in flight fail together: that is one outage and one step of patience.
      if (performance.now() < until) return;
      until = performance.now() + Math.min(FIRST_BACKOFF_MS * 2 ** tries, LONGEST_BACKOFF_MS);
      tries += 1;
    },
  };
}
