import { fireworksRetailPermit } from '../../procedures/fireworks-retail-permit';
import { publicPlaceHygienePermit } from '../../procedures/public-place-hygiene-permit';
import { singleAgencyPermit } from '../../procedures/single-agency-permit';
import {
  aCase,
  anAcceptedCase,
  APPROVER,
  CLERK,
  EXAMINERS,
  lawTime,
  REVIEWER,
  type PlayedCase,
} from '../support/a-case';
import { dated, dayAfter, workingDay } from '../support/law-days';
import { person } from '../support/town';

const HEAD = 'qianjianguo';
const HOST = 'songjie';
const HOTEL = {
  ...{ placeName: '云舒宾馆', premises: '徐霞客镇霞客大道88号', placeKind: '宾馆旅店', identity: 'file-1' },
  ...{ premisesPlan: 'file-2', hygieneTestReport: 'file-3', hygieneRules: 'file-4' },
};
const findings = '现场与申请材料一致。';
const appointed = (heldOn: string) => ({
  data: { heldOn, startsAt: '09:30', place: '政务服务中心三楼会议室', host: '宋洁' },
});
const record = { data: { present: '申请人、李四', record: '双方陈述了意见。', recordSigned: true } };

/** Examined on Wednesday 4 March 2026; a neighbour is affected and told the same day. */
function told(...neighbours: readonly string[]): PlayedCase {
  return anAcceptedCase()
    .at('2026-03-04 10:00')
    .examines(EXAMINERS[0], 'recommend-grant', true)
    .examines(EXAMINERS[1], 'recommend-grant', true)
    .informs(EXAMINERS[0], ...neighbours);
}
/** A hotel in which the public has an interest, examined and told on 4 March. */
function ofPublicInterest(): PlayedCase {
  const story = anAcceptedCase().at('2026-03-04 10:00');
  const data = { findings, thirdPartiesAffected: false, publicInterest: true };
  return story
    .decides(EXAMINERS[0], 'examination', 'recommend-grant', { data })
    .decides(EXAMINERS[1], 'examination', 'recommend-grant', { data })
    .informs(EXAMINERS[0], '社区居民委员会');
}
/** The neighbour asks on 5 March; the hearing is appointed the next day for the 18th. */
function appointedFor(heldOn = '2026-03-18'): PlayedCase {
  const story = told('李四').at('2026-03-05').asksForHearing('party-1').at('2026-03-06');
  story.child('hearing').decides(HEAD, 'appointment', 'appoint', appointed(heldOn));
  return story;
}
function held(): PlayedCase {
  const story = appointedFor().at('2026-03-18 11:00');
  return story.delivers(story.child('hearing').decides(HOST, 'hold', 'held', record).runsEffects());
}
const both = (a: string, b: string) => ({ ...person(a), posts: [...person(a).posts, ...person(b).posts] });

describe('the examination', () => {
  it('of substance is made by two: one alone moves nothing', () => {
    const story = anAcceptedCase().examines(EXAMINERS[0]);
    expect(story.task('decision')).toBeUndefined();
    expect(story.refused(EXAMINERS[0], 'examination', 'recommend-grant')).toBe('already-seated');
    expect(story.examines(EXAMINERS[1]).task('decision')).toBeDefined();
  });

  it('of form alone is made by one', () => {
    const draft = singleAgencyPermit({
      id: 'formal-permit',
      title: { zh: '形式审查事项', en: 'An item examined in form' },
      basis: '行政许可法第三十四条',
      fields: { name: { type: 'string' } },
      required: ['name'],
      materials: [],
      limit: { amount: 20, unit: 'working-days' },
      limitArticle: '行政许可法第四十二条第一款',
      substance: false,
    });
    const story = aCase({ procedure: draft, data: { name: '某事项' } }).decides(CLERK, 'acceptance', 'accept');
    expect(story.task('examination')?.seats).toHaveLength(1);
    expect(story.examines(EXAMINERS[0]).task('decision')).toBeDefined();
  });

  it('finds against the applicant as soon as one of the two does', () => {
    const story = anAcceptedCase().examines(EXAMINERS[1], 'recommend-refusal');
    expect(story.task('decision')).toBeDefined();
  });
});

