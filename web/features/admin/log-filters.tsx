// Owns the filters that both logs share: who, and between which days.
import { Input } from 'antd';
import { useWords, words } from '../../lib/language';
import { PersonPicker } from './pickers';

const WORDS = words('log-filters', {
  person: { zh: '人员', en: 'Person' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至', en: 'To' },
});
interface Filter {
  readonly person?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function LogFilters({ of, change }: { readonly of: Filter; readonly change: (changed: Filter) => void }) {
  const t = useWords(WORDS);
  return (
    <>
      <div>
        <PersonPicker label={t('person')} clearable value={of.person} onChange={(person) => change({ person })} />
      </div>
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          {t(end)}
          <Input
            type="date"
            value={of[end] ?? ''}
            onChange={({ target: { value } }) => change({ [end]: value === '' ? undefined : value })}
          />
        </label>
      ))}
    </>
  );
}
