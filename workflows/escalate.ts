/**
 * 督办: the ladder of one clock. The record has opened the supervisory seat with the rung; here the post above is told of it,
 * and that it was told is recorded. A rung higher comes with the next escalation of the same clock.
 */
import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { QUEUES, type EffectOver, type EffectRef } from './messages';
import { codeOf, heldByBugs, persistently, record } from './record';

const { tellSupervisor } = proxyActivities<Activities>({
  taskQueue: QUEUES.outside,
  startToCloseTimeout: '60s',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m', maximumAttempts: 14 },
});

export function escalate(ref: EffectRef): Promise<EffectOver> {
  return heldByBugs(() => run(ref));
}

async function run(ref: EffectRef): Promise<EffectOver> {
  const claimed = await persistently(() => record.claim(ref));
  if (claimed.claim === undefined) return { seq: claimed.seq, moved: true };
  const { claim } = claimed;
  try {
    const result = await tellSupervisor.executeWithOptions({ summary: `督办 ${ref.subject}` }, [ref]);
    const { seq, moved } = await persistently(() => record.finish({ ...ref, claim, result }));
    return { seq, moved };
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    const seq = await persistently(() => record.giveUp({ ...ref, claim, failure: codeOf(error) }));
    return { seq, moved: true };
  }
}
