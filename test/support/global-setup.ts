// Owns what one test run shares: it runs once, before any worker. Servers start when the first test asks for them.
import { beginRun } from './run';

export default async function globalSetup(): Promise<void> {
  process.env.TZ = 'UTC';
  await beginRun();
}
