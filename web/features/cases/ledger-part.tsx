// Owns the ledger in words: what was done in order, by whom and by what right, and whether the chain holds.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { reading } from '../../lib/asking';
import { dayWords, instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useNames } from '../../lib/names';
import type { Text } from '../../../src/kernel/text';
import { actWords, basisWords, isInner } from './act-words';
import { useDefinition, type CaseView } from './case-definition';
import { wholeLedger, type LedgerAct } from './ledger';
import { aboutOf, fieldsOf, isMark, wantedIn, type Field, type Telling } from './payload';

const WORDS = words('ledger-part', {
  all: { zh: '连同系统内部记录一起显示', en: 'Show the system’s own entries too' },
  count: { zh: '显示 {{n}} 条，共 {{of}} 条', en: '{{n}} of {{of}} entries' },
  by: { zh: '{{who}}', en: '{{who}}' },
  principal: { zh: '以{{who}}名义', en: 'for {{who}}' },
  basis: { zh: '依据：{{basis}}', en: 'by right of: {{basis}}' },
  cause: { zh: '起因：第 {{cause}} 条', en: 'caused by entry {{cause}}' },
  effective: { zh: '法律效力日期：{{at}}', en: 'takes legal effect: {{at}}' },
  simulated: { zh: '模拟时间', en: 'simulated time' },
  timer: { zh: '定时触发', en: 'raised by a timer' },
  sweep: { zh: '巡检触发', en: 'raised by the sweep' },
  act: { zh: '办理时触发', en: 'raised by an act' },
  details: { zh: '内容', en: 'Details' },
  chain: { zh: '校验值', en: 'Digest' },
  verify: { zh: '核验台账', en: 'Verify the chain' },
  intact: {
    zh: '✓ 台账完整：共 {{n}} 条，逐条核验，没有改动，没有缺失。',
    en: '✓ The ledger is whole: {{n}} entries, each verified, none changed, none missing.',
  },
  broken: {
    zh: '✖ 台账不完整：第 {{seq}} 条起核验不通过。请立即报告系统管理员和执法监督。',
    en: '✖ The ledger is not whole: from entry {{seq}} on it cannot be verified. Tell the administrator and the supervisor at once.',
  },
  head: { zh: '最后一条的校验值', en: 'Digest of the last entry' },
});
const RAISED = { timer: 'timer', sweep: 'sweep', act: 'act' } as const;

export function LedgerPart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const [all, setAll] = useState(false);
  const { data } = useSuspenseQuery(wholeLedger(view.id));
  const telling = useTelling(view, data.people);
  const wanted = wantedIn(data.acts, telling.definition);
  const shown = all ? data.acts : data.acts.filter(({ type }) => !isInner(type));
  return (
    <>
      <Verify id={view.id} />
      <p className="row">
        <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
          {t('all')}
        </Checkbox>
        <span className="quiet" role="status">
          {t('count', { n: shown.length, of: data.acts.length })}
        </span>
      </p>
      <ol className="acts">
        {shown.map((act) => (
          <Entry key={act.seq} act={act} telling={telling} people={data.people} wanted={wanted} />
        ))}
      </ol>
    </>
  );
}

function useTelling(view: CaseView, people: Readonly<Record<string, string>>): Telling {
  const definition = useDefinition(view);
  const language = useLanguage();
  const names = useNames();
  return {
    definition,
    day: (day) => dayWords(day, language),
    person: (id) => (Object.hasOwn(people, id) ? people[id] : undefined),
    body: (id) => names.body(id),
    seat: (who) => (who.includes('@') ? names.seat(who) : names.post(who)),
  };
}

interface EntryProps {
  readonly act: LedgerAct;
  readonly telling: Telling;
  readonly people: Readonly<Record<string, string>>;
  readonly wanted: ReadonlyMap<string, Text>;
}
function Entry({ act, telling, people, wanted }: EntryProps) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const names = useNames();
  const fields = fieldsOf(act.type, act.payload, telling);
  const raised = RAISED[act.raisedBy as 'timer'];
  return (
    <li value={act.seq}>
      <h3>{[actWords(act.type), ...aboutOf(act.payload, telling.definition, wanted)].map(say).join(' · ')}</h3>
      <p className="row quiet">
        <time dateTime={act.at}>{instantWords(act.at, language)}</time>
        <span>{names.principal(act.actor ?? (act.basis === 'party' ? 'party' : null), people)}</span>
        {act.principal !== null && act.principal !== act.actor && act.principal.startsWith('post:') && (
          <span>{t('principal', { who: names.principal(act.principal, people) })}</span>
        )}
        {act.basis !== null && <span>{t('basis', { basis: say(basisWords(act.basis)) })}</span>}
        {act.cause !== null && /^\d+$/.test(act.cause) && <span>{t('cause', { cause: act.cause })}</span>}
        {raised !== undefined && <span>{t(raised)}</span>}
        {act.effectiveAt !== act.at && <span>{t('effective', { at: instantWords(act.effectiveAt, language) })}</span>}
        {act.simulatedTime && <span>{t('simulated')}</span>}
      </p>
      {fields.length > 0 && (
        <details>
          <summary>
            {t('details')}
            <span className="seen-by-ear"> {act.seq}</span>
          </summary>
          <Fields of={fields} />
          <p className="quiet wraps">
            {t('chain')} <code>{act.hash}</code>
          </p>
        </details>
      )}
    </li>
  );
}

function Fields({ of }: { readonly of: readonly Field[] }) {
  const say = useSay();
  const told = (said: Field['label']): string => (typeof said === 'string' ? said : say(said));
  return (
    <dl className="fields">
      {of.map((field, nth) => (
        <div key={nth}>
          <dt>{told(field.label)}</dt>
          <dd className="wraps">
            {'fields' in field ? (
              <Fields of={field.fields} />
            ) : isMark(field.said) ? (
              <code>{field.said.mark}</code>
            ) : (
              told(field.said)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Every link is computed anew by the server and held against what stands outside the ledger. */
function Verify({ id }: { readonly id: string }) {
  const t = useWords(WORDS);
  const { data, error, isFetching, refetch } = useQuery({
    ...reading('verification', { params: { id } }),
    enabled: false,
    gcTime: 0,
  });
  const broken = data?.firstBroken as { readonly seq?: number } | undefined;
  return (
    <>
      <p className="row">
        <Button loading={isFetching} onClick={() => void refetch()}>
          {t('verify')}
        </Button>
      </p>
      <ProblemNotice refused={error} />
      <div role="status" className="verified">
        {data && (
          <>
            <p>
              {data.intact ? t('intact', { n: data.acts }) : t('broken', { seq: broken?.seq ?? data.missingFrom ?? 1 })}
            </p>
            <p className="quiet wraps">
              {t('head')} <code>{data.head}</code>
            </p>
          </>
        )}
      </div>
    </>
  );
}
