/**
 * The whole of the kernel's front: open a case, ask whether an act is allowed, do it. One `check` serves the commit
 * and the screens, so that a button is shown exactly where the act would be accepted.
 */
import { actOf, type CaseCommand } from './acts';
import type { Payloads } from './acts/act';
import { partyNames } from './acts/awaited';
import { tellWatch } from './acts/certificate';
import { factsFrom, materialsFrom } from './acts/facts';
import { keepHeld } from './acts/decide';
import { carriedOver, endsHold } from './acts/hold-decision';
import { personOf, type Question, type Standpoint } from './acts/kind';
import { noDelegation } from './acts/delegate';
import { mayReassign } from './acts/reassign';
import { returnsOffered } from './acts/return';
import { noTransfer } from './acts/transfer';
import type { CaseState, CertificateOf, ChildRun, Seat, Task } from './case';
import type { Actor, CommandType, Drawn, FormError, Moment, OpenCase, PersonActor } from './command';
import { checkPointsOf } from './check-points';
import { EMPTY } from './evolve';
import { breakOff, closeOpen, endClock, enter, openLinked, startClock } from './progress';
import {
  ADD_SIGN_KINDS,
  type AddSignKind,
  type Definition,
  type JsonSchema,
  type Opener,
} from './procedure/definition';
import { messagesOf, taskRule } from './procedure/find';
import { postTitle } from './procedure/posts';
import { factsAt, itemOf } from './procedure/run-name';
import { holds, PERSON_CASE_ACTS } from './rules/authority';
import { formInvalid, refuse, type Refusal } from './rules/refusal';
import { settle } from './settle';
import type { Text } from './text';
import type { Calendar } from './time/calendar';
import { dayOf } from './time/civil';
import type { Instant } from './time/clock';
import { record, startWalk, today, type Walk } from './walk';

/**
 * Why a command on an existing case is refused; undefined when it is allowed. Expects the settled case. What would end the window of a
 * held decision is judged by the case as that decision leaves it.
 */
export function check(
  definition: Definition,
  state: CaseState,
  command: CaseCommand,
  actor: Actor,
  moment: Moment,
  calendar: Calendar,
): Refusal | undefined {
  const question = { definition, state, command, actor, moment, calendar };
  if (!endsHold(state, command, actor)) return judge(question);
  return judgeAfter(question, settle(definition, state, moment, calendar, { numbers: {} }, moment.now, true).state);
}

/** Judged by the case as a held decision leaves it; `question` is of the case before. */
function judgeAfter(question: Question<CaseCommand>, after: CaseState): Refusal | undefined {
  const { state, command, actor } = question;
  // The applicant has not heard of a decision that is held: what it will allow him he may not do yet.
  const unheard = state.held !== undefined && actor.kind === 'party' ? judge(question) : undefined;
  return unheard ?? judge({ ...question, state: after, command: carriedOver(command, state, after) });
}

function judge(question: Question<CaseCommand>): Refusal | undefined {
  const { definition, state, command } = question;
  const act = actOf(command);
  if (state.state === 'ended' && !act.afterEnd)
    return refuse('case-ended', undefined, { outcome: state.outcome ?? null }, endNamed(definition, state));
  return act.check(question);
}

function endNamed({ outcomes }: Definition, { outcome = '' }: CaseState): readonly Text[] {
  const end = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
  return end ? [end.title] : [];
}

/** `settled` of the walk's drafts were due rungs and what followed from them; the rest is the command's own. */
export interface Decision {
  readonly refusal?: Refusal;
  readonly walk: Walk;
  readonly settled: number;
}

/** Settle, check, decide: the pure middle of every commit. A refusal keeps the rungs that were settled before it. */
export function apply(
  definition: Definition,
  state: CaseState,
  command: CaseCommand,
  actor: Actor,
  moment: Moment,
  calendar: Calendar,
  drawn: Drawn,
  settleAt = moment.now,
): Decision {
  // What was received in time counts from that instant, though it is written down later.
  const effectiveAt = Math.min(settleAt, moment.now);
  const due = settle(definition, state, moment, calendar, drawn, effectiveAt);
  // An act of another ends the window in which a decision may be taken back, but only where it is accepted.
  const walk = endsHold(due.state, command, actor)
    ? settle(definition, state, moment, calendar, drawn, effectiveAt, true)
    : due;
  const refusal = judgeAfter({ definition, state: due.state, command, actor, moment, calendar }, walk.state);
  const asking = asked(refusal ? due : walk, effectiveAt);
  const settled = asking.drafts.length;
  if (refusal) return { refusal, walk: asking, settled };
  asking.by = { actor: personOf(actor), principal: null, basis: actor.kind === 'system' ? 'system' : 'own' };
  actOf(command).decide(asking, command, actor);
  return { walk: asking, settled };
}

