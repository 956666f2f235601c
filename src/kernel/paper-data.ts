/**
 * Owns what a paper may read: one shape for every paper, asked by the checker before a procedure is published and filled when a paper
 * is made. What is not in the shape is not handed over; what is in it and not known is null, so that a condition may ask for it.
 *
 * | root | members |
 * |---|---|
 * | `case` | number, receivedOn, acceptedOn, decidedOn, outcome, delivery |
 * | `item` | name, code, basis |
 * | `applicant` | name, idType, idNumber, phone, address |
 * | `agent` | name |
 * | `body`, `deciding`, `receiving` | name: of the issuing body, of the one that decides, of the window's |
 * | `facts` | the facts that the definition keeps |
 * | `act` | what the paper stands on: `on` (its day), `by` (who decided), `reasons`, what its payload holds, and `data`, the form decided with it |
 * | `clock.<id>` | startedOn, due, term (in words) |
 * | `certificate` | number, scope (what was applied for and granted, in words), validFrom, validTo |
 * | `paper` | number, date, article |
 * | `people.<duty>` | names of those who did a duty |
 * | `remedy` | text, article |
 */
import type { ActType, Payloads } from './acts/act';
import { GROUNDS } from './acts/clocks';
import { SPECIAL_CLOCK } from './progress';
import type { CaseState } from './case';
import type { PaperText } from './paper-text';
import type { Draft } from './procedure/builder';
import type { OutcomeRule, PaperRule, StatutoryAct } from './procedure/definition';
import { blocksOf } from './procedure/find';
import { optionTitle } from './procedure/form-words';
import { isRecord, propertiesOf, requiredOf } from './procedure/schema';
import { writtenDay } from './rules/condition';
import { REMEDIES } from './rules/remedy';
import type { Json, Text } from './text';
import { dayOf } from './time/civil';
import type { Calendar } from './time/calendar';
import { dueDay, type Clock, type Day, type Instant, type Limit } from './time/clock';

/** `value`: something to print. A list holds elements of one shape; a loop or a path reads their members. */
export type Shape = 'value' | { readonly list: Shape } | { readonly members: { readonly [name: string]: Shape } };
export type PaperData = { readonly [root: string]: Json };

const VALUE = 'value';
const of = (...names: readonly string[]): Shape => ({
  members: Object.fromEntries(names.map((name) => [name, VALUE])),
});

/** The members of an act that papers read, by the act; an act that is not listed has those that most acts of a paper have. */
const ACT_MEMBERS: { readonly [T in ActType]?: readonly (keyof Payloads[T] | Made)[] } = {
  received: [],
  'supplement-requested': ['gaps', 'dueOn', 'data'],
  supplemented: [],
  accepted: ['data'],
  'acceptance-refused': ['kind', 'competentBody', 'data'],
  'site-visited': ['place', 'findings', 'data'],
  forwarded: ['opinion', 'findings', 'data'],
  'interested-parties-told': ['data'],
  'hearing-appointed': ['heldOn', 'place', 'host', 'time', 'members', 'clerk', 'data'],
  'hearing-held': [
    ...(['heldOn', 'host', 'place', 'time', 'members', 'clerk', 'present'] as const),
    ...(['course', 'issues', 'advice', 'data'] as const),
  ],
  granted: ['number', 'data'],
  refused: ['number', 'data'],
  annulled: ['number', 'data'],
  deregistered: ['number', 'data'],
  'left-standing': ['data'],
  'handed-out': ['way', 'place', 'document', 'receiver', 'refusal', 'data'],
  'publication-decided': ['data'],
  'review-concluded': ['conclusion', 'opinion', 'data'],
  'clock-suspended': ['ground', 'expectedOn', 'data'],
  'clock-resumed': [],
  'clock-extended': ['term'],
  'delay-explained': ['due'],
  'application-withdrawn': [],
  terminated: [],
  closing: [],
};
/**
 * Members made here of what a payload or its form holds: a ground or a conclusion by its title, gaps with title and basis, and what
 * only some forms ask for, null in the others.
 */
