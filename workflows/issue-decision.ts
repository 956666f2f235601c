/**
 * 制作、用印、核验、送达 one paper. The effect is claimed under the case's lock, so that a withdrawal meets "being sealed";
 * what was made and then not wanted any more is marked void. Made in one activity and asked of the record in local ones:
 * each further trip through Temporal would cost more than the paper itself.
 */
import {
  ActivityFailure,
  CancellationScope,
  isCancellation,
  proxyActivities,
  TemporalFailure,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import { QUEUES, type EffectOver, type EffectRef } from './messages';
import { codeOf, heldByBugs, persistently, record } from './record';

const { makePaper } = proxyActivities<Activities>({
  taskQueue: QUEUES.seal,
  startToCloseTimeout: '2m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m', maximumAttempts: 16 },
});
const { voidPaper } = proxyActivities<Activities>({
  taskQueue: QUEUES.effects,
  startToCloseTimeout: '2m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '2m', maximumAttempts: 12 },
});

export function issueDecision(ref: EffectRef): Promise<EffectOver> {
  return heldByBugs(() => run(ref));
}

async function run(ref: EffectRef): Promise<EffectOver> {
  const claimed = await persistently(() => record.claim(ref));
  if (claimed.claim === undefined) return { seq: claimed.seq, moved: true };
  const { claim } = claimed;
  try {
    const made = await makePaper.executeWithOptions({ summary: `制作、用印 ${ref.subject}` }, [ref]);
    const finished = await persistently(() => record.finish({ ...ref, claim, result: { ...made } }));
    if (!finished.done) {
      await CancellationScope.nonCancellable(() => voidPaper({ ...ref, sha256: made.sha256, why: 'not-issued' }));
    } else {
      // Served by the record from here on: a store that is away now leaves the paper standing.
      await record.deliverPaper(ref).catch(unlessCancelled);
    }
    return { seq: finished.seq, moved: finished.moved };
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    const seq = await persistently(() => record.giveUp({ ...ref, claim, failure: codeOf(error) }));
    return { seq, moved: true };
  }
}

function unlessCancelled(error: unknown): void {
  if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
}
