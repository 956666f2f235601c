// Owns the connection that reads use: Prisma, over a pool whose size and patience are set on purpose.
import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '../generated/prisma/client';

export type Database = PrismaClient;
export { Prisma };

/** Opens the application's reading connection; nothing is asked of the server before the first query. */
export function openDatabase(url: string, connections = 10): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 10_000 } });
}
