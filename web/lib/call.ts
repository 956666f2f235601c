// Owns asking the API: one typed function for every route, what went wrong as a value with the server's own sentence.
import type { z } from 'zod';
import type { Routes } from '../../src/contract/routes';
import type { problem } from '../../src/contract/shapes';
import { language } from './language';
import { WAYS, type Way } from './routes';

type Rule<W extends Way> = Routes[W];
type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type Params<W extends Way> = [Names<Rule<W>['path']>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: { readonly [N in Names<Rule<W>['path']>]: string } };
type Query<W extends Way> =
  Rule<W> extends { readonly query: infer Q extends z.ZodType }
    ? { readonly query?: { readonly [K in keyof z.output<Q>]?: z.output<Q>[K] } }
    : { readonly query?: undefined };
type Body<W extends Way> =
  Rule<W> extends { readonly body: infer B extends z.ZodType }
    ? { readonly body: z.input<B> }
    : { readonly body?: undefined };
type Keyed<W extends Way> = Rule<W>['idempotency'] extends 'none'
  ? { readonly key?: undefined }
  : // Made when the person means the act, and used again when it is repeated: so a double click is one act.
    { readonly key: string };

export type Asked<W extends Way> = Params<W> & Query<W> & Body<W> & Keyed<W> & { readonly signal?: AbortSignal };
export type Answer<W extends Way> =
  Rule<W> extends { readonly reply: infer R extends z.ZodType } ? z.output<R> : undefined;
export type ProblemDocument = z.output<typeof problem>;

/** What the server refused, or that it could not be reached (`status` 0). Its `message` is a sentence for whoever reads the screen. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemDocument,
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.detail);
  }
}

/** A new key for one meant act (header `Idempotency-Key`). */
export function newKey(): string {
  return crypto.randomUUID();
}

/**
 * Asks one route of the contract.
 * @throws Refused with the server's problem document; with `unreachable` when no answer came
 */
export async function call<W extends Way>(way: W, asked: Asked<W>): Promise<Answer<W>> {
  const [method = '', path = ''] = WAYS[way].split(' ');
  const { params, query, body, key, signal } = asked as {
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly body?: unknown;
    readonly key?: string;
    readonly signal?: AbortSignal;
  };
  const address = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const response = await send(`${address}${search(query)}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  return (response.status === 204 ? undefined : await response.json()) as Answer<W>;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}
/** Hands in one paper; what a form keeps of it is the id. */
export async function upload(file: File, key: string): Promise<StoredFile> {
  const body = new FormData();
  body.append('file', file);
  const response = await send('/api/files', { method: 'POST', headers: { 'Idempotency-Key': key }, body });
  return (await response.json()) as StoredFile;
}

/** The bytes of a paper or a document, to be shown on the spot. */
export async function bytesOf(address: string, signal?: AbortSignal): Promise<Blob> {
  const response = await send(address, { method: 'GET', ...(signal === undefined ? {} : { signal }) });
  return response.blob();
}

async function send(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, {
      ...init,
      credentials: 'same-origin',
      headers: { ...init.headers, 'Accept-Language': language() },
    });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new Refused(0, unreachable());
  }
  if (response.ok) return response;
  const told: unknown = await response.json().catch(() => undefined);
  const wait = Number(response.headers.get('Retry-After'));
  throw new Refused(
    response.status,
    isProblem(told) ? told : unreachable(response.status),
    Number.isFinite(wait) && wait > 0 ? wait : undefined,
  );
}

function search(query: Readonly<Record<string, unknown>> | undefined): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

function isProblem(told: unknown): told is ProblemDocument {
  return typeof told === 'object' && told !== null && 'code' in told && 'detail' in told;
}

function unreachable(status = 0): ProblemDocument {
  const zh = language() === 'zh-CN';
  return {
    type: 'about:blank',
    title: zh ? '暂时连不上' : 'Cannot be reached',
    status,
    code: 'unreachable',
    detail: zh
      ? '暂时连不上服务器，您填写的内容还在，请稍后再试。'
      : 'The server cannot be reached for the moment. What you have typed is still here; please try again.',
  };
}
