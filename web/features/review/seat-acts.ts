// Owns what is filled in to change the seats of a task (加签、减签、提交意见、撤回表决): the server's schema with the names of this task. Pure.
import type { Text } from '../../../src/kernel/text';
import { membersOf, type Filled, type Names, type Schema } from '../../components/act-form/asked';
import type { Asked } from '../../lib/call';
import type { TaskView } from './outcomes';

const OF_SEATS: readonly string[] = ['withdraw-vote', 'add-sign', 'remove-sign', 'submit-opinion'];
export function isOfSeats(type: string): boolean {
  return OF_SEATS.includes(type);
}

/** Acts of which the server says beforehand, in sentences, what they come to. */
const FORETOLD: readonly string[] = [...OF_SEATS, 'transfer', 'delegate', 'recuse', 'withdraw'];
export function isForetold(type: string): boolean {
  return FORETOLD.includes(type);
}

const KINDS: Readonly<Record<string, Text>> = {
  before: { zh: '前加签：他们先表示意见，您再办理', en: 'Before: they speak first, then you decide' },
  after: { zh: '后加签：您办理后由他们确认，方才有效', en: 'After: your decision counts when they have spoken' },
  parallel: { zh: '并加签：与您一同办理、表决', en: 'Beside: they decide and vote as you do' },
  consult: { zh: '征求意见：只提交意见，不影响办理', en: 'Opinion: they advise, and nobody waits for them' },
};

/** Members that the task itself answers are left out; the others may only be what would be accepted. */
export function seatSchema(task: TaskView, type: string, people: readonly string[]): Schema {
  const schema = task.acts[type] ?? {};
  const { seat, kind, people: asked, weight, ...others } = membersOf(schema);
  if (type === 'remove-sign')
    return { ...schema, properties: { seat: { ...seat, enum: [...(task.removable ?? [])] }, ...others } };
  if (type !== 'add-sign') return { ...schema, properties: others };
  const items = people.length === 0 ? asked?.['items'] : { type: 'string', enum: [...new Set(people)] };
  return {
    ...schema,
    properties: {
      kind: { ...kind, enum: [...(task.addSign ?? [])] },
      people: { ...asked, items, uniqueItems: true },
      ...(task.deciding?.kind === 'vote' ? { weight } : {}),
      ...others,
    },
  };
}

export function seatNames(task: TaskView, people: Readonly<Record<string, Text>>): Names {
  const seats = task.seats.map(({ id, holder }) => [id, { zh: holder?.name ?? id, en: holder?.name ?? id }] as const);
  return { kind: KINDS, people, seat: Object.fromEntries(seats) };
}

/** What would be sent, as soon as enough is filled in to say what would follow. */
export function seatSaid(type: string, value: Filled): Asked<'consequences'>['body'] | undefined {
  const { people, seat, kind } = value;
  const ready =
    ['withdraw', 'withdraw-vote', 'recuse'].includes(type) ||
    ((type === 'transfer' || type === 'delegate') && value['to'] !== undefined) ||
    (type === 'remove-sign' && seat !== undefined) ||
    (type === 'add-sign' && kind !== undefined && Array.isArray(people) && people.length > 0);
  if (!ready) return undefined;
  // What is not written yet changes nothing of what follows.
  const words = type === 'delegate' ? 'question' : 'reason';
  const written = typeof value[words] === 'string' && value[words].trim() !== '' ? value[words] : '…';
  const ground = type === 'recuse' ? { ground: value['ground'] ?? 'own-interest' } : {};
  return { act: { type, ...value, ...ground, [words]: written } } as Asked<'consequences'>['body'];
}
