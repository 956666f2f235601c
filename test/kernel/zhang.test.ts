import { aCase, ALL_PAPERS, APPROVER, CLERK, EXAMINERS, FOOD } from '../support/a-case';

describe('Mr Zhang wants to open a noodle shop', () => {
  const { floorPlan, ...somePapers } = ALL_PAPERS;

  it('hands in what was missing once, and has his permit', () => {
    const story = aCase({ data: { ...FOOD, ...somePapers }, on: '2026-03-02 09:30' });
    expect(story.refused(CLERK, 'acceptance', 'accept')).toBe('materials-missing');
    story.at('2026-03-02 10:00').decides(CLERK, 'acceptance', 'request-supplement', { data: { gaps: ['floorPlan'] } });
    expect(story.state).toMatchObject({ gaps: ['floorPlan'], gapLists: 1 });
    expect(story.state.clocks['acceptance']?.endedOn).toBe('2026-03-02');
    story.at('2026-03-05 20:00').does('applicant', { type: 'supplement', data: { floorPlan }, formErrors: [] });
    expect(story.state).toMatchObject({ receivedOn: '2026-03-05', materials: expect.arrayContaining(['floorPlan']) });
    expect(story.state.clocks['acceptance']).toMatchObject({ startedOn: '2026-03-05', term: 2 });
    story.at('2026-03-06 09:10').decides('liuyang', 'acceptance', 'accept');
    expect(story.state.clocks['decision']).toMatchObject({ startedOn: '2026-03-06', term: 1 });
    story.at('2026-03-09').examines(EXAMINERS[0]);
    expect(story.task('decision')).toBeUndefined();
    story.examines(EXAMINERS[1]);
    story.at('2026-03-10').decides(APPROVER, 'decision', 'grant');
    expect(story.state).toMatchObject({ state: 'open', closing: 'granted', decidedOn: '2026-03-10' });
    expect(story.ofType('granted')[0]?.payload.number).toMatch(/^澄行审许〔2026〕第\d+号$/);
    story.runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted', effects: [] });
    expect(story.milestones()).toEqual([
      'received',
      'supplement-requested',
      'supplemented',
      'accepted',
      'granted',
      'closing',
      'ended',
    ]);
    expect(story.rungs()).toEqual([]);
  });

  it('rates the service once, after the end', () => {
    const story = aCase().decides(CLERK, 'acceptance', 'accept').examines(EXAMINERS[0]).examines(EXAMINERS[1]);
    const rating = { type: 'rate', grade: 5 } as const;
    expect(story.asks('applicant', rating)?.code).toBe('not-rateable');
    story.decides(APPROVER, 'decision', 'grant').runsEffects();
    expect(story.asks(CLERK, rating)?.code).toBe('not-the-party');
    story.does('applicant', rating);
    expect(story.asks('applicant', rating)?.code).toBe('already-rated');
  });

  it('ends only when decision and certificate are sealed', () => {
    const story = aCase()
      .decides(CLERK, 'acceptance', 'accept')
      .examines(EXAMINERS[0])
      .examines(EXAMINERS[1])
      .decides(APPROVER, 'decision', 'grant');
    const paper = story.state.effects.find((effect) => effect.block === 'closing');
    expect(paper).toMatchObject({
      kind: 'issue-paper',
      subject: 'grant-decision',
      how: 'approval',
      number: story.ofType('granted')[0]?.payload.number,
    });
    story.does('process', { type: 'claim-effect', effect: paper?.id ?? '', claim: 1 });
    story.does('process', { type: 'fail-effect', effect: paper?.id ?? '', claim: 1, failure: 'seal-unreachable' });
    expect(story.state).toMatchObject({ state: 'open', closing: 'granted' });
    expect(story.asks(EXAMINERS[0], { type: 'retry-effect', effect: paper?.id ?? '', reason: '印章恢复' })?.code).toBe(
      'not-your-post',
    );
    story.does('shijie', { type: 'retry-effect', effect: paper?.id ?? '', reason: '印章恢复' });
    story.does('process', { type: 'claim-effect', effect: paper?.id ?? '', claim: 2 });
    story.does('process', { type: 'finish-effect', effect: paper?.id ?? '', claim: 2, result: {} });
    const certificate = story.state.effects.find((effect) => effect.block === 'closing');
    expect(certificate).toMatchObject({
      subject: 'permit-certificate',
      number: story.ofType('certificate-recorded')[0]?.payload.number,
    });
    expect(story.state).toMatchObject({ state: 'open', closing: 'granted' });
    story.does('process', { type: 'claim-effect', effect: certificate?.id ?? '', claim: 1 });
    story.does('process', { type: 'finish-effect', effect: certificate?.id ?? '', claim: 1, result: {} });
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted' });
  });

  it('is told at once that no permit is needed', () => {
    const story = aCase().decides(CLERK, 'acceptance', 'refuse-acceptance', {
      opinion: '该事项依法不需要取得行政许可。',
    });
    expect(story.state).toMatchObject({ closing: 'not-accepted' });
    story.runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'not-accepted' });
    expect(story.refused(CLERK, 'acceptance', 'accept')).toBe('case-ended');
  });
});
