// Owns people who do whatever comes into their heads: random commands of random persons against one case, put to the kernel exactly as
// the record does, and a crew of good will who must be able to finish the case from wherever they find it.
import { ACTS, type CaseCommand } from '../../src/kernel/acts';
import type { AnyAct } from '../../src/kernel/acts/act';
import type { CaseState, Seat, Task } from '../../src/kernel/case';
import type { Actor, Drawn, Moment, PersonActor } from '../../src/kernel/command';
import { EMPTY } from '../../src/kernel/evolve';
import { apply, check, open, type Decision } from '../../src/kernel/kernel';
import type { Definition, TaskBlock } from '../../src/kernel/procedure/definition';
import { openAwaits } from '../../src/kernel/acts/awaited';
import { propertiesOf } from '../../src/kernel/procedure/schema';
import { bindRoles, blocksOf, findBlock, messageRule, messagesOf } from '../../src/kernel/procedure/find';
import { nextDueOf, settle } from '../../src/kernel/settle';
import type { Json } from '../../src/kernel/text';
import { builtInCalendar as calendar } from '../../src/kernel/time/notices';
import { PEOPLE as NEED, type Walk } from '../../src/kernel/walk';
import { ADMIN, BUREAU, CLERK, PEOPLE } from './procedures';

/** One throw of the dice: who does what to which of the things there are, and how many hours later. */
export interface Throw {
  readonly what: number;
  readonly who: number;
  readonly pick: number;
  readonly more: number;
  readonly hours: number;
}
export interface Choice {
  readonly actor: Actor;
  readonly command: CaseCommand;
}
const PARTY: Actor = { kind: 'party' };
const PROCESS: Actor = { kind: 'system' };
const HOUR = 3_600_000;
/** A day a while after the case was opened. */
export const DAY = '2026-03-09';
const BEGIN = Date.parse('2026-03-02T09:00:00+08:00');

/** What a command did: the acts it wrote, and the state before and after. */
export interface Step {
  readonly choice: Choice;
  readonly refusal?: string;
  readonly before: CaseState;
  readonly acts: readonly AnyAct[];
  readonly settled: number;
}

export class Play {
  readonly acts: AnyAct[];
  constructor(
    readonly definition: Definition,
    public state: CaseState,
    acts: readonly AnyAct[],
    public now: number,
    readonly undoMs: number,
  ) {
    this.acts = [...acts];
  }

  static begin(definition: Definition, data: { readonly [field: string]: Json }, undoMs: number): Play {
    const play = new Play(definition, { ...EMPTY, id: 'c' }, [], BEGIN, undoMs);
    const command = {
      type: 'open-case' as const,
      organisations: bindRoles(definition, 'window', BUREAU, data),
      data,
      formErrors: [],
    };
    play.write(withDrawn((drawn) => open(definition, 'c', 'n', command, CLERK, play.moment(), calendar, drawn)));
    return play;
  }
  /** The same case, to be gone on with on the side. */
  copy(): Play {
    return new Play(this.definition, this.state, this.acts, this.now, this.undoMs);
  }

  moment(raisedBy: Moment['raisedBy'] = 'act'): Moment {
    return {
      now: Math.max(this.now, this.state.at),
      raisedBy,
      webhook: false,
      ...(this.undoMs > 0 ? { undoMs: this.undoMs } : {}),
    };
  }

  /** Settle, check, decide, as a commit does; what is refused leaves nothing but what was due. */
  does(choice: Choice, thorough = false): Step {
    const { state: before } = this;
    const decision = this.ask(choice);
    if (thorough) this.sameAgain(choice, decision);
    const step = {
      choice,
      ...(decision.refusal ? { refusal: decision.refusal.code } : {}),
      before,
      acts: this.write(decision.walk),
      settled: decision.settled,
    };
    if (decision.refusal && step.acts.length > decision.settled)
      throw new Error(
        `${choice.command.type} was refused (${decision.refusal.code}) and left ${step.acts.length} acts`,
      );
    return step;
  }

