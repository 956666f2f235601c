// Owns turning what an entry of the ledger holds into labelled fields: ids become titles of the procedure, days are written out. Pure.
import type { Definition } from '../../../src/kernel/procedure/definition';
import { blocksOf } from '../../../src/kernel/procedure/find';
import type { Text } from '../../../src/kernel/text';
import { actWords, messageWords } from './act-words';
import { groundTitle } from '../../../src/kernel/acts/clocks';
import { CODES, MEMBERS, OTHER_MEMBER } from './payload-words';

export type Field =
  | { readonly label: Text | string; readonly said: Text | string }
  | { readonly label: Text | string; readonly fields: readonly Field[] };
export interface Telling {
  readonly definition: Definition;
  day(day: string): string;
  person(id: string): string | undefined;
  body(id: string): string;
  seat(who: string): string;
}

const YES: Text = { zh: '是', en: 'yes' };
const NO: Text = { zh: '否', en: 'no' };
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const OTHER_STEP: Text = { zh: '其他环节', en: 'another step' };
const BODIES: ReadonlySet<string> = new Set([
  'receiving',
  'deciding',
  'reviewing',
  'supervising',
  'handing',
  'preliminary',
  'organisation',
  'rightBody',
]);
const STEPS: ReadonlySet<string> = new Set(['task', 'seat', 'block', 'step', 'clears', 'duty']);
/** Of use to the machine alone. */
const UNSAID: ReadonlySet<string> = new Set(['id', 'calendarVersion', 'raised', 'kernel']);
/** What people typed: shown as it stands. */
const TYPED: ReadonlySet<string> = new Set([
  'opinion',
  'reason',
  'reasons',
  'views',
  'text',
  'remark',
  'message',
  'place',
  'number',
]);

export function fieldsOf(type: string, payload: unknown, telling: Telling): readonly Field[] {
  if (payload === null || typeof payload !== 'object') return [];
  return members(payload as Record<string, unknown>, telling, type);
}

function members(of: Readonly<Record<string, unknown>>, telling: Telling, under: string): readonly Field[] {
  return Object.entries(of).flatMap(([name, value]): Field[] => {
    if (value === null || value === undefined || UNSAID.has(name)) return [];
    return [field(name, value, telling, under)];
  });
}

function field(name: string, value: unknown, telling: Telling, under: string): Field {
  const label =
    under === 'data' || under === 'facts' || under === 'party'
      ? formLabel(name, telling)
      : (MEMBERS[name] ?? OTHER_MEMBER);
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== 'object'))
      return { label, said: value.map((each) => textOf(said(name, each, telling, under))).join('、') || '—' };
    return { label, fields: value.flatMap((each, nth) => [nested(String(nth + 1), name, each, telling)]) };
  }
  if (typeof value === 'object' && value !== null) return nested(label, name, value, telling);
  return { label, said: said(name, value, telling, under) };
}

function nested(label: Text | string, name: string, value: unknown, telling: Telling): Field {
  if (typeof value !== 'object' || value === null) return { label, said: String(value) };
  const of = value as Readonly<Record<string, unknown>>;
  const { clocks } = telling.definition;
  const id = of['id'];
  // A limit by its title, with what it came to.
  if (name === 'clock' && typeof id === 'string')
    return { label, fields: [{ label, said: clocks[id]?.title ?? OTHER_MEMBER }, ...members(of, telling, name)] };
  return { label, fields: members(of, telling, name) };
}

function textOf(said: Text | string): string {
  return typeof said === 'string' ? said : said.zh;
}

function said(name: string, value: unknown, telling: Telling, under: string): Text | string {
  if (typeof value === 'boolean') return value ? YES : NO;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '—';
  if (DAY.test(value)) return telling.day(value);
  if (TYPED.has(name)) return value;
  if (under === 'data' || under === 'party') return value;
  const { definition } = telling;
  const person = telling.person(value.replace(/^person:/, ''));
  if (person !== undefined) return person;
  if (value.startsWith('post:')) return telling.seat(value.slice(5));
  if (BODIES.has(name)) return telling.body(value);
  if (name === 'post') return telling.seat(value);
  if (name === 'clock') return definition.clocks[value]?.title ?? OTHER_MEMBER;
  if (name === 'rung')
    return (
      Object.values(definition.clocks)
        .flatMap(({ rungs }) => rungs)
        .find(({ id }) => id === value)?.title ?? OTHER_MEMBER
    );
  if (name === 'ground') return groundTitle(value);
  if (name === 'milestone' || name === 'expected' || name === 'event')
    return actWords(value.replace(/^ended:.*/, 'ended'));
  if (name === 'subject' || name === 'document') return definition.papers[value]?.title ?? messageOr(value);
  if (name === 'materials' || name === 'gaps' || name === 'withGaps' || name === 'fulfils')
    return formLabel(value, telling);
  if (name === 'outcome' || name === 'said') return outcomeTitle(value, definition);
  if (STEPS.has(name)) return stepTitle(value, definition);
  if ((name === 'from' || name === 'to') && stepIn(value, definition)) return stepTitle(value, definition);
  return CODES[value] ?? value;
}

