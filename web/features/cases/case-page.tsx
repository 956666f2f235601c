// Owns the page of one case: the sentence first, then what there is to look at, each part under an address of its own.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { Light } from '../../components/light';
import { useTitle } from '../../components/title';
import { Waiting } from '../../components/waiting';
import { reading } from '../../lib/asking';
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useNames } from '../../lib/names';
import type { CaseView } from './case-definition';
import { Explained } from './explained';
import { Talk } from './talk';
import { TABS, type Tab } from './tabs';
import './cases.css';

const WORDS = words('case', {
  title: { zh: '办件 {{number}}', en: 'Case {{number}}' },
  parts: { zh: '办件的各个方面', en: 'Parts of the case' },
  received: { zh: '收件', en: 'Received' },
  accepted: { zh: '受理', en: 'Accepted' },
  decided: { zh: '决定', en: 'Decided' },
  by: { zh: '决定单位', en: 'Decided by' },
  party: { zh: '申请人', en: 'Applicant' },
  certificate: { zh: '证照', en: 'Certificate' },
  picture: { zh: '流程图', en: 'Picture' },
  timeline: { zh: '时间轴', en: 'Timeline' },
  clocks: { zh: '期限', en: 'Clocks' },
  documents: { zh: '文书', en: 'Documents' },
  ledger: { zh: '台账', en: 'Ledger' },
  forecast: { zh: '后续步骤', en: 'Steps ahead' },
  family: { zh: '关联办件', en: 'Related cases' },
  messages: { zh: '通知', en: 'Messages' },
  process: { zh: '技术信息', en: 'Technical' },
});

type Part = ComponentType<{ readonly view: CaseView }>;
const part = <K extends string>(load: () => Promise<Record<K, Part>>, name: K) =>
  lazy(async () => ({ default: (await load())[name] }));
const PARTS: Readonly<Record<Tab, Part>> = {
  picture: part(() => import('./picture-part'), 'PicturePart'),
  timeline: part(() => import('./timeline-part'), 'TimelinePart'),
  clocks: part(() => import('./clocks-part'), 'ClocksPart'),
  documents: part(() => import('./documents-part'), 'DocumentsPart'),
  ledger: part(() => import('./ledger-part'), 'LedgerPart'),
  forecast: part(() => import('./forecast-part'), 'ForecastPart'),
  family: part(() => import('./family-part'), 'FamilyPart'),
  messages: part(() => import('./messages-part'), 'MessagesPart'),
  process: part(() => import('./process-part'), 'ProcessPart'),
};

export function CasePage() {
  const t = useWords(WORDS);
  const say = useSay();
  const { id } = useParams({ from: '/desk/cases/$id' });
  const { tab = 'picture' } = useSearch({ from: '/desk/cases/$id' });
  const { data: view } = useSuspenseQuery(reading('case', { params: { id } }));
  useTitle(t('title', { number: view.number }));
  const { data: me } = useSuspenseQuery(reading('me'));
  const Shown = PARTS[tab];
  const tabs = TABS.filter((each) => each !== 'process' || me.permissions.includes('see-process'));
  return (
    <>
      <h1>
        {say(view.item?.name ?? view.procedure.title)} <span className="quiet">{view.number}</span>
      </h1>
      <Explained view={view} />
      <Facts view={view} />
      <Talk view={view} />
      <nav aria-label={t('parts')} className="parts">
        <ul>
          {tabs.map((each) => (
            <li key={each}>
              <Link
                from="/cases/$id"
                to="."
                search={{ tab: each }}
                replace
                resetScroll={false}
                {...(each === tab ? { 'aria-current': 'page' as const } : {})}
              >
                {t(each)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="part">
        <h2>{t(tab)}</h2>
        <Suspense fallback={<Waiting />}>
          <Shown view={view} />
        </Suspense>
      </div>
    </>
  );
}

function Facts({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const names = useNames();
  const name = view.party?.['name'];
  const days = [
    ['received', view.receivedOn],
    ['accepted', view.acceptedOn],
    ['decided', view.decidedOn],
  ] as const;
  return (
    <dl className="facts">
      <div>
        <dt className="seen-by-ear">{t('clocks')}</dt>
        <dd>
          <Light of={view.light} />
        </dd>
      </div>
      {typeof name === 'string' && (
        <div>
          <dt>{t('party')}</dt>
          <dd>{name}</dd>
        </div>
      )}
      {view.organisations['deciding'] !== undefined && (
        <div>
          <dt>{t('by')}</dt>
          <dd>{names.body(view.organisations['deciding'])}</dd>
        </div>
      )}
      {days.flatMap(([what, day]) =>
        day === undefined ? (
          []
        ) : (
          <div key={what}>
            <dt>{t(what)}</dt>
            <dd>{dayWords(day, language)}</dd>
          </div>
        ),
      )}
      {view.certificate && (
        <div>
          <dt>{t('certificate')}</dt>
          <dd>{view.certificate.number}</dd>
        </div>
      )}
    </dl>
  );
}
