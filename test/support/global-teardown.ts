// Owns the end of a test run: it runs once, after the last test.
import { endRun } from './run';

export default async function globalTeardown(): Promise<void> {
  await endRun();
}
