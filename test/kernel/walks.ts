// Owns walking a case at random through whatever its procedure, its people and time allow, and judging the ledger that is left by the law
// as it is written: with an arithmetic of its own, and without asking the kernel whether it was right.
import { catalogue } from '../../procedures/index';
import type { CaseCommand } from '../../src/kernel/acts';
import type { AnyAct } from '../../src/kernel/acts/act';
import type { PersonActor } from '../../src/kernel/command';
import { fold } from '../../src/kernel/evolve';
import type { Draft } from '../../src/kernel/procedure/builder';
import { taskRule } from '../../src/kernel/procedure/find';
import { nextDueOf } from '../../src/kernel/settle';
import type { Json } from '../../src/kernel/text';
import { aCase, calendar, type PlayedCase } from '../support/a-case';
import { dayAfter, workingDay } from '../support/law-days';
import { everybody } from '../support/town';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No walk goes as far. */
const NEVER = '2031-01-01';

/** What the law gives each procedure: days, from when, what the head may add, and the papers a grant ends with. */
interface Law {
  readonly days: number;
  readonly from: 'acceptance' | 'receipt' | 'forwarding';
  readonly extension: number;
  readonly papers: readonly string[];
}
const permit = (days: number, extension: number, certificate = true): Law => ({
  ...{ days, from: 'acceptance', extension },
  papers: ['grant-decision', ...(certificate ? ['permit-certificate'] : [])],
});
const LAW: Readonly<Record<string, Law>> = {
  'business-registration': {
    ...permit(3, 3),
    from: 'receipt',
    papers: ['registration-decision', 'permit-certificate'],
  },
  'food-business-permit': permit(10, 5),
  'public-place-hygiene-permit': permit(20, 10),
  'publication-retail-permit': permit(20, 10),
  'fireworks-retail-permit': permit(20, 10),
  'hr-service-permit': permit(20, 10),
  'investment-project-approval': permit(20, 10),
  'investment-project-record': { ...permit(3, 0), from: 'receipt', papers: ['filing-receipt'] },
  'land-use-planning-permit': permit(20, 10),
  'construction-planning-permit': permit(20, 10),
  'rural-planning-permit': { ...permit(20, 10), from: 'forwarding' },
  'construction-permit': { ...permit(7, 0), from: 'receipt' },
  'fire-design-review': permit(15, 0, false),
  'drainage-permit': permit(20, 10),
  'temporary-construction-permit': permit(20, 10),
  'completion-record': { ...permit(5, 0), from: 'receipt', papers: ['filing-receipt'] },
};
const HOLDERS: Readonly<Record<string, string>> = {
  'rural-planning-permit': 'planning-bureau',
  'fireworks-retail-permit': 'emergency-bureau',
};
/** What somebody can apply for without holding a certificate already; what follows is walked with it, children and linked cases. */
export const APPLICATIONS: readonly Draft[] = catalogue.filter(({ id }) => Object.hasOwn(LAW, id));

/** Chance that can be had again: the same seed throws the same dice. */
class Dice {
  constructor(private state: number) {}
  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  upTo(n: number): number {
    return Math.floor(this.next() * n);
  }
  says(probability: number): boolean {
    return this.next() < probability;
  }
  one<T>(of: readonly T[]): T | undefined {
    return of[this.upTo(of.length)];
  }
}

const holders = new Map<string, PersonActor[]>();
for (const each of everybody)
  for (const { kind, organisation } of each.posts) {
    const post = `${kind}@${organisation}`;
    holders.set(post, [...(holders.get(post) ?? []), each]);
  }

type Schema = { readonly [member: string]: unknown };
/** Something a form takes. */
function filled(schema: Schema, dice: Dice, today: string): Json {
  if ('const' in schema) return schema['const'] as Json;
  const choices = schema['enum'] ?? schema['examples'];
  if (Array.isArray(choices)) return dice.one(choices as Json[]) ?? null;
  switch (schema['type']) {
    case 'boolean':
      return dice.says(0.3);
    case 'integer':
    case 'number':
      return Number(schema['minimum'] ?? 1);
    case 'array':
      return Array.from({ length: 1 + dice.upTo(2) }, () => filled((schema['items'] ?? {}) as Schema, dice, today));
    case 'object': {
      const required = (schema['required'] ?? []) as readonly string[];
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)
          .filter(([name]) => required.includes(name) || dice.says(0.3))
          .map(([name, property]) => [name, filled(property, dice, today)]),
      );
    }
    default:
      return schema['format'] === 'date' ? dayAfter(today, dice.upTo(30)) : '如实填写';
  }
}

