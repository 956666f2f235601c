/** One line per case in front of the pool: a crowd at one case then takes one connection, not all of them. */
import { TooBusyError } from './record';

const WAITING_PER_CASE = 200;
const WAITING_ALTOGETHER = 1000;

export interface CaseQueue {
  run<R>(caseId: string, work: () => Promise<R>): Promise<R>;
}

/** Refuses with `TooBusyError` rather than let the lines grow without bound. */
export function createCaseQueue(): CaseQueue {
  const tails = new Map<string, { tail: Promise<unknown>; waiting: number }>();
  let altogether = 0;
  return {
    async run(caseId, work) {
      const line = tails.get(caseId) ?? { tail: Promise.resolve(), waiting: 0 };
      if (line.waiting >= WAITING_PER_CASE || altogether >= WAITING_ALTOGETHER) throw new TooBusyError(1);
      line.waiting += 1;
      altogether += 1;
      const turn = line.tail.then(work, work);
      line.tail = turn.catch(() => undefined);
      tails.set(caseId, line);
      try {
        return await turn;
      } finally {
        line.waiting -= 1;
        altogether -= 1;
        if (line.waiting === 0) tails.delete(caseId);
      }
    },
  };
}
