// What Temporal's histories tell: when each decision was followed, by how many wakes and follows.
import { Connection } from '@temporalio/client';

const text = (payload) => Buffer.from(payload.data).toString();
const json = (payload) => JSON.parse(text(payload));
const ms = (time) => Number(time.seconds) * 1000 + time.nanos / 1e6;

/**
 * One entry per case: `follows` (the act that the looked-at record had reached, and when Temporal stored the answer) and `wakes`
 * (the act each signal announced). A local activity leaves a marker in the history when its workflow task is completed.
 */
export async function readHistories(address, ids) {
  const connection = await Connection.connect({ address });
  const found = new Map();
  try {
    let next = 0;
    const list = [...ids];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (next < list.length) {
          const id = list[next++];
          found.set(id, await readOne(connection, id));
        }
      }),
    );
  } finally {
    await connection.close();
  }
  return found;
}

async function readOne(connection, workflowId) {
  const follows = [];
  const wakes = [];
  let events = 0;
  let nextPageToken;
  do {
    const page = await connection.workflowService.getWorkflowExecutionHistory({
      namespace: 'default',
      execution: { workflowId },
      ...(nextPageToken ? { nextPageToken } : {}),
    });
    for (const event of page.history.events) {
      events += 1;
      const signal = event.workflowExecutionSignaledEventAttributes;
      if (signal) wakes.push({ seq: json(signal.input.payloads[0]).seq, at: ms(event.eventTime) });
      const marker = event.markerRecordedEventAttributes;
      const result = marker?.details?.result?.payloads?.[0];
      if (marker?.markerName !== 'core_local_activity' || !result) continue;
      const view = json(result);
      // Of the local activities only `follow` answers with milestones.
      if (view?.milestones) follows.push({ seq: view.seq, at: ms(event.eventTime) });
    }
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken);
  return { follows, wakes, events };
}
