// Owns the board: how many wait for what and for whom, the oldest, and how many are past their limit.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollTable } from '../../components/scroll-table';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import type { WaitQuery } from './wait-query';

const WORDS = words('board', {
  title: { zh: '按等待种类和单位', en: 'By kind and unit' },
  none: { zh: '没有等待中的办件。', en: 'Nothing stands still.' },
  kind: { zh: '在等什么', en: 'Waits for' },
  unit: { zh: '单位', en: 'Unit' },
  nobody: { zh: '不属于某一单位', en: 'no unit' },
  count: { zh: '件数', en: 'Cases' },
  list: { zh: '{{n}} 件，看清单', en: '{{n}}: see the list' },
  oldest: { zh: '最早自', en: 'Oldest since' },
  overdue: { zh: '已超期', en: 'Overdue' },
  share: { zh: '{{n}} 件（{{percent}}%）', en: '{{n}} ({{percent}}%)' },
});
type Row = Answer<'waitGroups'>['byUnit'][number];

export function Board({ query }: { readonly query: WaitQuery }) {
  const t = useWords(WORDS);
  const { data } = useSuspenseQuery(reading('waitGroups', { query }));
  return (
    <>
      <h2>{t('title')}</h2>
      {data.byUnit.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ScrollTable
          name={t('title')}
          heads={(['kind', 'unit', 'count', 'oldest', 'overdue'] as const).map((head) => t(head))}
        >
          {data.byUnit.map((row) => (
            <Tile key={`${row.kind} ${row.organisation?.id}`} row={row} />
          ))}
        </ScrollTable>
      )}
    </>
  );
}

function Tile({ row }: { readonly row: Row }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const { kind, kindTitle, organisation, count, oldest, overdue, overdueShare } = row;
  return (
    <tr>
      <th scope="row">{say(kindTitle)}</th>
      <td>{organisation ? say(organisation.name) : t('nobody')}</td>
      <td>
        <Link to="/stuck" search={{ kind, ...(organisation ? { organisation: organisation.id } : {}) }}>
          {t('list', { n: count })}
        </Link>
      </td>
      <td>{instantWords(oldest, language)}</td>
      <td className={overdue > 0 ? 'is-over' : undefined}>
        {overdue === 0 ? '—' : `✖ ${t('share', { n: overdue, percent: Math.round(overdueShare * 100) })}`}
      </td>
    </tr>
  );
}
