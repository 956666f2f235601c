// Owns the inbox and the view of one task; a row of the inbox is made in inbox-item.ts.
import { z } from 'zod';
import { taskActs } from '../contract/task';
import type { Principal } from '../auth/principal';
import type { Task } from '../kernel/case';
import { checkPointsOf } from '../kernel/check-points';
import {
  offeredOnTask,
  outcomesOffered,
  recusalsAt,
  returnsOf,
  routineOf,
  seatsToRemove,
  signKinds,
} from '../kernel/kernel';
import type { Standpoint } from '../kernel/acts/kind';
import { taskRule } from '../kernel/procedure/find';
import { tallyOf } from '../kernel/tally';
import { dayOf } from '../kernel/time/civil';
import { namesOf } from '../queries/catalogue';
import { formsOf, logRead } from '../queries/cases';
import { inboxCounts, inboxRows } from '../queries/inbox';
import { lawTime } from '../queries/law-time';
import { actsOfTask, askingOn } from '../queries/ledger';
import { taskLight } from '../queries/lights';
import type { CaseOnFile } from '../queries/on-file';
import { actorOf } from './access';
import type { Handlers } from './call';
import { seatView } from './cases';
import { consulted, peopleAsked } from './consulted';
import type { Deps } from './deps';
import { inboxItems } from './inbox-item';
import { problem } from './problem';
import { taskForm } from './task-form';
import { changesSince, opinionsOf } from './task-rounds';
import { realSeconds, wireTime } from './times';
import { decidingWords } from './words';

export function tasks(deps: Deps): Handlers<'tasks' | 'taskCounts' | 'task'> {
  return {
    async tasks({ caller, query }) {
      const { box = 'mine', sort = 'due', ...rest } = query;
      const { items, next } = await inboxRows(deps.db, caller, { ...rest, box, sort, today: await today(deps) });
      return { body: { items: await inboxItems(deps, caller, items), next } };
    },
    taskCounts: async ({ caller }) => ({ body: await inboxCounts(deps.db, caller, await today(deps)) }),
    async task({ caller, file, params }) {
      return { body: await taskView(deps, caller, file, taskIn(file, params.id)) };
    },
  };
}

async function today({ db }: Deps): Promise<string> {
  return dayOf((await lawTime(db)).now);
}

export function taskIn(file: CaseOnFile, id: string | undefined): Task {
  const task = file.state.tasks.find((each) => each.id === id);
  if (!task) throw problem('not-found');
  return task;
}

async function taskView(deps: Deps, caller: Principal, file: CaseOnFile, task: Task) {
  const { definition, state } = file;
  const at = { ...file, actor: actorOf(caller) };
  const rule = taskRule(definition, task);
  const [forms, acts, asking, opinions] = await Promise.all([
    formsOf(deps.db, file.id),
    actsOfTask(deps.db, file.id, task.id),
    askingOn(deps.db, file.id),
    opinionsOf(deps, caller, file, task),
    logRead(deps.db, caller.person, file.id, 'task'),
  ]);
  const [changes, names] = await Promise.all([
    changesSince(deps, file, task, forms),
    namesOf(deps.db, [
      ...task.seats.flatMap(({ holder, added }) => [
        ...(holder === undefined ? [] : [holder]),
        ...(added ? [added.by] : []),
      ]),
      ...acts.flatMap(({ actor: by }) => by ?? []),
      ...peopleAsked(asking),
    ]),
  ]);
  const form = taskForm(file, task, forms);
  const possible = outcomesOffered(at, task);
  // Whoever may decide is shown what he may choose now, in the order of the procedure; the others what there is to choose.
  const outcomes = Object.entries(rule.outcomes).filter(([id]) => possible.length === 0 || possible.includes(id));
  const offered = offeredOnTask(at, task);
  const routine = routineOf(at, task);
  const { light, due } = taskLight(file, task);
  return {
    id: task.id,
    case: file.id,
    number: file.number,
    step: task.step,
    round: task.round,
    title: rule.title,
    state: task.state,
    seats: task.seats.map((seat) => seatView(seat, names)),
    since: wireTime(task.openedAt),
    due,
    light,
    form: { schema: { ...form.schema }, data: { ...form.data } },
    outcomes: outcomes.map(([id, { title, opinionRequired = false, article, schema }]) => ({
      id,
      title,
      opinionRequired,
      ...(article === undefined ? {} : { article }),
      ...(schema === undefined ? {} : { schema: { ...schema } }),
    })),
    offered: [...offered],
    acts: Object.fromEntries(
      offered.flatMap((type) => (isTaskAct(type) ? [[type, narrowed(type, SCHEMAS[type], file, task)]] : [])),
    ),
    seq: task.seq,
    ...heldView(file, task),
    ...(routine ? { routine } : {}),
    ...(offered.includes('return')
      ? {
          returns: returnsOf(at, task).map(({ to, title, modes, closes }) => ({
            to,
            title,
            modes: [...modes],
            closes: [...closes],
          })),
        }
      : {}),
    ...decidingView(task),
    ...seatsOffered(at, task, offered),
    checkPoints: checkPointsOf(definition, state, task).map((point) => ({ ...point })),
    ...(changes ? { changes } : {}),
    opinions,
    asked: consulted(file, asking, names),
    people: [...names].map(([id, name]) => ({ id, name })),
    history: acts.map(({ seq, at, type, actor: by, payload }) => ({ seq, at: wireTime(at), type, actor: by, payload })),
  };
}

