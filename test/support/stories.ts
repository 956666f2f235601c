// Owns one story for each way a permit can go; their ledgers are folded, replayed and kept.
import type { Draft } from '../../src/kernel/procedure/builder';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { constructionPlanningPermit } from '../../procedures/construction-planning-permit';
import {
  aCase,
  ALL_PAPERS,
  anAcceptedCase,
  anExaminedCase,
  APPROVER,
  CLERK,
  EXAMINERS,
  FOOD,
  REVIEWER,
  type PlayedCase,
} from './a-case';

const reasons = { opinion: '不符合法定条件。' };
const { floorPlan, ...somePapers } = ALL_PAPERS;
const gaps = { data: { gaps: ['floorPlan'] } };

/** The permit whose choice reads what its examiners need not write: a data error when they do not. */
function readingTooEarly(): Draft {
  const draft = structuredClone(foodBusinessPermit) as unknown as {
    flow: { blocks: { form?: { required: string[] } }[] };
  };
  const form = draft.flow.blocks[1]?.form;
  if (form) form.required = ['findings'];
  return draft as unknown as Draft;
}

export const stories: Readonly<Record<string, () => PlayedCase>> = {
  'granted-after-a-supplement': () => {
    const story = aCase({ data: { ...FOOD, ...somePapers }, webhook: true });
    story
      .decides(CLERK, 'acceptance', 'request-supplement', gaps)
      .at('2026-03-05 20:00')
      .does('applicant', { type: 'supplement', data: { floorPlan }, formErrors: [] });
    story.at('2026-03-06').decides('liuyang', 'acceptance', 'accept').at('2026-03-09');
    story
      .does(EXAMINERS[0], { type: 'claim', task: 'c1.examination.1' })
      .does(EXAMINERS[0], { type: 'unclaim', task: 'c1.examination.1' });
    story.examines(EXAMINERS[0]).examines(EXAMINERS[1]).at('2026-03-10').decides(APPROVER, 'decision', 'grant');
    const paper = story.state.effects.find((effect) => effect.block === 'closing')?.id ?? '';
    story
      .does('process', { type: 'claim-effect', effect: paper, claim: 1 })
      .does('process', { type: 'fail-effect', effect: paper, claim: 1, failure: 'seal-unreachable' });
    story.does('shijie', { type: 'retry-effect', effect: paper, reason: '印章恢复' });
    story
      .does('process', { type: 'claim-effect', effect: paper, claim: 2 })
      .does('process', { type: 'finish-effect', effect: paper, claim: 2, result: { sha256: '0'.repeat(64) } });
    return story.runsEffects().does('applicant', { type: 'rate', grade: 5, remark: '很快' });
  },
  'refused-after-legal-review': () => {
    const story = anExaminedCase('recommend-refusal', true);
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'correct', reasons).runsEffects());
    story.at('2026-03-06').examines(EXAMINERS[0], 'recommend-refusal', true);
    story.delivers(story.child('review').decides('jiangtao', 'opinion', 'agree', reasons).runsEffects());
    return story.decides(APPROVER, 'decision', 'refuse', reasons).runsEffects();
  },
  'deemed-accepted-and-overdue': () => aCase().livesUntil('2026-06-30'),
  'stopped-and-extended': () => {
    const story = anAcceptedCase({
      procedure: constructionPlanningPermit,
      data: { project: '标准厂房项目', site: '工业园区', floorArea: 5000, landRight: 'file-1', designPlan: 'file-2' },
    });
    story
      .at('2026-03-05')
      .does(APPROVER, { type: 'suspend-clock', clock: 'decision', ground: 'expert-review', document: '委托书' });
    story
      .at('2026-03-20')
      .does(APPROVER, { type: 'resume-clock', clock: 'decision' })
      .does('qianjianguo', { type: 'extend-clock', clock: 'decision', reason: '案情复杂' });
    return story.livesUntil('2026-04-10');
  },
  'withdrawn-during-legal-review': () => {
    const story = anExaminedCase('recommend-refusal', true, { webhook: true });
    const review = story.child('review');
    const { duties } = review.state;
    story.does('applicant', { type: 'withdraw-application', reason: '不开店了' }).runsEffects();
    return story.does('process', {
      type: 'child-outcome',
      child: review.state.id,
      outcome: 'agree',
      facts: {},
      duties,
    });
  },
  'abandoned-without-a-supplement': () =>
    aCase({ data: { ...FOOD, ...somePapers } })
      .decides(CLERK, 'acceptance', 'request-supplement', gaps)
      .livesUntil('2026-03-20')
      .runsEffects(),
  'not-accepted': () =>
    aCase().decides(CLERK, 'acceptance', 'refuse-acceptance', { opinion: '依法不需要取得行政许可。' }).runsEffects(),
  'waiting-for-data': () => {
    const story = anAcceptedCase({ procedure: readingTooEarly() }).decides(
      EXAMINERS[0],
      'examination',
      'recommend-refusal',
      { data: { findings: '不一致。' } },
    );
    return story.does('process', { type: 'report-apart', milestone: 'granted', expected: 'accepted' });
  },
};
