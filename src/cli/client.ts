// Owns how a command speaks to a running OneSeal: over HTTP, with an access token, like every other program.
import { randomUUID } from 'node:crypto';

interface ProblemDocument {
  readonly title?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly basis?: string;
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
  const response = await fetch(new URL(path, address()), {
    method,
    headers: {
      ...headers,
      ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new Error(`${address()} 没有应答，请确认 OneSeal 已启动（npm start）。/ OneSeal does not answer there.`, {
      cause: error,
    });
  });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  const { title = '', code = '', detail = '', basis, errors = [] } = (answer ?? {}) as ProblemDocument;
  const lines = [
    `${response.status} ${title}（${code}）：${detail}`,
    ...(basis === undefined ? [] : [`依据：${basis}`]),
    ...errors.map((error) => `  ${error.path} ${error.message}`),
  ];
  throw new Error(lines.join('\n'));
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

/** A JSON object given on the command line. */
export function jsonOption(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error('请给出一个 JSON 对象。/ Give a JSON object.');
  return value as Record<string, unknown>;
}
