// Owns taking in what was missing (补正): the papers that are awaited first, other fields of the application only when asked for.
import { Checkbox } from 'antd';
import { useState } from 'react';
import { useWords, words } from '../../lib/language';
import { ActForm, type ActFormProps } from './act-form';
import { membersOf, type Filled } from './asked';
import type { CaseView } from './case-act-form';

const WORDS = words('supplement', {
  others: { zh: '同时更正申请表的其他内容', en: 'Mend other parts of the application too' },
});

export function Supplement({
  frame,
  view,
  send,
}: {
  readonly frame: Omit<ActFormProps, 'schema' | 'value' | 'onChange' | 'confirm' | 'children'>;
  readonly view: CaseView;
  readonly send: (data: Filled) => void;
}) {
  const t = useWords(WORDS);
  const [value, setValue] = useState<Filled>({});
  const [withOthers, setWithOthers] = useState(false);
  const { data = {} } = membersOf(view.acts['supplement'] ?? {});
  const fields = membersOf(data);
  const awaited = Object.keys(fields).filter((name) => (view.gaps ?? []).includes(name));
  const shown = withOthers || awaited.length === 0 ? Object.keys(fields) : awaited;
  const { minProperties: _, additionalProperties: __, ...form } = data;
  return (
    <ActForm
      {...frame}
      under="/data"
      schema={{ ...form, properties: Object.fromEntries(shown.map((name) => [name, fields[name] ?? {}])) }}
      value={value}
      onChange={setValue}
      confirm={() => send(Object.fromEntries(Object.entries(value).filter(([name]) => shown.includes(name))))}
    >
      {awaited.length > 0 && awaited.length < Object.keys(fields).length && (
        <Checkbox checked={withOthers} onChange={({ target }) => setWithOthers(target.checked)}>
          {t('others')}
        </Checkbox>
      )}
    </ActForm>
  );
}
