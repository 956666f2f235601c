import { publicPlaceHygienePermit } from '../../procedures/public-place-hygiene-permit';
import { publicationRetailPermit } from '../../procedures/publication-retail-permit';
import { ruralPlanningPermit } from '../../procedures/rural-planning-permit';
import { aCase, ALL_PAPERS, APPROVER, CLERK, EXAMINERS, FOOD, lawTime, type PlayedCase } from '../support/a-case';

const { floorPlan, ...somePapers } = ALL_PAPERS;
const HEAD = 'qianjianguo';
const withoutPlan = (): PlayedCase => aCase({ data: { ...FOOD, ...somePapers } });
const gaps = { data: { gaps: ['floorPlan'] }, opinion: '缺少经营场所布局图。' };
const planComes = { type: 'supplement', data: { floorPlan }, formErrors: [] } as const;

const HOTEL = { placeName: '云舒宾馆', premises: '徐霞客镇霞客大道88号', placeKind: '宾馆旅店' };
const HOTEL_PAPERS = { identity: 'file-1', premisesPlan: 'file-2' };
const RULES = { hygieneRules: 'file-3' };
const aHotel = (papers: Record<string, string>): PlayedCase =>
  aCase({ procedure: publicPlaceHygienePermit, data: { ...HOTEL, ...HOTEL_PAPERS, ...papers } });
const promise = (promiseDays: number) => ({ data: { promiseSigned: true, creditChecked: true, promiseDays } });

const BOOKS = { shopName: '晓风书屋', premises: '徐霞客镇霞客大道88号' };
const BOOK_PAPERS = { identity: 'file-1', businessLicence: 'file-2', premisesProof: 'file-3' };
const aBookshop = (): PlayedCase => aCase({ procedure: publicationRetailPermit, data: { ...BOOKS, ...BOOK_PAPERS } });

describe('the window answers', () => {
  it('that no permit is needed, in writing and with reasons', () => {
    const story = aCase();
    expect(story.refused(CLERK, 'acceptance', 'not-needed', { opinion: '' })).toBe('opinion-missing');
    story.decides(CLERK, 'acceptance', 'not-needed', { opinion: '只卖预包装食品，备案即可。' });
    expect(story.ofType('acceptance-refused')[0]?.payload).toEqual({
      kind: 'not-needed',
      reasons: '只卖预包装食品，备案即可。',
    });
    expect(story.state.effects).toContainEqual(
      expect.objectContaining({
        subject: 'non-acceptance-notice',
        how: 'approval',
        number: expect.stringMatching(/^澄行审不受〔2026〕第\d+号$/),
      }),
    );
    expect(story.runsEffects().state).toMatchObject({ state: 'ended', outcome: 'not-accepted' });
  });

  it('that another body is competent, and names it', () => {
    const story = aCase().decides(CLERK, 'acceptance', 'not-ours', {
      opinion: '食品生产由市级机关许可。',
      data: { rightBody: '无锡市市场监督管理局' },
    });
    expect(story.ofType('acceptance-refused')[0]?.payload).toMatchObject({
      kind: 'not-ours',
      rightBody: '无锡市市场监督管理局',
    });
    expect(story.runsEffects().state.outcome).toBe('not-accepted');
  });

  it('by mending an error on the spot: no list is spent and no new receipt begins', () => {
    const story = withoutPlan().at('2026-03-04');
    expect(story.refused(CLERK, 'acceptance', 'accept')).toBe('materials-missing');
    expect(story.refused(CLERK, 'acceptance', 'correct-now', { data: {} })).toBe('supplement-empty');
    story.decides(CLERK, 'acceptance', 'correct-now', { data: { floorPlan } });
    expect(story.state).toMatchObject({ receivedOn: '2026-03-02', gapLists: 0 });
    expect(story.due('acceptance')).toBe('2026-03-09');
    story.decides(CLERK, 'acceptance', 'accept');
    expect(story.state.acceptedOn).toBe('2026-03-04');
  });

  it('and mends nothing that was bound at the receipt: where the result is collected, and who reviews first', () => {
    const story = withoutPlan();
    const elsewhere = { data: { deliveryWay: 'window', deliveryCentre: 'huashi-centre' } };
    expect(story.refused(CLERK, 'acceptance', 'correct-now', elsewhere)).toBe('field-bound');
    story.decides(CLERK, 'acceptance', 'request-supplement', gaps);
    const moved = { ...planComes, data: { floorPlan, ...elsewhere.data } };
    expect(story.asks('applicant', moved)).toMatchObject({
      code: 'field-bound',
      facts: { fields: ['deliveryCentre'] },
    });
    story.does('applicant', planComes);
    const rural = aCase({
      procedure: ruralPlanningPermit,
      data: { project: '住宅翻建', site: '璜塘村', town: 'xuxiake' },
    });
    expect(rural.refused(CLERK, 'acceptance', 'correct-now', { data: { town: 'huashi' } })).toBe('field-bound');
  });

  it('with the one list of gaps and ten working days for them', () => {
    const story = withoutPlan().decides(CLERK, 'acceptance', 'request-supplement', gaps);
    expect(story.due('supplement')).toBe('2026-03-16');
    expect(story.ofType('supplement-requested')[0]?.payload).toMatchObject({
      gaps: ['floorPlan'],
      reasons: '缺少经营场所布局图。',
    });
    expect(story.state.effects).toContainEqual(expect.objectContaining({ subject: 'supplement-notice' }));
    // What is not missing need not be asked for twice: handed in, the file is accepted.
    story.at('2026-03-16 18:00').does('applicant', planComes).decides(CLERK, 'acceptance', 'accept');
    expect(story.state).toMatchObject({ receivedOn: '2026-03-16', acceptedOn: '2026-03-16' });
  });

  it('with a second list only where the head of the agency allows it', () => {
    const story = withoutPlan();
    const allow = { type: 'allow-second-list', reason: '窗口漏列材料' } as const;
    expect(story.asks(HEAD, allow)?.code).toBe('list-not-spent');
    story.decides(CLERK, 'acceptance', 'request-supplement', gaps);
    story.at('2026-03-04').does('applicant', { ...planComes, data: { area: 80 } });
    expect(story.refused(CLERK, 'acceptance', 'request-supplement', gaps)).toBe('gaps-already-listed');
    for (const who of [CLERK, APPROVER, 'shenhong']) expect(story.asks(who, allow)?.code).toBe('not-your-post');
    story.does(HEAD, allow).decides(CLERK, 'acceptance', 'request-supplement', gaps);
    expect(story.state.gapLists).toBe(2);
    story.at('2026-03-05').does('applicant', { ...planComes, data: { area: 81 } });
    expect(story.refused(CLERK, 'acceptance', 'request-supplement', gaps)).toBe('gaps-already-listed');
  });

  it('by accepting what is complete, with a dated paper under the seal', () => {
    const story = aCase().at('2026-03-03').decides(CLERK, 'acceptance', 'accept');
    expect(story.state).toMatchObject({ acceptedOn: '2026-03-03' });
    expect(story.due()).toBe('2026-03-17');
    expect(story.state.effects).toContainEqual(
      expect.objectContaining({ subject: 'acceptance-notice', how: 'approval' }),
    );
    expect(story.refused(CLERK, 'acceptance', 'accept')).toBe('already-decided');
  });
});