type Made =
  | ('data' | 'ground' | 'term' | 'gaps' | 'conclusion' | 'kind' | 'competentBody' | 'expectedOn' | 'due' | 'findings')
  | ('heldOn' | 'host' | 'place' | 'time' | 'members' | 'clerk' | 'present' | 'course' | 'issues' | 'advice')
  | ('document' | 'receiver' | 'refusal');
const ANY_ACT: readonly string[] = ['number', 'gaps', 'ground', 'term', 'dueOn', 'data'];
const EVERY_ACT: readonly string[] = ['on', 'by', 'reasons'];

/** Acts by the milestone that asks for a paper. */
const ACT_OF: Readonly<Record<string, ActType>> = {
  'deemed-accepted': 'accepted',
  'accepted-with-gaps': 'accepted',
  'accepted-on-commitment': 'accepted',
  withdrawn: 'application-withdrawn',
  ...Object.fromEntries(
    ['agree', 'correct', 'supplement', 'transfer'].map((conclusion) => [`review-${conclusion}`, 'review-concluded']),
  ),
};
const MILESTONES_OF: { readonly [A in StatutoryAct]: readonly string[] } = {
  accept: ['accepted'],
  'accept-with-gaps': ['accepted-with-gaps'],
  'accept-on-commitment': ['accepted-on-commitment'],
  'accept-on-the-spot': ['accepted'],
  correct: ['corrected'],
  'request-supplement': ['supplement-requested'],
  'refuse-acceptance': ['acceptance-refused'],
  'record-visit': ['site-visited'],
  forward: ['forwarded'],
  'tell-interested': ['interested-parties-told'],
  'appoint-hearing': ['hearing-appointed'],
  'hold-hearing': ['hearing-held'],
  'end-hearing': [],
  'hand-out': ['handed-out'],
  grant: ['granted'],
  refuse: ['refused'],
  review: ['review-agree', 'review-correct', 'review-supplement', 'review-transfer'],
  revoke: ['annulled'],
  deregister: ['deregistered'],
  leave: ['left-standing'],
  publish: ['publication-decided'],
};

/** Everything a paper of this procedure may read, with what its act can carry. */
export function shapeOf(draft: Draft, kind: string): { readonly [root: string]: Shape } {
  const duties = blocksOf(draft.flow).flatMap((block) => (block.kind === 'task' ? [block.duty ?? block.id] : []));
  const clock = of('startedOn', 'due', 'term');
  return {
    case: of('number', 'receivedOn', 'acceptedOn', 'decidedOn', 'outcome', 'delivery'),
    item: of('name', 'code', 'basis'),
    applicant: of('name', 'idType', 'idNumber', 'phone', 'address'),
    agent: of('name'),
    body: of('name'),
    deciding: of('name'),
    receiving: of('name'),
    facts: of(...draft.facts),
    act: actShape(draft, kind),
    clock: { members: Object.fromEntries(Object.keys(draft.clocks).map((id) => [id, clock])) },
    certificate: of('number', 'scope', 'validFrom', 'validTo'),
    paper: of('number', 'date', 'article'),
    people: of(...duties, ...(draft.opens ? [draft.opens.duty] : [])),
    remedy: of('text', 'article'),
  };
}

function actShape(draft: Draft, kind: string): Shape {
  const codes = codesOf(draft, kind);
  const names = codes.flatMap((code): readonly string[] => {
    if (code === 'accepted-with-gaps') return ['gaps', 'data'];
    const type = ACT_OF[code] ?? code;
    return Object.hasOwn(ACT_MEMBERS, type) ? (ACT_MEMBERS[type as ActType] ?? []) : ANY_ACT;
  });
  const members = [...new Set([...EVERY_ACT, ...names])].map((name): readonly [string, Shape] => {
    if (name === 'gaps') return [name, { list: of('n', 'title', 'basis') }];
    return [name, name === 'data' ? { members: formsDecided(draft, codes) } : VALUE];
  });
  return { members: Object.fromEntries(members) };
}