function messageOr(value: string): Text | string {
  return /^[a-z-]+$/.test(value) ? messageWords(value) : value;
}

function stepIn(id: string, definition: Definition): Text | undefined {
  // `<case>.<step>.<round>.<seat>`
  const parts = id.split('.');
  const blocks = [
    ...blocksOf(definition.flow),
    ...Object.values(definition.waits),
    ...(definition.handOut ? [definition.handOut] : []),
  ];
  const found = blocks.find((block) => 'title' in block && parts.includes(block.id));
  return found && 'title' in found ? found.title : undefined;
}
function stepTitle(id: string, definition: Definition): Text {
  return stepIn(id, definition) ?? (id.includes('supervision') ? { zh: '督办', en: 'supervision' } : OTHER_STEP);
}

/** An outcome of a step or of the case. */
export function outcomeTitle(id: string, definition: Definition): Text {
  const ends = definition.outcomes[id]?.title;
  if (ends) return ends;
  for (const block of [...blocksOf(definition.flow), ...(definition.handOut ? [definition.handOut] : [])])
    if (block.kind === 'task' && block.outcomes[id]) return block.outcomes[id].title;
  return CODES[id] ?? { zh: '其他结果', en: 'another outcome' };
}

/** What a form calls a field. */
function formLabel(name: string, { definition }: Telling): Text | string {
  const paper = definition.materials.find(({ field: own }) => own === name);
  if (paper) return paper.title;
  const forms = [
    definition.dataSchema,
    ...blocksOf(definition.flow).flatMap((block) =>
      block.kind === 'task' ? [block.form, ...Object.values(block.outcomes).map(({ schema }) => schema)] : [],
    ),
  ];
  for (const form of forms) {
    const properties = form?.['properties'] as
      Readonly<Record<string, { title?: string; 'x-en'?: { title?: string } }>> | undefined;
    const found = properties?.[name];
    if (found?.title !== undefined) return { zh: found.title, en: found['x-en']?.title ?? found.title };
  }
  return PARTY[name] ?? MEMBERS[name] ?? OTHER_MEMBER;
}
const PARTY: Readonly<Record<string, Text>> = {
  name: { zh: '姓名或者名称', en: 'Name' },
  idType: { zh: '证件类型', en: 'Kind of identity document' },
  idNumber: { zh: '证件号码', en: 'Number of the identity document' },
  phone: { zh: '电话', en: 'Telephone' },
  address: { zh: '地址', en: 'Address' },
  email: { zh: '电子邮箱', en: 'E-mail' },
};

/** What an act is about, in the words of the procedure: its step, its outcome, its limit, its paper. */
export function aboutOf(payload: unknown, definition: Definition, wanted: ReadonlyMap<string, Text>): readonly Text[] {
  if (payload === null || typeof payload !== 'object') return [];
  const of = payload as Readonly<Record<string, unknown>>;
  const told = (name: string): string | undefined => (typeof of[name] === 'string' ? of[name] : undefined);
  const [step, outcome, effect, rung] = [
    told('task') ?? told('block') ?? told('step'),
    told('outcome'),
    told('effect'),
    told('rung'),
  ];
  const clock = told('clock') ?? (of['clock'] as { readonly id?: string } | undefined)?.id;
  const clockRule = clock === undefined ? undefined : definition.clocks[clock];
  return [
    ...(step === undefined ? [] : [stepTitle(step, definition)]),
    ...(outcome === undefined ? [] : [outcomeTitle(outcome, definition)]),
    ...(effect === undefined ? [] : [wanted.get(effect) ?? { zh: '通知', en: 'a message' }]),
    ...(clockRule ? [clockRule.title] : []),
    ...(rung === undefined ? [] : [clockRule?.rungs.find(({ id }) => id === rung)?.title ?? OTHER_MEMBER]),
  ];
}

/** What each wanted paper or message is called, by its id. */
export function wantedIn(
  acts: readonly { readonly type: string; readonly payload: unknown }[],
  definition: Definition,
): ReadonlyMap<string, Text> {
  return new Map(
    acts.flatMap(({ type, payload }) => {
      if (type !== 'effects-wanted' || payload === null) return [];
      const { wants } = payload as { readonly wants: readonly { readonly id: string; readonly subject: string }[] };
      return wants.map(({ id, subject }) => [id, definition.papers[subject]?.title ?? messageWords(subject)] as const);
    }),
  );
}
