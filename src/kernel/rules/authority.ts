/**
 * Who may do which act, as readable rules: the post a seat is for, the duties one person may not join (四眼),
 * the qualification a seat asks for. Shared by the commit, the queries and the screens.
 */
import type { AgentOf, CaseState, Seat, Task } from '../case';
import type { Actor, AgentFor, CommandType, PersonActor } from '../command';
import type { Definition, PostKind, Role, SeatRule, TaskBlock } from '../procedure/definition';
import { dutyNamed, dutyOf, taskRule } from '../procedure/find';
import { postTitle } from '../procedure/posts';
import { isUndecided, REMOVED } from '../tally';
import type { Text } from '../text';
import { refuse, type Refusal } from './refusal';

export function holds(actor: PersonActor, post: PostKind, organisation: string | undefined): boolean {
  return organisation !== undefined && actor.posts.some((p) => p.kind === post && p.organisation === organisation);
}

/** Acts on a case that a person may do, by the post and the organisation of the case it is held in. */
const CASE_ACTS: Readonly<
  Partial<Record<CommandType, readonly { readonly post: PostKind; readonly of: Role | 'anywhere' }[]>>
> = {
  // A supplement brought to the window, or a withdrawal declared there, is entered for the applicant.
  supplement: [{ post: 'window-clerk', of: 'receiving' }],
  'withdraw-application': [{ post: 'window-clerk', of: 'receiving' }],
  // 许 45: the deciding body stops the clock for a special procedure; 许 42: its head extends the limit.
  'suspend-clock': [
    { post: 'approver', of: 'deciding' },
    { post: 'agency-head', of: 'deciding' },
  ],
  'resume-clock': [
    { post: 'approver', of: 'deciding' },
    { post: 'agency-head', of: 'deciding' },
  ],
  'extend-clock': [{ post: 'agency-head', of: 'deciding' }],
  // 市许 30: the window, where the news arrives, or the deciding body ends an application without a decision.
  terminate: [
    { post: 'window-clerk', of: 'receiving' },
    { post: 'approver', of: 'deciding' },
    { post: 'agency-head', of: 'deciding' },
  ],
  'allow-second-list': [{ post: 'agency-head', of: 'deciding' }],
  'explain-delay': [
    { post: 'approver', of: 'deciding' },
    { post: 'agency-head', of: 'deciding' },
  ],
  // What parties hand in on paper is entered at the window.
  'request-hearing': [{ post: 'window-clerk', of: 'receiving' }],
  'waive-hearing': [{ post: 'window-clerk', of: 'receiving' }],
  'state-views': [
    { post: 'window-clerk', of: 'receiving' },
    { post: 'examiner', of: 'deciding' },
  ],
  // For a sender that cannot send: whoever works on the case there enters what has come.
  'receive-message': [
    { post: 'examiner', of: 'deciding' },
    { post: 'approver', of: 'deciding' },
    { post: 'agency-head', of: 'deciding' },
  ],
  complain: [{ post: 'window-clerk', of: 'receiving' }],
  'retry-effect': [
    { post: 'administrator', of: 'anywhere' },
    { post: 'approver', of: 'deciding' },
  ],
  // 催办: the bodies that have to do with the case, and whoever watches over them.
  urge: [
    { post: 'window-clerk', of: 'receiving' },
    { post: 'examiner', of: 'deciding' },
    { post: 'approver', of: 'deciding' },
    { post: 'agency-head', of: 'deciding' },
    { post: 'supervisor', of: 'anywhere' },
    { post: 'administrator', of: 'anywhere' },
  ],
  'follow-again': [
    { post: 'administrator', of: 'anywhere' },
    { post: 'supervisor', of: 'anywhere' },
    { post: 'agency-head', of: 'deciding' },
  ],
  'send-back': [
    { post: 'administrator', of: 'anywhere' },
    { post: 'approver', of: 'deciding' },
    { post: 'agency-head', of: 'deciding' },
  ],
};
export const PERSON_CASE_ACTS = Object.keys(CASE_ACTS) as readonly CommandType[];
/** The acts on a case that a post may do somewhere. */
export function caseActsOf(post: PostKind): readonly CommandType[] {
  return PERSON_CASE_ACTS.filter((type) => CASE_ACTS[type]?.some((allowed) => allowed.post === post));
}