/** Milestones a paper stands on: those that ask for it, or those of the outcomes it closes. */
function codesOf(draft: Draft, kind: string): readonly string[] {
  const on = draft.papers[kind]?.on ?? [];
  const closes = new Set(
    Object.entries(draft.outcomes).flatMap(([id, { paper, also }]) =>
      [paper, ...(also ?? [])].includes(kind) ? [id] : [],
    ),
  );
  if (closes.size === 0) return on;
  const decided = outcomesOf(draft).flatMap(({ outcome }) =>
    outcome.target.to === 'end' && closes.has(outcome.target.outcome) && outcome.act ? milestones(outcome) : [],
  );
  const letters = ['withdrawn', 'terminated'].filter((outcome) => closes.has(outcome));
  return [...on, ...decided, 'closing', ...letters];
}

function milestones(outcome: OutcomeRule): readonly string[] {
  return outcome.act === undefined ? [] : MILESTONES_OF[outcome.act];
}

interface Decided {
  readonly outcome: OutcomeRule;
  readonly form: { readonly [member: string]: unknown } | undefined;
}
function outcomesOf(draft: Draft): readonly Decided[] {
  return [...blocksOf(draft.flow), ...(draft.handOut ? [draft.handOut] : [])].flatMap((block) =>
    block.kind === 'task' ? Object.values(block.outcomes).map((outcome) => ({ outcome, form: block.form })) : [],
  );
}

/** Fields of the forms that can be decided together with the acts a paper stands on. */
function formsDecided(draft: Draft, codes: readonly string[]): { readonly [field: string]: Shape } {
  const all = outcomesOf(draft);
  const asking = all.filter(({ outcome }) => milestones(outcome).some((code) => codes.includes(code)));
  // An act this table does not know may be any outcome's.
  const known = codes.every((code) => Object.hasOwn(ACT_MEMBERS, ACT_OF[code] ?? code));
  const schemas = (known ? asking : all).flatMap(({ outcome, form }) => [form, outcome.schema]);
  return Object.fromEntries(
    schemas
      .flatMap((schema) => Object.entries(propertiesOf(schema)))
      .map(([field, rule]) => [field, shapeOfField(rule)]),
  );
}

function shapeOfField(rule: unknown): Shape {
  if (!isRecord(rule) || rule['type'] !== 'array') return VALUE;
  const fields = Object.keys(propertiesOf(rule['items']));
  return { list: fields.length > 0 ? of(...fields) : VALUE };
}

/** The act a paper stands on, and the form that was decided with it. */
export interface ActOfPaper {
  readonly at: Instant;
  readonly payload: { readonly [member: string]: unknown };
  /** The form, the written opinion and the people of the task that was decided with it. */
  readonly data?: { readonly [field: string]: Json };
  readonly opinion?: string;
  readonly by?: string;
}
/** What is read beside the folded state. */
export interface PaperRows {
  readonly item: { readonly name: string; readonly code: string } | undefined;
  readonly applicant: { readonly [member: string]: Json } | undefined;
  readonly body: string;
  readonly deciding: string | undefined;
  readonly receiving: string | undefined;
  /** The government that reconsiders what this body decides. */
  readonly reconsiders: string;
  /** Clocks as they stood when the paper was asked for. */
  readonly clocks: Readonly<Record<string, Clock>>;
  readonly calendar: Calendar;
  /** Names by person. */
  readonly names: Readonly<Record<string, string>>;
  readonly act: ActOfPaper;
  /** The application as it stood when the paper was asked for; empty once it is erased. */
  readonly application: { readonly [field: string]: Json };
  readonly number: string | undefined;
  readonly date: Day;
}

const ID_TYPES: Readonly<Record<string, string>> = {
  'resident-id': '居民身份证',
  passport: '护照',
  'credit-code': '统一社会信用代码',
};

