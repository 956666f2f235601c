// The bare peer: a case that is nothing but a Temporal workflow. Each decision is an Update whose handler awaits one local activity.
import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';

const { insertDecision } = proxyLocalActivities({ scheduleToCloseTimeout: '5s', retry: { maximumAttempts: 3 } });
export const decide = defineUpdate('decide');

/** Ends after as many decisions as a case of the product has. */
export async function bareCase(id, decisions) {
  let seq = 0;
  let stored = 0;
  setHandler(decide, async (decision) => {
    const mine = ++seq;
    await insertDecision({ case: id, seq: mine, ...decision });
    stored += 1;
    return { seq: mine };
  });
  await condition(() => stored >= decisions);
}
