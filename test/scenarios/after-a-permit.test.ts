// What outlives or follows a permit, told by the people of the town; dates counted by hand from the State Council's notices.
import { amendment } from '../../procedures/amendment';
import { annulment } from '../../procedures/annulment';
import { deregistration } from '../../procedures/deregistration';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { renewal } from '../../procedures/renewal';
import type { Draft } from '../../src/kernel/procedure/builder';
import { findBlock } from '../../src/kernel/procedure/find';
import { dueDay } from '../../src/kernel/time/clock';
import {
  aCase,
  anAcceptedCase,
  anExaminedCase,
  APPROVER,
  CLERK,
  calendar,
  EXAMINERS,
  publish,
  REVIEWER,
  type PlayedCase,
} from '../support/a-case';
import { person } from '../support/town';

const HEAD = 'qianjianguo';
const PUBLISHER = 'xiaolin';
const SUPERVISOR = 'zhujianhua';
const THIRD_EXAMINER = 'sunqiang';
const reasons = { opinion: '申请时提交的租赁合同与事实不符。' };

/** The food permit with a certificate of six months, so that its last day lies in a year whose notice is out. */
const licence: Draft = {
  ...foodBusinessPermit,
  certificate: { series: '证', validity: { amount: 6, unit: 'months' }, article: '行政许可法第三十九条' },
  follows: [
    { on: 'ended:granted', procedure: 'validity-watch', hands: ['channels'] },
    { on: 'ended:granted', procedure: 'publication', hands: [] },
    { on: 'ended:refused', procedure: 'publication', hands: [] },
    { on: 'ended:granted', procedure: 'commitment-check', hands: ['channels'] },
    { on: 'rated-low', procedure: 'rectification', hands: ['channels'] },
    { on: 'complained', procedure: 'complaint', hands: ['channels'] },
  ],
};

/** Granted to Mr Zhang on Thursday 5 March 2026, valid to Friday 4 September. */
function aLicence(): PlayedCase {
  return anExaminedCase('recommend-grant', false, { procedure: licence })
    .at('2026-03-05 15:00')
    .decides(APPROVER, 'decision', 'grant')
    .runsEffects();
}
function aRenewal(of: PlayedCase, on = '2026-08-06', id = 'r1'): PlayedCase {
  const story = aCase({
    procedure: renewal,
    id,
    on,
    about: of,
    data: { certificate: of.state.certificate?.number ?? '', conditions: 'file-1' },
  });
  story.tells();
  return story;
}
function examined(story: PlayedCase, outcome = 'recommend-grant'): PlayedCase {
  return story.decides(EXAMINERS[0], 'examination', outcome, { data: { findings: '仍符合条件。' } });
}
function anAnnulment(of: PlayedCase, on = '2026-03-16'): PlayedCase {
  return aCase({
    procedure: annulment,
    id: 'a1',
    on,
    by: THIRD_EXAMINER,
    about: of,
    data: { certificate: of.state.certificate?.number ?? '', ground: 'no-condition', facts: '租赁合同系伪造。' },
  });
}
/** Up to the head's desk: investigated on 18 March, the holder silent, the review agreed. */
function readyToAnnul(of: PlayedCase, ground = 'fraud'): PlayedCase {
  const story = anAnnulment(of).at('2026-03-18 10:00');
  story.decides(THIRD_EXAMINER, 'investigation', 'propose', { data: { ground, findings: '合同系伪造。' } });
  story.livesUntil('2026-03-26 09:30').runsEffects();
  return story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree', reasons).runsEffects());
}
function aDeregistration(of: PlayedCase, ground: string, on: string, by = CLERK, id = 'd1'): PlayedCase {
  return aCase({
    procedure: deregistration,
    id,
    on,
    by,
    about: of,
    data: { certificate: of.state.certificate?.number ?? '', ground },
  });
}
function due(story: PlayedCase, clock: string): string | undefined {
  const [rule, running] = [story.definition.clocks[clock], story.state.clocks[clock]];
  return rule && running && dueDay(rule, running, calendar);
}
const register = (story: PlayedCase): readonly (readonly [string, string, string | undefined])[] =>
  story.register.entries.map(({ kind, on, validTo }) => [kind, on, validTo]);

