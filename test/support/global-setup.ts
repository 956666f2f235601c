// Owns what one test run shares: it runs once, before any worker.
export default async function globalSetup(): Promise<void> {
  process.env.TZ = 'UTC';
  await Promise.resolve();
}
