// Owns the review page: everything one task is judged by on one screen, and the way on to the next.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { CaseActs } from '../../components/act-form/case-acts';
import { SchemaForm } from '../../components/schema-form';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import { useCommands } from '../../lib/commands';
import { useSay, useWords, words } from '../../lib/language';
import { same } from '../../lib/merge';
import { OF_TALK } from '../cases/talk';
import { AskedOf } from './asked-of';
import { CheckList } from './check-list';
import { Context } from './context';
import { DecideBar } from './decide-bar';
import { isDoneByOthers, useDeciding } from './deciding';
import { DraftNotice } from '../../components/draft-notice';
import { DoneByOthers } from './done-by-others';
import { Evidence } from './evidence';
import { inboxView, type Row } from './inbox-view';
import { OtherActs } from './other-acts';
import { asksFor, KEYS } from './outcomes';
import './review.css';
import { definitionOf, usePrepared, useRows } from './rows';
import { isSettled } from './settled';
import { givenBack, takenUpAgain } from './take-back';
import { Seats } from './seats';
import { TaskHeader } from './task-header';
import { useTaskDraft } from './task-draft';
import { tell, Told } from './told';

const WORDS = words('task-page', {
  judged: { zh: '审查', en: 'Review' },
  ofCase: { zh: '对整个办件的操作', en: 'Acts on the case as a whole' },
  form: { zh: '本环节填写', en: 'To be filled in here' },
  held: {
    zh: '{{name}}已办理，{{time}}生效，此前本人可以撤回。',
    en: '{{name}} has decided; it takes effect at {{time}}, and may be taken back until then.',
  },
  none: { zh: '您现在不能办理这项任务。', en: 'You cannot decide this task now.' },
  over: {
    zh: '本环节已经结束，结果见办件的时间线。',
    en: 'This step is over; what came of it stands in the history of the case.',
  },
});

/** Each task begins anew: nothing of the one before stays. */
export function TaskPage() {
  const { task } = useParams({ from: '/desk/tasks/$task' });
  // A key pressed while the next task is on its way is remembered, not lost.
  const [wish, setWish] = useState<{ readonly task: string; readonly key: string }>();
  useCommands(
    Object.values(KEYS).map((key) => ({ title: '', key, run: () => setWish({ task, key }) })),
    'meanwhile',
  );
  return <OneTask key={task} id={task} wish={wish?.task === task ? wish.key : undefined} />;
}

function OneTask({ id, wish }: { readonly id: string; readonly wish: string | undefined }) {
  const t = useWords(WORDS);
  const say = useSay();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/tasks/$task' });
  const view = inboxView({ ...search });
  const { data: task } = useSuspenseQuery(reading('task', { params: { id } }));
  const { data: file } = useSuspenseQuery(reading('case', { params: { id: task.case } }));
  const { data: published } = useSuspenseQuery(definitionOf(file.procedure));
  const definition = published.definition as unknown as Definition;
  const { rows, isPending, refetch } = useRows(view);
  const row = rows.find((each) => each.id === id);
  const next = nextAfter(id, rows);
  usePrepared(next);
  useTitle(`${say(task.title)} · ${task.number}`);
  const draft = useTaskDraft(id);
  const goOn = async (): Promise<void> => {
    // Whoever is quicker than the list waits for it: it says what is next.
    const then = isPending ? nextAfter(id, (await refetch({ cancelRefetch: false })).data ?? []) : next;
    await (then
      ? navigate({ to: '/tasks/$task', params: { task: then.id }, search: view, replace: true })
      : navigate({ to: '/inbox', search: { ...view, box: view.box ?? 'todo' } }));
  };
  const takenBack = async (): Promise<void> => {
    if (task.held) return draft.change(givenBack(task));
    const again = await takenUpAgain(id);
    if (again !== undefined)
      await navigate({ to: '/tasks/$task', params: { task: again }, search: view, replace: true });
  };
  const deciding = useDeciding({
    task,
    definition,
    draft,
    first: search.choose,
    decided: ({ title }) => {
      tell({ zh: `已办理 ${task.number}：${title.zh}`, en: `${task.number} done: ${title.en}` }, id);
      void goOn();
    },
  });
  const { refused } = deciding;
  const filled = draft.value.data ?? task.form.data;
  const mayDecide = task.offered.includes('decide');
  // It was one's own to decide when the page was opened, and is no longer.
  const [could] = useState(mayDecide);
  const isGone = isDoneByOthers(refused) || (could && !mayDecide && !deciding.isBusy && !deciding.isDone);
  return (
    <article className="task-page">
      <Told />
      <TaskHeader task={task} file={file} row={row} />
      <DraftNotice draft={draft} />
      {isGone && <DoneByOthers refused={refused} next={next} goOn={() => void goOn()} />}
      <div className="review">
        <Evidence task={task} file={file} definition={definition} draft={draft} />
        <section aria-labelledby="judged">
          <h2 id="judged">{t('judged')}</h2>
          <Seats task={task} />
          <AskedOf task={task} />
          <CheckList points={task.checkPoints} draft={draft} />
          {task.state === 'open' && asksFor(task.form.schema) && draft.ready && (
            <>
              <h3>{t('form')}</h3>
              <SchemaForm
                id="step"
                schema={task.form.schema}
                value={filled}
                onChange={(data) => same(data, filled) || draft.change({ data })}
                faults={deciding.faults.form}
                readOnly={!mayDecide}
              />
            </>
          )}
        </section>
        <Context task={task} file={file} />
      </div>
      <footer className="acts">
        {!mayDecide && !isGone && (
          <p className="quiet">
            {task.held
              ? t('held', {
                  name: task.people.find(({ id }) => id === task.held?.person)?.name ?? '',
                  time: task.held.until.slice(11, 19),
                })
              : t(task.state === 'open' ? 'none' : 'over')}
          </p>
        )}
        {mayDecide && <DecideBar deciding={deciding} wish={wish} />}
        <div className="row">
          <OtherActs task={task} wanted={search.act} takenBack={takenBack} done={() => void goOn()} />
          {Object.keys(file.acts).some((type) => !OF_TALK.includes(type)) && (
            <details>
              <summary>{t('ofCase')}</summary>
              <CaseActs view={file} except={OF_TALK} />
            </details>
          )}
        </div>
      </footer>
    </article>
  );
}

/** What can be decided next in the same view: behind this one, or else from its beginning. */
function nextAfter(id: string, rows: readonly Row[]): Row | undefined {
  const place = rows.findIndex((row) => row.id === id);
  return [...rows.slice(place + 1), ...rows.slice(0, Math.max(place, 0))].find(
    (row) => row.id !== id && row.offered.includes('decide') && !isSettled(row),
  );
}
