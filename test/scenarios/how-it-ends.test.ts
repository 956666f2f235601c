import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { fireDesignReview } from '../../procedures/fire-design-review';
import { publicPlaceHygienePermit } from '../../procedures/public-place-hygiene-permit';
import { aCase, ALL_PAPERS, anAcceptedCase, anExaminedCase, APPROVER, CLERK, EXAMINERS, FOOD } from '../support/a-case';
import type { PlayedCase } from '../support/a-case';

const granted = (delivery: Record<string, string> = {}): PlayedCase =>
  anExaminedCase('recommend-grant', false, { data: { ...FOOD, ...ALL_PAPERS, ...delivery } })
    .at('2026-03-10')
    .decides(APPROVER, 'decision', 'grant');
const closingPapers = (story: PlayedCase) =>
  story.state.effects
    .filter(({ block }) => block === 'closing')
    .map(({ subject, how, number }) => ({ subject, how, number }));
const linked = (story: PlayedCase): readonly string[] =>
  story.ofType('linked-opened').map(({ payload }) => payload.procedure);

describe('a refusal', () => {
  it('gives reasons, and its paper a number and the seal', () => {
    const story = anExaminedCase('recommend-refusal');
    expect(story.refused(APPROVER, 'decision', 'refuse', { opinion: '  ' })).toBe('opinion-missing');
    story.decides(APPROVER, 'decision', 'refuse', { opinion: '后厨面积不符合布局要求。' });
    const [refusal] = story.ofType('refused');
    expect(refusal?.payload).toMatchObject({ on: '2026-03-04', reasons: '后厨面积不符合布局要求。' });
    expect(closingPapers(story)).toEqual([
      { subject: 'refusal-decision', how: 'approval', number: refusal?.payload.number },
    ]);
    expect(refusal?.payload.number).toMatch(/^澄行审不许〔2026〕第\d+号$/);
    expect(story.ofType('certificate-recorded')).toEqual([]);
    expect(story.runsEffects().state).toMatchObject({ state: 'ended', outcome: 'refused' });
  });
});

describe('a grant', () => {
  it('records a certificate of its own number, valid for five years from the day of the decision', () => {
    const story = granted();
    const [certificate] = story.ofType('certificate-recorded');
    expect(certificate?.payload).toMatchObject({ kind: 'issued', validFrom: '2026-03-10', validTo: '2031-03-09' });
    expect(certificate?.payload.number).toMatch(/^澄行审证〔2026〕第\d+号$/);
    expect(closingPapers(story)).toEqual([
      { subject: 'grant-decision', how: 'approval', number: story.ofType('granted')[0]?.payload.number },
      { subject: 'permit-certificate', how: 'approval', number: certificate?.payload.number },
    ]);
  });

  it('of four years ends the day before the same day', () => {
    const story = aCase({
      procedure: publicPlaceHygienePermit,
      data: {
        ...{ placeName: '云舒宾馆', premises: '霞客大道88号', placeKind: '宾馆旅店', identity: 'file-1' },
        ...{ premisesPlan: 'file-2', hygieneTestReport: 'file-3', hygieneRules: 'file-4' },
      },
    })
      .decides(CLERK, 'acceptance', 'accept')
      .examines(EXAMINERS[0])
      .examines(EXAMINERS[1])
      .decides(APPROVER, 'decision', 'grant');
    expect(story.state.certificate).toMatchObject({ validFrom: '2026-03-02', validTo: '2030-03-01' });
  });

  it('of days counts the first of them', () => {
    const { certificate } = foodBusinessPermit;
    if (!certificate) throw new Error('the permit has a certificate');
    const procedure = {
      ...foodBusinessPermit,
      certificate: { ...certificate, validity: { amount: 30, unit: 'calendar-days' } },
    } as const;
    const story = anExaminedCase('recommend-grant', false, { procedure }).at('2026-03-10');
    story.decides(APPROVER, 'decision', 'grant');
    expect(story.state.certificate).toMatchObject({ validFrom: '2026-03-10', validTo: '2026-04-08' });
  });

  it('of a design that is only reviewed has no certificate', () => {
    const story = aCase({
      procedure: fireDesignReview,
      data: { project: '文体中心', site: '新城路1号', applicationForm: 'file-1', fireDesign: 'file-2' },
    })
      .decides(CLERK, 'acceptance', 'accept')
      .examines(EXAMINERS[0])
      .examines(EXAMINERS[1])
      .decides(APPROVER, 'decision', 'grant');
    expect(closingPapers(story).map(({ subject }) => subject)).toEqual(['grant-decision']);
    expect(story.ofType('certificate-recorded')).toEqual([]);
  });

  it('taken electronically ends the case when its papers are sealed', () => {
    const story = granted().runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted' });
    expect(story.task('hand-out')).toBeUndefined();
  });

  it('is collected at another town’s window, against a proof of service', () => {
    const story = granted({ deliveryWay: 'window', deliveryCentre: 'huashi-centre' });
    expect(story.task('hand-out')).toBeUndefined();
    story.runsEffects();
    expect(story.state).toMatchObject({ state: 'open', closing: 'granted' });
    expect(story.ofType('effects-wanted').flatMap(({ payload }) => payload.wants.map((w) => w.subject))).toContain(
      'certificate-issued',
    );
    const taken = { data: { receiver: '张三', identityChecked: true } };
    expect(story.refused(CLERK, 'hand-out', 'collected', taken)).toBe('not-your-post');
    story.at('2026-03-12').decides('chenjing', 'hand-out', 'collected', taken);
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted' });
    expect(story.ofType('handed-out')[0]?.payload).toEqual({ on: '2026-03-12', way: 'collected' });
    expect(story.state.effects).toContainEqual(expect.objectContaining({ subject: 'proof-of-service' }));
  });

  it('is sent by post from the window where it was handed in', () => {
    const story = granted({ deliveryWay: 'post', deliveryAddress: '徐霞客镇霞客大道88号' }).runsEffects();
    story.decides(CLERK, 'hand-out', 'posted', { data: { trackingNumber: 'EMS1234567890' } });
    expect(story.ofType('handed-out')[0]?.payload.way).toBe('posted');
    expect(story.state.state).toBe('ended');
  });

  it('not handed out within five days is a breach that the post above looks into', () => {
    const story = granted({ deliveryWay: 'window' }).runsEffects();
    expect(story.due('delivery')).toBe('2026-03-17');
    expect(story.livesUntil('2026-03-18 10:00').rungs()).toContain('delivery:escalation');
  });
});