describe('a certificate that ends', () => {
  it('is watched from the day the permit has ended to its last day', () => {
    const granted = aLicence();
    expect(granted.state.certificate).toMatchObject({ validFrom: '2026-03-05', validTo: '2026-09-04' });
    const watch = granted.linked('validity-watch');
    expect(watch.state).toMatchObject({ id: 'c1.validity-watch.1', state: 'open', linkedTo: { id: 'c1' } });
    expect(due(watch, 'expiry')).toBe('2026-09-04');
  });

  it('makes its holder hear of its end thirty days before it', () => {
    const watch = aLicence().linked('validity-watch').livesUntil('2026-08-05 08:59');
    expect(watch.state.effects).toEqual([]);
    watch.livesUntil('2026-08-05 09:30');
    expect(watch.state.effects).toMatchObject([
      { kind: 'notify', subject: 'certificate-expiring', how: 'sms', to: 'applicant' },
    ]);
  });

  it('expires at 24:00 of its last day, and nothing else begins by that', () => {
    const granted = aLicence();
    const watch = granted.linked('validity-watch').livesUntil('2026-09-04 23:59');
    expect(watch.state.state).toBe('open');
    watch.livesUntil('2026-09-05 00:00');
    expect(watch.state).toMatchObject({ state: 'ended', outcome: 'expired' });
    expect(register(granted)).toEqual([
      ['issued', '2026-03-05', '2026-09-04'],
      ['expired', '2026-09-04', '2026-09-04'],
    ]);
    expect(watch.linkedCases.size).toBe(0);
  });

  it('is dated with its last day even when nobody looked for a week', () => {
    const watch = aLicence().linked('validity-watch').at('2026-09-11').settles('sweep');
    expect(watch.ofType('certificate-recorded').map(({ payload }) => payload.on)).toEqual(['2026-09-04']);
  });

  it('is not for the applicant of the permit to take back', () => {
    const watch = aLicence().linked('validity-watch');
    expect(watch.asks('applicant', { type: 'withdraw-application', reason: '不要了' })?.code).toBe('not-withdrawable');
  });
});