/** The data of one paper, in the shape that the checker knows. */
export function paperData(draft: Draft, text: PaperText, state: CaseState, rows: PaperRows): PaperData {
  const { act } = rows;
  const idType = rows.applicant?.['idType'];
  const rule: PaperRule | undefined = draft.papers[text.kind];
  const remedy = text.remedy && REMEDIES[text.remedy];
  const values: { readonly [root: string]: unknown } = {
    case: {
      number: state.number,
      receivedOn: state.receivedOn,
      acceptedOn: state.acceptedOn,
      decidedOn: state.decidedOn ?? dayOf(act.at),
      outcome: state.closing ?? state.outcome,
      delivery: state.facts['delivery'],
    },
    item: { name: rows.item?.name ?? draft.title.zh, code: rows.item?.code ?? draft.id, basis: draft.basis },
    applicant: { ...rows.applicant, idType: typeof idType === 'string' ? ID_TYPES[idType] : undefined },
    agent: { name: state.facts['agentName'] },
    body: { name: rows.body },
    deciding: { name: rows.deciding },
    receiving: { name: rows.receiving },
    facts: state.facts,
    act: actValues(draft, state, rows),
    clock: Object.fromEntries(
      Object.entries(draft.clocks).map(([id, clock]) => [
        id,
        { startedOn: rows.clocks[id]?.startedOn, due: dueOf(draft, rows, id), term: termInWords(clock.budget).zh },
      ]),
    ),
    certificate: { ...state.certificate, scope: scopeOf(draft, rows.application) },
    paper: { number: rows.number, date: rows.date, article: rule?.article },
    people: Object.fromEntries(
      Object.entries(state.duties).map(([duty, people]) => [
        duty,
        people.flatMap((person) => rows.names[person] ?? []).join('、'),
      ]),
    ),
    remedy: remedy && { text: remedy.text(rows.reconsiders), article: remedy.article },
  };
  return Object.fromEntries(
    Object.entries(shapeOf(draft, text.kind)).map(([root, shape]) => [root, fitted(shape, values[root])]),
  );
}

/** 许可范围 (许 39): what the form asks of every applicant, as he stated it and as it was granted; papers say nothing of it. */
function scopeOf(draft: Draft, application: PaperRows['application']): string | undefined {
  const papers = new Set(draft.materials.map(({ field }) => field));
  const properties = propertiesOf(draft.dataSchema);
  const lines = requiredOf(draft.dataSchema).flatMap((name) => {
    const [field, value] = [properties[name], application[name]];
    if (papers.has(name) || !isRecord(field) || (typeof value !== 'string' && typeof value !== 'number')) return [];
    const written = field['format'] === 'date' && typeof value === 'string' ? writtenDay(value) : undefined;
    const words = written ?? optionTitle(field, value).zh;
    return [`${typeof field['title'] === 'string' ? field['title'] : name}：${words}`];
  });
  return lines.length > 0 ? lines.join('；') : undefined;
}

/** Why a case ended by itself, where nobody gave a reason. */
const LAPSES: Readonly<Record<string, string>> = { 'promise-broken': '申请人未在承诺的期限内补齐容缺材料。' };

