// Owns a table that is wider than a telephone: it scrolls inside a place of its own, which keys reach and a screen reader names.
import type { ReactNode } from 'react';

interface ScrollTableProps {
  /** Of the place that scrolls. */
  readonly name: string;
  /** Absent: the name again, read aloud only, since a heading above shows it. */
  readonly caption?: string;
  readonly quietCaption?: boolean;
  readonly heads: readonly string[];
  /** The rows, `<tr>` each. */
  readonly children: ReactNode;
}

export function ScrollTable({
  name,
  caption = name,
  quietCaption = caption === name,
  heads,
  children,
}: ScrollTableProps) {
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={name}>
      <table>
        <caption {...(quietCaption ? { className: 'seen-by-ear' } : {})}>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
