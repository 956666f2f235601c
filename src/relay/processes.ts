/** Owns the two calls that set a process going: signal-with-start for a root case, signal for a child its parent starts. */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { QUEUES, WAKE, workflowTypeOf, type CaseRef, type Wake } from '../../workflows/messages';

export interface OwedWake extends Wake {
  readonly case: string;
  readonly parent: string | null;
  readonly workflow: string;
  readonly procedure: string;
  /** Case number and procedure, for Temporal's own pages. */
  readonly summary: string;
  /** Real seconds since it was first owed. */
  readonly age: number;
  /** The case has ended and asks for nothing any more: a process that runs should see it, and none is started for it. */
  readonly over: boolean;
}
export interface Processes {
  /** True when the process has the wake; false when a child's run is not there yet. Throws when Temporal cannot be reached. */
  wake(wake: OwedWake): Promise<boolean>;
}

const DEADLINE_MS = 5_000;
/** Real seconds a child may take to be started by its parent; after that its run was lost and is started here. */
const LOST_AFTER = 10;

export function createProcesses(client: Client): Processes {
  return { wake: (wake) => client.withDeadline(Date.now() + DEADLINE_MS, () => send(wake)) };

  async function send(wake: OwedWake): Promise<boolean> {
    const { epoch, seq, head } = wake;
    const said: Wake = { epoch, seq, head };
    if (wake.parent !== null || wake.over) {
      try {
        await client.workflow.getHandle(wake.case).signal(WAKE, said);
        return true;
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        if (wake.over) return true;
        if (wake.age < LOST_AFTER) return false;
      }
    }
    const ref: CaseRef = { case: wake.case, epoch };
    await client.workflow.signalWithStart(workflowTypeOf(wake.workflow, wake.procedure), {
      workflowId: wake.case,
      taskQueue: QUEUES.cases,
      args: [ref],
      signal: WAKE,
      signalArgs: [said],
      staticSummary: wake.summary,
    });
    return true;
  }
}
