// Owns the opaque cursors of keyset pages: where the last row of a page stood in its order.
export type CursorValue = string | number | null;

export function cursorOf(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What stands at a place of a cursor. An instant is real or law ms, a seq an act's number. */
export type CursorKind = 'text' | 'text-or-null' | 'instant' | 'seq';

const LATEST_MS = Date.UTC(9999, 11, 31);
const whole = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;
// Anybody can write a cursor: what Postgres would choke on is no cursor of ours.
const text = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 300 && !value.includes('\0') && !/\p{Surrogate}/u.test(value);
const IS: Readonly<Record<CursorKind, (value: unknown) => boolean>> = {
  text,
  'text-or-null': (value) => value === null || text(value),
  instant: (value) => whole(value, LATEST_MS),
  seq: (value) => whole(value, 2_147_483_647),
};

/** The values of a cursor of that shape; undefined without one. Throws `BadCursorError` for one that no page ever gave out. */
export function readCursor(
  cursor: string | undefined,
  kinds: readonly CursorKind[],
): readonly CursorValue[] | undefined {
  if (cursor === undefined) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursorError();
  }
  const sound =
    Array.isArray(values) && values.length === kinds.length && kinds.every((kind, at) => IS[kind](values[at]));
  if (!sound) throw new BadCursorError();
  return values as CursorValue[];
}

/** A page of rows fetched with one row more than asked for. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  place: (row: T) => readonly CursorValue[],
): { items: readonly T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(place(last)) : null };
}

/** Thrown for a cursor that no page ever gave out. */
export class BadCursorError extends Error {
  constructor() {
    super('not a cursor of this list');
    this.name = 'BadCursorError';
  }
}