/** Acts the applicant may do with the receipt code. */
const PARTY_ACTS: readonly CommandType[] = [
  'recuse',
  'supplement',
  'withdraw-application',
  'request-hearing',
  'waive-hearing',
  'state-views',
  'complain',
  'rate',
];
/** Acts only the process does. */
const SYSTEM_ACTS: readonly CommandType[] = [
  'raise-rungs',
  'claim-effect',
  'finish-effect',
  'fail-effect',
  'child-outcome',
  'hear-linked',
  'report-apart',
  'recount-clocks',
  'end-agency',
];

/** Acts the process does as well as people. */
const SYSTEM_TOO: readonly CommandType[] = ['receive-message'];

export function mayOnCase(state: CaseState, type: CommandType, actor: Actor): Refusal | undefined {
  if (SYSTEM_ACTS.includes(type)) return actor.kind === 'system' ? undefined : refuse('not-the-process');
  if (actor.kind === 'party') return PARTY_ACTS.includes(type) ? undefined : refuse('not-your-post');
  if (actor.kind === 'system') return SYSTEM_TOO.includes(type) ? undefined : refuse('not-your-post');
  if (type === 'rate') return refuse('not-the-party');
  const allowed = (CASE_ACTS[type] ?? []).some(({ post, of }) =>
    of === 'anywhere' ? actor.posts.some((p) => p.kind === post) : holds(actor, post, state.organisations[of]),
  );
  const posts = new Set((CASE_ACTS[type] ?? []).map(({ post }) => post));
  return allowed ? undefined : refuse('not-your-post', undefined, { act: type }, [...posts].map(postTitle));
}

const QUALIFICATIONS: Readonly<Record<NonNullable<SeatRule['qualification']>, Text>> = {
  legal: { zh: '法律职业资格', en: 'the legal professional qualification' },
};

/** May this person take or hold this seat by himself? The same question at claim, at decision, and after every later substitution. */
export function maySit(
  definition: Definition,
  state: CaseState,
  task: Task,
  seat: Seat,
  actor: Actor,
): Refusal | undefined {
  if (actor.kind !== 'person') return refuse('not-your-post');
  if (!holds(actor, seat.post, seat.organisation))
    return refuse('not-your-post', undefined, { post: seat.post }, [postTitle(seat.post)]);
  return keptFrom(definition, state, task, seat, actor.person) ?? unqualifiedFor(definition, task, actor);
}
/** May he act on this seat as it stands: it is his to take, and nobody else has taken it. */
export function mayTake(
  definition: Definition,
  state: CaseState,
  task: Task,
  seat: Seat,
  actor: Actor,
): Refusal | undefined {
  const sits = maySit(definition, state, task, seat, actor);
  if (sits) return sits;
  return seat.holder !== undefined && (actor.kind !== 'person' || seat.holder !== actor.person)
    ? refuse('seat-taken')
    : undefined;
}
/** Of whose power it is the whole law is asked; of whose hand it is, whatever has nothing to do with a post. */
function mayStandIn(
  definition: Definition,
  state: CaseState,
  task: Task,
  seat: Seat,
  absent: PersonActor,
  agent: PersonActor,
): Refusal | undefined {
  return (
    maySit(definition, state, task, seat, absent) ??
    administersOnly(agent) ??
    keptFrom(definition, state, task, seat, agent.person) ??
    unqualifiedFor(definition, task, agent)
  );
}
/** Whoever keeps the system decides in nobody's name. */
function administersOnly({ posts }: PersonActor): Refusal | undefined {
  return posts.length > 0 && posts.every(({ kind }) => kind === 'administrator')
    ? refuse('agent-administers')
    : undefined;
}
function unqualifiedFor(definition: Definition, task: Task, actor: PersonActor): Refusal | undefined {
  const by = taskRule(definition, task).block?.by;
  return by && unqualified(by, actor);
}