export interface Walked {
  readonly story: PlayedCase;
  readonly refused: number;
}

/** One walk: an application to a procedure, a few dozen throws, then people of good will until everything has ended. */
export function walk(seed: number): Walked {
  const dice = new Dice(seed);
  const draft = APPLICATIONS[seed % APPLICATIONS.length];
  if (!draft) throw new Error('there is nothing to apply for');
  const story = begin(draft, dice, seed);
  let refused = 0;
  for (let left = 5 + dice.upTo(45); left > 0; left--) if (step(story, dice)) refused += 1;
  finish(story, dice);
  return { story, refused };
}

function begin(draft: Draft, dice: Dice, seed: number): PlayedCase {
  const on = dayAfter('2025-01-02', dice.upTo(500));
  const files = draft.materials.map(({ field }) => field);
  const application = Object.entries(filled(draft.dataSchema, dice, on) as { readonly [field: string]: Json }).filter(
    ([field]) => !files.includes(field) && field !== 'deliveryCentre',
  );
  const handedIn = draft.materials.filter(() => dice.says(0.85)).map(({ field }) => [field, `file-${field}`]);
  const collects = dice.says(0.2) ? { deliveryCentre: 'huashi-centre' } : {};
  return aCase({
    procedure: draft,
    id: `walk-${seed}`,
    on: `${on} ${dice.says(0.5) ? '09:30' : '16:00'}`,
    holder: HOLDERS[draft.id] ?? 'approval-bureau',
    data: { ...Object.fromEntries(application), ...Object.fromEntries(handedIn), ...collects } as Record<string, Json>,
    webhook: dice.says(0.2),
    // Every procedure in turn, and one time in three with decisions that may be taken back.
    ...(Math.floor(seed / APPLICATIONS.length) % 3 === 0 ? { undoSeconds: 30 } : {}),
  });
}

export function familyOf(story: PlayedCase): readonly PlayedCase[] {
  return story.register.cases.flatMap((each) => [each, ...each.children.values()]);
}
const living = (story: PlayedCase): readonly PlayedCase[] =>
  familyOf(story).filter(({ state }) => state.state !== 'ended' || state.effects.length > 0);

