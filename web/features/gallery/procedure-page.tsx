// Owns one procedure: its versions, its picture, its steps as a table, its form and its papers.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { useTitle } from '../../components/title';
import { Waiting } from '../../components/waiting';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import '../cases/cases.css';
import { FormPreview } from './form-preview';
import { SamplePapers } from './sample-papers';
import { StepsTable } from './steps-table';

const FlowPicture = lazy(async () => ({ default: (await import('../../components/flow-picture')).FlowPicture }));
const WORDS = words('procedure', {
  version: { zh: '第 {{n}} 版', en: 'Version {{n}}' },
  current: { zh: '（现行）', en: ' (in force)' },
  versions: { zh: '版本', en: 'Versions' },
  basis: { zh: '依据：{{basis}}', en: 'Basis: {{basis}}' },
  picture: { zh: '流程图', en: 'Picture' },
  back: { zh: '全部流程', en: 'All procedures' },
});

export function ProcedurePage() {
  const t = useWords(WORDS);
  const say = useSay();
  const { id } = useParams({ from: '/desk/procedures/$id' });
  const { version } = useSearch({ from: '/desk/procedures/$id' });
  const { data: current } = useSuspenseQuery(reading('procedure', { params: { id } }));
  const { data: shown } = useSuspenseQuery(
    reading('procedureVersion', { params: { id, version: String(version ?? current.version) } }),
  );
  useTitle(say(shown.title));
  const definition = shown.definition as unknown as Definition;
  return (
    <>
      <p>
        <Link to="/procedures">{t('back')}</Link>
      </p>
      <h1>
        {say(shown.title)} <span className="quiet">{t('version', { n: shown.version })}</span>
      </h1>
      <p>{t('basis', { basis: definition.basis })}</p>
      {current.version > 1 && (
        <nav aria-label={t('versions')} className="parts">
          <ul>
            {Array.from({ length: current.version }, (_, n) => current.version - n).map((each) => (
              <li key={each}>
                <Link
                  to="/procedures/$id"
                  params={{ id }}
                  search={{ version: each }}
                  {...(each === shown.version ? { 'aria-current': 'page' as const } : {})}
                >
                  {t('version', { n: each })}
                  {each === current.version ? t('current') : ''}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <h2>{t('picture')}</h2>
      <Suspense fallback={<Waiting />}>
        <FlowPicture definition={definition} />
      </Suspense>
      <StepsTable definition={definition} />
      <FormPreview definition={definition} />
      <SamplePapers id={id} definition={definition} />
    </>
  );
}