function asked(walk: Walk, effectiveAt: Instant): Walk {
  return { ...walk, effectiveAt, day: dayOf(effectiveAt), from: walk.state.seq };
}

/** May this person open a case of this procedure for this organisation? */
export function checkOpen(definition: Definition, command: OpenCase, actor: Actor): Refusal | undefined {
  if (actor.kind !== 'person') return refuse('not-your-post');
  if (!definition.opens || definition.childOnly) return refuse('item-not-held');
  const { post } = definition.opens;
  if (!openerOf(definition, command, actor)) return refuse('not-your-post', undefined, { post }, [postTitle(post)]);
  return command.formErrors.length > 0 ? formInvalid(command.formErrors) : concerning(definition, command);
}

/** As whom somebody opens a case: the post that takes applications in, or the one that may act of its own accord. */
function openerOf(
  { opens }: Definition,
  { organisations }: OpenCase,
  actor: Actor,
): (Opener & { readonly exOfficio: boolean }) | undefined {
  if (!opens || actor.kind !== 'person') return undefined;
  if (holds(actor, opens.post, organisations.receiving)) return { ...opens, exOfficio: false };
  return opens.exOfficio && holds(actor, opens.exOfficio.post, organisations.deciding)
    ? { ...opens.exOfficio, exOfficio: true }
    : undefined;
}

/** Does this come in at a window, for an applicant, or is it taken up by the body itself? */
export function isApplication(definition: Definition, command: OpenCase, actor: Actor): boolean {
  return definition.opens?.post === 'window-clerk' && openerOf(definition, command, actor)?.exOfficio === false;
}

/** 延续、变更、撤销、注销 stand on a certificate that holds today, of this holder and this body. */
function concerning({ concerns, opens }: Definition, { certificate, organisations }: OpenCase): Refusal | undefined {
  if (!concerns) return undefined;
  const kind = concerns.certificate;
  const article = CONCERN_ARTICLES[kind];
  // An application may come in at any window; what is taken up without one is taken up by the body that keeps the certificate, else
  // any other body would learn of its holder whatever the case says of him.
  const atWindow = opens?.post === 'window-clerk';
  if (certificate && !atWindow && organisations.receiving !== organisations.deciding)
    return refuse('certificate-foreign', article);
  switch (certificate?.standing ?? 'unknown') {
    case 'valid':
      return kind === 'renewed' && certificate?.validTo === undefined
        ? refuse('certificate-without-end', article)
        : undefined;
    case 'renewing':
      return kind === 'renewed' ? refuse('renewal-under-way', article) : undefined;
    case 'expired':
    case 'annulled':
      // What has expired or was annulled can only be struck off the register (许 70(1)(4)).
      return kind === 'deregistered' ? undefined : refuse('certificate-ended', article);
    case 'deregistered':
      return refuse('certificate-ended', article);
    case 'foreign':
      return refuse('certificate-foreign', article);
    case 'unknown':
      return refuse('certificate-unknown', article);
  }
}

const CONCERN_ARTICLES = {
  renewed: '行政许可法第五十条',
  amended: '行政许可法第四十九条',
  annulled: '行政许可法第六十九条',
  deregistered: '行政许可法第七十条',
} as const;

