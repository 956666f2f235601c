/** One line per case in front of the pool: a crowd at one case then takes one connection, not all of them. */
import { TooBusyError } from './record';

const WAITING_PER_CASE = 200;
const WAITING_ALTOGETHER = 1000;
/** How much the newest act counts for how long one takes. */
const NEWEST = 0.2;
const LONGEST_SECONDS = 60;

export interface CaseQueue {
  run<R>(caseId: string, work: () => Promise<R>): Promise<R>;
}
interface Line {
  tail: Promise<unknown>;
  waiting: number;
  /** How long an act of this line takes, in ms. */
  takes: number;
}

/**
 * Refuses with `TooBusyError` rather than let the lines grow without bound. Whoever is turned away is told to come back when those who
 * wait now will have been served: a crowd that asks every second is a load of its own.
 */
export function createCaseQueue(): CaseQueue {
  const lines = new Map<string, Line>();
  let altogether = 0;
  return {
    async run(caseId, work) {
      const line = lines.get(caseId) ?? { tail: Promise.resolve(), waiting: 0, takes: 0 };
      if (line.waiting >= WAITING_PER_CASE || altogether >= WAITING_ALTOGETHER)
        throw new TooBusyError(Math.min(LONGEST_SECONDS, Math.ceil((line.waiting * line.takes) / 1000) || 1));
      line.waiting += 1;
      altogether += 1;
      const timed = async (): Promise<Awaited<ReturnType<typeof work>>> => {
        const began = performance.now();
        try {
          return await work();
        } finally {
          line.takes += NEWEST * (performance.now() - began - line.takes);
        }
      };
      const turn = line.tail.then(timed, timed);
      line.tail = turn.catch(() => undefined);
      lines.set(caseId, line);
      try {
        return await turn;
      } finally {
        line.waiting -= 1;
        altogether -= 1;
        if (line.waiting === 0) lines.delete(caseId);
      }
    },
  };
}
