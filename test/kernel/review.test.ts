import { aCase, anAcceptedCase, anExaminedCase, APPROVER, EXAMINERS, REVIEWER } from '../support/a-case';
import { person } from '../support/town';

const opined = { opinion: '事实清楚，程序合法。' };

describe('a refusal that affects third parties', () => {
  it('goes to legal review, and may be made once the review agrees', () => {
    const story = anExaminedCase('recommend-refusal', true);
    expect(story.task('decision')).toBeUndefined();
    const review = story.child('review');
    expect(review.state).toMatchObject({
      procedure: { id: 'legal-review' },
      parent: { id: 'c1', block: 'review', round: 1 },
      facts: { examination: 'recommend-refusal', thirdPartiesAffected: true },
    });
    review.at('2026-03-05').decides(REVIEWER, 'opinion', 'agree', opined).runsEffects();
    expect(review.state).toMatchObject({ state: 'ended', outcome: 'agree' });
    story.at('2026-03-05').delivers(review);
    story.decides(APPROVER, 'decision', 'refuse', { opinion: '不符合法定条件。' }).runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'refused', facts: { review: 'agree' } });
    expect(story.milestones()).toEqual([
      'received',
      'accepted',
      'interested-parties-told',
      'rights-waived',
      'review-opened',
      'review-agree',
      'refused',
      'closing',
      'ended',
    ]);
  });

  it.each(['correct', 'supplement', 'transfer'])(
    'goes back to examination in a second round when the review says %s',
    (conclusion) => {
      const story = anExaminedCase('recommend-refusal', true);
      const review = story
        .child('review')
        .at('2026-03-05')
        .decides(REVIEWER, 'opinion', conclusion, opined)
        .runsEffects();
      story.at('2026-03-05').delivers(review);
      expect(story.task('examination')).toMatchObject({ round: 2 });
      expect(story.state.facts).not.toHaveProperty('examination');
      expect(story.state.facts).not.toHaveProperty('review');
      story.at('2026-03-06').examines(EXAMINERS[0], 'recommend-refusal', true);
      const again = story.child('review');
      expect(again.state.id).toBe('c1.review.2.1');
      again.at('2026-03-06').decides('jiangtao', 'opinion', 'agree', opined).runsEffects();
      story.delivers(again).decides(APPROVER, 'decision', 'refuse', opined);
      expect(story.state.closing).toBe('refused');
    },
  );

  it('stays affected when only one of two examiners has seen it, so the review cannot be talked away', () => {
    const story = anAcceptedCase();
    story.examines(EXAMINERS[0], 'recommend-grant', true);
    story.examines(EXAMINERS[1], 'recommend-refusal', false);
    expect(story.state.facts).toMatchObject({ thirdPartiesAffected: true });
    story.informs(EXAMINERS[0], '李四').waives('applicant', 'party-1');
    expect(story.child('review').state.state).toBe('open');
  });

  it('is guarded once more where the decision is made: no refusal without the review it needs', () => {
    const story = anExaminedCase('recommend-grant', true);
    expect(story.refused(APPROVER, 'decision', 'refuse', opined)).toBe('review-missing');
    expect(story.refused(APPROVER, 'decision', 'refuse', { opinion: '' })).toBe('review-missing');
    story.decides(APPROVER, 'decision', 'reexamine', opined);
    expect(story.task('examination')).toMatchObject({ round: 2 });
  });

  it('does not bind a refusal that affects nobody else', () => {
    const story = anExaminedCase('recommend-refusal', false);
    expect(story.state.children).toEqual([]);
    story.decides(APPROVER, 'decision', 'refuse', opined);
    expect(story.state.closing).toBe('refused');
  });

  it('leaves an opinion of an earlier round without effect on a later decision', () => {
    const story = anExaminedCase('recommend-refusal', true);
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree', opined).runsEffects());
    story.decides(APPROVER, 'decision', 'reexamine', opined);
    story.examines(EXAMINERS[0], 'recommend-grant', true).examines(EXAMINERS[1], 'recommend-grant', true);
    expect(story.refused(APPROVER, 'decision', 'refuse', opined)).toBe('review-missing');
  });
});

describe('a review that comes too late', () => {
  it('is noted in the ledger and moves nothing', () => {
    const story = anExaminedCase('recommend-refusal', true);
    const review = story.child('review');
    const before = review.state;
    story.does('applicant', { type: 'withdraw-application', reason: '不开店了' });
    expect(review.state).toMatchObject({ state: 'ended', outcome: 'closed' });
    expect(review.state.tasks.every((task) => task.state === 'closed' && task.cause === 'withdrawn')).toBe(true);
    story.runsEffects();
    const { tasks, outcome, facts } = story.state;
    story.does('process', {
      type: 'child-outcome',
      child: before.id,
      outcome: 'agree',
      facts: {},
      duties: before.duties,
    });
    expect(story.acts.at(-1)).toMatchObject({ type: 'child-ended', payload: { late: true } });
    expect(story.state).toMatchObject({ tasks, outcome, facts, state: 'ended' });
  });

  it('is refused from a child nobody opened', () => {
    expect(
      aCase().asks('process', {
        type: 'child-outcome',
        child: 'c1.review.1.1',
        outcome: 'agree',
        facts: {},
        duties: {},
      })?.code,
    ).toBe('child-unknown');
  });
});

