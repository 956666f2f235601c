import { businessRegistration } from '../../procedures/business-registration';
import { completionRecord } from '../../procedures/completion-record';
import { constructionPlanningPermit } from '../../procedures/construction-planning-permit';
import { fireDesignReview } from '../../procedures/fire-design-review';
import { publicationRetailPermit } from '../../procedures/publication-retail-permit';
import { ruralPlanningPermit } from '../../procedures/rural-planning-permit';
import { aCase, anAcceptedCase, APPROVER, CLERK, EXAMINERS, type PlayedCase } from '../support/a-case';
import { dated, workingDay } from '../support/law-days';
import { person } from '../support/town';

const HEAD = 'qianjianguo';
const extend = { type: 'extend-clock', clock: 'decision', reason: '需要进一步核实' } as const;
const resume = { type: 'resume-clock', clock: 'decision' } as const;
const experts = (days: number) =>
  ({ type: 'suspend-clock', clock: 'decision', ground: 'expert-review', days, document: '专家评审委托书' }) as const;
const PLANT = { project: '标准厂房项目', site: '工业园区', floorArea: 5000, landRight: 'file-1', designPlan: 'file-2' };
const days = (story: PlayedCase, rung: string): readonly string[] =>
  story
    .ofType('rung-raised')
    .filter(({ payload }) => `${payload.clock}:${payload.rung}` === rung)
    .map(({ at }) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10));

describe('over Spring Festival 2025', () => {
  it('an ordinary file keeps the days of the dated case, extended and delivered', () => {
    const story = aCase({ procedure: constructionPlanningPermit, data: PLANT, on: '2025-01-16' })
      .at('2025-01-17')
      .decides(CLERK, 'acceptance', 'accept');
    expect(story.due()).toBe(dated('DL-02', 'decisionDue'));
    story.livesUntil('2025-02-20 16:00').does(HEAD, extend);
    expect(story.due()).toBe(dated('DL-02', 'extendedDecisionDue'));
    story.at('2025-02-21').examines(EXAMINERS[0]).examines(EXAMINERS[1]).decides(APPROVER, 'decision', 'grant');
    expect(story.due('delivery')).toBe(dated('DL-02', 'certificateDeliveredDue'));
  });
});

describe('an extension', () => {
  it('is the head’s alone, once, before the end, and told to the applicant with its reason', () => {
    const story = anAcceptedCase();
    for (const who of [APPROVER, CLERK, 'shenhong']) expect(story.asks(who, extend)?.code).toBe('not-your-post');
    story.at('2026-03-17').does(HEAD, extend);
    expect(story.due()).toBe('2026-03-24');
    expect(story.asks(HEAD, extend)?.code).toBe('extension-used');
    expect(story.ofType('clock-extended')[0]?.payload.extension).toMatchObject({ amount: 5, reason: '需要进一步核实' });
    expect(story.state.effects.map(({ subject }) => subject)).toContain('extension-notice');
  });

  it('comes too late on the day after', () => {
    expect(anAcceptedCase().at('2026-03-18').asks(HEAD, extend)?.code).toBe('limit-passed');
  });
});