/** 收件: the first act of a root case, its clocks, and its first step. */
export function open(
  definition: Definition,
  id: string,
  number: string,
  command: OpenCase,
  actor: Actor,
  moment: Moment,
  calendar: Calendar,
  drawn: Drawn,
): Walk {
  const opener = openerOf(definition, command, actor);
  const walk = startWalk(definition, { ...EMPTY, id }, calendar, moment, drawn, {
    actor: personOf(actor),
    principal:
      opener && command.organisations[opener.exOfficio ? 'deciding' : 'receiving']
        ? `post:${opener.post}@${command.organisations[opener.exOfficio ? 'deciding' : 'receiving'] ?? ''}`
        : null,
    basis: 'own',
  });
  const channels = [
    ...(typeof command.party?.['phone'] === 'string' ? ['sms'] : []),
    ...(typeof command.party?.['email'] === 'string' ? ['email'] : []),
  ];
  record(walk, 'received', {
    number,
    procedure: { id: definition.id, version: definition.version, hash: definition.hash },
    ...(command.item ? { item: command.item } : {}),
    organisations: command.organisations,
    receivedOn: today(walk),
    data: command.data,
    ...(command.certificate ? { certificate: certificateOf(command.certificate) } : {}),
    facts: {
      ...definition.defaults,
      ...factsFrom(definition, command.data),
      channels,
      ...(definition.opens?.exOfficio ? { exOfficio: opener?.exOfficio === true } : {}),
    },
    materials: materialsFrom(definition, command.data),
    ...(command.party ? { party: command.party } : {}),
    duties: opener && actor.kind === 'person' ? { [opener.duty]: [actor.person] } : {},
  });
  // 许 50: from now on the renewal's own clock watches the last day, and the two do not meet at its 24:00.
  if (definition.concerns?.certificate === 'renewed') tellWatch(walk, 'renewal-pending');
  begin(walk);
  openLinked(walk, 'opened');
  return walk;
}

function certificateOf({ standing: _, ...certificate }: NonNullable<OpenCase['certificate']>): CertificateOf {
  return certificate;
}

/** The first act of a linked case, written in the transaction of the case whose act opens it. */
export function openLinkedCase(
  definition: Definition,
  of: CaseState,
  opened: Payloads['linked-opened'],
  moment: Moment,
  calendar: Calendar,
  drawn: Drawn,
): Walk {
  const walk = startWalk(definition, { ...EMPTY, id: opened.id }, calendar, moment, drawn);
  record(walk, 'received', {
    number: `${of.number}-${opened.procedure}-${opened.id.split('.').at(-1) ?? '1'}`,
    procedure: { id: definition.id, version: definition.version, hash: definition.hash },
    ...(of.item ? { item: of.item } : {}),
    linkedTo: {
      id: of.id,
      event: opened.event,
      ...(opened.decidedOn === undefined ? {} : { decidedOn: opened.decidedOn }),
    },
    ...(of.certificate ? { certificate: of.certificate } : {}),
    organisations: of.organisations,
    receivedOn: today(walk),
    data: {},
    facts: { ...definition.defaults, ...opened.facts },
    materials: [],
    duties: of.duties,
  });
  return begin(walk);
}

/** The first act of a child's ledger, written in the transaction of its parent. */
export function openChild(
  definition: Definition,
  parent: CaseState,
  run: ChildRun,
  hands: readonly string[],
  moment: Moment,
  calendar: Calendar,
  drawn: Drawn,
): Walk {
  const walk = startWalk(definition, { ...EMPTY, id: run.id }, calendar, moment, drawn);
  const known = factsAt(parent.facts, itemOf(run.block));
  const handed = Object.fromEntries(Object.entries(known).filter(([name]) => hands.includes(name)));
  const facts = { ...definition.defaults, ...handed };
  record(walk, 'received', {
    number: `${parent.number}-${run.block}-${run.round}`,
    procedure: { id: definition.id, version: definition.version, hash: definition.hash },
    ...(parent.item ? { item: parent.item } : {}),
    parent: { id: parent.id, block: run.block, round: run.round },
    organisations: parent.organisations,
    receivedOn: today(walk),
    data: {},
    facts,
    materials: [],
    duties: parent.duties,
  });
  return begin(walk);
}

function begin(walk: Walk): Walk {
  walk.by = { actor: null, principal: null, basis: 'system' };
  for (const clock of walk.definition.startClocks) startClock(walk, clock, today(walk));
  enter(walk, walk.definition.flow);
  return walk;
}

/** Closes a child because its parent closed it: its record ends with the cause, and it reports nothing. */
export function closeChild(
  definition: Definition,
  state: CaseState,
  cause: string,
  moment: Moment,
  calendar: Calendar,
): Walk {
  const walk = startWalk(definition, state, calendar, moment, { numbers: {} });
  if (state.state === 'ended') return walk;
  keepHeld(walk, cause);
  breakOff(walk, cause);
  closeOpen(walk, cause);
  for (const clock of Object.keys(state.clocks)) endClock(walk, clock);
  record(walk, 'ended', { outcome: 'closed', reason: cause });
  return walk;
}

