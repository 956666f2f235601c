// Owns what one test run shares: it runs once, before any worker. Servers start when the first test asks for them.
import { findTemporal } from '../../src/ops/temporal-binary';
import { beginRun } from './run';

export default async function globalSetup(): Promise<void> {
  process.env.TZ = 'UTC';
  await beginRun();
  // A first download may take longer than a test may: it belongs to no test.
  await findTemporal({ environment: process.env, onProgress: (line) => console.error(line) });
}
