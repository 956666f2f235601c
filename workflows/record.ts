/** Owns how a process asks the record: as local activities, with patience on a durable timer while the record is away. */
import type { ActivityFailure } from '@temporalio/workflow';
import {
  ApplicationFailure,
  condition,
  isCancellation,
  proxyLocalActivities,
  sleep,
  TemporalFailure,
} from '@temporalio/workflow';
import type { Activities } from '../activities';

/** Three tries inside one task; whatever takes longer is an outage and waits on a timer, not in the history. */
export const record = proxyLocalActivities<
  Pick<Activities, 'follow' | 'commit' | 'claim' | 'finish' | 'giveUp' | 'deliverPaper'>
>({
  scheduleToCloseTimeout: '5s',
  startToCloseTimeout: '4s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '1s', maximumAttempts: 3 },
});

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;

/** Asks until it is answered: 10 s, doubling to 5 min. `stirred` cuts a pause short. */
export async function persistently<R>(ask: () => Promise<R>, stirred?: () => boolean): Promise<R> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      // A local activity fails with its own failure, a regular one with an ActivityFailure around it.
      if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    }
    const summary = '案卷库暂不可用，稍后再看 / the record is away, looking again';
    if (stirred) await condition(stirred, pause, { summary });
    else await sleep(pause, { summary });
  }
}

/** Why an activity was given up, as a code: its own, or that it never came back in time. */
export function codeOf({ cause }: ActivityFailure): string {
  return cause instanceof ApplicationFailure && cause.type != null ? cause.type : 'timed-out';
}

/** A failure that nobody expected is a bug: it fails the workflow task and waits for a mended worker, never the run. */
export async function heldByBugs<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    throw new Error(`not expected here: ${error.message}`);
  }
}