function refusalFrom(
  { definition, state, actor, moment, calendar }: Standpoint,
  command: CaseCommand,
): Refusal | undefined {
  return check(definition, state, command, actor, moment, calendar);
}

/** Acts this person is offered on a task, in the order a screen shows them. */
export function offeredOnTask(at: Standpoint, task: Task): readonly CommandType[] {
  const { definition, state, actor } = at;
  const ask = (command: CaseCommand): boolean => refusalFrom(at, command) === undefined;
  const decidable = outcomesOffered(at, task).length > 0;
  const seated = actor.kind === 'person' && task.seats.some((s) => s.state === 'open' && s.holder === actor.person);
  const offered: CommandType[] = [];
  if (!seated && ask({ type: 'claim', task: task.id })) offered.push('claim');
  if (ask({ type: 'unclaim', task: task.id })) offered.push('unclaim');
  if (decidable) offered.push('decide');
  if (ask({ type: 'withdraw', task: task.id })) offered.push('withdraw');
  if (returnsOf(at, task).length > 0) offered.push('return');
  if (ask({ type: 'withdraw-vote', task: task.id })) offered.push('withdraw-vote');
  if (ask({ type: 'submit-opinion', task: task.id, opinion: '…' })) offered.push('submit-opinion');
  if (signKinds(at, task).length > 0) offered.push('add-sign');
  if (seatsToRemove(at, task).length > 0) offered.push('remove-sign');
  if (ask({ type: 'urge', task: task.id, reason: '…' })) offered.push('urge');
  // What a held decision leaves open of its own task closes with it.
  const open = task.state === 'open' && state.held?.task !== task.id;
  if (open && seatsToGive(task, actor).length > 0) offered.push('reassign');
  if (open && !noTransfer(definition, state, task, actor)) offered.push('transfer');
  if (open && !noDelegation(definition, state, task, actor)) offered.push('delegate');
  if (ask({ type: 'recall-delegation', task: task.id })) offered.push('recall-delegation');
  if (seated && ask({ type: 'recuse', task: task.id, ground: 'other', reason: '…' })) offered.push('recuse');
  const recusal = recusalsAt(state, task)[0];
  if (recusal && ask({ type: 'decide-recusal', task: task.id, seat: recusal, recused: true, reason: '…' }))
    offered.push('decide-recusal');
  return offered;
}

/** Where this person may send the case back to from a task (退回), with what that would close. */
export function returnsOf(at: Standpoint, task: Task): ReturnType<typeof returnsOffered> {
  return returnsOffered(at.definition, at.state, task, (command) => refusalFrom(at, command) === undefined);
}

/** Seats of a task at which it is not decided yet whether their holder is recused (回避). */
export function recusalsAt({ recusals = [] }: CaseState, { id }: Task): readonly string[] {
  return recusals.flatMap(({ state, task, seat }) => (state === 'open' && task === id ? [seat] : []));
}

/** In which ways this person may add somebody now; whom, is asked of each by `check`. */
export function signKinds(at: Standpoint, task: Task): readonly AddSignKind[] {
  return ADD_SIGN_KINDS.filter((kind) => {
    const probe = { type: 'add-sign', task: task.id, kind, people: [], weight: 1, reason: '…' } as const;
    return refusalFrom(at, probe)?.code === 'nobody-named';
  });
}

/** Added seats that this person may remove (减签). */
export function seatsToRemove(at: Standpoint, task: Task): readonly Seat[] {
  return task.seats.filter((seat) => {
    if (!seat.added || seat.state === 'closed') return false;
    const probe = { type: 'remove-sign', task: task.id, seat: seat.id, reason: '…' } as const;
    return refusalFrom(at, probe) === undefined;
  });
}

/** Open seats that this person may give to somebody else (改派); who may sit there is asked of each by `check`. */
export function seatsToGive(task: Task, actor: Actor): readonly Seat[] {
  return task.seats.filter((seat) => seat.state === 'open' && mayReassign(seat, actor));
}

const UNFILLED: FormError = { path: '', message: { zh: '', en: '' } };

/** The outcomes this person could choose now, were the form filled in rightly. */
export function outcomesOffered(at: Standpoint, task: Task): readonly string[] {
  const { outcomes } = taskRule(at.definition, task);
  return Object.keys(outcomes).filter((outcome) => {
    // What a form will say is not known yet: its errors are no reason to hide the act, rules of law are.
    const decision = {
      type: 'decide',
      task: task.id,
      outcome,
      opinion: '…',
      data: {},
      formErrors: [UNFILLED],
    } as const;
    const refusal = refusalFrom(at, decision);
    return refusal === undefined || refusal.code === 'form-invalid';
  });
}