describe('a special procedure', () => {
  it('is told in writing with its days, and none of them counts', () => {
    const story = anAcceptedCase().at('2026-03-05').does(APPROVER, experts(5));
    expect(story.ofType('clock-suspended')[0]?.payload.suspension).toMatchObject({
      ground: 'expert-review',
      from: '2026-03-05',
      article: '行政许可法第四十五条',
    });
    expect(story.due('special')).toBe('2026-03-12');
    expect(story.state.effects.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['suspension-notice', 'suspended']),
    );
    story.at('2026-03-12').does(APPROVER, resume);
    const still = (day: string): boolean => day >= '2026-03-05' && day < '2026-03-12';
    expect(story.due()).toBe(workingDay('2026-03-03', 10, still));
    expect(story.due()).toBe('2026-03-24');
    expect(story.livesUntil('2026-03-16').rungs()).not.toContain('special:overrun');
  });

  it('that takes longer than was told is looked into by the post above, while the clock stands still', () => {
    const story = anAcceptedCase().at('2026-03-05').does(APPROVER, experts(5)).livesUntil('2026-03-13 10:00');
    expect(days(story, 'special:overrun')).toEqual(['2026-03-13']);
    expect(story.task('supervise-special')).toMatchObject({
      seats: [{ post: 'agency-head', organisation: 'approval-bureau' }],
    });
    expect(story.state.state).toBe('suspended');
    expect(story.due()).toBeUndefined();
    story.does(APPROVER, resume).at('2026-03-16').does(APPROVER, experts(2)).livesUntil('2026-03-20 10:00');
    expect(story.task('supervise-special')).toMatchObject({
      seats: [{ post: 'supervisor', organisation: 'justice-bureau' }],
    });
  });

  it('ends with the case that waits for it', () => {
    const story = anAcceptedCase().at('2026-03-05').does(APPROVER, experts(5));
    story.does('applicant', { type: 'withdraw-application', reason: '不办了' }).livesUntil('2026-04-01');
    expect(story.rungs().filter((rung) => rung.startsWith('special'))).toEqual([]);
  });

  describe('of a fire design review', () => {
    const aDesign = (): PlayedCase =>
      aCase({
        procedure: fireDesignReview,
        data: { project: '文体中心', site: '新城路1号', applicationForm: 'file-1', fireDesign: 'file-2' },
      }).decides(CLERK, 'acceptance', 'accept');

    it('takes at most twenty days beside the fifteen', () => {
      const story = aDesign();
      expect(story.due()).toBe('2026-03-23');
      story.at('2026-03-05');
      expect(story.asks(APPROVER, experts(21))?.code).toBe('special-too-long');
      story.does(APPROVER, experts(20));
      expect(story.due('special')).toBe('2026-04-02');
      story.at('2026-04-02').does(APPROVER, resume);
      // Two of fifteen days were used before the experts began.
      expect(story.due()).toBe(workingDay('2026-04-01', 13));
    });

    it('takes twenty days in all, in however many parts', () => {
      const story = aDesign().at('2026-03-05').does(APPROVER, experts(12)).at('2026-03-23').does(APPROVER, resume);
      expect(story.at('2026-03-24').asks(APPROVER, experts(9))?.code).toBe('special-too-long');
      expect(story.asks(APPROVER, experts(8))).toBeUndefined();
    });
  });
});

describe('the promised limit', () => {
  const aBookshop = (): PlayedCase =>
    aCase({
      procedure: publicationRetailPermit,
      data: {
        ...{ shopName: '晓风书屋', premises: '霞客大道88号' },
        ...{ identity: 'file-1', businessLicence: 'file-2', premisesProof: 'file-3' },
      },
    }).decides(CLERK, 'acceptance', 'accept');

  it('is an alert inside the body: passing it breaches nothing and is nobody’s to supervise', () => {
    const story = aBookshop();
    expect([story.due('promised'), story.due()]).toEqual(['2026-03-16', '2026-03-30']);
    story.livesUntil('2026-03-17 10:00');
    expect(days(story, 'promised:passed')).toEqual(['2026-03-17']);
    expect(story.state.tasks.filter(({ kind }) => kind === 'supervision')).toEqual([]);
    expect(story.asks(APPROVER, { type: 'explain-delay', clock: 'promised', reason: '…' })?.code).toBe('not-overdue');
    expect(story.asks(HEAD, { ...extend, clock: 'promised' })?.code).toBe('extension-unlawful');
  });
});

describe('a breached limit', () => {
  const explain = { type: 'explain-delay', clock: 'decision', reason: '审查人员患病，已调整人员。' } as const;

  it('is explained once, to the applicant too, and decides nothing by itself', () => {
    const story = anAcceptedCase().livesUntil('2026-03-17 17:00');
    expect(story.asks(APPROVER, explain)?.code).toBe('not-overdue');
    story.livesUntil('2026-03-18 11:00');
    expect(story.task('supervise-decision')).toBeDefined();
    expect(story.asks(EXAMINERS[0], explain)?.code).toBe('not-your-post');
    story.does(APPROVER, explain);
    expect(story.asks(HEAD, explain)?.code).toBe('already-explained');
    expect(story.state.effects.map(({ subject }) => subject)).toContain('delay-explanation');
    expect(story.task('examination')).toBeDefined();
    expect(story.state.closing).toBeUndefined();
  });
});

