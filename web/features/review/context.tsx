// Owns what stands around a task: what others have said, the steps ahead, what happened at this step, and the applicant's other cases.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { dayWords, instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { actWords } from '../cases/act-words';
import { Talk } from '../cases/talk';
import { AskedOf } from './asked-of';
import type { TaskView } from './outcomes';

const WORDS = words('context', {
  title: { zh: '相关情况', en: 'Around it' },
  opinions: { zh: '其他环节和单位的意见', en: 'What others have said' },
  noOpinions: { zh: '暂无其他意见。', en: 'Nobody has said anything yet.' },
  noWords: { zh: '（未写意见）', en: '(no words)' },
  ahead: { zh: '后续步骤', en: 'Steps ahead' },
  certain: { zh: '必经', en: 'certain' },
  possible: { zh: '可能', en: 'possible' },
  excluded: { zh: '不经过', en: 'not taken' },
  due: { zh: '{{day}}前', en: 'by {{day}}' },
  history: { zh: '本环节经过', en: 'What happened at this step' },
  record: { zh: '申请人的其他办件', en: 'Other cases of the applicant' },
  noRecord: { zh: '没有您可见的其他办件。', en: 'None that you may see.' },
  open: { zh: '在办', en: 'under way' },
  suspended: { zh: '中止', en: 'suspended' },
  ended: { zh: '已办结', en: 'ended' },
  system: { zh: '系统', en: 'the system' },
});
const RECORD = 10;

export function Context({ task, file }: { readonly task: TaskView; readonly file: Answer<'case'> }) {
  const t = useWords(WORDS);
  return (
    <section aria-labelledby="context">
      <h2 id="context">{t('title')}</h2>
      <Opinions task={task} />
      <AskedOf task={task} elsewhere />
      <Talk view={file} inside />
      <Ahead of={file.id} />
      <History task={task} />
      <Record file={file} />
    </section>
  );
}

function Opinions({ task }: { readonly task: TaskView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <h3>{t('opinions')}</h3>
      {task.opinions.length === 0 && <p className="quiet">{t('noOpinions')}</p>}
      <ul className="plain opinions">
        {task.opinions.map(({ case: of, step, round, person, at, title, organisation, post, outcome, opinion }) => (
          <li key={`${of} ${step} ${round} ${person} ${at}`}>
            <div>
              <strong>{say(outcome)}</strong> · {say(title)}
            </div>
            <div className="wraps">{opinion ?? <span className="quiet">{t('noWords')}</span>}</div>
            <div className="quiet small">
              {say(organisation)} {say(post)} {person} · {instantWords(at, language)}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Ahead({ of }: { readonly of: string }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const { data } = useQuery(reading('forecast', { params: { id: of } }));
  const steps = (data?.steps ?? []).filter(({ certainty }) => certainty !== 'excluded');
  if (steps.length === 0) return null;
  return (
    <>
      <h3>{t('ahead')}</h3>
      <ol className="plain">
        {steps.map(({ step, title, certainty, due, because }) => (
          <li key={step}>
            {say(title)} <Tag>{t(certainty)}</Tag>
            {due !== undefined && <span className="quiet small">{t('due', { day: dayWords(due, language) })}</span>}
            {certainty === 'possible' && (
              <div className="quiet small wraps">{say(because as { zh: string; en: string })}</div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function History({ task }: { readonly task: TaskView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const names = new Map(task.people.map(({ id, name }) => [id, name]));
  return (
    <>
      <h3>{t('history')}</h3>
      <ol className="plain">
        {task.history.map(({ seq, at, type, actor }) => (
          <li key={seq}>
            {say(actWords(type))}{' '}
            <span className="quiet small">
              {actor === null ? t('system') : (names.get(actor) ?? '')} · {instantWords(at, language)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Record({ file }: { readonly file: Answer<'case'> }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const name = file.party?.['name'];
  const { data } = useQuery({
    ...reading('cases', { query: { q: typeof name === 'string' ? name : '', limit: RECORD } }),
    enabled: typeof name === 'string',
  });
  const others = (data?.items ?? []).filter(({ id, party }) => id !== file.id && party === name);
  return (
    <>
      <h3>{t('record')}</h3>
      {others.length === 0 && <p className="quiet">{t('noRecord')}</p>}
      <ul className="plain">
        {others.map(({ id, number, title, state, openedAt }) => (
          <li key={id} className="wraps">
            <Link to="/cases/$id" params={{ id }}>
              {number}
            </Link>{' '}
            {say(title)} <Tag>{t(state)}</Tag>
            <span className="quiet small">{instantWords(openedAt, language)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