describe('a renewal (许 50)', () => {
  it('is granted before the end: a new term from the day after the old one, and a new watch', () => {
    const granted = aLicence();
    const old = granted.linked('validity-watch');
    const story = aRenewal(granted);
    expect(old.state).toMatchObject({ state: 'ended', outcome: 'superseded' });
    examined(story.at('2026-08-07').decides('liuyang', 'acceptance', 'accept'));
    expect(due(story, 'decision')).toBe('2026-09-04');
    story.at('2026-08-20').decides(APPROVER, 'decision', 'grant').runsEffects();
    expect(register(granted).at(-1)).toEqual(['renewed', '2026-08-20', '2027-03-04']);
    expect(story.state).toMatchObject({ outcome: 'granted', certificate: { validFrom: '2026-09-05' } });
    expect(due(story.linked('validity-watch'), 'expiry')).toBe('2027-03-04');
    expect(story.linked('publication').state.state).toBe('open');
  });

  it('nobody decided by the last day is deemed granted at its 24:00, and runs as long as the first term', () => {
    const granted = aLicence();
    const story = aRenewal(granted).at('2026-08-07').decides('liuyang', 'acceptance', 'accept');
    examined(story).livesUntil('2026-09-04 23:59');
    expect(story.milestones()).not.toContain('granted');
    story.livesUntil('2026-09-07 10:00').runsEffects();
    expect(story.ofType('granted').map(({ payload }) => payload)).toMatchObject([{ on: '2026-09-04', deemed: true }]);
    expect(register(granted)).toEqual([
      ['issued', '2026-03-05', '2026-09-04'],
      ['renewed', '2026-09-04', '2027-03-04'],
    ]);
    expect(due(story.linked('validity-watch'), 'expiry')).toBe('2027-03-04');
  });

  it('is deemed granted even where the window never answered', () => {
    const story = aRenewal(aLicence(), '2026-09-03').livesUntil('2026-09-05 00:00');
    expect(story.state).toMatchObject({ closing: 'granted', decidedOn: '2026-09-04' });
  });

  it('is too late for a decision one second after 24:00, and in time one second before', () => {
    const [late, early] = [aRenewal(aLicence()), aRenewal(aLicence())].map((story) =>
      examined(story.at('2026-08-07').decides('liuyang', 'acceptance', 'accept')),
    );
    late?.at('2026-09-05 00:00:01');
    expect(late?.refused(APPROVER, 'decision', 'refuse', reasons)).toBe('already-decided');
    expect(late?.state.closing).toBe('granted');
    early?.at('2026-09-04 23:59:59').decides(APPROVER, 'decision', 'refuse', reasons);
    expect(early?.state.closing).toBe('refused');
  });

  it('at another body is answered in that body’s letters', () => {
    const granted = aLicence();
    const story = aCase({
      procedure: renewal,
      id: 'r1',
      on: '2026-08-06',
      holder: 'planning-bureau',
      about: granted,
      data: { certificate: granted.state.certificate?.number ?? '', conditions: 'file-1' },
    });
    story.at('2026-08-07').decides(CLERK, 'acceptance', 'refuse-acceptance');
    expect(story.state.effects).toContainEqual(
      expect.objectContaining({
        subject: 'non-acceptance-notice',
        number: expect.stringMatching(/^澄自然资规不受〔2026〕第\d+号$/) as string,
      }),
    );
  });

  it('that waits for its applicant at the last day is abandoned, and the certificate expires', () => {
    const granted = aLicence();
    const story = aCase({
      procedure: renewal,
      id: 'r1',
      on: '2026-08-28',
      about: granted,
      data: { certificate: granted.state.certificate?.number ?? '' },
    }).tells();
    story.decides(CLERK, 'acceptance', 'request-supplement', { data: { gaps: ['conditions'] } });
    expect(due(story, 'expiry')).toBe('2026-09-04');
    story.livesUntil('2026-09-05 09:00').runsEffects();
    expect(story.state).toMatchObject({ outcome: 'abandoned' });
    story.linked('validity-watch').livesUntil('2026-09-07');
    expect(register(granted).at(-1)).toEqual(['expired', '2026-09-04', '2026-09-04']);
  });

  it('supplemented in time goes on with the same last day', () => {
    const granted = aLicence();
    const story = aCase({
      procedure: renewal,
      id: 'r1',
      on: '2026-08-28',
      about: granted,
      data: { certificate: granted.state.certificate?.number ?? '' },
    });
    story.decides(CLERK, 'acceptance', 'request-supplement', { data: { gaps: ['conditions'] } }).at('2026-09-01');
    story.does('applicant', { type: 'supplement', data: { conditions: 'file-1' }, formErrors: [] });
    expect(due(story, 'acceptance')).toBe('2026-09-08');
    expect(story.livesUntil('2026-09-05 00:00').state.closing).toBe('granted');
  });

  it('that is refused leaves the old term standing, and somebody watches the rest of it', () => {
    const granted = aLicence();
    const story = aRenewal(granted).at('2026-08-07').decides('liuyang', 'acceptance', 'accept');
    examined(story, 'recommend-refusal').at('2026-08-20').decides(APPROVER, 'decision', 'refuse', reasons);
    story.runsEffects();
    expect(register(granted)).toEqual([['issued', '2026-03-05', '2026-09-04']]);
    const watch = story.linked('validity-watch');
    expect(due(watch, 'expiry')).toBe('2026-09-04');
    watch.livesUntil('2026-09-05 00:00');
    expect(watch.state.outcome).toBe('expired');
  });

  it('stays about the certificate it was handed in for, whatever is supplied later', () => {
    const story = aRenewal(aLicence());
    story.decides(CLERK, 'acceptance', 'request-supplement', { data: { gaps: ['conditions'] }, ...reasons });
    const other = { type: 'supplement', data: { certificate: '澄行审证〔2026〕第9号', conditions: 'file-2' } } as const;
    expect(story.asks('applicant', { ...other, formErrors: [] })).toMatchObject({ code: 'field-bound' });
  });

  it('is refused with its article when the certificate has expired, is another man’s, or is being renewed already', () => {
    const expired = aLicence();
    expired.linked('validity-watch').livesUntil('2026-09-05 00:00');
    expect(() => aRenewal(expired, '2026-09-05')).toThrow('certificate-ended 行政许可法第五十条');
    expect(() => aCase({ procedure: renewal, about: aLicence(), standing: 'foreign' })).toThrow('certificate-foreign');
    expect(() => aCase({ procedure: renewal })).toThrow('certificate-unknown');
    const granted = aLicence();
    aRenewal(granted);
    expect(() => aRenewal(granted, '2026-08-07', 'r2')).toThrow('renewal-under-way');
  });

  it('handed in on the last day outruns the watch, whose word is still on its way at midnight', () => {
    const granted = aLicence();
    const watch = granted.linked('validity-watch').livesUntil('2026-09-04 16:30');
    const story = aCase({
      procedure: renewal,
      id: 'r1',
      on: '2026-09-04 16:30',
      about: granted,
      data: { certificate: granted.state.certificate?.number ?? '', conditions: 'file-1' },
    });
    watch.livesUntil('2026-09-05 00:00');
    expect(watch.state.outcome).toBe('superseded');
    story.livesUntil('2026-09-05 00:00');
    story.tells();
    expect(watch.ofType('linked-heard').map(({ payload }) => payload.late)).toEqual([true]);
    expect(register(granted).map(([kind]) => kind)).toEqual(['issued', 'renewed']);
  });

  it('of a certificate annulled meanwhile is neither granted nor deemed granted', () => {
    const granted = aLicence();
    const story = examined(aRenewal(granted, '2026-03-16').at('2026-03-17').decides('liuyang', 'acceptance', 'accept'));
    readyToAnnul(granted).at('2026-03-27').decides(HEAD, 'decision', 'revoke', reasons).runsEffects();
    story.at('2026-03-30');
    expect(story.refused(APPROVER, 'decision', 'grant')).toBe('certificate-ended');
    story.livesUntil('2026-09-05 00:00');
    expect(story.state.closing).toBe('terminated');
    expect(register(granted).map(([kind]) => kind)).toEqual(['issued', 'annulled']);
  });
});

