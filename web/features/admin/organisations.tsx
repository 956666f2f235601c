// Owns the bodies of the town as a tree, and their beginning, renaming and end.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Switch } from 'antd';
import { useMemo, useState } from 'react';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { dayWords, today } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { Loaded } from './loaded';
import { EndOrganisation, NewOrganisation, RenameOrganisation } from './organisation-changes';
import { TopicLeads } from './topic-leads';
import { called, ORGANISATION_KINDS } from './town-words';

const WORDS = words('organisations', {
  title: { zh: '单位', en: 'Organisations' },
  people: { zh: '{{n}} 人在岗', en: '{{n}} in post' },
  letters: { zh: '代字 {{letters}}', en: 'letters {{letters}}' },
  until: { zh: '设至 {{day}}', en: 'until {{day}}' },
  from: { zh: '自 {{day}} 起', en: 'from {{day}}' },
  ended: { zh: '也显示已撤销的', en: 'Also those that have ended' },
});

export type Organisation = Answer<'adminOrganisations'>['items'][number];

export function Organisations() {
  const t = useWords(WORDS);
  const [withEnded, setWithEnded] = useState(false);
  const bodies = useQuery(reading('adminOrganisations'));
  useTitle(t('title'));
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="row">
        <NewOrganisation />
        <label className="row">
          <Switch checked={withEnded} onChange={setWithEnded} />
          {t('ended')}
        </label>
      </p>
      <Loaded of={bodies}>{({ items }) => <Tree items={items} withEnded={withEnded} />}</Loaded>
      <TopicLeads />
    </>
  );
}

function Tree({ items, withEnded }: { readonly items: readonly Organisation[]; readonly withEnded: boolean }) {
  const under = useMemo(() => {
    const shown = items.filter(({ validTo }) => withEnded || validTo === null || validTo >= today());
    const ids = new Set(shown.map(({ id }) => id));
    const children = new Map<string, Organisation[]>();
    for (const body of shown) {
      // Whose own body is not shown stands at the top.
      const place = body.parent !== null && ids.has(body.parent) ? body.parent : '';
      children.set(place, [...(children.get(place) ?? []), body]);
    }
    return children;
  }, [items, withEnded]);
  return <Branch under={under} of="" />;
}

function Branch({ under, of }: { readonly under: ReadonlyMap<string, readonly Organisation[]>; readonly of: string }) {
  const bodies = under.get(of);
  if (!bodies) return null;
  return (
    <ul className="tree">
      {bodies.map((body) => (
        <li key={body.id}>
          <Body of={body} />
          <Branch under={under} of={body.id} />
        </li>
      ))}
    </ul>
  );
}

function Body({ of }: { readonly of: Organisation }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  return (
    <div className="row">
      <strong>{say(of.name)}</strong>
      <span className="quiet">{say(called(ORGANISATION_KINDS, of.kind))}</span>
      {of.letters !== null && <span className="quiet">{t('letters', { letters: of.letters })}</span>}
      {of.validFrom !== null && of.validFrom > today() && (
        <span>{t('from', { day: dayWords(of.validFrom, language) })}</span>
      )}
      {of.validTo !== null && <span>{t('until', { day: dayWords(of.validTo, language) })}</span>}
      <Link to="/admin/posts" search={{ organisation: of.id }}>
        {t('people', { n: of.people })}
      </Link>
      <RenameOrganisation of={of} />
      {of.parent !== null && <EndOrganisation of={of} />}
    </div>
  );
}