  private ask({ actor, command }: Choice): Decision {
    return withDrawn(
      (drawn) => apply(this.definition, this.state, command, actor, this.moment(), calendar, drawn),
      (d) => d.walk,
    );
  }
  /** Asked twice the kernel says the same, the screens ask the same rule, and a refusal changes nothing that was not due. */
  private sameAgain(choice: Choice, decision: Decision): void {
    const again = this.ask(choice);
    if (JSON.stringify(again.walk.drafts) !== JSON.stringify(decision.walk.drafts))
      throw new Error(`${choice.command.type} does not lead to the same acts twice`);
    const settled = withDrawn((drawn) => settle(this.definition, this.state, this.moment(), calendar, drawn));
    const shown = check(this.definition, settled.state, choice.command, choice.actor, this.moment(), calendar)?.code;
    if (shown !== decision.refusal?.code)
      throw new Error(
        `${choice.command.type}: the screen says ${shown ?? 'yes'}, the commit ${decision.refusal?.code ?? 'yes'}`,
      );
    if (decision.refusal && JSON.stringify(settled.state) !== JSON.stringify(decision.walk.state))
      throw new Error(`${choice.command.type} was refused and changed the case`);
  }
  private write(walk: Walk): readonly AnyAct[] {
    const from = this.state.seq;
    const acts = walk.drafts.map(
      (draft, n) => JSON.parse(JSON.stringify({ ...draft, seq: from + n + 1, v: 1, at: walk.moment.now })) as AnyAct,
    );
    this.acts.push(...acts);
    this.state = walk.state;
    return acts;
  }
}

/** Decides again with the people drawn, where some are needed. */
function withDrawn<T>(decide: (drawn: Drawn) => T, walkOf = (made: T): Walk => made as unknown as Walk): T {
  let people: NonNullable<Drawn['people']> = {};
  for (let round = 0; round < 4; round++) {
    const made = decide({ numbers: {}, people });
    const { needs } = walkOf(made);
    if (needs.length === 0) return made;
    const places = needs.filter((need) => need.startsWith(NEED)).map((need) => need.slice(NEED.length));
    if (places.length < needs.length) throw new Error(`needs ${needs.join(', ')}`);
    people = {
      ...people,
      ...Object.fromEntries(places.map((place) => [place, PEOPLE.filter((each) => holds(each, place))])),
    };
  }
  throw new Error('something is needed for ever');
}
function holds({ posts }: PersonActor, place: string): boolean {
  return posts.some(({ kind, organisation }) => `${kind}@${organisation}` === place);
}
const personNamed = (id: string | undefined): PersonActor | undefined => PEOPLE.find(({ person }) => person === id);
const undecided = ({ state }: Seat): boolean => state === 'open' || state === 'waiting';

/** Who could take this seat: its holder, else somebody of its post who has no part in the task yet. */
function candidates(play: Play, task: Task, seat: Seat): readonly PersonActor[] {
  const holder = personNamed(seat.holder);
  if (holder) return [holder];
  const block = findBlock(play.definition, task.step);
  const apart = block?.kind === 'task' ? (block.by.notWho ?? []) : [];
  const seated = task.seats.filter(({ cause }) => cause !== 'removed').map((each) => each.holder);
  return PEOPLE.filter(
    (each) =>
      holds(each, `${seat.post}@${seat.organisation}`) &&
      !seated.includes(each.person) &&
      !apart.some((duty) => play.state.duties[duty]?.includes(each.person)),
  );
}
/** Where everybody of a post has a part already, or is kept from one, the town appoints somebody: no rule of a case can make people. */
const APPOINTED = 'appointed to ';
function appointedTo({ id, post, organisation }: Seat): PersonActor {
  const person = `${APPOINTED}${id}`;
  return { kind: 'person', person, posts: [{ id: person, kind: post, organisation }], qualifications: ['legal'] };
}
export const isAppointed = (person: string | null): boolean => person?.startsWith(APPOINTED) === true;

