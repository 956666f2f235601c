// Owns the environment: read once, at a root, into settings that do not change afterwards.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every wrong variable at once, each with what was expected. */
export class ConfigError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
  }
}

const url = (protocols: string, what: string) =>
  z.string().refine((text) => new RegExp(`^(${protocols})://.+`).test(text) && URL.canParse(text), what);
const postgres = url('postgres|postgresql', 'a URL like postgresql://user:password@host:5432/database');
const port = z.coerce.number('a port from 1 to 65535').int().min(1).max(65_535, 'a port from 1 to 65535');

const service = z.strictObject({
  url: url('https?', 'an http or https address').refine((text) => {
    const { username, password } = new URL(text);
    return username === '' && password === '';
  }),
  secret: z.string().min(16),
  timeoutMs: z.int().min(100).max(50_000).optional(),
});
const services = z.record(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), service);
const SERVICES = 'JSON like {"reserve":{"url":"https://office.example/reserve","secret":"at least 16 characters"}}';
/** What is wrong with it is not quoted: there are secrets in it. */
function servicesIn(text: string, context: z.RefinementCtx): z.infer<typeof services> {
  const read = services.safeParse(jsonIn(text));
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message: SERVICES });
  return z.NEVER;
}
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const environmentShape = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^(?!\w+:\/\/).+:\d+$/, 'host:port, like temporal.example:7233')
    .optional(),
  TEMPORAL_CONFIG_FILE: z.string().optional(),
  TEMPORAL_PROFILE: z.string().optional(),
  ONESEAL_HOME: z.string().default('.oneseal'),
  ONESEAL_SECRET: z.string().min(32, 'at least 32 characters nobody can guess').optional(),
  ONESEAL_DAY_SECONDS: z.coerce
    .number('seconds of real time for a day of law time, like 6')
    .min(0.1, 'at least 0.1 seconds for a day')
    .max(86_400, 'at most 86400, the ordinary day')
    .optional(),
  ONESEAL_LAW_START: z
    .string()
    .refine(
      (text) => /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
      'an instant with its zone, like 2025-01-20T09:00:00+08:00',
    )
    .optional(),
  ONESEAL_UNDO_SECONDS: z.coerce
    .number('seconds for which a decision may be taken back, from 0 to 300')
    .int('whole seconds, like 30')
    .min(0, 'at least 0, which lets every decision take effect at once')
    .max(300, 'at most 300: whoever waits for a decision does not see it before')
    .default(0),
  ONESEAL_SEED: z.enum(['demo', 'none'], 'demo or none').optional(),
  ONESEAL_TEMPORAL_UI: z.enum(['0', '1'], '1 for Temporal’s pages on a port of their own, or 0').default('0'),
  ONESEAL_TEMPORAL_UI_URL: url('https?', 'the address of Temporal’s pages, like https://temporal.example').optional(),
  ONESEAL_TEMPORAL_METRICS: z
    .string()
    .regex(/^[^\s:]+:\d+$/, 'host:port, like 127.0.0.1:9464')
    .optional(),
  SMTP_URL: url('smtp|smtps', 'a URL like smtp://user:password@host:587').optional(),
  SMTP_FROM: z.string().default('OneSeal <oneseal@localhost>'),
  ONESEAL_WEBHOOK_URL: url('https?', 'a URL like https://town.example/hooks').optional(),
  ONESEAL_WEBHOOK_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  ONESEAL_SERVICES: z.string().transform(servicesIn).optional(),
  ONESEAL_SMS_DIR: z.string().optional(),
  ONESEAL_PUBLIC_URL: url('https?', 'the address people see, like https://oneseal.example').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'fatal, error, warn, info, debug or silent')
    .default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('https?', 'a URL like http://127.0.0.1:4318').optional(),
});

export type Config = ReturnType<typeof parseConfig>;

/**
 * @param environment usually `process.env`; an empty variable counts as absent
 * @throws ConfigError with one sentence per wrong variable
 */