describe('an amendment (许 49)', () => {
  it('changes what the certificate says and not how long it holds', () => {
    const granted = aLicence();
    const story = aCase({
      procedure: amendment,
      id: 'm1',
      on: '2026-04-01',
      about: granted,
      data: { certificate: 'x', change: '名称', changedTo: '张记老面馆', proof: 'file-1' },
    }).decides(CLERK, 'acceptance', 'accept');
    // 20 working days over Qingming (6 April), 28 and 29 April being the nineteenth and twentieth.
    expect(due(story, 'decision')).toBe('2026-04-30');
    examined(story).decides(APPROVER, 'decision', 'grant').runsEffects();
    expect(register(granted).at(-1)).toEqual(['amended', '2026-04-01', '2026-09-04']);
    expect(granted.linked('validity-watch').state.state).toBe('open');
  });
});

describe('an application about a certificate, at the window', () => {
  const change = { certificate: 'x', change: '名称', changedTo: '张记老面馆', proof: 'file-1' };
  const anAmendment = (more: { readonly [field: string]: string | boolean } = {}): PlayedCase =>
    aCase({ procedure: amendment, id: 'm1', on: '2026-04-01', about: aLicence(), data: { ...change, ...more } });

  it('is answered as a permit is: another body is named, nothing is needed, or an error is mended at once', () => {
    const elsewhere = anAmendment().decides(CLERK, 'acceptance', 'not-ours', { data: { rightBody: '无锡市数据局' } });
    expect(elsewhere.ofType('acceptance-refused')[0]?.payload).toMatchObject({ rightBody: '无锡市数据局' });
    expect(anAmendment().decides(CLERK, 'acceptance', 'not-needed').state.closing).toBe('not-accepted');
    const mended = anAmendment().decides(CLERK, 'acceptance', 'correct-now', { data: { changedTo: '张记面馆' } });
    expect(mended.state.facts).toMatchObject({ changedTo: '张记面馆' });
    expect(mended.task('acceptance')).toBeDefined();
  });

  it('may be mended in everything but the certificate it is about', () => {
    for (const draft of [renewal, amendment, deregistration]) {
      const acceptance = findBlock(publish(draft), 'acceptance');
      const schema = acceptance?.kind === 'task' ? acceptance.outcomes['correct-now']?.schema : undefined;
      expect(schema?.properties).toHaveProperty('deliveryWay');
      expect(schema?.properties).not.toHaveProperty('certificate');
    }
  });

  it('by an agent waits for his mandate', () => {
    const agent = { byAgent: true, agentName: '李四', agentPhone: '13900139000' };
    expect(anAmendment(agent).refused(CLERK, 'acceptance', 'accept')).toBe('materials-missing');
    expect(anAmendment({ ...agent, agentMandate: 'file-2' }).refused(CLERK, 'acceptance', 'accept')).toBeUndefined();
  });

  it('is handed out where its applicant wants to collect', () => {
    const story = anAmendment({ deliveryWay: 'window', deliveryCentre: 'huashi-centre' });
    examined(story.decides(CLERK, 'acceptance', 'accept'))
      .decides(APPROVER, 'decision', 'grant')
      .runsEffects();
    expect(story.state).toMatchObject({ state: 'open', closing: 'granted' });
    const taken = { data: { receiver: '张三', identityChecked: true } };
    expect(story.refused(CLERK, 'hand-out', 'collected', taken)).toBe('not-your-post');
    story.decides('chenjing', 'hand-out', 'collected', taken);
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted' });
  });

  it('gains the window no days by what is mended there', () => {
    const story = aDeregistration(aLicence(), 'given-up', '2026-04-01');
    expect(due(story, 'acceptance')).toBe('2026-04-09');
    story.at('2026-04-07').decides(CLERK, 'acceptance', 'correct-now', { data: { ground: 'ended' } });
    expect(due(story, 'acceptance')).toBe('2026-04-09');
  });
});

