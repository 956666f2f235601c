// Owns what one must know before reading on: which case, how much time, which round, who is on it, and where it stands in words.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Flags } from './flags';
import type { Row } from './inbox-view';
import type { TaskView } from './outcomes';
import { Stopped, TimeLeft } from './time-left';

const WORDS = words('task-header', {
  round: { zh: '第 {{n}} 轮', en: 'Round {{n}}' },
  who: { zh: '在办：{{names}}', en: 'On it: {{names}}' },
  did: { zh: '经办：{{names}}', en: 'Done by: {{names}}' },
  over: { zh: '本环节已结束', en: 'This step is over' },
  nobody: { zh: '尚未签收', en: 'not claimed yet' },
  here: { zh: '所处环节', en: 'Where it stands' },
  at: { zh: '{{title}}（当前）', en: '{{title}} (now)' },
});

export function TaskHeader({
  task,
  file,
  row,
}: {
  readonly task: TaskView;
  readonly file: Answer<'case'>;
  readonly row: Row | undefined;
}) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const { data: why } = useQuery(reading('explanation', { params: { id: task.case } }));
  const clock = file.clocks.find(({ due, state }) => due !== undefined && due === task.due && state !== 'ended');
  const daysLeft = row ? row.daysLeft : clock?.budget.unit === 'working-days' ? Math.floor(clock.remaining) : null;
  const stopped = row?.clock ?? (clock && { id: clock.id, state: clock.state, article: clock.article });
  const isOpen = task.state === 'open';
  // Whoever has spoken is on it no more.
  const holders = task.seats.flatMap(({ holder, state }) =>
    isOpen === (state === 'decided') ? [] : (holder?.name ?? []),
  );
  return (
    <header>
      <h1>
        {say(task.title)} · {say(file.item?.name ?? file.procedure.title)}
      </h1>
      <p className="row">
        <Link to="/cases/$id" params={{ id: task.case }}>
          <strong>{task.number}</strong>
        </Link>
        <span className="wraps">{partyName(file)}</span>
        <span>
          <TimeLeft row={{ light: task.light, due: task.due, daysLeft }} />
        </span>
        <Stopped clock={stopped} />
        {task.round > 1 && <span>{t('round', { n: task.round })}</span>}
        {isOpen && <span>{t('who', { names: holders.length === 0 ? t('nobody') : marks.list(holders) })}</span>}
        {!isOpen && <span>{holders.length === 0 ? t('over') : t('did', { names: marks.list(holders) })}</span>}
        {row && <Flags of={row.flags} />}
      </p>
      <nav aria-label={t('here')}>
        <ol className="steps">
          {file.stages.map((stage) => (
            <li
              key={`${stage.id} ${stage.round}`}
              {...(isOpen && stage.id === task.step ? { 'aria-current': 'step' as const } : {})}
            >
              {isOpen && stage.id === task.step ? t('at', { title: say(stage.title) }) : say(stage.title)}
            </li>
          ))}
        </ol>
      </nav>
      {why && <p className="wraps">{say(why.sentence)}</p>}
    </header>
  );
}

function partyName({ party }: Answer<'case'>): string {
  const name = party?.['name'];
  return typeof name === 'string' ? name : '';
}