function goOn(story: PlayedCase, to: number): void {
  for (const each of familyOf(story)) each.at(Math.max(each.now, to));
}
const nowOf = (story: PlayedCase): number => Math.max(...familyOf(story).map(({ now }) => now));
function nextRungIn(story: PlayedCase): number | undefined {
  const instants = living(story).flatMap(
    ({ definition, state }) => nextDueOf(definition, state, calendar)?.raiseAt ?? [],
  );
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

/** One throw; whether what was asked was refused. */
function step(story: PlayedCase, dice: Dice): boolean {
  const holding = living(story).find(({ state }) => state.held !== undefined);
  if (holding && dice.says(0.4)) return takeBack(story, holding, dice);
  const throws = dice.next();
  if (throws < 0.25) return passTime(story, dice);
  const each = dice.one(living(story)) ?? story;
  if (throws < 0.4) return process(story, each, dice);
  const asked = throws < 0.8 ? decision(each, dice) : onCase(each, dice);
  return asked !== undefined && each.asks(asked.who, asked.command) !== undefined;
}

/** Somebody thinks better of it, in time or too late; now and then it is not his to take back. */
function takeBack(story: PlayedCase, each: PlayedCase, dice: Dice): boolean {
  const { held } = each.state;
  const who = dice.says(0.9) ? everybody.find(({ person }) => person === held?.by) : dice.one(everybody);
  goOn(story, nowOf(story) + dice.upTo(40) * 1_000);
  return !held || !who || each.asks(who, { type: 'withdraw', task: held.task }) !== undefined;
}

function passTime(story: PlayedCase, dice: Dice): boolean {
  const rung = nextRungIn(story);
  const soon = nowOf(story) + dice.upTo(40) * HOUR_MS;
  goOn(story, dice.says(0.4) && rung !== undefined ? Math.max(nowOf(story), rung + dice.upTo(3) * 60_000) : soon);
  // Sometimes no timer comes: the next act or the sweep has to notice by itself.
  if (dice.says(0.6)) for (const each of living(story)) each.settles(dice.says(0.5) ? 'timer' : 'sweep');
  return false;
}

function process(story: PlayedCase, each: PlayedCase, dice: Dice): boolean {
  const effect = dice.one(each.state.effects);
  if (!effect || dice.says(0.3)) return carry(story) === 0;
  const claim = effect.claim ?? 0;
  const commands: readonly CaseCommand[] = [
    { type: 'claim-effect', effect: effect.id, claim: claim + 1 },
    { type: 'finish-effect', effect: effect.id, claim, result: {} },
    { type: 'finish-effect', effect: effect.id, claim, result: {} },
    { type: 'fail-effect', effect: effect.id, claim, failure: 'unreachable' },
  ];
  const command = effect.state === 'wanted' ? commands[0] : dice.one(commands);
  return command !== undefined && each.asks('process', command) !== undefined;
}

/** What the ends of children and linked cases owe to others is handed over; how much there was. */
function carry(story: PlayedCase): number {
  let carried = 0;
  for (const parent of story.register.cases)
    for (const child of parent.children.values()) {
      const open = parent.state.children.some((run) => run.id === child.state.id && run.state === 'open');
      if (!open || child.state.outcome === undefined || child.state.state !== 'ended') continue;
      parent.delivers(child);
      carried += 1;
    }
  return carried;
}

interface Asked {
  readonly who: PersonActor | 'applicant';
  readonly command: CaseCommand;
}
function holdersOf(post: string, organisation: string | undefined): readonly PersonActor[] {
  return holders.get(`${post}@${organisation ?? ''}`) ?? [];
}

function decision(each: PlayedCase, dice: Dice): Asked | undefined {
  const task = dice.one(each.state.tasks.filter(({ state }) => state === 'open'));
  const seat = task?.seats[0];
  if (!task || !seat) return undefined;
  // Now and then somebody tries whose business it is not.
  const who = dice.one(dice.says(0.05) ? everybody : holdersOf(seat.post, seat.organisation));
  if (!who) return undefined;
  if (dice.says(0.1)) return { who, command: { type: dice.says(0.7) ? 'claim' : 'unclaim', task: task.id } };
  // Three ways to be turned away at the window would leave little to walk on.
  const outcomes = Object.entries(taskRule(each.definition, task).outcomes)
    .filter(([, { act }]) => act !== 'refuse-acceptance' || dice.says(0.15))
    .map(([outcome]) => outcome);
  // A window that may accept with gaps (容缺受理) is rare, and seldom finds a file with few enough.
  const withGaps = outcomes.find((outcome) => outcome === 'accept-with-gaps');
  const outcome = (dice.says(0.5) ? withGaps : undefined) ?? dice.one(outcomes) ?? '';
  return { who, command: chosen(each, task.id, outcome, dice) };
}

function chosen(each: PlayedCase, taskId: string, outcome: string, dice: Dice): CaseCommand {
  const task = each.state.tasks.find(({ id }) => id === taskId);
  if (!task) throw new Error(`no task ${taskId}`);
  const today = dayOf(each.now);
  const { form, outcomes } = taskRule(each.definition, task);
  const rule = outcomes[outcome];
  const data: Record<string, Json> = {};
  for (const schema of [form, rule?.schema])
    if (schema) Object.assign(data, filled(schema, dice, today) as Record<string, Json>);
  const missing = each.definition.materials.map(({ field }) => field).filter((f) => !each.state.materials.includes(f));
  if (rule?.act === 'request-supplement') data['gaps'] = missing.slice(0, 3);
  if (rule?.act === 'correct') for (const field of missing) if (dice.says(0.6)) data[field] = `file-${field}`;
  if (rule?.act === 'appoint-hearing') data['heldOn'] = dayAfter(today, 5 + dice.upTo(20));
  return { type: 'decide', task: taskId, outcome, opinion: '情况属实。', data, formErrors: [] };
}

function onCase(each: PlayedCase, dice: Dice): Asked | undefined {
  const { state, definition } = each;
  const { receiving, deciding } = state.organisations;
  const [clerk, approver, head] = [
    dice.one(holdersOf('window-clerk', receiving)),
    dice.one(holdersOf('approver', deciding)),
    dice.one(holdersOf('agency-head', deciding)),
  ];
  const clock = dice.one([...Object.keys(definition.clocks), 'decision', 'decision']) ?? 'decision';
  const ground = dice.one(['testing', 'expert-review', 'hearing', 'site-visit']) ?? 'testing';
  const missing = definition.materials.map(({ field }) => field).filter((field) => !state.materials.includes(field));
  const fields = state.promised ?? missing;
  const supplement = Object.fromEntries(fields.filter(() => dice.says(0.8)).map((field) => [field, `file-${field}`]));
  const owes = (state.promised ?? []).length > 0 || state.blocks['supplement']?.state === 'open';
  const party = dice.one([{}, { by: 'party-1' }, { by: 'party-2' }]) ?? {};
  const asked: readonly (readonly [number, PersonActor | 'applicant' | undefined, CaseCommand])[] = [
    [owes ? 30 : 3, 'applicant', { type: 'supplement', data: supplement, formErrors: [] }],
    [2, clerk, { type: 'supplement', data: supplement, formErrors: [] }],
    [0.4, 'applicant', { type: 'withdraw-application', reason: '不办了' }],
    [0.3, clerk, { type: 'terminate', ground: 'subject-died', reason: '申请人死亡' }],
    [2, approver, { type: 'suspend-clock', clock, ground, days: 1 + dice.upTo(25) }],
    [2, approver, { type: 'resume-clock', clock }],
    [2, dice.says(0.8) ? head : approver, { type: 'extend-clock', clock, reason: '情况复杂' }],
    [5, dice.says(0.8) ? head : clerk, { type: 'allow-second-list', reason: '漏列材料' }],
    [1, approver, { type: 'explain-delay', clock, reason: '人手不足' }],
    [2, 'by' in party ? clerk : 'applicant', { type: 'request-hearing', ...party }],
    [
      state.blocks['rights']?.state === 'open' ? 40 : 1,
      'by' in party ? clerk : 'applicant',
      { type: 'waive-hearing', ...party },
    ],
    [1, clerk, { type: 'state-views', views: '请从严把关。', ...party }],
    [0.3, 'applicant', { type: 'complain', text: '太慢。' }],
    [1, 'applicant', { type: 'rate', grade: 1 + dice.upTo(5) }],
  ];
  let left = dice.next() * asked.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, who, command] of asked) {
    left -= weight;
    if (left <= 0) return who === undefined ? undefined : { who, command };
  }
  return undefined;
}