const KINDS = ['before', 'after', 'parallel', 'consult'] as const;
/** What people do, as often as it stands here; what this kernel does not know yet is left out. */
const DOES: readonly string[] = (
  [
    ['decide', 26],
    ['claim', 3],
    ['unclaim', 1],
    ['return', 6],
    ['withdraw', 2],
    ['withdraw-vote', 3],
    ['add-sign', 4],
    ['remove-sign', 2],
    ['submit-opinion', 2],
    ['transfer', 2],
    ['delegate', 2],
    ['recall-delegation', 1],
    ['recuse', 0.6],
    ['decide-recusal', 0.6],
    ['end-agency', 0.4],
    ['reassign', 1],
    ['supplement', 3],
    ['raise-rungs', 2],
    ['send-back', 1],
    ['withdraw-application', 0.2],
  ] as const
)
  .filter(([type]) => Object.hasOwn(ACTS, type))
  .flatMap(([type, times]) => Array.from({ length: Math.ceil(times * 5) }, () => type));
/** The same where something comes from outside. */
const DOES_OUTSIDE: readonly string[] = [
  ...DOES,
  ...(
    [
      ['claim-effect', 60],
      ['finish-effect', 60],
      ['fail-effect', 6],
      ['retry-effect', 10],
      ['receive-message', 20],
      ['return', 50],
      ['decide', 100],
    ] as const
  ).flatMap(([type, times]) => Array.from({ length: times }, () => type)),
];
const hearsOutside = ({ flow }: Definition): boolean =>
  blocksOf(flow).some(({ kind }) => kind === 'await' || kind === 'call');

/** What is held, or what somebody decided last and may be in effect already. */
function withdrawal({ state }: Play, dice: Throw, rest: object, did: PersonActor): Choice {
  const done = state.tasks.filter((task) => task.state === 'done' && task.kind === 'step').slice(-4);
  const task = dice.more % 3 === 0 || !state.held ? at(done, dice.pick) : undefined;
  const by = personNamed(at(task?.seats.filter((seat) => seat.state === 'decided') ?? [], dice.who)?.holder);
  const held = state.held?.task;
  return task
    ? { actor: by ?? did, command: { type: 'withdraw', task: task.id } }
    : { actor: personNamed(state.held?.by) ?? did, command: { type: 'withdraw', task: held ?? '', ...rest } as never };
}

