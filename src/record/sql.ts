/** The one way to ask Postgres outside Prisma: bound parameters only. A Pool and a client both fit it. */
export interface Sql {
  query<R>(text: string, values?: readonly unknown[]): Promise<{ rows: R[]; rowCount: number | null }>;
}
