import { explain } from '../../src/kernel/explain';
import { calendar } from '../support/a-case';
import { DATA, beside, ended, inOrder, openRuns, openSteps, opinion, outcome, play, step } from '../support/branching';

const EXAMINER = 'wangfang';
const OTHER = 'lina';
const twoSides = (more: Parameters<typeof beside>[2] = {}) =>
  inOrder(
    'flow',
    step('survey'),
    beside(
      'sides',
      { left: inOrder('left-way', opinion('left-one'), step('left-two')), right: opinion('right-one') },
      more,
    ),
    step('summing-up'),
    ended(),
  );

describe('branches', () => {
  it('are gone at the same time and come together when all have passed', () => {
    const story = play(twoSides()).decides(EXAMINER, 'survey', 'done');
    expect(openSteps(story)).toEqual(['left-one', 'right-one']);
    story.decides(OTHER, 'right-one', 'agree').decides(EXAMINER, 'left-one', 'agree');
    expect(openSteps(story)).toEqual(['left-two']);
    expect(story.state.blocks['right']).toMatchObject({ state: 'done', outcome: 'passed' });
    story.decides(EXAMINER, 'left-two', 'done');
    expect(openSteps(story)).toEqual(['summing-up']);
    expect(story.state.facts['sides']).toBe('joined');
    story.decides(EXAMINER, 'summing-up', 'done');
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'done' });
    expect(openRuns(story)).toEqual([]);
  });

  it('are closed with a closing act each when one that is rejected ends the block', () => {
    const story = play(twoSides()).decides(EXAMINER, 'survey', 'done');
    story.does(EXAMINER, { type: 'claim', task: 'c1.left-one.1' }).decides(OTHER, 'right-one', 'object');
    expect(story.ofType('task-closed').map(({ payload }) => payload)).toEqual([
      { task: 'c1.left-one.1', cause: 'rejected' },
    ]);
    const closed = story.state.tasks.find(({ id }) => id === 'c1.left-one.1');
    expect(closed).toMatchObject({
      state: 'closed',
      seats: [{ state: 'closed', cause: 'rejected', holder: EXAMINER }],
    });
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'refused' });
    expect(openRuns(story)).toEqual([]);
  });

  it('are all heard where a rejection only counts', () => {
    const story = play(twoSides({ rejects: 'count' })).decides(EXAMINER, 'survey', 'done');
    story.decides(OTHER, 'right-one', 'object');
    expect(openSteps(story)).toEqual(['left-one']);
    story.decides(EXAMINER, 'left-one', 'agree').decides(EXAMINER, 'left-two', 'done');
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'refused' });
  });

  it('close the others when the first is enough', () => {
    const story = play(twoSides({ join: 'first' }))
      .decides(EXAMINER, 'survey', 'done')
      .decides(OTHER, 'right-one', 'agree');
    expect(story.ofType('task-closed').map(({ payload }) => payload.cause)).toEqual(['joined']);
    expect(story.state.blocks).toMatchObject({ left: { state: 'closed' }, right: { state: 'done' } });
    expect(openSteps(story)).toEqual(['summing-up']);
    expect(story.refused(EXAMINER, 'left-one', 'agree')).toBe('already-decided');
  });

  it('go along or not as their conditions say when the block is entered, and not as they would say later', () => {
    const flow = inOrder(
      'flow',
      beside(
        'sides',
        { small: step('small-one'), large: step('large-one'), always: step('always-one') },
        { when: { small: 'area <= 100', large: 'area > 100' } },
      ),
      ended(),
    );
    const story = play(flow);
    expect(openSteps(story)).toEqual(['small-one', 'always-one']);
    expect(story.ofType('block-entered')[0]?.payload).toMatchObject({
      block: 'sides',
      round: 1,
      activated: ['small', 'always'],
      leftOut: ['large'],
    });
    story.decides(EXAMINER, 'small-one', 'done').decides(EXAMINER, 'always-one', 'done');
    expect(story.state.state).toBe('ended');
  });

  it('lead on at once where none goes along', () => {
    const flow = inOrder(
      'flow',
      beside('sides', { large: step('large-one') }, { when: { large: 'area > 100' } }),
      step('after'),
      ended(),
    );
    expect(openSteps(play(flow))).toEqual(['after']);
  });

  it('end the limits of the steps they close, and leave the law’s alone', () => {
    const timed = step('slow-one', { clock: 'own', starts: ['own'], ends: ['own'] });
    const flow = inOrder(
      'flow',
      beside('sides', { slow: timed, quick: step('quick-one') }, { join: 'first' }),
      step('after'),
      ended(),
    );
    const story = play(flow).decides(OTHER, 'quick-one', 'done');
    expect(story.state.clocks['own']?.endedOn).toBe('2026-03-02');
    expect(story.state.clocks['limit']?.endedOn).toBeUndefined();
    expect(story.livesUntil('2026-04-01').rungs()).toEqual([]);
  });

  it('each keep their own error when two conditions cannot be read', () => {
    const asking = (id: string, fact: string) => ({
      kind: 'choice' as const,
      id,
      title: { zh: id, en: id },
      branches: [{ id: `${id}-yes`, when: `${fact} > 1`, because: { zh: '是', en: 'yes' }, block: step(`${id}-step`) }],
      otherwise: { kind: 'pass' as const, id: `${id}-pass` },
    });
    const story = play(
      inOrder(
        'flow',
        beside('sides', { left: asking('ask-left', 'nobody'), right: asking('ask-right', 'nothing') }),
        ended(),
      ),
    );
    const waits = explain(story.definition, story.state, story.now, calendar);
    expect(waits.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['data-error', 'ask-left'],
      ['data-error', 'ask-right'],
    ]);
  });
});