const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** What a throw means here; undefined where there is nothing to do it to. */
export function choiceOf(play: Play, dice: Throw): Choice | undefined {
  const { state } = play;
  const type = at(hearsOutside(play.definition) ? DOES_OUTSIDE : DOES, dice.what) ?? 'decide';
  const open = state.tasks.filter((task) => task.state === 'open');
  // Now and then somebody comes too late, or out of the blue.
  const tasks = dice.more % 23 === 0 ? state.tasks : open;
  const task = at(tasks, dice.pick);
  const stranger = at(PEOPLE, dice.who) as PersonActor;
  if (type === 'raise-rungs') return { actor: PROCESS, command: { type: 'raise-rungs' } };
  if (type === 'supplement') return { actor: dice.who % 3 === 0 ? CLERK : PARTY, command: supplement(dice.more) };
  if (type === 'withdraw-application') return { actor: PARTY, command: { type, reason: '不办了' } };
  if (type === 'send-back' && (state.dataError || dice.more % 5 === 0))
    return { actor: ADMIN, command: { type, reason: '补录' } };
  const outside = outsideChoice(play, type, dice);
  if (outside) return outside;
  if (type === 'end-agency' && dice.more % 2 === 0) return { actor: PROCESS, command: { type, rule: 'r1' } as never };
  if (!task) return undefined;
  const rest = { task: task.id, ...(dice.more % 19 === 0 ? { expectedSeq: state.seq - (dice.pick % 2) } : {}) };
  const seat = at(dice.more % 11 === 0 ? task.seats : task.seats.filter(undecided), dice.pick >> 3) ?? task.seats[0];
  if (!seat) return undefined;
  const own = dice.more % 13 === 0 ? stranger : (at(candidates(play, task, seat), dice.who) ?? stranger);
  const actor = dice.more % 17 === 0 ? asAgent(stranger, own) : own;
  const spoken = task.seats.filter((each) => each.state === 'decided');
  const did = personNamed(at(spoken, dice.pick)?.holder) ?? actor;
  const block = findBlock(play.definition, task.step) as
    (TaskBlock & { returns?: { to: readonly string[] } }) | undefined;
  const reason = '有必要';
  switch (type) {
    case 'decide':
      if (seat.added?.kind === 'consult' && dice.more % 5 !== 0)
        return { actor, command: { type: 'submit-opinion', ...rest, opinion: '可以。' } };
      return { actor, command: decision(play, task, rest, dice) };
    case 'claim':
    case 'unclaim':
      return { actor, command: { type, ...rest } };
    case 'return': {
      const listed = block?.returns?.to ?? [];
      const named = dice.pick % 4 === 0 ? Object.keys(state.blocks) : listed;
      const to = at(named, dice.who);
      const mode = dice.more % 3 === 0 ? undefined : dice.more % 2 === 0 ? 're-walk' : 'direct';
      if (to === undefined) return undefined;
      return { actor, command: { type, ...rest, to, ...(mode ? { mode } : {}), reason, confirmed: true } as never };
    }
    case 'withdraw':
      return withdrawal(play, dice, rest, did);
    case 'withdraw-vote':
      return { actor: did, command: { type, ...rest } };
    case 'add-sign': {
      const kind = at(KINDS, dice.more) ?? 'before';
      // The town has only so many people: nobody asks everybody.
      if (task.seats.filter(({ added }) => added !== undefined).length >= 3) return undefined;
      const people = [at(dice.pick % 3 === 0 ? PEOPLE : peers(seat), dice.pick + dice.who) as PersonActor];
      return {
        actor,
        command: {
          type,
          ...rest,
          kind,
          people,
          reason,
          ...(dice.pick % 5 === 0 ? {} : { weight: 1 + (dice.pick % 3) }),
        },
      };
    }
    case 'remove-sign': {
      const added =
        at(
          task.seats.filter((each) => each.added !== undefined),
          dice.pick,
        ) ?? (dice.more % 7 === 0 ? seat : undefined);
      if (!added) return undefined;
      const by = dice.pick % 4 === 0 ? ADMIN : (personNamed(added.added?.by) ?? actor);
      return { actor: by, command: { type, ...rest, seat: added.id, reason } };
    }
    case 'submit-opinion': {
      const asked = task.seats.find((each) => each.added?.kind === 'consult' && undecided(each));
      const lent = task.seats.flatMap((each) => (each as { lentTo?: readonly string[] }).lentTo?.at(-1) ?? [])[0];
      return {
        actor: personNamed(lent) ?? personNamed(asked?.holder) ?? actor,
        command: { type, ...rest, opinion: '可以。' },
      };
    }
    case 'transfer':
    case 'delegate':
      return {
        actor,
        command: {
          type,
          ...rest,
          seat: seat.id,
          to: at(peers(seat), dice.more + dice.pick),
          reason,
          question: '如何？',
          confirmed: dice.pick % 2 === 0,
        } as never,
      };
    case 'recall-delegation':
      return { actor, command: { type, ...rest } as never };
    case 'recuse':
      return {
        actor: dice.who % 3 === 0 ? PARTY : actor,
        command: { type, ...rest, seat: seat.id, ground: 'relative', reason } as never,
      };
    case 'decide-recusal': {
      const [asked] = recusalsOf(play);
      const head = at(JUDGES, dice.who) as PersonActor;
      return {
        actor: head,
        command: {
          type,
          ...rest,
          task: asked?.task ?? task.id,
          seat: asked?.seat ?? seat.id,
          recused: dice.more % 2 === 0,
          reason,
        } as never,
      };
    }
    case 'reassign':
      return {
        actor: ADMIN,
        command: { type, ...rest, seat: seat.id, to: at(peers(seat), dice.more) as PersonActor, reason },
      };
    default:
      return undefined;
  }
}
const FIT: Readonly<Record<string, string>> = {
  'claim-effect': 'wanted',
  'finish-effect': 'claimed',
  'fail-effect': 'claimed',
  'retry-effect': 'failed',
};
/** What services answer and other systems say; undefined for what people do. */
function outsideChoice({ state, definition }: Play, type: string, dice: Throw): Choice | undefined {
  const calls = state.effects.filter(({ kind }) => kind === 'call');
  // Mostly what can be done now.
  const fit = calls.filter(({ state: stands }) => stands === FIT[type]);
  const effect = at(dice.more % 7 === 0 || fit.length === 0 ? calls : fit, dice.pick);
  if (type === 'receive-message') {
    const name = at([...messageNames(definition), 'nothing-anybody-waits-for'], dice.pick) ?? '';
    return {
      actor: dice.who % 4 === 0 ? (at(PEOPLE, dice.more) ?? ADMIN) : PROCESS,
      command: message(definition, name, `m${dice.who % 5}`, dice.more % 3),
    };
  }
  if (!effect) return undefined;
  const claim = effect.claim ?? 0;
  if (type === 'claim-effect') return { actor: PROCESS, command: { type, effect: effect.id, claim: claim + 1 } };
  if (type === 'finish-effect')
    return { actor: PROCESS, command: { type, effect: effect.id, claim, result: { data: {} } } };
  if (type === 'fail-effect')
    return { actor: PROCESS, command: { type, effect: effect.id, claim, failure: 'service-503' } };
  if (type === 'retry-effect') return { actor: ADMIN, command: { type, effect: effect.id, reason: '再试' } };
  return undefined;
}
function messageNames({ flow }: Definition): readonly string[] {
  return messagesOf(flow).flatMap(({ name }) => name ?? []);
}
function message(definition: Definition, name: string, id: string, said: number): CaseCommand {
  const fields = Object.keys(propertiesOf(messageRule(definition, name)?.schema));
  const data = Object.fromEntries(fields.map((field) => [field, said]));
  return { type: 'receive-message', message: name, id, data, formErrors: [], reason: '代为登记' };
}
/** What the process itself would do next. */
function processes({ state, definition }: Play): readonly Choice[] {
  const calls = state.effects.filter(({ kind }) => kind === 'call');
  return [
    ...calls.flatMap(({ id: effect, state: stands, claim = 0 }): readonly Choice[] => {
      if (stands === 'failed') return [{ actor: ADMIN, command: { type: 'retry-effect', effect, reason: '再试' } }];
      if (stands === 'claimed')
        return [{ actor: PROCESS, command: { type: 'finish-effect', effect, claim, result: { data: {} } } }];
      return [{ actor: PROCESS, command: { type: 'claim-effect', effect, claim: claim + 1 } }];
    }),
    ...openAwaits(definition, state).flatMap((block) =>
      Object.values(block.outcomes).flatMap(({ name }): readonly Choice[] =>
        name === undefined
          ? []
          : [{ actor: PROCESS, command: message(definition, name, `helped-${String(state.seq)}`, 1) }],
      ),
    ),
  ];
}
function peers(seat: Seat): readonly PersonActor[] {
  return PEOPLE.filter((each) => holds(each, `${seat.post}@${seat.organisation}`));
}
function asAgent(actor: PersonActor, absent: PersonActor): PersonActor {
  return { ...actor, agentFor: [{ rule: 'r1', absent, scope: {} }] };
}
function supplement(n: number): CaseCommand {
  const data: { readonly [field: string]: Json } = [
    { area: 10 },
    { area: 80 },
    { kind: 'shop' },
    { bodies: ['甲'] },
    { bodies: [] },
  ][n % 5] as never;
  return { type: 'supplement', data, formErrors: [] };
}
function decision(play: Play, task: Task, rest: { readonly task: string }, dice: Throw): CaseCommand {
  const block = findBlock(play.definition, task.step);
  const outcomes =
    task.kind === 'supervision' ? ['urged', 'explained'] : block?.kind === 'task' ? Object.keys(block.outcomes) : [];
  // Half of the time what carries the case on.
  const outcome = dice.more % 2 === 0 ? (outcomes[0] ?? '') : (at(outcomes, dice.pick + dice.who) ?? '');
  return {
    type: 'decide',
    ...rest,
    outcome,
    ...(dice.who % 7 === 0 ? {} : { opinion: '情况属实。' }),
    ...formOf(block, dice.pick % 3 === 0),
    formErrors: dice.more % 29 === 0 ? [{ path: '', message: { zh: '缺', en: 'missing' } }] : [],
  };
}
function formOf(
  block: ReturnType<typeof findBlock>,
  value: boolean,
): { readonly data?: { readonly [field: string]: Json } } {
  const properties = block?.kind === 'task' ? block.form?.['properties'] : undefined;
  return properties ? { data: Object.fromEntries(Object.keys(properties).map((name) => [name, value])) } : {};
}