const FAVOURABLE = [
  ...[
    'accept',
    'recommend-grant',
    'visited',
    'forward-approving',
    'tell',
    'appoint',
    'held',
    'agree',
    'grant',
    'register',
  ],
  ...['collected', 'posted', 'urged'],
];

/** People of good will: whoever may do the favourable thing does it, the process works, and time goes on. */
function finish(story: PlayedCase, dice: Dice): void {
  for (let turn = 0; turn < 400 && living(story).length > 0; turn++) {
    let moved = carry(story) > 0;
    for (const each of living(story)) {
      each.settles();
      for (const { id, claim = 0, state } of each.state.effects) {
        if (state === 'failed') each.does('shijie', { type: 'retry-effect', effect: id, reason: '再试' });
        each.does('process', { type: 'claim-effect', effect: id, claim: claim + 1 });
        each.does('process', { type: 'finish-effect', effect: id, claim: claim + 1, result: {} });
        moved = true;
      }
      each.tells();
      // Whoever promised papers mostly brings them.
      const promised = dice.says(0.7) ? (each.state.promised ?? []) : [];
      const data = Object.fromEntries(promised.map((field) => [field, `file-${field}`]));
      if (promised.length > 0)
        moved = each.asks('applicant', { type: 'supplement', data, formErrors: [] }) === undefined || moved;
      moved =
        each.state.tasks.filter(({ state }) => state === 'open').some((task) => helps(each, task.id, dice)) || moved;
    }
    if (moved) continue;
    const rung = nextRungIn(story);
    goOn(
      story,
      Math.max(nowOf(story), Math.min(rung ?? Infinity, nowOf(story) + (rung === undefined ? DAY_MS : 40 * DAY_MS))),
    );
    if (rung === undefined) goOn(story, nowOf(story) + DAY_MS);
  }
}
function helps(each: PlayedCase, taskId: string, dice: Dice): boolean {
  const task = each.state.tasks.find(({ id }) => id === taskId);
  if (task?.state !== 'open' || each.state.held?.task === taskId) return false;
  const outcomes = Object.keys(taskRule(each.definition, task).outcomes);
  const wished = [...FAVOURABLE.filter((each) => outcomes.includes(each)), ...outcomes];
  for (const outcome of wished) {
    const command = chosen(each, taskId, outcome, dice);
    // A day that keeps the notice, however the holidays fall.
    const data =
      outcome === 'appoint' && command.type === 'decide'
        ? { ...command.data, heldOn: workingDay(dayOf(each.now), 8) }
        : undefined;
    for (const who of task.seats.flatMap((seat) => holdersOf(seat.post, seat.organisation)))
      if (each.asks(who, { ...command, ...(data ? { data } : {}) }) === undefined) return true;
    // The day of a hearing has to come: nobody calls it off meanwhile.
    if (outcome === 'held') return false;
  }
  return false;
}

