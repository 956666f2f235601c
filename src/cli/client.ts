// Owns how a command speaks to a running OneSeal: over HTTP, with an access token, like every other program.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { InvalidArgumentError } from 'commander';

interface ProblemDocument {
  readonly title?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly basis?: string;
  readonly facts?: unknown;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** `ONESEAL_URL`, by default the address of `npm start`. */
export function address(): string {
  return process.env.ONESEAL_URL ?? 'http://127.0.0.1:3000';
}

/** Asks the API and returns what it answered. Throws with the sentences of the problem when it refuses. */
export async function ask(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = bearer(),
): Promise<unknown> {
  const response = await reached(path, {
    method,
    headers: {
      ...headers,
      ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(refusalIn(response.status, text));
  return text === '' ? undefined : JSON.parse(text);
}

/** Hands in a paper, under the name of its file. */
export async function handIn(path: string): Promise<unknown> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(path)]), basename(path));
  const response = await reached('/api/files', {
    method: 'POST',
    headers: { ...bearer(), 'idempotency-key': randomUUID() },
    body: form,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(refusalIn(response.status, text));
  return JSON.parse(text) as unknown;
}

/** The bytes of a document. */
export async function bytesOf(document: string): Promise<Buffer> {
  const response = await reached(`/api/documents/${encodeURIComponent(document)}`, { headers: bearer() });
  if (!response.ok) throw new Error(refusalIn(response.status, await response.text()));
  return Buffer.from(await response.arrayBuffer());
}

async function reached(path: string, init: RequestInit): Promise<Response> {
  return fetch(new URL(path, address()), init).catch((error: unknown) => {
    throw new Error(`${address()} 没有应答，请确认 OneSeal 已启动（npm start）。/ OneSeal does not answer there.`, {
      cause: error,
    });
  });
}

/** The sentences of a problem document; of another answer, what it says. */
export function refusalIn(status: number, text: string): string {
  const answer = parsed(text);
  if (answer === null || typeof answer !== 'object') return `${status} ${text.slice(0, 500)}`;
  const { title = '', code = '', detail = '', basis, facts, errors = [] } = answer as ProblemDocument;
  return [
    `${status} ${title}（${code}）：${detail}`,
    ...(basis === undefined ? [] : [`依据：${basis}`]),
    ...errors.map((error) => `  ${error.path} ${error.message}`),
    ...(facts === undefined ? [] : [`  ${JSON.stringify(facts)}`]),
  ].join('\n');
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function bearer(): Record<string, string> {
  const token = process.env.ONESEAL_TOKEN;
  if (token === undefined)
    throw new Error(
      '请设置 ONESEAL_TOKEN（用 oneseal token create 签发）。/ Set ONESEAL_TOKEN; `oneseal token create` makes one.',
    );
  return { authorization: `Bearer ${token}` };
}

/** Prints an answer as it came. */
export function show(answer: unknown): void {
  console.log(JSON.stringify(answer, null, 2));
}

/** `?a=b` of the options that were given. */
export function questionOf(options: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)]))).toString()}`;
}

function contentsOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A JSON object given on the command line, or in a file named as `@file`: quotation marks are hard to type in some shells. */
export function jsonOption(text: string): Record<string, unknown> {
  const value = parsed(text.startsWith('@') ? contentsOf(text.slice(1)) : text);
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new InvalidArgumentError(
      `请给出一个 JSON 对象，如 '{"name":"…"}'，或者 @文件名。/ Give a JSON object such as '{"name":"…"}', or @file.`,
    );
  return value as Record<string, unknown>;
}