/**
 * The ordinary favourable outcome (通常有利结果), where this person could choose it as it stands: no opinion and no field is asked
 * for, so that a list may decide it. A form with branches may ask for something; it is left to the page that shows it.
 */
export function routineOf(at: Standpoint, task: Task): { readonly outcome: string; readonly title: Text } | undefined {
  const { definition, state } = at;
  const { outcomes, form } = taskRule(definition, task);
  const [first] = Object.entries(outcomes);
  if (!first || task.kind === 'supervision') return undefined;
  const [outcome, { title, opinionRequired, schema }] = first;
  if (opinionRequired || [form, schema].some(asksForSomething)) return undefined;
  // Whoever decides against what a rule can tell, reads first.
  if (checkPointsOf(definition, state, task).some(({ result }) => result === 'fail')) return undefined;
  const command = { type: 'decide', task: task.id, outcome, formErrors: [] } as const;
  return refusalFrom(at, command) ? undefined : { outcome, title };
}

function asksForSomething(form: JsonSchema | undefined): boolean {
  if (!form) return false;
  const { required, minProperties, allOf, anyOf, oneOf, if: branch } = form;
  return (
    (Array.isArray(required) && required.length > 0) ||
    [minProperties, allOf, anyOf, oneOf, branch].some((each) => each !== undefined)
  );
}

/** Acts this person is offered on the case itself. */
export function offeredOnCase(at: Standpoint): readonly CommandType[] {
  const allowed = allowedOnCase(at).map(({ type }) => type);
  const types: readonly CommandType[] = [...PERSON_CASE_ACTS, 'rate', 'copy', 'read-copy', 'comment'];
  return [...new Set(types)].filter((type) => allowed.some((a) => a === type));
}

/** Whoever has a post may be sent a copy. */
const SOMEBODY: PersonActor = {
  kind: 'person',
  person: '…',
  posts: [{ id: '…', kind: 'examiner', organisation: '…' }],
  qualifications: [],
};

/** What would be accepted of this person now: each act once for everything it could be about, a clock, a message, a speaker. */
export function allowedOnCase(at: Standpoint): readonly CaseCommand[] {
  const { state } = at;
  const clocks = Object.keys(state.clocks);
  const sent = at.actor.kind === 'person' ? state.copies?.[at.actor.person] : undefined;
  const samples: readonly CaseCommand[] = [
    { type: 'supplement', data: { [state.promised?.[0] ?? 'any']: true }, formErrors: [] },
    { type: 'withdraw-application', reason: '…' },
    ...clocks.flatMap((clock): CaseCommand[] => [
      { type: 'suspend-clock', clock, ground: 'testing' },
      { type: 'resume-clock', clock },
      { type: 'extend-clock', clock, reason: '…' },
    ]),
    ...state.effects.map((e): CaseCommand => ({ type: 'retry-effect', effect: e.id, reason: '…' })),
    { type: 'urge', reason: '…' },
    { type: 'follow-again', reason: '…' },
    { type: 'send-back', reason: '…' },
    { type: 'terminate', ground: 'not-needed', reason: '…' },
    { type: 'allow-second-list', reason: '…' },
    ...clocks.map((clock): CaseCommand => ({ type: 'explain-delay', clock, reason: '…' })),
    ...[undefined, ...partyNames(state)].flatMap((by): CaseCommand[] => {
      const speaking = by === undefined ? {} : { by };
      return [
        { type: 'request-hearing', ...speaking },
        { type: 'waive-hearing', ...speaking },
        { type: 'state-views', views: '…', ...speaking },
      ];
    }),
    ...messagesOf(at.definition.flow).map(({ name = '' }): CaseCommand => ({
      type: 'receive-message',
      message: name,
      id: '…',
      data: {},
      formErrors: [],
      reason: '…',
    })),
    { type: 'complain', text: '…' },
    { type: 'rate', grade: 5 },
    { type: 'copy', people: [SOMEBODY], reason: '…' },
    // Read once is read: it is accepted again, and offered no more.
    ...(sent && sent.read === undefined ? [{ type: 'read-copy' } as const] : []),
    { type: 'comment', text: '…', mentions: [] },
  ];
  return samples.filter((command) => refusalFrom(at, command) === undefined);
}
