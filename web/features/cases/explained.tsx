// Owns the first words of a case's page: why it stands where it stands, how long the law gives, what helps, and what it all hangs on.
import { useSuspenseQuery } from '@tanstack/react-query';
import { reading } from '../../lib/asking';
import { dayWords, instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { CaseActs } from '../../components/act-form/case-acts';
import type { CaseView } from './case-definition';
import { OF_TALK } from './talk';
import { HelpfulActs } from './helpful-acts';
import { chainOf, isBesideTheWait, offeredIn, rootOf, type Wait } from './wait';
import { whoMay } from './who-may';
import { useNames } from '../../lib/names';

const WORDS = words('explained', {
  why: { zh: '现在在等什么', en: 'What it waits for' },
  since: { zh: '自', en: 'Since' },
  until: { zh: '期限', en: 'Due' },
  noLimit: { zh: '没有期限', en: 'no limit' },
  clock: { zh: '法定计时', en: 'Legal clock' },
  running: { zh: '“{{title}}”正在计时', en: '“{{title}}” is running' },
  paused: { zh: '“{{title}}”已中止，不计时', en: '“{{title}}” stands still' },
  ended: { zh: '“{{title}}”已结束', en: '“{{title}}” has ended' },
  none: { zh: '此等待不计时', en: 'no clock runs on this wait' },
  next: { zh: '到时自动', en: 'By itself' },
  nextAt: { zh: '{{at}}：{{what}}', en: '{{at}}: {{what}}' },
  help: { zh: '怎样推动', en: 'What helps' },
  others: { zh: '可以办理的人：{{who}}', en: 'Who may act: {{who}}' },
  applicant: { zh: '申请人', en: 'the applicant' },
  chain: { zh: '原因链：由表及里', en: 'The chain of causes, the root last' },
  also: { zh: '同时还在等', en: 'It also waits for' },
  acts: { zh: '对本办件的操作', en: 'Acts on this case' },
});

export function Explained({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const { data } = useSuspenseQuery(reading('explanation', { params: { id: view.id } }));
  const waits = data.waits as readonly Wait[];
  const [first, ...others] = waits;
  const chain = first ? chainOf(first) : [];
  return (
    <section className="explained" aria-label={t('why')}>
      <p className="sentence" id="sentence">
        {say(data.sentence)}
      </p>
      {first && <Standing chain={chain} view={view} />}
      {chain.length > 1 && (
        <>
          <p className="quiet">{t('chain')}</p>
          <ol className="chain">
            {chain.map((wait, nth) => (
              <li key={nth}>{say(wait.sentence)}</li>
            ))}
          </ol>
        </>
      )}
      {others.length > 0 && (
        <details>
          <summary>
            {t('also')} ({others.length})
          </summary>
          <ul className="also">
            {others.map((wait, nth) => (
              <li key={nth}>
                {say(rootOf(wait).sentence)}
                <HelpfulActs acts={offeredIn(chainOf(wait))} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <CaseActs
        view={view}
        except={[
          ...OF_TALK,
          ...offeredIn(waits.flatMap(chainOf))
            .filter(isBesideTheWait)
            .map(({ type }) => type),
        ]}
      />
    </section>
  );
}

function Standing({ chain, view }: { readonly chain: readonly Wait[]; readonly view: CaseView }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const language = useLanguage();
  const names = useNames();
  // What the root itself does not say, the wait next above it does.
  const upwards = chain.toReversed();
  const root = upwards[0];
  const due = upwards.find((wait) => wait.due !== undefined)?.due;
  const next = upwards.find((wait) => wait.next !== undefined)?.next;
  const clockId = upwards.find((wait) => wait.clock !== undefined)?.clock;
  const clock = view.clocks.find(({ id }) => id === clockId);
  const offered = offeredIn(upwards);
  const may = [...new Set(upwards.flatMap(whoMay))].map((who) =>
    who === 'applicant' ? t('applicant') : names.post(who),
  );
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t('since')}</dt>
          <dd>{root === undefined ? '—' : instantWords(root.since, language)}</dd>
        </div>
        <div>
          <dt>{t('until')}</dt>
          <dd>{due === undefined ? t('noLimit') : dayWords(due, language)}</dd>
        </div>
        <div>
          <dt>{t('clock')}</dt>
          <dd>{clock ? t(clock.state, { title: say(clock.title) }) : t('none')}</dd>
        </div>
        {next && (
          <div>
            <dt>{t('next')}</dt>
            <dd>{t('nextAt', { at: instantWords(next.at, language), what: say(next.what) })}</dd>
          </div>
        )}
        {root?.help && (
          <div>
            <dt>{t('help')}</dt>
            <dd>{say(root.help)}</dd>
          </div>
        )}
      </dl>
      <HelpfulActs acts={offered} />
      {offered.length === 0 && may.length > 0 && <p className="quiet">{t('others', { who: marks.list(may) })}</p>}
    </>
  );
}