/** Lets time pass and one throw happen; the step it made, if it made one. */
export function turn(play: Play, dice: Throw, thorough: boolean): Step | undefined {
  play.now = Math.max(play.now, play.state.at) + dice.hours * HOUR + 1_000 * (dice.pick % 60);
  const choice = choiceOf(play, dice);
  return choice && play.does(choice, thorough);
}

const MOST_TURNS = 900;
/** People of good will take over: how many turns they needed, or why they are stuck. */
export function finish(play: Play, each?: (step: Step) => void): number {
  const inVain = new Set<string>();
  for (let n = 1; n <= MOST_TURNS; n++) {
    if (play.state.state === 'ended') return n;
    const choice = helpful(play).find((way) => !inVain.has(nameOf(way)));
    if (!choice) throw new Error(`stuck: ${describe(play)}`);
    if (choice.at !== undefined) play.now = Math.max(play.now, choice.at);
    const step = play.does(choice);
    if (step.refusal) inVain.add(nameOf(choice));
    // Whatever happened may have opened another way.
    if (step.acts.length > 0) inVain.clear();
    each?.(step);
  }
  throw new Error(`still not finished after ${MOST_TURNS} turns: ${describe(play)}`);
}
const nameOf = ({ actor, command }: Choice): string =>
  JSON.stringify([actor.kind === 'person' && actor.person, command]);