describe('an annulment (许 69)', () => {
  it('hears the holder for five working days and is decided by the head in sixty, with twenty more', () => {
    const story = anAnnulment(aLicence());
    expect(due(story, 'decision')).toBe('2026-06-11');
    story.does(HEAD, { type: 'extend-clock', clock: 'decision', reason: '案情复杂' });
    expect(due(story, 'decision')).toBe('2026-07-10');
    story.at('2026-03-18').decides(THIRD_EXAMINER, 'investigation', 'propose', {
      data: { ground: 'no-condition', findings: '不符合条件。' },
    });
    expect(due(story, 'statement')).toBe('2026-03-25');
    const asked = story.state.effects.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(asked).toEqual(expect.arrayContaining(['issue-paper annulment-notice', 'notify annulment-notice']));
  });

  it('takes the permit back after the holder was heard and the legal review agreed', () => {
    const granted = aLicence();
    const story = anAnnulment(granted).at('2026-03-18');
    story.decides(THIRD_EXAMINER, 'investigation', 'propose', { data: { ground: 'fraud', findings: '合同系伪造。' } });
    expect(story.task('decision')).toBeUndefined();
    story.at('2026-03-20').does('applicant', { type: 'state-views', views: '合同是真的。' }).runsEffects();
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree', reasons).runsEffects());
    expect(story.refused(THIRD_EXAMINER, 'decision', 'revoke', reasons)).toBe('not-your-post');
    story.decides(HEAD, 'decision', 'revoke', reasons).runsEffects().tells();
    expect(story.ofType('annulled').map(({ payload }) => payload)).toMatchObject([
      { ground: 'fraud', on: '2026-03-20' },
    ]);
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'annulled' });
    expect(register(granted).at(-1)?.[0]).toBe('annulled');
    expect(granted.linked('validity-watch').state.outcome).toBe('annulled');
  });

  it('that the legal review does not pass goes back to the investigation', () => {
    const story = anAnnulment(aLicence()).at('2026-03-18');
    story.decides(THIRD_EXAMINER, 'investigation', 'propose', { data: { ground: 'fraud', findings: '合同系伪造。' } });
    story.does('applicant', { type: 'state-views', views: '合同是真的。' }).runsEffects();
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'supplement', reasons).runsEffects());
    expect(story.task('investigation')).toMatchObject({ round: 2 });
    expect(story.refused(HEAD, 'decision', 'revoke', reasons)).toBeDefined();
  });

  it('is proposed with the reasons that its holder is told', () => {
    const story = anAnnulment(aLicence()).at('2026-03-18 10:00');
    const form = { data: { ground: 'fraud', findings: '合同系伪造。' }, opinion: '' };
    expect(story.refused(THIRD_EXAMINER, 'investigation', 'propose', form)).toBe('opinion-missing');
  });

  it('is not hurried on by a statement that its own investigator enters for the holder', () => {
    const story = anAnnulment(aLicence()).at('2026-03-18 10:00');
    story.decides(THIRD_EXAMINER, 'investigation', 'propose', { data: { ground: 'fraud', findings: '合同系伪造。' } });
    const statement = { type: 'state-views', views: '没有意见。' } as const;
    expect(story.asks(THIRD_EXAMINER, statement)?.code).toBe('four-eyes');
    expect(story.does('zhoumin', statement).state.blocks['statement']?.state).toBe('done');
  });

  it('may leave the permit standing, and its holder hears of it', () => {
    const granted = aLicence();
    const story = readyToAnnul(granted).at('2026-03-27').decides(HEAD, 'decision', 'leave', reasons).runsEffects();
    expect(story.state.outcome).toBe('left-standing');
    expect(register(granted)).toHaveLength(1);
    expect(granted.linked('validity-watch').state.state).toBe('open');
  });

  it('is taken up by an examiner and by nobody at a window, and cannot be withdrawn', () => {
    expect(() => aCase({ procedure: annulment, about: aLicence() })).toThrow('not-your-post');
    const story = anAnnulment(aLicence());
    expect(story.asks('applicant', { type: 'withdraw-application', reason: '算了' })?.code).toBe('not-withdrawable');
  });
});

