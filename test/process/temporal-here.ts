// Owns a Temporal dev server of one test's own.
import { spawn } from 'node:child_process';
import { freePort, stopProcess } from '../../src/ops/process';

export async function freshNamespace(): Promise<{ address: string; namespace: string; drop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(
    process.env.TEMPORAL_BINARY ?? 'temporal',
    ['server', 'start-dev', '--headless', '--port', String(port), '--log-level', 'error'],
    { stdio: 'ignore' },
  );
  const { Connection } = await import('@temporalio/client');
  for (let n = 0; ; n++) {
    try {
      const connection = await Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: 1000 });
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      await connection.close();
      break;
    } catch (e) {
      if (n > 60) throw e;
      await new Promise((r) => setTimeout(r, 200));
    }
  }
  return {
    address: `127.0.0.1:${port}`,
    namespace: 'default',
    drop: () => stopProcess(child.pid ?? 0, { signal: 'SIGTERM', seconds: 5, then: 'SIGKILL' }),
  };
}
