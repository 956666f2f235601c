import { publicPlaceHygienePermit } from '../../procedures/public-place-hygiene-permit';
import { aCase, ALL_PAPERS, anAcceptedCase, CLERK, FOOD, lawTime } from '../support/a-case';

const { floorPlan, ...somePapers } = ALL_PAPERS;
const withGap = { data: { ...FOOD, ...somePapers } };
const gaps = { data: { gaps: ['floorPlan'] } };

describe('silence for five working days', () => {
  it('is acceptance from the day of receipt, in the instant the fifth day ends', () => {
    const story = aCase({ on: '2026-03-02 15:00' }).at('2026-03-09 23:59:59').settles();
    expect(story.state.acceptedOn).toBeUndefined();
    story.at('2026-03-10 00:00').settles();
    expect(story.state.acceptedOn).toBe('2026-03-02');
    expect(story.ofType('accepted')[0]).toMatchObject({
      payload: { on: '2026-03-02', deemed: true },
      effectiveAt: lawTime('2026-03-10 00:00'),
      actor: null,
      basis: 'system',
    });
    expect(story.state.clocks['decision']).toMatchObject({ startedOn: '2026-03-02' });
    expect(story.state.effects).toContainEqual(
      expect.objectContaining({ kind: 'issue-paper', subject: 'deemed-acceptance-notice', how: 'approval' }),
    );
    expect(story.task('examination')).toBeDefined();
    expect(story.state.tasks[0]).toMatchObject({ step: 'acceptance', state: 'closed', cause: 'deemed-accepted' });
  });

  it.each([
    ['accept', {}],
    ['request-supplement', gaps],
    ['refuse-acceptance', {}],
  ] as const)('makes %s impossible one second later, though no timer has come', (outcome, choice) => {
    const story = aCase({ on: '2026-03-02 15:00' }).at('2026-03-10 00:00:01');
    expect(story.refused(CLERK, 'acceptance', outcome, choice)).toBe('already-accepted');
    expect(story.state.acceptedOn).toBe('2026-03-02');
    expect(story.ofType('rung-raised').find(({ payload }) => payload.rung === 'deemed')).toMatchObject({
      raisedBy: 'act',
      effectiveAt: lawTime('2026-03-10 00:00'),
      at: lawTime('2026-03-10 00:00:01'),
    });
  });

  it('counts from the supplement, which is a new receipt', () => {
    const story = aCase(withGap).decides(CLERK, 'acceptance', 'request-supplement', gaps);
    story.at('2026-03-05').does('applicant', { type: 'supplement', data: { floorPlan }, formErrors: [] });
    story.livesUntil('2026-03-12 23:59');
    expect(story.state.acceptedOn).toBeUndefined();
    story.livesUntil('2026-03-13');
    expect(story.state.acceptedOn).toBe('2026-03-05');
  });

  it('is noticed late and dated rightly: nothing depends on when the process woke', () => {
    const inTime = aCase({ on: '2026-03-02 15:00' }).livesUntil('2026-04-20');
    const late = aCase({ on: '2026-03-02 15:00' }).at('2026-04-20').settles('sweep');
    const lawful = (story: typeof late) =>
      story.acts
        .map(({ type, effectiveAt, payload }) => ({ type, effectiveAt, payload }))
        .filter(({ type }) => !['effects-wanted', 'received'].includes(type));
    expect(lawful(late)).toEqual(lawful(inTime));
  });
});

