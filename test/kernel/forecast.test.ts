import * as fc from 'fast-check';
import { forecast, pathOf, type Assumptions } from '../../src/kernel/forecast';
import { blocksOf } from '../../src/kernel/procedure/find';
import type { Block } from '../../src/kernel/procedure/definition';
import { aCase, anAcceptedCase, calendar, CLERK, EXAMINERS, type PlayedCase } from '../support/a-case';
import { DATA, ended, inOrder, openSteps, outcome, play, step } from '../support/branching';

const CASES = 1_000;
const said = { zh: '环节', en: 'Step' };
const NEXT = { to: 'next' } as const;

/** A step with two outcomes that lead on, and one that rejects where there is a branch to reject. */
const talk = (id: string, inBranch: boolean): Block =>
  step(id, {
    outcomes: { yes: outcome(NEXT), no: outcome(NEXT), ...(inBranch ? { object: outcome({ to: 'reject' }) } : {}) },
  });

interface Dice {
  readonly kind: number;
  readonly number: number;
  readonly inner: readonly Dice[];
}
const diceOf = (depth: number): fc.Arbitrary<Dice> =>
  fc.record({
    kind: fc.nat(99),
    number: fc.nat(9),
    inner: depth === 0 ? fc.constant([]) : fc.array(diceOf(depth - 1), { maxLength: depth + 1 }),
  });
const dice = diceOf(2);

/** A flow made of what was thrown; ids are numbered, so that none stands twice. */
function flowOf(of: Dice): Block {
  let n = 0;
  const name = (kind: string): string => `${kind}${(n += 1)}`;
  const make = ({ kind, number, inner }: Dice, inBranch: boolean, inEach: boolean): Block => {
    const parts = inner.length === 0 ? [{ kind: 0, number, inner: [] }] : inner;
    const all = (within = inBranch, items = inEach): Block =>
      inOrder(name('s'), ...parts.map((each) => make(each, within, items)));
    const joins = ['all', 'first', { atLeast: Math.min(2, parts.length) }] as const;
    const ways = {
      title: said,
      join: joins[number % 3] ?? 'all',
      rejects: number % 2 === 0 ? ('end' as const) : ('count' as const),
      outcomes: { joined: NEXT, rejected: NEXT },
    };
    if (inner.length === 0 || kind < 30) return inner.length === 0 ? talk(name('t'), inBranch) : all();
    if (kind < 45) {
      const [asked, id] = [name('t'), name('c')];
      const branches = [{ id: `${id}y`, when: `${asked} = "yes"`, because: said, block: all() }];
      return inOrder(name('s'), talk(asked, inBranch), {
        kind: 'choice',
        id,
        title: said,
        branches,
        otherwise: talk(name('t'), inBranch),
      });
    }
    if (kind < 70) {
      const id = name('p');
      const branches = parts.map((each, at) => ({
        id: `${id}b${at}`,
        title: said,
        block: make(each, true, inEach),
        ...(number > 6 && at === 0 ? { when: 'area > 100' } : {}),
      }));
      return { kind: 'parallel', id, branches, ...ways };
    }
    if (kind < 85 && !inEach) return { kind: 'each', id: name('e'), over: 'bodies', block: all(true, true), ...ways };
    const [asked, id] = [name('t'), name('l')];
    const turn = inOrder(name('s'), all(), talk(asked, inBranch));
    return { kind: 'loop', id, title: said, block: turn, while: `${asked} = "no"`, atMost: 2, exhausted: NEXT };
  };
  return inOrder('flow', make(of, false, false), ended());
}

/** What will be said, by run and round, and who comes first: thrown once, for the forecast and for the case. */
function fateOf(seed: number): Required<Assumptions> {
  const thrown = (text: string): number => [...text].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) >>> 0, seed);
  return {
    outcomeOf: (run, round) => {
      const throwOf = thrown(`${run}:${round}`) % 8;
      return { outcome: throwOf < 4 ? 'yes' : throwOf < 7 ? 'no' : 'object' };
    },
    next: (open) => [...open].sort((a, b) => thrown(a) - thrown(b) || (a < b ? -1 : 1))[0] ?? '',
  };
}
/** Who cannot reject where there is no branch says no instead. */
function lawful(fate: Required<Assumptions>, flow: Block): Required<Assumptions> {
  const rules = new Map(
    blocksOf(flow).flatMap((block) => (block.kind === 'task' ? [[block.id, block.outcomes] as const] : [])),
  );
  return {
    ...fate,
    outcomeOf: (run, round) => {
      const wanted = fate.outcomeOf(run, round)?.outcome ?? 'yes';
      return { outcome: rules.get(run.split('~')[0] ?? '')?.[wanted] ? wanted : 'no' };
    },
  };
}

