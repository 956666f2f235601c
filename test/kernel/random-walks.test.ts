import * as fc from 'fast-check';
import type { CaseCommand } from '../../src/kernel/acts';
import type { Actor, CommandType, PersonActor } from '../../src/kernel/command';
import { fold } from '../../src/kernel/evolve';
import { offeredOnCase, offeredOnTask, outcomesOffered } from '../../src/kernel/kernel';
import { explain } from '../../src/kernel/explain';
import { maySit } from '../../src/kernel/rules/authority';
import { forecast } from '../../src/kernel/forecast';
import type { Json } from '../../src/kernel/text';
import { dayOf } from '../../src/kernel/time/civil';
import { deadline } from '../../src/kernel/time/deadline';
import { aCase, ALL_PAPERS, calendar, FOOD, type PlayedCase } from '../support/a-case';
import { everybody } from '../support/town';

const { floorPlan, ...somePapers } = ALL_PAPERS;
const APPLICANT: Actor = { kind: 'party' };
const PROCESS: Actor = { kind: 'system' };
const HOUR_MS = 3_600_000;

interface Choice {
  readonly story: PlayedCase;
  readonly who: Actor;
  readonly command: CaseCommand;
}
interface Dice {
  readonly hours: number;
  readonly pick: number;
  readonly yes: boolean;
}

/** The first day that leaves seven full working days. */
function hearingDay(now: number): string {
  const day = deadline({ from: dayOf(now), amount: 8, unit: 'working-days' }, calendar);
  return 'due' in day ? day.due : '';
}
function decision(task: string, outcome: string, affected: boolean, now: number): CaseCommand {
  const data: Record<string, { readonly [field: string]: Json }> = {
    'request-supplement': { gaps: ['floorPlan'] },
    'correct-now': { area: 80 },
    tell: { parties: [{ name: '李四' }] },
    appoint: { heldOn: hearingDay(now), startsAt: '09:30', place: '政务服务中心', host: '宋洁' },
    'recommend-grant': { findings: '一致。', thirdPartiesAffected: affected },
    'recommend-refusal': { findings: '不一致。', thirdPartiesAffected: affected },
  };
  return {
    type: 'decide',
    task,
    outcome,
    opinion: '情况属实。',
    formErrors: [],
    ...(data[outcome] ? { data: data[outcome] } : {}),
  };
}

/** Those who hold a post in one of the bodies of the case, or were asked to a seat; nobody else is offered anything, as `review.test.ts` says. */
function concerned({ state }: PlayedCase): readonly PersonActor[] {
  const bodies = Object.values(state.organisations);
  const seated = state.tasks.flatMap(({ seats }) => seats.map(({ holder }) => holder));
  return everybody.filter(
    ({ person, posts }) => seated.includes(person) || posts.some(({ organisation }) => bodies.includes(organisation)),
  );
}

