// Owns choosing colleagues, one or several, as a field of a form: by name or user name, with the keyboard, with what he does beside it.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';

const WORDS = words('colleagues', {
  choose: { zh: '输入姓名或登录名', en: 'Name or user name' },
  nobody: { zh: '没有找到', en: 'Nobody of that name' },
});

interface Field<V> {
  readonly id?: string;
  readonly value?: V;
  readonly onChange?: (value: V) => void;
}
/** Those that a name finds; once opened, since nobody is asked for before. */
function useColleagues() {
  const say = useSay();
  const marks = useMarks();
  const [q, setQ] = useState('');
  const [opened, setOpened] = useState(false);
  const { data, isFetching } = useQuery({
    ...reading('colleagues', { query: { ...(q === '' ? {} : { q }), limit: 30 } }),
    placeholderData: keepPreviousData,
    enabled: opened,
  });
  return {
    loading: isFetching,
    showSearch: { filterOption: false as const, onSearch: setQ },
    onOpenChange: (open: boolean) => setOpened((before) => before || open),
    options: (data?.items ?? []).map(({ id, name, posts }) => ({
      value: id,
      label: `${name}${marks.aside(posts[0] ? say(posts[0].title) : id)}`,
    })),
  };
}

export function ColleaguePicker({ id, value, onChange }: Field<string | undefined>) {
  const t = useWords(WORDS);
  const choice = useColleagues();
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...choice}
      value={value ?? null}
      onChange={(chosen: string | null) => onChange?.(chosen ?? undefined)}
      placeholder={t('choose')}
      notFoundContent={t('nobody')}
      style={{ width: '100%' }}
    />
  );
}

/** Several of them. Those who are chosen keep their names while others are looked for. */
export function ColleaguesPicker({ id, value, onChange }: Field<readonly string[]>) {
  const t = useWords(WORDS);
  const choice = useColleagues();
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...choice}
      mode="multiple"
      value={[...(value ?? [])]}
      onChange={(chosen: string[]) => onChange?.(chosen)}
      placeholder={t('choose')}
      notFoundContent={t('nobody')}
      style={{ width: '100%' }}
    />
  );
}
