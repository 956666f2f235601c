// Owns the loading of Prisma's schema engine: the WebAssembly build that npm delivers, so that no binary is downloaded.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

export type Engine = glue.SchemaEngine;

interface EngineExports extends WebAssembly.Exports {
  readonly __wbindgen_start: () => void;
}
let loaded: Promise<void> | undefined;

async function load(): Promise<void> {
  // The package's own entry imports the .wasm file as a module, which Node 20 does not know.
  const folder = dirname(createRequire(__filename).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'));
  const imports: WebAssembly.Imports = { './schema_engine_bg.js': glue };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as EngineExports).__wbindgen_start();
}

/**
 * Prisma's adapter cuts a script at every semicolon, those inside function bodies too, and sends the pieces over any
 * connection of its pool. Sent whole, Postgres reads it as it is, and a migration happens entirely or not at all.
 */
class WholeScripts extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = [];

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    sendWhole(adapter);
    this.opened.push(adapter);
    return adapter;
  }
  /** The engine leaves its connections open; a template database cannot be copied while one is. */
  async close(): Promise<void> {
    await Promise.all(this.opened.map((adapter) => adapter.dispose()));
  }
}

type Connection = Awaited<ReturnType<PrismaPg['connect']>>;

function sendWhole(adapter: Pick<Connection, 'executeScript' | 'underlyingDriver'>): void {
  const driver = adapter.underlyingDriver();
  adapter.executeScript = async (script) => {
    await driver.query(script);
  };
}

/**
 * Hands an engine bound to one database to `work` and frees it afterwards.
 * @throws the database's own error, as text, where the engine only reports its number
 */
export async function withEngine<T>(
  url: string,
  schema: { readonly path: string; readonly content: string },
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  await loaded;
  const factory = new WholeScripts({ connectionString: url, allowExitOnIdle: true, idleTimeoutMillis: 100 });
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await glue.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => undefined, adapter);
  try {
    return await work(engine);
  } catch (error) {
    throw new Error(explain(error, adapter.errorRegistry), { cause: error });
  } finally {
    engine.free();
    await factory.close();
  }
}

/** The engine knows an error of the database by a number only; the adapter kept the error itself. */
function explain(error: unknown, kept: { consumeError(id: number): { error: unknown } | undefined }): string {
  const text = messageOf(error);
  const id = /External error id#(\d+)/.exec(text)?.[1];
  const own = id === undefined ? undefined : kept.consumeError(Number(id));
  return own ? `${text.split('\n')[0]?.trim()} ${messageOf(own.error)}` : text;
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

/**
 * The SQL that leads from one text of the schema to another; empty if they say the same. An empty `from` is no schema.
 * Nothing is read from the database: the engine only wants to know whose dialect to write.
 */
export async function differenceSql(url: string, from: string, to: string): Promise<string> {
  const path = 'schema.prisma';
  const model = (content: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path, content }] });
  const { stdout } = await withEngine(url, { path, content: to }, (engine) =>
    engine.diff({
      from: from === '' ? { tag: 'empty' } : model(from),
      to: model(to),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return stdout === null || stdout.startsWith('-- This is an empty migration') ? '' : stdout;
}