/** Where somebody acts, and for whom. */
export interface Sitting {
  readonly seat: Seat;
  readonly agent?: AgentOf;
}
interface Found {
  readonly sitting?: Sitting;
  readonly refusal?: Refusal;
}
/**
 * The seat somebody would act on: by himself, else for an absent colleague whose agent he is (代理). The law is asked of both: of whose
 * power it is, and of whose hand it is; else a deputy would be the way round every separation of duties.
 */
export function sittingOf(definition: Definition, state: CaseState, task: Task, actor: Actor, forWhom?: string): Found {
  const own: Found = forWhom === undefined ? ownSitting(definition, state, task, actor) : {};
  if (own.sitting || actor.kind !== 'person') return own;
  let refusal = own.refusal;
  for (const rule of actor.agentFor ?? []) {
    if (forWhom !== undefined && rule.absent.person !== forWhom) continue;
    const seat = seatOfAbsent(task, actor.person, rule.absent.person);
    if (!seat || !covers(rule, definition.id, seat)) continue;
    const refused = mayStandIn(definition, state, task, seat, rule.absent, actor);
    if (!refused) return { sitting: { seat, agent: agentOf(rule, seat) } };
    if (refusal === undefined || refusal.code === 'not-your-post') refusal = refused;
  }
  return { refusal: refusal ?? refuse('not-agent') };
}
function ownSitting(definition: Definition, state: CaseState, task: Task, actor: Actor): Found {
  const seat = seatFor(task, actor);
  if (!seat) return { refusal: refuse('already-decided') };
  // What he took for somebody he has for him alone, and for as long as he may.
  if (actor.kind === 'person' && seat.holder === actor.person && seat.agent) {
    const rule = actor.agentFor?.find(
      ({ rule, absent }) => rule === seat.agent?.rule && absent.person === seat.agent.for,
    );
    if (!rule || !covers(rule, definition.id, seat)) return { refusal: refuse('agency-over') };
    const refusal = mayStandIn(definition, state, task, seat, rule.absent, actor);
    return refusal ? { refusal } : { sitting: { seat, agent: seat.agent } };
  }
  const refusal = mayTake(definition, state, task, seat, actor);
  return refusal ? { refusal } : { sitting: { seat } };
}
/** What the absent one has open, else what anybody of his post may take. */
function seatOfAbsent(task: Task, agent: string, absent: string): Seat | undefined {
  const open = task.seats.filter(isUndecided);
  return (
    open.find((seat) => seat.holder === absent) ??
    open.find((seat) => seat.holder === agent && seat.agent?.for === absent) ??
    open.find(({ holder }) => holder === undefined)
  );
}
function agentOf({ rule, absent, through }: AgentFor, { holder, agent }: Seat): AgentOf {
  return {
    rule,
    for: absent.person,
    ...(through ? { through } : {}),
    ...(holder === absent.person || agent?.held ? { held: true as const } : {}),
  };
}
/** Does this rule of agency reach a seat? */
export function covers({ scope }: AgentFor, procedure: string, { post }: Pick<Seat, 'post'>): boolean {
  const { procedures, posts, excludes = [] } = scope;
  return (
    (procedures === undefined || procedures.includes(procedure)) &&
    (posts === undefined || posts.includes(post)) &&
    !excludes.includes(procedure) &&
    !excludes.includes(post)
  );
}

/** 公务员法 76, 77: who has an interest in a matter has no hand in it; until that is decided he does not decide. */
export const RECUSAL_ARTICLE = '公务员法第七十六条、第七十七条';

