// Owns how rows are listed: a table with a caption, cards on a telephone, one page after the other.
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords, words } from '../../lib/language';

const WORDS = words('listing', {
  none: { zh: '没有符合条件的内容。', en: 'There is nothing of this kind.' },
  next: { zh: '下一页', en: 'Next page' },
  first: { zh: '回到第一页', en: 'Back to the first page' },
  pages: { zh: '翻页', en: 'Pages' },
});

export interface Column<T> {
  readonly title: string;
  readonly show: (row: T) => ReactNode;
}

/** The first column names its row. Roles are written out, since a table that is laid out as cards would lose them. */
export function Listing<T>({
  caption,
  rows,
  columns,
  keyOf,
}: {
  readonly caption: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
}) {
  const t = useWords(WORDS);
  if (rows.length === 0) return <p className="quiet">{t('none')}</p>;
  return (
    <table className="sheet" role="table">
      <caption className="quiet">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ title }) => (
            <th key={title} scope="col" role="columnheader">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map(({ title, show }, n) =>
              n === 0 ? (
                <th key={title} scope="row" role="rowheader">
                  {show(row)}
                </th>
              ) : (
                <td key={title} role="cell" data-label={title}>
                  {show(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The cursor of the page stands in the address, so the browser's own way back leads to the page before. */
export function Pages({ next, after }: { readonly next: string | null; readonly after: string | undefined }) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  if (next === null && after === undefined) return null;
  const go = (to: string | undefined): void =>
    void navigate({ to: '.', search: ((old: object) => ({ ...old, after: to })) as never });
  return (
    <nav aria-label={t('pages')} className="row" style={{ marginTop: 12 }}>
      {after !== undefined && <Button onClick={() => go(undefined)}>{t('first')}</Button>}
      {next !== null && <Button onClick={() => go(next)}>{t('next')}</Button>}
    </nav>
  );
}
