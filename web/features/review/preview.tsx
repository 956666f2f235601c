// Owns the pane beside the list: what one needs of a task to decide a routine case without leaving the list.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { ProblemNotice } from '../../components/problem-notice';
import { Waiting } from '../../components/waiting';
import { again, reading, useAct } from '../../lib/asking';
import { useCommands } from '../../lib/commands';
import { useSay, useWords, words } from '../../lib/language';
import { useDeciding } from './deciding';
import { DecideBar } from './decide-bar';
import { DraftNotice } from '../../components/draft-notice';
import { Flags } from './flags';
import type { InboxView, Row } from './inbox-view';
import { materialsOf } from './materials';
import { asksFor, KEYS, type TaskView } from './outcomes';
import { Papers } from './papers';
import { definitionOf } from './rows';
import { settle } from './settled';
import { Stopped, TimeLeft } from './time-left';
import { useTaskDraft } from './task-draft';
import { tell } from './told';

const WORDS = words('preview', {
  pane: { zh: '预览', en: 'Preview' },
  open: { zh: '打开办理页', en: 'Open' },
  claim: { zh: '签收', en: 'Claim' },
  unclaim: { zh: '退回签收', en: 'Give back' },
  transfer: { zh: '移交', en: 'Transfer' },
  form: {
    zh: '本环节需要填写表单，请在办理页办理。',
    en: 'This step asks for a form: decide it on its own page.',
  },
});
export interface PreviewProps {
  readonly row: Row;
  readonly view: InboxView;
  /** To be called when the task is no longer work of this list. */
  readonly leave: () => void;
}

export function Preview({ row, view, leave }: PreviewProps) {
  const t = useWords(WORDS);
  const say = useSay();
  const task = useQuery(reading('task', { params: { id: row.id } }));
  const file = useQuery(reading('case', { params: { id: row.case } }));
  const definition = useQuery(definitionOf(row.procedure));
  // A key pressed before the task is there is remembered, not lost.
  const [wish, setWish] = useState<string>();
  const here = task.data !== undefined && file.data !== undefined && definition.data !== undefined;
  useCommands(
    Object.values(KEYS).map((key) => ({ title: '', key, run: () => setWish(key) })),
    'meanwhile',
  );
  return (
    <aside className="preview" aria-label={t('pane')}>
      <h2 className="wraps">
        {say(row.title)} · {row.number}
      </h2>
      <p className="wraps">
        {row.party} {row.item && <span className="quiet">{say(row.item.name)}</span>}
      </p>
      <p className="row">
        <span>
          <TimeLeft row={row} />
        </span>
        <Stopped clock={row.clock} />
        <Flags of={row.flags} />
      </p>
      <ProblemNotice refused={task.error ?? file.error} keepFocus />
      {here ? (
        <Loaded
          key={row.id}
          row={row}
          view={view}
          leave={leave}
          task={task.data}
          definition={definition.data.definition as unknown as Definition}
          data={file.data.data}
          wish={wish}
        />
      ) : (
        !task.error && <Waiting />
      )}
    </aside>
  );
}

function Loaded({
  row,
  view,
  leave,
  task,
  definition,
  data,
  wish,
}: PreviewProps & {
  readonly task: TaskView;
  readonly definition: Definition;
  readonly data: Readonly<Record<string, unknown>>;
  readonly wish: string | undefined;
}) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const draft = useTaskDraft(row.id);
  const deciding = useDeciding({
    task,
    definition,
    draft,
    decided: ({ title }) => {
      tell({ zh: `已办理 ${row.number}：${title.zh}`, en: `${row.number} done: ${title.en}` }, row.id);
      leave();
    },
  });
  const needsForm = asksFor(task.form.schema);
  const open = (more: { readonly choose?: string | undefined; readonly act?: string } = {}): void =>
    void navigate({ to: '/tasks/$task', params: { task: row.id }, search: { ...view, ...more } });
  const choose = needsForm ? (choice?: string) => choice !== undefined && open({ choose: choice }) : deciding.choose;
  const offers = (act: string): boolean => task.offered.includes(act);
  const claiming = useAct('actOnTask', {
    done: async (_, { body }) => {
      if (view.box === 'pool' && body.type === 'claim') {
        settle(row.id, row.seq);
        leave();
      }
      await again('tasks', 'task', 'taskCounts');
    },
  });
  const claim = (type: 'claim' | 'unclaim'): void =>
    claiming.mutate({ params: { id: row.id }, body: { type, expectedSeq: task.seq } });
  useCommands([
    { title: t('claim'), key: 'c', run: () => claim('claim'), able: offers('claim') && !claiming.isPending },
    { title: t('transfer'), key: 't', run: () => open({ act: 'transfer' }), able: offers('transfer') },
  ]);
  return (
    <>
      <p className="row">
        <Link to="/tasks/$task" params={{ task: row.id }} search={view} className="as-button">
          {t('open')} <kbd aria-hidden="true">Enter</kbd>
        </Link>
        {offers('claim') && row.holder === undefined && (
          <Button onClick={() => claim('claim')} loading={claiming.isPending} aria-keyshortcuts="c">
            {t('claim')} <kbd aria-hidden="true">C</kbd>
          </Button>
        )}
        {offers('unclaim') && (
          <Button onClick={() => claim('unclaim')} loading={claiming.isPending}>
            {t('unclaim')}
          </Button>
        )}
        {offers('transfer') && (
          <Button onClick={() => open({ act: 'transfer' })} aria-keyshortcuts="t">
            {t('transfer')} <kbd aria-hidden="true">T</kbd>
          </Button>
        )}
      </p>
      <ProblemNotice refused={claiming.error} />
      <DraftNotice draft={draft} />
      <Papers materials={materialsOf(definition, data)} />
      {offers('decide') && (
        <>
          {needsForm && <p className="quiet">{t('form')}</p>}
          <DecideBar deciding={{ ...deciding, choose: (id) => void choose(id) }} wish={wish} />
        </>
      )}
    </>
  );
}
