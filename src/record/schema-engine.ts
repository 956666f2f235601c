// Owns the loading of Prisma's schema engine: the WebAssembly build that npm delivers, so that no binary is downloaded.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client } from 'pg';
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
  const imports: WebAssembly.Imports = { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as EngineExports).__wbindgen_start();
}

/** The adapter cuts scripts at every semicolon, those inside function bodies too; Postgres takes a whole script as it is. */
class WholeScripts extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = [];

  constructor(private readonly url: string) {
    super({ connectionString: url });
  }
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    this.opened.push(adapter);
    adapter.executeScript = async (script: string) => {
      const client = new Client({ connectionString: this.url });
      await client.connect();
      try {
        await client.query(script);
      } finally {
        await client.end();
      }
    };
    return adapter;
  }

  /** The engine leaves its connections open; a template database cannot be copied while one is. */
  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((adapter) => adapter.dispose().catch(() => undefined)));
  }
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
  const factory = new WholeScripts(url);
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await glue.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => undefined, adapter);
  try {
    return await work(engine);
  } catch (error) {
    throw new Error(explain(error), { cause: error });
  } finally {
    engine.free();
    await factory.close();
  }
}

function explain(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
