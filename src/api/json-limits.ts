// Owns what a JSON body may contain at all: no more than 32 levels, no NUL and no half of a surrogate pair.
import { problem, type Problem } from './problem';

const DEEPEST = 32;

/** Throws 400 for a body that Postgres could not keep or that only an attack would nest so deep. Walks without recursion. */
export function judgeJson(body: unknown): void {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') judgeText(value);
    if (value === null || typeof value !== 'object') continue;
    if (depth > DEEPEST) throw unreadable(`嵌套超过${DEEPEST}层。`, `Nested more than ${DEEPEST} deep.`);
    for (const [name, member] of Object.entries(value)) {
      judgeText(name);
      if (name === '__proto__') throw problem('malformed');
      open.push({ value: member, depth: depth + 1 });
    }
  }
}

function judgeText(text: string): void {
  if (text.includes('\0')) throw unreadable('文字中含有空字符（NUL）。', 'A text holds a NUL character.');
  if (/\p{Surrogate}/u.test(text)) throw unreadable('文字中含有不完整的字符。', 'A text holds half of a character.');
}

function unreadable(zh: string, en: string): Problem {
  return problem('malformed', { errors: [{ path: '/', message: { zh, en } }] });
}
