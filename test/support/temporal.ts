// Owns the Temporal that tests run on: one development server per run, and a namespace of its own for every test that asks.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { freePort } from '../../src/ops/process';
import { findTemporal } from '../../src/ops/temporal-binary';
import { registerSearchAttributes } from '../../src/ops/temporal-client';
import { startTemporal } from '../../src/ops/temporal-server';
import { once, runFolder } from './run';

export interface TestTemporal {
  readonly address: string;
  /** Of this test alone, with the product's search attributes. */
  readonly namespace: string;
}

async function start(): Promise<{ pid: number; address: string }> {
  const binary = await findTemporal({ environment: process.env, onProgress: (line) => console.error(line) });
  const { pid, address } = await startTemporal({
    binary,
    file: join(runFolder(), 'temporal.db'),
    port: await freePort(),
    logFile: join(runFolder(), 'temporal.log'),
    timeSkipping: true,
  });
  return { pid, address };
}

/** The run's server, and a fresh namespace on it. */
export async function freshNamespace(): Promise<TestTemporal> {
  const { address } = await once('temporal', start);
  const namespace = `t${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long },
    });
    await registerSearchAttributes({ connection, namespace });
  } finally {
    await connection.close();
  }
  return { address, namespace };
}
