// Owns choosing a person and a body: by name, by initials of the pinyin, with the keyboard.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import pinyin from 'pinyin-match';
import { useState } from 'react';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';

const WORDS = words('pickers', {
  person: { zh: '输入姓名、登录名或拼音首字母', en: 'Name, user name or initials' },
  organisation: { zh: '选择单位', en: 'Choose an organisation' },
  nobody: { zh: '没有找到', en: 'Nobody of that name' },
});
/** As a field of a form is given them. */
interface Field {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (value: string | undefined) => void;
  readonly clearable?: boolean;
  readonly label?: string;
}

export function PersonPicker({ id, value, onChange, clearable = false, label }: Field) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const [q, setQ] = useState('');
  const [opened, setOpened] = useState(false);
  const sought = q === '' ? (value ?? '') : q;
  const { data, isFetching } = useQuery({
    ...reading('adminPeople', { query: { ...(sought === '' ? {} : { q: sought }), limit: 20 } }),
    placeholderData: keepPreviousData,
    // Each look at people is logged: none is made for a choice that nobody opens.
    enabled: opened || value !== undefined,
  });
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      value={value ?? null}
      onChange={(chosen: string | null | undefined) => onChange?.(chosen ?? undefined)}
      showSearch={{ filterOption: false, onSearch: setQ }}
      onOpenChange={(open) => setOpened((before) => before || open)}
      allowClear={clearable}
      loading={isFetching}
      placeholder={t('person')}
      notFoundContent={t('nobody')}
      style={{ minWidth: 240, width: '100%' }}
      options={(data?.items ?? []).map((person) => ({
        value: person.id,
        label: `${person.name}${marks.aside(person.username)}`,
      }))}
    />
  );
}

export function OrganisationPicker({ id, value, onChange, clearable = false, label }: Field) {
  const t = useWords(WORDS);
  const say = useSay();
  const { data } = useQuery(reading('adminOrganisations'));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      value={value ?? null}
      onChange={(chosen: string | null | undefined) => onChange?.(chosen ?? undefined)}
      showSearch={{
        filterOption: (typed, option) =>
          pinyin.match(option?.names ?? '', typed) !== false || (option?.names ?? '').includes(typed.toLowerCase()),
      }}
      allowClear={clearable}
      placeholder={t('organisation')}
      style={{ minWidth: 240, width: '100%' }}
      options={(data?.items ?? []).map(({ id: organisation, name }) => ({
        value: organisation,
        label: say(name),
        names: `${name.zh} ${name.en.toLowerCase()} ${organisation}`,
      }))}
    />
  );
}

/** What the body of an id is called; the id itself until that is known. */
export function useOrganisationName(): (id: string) => string {
  const say = useSay();
  const { data } = useQuery(reading('adminOrganisations'));
  return (id) => say(data?.items.find((each) => each.id === id)?.name) || id;
}