/** What screens offer to everybody on a case and its children: exactly what the commit must take. */
function offered(story: PlayedCase, affected: boolean): readonly Choice[] {
  const { definition, state } = story;
  const choices: Choice[] = [];
  for (const who of [APPLICANT, ...concerned(story)]) {
    const at = { definition, state, actor: who, moment: story.moment(), calendar };
    for (const task of state.tasks) {
      for (const act of offeredOnTask(at, task)) {
        choices.push(...onTask(story, who, task.id, act).map((command) => ({ story, who, command })));
      }
      for (const outcome of outcomesOffered(at, task))
        choices.push({ story, who, command: decision(task.id, outcome, affected, story.now) });
    }
    for (const act of offeredOnCase(at))
      choices.push(
        ...commandsFor(story, act)
          .filter((command) => story.may(who, command))
          .map((command) => ({ story, who, command })),
      );
  }
  return choices;
}
function onTask(story: PlayedCase, who: Actor, task: string, act: CommandType): readonly CaseCommand[] {
  if (act === 'decide') return [];
  if (act === 'urge') return [{ type: act, task, reason: '催一下' }];
  if (act === 'submit-opinion') return [{ type: act, task, opinion: '同意。' }];
  if (act === 'recuse') return [{ type: act, task, ground: 'relative', reason: '亲属' }];
  if (act === 'decide-recusal')
    return (story.state.recusals ?? [])
      .filter((each) => each.state === 'open' && each.task === task)
      .flatMap(({ seat }) => [true, false].map((recused) => ({ type: act, task, seat, recused, reason: '查实' })));
  if (act === 'return')
    return ['visit', 'examination']
      .map((to) => ({ type: act, task, to, reason: '请核实', confirmed: true }) as const)
      .filter((command) => story.may(who, command));
  if (act === 'remove-sign')
    return (story.state.tasks.find(({ id }) => id === task)?.seats ?? [])
      .map(({ id: seat }) => ({ type: act, task, seat, reason: '误加' }) as const)
      .filter((command) => story.may(who, command));
  if (act === 'add-sign')
    return (['consult', 'before'] as const).flatMap((kind) =>
      everybody
        .map((person) => ({ type: act, task, kind, people: [person], reason: '请教' }) as const)
        .filter((command) => story.may(who, command))
        .slice(0, 1),
    );
  if (act === 'transfer' || act === 'delegate')
    return everybody
      .map((to): CaseCommand => {
        const asked = { task, to, reason: '外出', question: '？', confirmed: true };
        return act === 'transfer' ? { type: act, ...asked } : { type: act, ...asked };
      })
      .filter((command) => story.may(who, command))
      .slice(0, 1);
  if (act !== 'reassign') return [{ type: act as 'claim', task }];
  // Somebody who may sit there; where there is none, giving it away is offered and refused to each.
  const { definition, state } = story;
  return everybody
    .map((to) => ({ type: act, task, to, reason: '外出' }))
    .filter(({ to }) => {
      const seat = state.tasks.find(({ id }) => id === task)?.seats.find((each) => each.state === 'open');
      const of = state.tasks.find(({ id }) => id === task);
      return of && seat && seat.holder !== to.person && !maySit(definition, state, of, seat, to);
    })
    .slice(0, 1);
}
function commandsFor({ state }: PlayedCase, act: CommandType): readonly CaseCommand[] {
  const clocks = Object.keys(state.clocks);
  switch (act) {
    case 'supplement':
      return [{ type: act, data: { floorPlan }, formErrors: [] }];
    case 'withdraw-application':
      return [{ type: act, reason: '不办了' }];
    case 'suspend-clock':
      return clocks.map((clock) => ({ type: act, clock, ground: 'testing' }));
    case 'resume-clock':
      return clocks.map((clock) => ({ type: act, clock }));
    case 'extend-clock':
      return clocks.map((clock) => ({ type: act, clock, reason: '案情复杂' }));
    case 'retry-effect':
      return state.effects.map((effect) => ({ type: act, effect: effect.id, reason: '再试' }));
    case 'urge':
    case 'follow-again':
    case 'send-back':
      return [{ type: act, reason: '久无进展' }];
    case 'rate':
      return [{ type: act, grade: 5 }];
    case 'terminate':
      return [{ type: act, ground: 'subject-died', reason: '申请人死亡' }];
    case 'allow-second-list':
      return [{ type: act, reason: '漏列材料' }];
    case 'explain-delay':
      return clocks.map((clock) => ({ type: act, clock, reason: '人手不足' }));
    case 'request-hearing':
    case 'waive-hearing':
      return [{ type: act }, { type: act, by: 'party-1' }];
    case 'state-views':
      return [{ type: act, views: '同意。' }];
    case 'receive-message':
      return [{ type: act, message: 'payment-confirmed', id: 'm-1', data: {}, formErrors: [], reason: '代为登记' }];
    case 'complain':
      return [{ type: act, text: '太慢。' }];
    case 'copy':
      return [{ type: act, people: everybody.slice(0, 1), reason: '供参考' }];
    case 'read-copy':
      return [{ type: act }];
    case 'comment':
      return [{ type: act, text: '请核对面积。', mentions: [] }];
    default:
      throw new Error(`nobody has said how ${act} is asked for`);
  }
}
/** What the process may do on its own: runs that succeed, fail, or come back after another took over. */
function ofTheProcess(story: PlayedCase): readonly Choice[] {
  const commands = story.state.effects.flatMap((effect): CaseCommand[] => {
    const claim = (effect.claim ?? 0) + 1;
    if (effect.state === 'wanted') return [{ type: 'claim-effect', effect: effect.id, claim }];
    if (effect.state !== 'claimed') return [];
    return [
      { type: 'claim-effect', effect: effect.id, claim },
      { type: 'finish-effect', effect: effect.id, claim: claim - 1, result: {} },
      { type: 'fail-effect', effect: effect.id, claim: claim - 1, failure: 'unreachable' },
    ];
  });
  return [...commands, { type: 'raise-rungs' } as const].map((command) => ({ story, who: PROCESS, command }));
}
const family = (story: PlayedCase): readonly PlayedCase[] => [story, ...story.children.values()];

/** One throw of the dice; the outcome of a child that ended is handed over now or later, as it falls. */
function step(story: PlayedCase, { hours, pick, yes }: Dice): void {
  story.at(story.now + hours * HOUR_MS);
  for (const each of family(story)) each.settles();
  const owed = [...story.children.values()].filter(
    (child) =>
      child.state.outcome !== undefined &&
      story.state.children.some((run) => run.id === child.state.id && run.state === 'open'),
  );
  if (yes && owed[0]) story.delivers(owed[0]);
  const choices = family(story).flatMap((each) => [...offered(each, yes), ...ofTheProcess(each)]);
  const choice = choices[pick % choices.length];
  if (!choice) return;
  // The screens and the commit ask one and the same rule.
  expect(choice.story.asks(choice.who, choice.command)).toBeUndefined();
}

