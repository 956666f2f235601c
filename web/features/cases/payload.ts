// Owns turning what an entry of the ledger holds into labelled fields: ids become titles of the procedure, days are written out. Pure.
import type { Definition } from '../../../src/kernel/procedure/definition';
import { blocksOf, clockRule } from '../../../src/kernel/procedure/find';
import { blockIdOf } from '../../../src/kernel/procedure/run-name';
import { optionTitle, titleOf } from '../../../src/kernel/procedure/form-words';
import type { Text } from '../../../src/kernel/text';
import { actWords, messageWords } from './act-words';
import { groundTitle } from '../../../src/kernel/acts/clocks';
import { CODES, MEMBERS, OTHER_MEMBER } from './payload-words';

/** What only a machine reads: ids and digests, to be compared and searched for. */
export interface Mark {
  readonly mark: string;
}
type Said = Text | string | Mark;
export type Field =
  | { readonly label: Text | string; readonly said: Said }
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
/** No word of a language. */
const MACHINE = /^[\w.:@/+-]*[a-z][\w.:@/+-]*$/i;
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
      return { label, said: value.length === 0 ? '—' : listed(value.map((each) => said(name, each, telling, under))) };
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

function listed(items: readonly Said[]): Said {
  const marks = items.flatMap((each) => (isMark(each) ? [each.mark] : []));
  if (marks.length > 0) return { mark: marks.join(' ') };
  const side = (language: 'zh' | 'en') =>
    items.map((each) => (typeof each === 'string' ? each : isMark(each) ? each.mark : each[language]));
  return { zh: side('zh').join('、'), en: side('en').join(', ') };
}
export function isMark(said: Said): said is Mark {
  return typeof said === 'object' && 'mark' in said;
}

function said(name: string, value: unknown, telling: Telling, under: string): Said {
  if (typeof value === 'boolean') return value ? YES : NO;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '—';
  if (DAY.test(value)) return telling.day(value);
  if (TYPED.has(name)) return value;
  const { definition } = telling;
  const field = schemaOf(name, definition);
  // A paper is an id; of a choice its title; whatever else was filled in stands as it was typed.
  if (under === 'data' && field?.['format'] === 'file') return { mark: value };
  if (under === 'data' || under === 'facts')
    return field === undefined
      ? (CODES[value] ?? definition.outcomes[value]?.title ?? (MACHINE.test(value) ? { mark: value } : value))
      : optionTitle(field, value);
  if (under === 'party') return CODES[value] ?? value;
  const person = telling.person(value.replace(/^person:/, ''));
  if (person !== undefined) return person;
  if (value.startsWith('post:')) return telling.seat(value.slice(5));
  if (BODIES.has(name)) return telling.body(value);
  if (name === 'post') return telling.seat(value);
  if (name === 'clock') return clockRule(definition, value)?.title ?? OTHER_MEMBER;
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
  return CODES[value] ?? (MACHINE.test(value) ? { mark: value } : value);
}

function messageOr(value: string): Said {
  return /^[a-z-]+$/.test(value) ? messageWords(value) : MACHINE.test(value) ? { mark: value } : value;
}

function stepIn(id: string, definition: Definition): Text | undefined {
  // `<case>.<step>.<round>.<seat>`
  const parts = id.split('.').map(blockIdOf);
  const blocks = [
    ...blocksOf(definition.flow),
    ...blocksOf(definition.flow).flatMap((block) => (block.kind === 'parallel' ? block.branches : [])),
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
  return titleOf(schemaOf(name, definition)) ?? PARTY[name] ?? MEMBERS[name] ?? OTHER_MEMBER;
}
/** The field of that name in the application, or in the form of a step or of an outcome. */
function schemaOf(name: string, definition: Definition): Readonly<Record<string, unknown>> | undefined {
  const tasks = [...blocksOf(definition.flow), ...(definition.handOut ? [definition.handOut] : [])];
  const forms = [
    definition.dataSchema,
    ...tasks.flatMap((block) =>
      block.kind === 'task' ? [block.form, ...Object.values(block.outcomes).map(({ schema }) => schema)] : [],
    ),
  ];
  for (const form of forms) {
    const properties = form?.['properties'] as Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
    if (properties && Object.hasOwn(properties, name)) return properties[name];
  }
  return undefined;
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
