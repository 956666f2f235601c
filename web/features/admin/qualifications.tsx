// Owns people's qualifications and certificates: what is valid until when, and what runs out soon.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { today } from '../../lib/days';
import { daysAfter } from '../../lib/days-after';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Listing, Pages } from './listing';
import { Loaded } from './loaded';
import { PersonPicker } from './pickers';
import { Term } from './term';
import { AddQualification, EndQualification } from './qualification-changes';
import { called, choices, QUALIFICATION_KINDS } from './town-words';

const WORDS = words('qualifications', {
  title: { zh: '资格和证件', en: 'Qualifications and certificates' },
  caption: {
    zh: '人员的资格、证件及有效期',
    en: 'Qualifications and certificates of people, and how long they are valid',
  },
  person: { zh: '人员', en: 'Person' },
  kind: { zh: '种类', en: 'Kind' },
  any: { zh: '不限', en: 'any' },
  within: { zh: '到期', en: 'Expiring' },
  always: { zh: '不限', en: 'whenever' },
  days: { zh: '{{n}} 天内', en: 'within {{n}} days' },
  number: { zh: '证号', en: 'Number' },
  term: { zh: '有效期', en: 'Valid' },
  standing: { zh: '效力', en: 'Standing' },
  valid: { zh: '有效', en: 'valid' },
  soon: { zh: '即将到期', en: 'expires soon' },
  invalid: { zh: '失效或者未生效', en: 'not valid today' },
  acts: { zh: '办理', en: 'Acts' },
});
export type Qualification = Answer<'adminQualifications'>['items'][number];
const SOON = 90;

export function Qualifications() {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const search = useSearch({ from: '/desk/admin/qualifications' });
  const navigate = useNavigate({ from: '/admin/qualifications' });
  const { person, after } = search;
  const kind = search.kind === 'legal' || search.kind === 'enforcement' ? search.kind : undefined;
  const within = /^\d{1,4}$/.test(search.within ?? '') ? Number(search.within) : undefined;
  const found = useQuery({
    ...reading('adminQualifications', { query: { person, kind, within, after } }),
    placeholderData: keepPreviousData,
  });
  useTitle(t('title'));
  const filter = (change: typeof search): void => void navigate({ search: { ...search, after: undefined, ...change } });
  return (
    <>
      <h1>{t('title')}</h1>
      <div className="filters">
        <div>
          <PersonPicker
            label={t('person')}
            clearable
            value={person}
            onChange={(chosen) => filter({ person: chosen })}
          />
        </div>
        <Select
          aria-label={t('kind')}
          value={kind ?? ''}
          onChange={(chosen: string) => filter({ kind: chosen === '' ? undefined : chosen })}
          options={[{ value: '', label: marks.of(t('kind'), t('any')) }, ...choices(QUALIFICATION_KINDS, say)]}
          style={{ minWidth: 200 }}
        />
        <Select
          aria-label={t('within')}
          value={within === undefined ? '' : String(within)}
          onChange={(chosen: string) => filter({ within: chosen === '' ? undefined : chosen })}
          options={[
            { value: '', label: marks.of(t('within'), t('always')) },
            ...[30, SOON, 365].map((n) => ({ value: String(n), label: marks.of(t('within'), t('days', { n })) })),
          ]}
          style={{ minWidth: 200 }}
        />
        <AddQualification {...(person === undefined ? {} : { person })} />
      </div>
      <Loaded of={found}>
        {({ items, next }) => (
          <>
            <QualificationList rows={items} withPerson />
            <Pages next={next} after={after} />
          </>
        )}
      </Loaded>
    </>
  );
}

export function QualificationList({
  rows,
  withPerson = false,
}: {
  readonly rows: readonly Qualification[];
  readonly withPerson?: boolean;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  return (
    <Listing
      caption={t('caption')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        ...(withPerson
          ? [
              {
                title: t('person'),
                show: ({ person }: Qualification) => (
                  <Link to="/admin/people/$person" params={{ person: person.id }}>
                    {person.name}
                  </Link>
                ),
              },
            ]
          : []),
        { title: t('kind'), show: ({ kind }) => say(called(QUALIFICATION_KINDS, kind)) },
        { title: t('number'), show: ({ number }) => number },
        { title: t('term'), show: (row) => <Term of={row} /> },
        { title: t('standing'), show: (row) => <Standing of={row} /> },
        { title: t('acts'), show: (row) => <EndQualification of={row} /> },
      ]}
    />
  );
}

function Standing({ of: { current, to } }: { readonly of: Qualification }) {
  const t = useWords(WORDS);
  if (!current) return <span className="quiet">{t('invalid')}</span>;
  const soon = to !== null && to <= daysAfter(today(), SOON);
  return soon ? (
    <span style={{ color: 'var(--yellow)' }}>
      <span aria-hidden="true">▲ </span>
      {t('soon')}
    </span>
  ) : (
    <>{t('valid')}</>
  );
}