// ---- The judge -------------------------------------------------------------------------------------------------------------

export function dayOf(instant: number): string {
  return new Date(instant + 8 * HOUR_MS).toISOString().slice(0, 10);
}
/** 24:00 of a day in Asia/Shanghai. */
const endOf = (day: string): number => Date.parse(`${dayAfter(day)}T00:00:00+08:00`);
type Of<T extends AnyAct['type']> = Extract<AnyAct, { type: T }>;
const ofType = <T extends AnyAct['type']>(acts: readonly AnyAct[], type: T): readonly Of<T>[] =>
  acts.filter((act): act is Of<T> => act.type === type);

/** Everything that is wrong with a walk that has ended; each breach a sentence. */
export function breachesOf(story: PlayedCase): readonly string[] {
  const ledgers = familyOf(story).flatMap((each) =>
    [...everyLedger(each), ...nothingVanishes(each)].map((what) => `${each.definition.id} ${each.state.id}: ${what}`),
  );
  return [...ledgers, ...unlawful(story)];
}

/** What the law forbids in the course of a permit, by its ledger. */
export function unlawful(story: PlayedCase): readonly string[] {
  return [
    ...decided(story),
    ...atTheWindow(story),
    ...others(story),
    ...timeForTheDecision(story),
    ...hearings(story),
    ...fourEyes(story),
  ];
}

function must(holds: boolean, what: string): readonly string[] {
  return holds ? [] : [what];
}

function everyLedger({ state, acts }: PlayedCase): readonly string[] {
  const again = fold(state.id, JSON.parse(JSON.stringify(acts)) as AnyAct[]);
  const keys = ofType(acts, 'rung-raised').map(({ key }) => key);
  return [
    ...must(JSON.stringify(again) === JSON.stringify(state), 'the same acts fold to another state'),
    ...must(
      acts.every(({ seq }, n) => seq === n + 1),
      'the acts are not numbered one by one',
    ),
    ...must(
      acts.every(({ at }, n) => at >= (acts[n - 1]?.at ?? 0)),
      'time ran backwards',
    ),
    ...must(new Set(keys).size === keys.length, 'a rung was raised twice'),
    ...everyHeld(acts),
  ];
}

/** What was held took effect as of when it was decided, or was taken back: one of the two, once. */
function everyHeld(acts: readonly AnyAct[]): readonly string[] {
  const held = ofType(acts, 'decision-held');
  const kept = ofType(acts, 'decided').filter(({ payload }) => payload.held !== undefined);
  return [
    ...must(
      kept.length + ofType(acts, 'decision-withdrawn').length === held.length &&
        new Set(kept.map(({ payload }) => payload.held)).size === kept.length,
      'a decision that was held vanished, or took effect twice',
    ),
    ...must(
      kept.every(({ payload, effectiveAt, actor }) => {
        const of = held.find(({ seq }) => seq === payload.held);
        return of?.effectiveAt === effectiveAt && of.actor === actor && of.payload.outcome === payload.outcome;
      }),
      'a decision took effect as another one',
    ),
  ];
}

function nothingVanishes({ state, acts }: PlayedCase): readonly string[] {
  const opened = ofType(acts, 'task-opened').map(({ payload }) => payload.task);
  return [
    ...must(
      state.state === 'ended',
      `it never ends; waits in ${JSON.stringify(state.tasks.filter((t) => t.state === 'open').map((t) => t.step))}`,
    ),
    ...must(
      opened.every((id) => state.tasks.some((task) => task.id === id)),
      'a task vanished',
    ),
    ...state.tasks.flatMap((task) =>
      task.seats.flatMap((seat) => [
        ...must(seat.state !== 'open', `${seat.id} was left open`),
        ...must(seat.state !== 'closed' || !!seat.cause, `${seat.id} was closed without a cause`),
        ...must(seat.state !== 'decided' || !!seat.holder, `${seat.id} was decided by nobody`),
      ]),
    ),
    ...must(
      state.children.every((child) => child.state !== 'open'),
      'a child was left open',
    ),
    ...must(
      Object.values(state.clocks).every(({ endedOn }) => endedOn !== undefined),
      'a clock runs on after the end',
    ),
    ...must(
      Object.values(state.blocks).every((run) => run.state !== 'open'),
      'a wait was left open',
    ),
    ...must(state.effects.length === 0, 'an effect was never done'),
  ];
}