function judge(story: PlayedCase): void {
  for (const each of family(story)) {
    const { state, acts } = each;
    expect(fold(state.id, acts)).toEqual(state);
    expect(acts.every((act, n) => act.seq === n + 1 && (n === 0 || act.at >= (acts[n - 1]?.at ?? 0)))).toBe(true);
    for (const task of state.tasks) {
      if (task.state === 'closed') expect(task.cause).toBeTruthy();
      for (const seat of task.seats) {
        if (seat.state === 'closed') expect(seat.cause).toBeTruthy();
        if (task.state !== 'open') expect(seat.state).not.toBe('open');
        if (seat.state === 'decided') expect(seat.holder).toBeTruthy();
      }
    }
    const keys = each.ofType('rung-raised').map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    if (state.closing !== undefined || state.state === 'ended') {
      expect(state.tasks.filter((task) => task.state === 'open' && task.kind === 'step')).toEqual([]);
      expect(state.children.filter((child) => child.state === 'open')).toEqual([]);
    }
    if (state.state === 'ended')
      expect(Object.values(state.clocks).filter((clock) => clock.endedOn === undefined)).toEqual([]);
    else expect(explain(each.definition, state, each.now, calendar)).not.toEqual([]);
    expect(() => forecast(each.definition, state, calendar)).not.toThrow();
  }
  const { state } = story;
  expect(state.gapLists).toBeLessThanOrEqual(1 + (state.furtherLists ?? 0));
  const [accepted, decided] = [story.ofType('accepted'), [...story.ofType('granted'), ...story.ofType('refused')]];
  expect(accepted.length).toBeLessThanOrEqual(1);
  expect(decided.length).toBeLessThanOrEqual(1);
  expect(story.ofType('closing').length).toBeLessThanOrEqual(1);
  for (const act of decided) expect(act.seq).toBeGreaterThan(accepted[0]?.seq ?? Infinity);
  for (const refusal of story.ofType('refused')) {
    const before = fold(state.id, story.acts.slice(0, refusal.seq - 1));
    if (before.facts['thirdPartiesAffected'] === true) expect(before.facts['review']).toBe('agree');
  }
  const doing = (duty: string): readonly string[] => state.duties[duty] ?? [];
  for (const [a, b] of [
    ['window', 'examination'],
    ['window', 'decision'],
    ['examination', 'decision'],
    ['examination', 'legal-review'],
    ['legal-review', 'decision'],
  ] as const) {
    expect(doing(a).filter((person) => doing(b).includes(person))).toEqual([]);
  }
}

const FAVOURABLE = [
  ...['accept', 'recommend-grant', 'tell', 'appoint', 'held', 'agree', 'grant', 'collected'],
  ...['refuse-acceptance', 'urged'],
];

/** What somebody else waits for before he can go on. */
const ANSWERS: readonly CommandType[] = ['supplement', 'submit-opinion', 'decide-recusal'];

/** People of good will take over: everybody does the favourable thing he is offered, and the process works. */
function finish(story: PlayedCase): void {
  for (let turn = 0; turn < 120 && story.state.state !== 'ended'; turn++) {
    for (const each of family(story)) {
      each.settles();
      for (const effect of each.state.effects.filter(({ state }) => state === 'failed'))
        each.does('shijie', { type: 'retry-effect', effect: effect.id, reason: '再试' });
      for (const effect of each.state.effects) {
        const claim = (effect.claim ?? 0) + 1;
        each
          .does('process', { type: 'claim-effect', effect: effect.id, claim })
          .does('process', { type: 'finish-effect', effect: effect.id, claim, result: {} });
      }
      // The seat of a colleague who went on leave is given back by himself: nobody else may yet.
      const choices = offered(each, false);
      const chosen = FAVOURABLE.flatMap((outcome) =>
        choices.filter(({ command }) => command.type === 'decide' && command.outcome === outcome),
      )[0];
      const answer = ANSWERS.flatMap((type) => choices.filter(({ command }) => command.type === type))[0];
      const next = chosen ?? answer;
      if (next) each.does(next.who, next.command);
    }
    // Nobody is in a hurry: a term of the parties lapses, the day of the hearing comes.
    story.at(story.now + 12 * HOUR_MS);
    for (const child of story.children.values()) {
      if (
        child.state.outcome !== undefined &&
        story.state.children.some((run) => run.id === child.state.id && run.state === 'open')
      )
        story.delivers(child);
    }
  }
}

const dice = fc.record({
  hours: fc.oneof({ weight: 4, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.nat(400) }),
  pick: fc.nat(9_999),
  yes: fc.boolean(),
});

describe('whoever does whatever they are offered, whenever', () => {
  it('no rule of the law is broken on the way, and the case can always end', () => {
    const ends = new Map<string, number>();
    fc.assert(
      fc.property(fc.boolean(), fc.array(dice, { minLength: 1, maxLength: 25 }), (complete, throws) => {
        const story = aCase({ data: { ...FOOD, ...(complete ? ALL_PAPERS : somePapers) }, webhook: true });
        for (const each of throws) step(story, each);
        judge(story);
        finish(story);
        judge(story);
        expect(story.state.state).toBe('ended');
        ends.set(story.state.outcome ?? '', (ends.get(story.state.outcome ?? '') ?? 0) + 1);
      }),
      { numRuns: 60 },
    );
    // The walks are worth something only if they end in different ways.
    expect(ends.size).toBeGreaterThanOrEqual(3);
  }, 120_000);
});