describe('a deregistration (许 70)', () => {
  it('is asked for by a holder who gives up, and ends the watch', () => {
    const granted = aLicence();
    const story = aDeregistration(granted, 'given-up', '2026-04-01').decides(CLERK, 'acceptance', 'accept');
    examined(story).decides(APPROVER, 'decision', 'deregister').runsEffects().tells();
    expect(story.state).toMatchObject({ outcome: 'deregistered' });
    expect(granted.linked('validity-watch').state.outcome).toBe('deregistered');
  });

  it('of its own accord needs no acceptance, and follows an expiry', () => {
    const granted = aLicence();
    granted.linked('validity-watch').livesUntil('2026-09-05 00:00');
    const story = aDeregistration(granted, 'expired', '2026-09-07', THIRD_EXAMINER);
    expect(story.task('acceptance')).toBeUndefined();
    story.decides(THIRD_EXAMINER, 'verification', 'propose', { data: { findings: '有效期已届满。' } });
    story.decides(APPROVER, 'decision', 'deregister');
    expect(register(granted).map(([kind]) => kind)).toEqual(['issued', 'expired', 'deregistered']);
    expect(story.asks('applicant', { type: 'withdraw-application', reason: '算了' })?.code).toBe('not-withdrawable');
  });

  it('believes the register: what still runs has not expired, and what stands was not annulled', () => {
    for (const ground of ['expired', 'annulled']) {
      const story = aDeregistration(aLicence(), ground, '2026-04-01', THIRD_EXAMINER);
      story.decides(THIRD_EXAMINER, 'verification', 'propose', { data: { findings: '待核。' } });
      expect(story.refused(APPROVER, 'decision', 'deregister')).toBe('ground-not-borne-out');
    }
  });

  it('follows an annulment, once', () => {
    const granted = aLicence();
    readyToAnnul(granted).at('2026-03-27').decides(HEAD, 'decision', 'revoke', reasons).runsEffects();
    const [first, second] = ['d1', 'd2'].map((id) => {
      const story = aDeregistration(granted, 'annulled', '2026-04-01', THIRD_EXAMINER, id);
      return story.decides(THIRD_EXAMINER, 'verification', 'propose', { data: { findings: '已被撤销。' } });
    });
    first?.decides(APPROVER, 'decision', 'deregister');
    expect(second?.refused(APPROVER, 'decision', 'deregister')).toBe('certificate-ended');
  });
});