/** What every act says in the same words, and what one payload holds; titles for codes, since a paper prints no code. */
function actValues(draft: Draft, state: CaseState, rows: PaperRows): { readonly [member: string]: unknown } {
  const { at, payload, data, opinion, by } = rows.act;
  const parts = [payload, payload['suspension'], payload['extension'], data, { opinion }, state.hearing].filter(
    isRecord,
  );
  const first = (...names: readonly string[]): unknown =>
    names.flatMap((name) => parts.map((each) => each[name])).find((value) => value !== undefined && value !== '');
  const clock = isRecord(payload['clock']) ? payload['clock']['id'] : payload['clock'];
  const budget = typeof clock === 'string' ? draft.clocks[clock]?.budget : undefined;
  const amount = first('amount');
  const [ground, conclusion, host] = [first('ground'), payload['conclusion'], first('host')];
  return {
    ...Object.fromEntries(parts.toReversed().flatMap((each) => Object.entries(each))),
    on: payload['on'] ?? dayOf(at),
    by,
    reasons: first('reasons', 'opinion', 'reason') ?? (typeof ground === 'string' ? LAPSES[ground] : undefined),
    findings: first('findings', 'visitFindings', 'opinion'),
    // What forms call otherwise than papers do.
    competentBody: first('competentBody', 'rightBody'),
    time: first('time', 'startsAt'),
    course: first('course', 'record'),
    ground: typeof ground === 'string' ? GROUNDS[ground] : undefined,
    term: budget && typeof amount === 'number' ? termInWords({ ...budget, amount }).zh : undefined,
    due: typeof clock === 'string' ? dueOf(draft, rows, clock) : undefined,
    expectedOn: dueOf(draft, rows, SPECIAL_CLOCK),
    conclusion: typeof conclusion === 'string' ? draft.outcomes[conclusion]?.title.zh : undefined,
    host: typeof host === 'string' ? (rows.names[host] ?? host) : undefined,
    gaps: gapsOf(draft, payload['gaps'] ?? payload['withGaps']),
    data,
  };
}

/** The last day of a clock; unknown while it stands still. */
function dueOf(draft: Draft, { clocks, calendar }: PaperRows, id: string): Day | undefined {
  const [rule, clock] = [draft.clocks[id], clocks[id]];
  return rule && clock ? dueDay(rule, clock, calendar) : undefined;
}

function gapsOf(draft: Draft, gaps: unknown): readonly Json[] {
  const fields = Array.isArray(gaps) ? gaps : [];
  const known = draft.materials.filter(({ field }) => fields.includes(field));
  return known.map(({ title, basis }, n) => ({ n: String(n + 1), title: title.zh, basis }));
}

/** A value cut to its shape: members that are not known are null, members that are not in the shape are gone. */
function fitted(shape: Shape, value: unknown): Json {
  if (shape === 'value') {
    const printable = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return printable && value !== '' ? value : null;
  }
  if ('list' in shape) return Array.isArray(value) ? value.map((each) => fitted(shape.list, each)) : [];
  const members = isRecord(value) ? value : {};
  return Object.fromEntries(
    Object.entries(shape.members).map(([name, inner]) => [
      name,
      fitted(inner, Object.hasOwn(members, name) ? members[name] : undefined),
    ]),
  );
}

/** The members of a shape without anything in them, for whoever reads an expression before there are data. */
export function blankData(shapes: { readonly [root: string]: Shape }): PaperData {
  const blank = (shape: Shape): Json => {
    if (shape === 'value') return null;
    if ('list' in shape) return [blank(shape.list)];
    return Object.fromEntries(Object.entries(shape.members).map(([name, inner]) => [name, blank(inner)]));
  };
  return Object.fromEntries(Object.entries(shapes).map(([root, shape]) => [root, blank(shape)]));
}

/** What is wrong with a path: the part that is not there, counted from the root; undefined when it leads to something. */
export function lostAt(shapes: { readonly [root: string]: Shape }, path: readonly string[]): number | undefined {
  let shape: Shape | undefined = { members: shapes };
  for (const [n, name] of path.entries()) {
    while (typeof shape === 'object' && 'list' in shape) shape = shape.list;
    shape = typeof shape === 'object' && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    if (shape === undefined) return n;
  }
  // A group of members is nothing to print.
  return typeof shape === 'object' && 'members' in shape ? path.length : undefined;
}

/** A limit as texts name it. */
export function termInWords({ amount, unit }: Limit): Text {
  const zh = { 'working-days': '个工作日', 'calendar-days': '日', months: '个月' } as const;
  const en = { 'working-days': 'working days', 'calendar-days': 'days', months: 'months' } as const;
  return { zh: `${amount}${zh[unit]}`, en: `${amount} ${en[unit]}` };
}
