// Owns the inbox (待办): the boxes, the list, the pane beside it, and moving about by keys.
import { Link, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { Waiting } from '../../components/waiting';
import { useTitle } from '../../components/title';
import { useCommands } from '../../lib/commands';
import { useWords, words } from '../../lib/language';
import { useWide } from '../../lib/wide';
import { Boxes, boxTitles } from './boxes';
import { BulkBar } from './bulk-bar';
import { Filters } from './filters';
import { isWork, type Row } from './inbox-view';
import { Preview } from './preview';
import './review.css';
import { TaskRow } from './row';
import { usePrepared, useRows } from './rows';
import { SavedViews } from './saved-views';
import { useSelection } from './selection';
import { Told } from './told';

const WORDS = words('inbox', {
  title: { zh: '待办', en: 'Inbox' },
  next: { zh: '下一件', en: 'Next task' },
  down: { zh: '下移', en: 'Down' },
  up: { zh: '上移', en: 'Up' },
  select: { zh: '选择当前行', en: 'Select this row' },
  search: { zh: '查找', en: 'Search' },
  list: { zh: '任务', en: 'Tasks' },
  all: { zh: '选择所列的 {{n}} 项', en: 'Select the {{n}} listed' },
  more: { zh: '再列一些', en: 'More' },
  empty: { zh: '这里没有待办。', en: 'Nothing here.' },
  emptyFiltered: { zh: '没有符合条件的任务。', en: 'No task meets these conditions.' },
  clear: { zh: '清除条件', en: 'Clear the conditions' },
});

export function Inbox() {
  const t = useWords(WORDS);
  const box = useWords(boxTitles);
  const view = useSearch({ from: '/desk/inbox' });
  const isWide = useWide();
  const search = useRef<InputRef>(null);
  const { rows, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useRows(view);
  // The row one is at, and its place: where somebody else decides that row, one stands on what has come to its place.
  const [at, setAt] = useState<{ readonly seat: string; readonly place: number }>();
  const found = rows.findIndex(({ seat }) => seat === at?.seat);
  const place = found < 0 && at ? Math.min(at.place, rows.length - 1) : found;
  const current = rows[Math.max(place, 0)];
  const selection = useSelection(rows);
  usePrepared(rows[Math.max(place, 0) + 1]);
  useTitle(`${t('title')} · ${box(view.box ?? 'todo')}`);

  // What had the focus has gone with the row that was left: the keyboard goes on from the next one.
  const task = at && current?.id;
  useEffect(() => {
    if (task !== undefined && document.activeElement === document.body) focusOn(task);
  }, [task]);

  function stand(row: Row, on = rows.indexOf(row)): void {
    setAt({ seat: row.seat, place: on });
  }
  function come(row: Row | undefined): void {
    if (!row) return;
    stand(row);
    focusOn(row.id);
  }
  const step = (by: 1 | -1) => come(rows[place < 0 ? 0 : Math.min(Math.max(place + by, 0), rows.length - 1)]);
  /** The first that can be decided, from the place where one is. */
  function next(): void {
    const from = place < 0 ? rows : [...rows.slice(place + 1), ...rows.slice(0, place)];
    come(from.find(({ offered }) => offered.includes('decide')) ?? from[0]);
  }
  /** What was looked at is done: the one behind it is next. */
  function leave(row: Row): void {
    const index = rows.findIndex(({ seat }) => seat === row.seat);
    const after = rows[index + 1] ?? rows[index - 1];
    if (after) stand(after, Math.max(index, 0));
  }
  useCommands([
    { title: t('next'), key: 'n', run: next, able: rows.length > 0 },
    { title: t('down'), key: 'j', run: () => step(1) },
    { title: t('up'), key: 'k', run: () => step(-1) },
    { title: t('select'), key: 'x', run: () => current && selection.tick(current), able: current !== undefined },
    { title: t('search'), key: '/', run: () => search.current?.focus() },
  ]);
  const filtered = Object.keys(view).some((name) => name !== 'box' && name !== 'sort');
  return (
    <>
      <h1>
        {t('title')} · {box(view.box ?? 'todo')}
      </h1>
      <Told />
      <div className={isWide ? 'inbox wide' : 'inbox'}>
        <div>
          <Boxes view={view} />
          <SavedViews view={view} />
        </div>
        <section aria-label={t('list')}>
          <Filters key={view.box} view={view} search={search} />
          <div className="row toolbar">
            <Checkbox
              checked={rows.length > 0 && selection.rows.length === rows.length}
              indeterminate={selection.rows.length > 0 && selection.rows.length < rows.length}
              disabled={rows.length === 0}
              onChange={({ target }) => selection.tickAll(target.checked)}
            >
              {t('all', { n: rows.length })}
            </Checkbox>
            <Button onClick={next} disabled={rows.length === 0} aria-keyshortcuts="n">
              {t('next')} <kbd aria-hidden="true">N</kbd>
            </Button>
            <Button onClick={() => step(1)} disabled={rows.length === 0} aria-keyshortcuts="j">
              {t('down')} <kbd aria-hidden="true">J</kbd>
            </Button>
            <Button onClick={() => step(-1)} disabled={rows.length === 0} aria-keyshortcuts="k">
              {t('up')} <kbd aria-hidden="true">K</kbd>
            </Button>
            <Button
              onClick={() => current && selection.tick(current)}
              disabled={current === undefined}
              aria-keyshortcuts="x"
            >
              {t('select')} <kbd aria-hidden="true">X</kbd>
            </Button>
          </div>
          {isWork(view.box) && <BulkBar selection={selection} />}
          <ProblemNotice refused={error} keepFocus />
          {isPending && <Waiting />}
          {!isPending && !error && rows.length === 0 && (
            <p>
              {t(filtered ? 'emptyFiltered' : 'empty')}{' '}
              {filtered && (
                <Link to="/inbox" search={{ box: view.box ?? 'todo' }}>
                  {t('clear')}
                </Link>
              )}
            </p>
          )}
          <ol className="tasks">
            {rows.map((row) => (
              <TaskRow
                key={row.seat}
                row={row}
                view={view}
                isAt={row.seat === current?.seat && isWide}
                isTicked={selection.has(row)}
                tick={() => selection.tick(row)}
                come={() => stand(row)}
              />
            ))}
          </ol>
          {hasNextPage && (
            <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
              {t('more')}
            </Button>
          )}
        </section>
        {isWide && current && <Preview key={current.seat} row={current} view={view} leave={() => leave(current)} />}
      </div>
    </>
  );
}

function focusOn(task: string): void {
  document.querySelector<HTMLElement>(`[data-task="${CSS.escape(task)}"] a`)?.focus();
}