describe('a site visit', () => {
  const visited = { data: { place: '霞客大道88号', visitFindings: '安全间距符合规定。', partyPresent: true } };
  const aFireworksShop = (): PlayedCase =>
    aCase({
      procedure: fireworksRetailPermit,
      holder: 'emergency-bureau',
      data: {
        ...{ shopName: '老陈烟花零售点', premises: '霞客大道88号', storageKg: 200 },
        ...{ identity: 'file-1', premisesPlan: 'file-2', safetyTraining: 'file-3' },
      },
    }).decides(CLERK, 'acceptance', 'accept');

  it('is made by two and written down, and the twenty days run on', () => {
    const story = aFireworksShop().at('2026-03-09');
    expect([story.due('visit'), story.due()]).toEqual(['2026-03-16', '2026-03-30']);
    story.decides('shilei', 'visit', 'visited', visited);
    expect(story.refused('shilei', 'visit', 'visited', visited)).toBe('already-seated');
    expect(story.task('examination')).toBeUndefined();
    story.decides('gongping', 'visit', 'visited', visited);
    expect(story.due()).toBe('2026-03-30');
    expect(story.ofType('site-visited')).toHaveLength(1);
    expect(story.state.effects).toContainEqual(expect.objectContaining({ subject: 'site-visit-record' }));
    // Who visited may examine: it is one duty; who decides has done neither.
    story.examines('shilei').examines('gongping');
    expect(story.refused(both('shilei', 'feiming'), 'decision', 'grant')).toBe('four-eyes');
  });

  it('not made in ten days is looked into by the head', () => {
    const story = aFireworksShop().livesUntil('2026-03-17 10:00');
    expect(story.rungs()).toContain('visit:escalation');
    expect(story.task('supervise-visit')).toMatchObject({
      seats: [{ post: 'agency-head', organisation: 'emergency-bureau' }],
    });
  });

  it('is no ground to stop the clock', () => {
    expect(
      aFireworksShop().asks('feiming', { type: 'suspend-clock', clock: 'decision', ground: 'site-visit' })?.code,
    ).toBe('ground-unlawful');
  });
});

describe('others whom a permit affects', () => {
  it('are told before anything is decided, with a paper each', () => {
    const story = anAcceptedCase().examines(EXAMINERS[0], 'recommend-grant', true);
    story.examines(EXAMINERS[1], 'recommend-grant', false);
    expect(story.task('decision')).toBeUndefined();
    story.informs(EXAMINERS[1], '李四', '王五');
    expect(story.state.rights).toEqual({ parties: 2, waived: [] });
    expect(story.state.effects.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['interested-party-notice', 'hearing-rights-notice', 'rights-opened']),
    );
    expect(story.task('decision')).toBeUndefined();
  });

  it('and the applicant waive in writing: the decision is free when the last of them has', () => {
    const story = told('李四', '王五').waives('party-1', 'applicant');
    expect(story.asks(CLERK, { type: 'waive-hearing', by: 'party-1' })?.code).toBe('already-waived');
    expect(story.asks(CLERK, { type: 'waive-hearing', by: 'party-3' })?.code).toBe('party-unknown');
    expect(story.asks('applicant', { type: 'waive-hearing', by: 'party-2' })?.code).toBe('party-unknown');
    expect(story.asks(EXAMINERS[0], { type: 'waive-hearing', by: 'party-2' })?.code).toBe('not-your-post');
    expect(story.task('decision')).toBeUndefined();
    // What was waived in writing is not asked for afterwards.
    expect(story.asks('applicant', { type: 'request-hearing' })?.code).toBe('already-waived');
    expect(story.asks(CLERK, { type: 'request-hearing', by: 'party-1' })?.code).toBe('already-waived');
    expect(story.waives('party-2').task('decision')).toBeDefined();
  });

  it('have five working days; their silence ends in the instant the fifth has ended', () => {
    const story = told('李四');
    expect(story.due('rights')).toBe('2026-03-11');
    expect(story.livesUntil('2026-03-12 00:01:59').task('decision')).toBeUndefined();
    story.livesUntil('2026-03-12 00:02');
    expect(story.ofType('wait-answered')[0]).toMatchObject({
      payload: { outcome: 'lapsed', on: 'lapse' },
      effectiveAt: lawTime('2026-03-12 00:00'),
    });
    expect(story.task('decision')).toBeDefined();
    expect(story.asks(CLERK, { type: 'request-hearing', by: 'party-1' })?.code).toBe('nothing-awaited');
  });

  it('asking in the last minute are heard, though it is written down after midnight', () => {
    const story = told('李四').at('2026-03-12 00:00:40');
    expect(story.asks(CLERK, { type: 'request-hearing', by: 'party-1' }, '2026-03-11 23:59:59')).toBeUndefined();
    expect(story.child('hearing').state.state).toBe('open');
  });

  it('state their views, which are kept and end nobody’s right', () => {
    const story = told('李四').does(EXAMINERS[0], { type: 'state-views', by: 'party-1', views: '噪声太大。' });
    expect(story.ofType('views-stated')[0]?.payload).toEqual({ by: 'party-1', views: '噪声太大。' });
    expect(story.state.blocks['rights']?.state).toBe('open');
  });
});

