// The bare peer's worker: one queue, and one local activity that inserts the decision's row and does nothing else.
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';

Runtime.install({ logger: new DefaultLogger('WARN') });
const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 16 });
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: process.env.BARE_TEMPORAL_ADDRESS }),
  namespace: 'default',
  taskQueue: 'bare',
  workflowsPath: fileURLToPath(new URL('bare-workflow.mjs', import.meta.url)),
  bundlerOptions: { logger: quiet },
  activities: {
    async insertDecision({ case: id, seq, actor, outcome, opinion }) {
      // A retry of the activity must not fail on its own first try.
      await pool.query({
        name: 'insert-decision',
        text: 'insert into decisions (case_id, seq, actor, outcome, opinion) values ($1, $2, $3, $4, $5) on conflict do nothing',
        values: [id, seq, actor, outcome, opinion],
      });
    },
  },
  // The limits of the product's own worker.
  maxCachedWorkflows: 800,
  maxConcurrentWorkflowTaskExecutions: 40,
  maxConcurrentLocalActivityExecutions: 20,
  workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 2, maximum: 10 },
  stickyQueueScheduleToStartTimeout: '10s',
});
for (const end of ['SIGTERM', 'disconnect']) process.once(end, () => worker.shutdown());
const running = worker.run();
process.send?.('ready');
await running;
await pool.end();
process.exit(0);
