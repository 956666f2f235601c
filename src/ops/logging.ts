// Owns what may be written to a log: named fields of a known shape and sentences fixed in the source; never a person's data.
import { pino, type DestinationStream } from 'pino';

/** The fields a log line may have; all are ids, codes and figures. Anything else is dropped, whoever passes it. */
export interface LogFields {
  readonly case?: string | undefined;
  readonly seq?: number | undefined;
  readonly task?: string | undefined;
  readonly effect?: string | undefined;
  readonly kind?: string | undefined;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly method?: string | undefined;
  /** The pattern, e.g. `/api/cases/:id`, never the address that was asked for. */
  readonly route?: string | undefined;
  readonly ms?: number | undefined;
  readonly workflow?: string | undefined;
  readonly count?: number | undefined;
  readonly pid?: number | undefined;
  readonly port?: number | undefined;
  /** Anything that was thrown. Its message may quote data and is left out; name, code and frames remain. */
  readonly error?: unknown;
}

/** A sentence written in the source. A string put together at run time is no sentence and does not compile. */
export type Sentence<S extends string> = string extends S ? never : S;
type Write = <S extends string>(sentence: Sentence<S>, fields?: LogFields) => void;
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface Log {
  readonly error: Write;
  readonly warn: Write;
  readonly info: Write;
  readonly debug: Write;
  /** A log whose every line has these fields. */
  with(fields: LogFields): Log;
}

export interface ErrorFields {
  readonly name: string;
  readonly code?: string;
  readonly stack?: readonly string[];
  readonly cause?: ErrorFields;
}

// What an id, a code or a route consists of. A sentence, a name in Chinese or a form does not get through.
const WORD = /^[\w.:@/#*+%=~-]{1,200}$/;
const FRAME = /^ {4}at .*(?::\d+:\d+\)?|\(<anonymous>\)|\(native\))$/;
const DROPPED = '[dropped]';

const word = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  return WORD.test(value) ? value : DROPPED;
};
const figure = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The frames below the message. A message may run over lines and look like a frame, so it is cut off by its own length first. */
function framesOf(error: Error): readonly string[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const at = error.message === '' ? -1 : stack.indexOf(error.message);
  const below = at < 0 ? stack : stack.slice(at + error.message.length);
  return below
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, 20)
    .map((line) => line.trim());
}

/** What may be said of something thrown: name, code, frames and, three deep, the same of its causes. */
export function errorFields(thrown: unknown, depth = 3): ErrorFields {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  const { name, cause } = thrown;
  const { code } = thrown as { code?: unknown };
  const shown = word(typeof code === 'number' ? String(code) : code);
  return {
    name: word(name) ?? DROPPED,
    ...(shown === undefined ? {} : { code: shown }),
    stack: framesOf(thrown),
    ...(cause === undefined || depth <= 1 ? {} : { cause: errorFields(cause, depth - 1) }),
  };
}

const SHAPES: Readonly<Record<keyof LogFields, (value: unknown) => unknown>> = {
  case: word,
  seq: figure,
  task: word,
  effect: word,
  kind: word,
  code: word,
  status: figure,
  method: word,
  route: word,
  ms: figure,
  workflow: word,
  count: figure,
  pid: figure,
  port: figure,
  error: (value) => errorFields(value),
};

/** Only fields of the list, only values of their shape. The compiler asks for it, this makes sure. */
function allowed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(SHAPES)) {
    if (!Object.hasOwn(fields, name) || fields[name] === undefined) continue;
    const value = shape(fields[name]);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/**
 * A log of JSON lines (level, time in UTC, service, msg and the fields) on standard output or where `to` says. `service` is
 * `api`, `worker`, `relay` or `start`.
 */
export function createLog(settings: {
  readonly service: string;
  readonly level?: LogLevel;
  readonly to?: DestinationStream;
}): Log {
  const logger = pino(
    {
      level: settings.level ?? 'info',
      base: { service: settings.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    settings.to ?? pino.destination(1),
  );
  const logOf = (bound: LogFields): Log => {
    const writer =
      (level: 'error' | 'warn' | 'info' | 'debug'): Write =>
      (sentence, fields) => {
        if (logger.isLevelEnabled(level)) logger[level](allowed({ ...bound, ...fields }), String(sentence));
      };
    return {
      error: writer('error'),
      warn: writer('warn'),
      info: writer('info'),
      debug: writer('debug'),
      with: (fields) => logOf({ ...bound, ...fields }),
    };
  };
  return logOf({});
}