/** Of a recusal the head is asked about the seats it was asked at. */
function narrowed(type: TaskActType, schema: Record<string, unknown>, { state }: CaseOnFile, task: Task) {
  if (type !== 'decide-recusal') return schema;
  const properties = { ...(schema['properties'] as object), seat: { type: 'string', enum: recusalsAt(state, task) } };
  return { ...schema, properties };
}

/** In which ways somebody may be added, and who may be removed, by whoever looks. */
function seatsOffered(at: Standpoint, task: Task, offered: readonly string[]) {
  return {
    ...(offered.includes('add-sign') ? { addSign: [...signKinds(at, task)] } : {}),
    ...(offered.includes('remove-sign') ? { removable: seatsToRemove(at, task).map(({ id }) => id) } : {}),
  };
}

/** How the seats decide together, in words, with the count so far. */
function decidingView({ decides, seats }: Task) {
  if (!decides) return {};
  const { whole: _, ...tally } = tallyOf(decides, seats);
  return {
    deciding: {
      kind: decides.kind,
      ...decidingWords(decides),
      agree: decides.agree,
      disagree: decides.disagree,
      ...(decides.kind === 'vote' && decides.abstain !== undefined ? { abstain: decides.abstain } : {}),
      tally,
    },
  };
}

function heldView({ state: { held }, moment, pace }: CaseOnFile, task: Task) {
  if (held?.task !== task.id) return {};
  const { seat, by, outcome, until } = held;
  return {
    held: { seat, person: by, outcome, until: wireTime(until), seconds: realSeconds(until - moment.now, pace) },
  };
}

type TaskActType = keyof typeof taskActs;
const isTaskAct = (type: string): type is TaskActType => Object.hasOwn(taskActs, type);
const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;
/** Which seat is meant follows from who asks. */
const withoutSeat = <T extends z.ZodObject>(shape: T) => (shape as z.ZodObject).omit({ seat: true });
const SCHEMAS: Readonly<Record<TaskActType, Record<string, unknown>>> = {
  // For which absent colleague he takes it follows from the rules by which he acts.
  claim: schemaOf(taskActs.claim.omit({ for: true })),
  unclaim: schemaOf(taskActs.unclaim),
  decide: schemaOf(taskActs.decide),
  withdraw: schemaOf(taskActs.withdraw),
  return: schemaOf(taskActs.return),
  urge: schemaOf(taskActs.urge),
  reassign: schemaOf(taskActs.reassign),
  transfer: schemaOf(taskActs.transfer),
  delegate: schemaOf(taskActs.delegate),
  'recall-delegation': schemaOf(withoutSeat(taskActs['recall-delegation'])),
  'withdraw-vote': schemaOf(taskActs['withdraw-vote']),
  'add-sign': schemaOf(taskActs['add-sign']),
  'remove-sign': schemaOf(taskActs['remove-sign']),
  'submit-opinion': schemaOf(withoutSeat(taskActs['submit-opinion'])),
  recuse: schemaOf(taskActs.recuse.omit({ seat: true, by: true })),
  'decide-recusal': schemaOf(taskActs['decide-recusal']),
};