export function parseConfig(environment: Environment) {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentShape.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${String(path[0])} is wrong: expected ${message}.`),
    );
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  const conflicts = conflictsOf(e, production);
  if (conflicts.length > 0) throw new ConfigError(conflicts);
  const home = resolve(e.ONESEAL_HOME);
  return Object.freeze({
    production,
    host: e.HOST,
    port: e.PORT,
    /** Absolute folder of the installation. */
    home,
    databaseUrl: e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL,
    /** Somebody else's Temporal: none is started. */
    ownTemporal:
      e.TEMPORAL_ADDRESS === undefined && e.TEMPORAL_CONFIG_FILE === undefined && e.TEMPORAL_PROFILE === undefined,
    temporalUi: e.ONESEAL_TEMPORAL_UI === '1',
    /** Where people reach Temporal’s pages; absent: none is linked. */
    temporalUiUrl: e.ONESEAL_TEMPORAL_UI_URL,
    temporalMetrics: e.ONESEAL_TEMPORAL_METRICS,
    /** Absent: kept in the installation's folder, see `readSecret`. */
    secret: e.ONESEAL_SECRET,
    /** Real seconds of a day of law time; absent for the ordinary clock. */
    daySeconds: e.ONESEAL_DAY_SECONDS,
    /** Law ms at the first start. */
    lawStart: e.ONESEAL_LAW_START === undefined ? undefined : Date.parse(e.ONESEAL_LAW_START),
    /** Real seconds for which a decision may be taken back; 0: it takes effect at once. */
    undoSeconds: e.ONESEAL_UNDO_SECONDS,
    /** People whose password is public; never by default where it is in earnest. */
    demo: (e.ONESEAL_SEED ?? (production ? 'none' : 'demo')) === 'demo',
    smtp: e.SMTP_URL === undefined ? undefined : Object.freeze({ url: e.SMTP_URL, from: e.SMTP_FROM }),
    webhook:
      e.ONESEAL_WEBHOOK_URL === undefined || e.ONESEAL_WEBHOOK_SECRET === undefined
        ? undefined
        : Object.freeze({ url: e.ONESEAL_WEBHOOK_URL, secret: e.ONESEAL_WEBHOOK_SECRET }),
    /** Services that procedures call (调用), by their names. */
    services: Object.freeze(e.ONESEAL_SERVICES ?? {}),
    smsDirectory: resolve(e.ONESEAL_SMS_DIR ?? join(home, 'sms')),
    publicUrl: e.ONESEAL_PUBLIC_URL?.replace(/\/+$/, ''),
    logLevel: e.LOG_LEVEL,
    otlpEndpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT,
    /** Where Temporal's own settings are read from. */
    environment: Object.freeze({ ...given }),
  });
}

function conflictsOf(e: z.infer<typeof environmentShape>, production: boolean): readonly string[] {
  const sentences: string[] = [];
  for (const name of ['ONESEAL_DAY_SECONDS', 'ONESEAL_LAW_START'] as const) {
    if (production && e[name] !== undefined) {
      sentences.push(`${name} is refused when NODE_ENV is production: there, the law's days are real days.`);
    }
  }
  if ((e.ONESEAL_WEBHOOK_URL === undefined) !== (e.ONESEAL_WEBHOOK_SECRET === undefined)) {
    const missing = e.ONESEAL_WEBHOOK_URL === undefined ? 'ONESEAL_WEBHOOK_URL' : 'ONESEAL_WEBHOOK_SECRET';
    sentences.push(`${missing} is missing: a webhook needs its URL and the secret that signs it.`);
  }
  return sentences;
}

/** The installation's secret: from the environment, else made once and kept where only its owner may read it. */
export function readSecret(config: Pick<Config, 'home' | 'secret'>): string {
  if (config.secret !== undefined) return config.secret;
  const path = join(config.home, 'secret');
  mkdirSync(config.home, { recursive: true });
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret === '') {
    // The machine went down between creating the file and filling it, so nothing derives from it yet.
    rmSync(path);
    return readSecret(config);
  }
  if (secret.length >= 32) return secret;
  throw new Error(`${path} is damaged. Restore it: receipt codes and verification codes derive from it.`);
}

/** The application's login, or the sentence that says which variable to set. */
export function requireDatabaseUrl(config: Pick<Config, 'databaseUrl'>): string {
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  throw new Error('DATABASE_URL is missing: the application’s login, as `oneseal migrate` prints it.');
}