describe('four eyes', () => {
  const both = (a: string, b: string) => ({
    ...person(a),
    posts: [...person(a).posts, ...person(b).posts],
    qualifications: person(b).qualifications,
  });

  it('keep the window apart from examination and decision', () => {
    const story = anAcceptedCase();
    const examiner = both('zhangwei', 'wangfang');
    const decision = { data: { findings: '一致。', thirdPartiesAffected: false } };
    expect(story.refused(examiner, 'examination', 'recommend-grant', decision)).toBe('four-eyes');
    story.examines('wangfang').examines('lina');
    expect(story.refused(both('zhangwei', 'wujun'), 'decision', 'grant')).toBe('four-eyes');
  });

  it('keep one who only took the file in apart too', () => {
    const story = aCase().decides('liuyang', 'acceptance', 'accept');
    expect(story.may(both('zhangwei', 'wangfang'), { type: 'claim', task: 'c1.examination.1' })).toBe(false);
  });

  it('keep examiners apart from the decision, in whatever round they examined', () => {
    const story = anExaminedCase();
    expect(story.refused(both('wangfang', 'wujun'), 'decision', 'grant')).toBe('four-eyes');
    story.decides(APPROVER, 'decision', 'reexamine').examines('sunqiang').examines('zhoumin');
    expect(story.refused(both('wangfang', 'zhengyan'), 'decision', 'grant')).toBe('four-eyes');
  });

  it('ask for two different examiners', () => {
    const story = anAcceptedCase().examines('wangfang');
    expect(
      story.refused('wangfang', 'examination', 'recommend-grant', {
        data: { findings: '一致。', thirdPartiesAffected: false },
      }),
    ).toBe('already-seated');
    expect(story.asks('wangfang', { type: 'claim', task: 'c1.examination.1' })?.code).toBe('already-seated');
  });

  it('keep the reviewer apart from examiners before and from examination and decision after', () => {
    const story = anExaminedCase('recommend-refusal', true);
    const review = story.child('review');
    expect(review.refused(both('wangfang', 'fenglei'), 'opinion', 'agree')).toBe('four-eyes');
    review.decides(REVIEWER, 'opinion', 'correct', opined).runsEffects();
    story.delivers(review);
    expect(story.may(both(REVIEWER, 'sunqiang'), { type: 'claim', task: 'c1.examination.2' })).toBe(false);
    story.examines(EXAMINERS[0]).examines(EXAMINERS[1]);
    expect(story.refused(both(REVIEWER, 'zhengyan'), 'decision', 'grant')).toBe('four-eyes');
  });

  it('ask for the qualification on the day of the opinion', () => {
    const review = anExaminedCase('recommend-refusal', true).child('review');
    expect(review.refused({ ...person(REVIEWER), qualifications: [] }, 'opinion', 'agree')).toBe(
      'qualification-missing',
    );
  });

  it('know no bureau but the one the case is with', () => {
    const story = anAcceptedCase();
    expect(story.may('qinyu', { type: 'claim', task: 'c1.examination.1' })).toBe(false);
    expect(aCase().refused('chenjing', 'acceptance', 'accept')).toBe('not-your-post');
    expect(aCase().refused('applicant', 'acceptance', 'accept')).toBe('not-your-post');
    expect(aCase().refused('process', 'acceptance', 'accept')).toBe('not-your-post');
  });
});

describe('a seat', () => {
  it('is claimed by one and given back untouched', () => {
    const story = aCase();
    const claim = { type: 'claim', task: 'c1.acceptance.1' } as const;
    story.does('zhangwei', claim);
    expect(story.asks('liuyang', claim)?.code).toBe('seat-taken');
    expect(story.refused('liuyang', 'acceptance', 'accept')).toBe('seat-taken');
    expect(story.asks('liuyang', { type: 'unclaim', task: 'c1.acceptance.1' })?.code).toBe('not-claimed');
    story.does('zhangwei', { type: 'unclaim', task: 'c1.acceptance.1' }).does('liuyang', claim);
    story.decides('liuyang', 'acceptance', 'accept');
    expect(story.asks('zhangwei', claim)?.code).toBe('already-decided');
    expect(story.asks('zhangwei', { ...claim, task: 'c1.nothing.1' })?.code).toBe('task-unknown');
  });

  it('left open by a veto is closed with a cause', () => {
    const story = anExaminedCase('recommend-refusal');
    expect(story.state.tasks.find((task) => task.step === 'examination')?.seats).toEqual([
      expect.objectContaining({ state: 'decided', holder: 'wangfang' }),
      expect.objectContaining({ state: 'closed', cause: 'not-reached' }),
    ]);
  });

  it('chooses only what the step offers, with what it asks for', () => {
    const story = anAcceptedCase();
    expect(story.refused('wangfang', 'examination', 'toString')).toBe('outcome-unknown');
    expect(story.refused('wangfang', 'examination', 'recommend-refusal', { opinion: '' })).toBe('opinion-missing');
  });
});
