/**
 * Who may do which act, as readable rules: the post a seat is for, the duties one person may not join (四眼),
 * the qualification a seat asks for. Shared by the commit, the queries and the screens.
 */
import type { CaseState, Seat, Task } from '../case';
import type { Actor, CommandType, PersonActor } from '../command';
import type { Definition, PostKind, Role, SeatRule, TaskBlock } from '../procedure/definition';
import { dutyNamed, taskRule } from '../procedure/find';
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
];

export function mayOnCase(state: CaseState, type: CommandType, actor: Actor): Refusal | undefined {
  if (SYSTEM_ACTS.includes(type)) return actor.kind === 'system' ? undefined : refuse('not-the-process');
  if (actor.kind === 'party') return PARTY_ACTS.includes(type) ? undefined : refuse('not-your-post');
  if (actor.kind === 'system') return refuse('not-your-post');
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

/** May this person take or hold this seat? The same question at claim, at decision, and after every later substitution. */
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
  const { block } = taskRule(definition, task);
  if (!block) return undefined;
  const { by } = block;
  const joined = fourEyes(definition, state, by, actor);
  if (joined) return joined;
  if (task.seats.some((s) => s.id !== seat.id && s.holder === actor.person && s.cause !== REMOVED))
    return refuse('already-seated', by.article);
  return unqualified(by, actor);
}

/** Whether a person could sit at this step at all, whatever seat: for those whom a rule looks for. */
export function mayServe(
  definition: Definition,
  state: CaseState,
  { by }: TaskBlock,
  actor: PersonActor,
): Refusal | undefined {
  return fourEyes(definition, state, by, actor) ?? unqualified(by, actor);
}

function fourEyes(
  definition: Definition,
  { duties }: CaseState,
  by: SeatRule,
  actor: PersonActor,
): Refusal | undefined {
  const joined = (by.notWho ?? []).find((duty) => duties[duty]?.includes(actor.person));
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
