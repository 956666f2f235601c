/**
 * 制作、用印、核验、送达 one paper. The effect is claimed under the case's lock, so that a withdrawal meets "being sealed";
 * what was made and then not wanted any more is marked void.
 */
import { ActivityFailure, CancellationScope, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { MadePaper } from '../activities/issue-document';
import { QUEUES, type EffectOver, type EffectRef } from './messages';
import { codeOf, heldByBugs, persistently, record } from './record';

const { renderPaper, deliverPaper, voidPaper } = proxyActivities<Activities>({
  taskQueue: QUEUES.effects,
  startToCloseTimeout: '2m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '2m', maximumAttempts: 12 },
});
const { applySeal, verifySeal } = proxyActivities<Activities>({
  taskQueue: QUEUES.seal,
  startToCloseTimeout: '2m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m', maximumAttempts: 16 },
});

export function issueDecision(ref: EffectRef): Promise<EffectOver> {
  return heldByBugs(() => run(ref));
}

async function run(ref: EffectRef): Promise<EffectOver> {
  const claimed = await persistently(() => record.claim(ref));
  if (claimed.claim === undefined) return { seq: claimed.seq };
  const { claim } = claimed;
  const compensations: (() => Promise<unknown>)[] = [];
  const ifNotIssued = ({ sha256 }: MadePaper): void => {
    compensations.unshift(() => voidPaper({ ...ref, sha256, why: 'not-issued' }));
  };
  try {
    const draft = await renderPaper.executeWithOptions({ summary: `制作文书 ${ref.subject}` }, [ref]);
    ifNotIssued(draft.paper);
    let made = draft.paper;
    if (draft.seal !== 'none') {
      made = await applySeal.executeWithOptions({ summary: `用印 ${ref.subject}` }, [{ ...ref, draft }]);
      ifNotIssued(made);
      await verifySeal.executeWithOptions({ summary: `核验印章 ${ref.subject}` }, [{ ...ref, sha256: made.sha256 }]);
    }
    const finished = await persistently(() => record.finish({ ...ref, claim, result: { ...made } }));
    if (!finished.done) await undo(compensations);
    // Served by the record from here on: what fails now is tried again and leaves the paper standing.
    else await deliverPaper.executeWithOptions({ summary: `送达 ${ref.subject}` }, [ref]).catch(unlessCancelled);
    return { seq: finished.seq };
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    await undo(compensations);
    const seq = await persistently(() => record.giveUp({ ...ref, claim, failure: codeOf(error) }));
    return { seq };
  }
}

async function undo(compensations: readonly (() => Promise<unknown>)[]): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    for (const compensate of compensations) await compensate();
  });
}

function unlessCancelled(error: unknown): void {
  if (isCancellation(error)) throw error;
}