describe('a hearing', () => {
  it('has a limit that the body it is asked of cannot stop', () => {
    const stop = { type: 'suspend-clock', clock: 'hearing', ground: 'testing' } as const;
    expect(appointedFor().child('hearing').asks(HEAD, stop)?.code).toBe('ground-unlawful');
  });

  it('asked for by one of them is held, whatever the others waived', () => {
    const story = told('李四', '王五').waives('applicant', 'party-2').asksForHearing('party-1');
    expect(story.child('hearing').task('appointment')).toBeDefined();
    expect(story.task('decision')).toBeUndefined();
  });

  it('is held of public interest though everybody waived it', () => {
    const story = ofPublicInterest().waives('applicant', 'party-1');
    expect(story.child('hearing').state.state).toBe('open');
    expect(story.task('decision')).toBeUndefined();
  });

  it('is held of a public interest that only a second look has found, though others were told in the first', () => {
    const story = told('李四').waives('applicant', 'party-1').at('2026-03-05');
    story.decides(APPROVER, 'decision', 'reexamine', { opinion: '请核实对周边居民的影响。' });
    const data = { findings, thirdPartiesAffected: true, publicInterest: true };
    for (const examiner of EXAMINERS) story.decides(examiner, 'examination', 'recommend-grant', { data });
    expect(story.task('decision')).toBeUndefined();
    story.informs(EXAMINERS[0], '李四', '社区居民委员会').livesUntil('2026-03-13');
    expect(story.child('hearing').state.state).toBe('open');
  });

  it('over National Day 2025 keeps the days of the dated case', () => {
    const story = aCase({ procedure: publicPlaceHygienePermit, data: HOTEL, on: '2025-09-22' })
      .decides(CLERK, 'acceptance', 'accept')
      .at('2025-09-25');
    story.examines(EXAMINERS[0], 'recommend-grant', true).examines(EXAMINERS[1], 'recommend-grant', true);
    story.informs(EXAMINERS[0], '李四');
    expect(story.due('rights')).toBe(dated('DL-05', 'hearingRequestDue'));
    story.at('2025-10-09 17:00').asksForHearing('party-1').at('2025-10-16');
    const hearing = story.child('hearing');
    const literal = dated('DL-05', 'earliestHearingLiteral');
    expect(hearing.refused(HEAD, 'appointment', 'appoint', appointed(literal))).toBe('hearing-notice-short');
    expect(hearing.due('hearing')).toBe(workingDay('2025-10-09', 20));
    const late = dayAfter(workingDay('2025-10-09', 20));
    expect(hearing.refused(HEAD, 'appointment', 'appoint', appointed(late))).toBe('hearing-too-late');
    const safe = dated('DL-05', 'earliestHearingSafe');
    hearing.decides(HEAD, 'appointment', 'appoint', appointed(safe));
    story.at(`${safe} 11:00`).delivers(hearing.decides(HOST, 'hold', 'held', record).runsEffects());
    // The limit stood still from the day of the request to the day before the decision is free again, and no longer.
    const still = (day: string): boolean => day >= '2025-10-09' && day < safe;
    expect(story.due()).toBe(workingDay('2025-09-22', 20, still));
  });

  it('stops the clock for as long as it lasts: nobody lets it run before', () => {
    const story = told('李四').at('2026-03-05').asksForHearing('party-1').at('2026-03-10');
    expect(story.due()).toBeUndefined();
    expect(story.asks(APPROVER, { type: 'resume-clock', clock: 'decision' })?.code).toBe('clock-not-suspended');
    expect(story.state.effects).toContainEqual(expect.objectContaining({ subject: 'suspension-notice' }));
  });

  it('of public interest is held whoever stays away or takes his request back', () => {
    const hearing = ofPublicInterest().waives('applicant', 'party-1').child('hearing');
    hearing.decides(HEAD, 'appointment', 'appoint', appointed('2026-03-20')).at('2026-03-20 11:00');
    for (const outcome of ['absent', 'withdrawn'])
      expect(hearing.refused(HOST, 'hold', outcome)).toBe('hearing-of-public-interest');
    expect(hearing.decides(HOST, 'hold', 'held', record).state.closing).toBe('held');
  });

  it('that silence has opened at midnight takes nothing from the day that has just ended', () => {
    const story = ofPublicInterest().livesUntil('2026-03-12 00:02');
    expect(story.ofType('clock-suspended')[0]?.payload.suspension.from).toBe('2026-03-12');
  });

  it('leaves an expert review that had begun before it to those who began it', () => {
    const story = told('李四').does(APPROVER, {
      ...{ type: 'suspend-clock', clock: 'decision', ground: 'expert-review', days: 10 },
    });
    story.at('2026-03-05').asksForHearing('party-1').at('2026-03-10');
    story.does(APPROVER, { type: 'resume-clock', clock: 'decision' });
    expect(story.due()).toBeUndefined();
    expect(story.state.clocks['special']?.endedOn).toBe('2026-03-10');
    expect(story.state.clocks['decision']?.suspensions).toEqual([
      expect.objectContaining({ ground: 'expert-review', from: '2026-03-04', to: '2026-03-09' }),
      expect.not.objectContaining({ to: expect.anything() }),
    ]);
  });

  it('is announced with seven full working days between: the eighth is the first that will do', () => {
    const hearing = told('李四').asksForHearing('party-1').at('2026-03-06').child('hearing');
    expect(hearing.refused(HEAD, 'appointment', 'appoint', appointed('2026-03-17'))).toBe('hearing-notice-short');
    hearing.decides(HEAD, 'appointment', 'appoint', appointed('2026-03-18'));
    expect(hearing.state.effects.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['hearing-notice', 'hearing-announcement', 'hearing-opened']),
    );
  });

  it('is still owed when its limit can no longer be kept', () => {
    const story = told('李四').at('2026-03-05').asksForHearing('party-1');
    const hearing = story.livesUntil('2026-03-27').child('hearing').livesUntil('2026-03-27');
    expect(hearing.due('hearing')).toBe('2026-04-02');
    // Late, but not at pleasure: the decision's time stands still meanwhile.
    expect(hearing.refused(HEAD, 'appointment', 'appoint', appointed('9999-12-31'))).toBe('hearing-too-late');
    hearing.decides(HEAD, 'appointment', 'appoint', appointed('2026-04-10'));
    expect(hearing.livesUntil('2026-04-07').rungs()).toContain('hearing:escalation');
    hearing.at('2026-04-10').decides(HOST, 'hold', 'held', record);
    expect(hearing.state.closing).toBe('held');
  });

  it('is neither held nor missed before the day that was told', () => {
    const hearing = appointedFor().at('2026-03-17 23:59').child('hearing');
    expect(hearing.refused(HOST, 'hold', 'held', record)).toBe('hearing-too-early');
    expect(hearing.refused(HOST, 'hold', 'absent')).toBe('hearing-too-early');
    expect(hearing.at('2026-03-18 00:00').decides(HOST, 'hold', 'held', record).state.closing).toBe('held');
  });

  it('postponed is appointed anew, and announced as long before', () => {
    const story = appointedFor().at('2026-03-18');
    const hearing = story.child('hearing').decides(HOST, 'hold', 'postpone', { opinion: '主持人身体不适。' });
    expect(hearing.refused(HEAD, 'appointment', 'appoint', appointed('2026-03-27'))).toBe('hearing-notice-short');
    hearing.decides(HEAD, 'appointment', 'appoint', appointed('2026-03-30'));
    expect(hearing.at('2026-03-20').refused(HOST, 'hold', 'held', record)).toBe('hearing-too-early');
    expect(story.due()).toBeUndefined();
  });

  it('to which the applicant does not come has ended, and the case goes on without', () => {
    const story = appointedFor().at('2026-03-18 11:00');
    const hearing = story
      .child('hearing')
      .decides(HOST, 'hold', 'absent', { opinion: '无正当理由未到。' })
      .runsEffects();
    story.delivers(hearing);
    expect(story.state.facts).toMatchObject({ hearing: 'absent', heard: false });
    expect(story.task('decision')).toBeDefined();
    expect(story.due()).toBeDefined();
  });

  it('whose request is taken back has ended before its day', () => {
    const story = appointedFor().at('2026-03-10');
    story.delivers(story.child('hearing').decides(HOST, 'hold', 'withdrawn', { opinion: '书面撤回。' }).runsEffects());
    expect(story.task('decision')).toBeDefined();
  });

  it('is hosted by nobody who has examined the case, nor received it', () => {
    const hearing = appointedFor().at('2026-03-18').child('hearing');
    for (const who of [EXAMINERS[0], CLERK])
      expect(hearing.refused(both(who, HOST), 'hold', 'held', record)).toBe('four-eyes');
    expect(hearing.refused('luyun', 'hold', 'held', record)).toBe('not-your-post');
  });

  it('and whoever hosted it decides nothing in the case', () => {
    const story = held();
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree').runsEffects());
    expect(story.refused(both(HOST, APPROVER), 'decision', 'grant')).toBe('four-eyes');
  });
});