/** No decision without acceptance, its papers, its number and its seal; no result while promised papers are missing. */
function decided({ acts, definition }: PlayedCase): readonly string[] {
  const decisions = [...ofType(acts, 'granted'), ...ofType(acts, 'refused')];
  const [closing, ended] = [ofType(acts, 'closing')[0], ofType(acts, 'ended')[0]];
  const wants = ofType(acts, 'effects-wanted').flatMap(({ payload }) => payload.wants);
  const papers = wants.filter(({ block }) => block === 'closing');
  const done = ofType(acts, 'effect-done');
  const numbers = papers.map(({ number }) => number);
  const law = LAW[definition.id];
  const expected: Readonly<Record<string, readonly string[]>> = {
    granted: law?.papers ?? [],
    refused: ['refusal-decision'],
    'not-accepted': ['non-acceptance-notice'],
  };
  const outcome = closing?.payload.outcome ?? '';
  const subjects = papers.map(({ subject }) => subject);
  return [
    ...must(decisions.length <= 1, 'decided twice'),
    ...must(
      JSON.stringify(subjects) === JSON.stringify(expected[outcome] ?? ['termination-notice']),
      `${outcome} ended with ${subjects.join()}`,
    ),
    ...must(
      papers.every(({ how }) => how === 'approval'),
      'a closing paper without the seal',
    ),
    ...must(
      numbers.every((number) => !!number) && new Set(numbers).size === numbers.length,
      'a closing paper without a number of its own',
    ),
    ...must(
      papers.every(({ id }) => done.some((act) => act.payload.effect === id && act.seq < (ended?.seq ?? 0))),
      'ended before its papers were sealed',
    ),
    ...decisions.flatMap((decision) => {
      const accepted = ofType(acts, 'accepted').find(({ seq }) => seq < decision.seq);
      const came = ofType(acts, 'supplemented')
        .filter(({ seq }) => seq > (accepted?.seq ?? 0) && seq < decision.seq)
        .flatMap(({ payload }) => payload.materials);
      const certificates = ofType(acts, 'certificate-recorded');
      const due = decision.type === 'granted' && law?.papers.includes('permit-certificate') === true;
      return [
        ...must(accepted !== undefined, 'decided before it was accepted'),
        ...must(outcome === decision.type, `${decision.type}, but closing as ${outcome}`),
        ...must(decision.payload.number === papers[0]?.number, 'the decision and its paper bear different numbers'),
        ...must(
          (accepted?.payload.withGaps ?? []).every((field) => came.includes(field)),
          'decided while promised papers were missing',
        ),
        ...must(certificates.length === (due ? 1 : 0), `${certificates.length} certificates were recorded`),
        ...must(
          certificates.every(({ payload }) => payload.validFrom === decision.payload.on),
          'valid from another day than the decision',
        ),
        ...must(decision.type === 'granted' || decision.payload.reasons !== '', 'refused without reasons'),
      ];
    }),
  ];
}

/** Five days from receipt, one list unless the head of the agency allowed another, silence dated by the law. */
function atTheWindow({ acts, state }: PlayedCase): readonly string[] {
  const lists = ofType(acts, 'supplement-requested');
  const allowed = ofType(acts, 'second-list-allowed');
  const heads = holdersOf('agency-head', state.organisations.deciding).map(({ person }) => person);
  return [
    ...lists.flatMap((list, n) =>
      must(allowed.filter(({ seq }) => seq < list.seq).length >= n, `list ${n + 1} was sent without the head’s leave`),
    ),
    ...must(
      allowed.every(({ actor }) => actor !== null && heads.includes(actor)),
      'somebody else than the head allowed a list',
    ),
    ...must(ofType(acts, 'accepted').length <= 1, 'accepted twice'),
    ...ofType(acts, 'accepted').flatMap((accepted) => {
      const received = [
        ...ofType(acts, 'received').map((act) => [act.seq, act.payload.receivedOn] as const),
        ...ofType(acts, 'supplemented').map((act) => [act.seq, act.payload.on] as const),
      ]
        .filter(([seq]) => seq < accepted.seq)
        .at(-1)?.[1];
      const silent = endOf(workingDay(received ?? '', 5));
      return accepted.payload.deemed
        ? must(accepted.payload.on === received && accepted.effectiveAt === silent, 'silence was dated wrongly')
        : must(accepted.effectiveAt < silent, 'accepted by hand after silence had accepted');
    }),
  ];
}

