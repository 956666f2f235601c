// Owns finding the item that is applied for: by code, name or pinyin initials, with the keys up, down and Enter.
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import { useSettled } from '../../lib/still';
import { Guide } from './guide';
import type { ItemChosen } from './window-draft';

const WORDS = words('window-item', {
  find: { zh: '事项（编码、名称或者拼音首字母）', en: 'Item (code, name or pinyin initials)' },
  found: { zh: '找到的事项', en: 'Items found' },
  none: { zh: '没有找到事项。', en: 'No item was found.' },
  count: { zh: '找到 {{n}} 项，用上下键选择，回车确定。', en: '{{n}} found: choose with up and down, then Enter.' },
  closed: { zh: '暂未开通办理', en: 'cannot be applied for yet' },
  change: { zh: '更换事项', en: 'Another item' },
  chosen: { zh: '已选事项', en: 'Item chosen' },
});
/** What stands on a certificate already issued. */
const ABOUT_CERTIFICATES = ['renewal', 'amendment', 'deregistration'];
const STILL_MS = 200;

export function ItemPart({
  item,
  choose,
  isFixed,
  fault,
}: {
  readonly item: ItemChosen | undefined;
  readonly choose: (item: ItemChosen | undefined) => void;
  readonly isFixed: boolean;
  /** No item was chosen, and one is needed. */
  readonly fault: string | undefined;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  if (!item)
    return (
      <>
        <Search choose={choose} isFixed={isFixed} fault={fault} />
        {!isFixed && <Guide choose={choose} />}
      </>
    );
  return (
    <p className="row">
      <strong>
        <span className="seen-by-ear">{t('chosen')} </span>
        {say({ zh: item.zh, en: item.en })}
      </strong>
      {item.code !== undefined && <span className="quiet">{item.code}</span>}
      {!isFixed && (
        <Button
          onClick={() => {
            choose(undefined);
            setTimeout(() => document.getElementById('item-search')?.focus());
          }}
        >
          {t('change')}
        </Button>
      )}
    </p>
  );
}

interface Found extends ItemChosen {
  readonly isClosed: boolean;
}
function Search({
  choose,
  isFixed,
  fault,
}: {
  readonly choose: (item: ItemChosen) => void;
  readonly isFixed: boolean;
  readonly fault: string | undefined;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const q = useSettled(typed.trim(), STILL_MS);
  const found = useFound(q);
  const take = (one: Found | undefined): void => {
    if (!one || one.isClosed) return;
    const { isClosed: _, ...item } = one;
    choose(item);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') take(found[at]);
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
  };
  const isOpen = q !== '';
  return (
    <div className="window-field">
      <label htmlFor="item-search">{t('find')}</label>
      <Input
        id="item-search"
        role="combobox"
        aria-expanded={isOpen && found.length > 0}
        aria-controls="item-found"
        aria-autocomplete="list"
        {...(isOpen && found[at] ? { 'aria-activedescendant': `item-found-${at}` } : {})}
        {...(fault === undefined
          ? {}
          : { 'aria-invalid': true, 'aria-describedby': 'item-search-fault', status: 'error' as const })}
        autoComplete="off"
        disabled={isFixed}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      {fault !== undefined && (
        <span id="item-search-fault" className="fault">
          {fault}
        </span>
      )}
      <ul id="item-found" role="listbox" aria-label={t('found')} className="window-found">
        {isOpen &&
          found.map((one, n) => (
            <li
              key={one.code ?? one.procedure}
              id={`item-found-${n}`}
              role="option"
              aria-selected={n === at}
              aria-disabled={one.isClosed}
              onClick={() => take(one)}
            >
              {say({ zh: one.zh, en: one.en })} <span className="quiet">{one.code}</span>
              {one.isClosed && <span className="quiet"> · {t('closed')}</span>}
            </li>
          ))}
      </ul>
      <span role="status" className="quiet">
        {isOpen ? (found.length === 0 ? t('none') : t('count', { n: found.length })) : ''}
      </span>
    </div>
  );
}

function useFound(q: string): readonly Found[] {
  const { data: items } = useQuery({ ...reading('powerItems', { query: { q, limit: 12 } }), enabled: q !== '' });
  const { data: procedures } = useQuery(reading('procedures'));
  if (q === '') return [];
  const about = (procedures?.items ?? [])
    .filter(
      ({ id, title }) =>
        ABOUT_CERTIFICATES.includes(id) && (title.zh.includes(q) || title.en.toLowerCase().includes(q.toLowerCase())),
    )
    .map(({ id, title }) => ({ procedure: id, ...title, isClosed: false }));
  const listed = (items?.items ?? [])
    .filter(({ kind }) => kind !== 'penalty')
    .map(({ code, name, procedure }) => ({ code, procedure: procedure ?? '', ...name, isClosed: procedure === null }));
  return [...listed, ...about];
}
