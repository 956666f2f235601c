// Owns the opaque cursors of keyset pages: where the last row of a page stood in its order.
export type CursorValue = string | number | null;

export function cursorOf(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor; undefined when it is not one of ours. */
export function readCursor(cursor: string, length: number): readonly CursorValue[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const sound =
      Array.isArray(values) &&
      values.length === length &&
      values.every((v) => v === null || ['string', 'number'].includes(typeof v));
    return sound ? (values as CursorValue[]) : undefined;
  } catch {
    return undefined;
  }
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