describe('after a hearing', () => {
  it('the decision waits for the legal review, be it a grant or a refusal', () => {
    const story = held();
    expect(story.state.facts['heard']).toBe(true);
    expect(story.task('decision')).toBeUndefined();
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree').runsEffects());
    story.decides(APPROVER, 'decision', 'grant').runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted' });
  });

  it('a review that finds fault sends it back to be examined and reviewed again, but not heard again', () => {
    const story = held();
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'supplement').runsEffects());
    story.examines(EXAMINERS[0], 'recommend-grant', true).examines(EXAMINERS[1], 'recommend-grant', true);
    expect(story.state.children.map(({ block }) => block)).toEqual(['hearing', 'review', 'review']);
    expect(story.task('decision')).toBeUndefined();
    story.delivers(story.child('review').decides('jiangtao', 'opinion', 'agree').runsEffects());
    expect(story.task('decision')).toBeDefined();
  });
});

it('what is asked for is on the record with its reason, where one was given', () => {
  const plain = told('李四').asksForHearing('party-1');
  expect(plain.ofType('hearing-requested')[0]?.payload).toEqual({ by: 'party-1' });
  const reasoned = told('李四').does('applicant', { type: 'request-hearing', reason: '当面说明' });
  expect(reasoned.ofType('hearing-requested')[0]?.payload).toEqual({ by: 'applicant', reason: '当面说明' });
});