describe('the items of a list', () => {
  const each = (more: object = {}) => ({
    kind: 'each' as const,
    id: 'bodies-asked',
    title: { zh: '征求意见', en: 'Opinions' },
    over: 'bodies',
    block: opinion('asked', { clock: 'own', starts: ['own'], ends: ['own'] }),
    join: 'all' as const,
    rejects: 'end' as const,
    outcomes: { joined: { to: 'next' } as const, rejected: { to: 'end', outcome: 'refused' } as const },
    ...more,
  });
  const flow = (more: object = {}) => inOrder('flow', each(more), step('after'), ended());

  it('have each their own run, task, fact and limit', () => {
    const story = play(flow());
    expect(story.state.tasks.map(({ id }) => id)).toEqual(['c1.asked~1.1', 'c1.asked~2.1', 'c1.asked~3.1']);
    expect(story.state.tasks.map(({ clock }) => clock)).toEqual(['own~1', 'own~2', 'own~3']);
    expect(story.state.facts).toMatchObject({ 'item~1': '住建局', 'item~3': '生态环境局' });
    story.at('2026-03-04').decides(EXAMINER, 'asked~2', 'agree');
    expect(story.state.facts['asked~2']).toBe('agree');
    expect(story.state.clocks).toMatchObject({ 'own~2': { endedOn: '2026-03-04' } });
    expect(story.state.clocks['own~1']?.endedOn).toBeUndefined();
    expect(story.livesUntil('2026-03-10').rungs()).toEqual(['own~1:over', 'own~3:over']);
    expect(story.state.duties['asked']).toEqual([EXAMINER]);
    story.decides(OTHER, 'asked~1', 'agree').decides(OTHER, 'asked~3', 'agree');
    expect(openSteps(story)).toEqual(['after']);
  });

  it('are closed item by item when enough have passed', () => {
    const story = play(flow({ join: { atLeast: 2 }, rejects: 'count' }));
    story.decides(EXAMINER, 'asked~3', 'object').decides(EXAMINER, 'asked~1', 'agree');
    expect(openSteps(story)).toEqual(['asked~2']);
    story.decides(EXAMINER, 'asked~2', 'agree');
    expect(story.state.blocks).toMatchObject({
      'bodies-asked': { outcome: 'joined' },
      'bodies-asked~3': { outcome: 'rejected' },
    });
  });

  it('read what was said in their own item', () => {
    const choice = {
      kind: 'choice' as const,
      id: 'which',
      title: { zh: '判断', en: 'which' },
      branches: [
        { id: 'fire', when: 'item = "消防大队"', because: { zh: '消防', en: 'fire' }, block: step('fire-check') },
        { id: 'doubt', when: 'asked = "doubt"', because: { zh: '存疑', en: 'doubt' }, block: step('second-look') },
      ],
      otherwise: { kind: 'pass' as const, id: 'nothing' },
    };
    const asked = opinion('asked', { outcomes: { agree: outcome({ to: 'next' }), doubt: outcome({ to: 'next' }) } });
    const story = play(flow({ block: inOrder('item-way', asked, choice) }));
    story
      .decides(EXAMINER, 'asked~1', 'doubt')
      .decides(EXAMINER, 'asked~2', 'agree')
      .decides(EXAMINER, 'asked~3', 'agree');
    expect(openSteps(story)).toEqual(['second-look~1', 'fire-check~2']);
  });

  it('nest', () => {
    const story = play(
      flow({
        over: 'sites',
        block: { ...each(), id: 'inner', over: 'item', block: step('look') },
      }),
    );
    expect(openSteps(story)).toEqual(['look~1~1', 'look~1~2', 'look~2~1']);
    for (const run of openSteps(story)) story.decides(EXAMINER, run, 'done');
    expect(openSteps(story)).toEqual(['after']);
    expect(story.state.facts).toMatchObject({ 'inner~1': 'joined', 'inner~2': 'joined', 'bodies-asked': 'joined' });
  });

  it('are none in an empty list, and a wait for an administrator where there is no list', () => {
    expect(openSteps(play(flow(), { data: { ...DATA, bodies: [] } }))).toEqual(['after']);
    expect(play(flow({ over: 'shop' })).state.dataError).toMatchObject({ block: 'bodies-asked' });
  });
});

