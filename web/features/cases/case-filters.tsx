// Owns choosing which cases are shown: each choice goes into the address, so that a list can be kept, sent and gone back to.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import { useSettled } from '../../lib/still';
import { LIGHTS, STATES, type CasesAskedFor } from './list-query';

const WORDS = words('case-filters', {
  filters: { zh: '筛选', en: 'Filters' },
  q: { zh: '编号、申请人或者拼音首字母', en: 'Number, applicant or pinyin initials' },
  state: { zh: '状态', en: 'State' },
  light: { zh: '亮灯', en: 'Light' },
  procedure: { zh: '流程', en: 'Procedure' },
  organisation: { zh: '单位', en: 'Body' },
  all: { zh: '全部', en: 'All' },
  clear: { zh: '清除筛选', en: 'Clear' },
  open: { zh: '办理中', en: 'Under way' },
  suspended: { zh: '已中止', en: 'Suspended' },
  ended: { zh: '已办结', en: 'Ended' },
  green: { zh: '正常', en: 'In time' },
  yellow: { zh: '临期', en: 'Due soon' },
  red: { zh: '当日到期', en: 'Last day' },
  overdue: { zh: '已超期', en: 'Overdue' },
  paused: { zh: '计时已停', en: 'Clock stopped' },
});
const STILL_MS = 300;

export function CaseFilters({ asked }: { readonly asked: CasesAskedFor }) {
  const t = useWords(WORDS);
  const say = useSay();
  const navigate = useNavigate();
  const { data: procedures } = useQuery(reading('procedures'));
  const { data: organisations } = useQuery(reading('organisations'));
  const go = (search: CasesAskedFor): void => void navigate({ to: '/cases', search, replace: true });
  const choose = (name: keyof CasesAskedFor, value: string | undefined): void => {
    const { [name]: _, ...rest } = asked;
    go(value === undefined || value === '' ? rest : { ...rest, [name]: value });
  };
  const choice = (
    name: 'state' | 'light' | 'procedure' | 'organisation',
    options: readonly { value: string; label: string }[],
  ) => (
    <div>
      <label htmlFor={`cases-${name}`}>{t(name)}</label>
      <Select
        id={`cases-${name}`}
        value={asked[name] ?? ''}
        options={[{ value: '', label: t('all') }, ...options]}
        showSearch={name === 'procedure' || name === 'organisation' ? { optionFilterProp: 'label' } : false}
        popupMatchSelectWidth={false}
        onChange={(value) => choose(name, value)}
      />
    </div>
  );
  return (
    <section aria-label={t('filters')} className="case-filters">
      <Search asked={asked.q ?? ''} choose={(q) => choose('q', q)} />
      {choice(
        'state',
        STATES.map((value) => ({ value, label: t(value) })),
      )}
      {choice(
        'light',
        LIGHTS.map((value) => ({ value, label: t(value) })),
      )}
      {choice(
        'procedure',
        (procedures?.items ?? []).map(({ id, title }) => ({ value: id, label: say(title) })),
      )}
      {choice(
        'organisation',
        (organisations?.items ?? []).map(({ id, name }) => ({ value: id, label: say(name) })),
      )}
      {Object.keys(asked).length > 0 && <Button onClick={() => go({})}>{t('clear')}</Button>}
    </section>
  );
}

function Search({ asked, choose }: { readonly asked: string; readonly choose: (q: string) => void }) {
  const t = useWords(WORDS);
  const [typed, setTyped] = useState(asked);
  const settled = useSettled(typed, STILL_MS);
  // The address may change without the field: back, forward, clear.
  const [seen, setSeen] = useState(asked);
  if (seen !== asked) {
    setSeen(asked);
    if (asked !== settled.trim()) setTyped(asked);
  }
  useEffect(() => {
    if (settled.trim() !== asked && settled === typed) choose(settled.trim());
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when somebody has stopped typing, and at no other time
  }, [settled]);
  return (
    <div>
      <label htmlFor="cases-q">{t('q')}</label>
      <Input
        id="cases-q"
        type="search"
        value={typed}
        maxLength={100}
        onChange={({ target }) => setTyped(target.value)}
      />
    </div>
  );
}