interface Round {
  readonly seq: number;
  readonly affected: boolean;
  readonly publicInterest: boolean;
}
/** Each completed examination with what any of its examiners found. */
function examinations(acts: readonly AnyAct[]): readonly Round[] {
  return ofType(acts, 'task-done')
    .filter(({ payload }) => payload.task.includes('.examination.'))
    .map(({ seq, payload: { task } }) => {
      const found = ofType(acts, 'decided').filter(({ payload }) => payload.task === task);
      const says = (fact: string): boolean => found.some(({ payload }) => payload.data?.[fact] === true);
      return { seq, affected: says('thirdPartiesAffected'), publicInterest: says('publicInterest') };
    });
}

/** Whoever is affected is told and has had his five days, his waiver or his hearing; what the list names is reviewed. */
function others({ acts }: PlayedCase): readonly string[] {
  const told = ofType(acts, 'interested-parties-told');
  const answers = ofType(acts, 'wait-answered').filter(({ payload }) => payload.block === 'rights');
  const children = ofType(acts, 'child-ended').filter(({ payload }) => !payload.late);
  const ofRights = answers.flatMap((answer) => {
    const telling = told.filter(({ seq }) => seq < answer.seq).at(-1);
    if (!telling) return ['a right was answered that nobody was told of'];
    const waived = ofType(acts, 'hearing-waived').filter(({ seq }) => seq > telling.seq && seq < answer.seq);
    if (answer.payload.outcome === 'lapsed')
      return must(
        answer.effectiveAt === endOf(workingDay(telling.payload.on, 5)),
        'the five days of the others were cut short',
      );
    return answer.payload.outcome === 'waived'
      ? must(
          new Set(waived.map(({ payload }) => payload.by)).size === telling.payload.parties + 1,
          'not everybody had waived',
        )
      : [];
  });
  const decisions = [...ofType(acts, 'granted'), ...ofType(acts, 'refused')];
  return [
    ...ofRights,
    ...decisions.flatMap((decision) => {
      const before = <A extends { readonly seq: number }>(of: readonly A[]): readonly A[] =>
        of.filter(({ seq }) => seq < decision.seq);
      const examined = before(examinations(acts)).at(-1);
      const lastTold = before(told).at(-1);
      const answer = before(answers).at(-1);
      const heard = before(children).filter(({ payload }) => payload.block === 'hearing');
      const reviewed = before(children)
        .filter(({ payload }) => payload.block === 'review')
        .at(-1);
      const needsReview =
        examined !== undefined &&
        ((decision.type === 'refused' && examined.affected) || heard.some(({ payload }) => payload.outcome === 'held'));
      return [
        ...must(!examined?.affected || lastTold !== undefined, 'decided before the others were told'),
        ...must(
          lastTold === undefined || (answer !== undefined && answer.seq > lastTold.seq),
          'decided within the five days of the others',
        ),
        ...must(
          answer?.payload.outcome !== 'requested' || heard.some(({ seq }) => seq > answer.seq),
          'decided without the hearing that was asked for',
        ),
        ...must(!examined?.publicInterest || heard.length > 0, 'decided without the hearing the public is owed'),
        ...must(
          !needsReview || (reviewed?.payload.outcome === 'agree' && reviewed.seq > examined.seq),
          'decided without the legal review it needed',
        ),
      ];
    }),
  ];
}

/** The limit for the decision: its days, one extension of the law's length, and the days it stood still; not a day more. */
function timeForTheDecision(story: PlayedCase): readonly string[] {
  const { acts, definition, state } = story;
  const law = LAW[definition.id];
  if (!law) return [];
  const breaches: string[] = [];
  const heads = holdersOf('agency-head', state.organisations.deciding).map(({ person }) => person);
  let start: string | undefined;
  let added = 0;
  let still: { from: string; to?: string }[] = [];
  /** Standing still with days left, it ends on no day that can be named; run out before, it stays run out. */
  const due = (): string | undefined => {
    if (start === undefined) return undefined;
    const skips = (day: string): boolean => still.some(({ from, to = NEVER }) => day >= from && day < to);
    const day = workingDay(start, law.days + added, skips);
    return day < NEVER ? day : undefined;
  };
  const begin = (day: string): void => {
    [start, added, still] = [day, 0, []];
  };
  for (const act of acts) {
    const today = dayOf(act.effectiveAt);
    if (act.type === 'received' && law.from === 'receipt') begin(act.payload.receivedOn);
    if (act.type === 'supplemented' && !act.payload.fulfils && law.from === 'receipt') begin(act.payload.on);
    if (act.type === 'accepted' && law.from === 'acceptance') begin(act.payload.on);
    if (act.type === 'forwarded' && law.from === 'forwarding') begin(act.payload.on);
    if (act.type === 'clock-extended' && act.payload.clock.id === 'decision') {
      if (added > 0) breaches.push('extended twice');
      if (act.actor === null || !heads.includes(act.actor)) breaches.push('extended by somebody else than the head');
      added += law.extension;
      if (act.payload.extension.amount !== law.extension) breaches.push('extended by more than the law gives');
    }
    if (act.type === 'clock-suspended' && act.payload.clock.id === 'decision') still.push({ from: today });
    if (act.type === 'clock-resumed' && act.payload.clock.id === 'decision') {
      const closed = act.payload.clock.suspensions;
      still = still.map((each, n) =>
        each.to === undefined && closed[n]?.to !== undefined ? { ...each, to: act.payload.on } : each,
      );
    }
    if (act.type === 'rung-raised' && act.payload.clock === 'decision' && act.payload.rung === 'escalation') {
      const end = due();
      if (end === undefined || dayOf(act.effectiveAt) !== workingDay(end, 1))
        breaches.push(`the breach of ${end ?? 'nothing'} came on ${dayOf(act.effectiveAt)}`);
    }
  }
  const end = due();
  if (start !== undefined && state.clocks['decision'] && story.due() !== end)
    breaches.push(`due on ${story.due() ?? 'no day'} instead of ${end ?? 'none'}`);
  return breaches;
}