describe('without a decision a case ends', () => {
  const letter = (story: PlayedCase): readonly (string | undefined)[] => closingPapers(story).map((p) => p.subject);

  it('when the applicant takes it back', () => {
    const story = anAcceptedCase().does(CLERK, { type: 'withdraw-application', reason: '不开店了' });
    expect(letter(story)).toEqual(['termination-notice']);
    expect(story.runsEffects().state).toMatchObject({ state: 'ended', outcome: 'withdrawn' });
  });

  it.each([
    ['the applicant has died', 'subject-died'],
    ['the company is no more', 'subject-ended'],
    ['the permit is not needed any more', 'not-needed'],
    ['it was made impossible by a flood', 'force-majeure'],
  ] as const)('when %s', (_, ground) => {
    const story = anExaminedCase();
    const terminate = { type: 'terminate', ground, reason: '有证明材料在卷。' } as const;
    expect(story.asks(EXAMINERS[0], terminate)?.code).toBe('not-your-post');
    expect(story.asks('applicant', terminate)?.code).toBe('not-your-post');
    story.does(CLERK, terminate);
    expect(story.ofType('terminated')[0]?.payload.ground).toBe(ground);
    expect(letter(story)).toEqual(['termination-notice']);
    expect(story.state.tasks.filter(({ state }) => state === 'open')).toEqual([]);
    expect(story.runsEffects().state).toMatchObject({ state: 'ended', outcome: 'terminated' });
  });

  it('with whatever was open in it: the hearing, and the clock it had stopped', () => {
    const story = anAcceptedCase().examines(EXAMINERS[0], 'recommend-grant', true);
    story.examines(EXAMINERS[1], 'recommend-grant', true).informs(EXAMINERS[0], '李四').asksForHearing('party-1');
    story.does(APPROVER, { type: 'terminate', ground: 'subject-died', reason: '申请人死亡' });
    expect(story.child('hearing').state).toMatchObject({ state: 'ended', outcome: 'closed' });
    expect(
      Object.values(story.state.clocks)
        .filter(({ endedOn }) => endedOn === undefined)
        .map(({ id }) => id),
    ).toEqual(['delivery']);
  });

  it('but not once it is decided', () => {
    const terminate = { type: 'terminate', ground: 'subject-died', reason: '…' } as const;
    expect(granted().asks(APPROVER, terminate)?.code).toBe('not-terminable');
    expect(granted().asks('applicant', { type: 'withdraw-application', reason: '…' })?.code).toBe('not-withdrawable');
  });
});

describe('what the applicant thinks of it', () => {
  it('as a complaint opens a case of its own, before the end and after', () => {
    const complaint = { type: 'complain', text: '窗口态度生硬。' } as const;
    const story = anAcceptedCase();
    expect(story.asks(EXAMINERS[0], complaint)?.code).toBe('not-your-post');
    story.does('applicant', complaint);
    expect(linked(story)).toEqual(['complaint']);
    // Twenty about one case are heard, each by itself; a flood of them is told where to go.
    for (let n = 1; n < 20; n += 1) story.does('applicant', complaint);
    expect(story.asks('applicant', complaint)).toMatchObject({ code: 'complaints-enough', facts: { taken: 20 } });
    expect(story.task('examination')).toBeDefined();
    const ended = granted().runsEffects().does('applicant', complaint);
    expect(linked(ended)).toContain('complaint');
  });

  it('as a bad rating is looked into, and a good one is not', () => {
    const bad = granted().runsEffects().does('applicant', { type: 'rate', grade: 2, remark: '等了太久' });
    expect(linked(bad)).toContain('rectification');
    const good = granted().runsEffects().does('applicant', { type: 'rate', grade: 3 });
    expect(linked(good)).not.toContain('rectification');
  });

  it('comes once and after the end', () => {
    const story = granted();
    expect(story.asks('applicant', { type: 'rate', grade: 5 })?.code).toBe('not-rateable');
    story.runsEffects().does('applicant', { type: 'rate', grade: 5 });
    expect(story.asks('applicant', { type: 'rate', grade: 1 })?.code).toBe('already-rated');
  });
});

describe('what outlives it', () => {
  it('is opened by the end and not before: publication, and the watch over its validity', () => {
    const story = granted();
    expect(linked(story)).toEqual([]);
    expect(linked(story.runsEffects())).toEqual(['publication', 'validity-watch']);
  });
});