describe('accepted with gaps', () => {
  const accepted = (days = 3): PlayedCase =>
    aHotel(RULES).decides(CLERK, 'acceptance', 'accept-with-gaps', promise(days));
  const testReport = { type: 'supplement', data: { hygieneTestReport: 'file-9' }, formErrors: [] } as const;
  const examined = (story: PlayedCase): PlayedCase => story.examines(EXAMINERS[0]).examines(EXAMINERS[1]);

  it('only minor papers may follow, and no later than the item allows', () => {
    const main = aCase({ procedure: publicPlaceHygienePermit, data: { ...HOTEL, identity: 'file-1', ...RULES } });
    expect(main.refused(CLERK, 'acceptance', 'accept-with-gaps', promise(3))).toBe('materials-missing');
    const full = aHotel({ ...RULES, hygieneTestReport: 'file-9' });
    expect(full.refused(CLERK, 'acceptance', 'accept-with-gaps', promise(3))).toBe('no-gap-to-promise');
    expect(aHotel(RULES).refused(CLERK, 'acceptance', 'accept-with-gaps', promise(6))).toBe('promise-too-long');
    expect(aHotel(RULES).refused(CLERK, 'acceptance', 'accept')).toBe('materials-missing');
  });

  it('the twenty days run and the file is examined, but nothing is decided before the paper is there', () => {
    const story = accepted();
    expect(story.state).toMatchObject({ acceptedOn: '2026-03-02', promised: ['hygieneTestReport'] });
    expect([story.due(), story.due('promise')]).toEqual(['2026-03-30', '2026-03-05']);
    expect(story.state.effects.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['acceptance-with-gaps-notice', 'gaps-promise']),
    );
    examined(story.at('2026-03-03'));
    expect(story.refused(APPROVER, 'decision', 'grant')).toBe('promise-open');
    expect(story.refused(APPROVER, 'decision', 'refuse')).toBe('promise-open');
    expect(story.asks('applicant', { ...testReport, data: { hygieneRules: 'file-8' } })?.code).toBe('not-promised');
    story.at('2026-03-05 21:00').does('applicant', testReport);
    expect(story.ofType('promise-kept')[0]?.payload).toEqual({ on: '2026-03-05' });
    // No new receipt: the limit stands where it stood.
    expect([story.state.receivedOn, story.due()]).toEqual(['2026-03-02', '2026-03-30']);
    story.decides(APPROVER, 'decision', 'grant');
    expect(story.state.closing).toBe('granted');
  });

  it('a promise not kept on its day ends the case with a letter', () => {
    const story = accepted().livesUntil('2026-03-06 00:01:59');
    expect(story.state.closing).toBeUndefined();
    story.livesUntil('2026-03-06 00:02');
    expect(story.ofType('terminated')[0]).toMatchObject({
      payload: { ground: 'promise-broken' },
      effectiveAt: lawTime('2026-03-06 00:00'),
    });
    expect(story.asks('applicant', testReport)?.code).toBe('not-awaited');
    expect(story.runsEffects().state).toMatchObject({ state: 'ended', outcome: 'terminated' });
  });

  it('a paper received in the last minute keeps the promise, though it is written down after midnight', () => {
    const story = accepted().at('2026-03-06 00:00:30');
    expect(story.asks('applicant', testReport, '2026-03-05 23:59:30')).toBeUndefined();
    expect(story.ofType('promise-kept')[0]?.payload).toEqual({ on: '2026-03-05' });
    expect(story.livesUntil('2026-03-10').state.closing).toBeUndefined();
  });
});

