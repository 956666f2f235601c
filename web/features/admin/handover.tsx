// Owns handing over everything a leaver holds (移交): to whom, what each task would come to, and what became of each.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTitle } from '../../components/title';
import { again, reading, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Change } from './change';
import { Listing } from './listing';
import { Loaded } from './loaded';
import { useTell } from './outcome';
import { PersonPicker } from './pickers';

const WORDS = words('handover', {
  title: { zh: '移交{{name}}名下的任务', en: 'Hand over the tasks of {{name}}' },
  what: {
    zh: '把已领取、尚未办理的任务逐件交给接办人；依法不能由其办理的留在原处，并说明原因。期限照常计算。',
    en: 'What was taken and not done goes to somebody else, task by task; what he may not decide by law stays and says why. Limits run on.',
  },
  to: { zh: '接办人', en: 'Who takes over' },
  choose: {
    zh: '选择接办人后，先看每件任务能否移交。',
    en: 'Choose who takes over, and see first what can go to him.',
  },
  preview: { zh: '移交前预览', en: 'What would happen' },
  result: { zh: '移交结果', en: 'What became of it' },
  caption: { zh: '任务及能否移交', en: 'Tasks, and whether each can go' },
  resultCaption: { zh: '任务及移交结果', en: 'Tasks, and what became of each' },
  case: { zh: '办件', en: 'Case' },
  step: { zh: '环节', en: 'Step' },
  state: { zh: '移交', en: 'Handed over' },
  can: { zh: '可以移交', en: 'can be' },
  did: { zh: '已移交', en: 'yes' },
  cannot: { zh: '留在原处：{{why}}', en: 'stays: {{why}}' },
  none: { zh: '名下没有未办任务，无须移交。', en: 'No task is held; nothing has to be handed over.' },
  sum: {
    zh: '可以移交 {{done}} 件，不能移交 {{skipped}} 件。',
    en: '{{done}} can be handed over, {{skipped}} cannot.',
  },
  hand: { zh: '移交 {{n}} 件', en: 'Hand over {{n}}' },
  consequence: {
    zh: '{{n}} 件任务从{{from}}转到{{to}}名下，每件记入各自台账；{{to}}收到消息。已写的草稿不转交，期限不重新计算。',
    en: '{{n}} tasks go from {{from}} to {{to}}, each on the record of its case; {{to}} is told. Drafts are not handed over, and no limit begins anew.',
  },
  handed: {
    zh: '已移交 {{done}} 件给{{to}}，{{skipped}} 件留在原处。',
    en: '{{done}} handed over to {{to}}; {{skipped}} stay.',
  },
});
type Handed = Answer<'handover'>;

export function Handover() {
  const t = useWords(WORDS);
  const { person } = useParams({ from: '/desk/admin/people/$person/handover' });
  const found = useQuery(reading('adminPerson', { params: { person } }));
  return (
    <Loaded of={found}>
      {({ id, name }) => (
        <>
          <p>
            <Link to="/admin/people/$person" params={{ person: id }}>
              {name}
            </Link>
          </p>
          <h1>{t('title', { name })}</h1>
          <p>{t('what')}</p>
          <Of key={id} person={id} name={name} />
        </>
      )}
    </Loaded>
  );
}

function Of({ person, name }: { readonly person: string; readonly name: string }) {
  const t = useWords(WORDS);
  const { to } = useSearch({ from: '/desk/admin/people/$person/handover' });
  const navigate = useNavigate({ from: '/admin/people/$person/handover' });
  const [done, setDone] = useState<Handed>();
  useTitle(t('title', { name }));
  return (
    <>
      <div className="filters">
        <label>
          {t('to')}
          <PersonPicker
            value={to}
            label={t('to')}
            onChange={(chosen) => {
              setDone(undefined);
              void navigate({ search: { to: chosen }, replace: true, resetScroll: false });
            }}
          />
        </label>
      </div>
      {done ? (
        <>
          <h2>{t('result')}</h2>
          <Each of={done} isDone />
        </>
      ) : to === undefined ? (
        <p className="quiet">{t('choose')}</p>
      ) : (
        <Preview person={person} to={to} done={setDone} />
      )}
    </>
  );
}

function Preview({
  person,
  to,
  done,
}: {
  readonly person: string;
  readonly to: string;
  readonly done: (handed: Handed) => void;
}) {
  const t = useWords(WORDS);
  const found = useQuery({
    ...reading('handover', { params: { person }, query: { to } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded of={found}>
      {(would) => (
        <>
          <h2>{t('preview')}</h2>
          {would.seats.length === 0 ? (
            <p>{t('none')}</p>
          ) : (
            <>
              <p role="status">{t('sum', { done: would.done, skipped: would.skipped })}</p>
              <Each of={would} />
              {would.done > 0 && <HandOver of={would} done={done} />}
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

function Each({ of, isDone = false }: { readonly of: Handed; readonly isDone?: boolean }) {
  const t = useWords(WORDS);
  const say = useSay();
  const marks = useMarks();
  return (
    <Listing
      caption={t(isDone ? 'resultCaption' : 'caption')}
      rows={of.seats}
      keyOf={({ seat }) => seat}
      columns={[
        {
          title: t('case'),
          show: ({ case: { id, number } }) => (
            <Link to="/cases/$id" params={{ id }}>
              {number}
            </Link>
          ),
        },
        { title: t('step'), show: ({ step }) => say(step) },
        {
          title: t('state'),
          show: ({ ok, because, basis }) =>
            ok
              ? t(isDone ? 'did' : 'can')
              : t('cannot', { why: `${say(because)}${basis === undefined ? '' : marks.aside(basis)}` }),
        },
      ]}
    />
  );
}

function HandOver({ of, done }: { readonly of: Handed; readonly done: (handed: Handed) => void }) {
  const t = useWords(WORDS);
  const tell = useTell();
  const act = useAct('handOver');
  const names = { from: of.from.name, to: of.to.name, n: of.done };
  return (
    <p style={{ marginTop: 12 }}>
      <Change
        label={t('hand', names)}
        title={t('title', { name: of.from.name })}
        confirm={t('hand', names)}
        primary
        consequence={t('consequence', names)}
        act={act}
        meant={({ reason }: { reason: string }) => ({
          params: { person: of.from.id },
          body: { to: of.to.id, reason },
        })}
        done={async (handed) => {
          done(handed);
          await again('handover', 'holdings', 'adminPerson', 'tasks', 'taskCounts');
          tell(t('handed', { to: handed.to.name, done: handed.done, skipped: handed.skipped }));
        }}
      />
    </p>
  );
}