/** The steps that are open now, and those that are opened until it ends. */
function lives(story: PlayedCase, fate: Required<Assumptions>): readonly string[] {
  const [open, begun] = [openSteps(story), story.ofType('task-opened').length];
  for (let turn = 0; turn < 500 && story.state.state !== 'ended'; turn += 1) {
    const run = fate.next(openSteps(story));
    story.decides('wangfang', run, fate.outcomeOf(run, story.task(run)?.round ?? 1)?.outcome ?? '');
  }
  expect(story.state.state).toBe('ended');
  const opened = story.ofType('task-opened').slice(begun);
  return [...open, ...opened.map(({ payload }) => payload.step)];
}

it(`with all that will be said fixed, is the way the case then takes (${CASES} cases)`, () => {
  const seed = Number(process.env['ONESEAL_FORECAST_SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`forecast: ${CASES} cases from seed ${seed}\n`);
  const met = new Set<string>();
  fc.assert(
    fc.property(dice, fc.nat(2 ** 30), fc.constantFrom(80, 200), (of, fated, area) => {
      const flow = flowOf(of);
      blocksOf(flow).forEach(({ kind }) => met.add(kind));
      const fate = lawful(fateOf(fated), flow);
      const story = play(flow, { data: { ...DATA, area, bodies: ['甲', '乙'] } });
      const foreseen = pathOf(story.definition, story.state, calendar, fate);
      const before = story.state;
      const taken = lives(story, fate);
      expect(foreseen).toEqual(taken);
      if (area > 100 || fated % 2 === 0) return;
      const steps = forecast(story.definition, before, calendar, fate);
      // What is said to be certain comes, and what is excluded does not; with all fixed nothing is only possible.
      expect(
        steps
          .filter(({ certainty }) => certainty === 'certain')
          .map((each) => each.step)
          .sort(),
      ).toEqual([...new Set(taken)].sort());
      expect(steps.some(({ certainty }) => certainty === 'possible')).toBe(false);
    }),
    { numRuns: CASES, seed },
  );
  expect([...met].sort()).toEqual(['choice', 'each', 'end', 'loop', 'parallel', 'sequence', 'task']);
}, 60_000);

const certainties = (story: PlayedCase) =>
  forecast(story.definition, story.state, calendar).map(({ step: run, certainty }) => `${run} ${certainty}`);

describe('while much is open', () => {
  it('says what is certain, possible or excluded of a permit, and changes its mind with what is found', () => {
    expect(certainties(aCase())).toEqual([
      'acceptance certain',
      'examination certain',
      ...['telling', 'rights', 'hearing', 'review'].map((each) => `${each} possible`),
      'decision certain',
    ]);
    const examined = anAcceptedCase().examines(EXAMINERS[0]).examines(EXAMINERS[1]);
    expect(certainties(examined)).toEqual([
      ...['telling', 'rights', 'hearing', 'review'].map((each) => `${each} excluded`),
      'decision certain',
    ]);
  });

  it('says who, by when, and why', () => {
    const [first] = forecast(aCase().definition, aCase().state, calendar);
    expect(first).toMatchObject({
      step: 'acceptance',
      who: 'window-clerk@xuxiake-centre',
      due: '2026-03-09',
      because: { en: 'Under way' },
    });
  });

  it('names each item of a list, and of branches that may not go along says so', () => {
    const each: Block = {
      kind: 'each',
      id: 'all',
      title: said,
      over: 'bodies',
      block: talk('asked', true),
      join: 'all',
      rejects: 'count',
      outcomes: { joined: NEXT, rejected: NEXT },
    };
    const story = play(inOrder('flow', talk('first', false), each, ended()));
    expect(certainties(story)).toEqual(['first certain', 'asked~1 certain', 'asked~2 certain', 'asked~3 certain']);
  });

  it('writes nothing and never falls', () => {
    const story = aCase().decides(CLERK, 'acceptance', 'accept');
    const before = JSON.stringify(story.state);
    forecast(story.definition, story.state, calendar);
    expect(JSON.stringify(story.state)).toBe(before);
  });
});