describe('a loop', () => {
  const loop = (atMost: number) =>
    inOrder(
      'flow',
      {
        kind: 'loop',
        id: 'again-and-again',
        title: { zh: '反复', en: 'Again' },
        block: step('try', { outcomes: { better: outcome({ to: 'next' }), worse: outcome({ to: 'next' }) } }),
        while: 'try = "worse"',
        atMost,
        exhausted: { to: 'end', outcome: 'given-up' },
      },
      step('after'),
      ended(),
    );
  it('is gone again while its condition holds', () => {
    const story = play(loop(3)).decides(EXAMINER, 'try', 'worse').decides(EXAMINER, 'try', 'worse');
    expect(story.task('try')?.round).toBe(3);
    expect(openSteps(story.decides(EXAMINER, 'try', 'better'))).toEqual(['after']);
    expect(story.ofType('loop-turned').map(({ payload }) => payload.turn)).toEqual([1, 2, 3]);
  });
  it('ends where the procedure says when its turns are used up', () => {
    const story = play(loop(2)).decides(EXAMINER, 'try', 'worse').decides(EXAMINER, 'try', 'worse');
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'given-up' });
    expect(story.state.blocks['again-and-again']).toMatchObject({ outcome: 'exhausted' });
  });
});

describe('a decision table', () => {
  const table = (
    hit: 'unique' | 'first' | 'collect',
    rows: readonly (readonly [string, readonly string[], string])[],
  ) =>
    inOrder(
      'flow',
      {
        kind: 'table',
        id: 'level',
        title: { zh: '分级', en: 'Level' },
        inputs: [
          { fact: 'area', type: 'number' },
          { fact: 'kind', type: 'text' },
        ],
        rows: rows.map(([id, when, level]) => ({ id, when, gives: { level }, because: { zh: id, en: id } })),
        hit,
      },
      step('after'),
      ended(),
    );
  const rows = [
    ['small', ['<= 100', '-'], 'low'],
    ['food', ['-', '"food"'], 'mid'],
    ['rest', ['> 100', 'not("food")'], 'high'],
  ] as const;

  it('says which row was hit, and what it gives', () => {
    const story = play(table('first', rows));
    expect(story.ofType('table-read')[0]?.payload).toEqual({
      block: 'level',
      rows: ['small'],
      facts: { level: 'low' },
    });
    expect(openSteps(story)).toEqual(['after']);
  });
  it('collects what all rows give', () => {
    expect(play(table('collect', rows)).state.facts['level']).toEqual(['low', 'mid']);
  });
  it('waits for an administrator where not exactly one row answers', () => {
    expect(play(table('unique', rows)).state.dataError?.message).toContain('small, food');
    expect(play(table('first', [['large', ['> 100', '-'], 'high']])).state.dataError?.message).toContain('no row');
    expect(play(table('first', rows), { data: { ...DATA, area: '80' } }).state.dataError?.message).toContain('area');
  });
});