/**
 * What keeps a person from a duty whatever post he holds: asked of whoever would sit there, and of whoever would give the holder
 * his opinion, since he takes part as well.
 */
export function keptFrom(
  definition: Definition,
  state: CaseState,
  task: Task,
  seat: Seat,
  person: string,
): Refusal | undefined {
  const duty = dutyOf(definition, task);
  if (state.recused?.[duty]?.includes(person)) return refuse('recused', RECUSAL_ARTICLE, { duty });
  if (state.recusals?.some((each) => each.state === 'open' && each.duty === duty && each.whom === person))
    return refuse('recusal-open', RECUSAL_ARTICLE, { duty });
  const by = taskRule(definition, task).block?.by;
  if (!by) return undefined;
  const joined = fourEyes(definition, state, by, person);
  if (joined) return joined;
  return task.seats.some((each) => each.id !== seat.id && each.cause !== REMOVED && takesPart(each, person))
    ? refuse('already-seated', by.article)
    : undefined;
}
function takesPart({ holder, agent, lentTo, opinions }: Seat, person: string): boolean {
  return (
    holder === person ||
    agent?.for === person ||
    lentTo?.includes(person) === true ||
    opinions?.some(({ by }) => by === person) === true
  );
}

/** Has this person to do with the case, so that he may speak about it? */
export function hasPart(state: CaseState, actor: PersonActor): boolean {
  return worksOn(state, actor) || state.copies?.[actor.person] !== undefined;
}
/** By his post, or by what he has done there or is asked to do; whoever has only a copy reads it. */
export function worksOn(state: CaseState, { person, posts }: PersonActor): boolean {
  const bodies = Object.values(state.organisations);
  return (
    posts.some(({ kind, organisation }) => bodies.includes(organisation) || WATCHING.includes(kind)) ||
    Object.values(state.duties).some((persons) => persons.includes(person)) ||
    state.tasks.some(({ seats }) => seats.some((seat) => takesPart(seat, person)))
  );
}
const WATCHING: readonly PostKind[] = ['supervisor', 'administrator'];

/** Whether a person could sit at this step at all, whatever seat: for those whom a rule looks for. */
export function mayServe(
  definition: Definition,
  state: CaseState,
  { by }: TaskBlock,
  actor: PersonActor,
): Refusal | undefined {
  return fourEyes(definition, state, by, actor.person) ?? unqualified(by, actor);
}

function fourEyes(definition: Definition, { duties }: CaseState, by: SeatRule, person: string): Refusal | undefined {
  const joined = (by.notWho ?? []).find((duty) => duties[duty]?.includes(person));
  return joined === undefined
    ? undefined
    : refuse('four-eyes', by.article, { duty: joined }, dutyNamed(definition, joined));
}

function unqualified({ qualification, article }: SeatRule, actor: PersonActor): Refusal | undefined {
  return qualification !== undefined && !actor.qualifications.includes(qualification)
    ? refuse('qualification-missing', article, { qualification }, [QUALIFICATIONS[qualification]])
    : undefined;
}

/**
 * The seat a person would act on: his own, else the first open one nobody holds and his post may take, else one that will be open when
 * its turn comes, else the first open one.
 */
export function seatFor(task: Task, actor: Actor): Seat | undefined {
  const open = task.seats.filter((s) => s.state === 'open');
  if (actor.kind !== 'person') return open.find((s) => s.holder === undefined) ?? open[0];
  const free = task.seats.filter((s) => isUndecided(s) && s.holder === undefined);
  const his = free.filter((s) => holds(actor, s.post, s.organisation));
  return (
    task.seats.find((s) => isUndecided(s) && s.holder === actor.person) ??
    his.find((s) => s.state === 'open') ??
    his[0] ??
    open.find((s) => s.holder === undefined) ??
    open[0]
  );
}