describe('a rural planning permit', () => {
  const aFarmhouse = (): PlayedCase =>
    aCase({
      procedure: ruralPlanningPermit,
      holder: 'planning-bureau',
      data: {
        ...{ project: '村民住宅翻建', site: '徐霞客镇璜塘村', town: 'xuxiake' },
        ...{ identity: 'file-1', villageOpinion: 'file-2', designPlan: 'file-3' },
      },
    }).decides(CLERK, 'acceptance', 'accept');
  const opinion = { opinion: '符合村庄规划，同意上报。' };

  it('is reviewed by the town in twenty days and decided by the county in its own twenty', () => {
    const story = aFarmhouse();
    expect([story.due('preliminary'), story.due()]).toEqual(['2026-03-30', undefined]);
    expect(story.refused('zhaojianxin', 'preliminary', 'forward-approving', opinion)).toBe('not-your-post');
    story.at('2026-03-20').decides('xuguoping', 'preliminary', 'forward-approving', opinion);
    expect(story.state.clocks['preliminary']?.endedOn).toBe('2026-03-20');
    expect(story.due()).toBe(workingDay('2026-03-20', 20));
    expect(story.state.effects.map(({ subject }) => subject)).toContain('preliminary-opinion');
    story.examines('youlan').examines('fanglei').decides('tangjianming', 'decision', 'grant').runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'granted' });
  });

  it('is decided by nobody who reviewed it for the town', () => {
    const story = aFarmhouse().decides('xuguoping', 'preliminary', 'forward-approving', opinion);
    story.examines('youlan').examines('fanglei');
    const both = { ...person('xuguoping'), posts: person('tangjianming').posts };
    expect(story.refused(both, 'decision', 'grant')).toBe('four-eyes');
  });

  it('to which the town objects goes up all the same', () => {
    const story = aFarmhouse().decides('xuguoping', 'preliminary', 'forward-objecting', { opinion: '占用基本农田。' });
    expect(story.ofType('forwarded')[0]?.payload.opinion).toBe('占用基本农田。');
    expect(story.task('examination')?.seats[0]?.organisation).toBe('planning-bureau');
  });

  it('sent back to be examined again does not begin its time anew', () => {
    const story = aFarmhouse().at('2026-03-10').decides('xuguoping', 'preliminary', 'forward-approving', opinion);
    const due = story.due();
    story.at('2026-03-20').examines('youlan').examines('fanglei').decides('tangjianming', 'decision', 'reexamine');
    expect(story.task('examination')).toMatchObject({ round: 2 });
    expect(story.due()).toBe(due);
  });
});

describe('a registration', () => {
  const aNoodleShop = (papers = { identity: 'file-1', premisesProof: 'file-2' }): PlayedCase =>
    aCase({
      procedure: businessRegistration,
      data: { businessName: '张记面馆', kind: '个体工商户', premises: '霞客大道88号', scope: '餐饮服务', ...papers },
    });

  it('is entered on the spot, and the licence with it', () => {
    const story = aNoodleShop().decides(CLERK, 'acceptance', 'accept').decides(APPROVER, 'registration', 'register');
    expect(story.state.effects.filter(({ block }) => block === 'closing').map(({ subject }) => subject)).toEqual([
      'registration-decision',
      'permit-certificate',
    ]);
    expect(story.runsEffects().state).toMatchObject({ outcome: 'granted', decidedOn: '2026-03-02' });
  });

  it('is due three days after it came, three more with the head’s leave, and watched when late', () => {
    const story = aNoodleShop().decides(CLERK, 'acceptance', 'accept');
    expect(story.due()).toBe('2026-03-05');
    story.at('2026-03-05').does(HEAD, extend);
    expect(story.due()).toBe('2026-03-10');
    expect(days(story.livesUntil('2026-03-12'), 'decision:escalation')).toEqual(['2026-03-11']);
    story.decides(APPROVER, 'registration', 'register');
    expect(story.state.closing).toBe('granted');
  });

  it('is no licence yet where completed works are only filed: a receipt, and no certificate', () => {
    const story = aCase({
      procedure: completionRecord,
      data: {
        ...{ project: '标准厂房一期', site: '工业园区', acceptedOn: '2026-02-27' },
        ...{ completionReport: 'file-1', acceptanceDocuments: 'file-2', qualityGuarantee: 'file-3' },
      },
    })
      .decides(CLERK, 'acceptance', 'accept')
      .decides(APPROVER, 'registration', 'register');
    expect(story.state.effects.filter(({ block }) => block === 'closing').map(({ subject }) => subject)).toEqual([
      'filing-receipt',
    ]);
    expect(story.ofType('certificate-recorded')).toEqual([]);
  });
});