describe('on the applicant’s commitment', () => {
  it('what a promise may prove need not be handed in, and it is decided at once', () => {
    const story = aHotel({});
    expect(story.refused(CLERK, 'acceptance', 'accept')).toBe('materials-missing');
    story.decides(CLERK, 'acceptance', 'accept-on-commitment', { data: { commitmentSigned: true } });
    expect(story.milestones()).toContain('accepted-on-commitment');
    expect(story.state.effects.map(({ subject }) => subject)).toContain('commitment');
    expect(story.task('examination')).toBeUndefined();
    story.decides(APPROVER, 'instant', 'grant').runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted', decidedOn: '2026-03-02' });
    expect(story.ofType('linked-opened').map(({ payload }) => payload.procedure)).toContain('commitment-check');
  });

  it('every other paper has to be there, and the item has to be open to it', () => {
    const story = aCase({ procedure: publicPlaceHygienePermit, data: { ...HOTEL, identity: 'file-1' } });
    expect(story.refused(CLERK, 'acceptance', 'accept-on-commitment', { data: { commitmentSigned: true } })).toBe(
      'materials-missing',
    );
    expect(aCase().refused(CLERK, 'acceptance', 'accept-on-commitment')).toBe('outcome-unknown');
  });
});

describe('decided on the spot', () => {
  it('a bookshop’s file that is complete is granted while the applicant waits', () => {
    const story = aBookshop().decides(CLERK, 'acceptance', 'accept-on-the-spot').at('2026-03-02 09:20');
    expect(story.refused(CLERK, 'instant', 'grant')).toBe('not-your-post');
    story.decides(APPROVER, 'instant', 'grant').runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted', decidedOn: '2026-03-02' });
    expect(story.ofType('linked-opened').map(({ payload }) => payload.procedure)).not.toContain('commitment-check');
  });

  it('what cannot be decided at once is examined by two, within the same twenty days', () => {
    const story = aBookshop().decides(CLERK, 'acceptance', 'accept-on-the-spot');
    expect(story.refused(APPROVER, 'instant', 'examine', { opinion: '' })).toBe('opinion-missing');
    expect(story.refused(APPROVER, 'instant', 'refuse')).toBe('outcome-unknown');
    story.decides(APPROVER, 'instant', 'examine', { opinion: '经营场所需核对。' });
    expect(story.task('examination')?.seats).toHaveLength(2);
    expect(story.due()).toBe('2026-03-30');
    story.at('2026-03-04').examines(EXAMINERS[0]).examines(EXAMINERS[1]).decides(APPROVER, 'decision', 'grant');
    expect(story.state.closing).toBe('granted');
  });

  it('an item that has to be examined is never decided so', () => {
    expect(aCase().refused(CLERK, 'acceptance', 'accept-on-the-spot')).toBe('outcome-unknown');
  });
});

describe('somebody acting for the applicant', () => {
  const byAgent = { ...FOOD, ...ALL_PAPERS, byAgent: true, agentName: '李四', agentPhone: '13900139000' };

  it('without a mandate is asked for it in the one list', () => {
    const story = aCase({ data: byAgent });
    expect(story.refused(CLERK, 'acceptance', 'accept')).toBe('materials-missing');
    story.decides(CLERK, 'acceptance', 'request-supplement', { data: { gaps: ['agentMandate'] } });
    story.at('2026-03-04').does('applicant', { ...planComes, data: { agentMandate: 'file-7' } });
    expect(story.decides(CLERK, 'acceptance', 'accept').state.acceptedOn).toBe('2026-03-04');
  });

  it('with a mandate is served as the applicant is; who acts for himself needs none', () => {
    const story = aCase({ data: { ...byAgent, agentMandate: 'file-7' } }).decides(CLERK, 'acceptance', 'accept');
    expect(story.state.acceptedOn).toBe('2026-03-02');
    expect(aCase().refused(CLERK, 'acceptance', 'accept')).toBeUndefined();
  });
});