describe('the publication (许 40)', () => {
  it('is due seven working days from the decision, by somebody who had no part in it', () => {
    const granted = aLicence();
    const story = granted.linked('publication');
    expect(due(story, 'publication')).toBe('2026-03-16');
    expect(story.refused(APPROVER, 'publication', 'publish')).toBe('not-your-post');
    story.at('2026-03-09').decides(PUBLISHER, 'publication', 'publish');
    expect(story.ofType('publication-decided').map(({ payload }) => payload)).toMatchObject([
      { on: '2026-03-09', publish: true },
    ]);
  });

  it('counts from the decision though its letter took a week to be made', () => {
    const story = anExaminedCase('recommend-grant', false, { procedure: licence })
      .at('2026-03-05')
      .decides(APPROVER, 'decision', 'grant')
      .at('2026-03-12')
      .runsEffects();
    expect(due(story.linked('publication'), 'publication')).toBe('2026-03-16');
  });

  it('may be withheld for a reason, and is kept from one who handled the permit', () => {
    const granted = aLicence();
    const story = granted.linked('publication');
    const handler = {
      kind: 'person' as const,
      person: EXAMINERS[0],
      posts: [{ id: 'p', kind: 'publisher' as const, organisation: 'approval-bureau' }],
      qualifications: [],
    };
    expect(story.refused(handler, 'publication', 'publish')).toBe('four-eyes');
    story.decides(PUBLISHER, 'publication', 'withhold', { opinion: '涉及商业秘密。' });
    expect(story.state.outcome).toBe('withheld');
  });
});

/** Somebody of the town who holds another post beside his own. */
function also(who: string, post: 'publisher' | 'supervisor' | 'agency-head', organisation: string) {
  const known = person(who);
  return { ...known, posts: [...known.posts, { id: 'second', kind: post, organisation }] };
}

