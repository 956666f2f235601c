/** Owns the way to Temporal: address, TLS and key from `TEMPORAL_*` or a `temporal.toml`, one lazy connection, and what a namespace must know. */
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { temporal } from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../../workflows/messages';

export type TemporalSettings = ReturnType<typeof temporalSettings>;

/** Reads what the operator gave; nothing is asked of the server. */
export function temporalSettings(environment: Readonly<Record<string, string | undefined>>) {
  const given = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(given) });
  const address = connectionOptions.address ?? '127.0.0.1:7233';
  // Compressing on a loopback costs more than it saves.
  const near = /^(127\.|localhost|\[::1\])/.test(address);
  return {
    namespace: namespace ?? 'default',
    connection: { ...connectionOptions, address, ...(near ? { grpcCompression: { codec: 'none' as const } } : {}) },
  };
}

/** Where Temporal’s own pages show a run. */
export function temporalPages(address: string, namespace: string): (workflow: string, run: string) => string {
  const base = address.replace(/\/+$/, '');
  return (workflow, run) =>
    `${base}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflow)}/${encodeURIComponent(run)}/history`;
}

export interface TemporalClient {
  readonly client: Client;
  readonly connection: Connection;
  readonly namespace: string;
  close(): Promise<void>;
}

export function openTemporal({ connection: options, namespace }: TemporalSettings): TemporalClient {
  const connection = Connection.lazy(options);
  const client = new Client({ connection, namespace });
  return { client, connection, namespace, close: () => connection.close() };
}

/** Registers the search attributes that are missing; a run that upserts an unknown one would hang. */
export async function registerSearchAttributes({
  connection,
  namespace,
}: Pick<TemporalClient, 'connection' | 'namespace'>): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter((name) => !Object.hasOwn(customAttributes ?? {}, name));
  if (missing.length === 0) return;
  const keyword = temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
  });
}
