// Owns the filters that both logs share: who, between which days, and the one thing each is searched by.
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

interface LogFiltersProps {
  readonly of: Filter;
  readonly change: (changed: Filter) => void;
  /** What this log is searched by beside them, sent by Enter. */
  readonly search: {
    readonly label: string;
    readonly value: string | undefined;
    readonly longest: number;
    readonly change: (value: string | undefined) => void;
  };
}
export function LogFilters({ of, change, search }: LogFiltersProps) {
  const t = useWords(WORDS);
  return (
    <div className="filters">
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
      <label>
        {search.label}
        <Input
          type="search"
          defaultValue={search.value}
          maxLength={search.longest}
          onPressEnter={({ currentTarget: { value } }) => search.change(value.trim() === '' ? undefined : value.trim())}
        />
      </label>
    </div>
  );
}
