// Owns making a database ready for the product: tables, the restricted login, what the town knows, and its clock.
import { Client } from 'pg';
import { seed } from '../prisma/seed';
import { installation, type Installation } from './record/installation';
import { assertRestricted, migrate, missingMigrations } from './record/migrate';

export interface SetUp {
  /** What the product itself logs in with. */
  readonly url: string;
  readonly installation: Installation;
}
export interface SetUpSettings {
  readonly databaseUrl?: string | undefined;
  readonly databaseOwnerUrl?: string | undefined;
  readonly demo: boolean;
  readonly daySeconds?: number | undefined;
  readonly lawStart?: number | undefined;
  readonly onProgress: (line: string) => void;
}

/**
 * May run at every start and from several processes at once; finishes what an interrupted one left.
 * With only `databaseUrl`: a restricted login must find everything done, an owner's does it and gets a restricted one.
 * @throws an Error whose message says what somebody has to do
 */
export async function setUp(settings: SetUpSettings): Promise<SetUp> {
  const { databaseUrl, databaseOwnerUrl } = settings;
  if (databaseOwnerUrl !== undefined) return asOwner(databaseOwnerUrl, databaseUrl, settings);
  if (databaseUrl === undefined) throw new Error('DATABASE_OWNER_URL is missing: the login that owns the tables.');
  if (!(await isRestricted(databaseUrl))) return asOwner(databaseUrl, undefined, settings);
  const missing = await missingMigrations(databaseUrl);
  if (missing.length > 0) {
    throw new Error(
      `The database is older than the product (missing: ${missing.join(', ')}): run \`oneseal migrate\` with ` +
        'DATABASE_OWNER_URL set.',
    );
  }
  return { url: databaseUrl, installation: await firstStart(databaseUrl, settings) };
}

async function asOwner(ownerUrl: string, appUrl: string | undefined, settings: SetUpSettings): Promise<SetUp> {
  const { url } = await migrate(ownerUrl, {
    ...(appUrl === undefined ? {} : { appUrl }),
    onProgress: settings.onProgress,
  });
  // Before the seed: a law clock that is refused should leave nothing written.
  const found = await firstStart(ownerUrl, settings);
  await connected(ownerUrl, (owner) => seed(owner, { demo: settings.demo }));
  return { url, installation: found };
}

async function isRestricted(url: string): Promise<boolean> {
  try {
    await assertRestricted(url);
    return true;
  } catch (error) {
    // A database that cannot be reached says so itself.
    if (error instanceof Error && 'code' in error) throw error;
    return false;
  }
}

async function firstStart(url: string, { demo, daySeconds, lawStart }: SetUpSettings): Promise<Installation> {
  return connected(url, (sql) =>
    installation(sql, {
      demo,
      ...(daySeconds === undefined ? {} : { daySeconds }),
      ...(lawStart === undefined ? {} : { lawStart }),
    }),
  );
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
