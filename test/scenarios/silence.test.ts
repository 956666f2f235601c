import { constructionPermit } from '../../procedures/construction-permit';
import { publicPlaceHygienePermit } from '../../procedures/public-place-hygiene-permit';
import { aCase, ALL_PAPERS, APPROVER, CLERK, EXAMINERS, FOOD, lawTime, type PlayedCase } from '../support/a-case';
import { dated } from '../support/law-days';

const { floorPlan, ...somePapers } = ALL_PAPERS;
const HOTEL = { placeName: '云舒宾馆', premises: '徐霞客镇霞客大道88号', placeKind: '宾馆旅店', identity: 'file-1' };
const list = { data: { gaps: ['floorPlan'] } };

describe('silence at the window', () => {
  it('over National Day is acceptance from the day of receipt, and the twenty days count from it', () => {
    const story = aCase({ procedure: publicPlaceHygienePermit, on: '2024-09-27 15:00', data: HOTEL });
    expect(story.due('acceptance')).toBe(dated('DL-01', 'supplementNoticeDue'));
    expect(story.livesUntil('2024-10-10 23:59:59').state.acceptedOn).toBeUndefined();
    story.livesUntil('2024-10-11 00:00');
    expect(story.state.acceptedOn).toBe(dated('DL-01', 'deemedAcceptedOn'));
    expect(story.due()).toBe(dated('DL-01', 'decisionDue'));
  });

  it('accepts even an incomplete file: no list and no non-acceptance any more, but it is examined and may be refused', () => {
    const story = aCase({ data: { ...FOOD, ...somePapers } }).livesUntil('2026-03-10');
    expect(story.state.facts['acceptance']).toBe('deemed');
    for (const outcome of ['request-supplement', 'not-needed', 'refuse-acceptance', 'correct-now', 'accept'])
      expect(story.refused(CLERK, 'acceptance', outcome, list)).toBe('already-accepted');
    story.examines(EXAMINERS[0], 'recommend-refusal');
    story.decides(APPROVER, 'decision', 'refuse', { opinion: '缺少布局图，无法认定符合条件。' }).runsEffects();
    expect(story.state).toMatchObject({ state: 'ended', outcome: 'refused' });
  });

  it('after a supplement is counted anew: five days from the day it came', () => {
    const story = aCase({ data: { ...FOOD, ...somePapers } }).decides(CLERK, 'acceptance', 'request-supplement', list);
    story.at('2026-03-12 16:00').does('applicant', { type: 'supplement', data: { floorPlan }, formErrors: [] });
    expect(story.due('acceptance')).toBe('2026-03-19');
    expect(story.livesUntil('2026-03-19 23:59').state.acceptedOn).toBeUndefined();
    expect(story.livesUntil('2026-03-20').state.acceptedOn).toBe('2026-03-12');
    expect(story.due()).toBe('2026-03-26');
  });

  it('is told to the supervisor and the applicant, on paper', () => {
    const story = aCase().livesUntil('2026-03-10');
    expect(story.state.effects.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['deemed-acceptance-notice', 'deemed-accepted']),
    );
  });
});

describe('the applicant’s silence', () => {
  it('until the last day of the term ends the case with a letter, dated at its end', () => {
    const story = aCase({ data: { ...FOOD, ...somePapers } })
      .decides(CLERK, 'acceptance', 'request-supplement', list)
      .livesUntil('2026-03-17 00:02');
    expect(story.ofType('closing')[0]).toMatchObject({
      payload: { outcome: 'abandoned', reason: 'lapsed' },
      effectiveAt: lawTime('2026-03-17 00:00'),
    });
    expect(story.state.effects.map(({ subject }) => subject)).toContain('termination-notice');
    expect(story.runsEffects().state.outcome).toBe('abandoned');
  });
});

describe('a construction permit', () => {
  const BUILDING = {
    ...{ project: '标准厂房一期', site: '工业园区', contractPrice: 1200 },
    ...{ landApproval: 'file-1', planningPermit: 'file-2', contractorProof: 'file-3' },
  };
  const measures = { safetyMeasures: 'file-4' };
  const aBuilding = (data: Record<string, string | number> = { ...BUILDING, ...measures }): PlayedCase =>
    aCase({ procedure: constructionPermit, data });

  it('is decided within seven days of receipt, whenever it is accepted', () => {
    const story = aBuilding();
    expect(story.due()).toBe('2026-03-11');
    story.at('2026-03-05').decides(CLERK, 'acceptance', 'accept');
    expect(story.due()).toBe('2026-03-11');
    expect(story.livesUntil('2026-03-12 10:00').rungs()).toContain('decision:escalation');
  });

  it('accepted by silence has two days left', () => {
    const story = aBuilding().livesUntil('2026-03-10');
    expect([story.state.acceptedOn, story.due()]).toEqual(['2026-03-02', '2026-03-11']);
  });

  it('counts from the supplement once there was a list, and not at all while the applicant is waited for', () => {
    const story = aBuilding(BUILDING).decides(CLERK, 'acceptance', 'request-supplement', {
      data: { gaps: ['safetyMeasures'] },
    });
    expect(story.state.clocks['decision']?.endedOn).toBe('2026-03-02');
    story.livesUntil('2026-03-13').does('applicant', { type: 'supplement', data: measures, formErrors: [] });
    expect(story.due()).toBe('2026-03-24');
    expect(story.rungs().filter((rung) => rung.startsWith('decision'))).toEqual([]);
  });

  it('knows no extension: the law gives none', () => {
    const story = aBuilding().decides(CLERK, 'acceptance', 'accept');
    expect(story.asks('qianjianguo', { type: 'extend-clock', clock: 'decision', reason: '复杂' })?.code).toBe(
      'extension-unlawful',
    );
  });
});
