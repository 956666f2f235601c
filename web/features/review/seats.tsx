// Owns showing who sits in a task of several: their votes, weights and turns, who was added by whom, and what the count says so far.
import { useNames } from '../../lib/names';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import type { TaskView } from './outcomes';

const WORDS = words('seats', {
  title: { zh: '席位和表决', en: 'Seats and votes' },
  count: {
    zh: '同意 {{agree}}，不同意 {{disagree}}，弃权 {{abstain}}，未表决 {{undecided}}，共 {{of}} 票',
    en: 'For {{agree}}, against {{disagree}}, abstaining {{abstain}}, still to vote {{undecided}}; {{of}} votes in all',
  },
  open: { zh: '待办理', en: 'to decide' },
  waiting: { zh: '未轮到', en: 'not yet its turn' },
  decided: { zh: '已办理', en: 'done' },
  closed: { zh: '已关闭', en: 'closed' },
  chair: { zh: '主持', en: 'chair' },
  weight: { zh: '{{n}} 票', en: '{{n}} votes' },
  also: { zh: '兼{{posts}}', en: 'also {{posts}}' },
  before: { zh: '前加签，由{{name}}邀请', en: 'asked before by {{name}}' },
  after: { zh: '后加签，由{{name}}邀请', en: 'asked after by {{name}}' },
  parallel: { zh: '并加签，由{{name}}邀请', en: 'asked to join by {{name}}' },
  consult: { zh: '征求意见，由{{name}}邀请', en: 'asked for an opinion by {{name}}' },
  removed: { zh: '已减签', en: 'removed' },
  'taken-back': { zh: '前一环节撤回，未再办理', en: 'closed: the step before was taken back' },
  outvoted: { zh: '结果已定，未再表决', en: 'outvoted before deciding' },
  'quorum-reached': { zh: '已达通过票数，未再表决', en: 'enough had voted' },
  'not-reached': { zh: '未轮到', en: 'not reached' },
  nobody: { zh: '{{seat}}（未签收）', en: '{{seat}} (not claimed)' },
});
const CAUSES = ['removed', 'outvoted', 'quorum-reached', 'not-reached', 'taken-back'] as const;

type Seat = TaskView['seats'][number];

/** Whether there is more to say of the seats than who is on it. */
export function isOfSeveral({ seats, deciding }: TaskView): boolean {
  return deciding !== undefined || seats.some(({ added }) => added !== undefined);
}

export function Seats({ task }: { readonly task: TaskView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const { deciding } = task;
  if (!isOfSeveral(task)) return null;
  return (
    <section aria-labelledby="seats">
      <h3 id="seats">{t('title')}</h3>
      {deciding && (
        <p className="wraps">
          <strong>{say(deciding.title)}</strong> · {say(deciding.rule)}
        </p>
      )}
      {deciding && task.state === 'open' && <p role="status">{t('count', deciding.tally)}</p>}
      <ul className="plain">
        {task.seats.map((seat) => (
          <OneSeat key={seat.id} seat={seat} task={task} />
        ))}
      </ul>
    </section>
  );
}

function OneSeat({ seat, task }: { readonly seat: Seat; readonly task: TaskView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const marks = useMarks();
  const names = useNames();
  const { holder, post, organisation, chair, weight, also, added } = seat;
  const place = names.seat(`${post}@${organisation}`);
  const outcome = task.outcomes.find(({ id }) => id === seat.outcome)?.title;
  const cause = CAUSES.find((known) => known === seat.cause);
  const said = seat.outcome === undefined ? undefined : (outcome ?? undefined);
  const marked = [
    ...(chair ? [t('chair')] : []),
    ...(weight === undefined || weight === 1 ? [] : [t('weight', { n: weight })]),
    ...(also ? [t('also', { posts: marks.list(also.map((duty) => names.post(duty.post))) })] : []),
    ...(added ? [t(added.kind, { name: added.by.name })] : []),
  ];
  return (
    <li className="wraps">
      <strong>{holder ? holder.name : t('nobody', { seat: place })}</strong>
      {holder && <span className="quiet"> {place}</span>}
      {marked.map((mark) => (
        <span key={mark} className="quiet">
          {' '}
          · {mark}
        </span>
      ))}
      {' · '}
      {said ? say(said) : cause ? t(cause) : t(seat.state)}
    </li>
  );
}