describe('whoever handled a case', () => {
  const held = { data: { present: '申请人、李四', record: '双方陈述了意见。', recordSigned: true } };

  it('as the host of its hearing does not publish the decision, though publishing is his other post', () => {
    const story = anAcceptedCase({ procedure: licence })
      .at('2026-03-04 10:00')
      .examines(EXAMINERS[0], 'recommend-grant', true)
      .examines(EXAMINERS[1], 'recommend-grant', true)
      .informs(EXAMINERS[0], '李四')
      .asksForHearing('party-1')
      .at('2026-03-06');
    const hearing = story.child('hearing').decides(HEAD, 'appointment', 'appoint', {
      data: { heldOn: '2026-03-18', startsAt: '09:30', place: '三楼会议室', host: '宋洁' },
    });
    story.at('2026-03-18 11:00').delivers(hearing.decides('songjie', 'hold', 'held', held).runsEffects());
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree', reasons).runsEffects());
    story.decides(APPROVER, 'decision', 'grant').runsEffects();
    const publication = story.linked('publication');
    expect(publication.refused('songjie', 'publication', 'publish')).toBe('four-eyes');
    expect(publication.decides(PUBLISHER, 'publication', 'publish').state.outcome).toBe('published');
  });

  it('as the one who decided it answers neither for a bad rating nor to a complaint', () => {
    const granted = aLicence().at('2026-03-09').does('applicant', { type: 'rate', grade: 1 });
    granted.does('applicant', { type: 'complain', text: '决定前没有听取意见。' });
    const answers = { opinion: '经核实，办理符合规定。' };
    const head = also(APPROVER, 'agency-head', 'approval-bureau');
    expect(granted.linked('rectification').refused(head, 'answer', 'answer', answers)).toBe('four-eyes');
    const supervisor = also(APPROVER, 'supervisor', 'justice-bureau');
    expect(granted.linked('complaint').refused(supervisor, 'answer', 'answer', answers)).toBe('four-eyes');
  });
});

describe('a commitment (国办发〔2020〕42号)', () => {
  it('that was kept is noted', () => {
    const check = aLicence().linked('commitment-check');
    // 20 working days from 5 March: 2 April.
    expect(due(check, 'check')).toBe('2026-04-02');
    expect(check.decides(THIRD_EXAMINER, 'check', 'kept').state.outcome).toBe('kept');
  });

  it('that was broken takes up the annulment of the very certificate', () => {
    const granted = aLicence();
    const check = granted.linked('commitment-check').at('2026-03-16');
    check.decides(THIRD_EXAMINER, 'check', 'broken', { ...reasons, data: { ground: 'fraud' } });
    const story = check.linked('annulment');
    expect(story.state).toMatchObject({
      certificate: { number: granted.state.certificate?.number },
      facts: { ground: 'fraud' },
    });
    expect(story.task('investigation')).toBeDefined();
  });
});

describe('an applicant who was served badly', () => {
  it('is answered by the head of the body within fifteen working days of a bad rating', () => {
    const granted = aLicence().at('2026-03-09').does('applicant', { type: 'rate', grade: 1 });
    const story = granted.linked('rectification');
    expect(due(story, 'answer')).toBe('2026-03-30');
    story.at('2026-03-20').decides(HEAD, 'answer', 'answer', { opinion: '已增设窗口。' }).runsEffects();
    expect(story.state.outcome).toBe('answered');
    const told = story.ofType('effects-wanted').flatMap(({ payload }) => payload.wants.map(({ subject }) => subject));
    expect(told).toEqual(expect.arrayContaining(['rectification-reply', 'answered']));
  });

  it('opens nothing by a good rating', () => {
    const granted = aLicence().does('applicant', { type: 'rate', grade: 4 });
    expect(granted.ofType('linked-opened').map(({ payload }) => payload.procedure)).not.toContain('rectification');
  });

  it('may complain while his case runs, and the supervisor answers', () => {
    const running = anAcceptedCase({ procedure: licence }).does('applicant', {
      type: 'complain',
      text: '反复要材料。',
    });
    const story = running.linked('complaint');
    expect(due(story, 'answer')).toBe('2026-03-24');
    story.decides(SUPERVISOR, 'answer', 'answer', { opinion: '补正要求已一次性告知。' }).runsEffects();
    expect(story.state.outcome).toBe('answered');
    expect(running.state.state).toBe('open');
  });
});
