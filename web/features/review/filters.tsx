// Owns narrowing a view: by words, light and order. What is chosen stands in the address.
import { useNavigate } from '@tanstack/react-router';
import { CloseCircleFilled } from '@ant-design/icons';
import { Input, Select, type InputRef } from 'antd';
import { useEffect, useState, type RefObject } from 'react';
import { useWords, words } from '../../lib/language';
import type { InboxView } from './inbox-view';

const WORDS = words('inbox-filters', {
  search: { zh: '查找：办件编号、申请人或拼音首字母', en: 'Search: case number, applicant, or pinyin initials' },
  short: { zh: '编号、申请人、拼音首字母（/）', en: 'Number, applicant, pinyin initials (/)' },
  clear: { zh: '清除', en: 'Clear' },
  light: { zh: '亮灯', en: 'Light' },
  all: { zh: '全部亮灯', en: 'All lights' },
  green: { zh: '● 正常', en: '● In time' },
  yellow: { zh: '▲ 临期', en: '▲ Due soon' },
  red: { zh: '■ 当日到期', en: '■ Last day' },
  overdue: { zh: '✖ 已超期', en: '✖ Overdue' },
  paused: { zh: '‖ 计时已停', en: '‖ Clock stopped' },
  order: { zh: '排序', en: 'Order' },
  due: { zh: '按剩余时间', en: 'By time left' },
  new: { zh: '按到达先后', en: 'Newest first' },
});
/** Whoever types is let finish his word. */
const TYPED_MS = 300;

export function Filters({ view, search }: { readonly view: InboxView; readonly search: RefObject<InputRef | null> }) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const [typed, setTyped] = useState(view.q ?? '');
  const show = (change: InboxView): void => {
    const { light, sort, q, ...rest } = { ...view, ...change };
    void navigate({
      to: '/inbox',
      search: {
        ...rest,
        ...(light === undefined ? {} : { light }),
        ...(sort === undefined ? {} : { sort }),
        ...(q === undefined || q === '' ? {} : { q }),
      },
      replace: true,
    });
  };
  useEffect(() => {
    if (typed.trim() === (view.q ?? '')) return;
    const soon = setTimeout(() => show({ q: typed.trim() }), TYPED_MS);
    return () => clearTimeout(soon);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only typing starts it
  }, [typed]);
  return (
    <div className="row" role="search">
      <Input
        ref={search}
        aria-label={t('search')}
        placeholder={t('short')}
        value={typed}
        allowClear={{ clearIcon: <CloseCircleFilled aria-label={t('clear')} /> }}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => show({ q: typed.trim() })}
        style={{ width: '18rem', maxWidth: '100%' }}
      />
      <Select
        aria-label={t('light')}
        value={view.light ?? 'all'}
        options={(['all', 'overdue', 'red', 'yellow', 'green', 'paused'] as const).map((value) => ({
          value,
          label: t(value),
        }))}
        onChange={(light) => show({ light: light === 'all' ? undefined : light } as InboxView)}
        style={{ width: '9rem' }}
      />
      <Select
        aria-label={t('order')}
        value={view.sort ?? 'due'}
        options={(['due', 'new'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(sort) => show({ sort })}
        style={{ width: '9rem' }}
      />
    </div>
  );
}