/** Seven full working days of notice, held on its day or later, by nobody who examined. */
function hearings({ children, acts }: PlayedCase): readonly string[] {
  const examiners = ofType(acts, 'decided')
    .filter(({ payload }) => payload.duty === 'examination')
    .map(({ actor, seq }) => ({ actor, seq }));
  return [...children.values()].flatMap((child) => {
    const appointed = ofType(child.acts, 'hearing-appointed');
    return [
      ...appointed.flatMap(({ payload: { on, heldOn } }) =>
        must(heldOn > workingDay(on, 7), `announced on ${on} for ${heldOn}`),
      ),
      ...ofType(child.acts, 'hearing-held').flatMap((held) => {
        const day = appointed.filter(({ seq }) => seq < held.seq).at(-1)?.payload.heldOn;
        const host = ofType(child.acts, 'decided')
          .filter(({ payload }) => payload.duty === 'hearing-host')
          .at(-1)?.actor;
        const before = child.acts[0]?.at ?? 0;
        return [
          ...must(day !== undefined && held.payload.on >= day, 'held before the day that was told'),
          ...must(
            !examiners.some(({ actor, seq }) => actor === host && (acts[seq - 1]?.at ?? 0) <= before),
            'hosted by an examiner',
          ),
        ];
      }),
    ];
  });
}

/** The separation of duties, by person. */
function fourEyes({ state, acts, definition }: PlayedCase): readonly string[] {
  const doing = (duty: string): readonly string[] => state.duties[duty] ?? [];
  const apart = [
    ['window', 'examination'],
    ['window', 'decision'],
    ['examination', 'decision'],
    ['examination', 'legal-review'],
    ['legal-review', 'decision'],
    ['hearing-host', 'decision'],
  ] as const;
  const byTwo = ofType(acts, 'task-done').filter(
    ({ payload }) => /\.(examination|visit)\./.test(payload.task) && payload.outcome !== 'recommend-refusal',
  );
  return [
    ...apart.flatMap(([a, b]) =>
      must(!doing(a).some((each) => doing(b).includes(each)), `one person did ${a} and ${b}`),
    ),
    ...byTwo.flatMap(({ payload: { task } }) => {
      // What one of two took back, he does again; the other’s finding stands in the new round.
      const who = [
        ...ofType(acts, 'decided').flatMap(({ actor, payload }) => (payload.task === task ? [actor] : [])),
        ...ofType(acts, 'task-opened').flatMap(({ payload }) =>
          payload.task === task ? payload.seats.flatMap(({ said, holder }) => (said && holder ? [holder] : [])) : [],
        ),
      ];
      return must(new Set(who).size === 2, `${definition.id}: ${task} was not done by two`);
    }),
  ];
}

/** A ledger in a few lines, for a walk that went wrong. */
export function timelineOf(story: PlayedCase): string {
  return familyOf(story)
    .flatMap(({ state, acts }) =>
      acts
        .filter(({ type }) => !type.startsWith('effect'))
        .map(
          (act) =>
            `${state.id} ${act.seq} ${new Date(act.effectiveAt + 8 * HOUR_MS).toISOString().slice(0, 16)} ${act.type} ${JSON.stringify(act.payload).slice(0, 140)}`,
        ),
    )
    .join('\n');
}