interface Help extends Choice {
  /** When it is time for it. */
  readonly at?: number;
}
/** What would carry the case on, the best first. */
function helpful(play: Play): readonly Help[] {
  const { state, definition } = play;
  const wakes = (at: number): readonly Help[] => [{ actor: PROCESS, command: { type: 'raise-rungs' }, at }];
  if (state.held) return wakes(state.held.until);
  if (state.dataError) return [{ actor: ADMIN, command: { type: 'send-back', reason: '补录' } }];
  const tasks = state.tasks
    .filter((task) => task.state === 'open')
    .sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'step' ? -1 : 1));
  const ways = tasks.flatMap((task) =>
    task.seats
      .filter((seat) => seat.state === 'open')
      .flatMap((seat) => candidates(play, task, seat).flatMap((actor) => waysOf(play, task, seat, actor))),
  );
  // Whoever was added and cannot speak is taken out again; a request nobody can decide is decided.
  const rescued = tasks.flatMap((task) => task.seats.filter(undecided).flatMap((seat) => rescues(play, task, seat)));
  const waiting = Object.keys(definition.waits).some((id) => state.blocks[id]?.state === 'open');
  const due = nextDueOf(definition, state, calendar);
  return [
    ...recusals(play),
    ...processes(play),
    ...(waiting ? [{ actor: PARTY, command: supplement(1) }] : []),
    ...ways,
    ...rescued,
    ...(due ? wakes(due.raiseAt) : []),
    ...tasks.flatMap((task) =>
      task.seats
        .filter(({ state: at, holder }) => at === 'open' && holder === undefined)
        .flatMap((seat) => waysOf(play, task, seat, appointedTo(seat))),
    ),
  ];
}
function waysOf(play: Play, task: Task, seat: Seat, actor: PersonActor): readonly Choice[] {
  if (seat.added?.kind === 'consult')
    return [{ actor, command: { type: 'submit-opinion', task: task.id, seat: seat.id, opinion: '可以。' } }];
  const block = findBlock(play.definition, task.step);
  const outcome = task.kind === 'supervision' ? 'urged' : 'agree';
  return [
    {
      actor,
      command: { type: 'decide', task: task.id, outcome, opinion: '同意。', ...formOf(block, false), formErrors: [] },
    },
  ];
}
interface Recusal {
  readonly task: string;
  readonly seat: string;
  readonly state: string;
}
function recusalsOf({ state }: Play): readonly Recusal[] {
  const { recusals = [] } = state as { recusals?: readonly Recusal[] };
  return recusals.filter((each) => each.state === 'open');
}
/** Whoever may have to decide whether a colleague is recused: the heads, and whom the law puts above them. */
const JUDGES = PEOPLE.filter(({ posts }) => posts.some(({ kind }) => kind === 'agency-head' || kind === 'supervisor'));
function recusals(play: Play): readonly Choice[] {
  return recusalsOf(play).flatMap(({ task, seat }) =>
    JUDGES.map((actor) => ({
      actor,
      command: { type: 'decide-recusal', task, seat, recused: false, reason: '没有利害关系' } as never,
    })),
  );
}
function rescues(play: Play, task: Task, seat: Seat): readonly Choice[] {
  const actor = personNamed(seat.holder) ?? ADMIN;
  const reason = '无人可办';
  const knows = (type: string): boolean => Object.hasOwn(ACTS, type);
  return [
    ...(seat.added
      ? [{ actor: ADMIN, command: { type: 'remove-sign', task: task.id, seat: seat.id, reason } as const }]
      : []),
    ...(knows('recall-delegation') ? [{ actor, command: { type: 'recall-delegation', task: task.id } as never }] : []),
    ...(seat.state === 'open'
      ? candidates(play, task, { ...seat, holder: undefined }).map((to) => ({
          actor: ADMIN,
          command: { type: 'reassign', task: task.id, seat: seat.id, to, reason } as const,
        }))
      : []),
  ];
}

/** Where a case stands, for whoever reads why it went wrong. */
export function describe({ state, acts }: Play): string {
  const tasks = state.tasks
    .filter((task) => task.state === 'open')
    .map(
      (task) =>
        `${task.id}[${task.seats.map((s) => `${s.post.slice(0, 4)} ${s.holder ?? '-'}:${s.state}${s.added ? `/${s.added.kind}` : ''}${s.outcome ? `=${s.outcome}` : ''}`).join(' ')}]`,
    );
  const runs = Object.entries(state.blocks).flatMap(([id, run]) =>
    run.state === 'open' ? [`${id}#${run.round}`] : [],
  );
  const last = acts.slice(-14).map((act) => `${act.seq} ${act.type} ${JSON.stringify(act.payload).slice(0, 150)}`);
  return [
    `${state.state}, open: ${runs.join(' ')}`,
    ...tasks,
    JSON.stringify([state.dataError ?? null, state.duties]),
    ...last,
  ].join('\n  ');
}