describe('the one list of gaps', () => {
  it('is sent once, and names papers the procedure knows', () => {
    const story = aCase(withGap);
    expect(story.refused(CLERK, 'acceptance', 'request-supplement', { data: { gaps: ['constructor'] } })).toBe(
      'form-invalid',
    );
    expect(story.refused(CLERK, 'acceptance', 'request-supplement', { data: { gaps: [] } })).toBe('nothing-missing');
    expect(story.refused(CLERK, 'acceptance', 'request-supplement', { ...gaps, opinion: ' ' })).toBe('opinion-missing');
    story.decides(CLERK, 'acceptance', 'request-supplement', gaps);
    expect(story.task('acceptance')).toBeUndefined();
    story
      .at('2026-03-04')
      .does('applicant', { type: 'supplement', data: { shopName: '徐霞客镇张记小面馆' }, formErrors: [] });
    expect(story.refused(CLERK, 'acceptance', 'request-supplement', gaps)).toBe('gaps-already-listed');
    expect(story.refused(CLERK, 'acceptance', 'accept')).toBe('materials-missing');
    story.decides(CLERK, 'acceptance', 'refuse-acceptance');
  });

  it('is answered by the applicant or at the window, with something, while it is awaited', () => {
    const story = aCase(withGap);
    const supplement = { type: 'supplement', data: { floorPlan }, formErrors: [] } as const;
    expect(story.asks('applicant', supplement)?.code).toBe('not-awaited');
    story.decides(CLERK, 'acceptance', 'request-supplement', gaps);
    expect(story.asks('applicant', { ...supplement, data: {} })?.code).toBe('supplement-empty');
    expect(
      story.asks('applicant', { ...supplement, formErrors: [{ path: '/x', message: { zh: '…', en: '…' } }] })?.code,
    ).toBe('form-invalid');
    expect(story.asks('chenjing', supplement)?.code).toBe('not-your-post');
    expect(story.asks('applicant', { ...supplement, expectedSeq: story.state.changedSeq - 1 })?.code).toBe(
      'case-stale',
    );
    story.does('liuyang', supplement);
    expect(story.asks('applicant', supplement)?.code).toBe('not-awaited');
  });

  it('left unanswered ends the case two minutes after the last day, dated at its end', () => {
    const story = aCase(withGap).decides(CLERK, 'acceptance', 'request-supplement', gaps);
    expect(story.livesUntil('2026-03-16 23:59').state.closing).toBeUndefined();
    expect(story.rungs()).toEqual(['supplement:reminder']);
    story.livesUntil('2026-03-17 00:01:59');
    expect(story.state.closing).toBeUndefined();
    story.livesUntil('2026-03-17 00:02');
    expect(story.state.closing).toBe('abandoned');
    expect(story.ofType('closing')[0]).toMatchObject({
      effectiveAt: lawTime('2026-03-17 00:00'),
      payload: { reason: 'lapsed' },
    });
    expect(story.asks('applicant', { type: 'supplement', data: { floorPlan }, formErrors: [] })?.code).toBe(
      'not-awaited',
    );
    story.runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'abandoned' });
  });

  it('answered in the last second counts, though it is recorded after midnight', () => {
    const story = aCase(withGap)
      .decides(CLERK, 'acceptance', 'request-supplement', gaps)
      .livesUntil('2026-03-16 23:00');
    story.at('2026-03-17 00:00:20');
    expect(
      story.asks('applicant', { type: 'supplement', data: { floorPlan }, formErrors: [] }, '2026-03-16 23:59:59'),
    ).toBeUndefined();
    expect(story.state.receivedOn).toBe('2026-03-16');
    expect(story.state.clocks['acceptance']?.startedOn).toBe('2026-03-16');
    expect(story.ofType('supplemented')[0]).toMatchObject({
      effectiveAt: lawTime('2026-03-16 23:59:59'),
      at: lawTime('2026-03-17 00:00:20'),
    });
  });
});

describe('taking the application back', () => {
  const withdraw = { type: 'withdraw-application', reason: '不开店了' } as const;

  it('ends the case with a letter, and closes what stood open with a cause', () => {
    const story = anAcceptedCase().at('2026-03-04').does('wangfang', { type: 'claim', task: 'c1.examination.1' });
    expect(story.asks('wangfang', withdraw)?.code).toBe('not-your-post');
    story.does('applicant', withdraw);
    expect(story.state).toMatchObject({ closing: 'withdrawn' });
    expect(story.state.tasks.find((task) => task.step === 'examination')?.seats).toEqual([
      expect.objectContaining({ state: 'closed', cause: 'withdrawn', holder: 'wangfang' }),
      expect.objectContaining({ state: 'closed', cause: 'withdrawn' }),
    ]);
    expect(
      Object.values(story.state.clocks)
        .filter((clock) => clock.endedOn === undefined)
        .map((clock) => clock.id),
    ).toEqual(['delivery']);
    story.runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'withdrawn' });
  });

  it('is refused while a paper is being sealed, and after the decision', () => {
    const story = anAcceptedCase();
    const notice = story.state.effects.find((effect) => effect.kind === 'issue-paper');
    story.does('process', { type: 'claim-effect', effect: notice?.id ?? '', claim: 1 });
    expect(story.asks('applicant', withdraw)?.code).toBe('being-sealed');
    story.does('process', { type: 'finish-effect', effect: notice?.id ?? '', claim: 1, result: {} });
    expect(story.may('applicant', withdraw)).toBe(true);
    story.examines('wangfang').examines('lina').decides('wujun', 'decision', 'grant');
    expect(story.asks('applicant', withdraw)?.code).toBe('not-withdrawable');
    story.runsEffects();
    expect(story.asks('applicant', withdraw)?.code).toBe('case-ended');
  });

  it('cancels what was wanted earlier, and never what it asks for itself', () => {
    const story = anAcceptedCase({ webhook: true });
    const earlier = story.state.effects.map((effect) => effect.id);
    story.does('applicant', withdraw);
    expect(story.ofType('effect-cancelled').map(({ payload }) => payload.effect)).toEqual(earlier);
    expect(story.state.effects.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['withdrawn', 'closing', 'termination-notice']),
    );
  });
});

it('of two papers promised, the first that comes in keeps the promise no more than none', () => {
  const data = {
    ...{ placeName: '云舒宾馆', premises: '徐霞客镇霞客大道88号', placeKind: '宾馆旅店' },
    ...{ identity: 'file-1', premisesPlan: 'file-2' },
  };
  const story = aCase({ procedure: publicPlaceHygienePermit, data })
    .decides(CLERK, 'acceptance', 'accept-with-gaps', {
      data: { promiseSigned: true, creditChecked: true, promiseDays: 3 },
    })
    .does('applicant', { type: 'supplement', data: { hygieneRules: 'file-3' }, formErrors: [] });
  expect([story.state.promised, story.ofType('promise-kept')]).toEqual([['hygieneTestReport'], []]);
  expect(story.state.clocks['promise']?.endedOn).toBeUndefined();
  story.does('applicant', { type: 'supplement', data: { hygieneTestReport: 'file-4' }, formErrors: [] });
  expect(story.ofType('promise-kept')).toHaveLength(1);
  expect(story.state.clocks['promise']?.endedOn).toBeDefined();
});
