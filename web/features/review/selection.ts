// Owns which rows are ticked: exactly those, and never one that is not in sight.
import { useState } from 'react';
import type { Row } from './inbox-view';

export interface Selection {
  /** The rows ticked, in the order shown. */
  readonly rows: readonly Row[];
  readonly has: (row: Row) => boolean;
  readonly tick: (row: Row) => void;
  readonly tickAll: (all: boolean) => void;
}

/** A tick belongs to a seat as it was seen. Rows that a filter takes away lose theirs for good. */
export function useSelection(shown: readonly Row[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const rows = shown.filter((row) => ticked.has(row.seat));
  if (rows.length !== ticked.size) setTicked(new Set(rows.map((row) => row.seat)));
  return {
    rows,
    has: (row) => ticked.has(row.seat),
    tick: ({ seat }) =>
      setTicked((before) => {
        const after = new Set(before);
        if (!after.delete(seat)) after.add(seat);
        return after;
      }),
    tickAll: (all) => setTicked(new Set(all ? shown.map((row) => row.seat) : [])),
  };
}
