// Owns one story for each way a permit can go; their ledgers are folded, replayed and kept.
import { annulment } from '../../procedures/annulment';
import { deregistration } from '../../procedures/deregistration';
import { constructionPlanningPermit } from '../../procedures/construction-planning-permit';
import { fireworksRetailPermit } from '../../procedures/fireworks-retail-permit';
import { publicPlaceHygienePermit } from '../../procedures/public-place-hygiene-permit';
import { ruralPlanningPermit } from '../../procedures/rural-planning-permit';
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
import { AREA_FORM, beside, ended, graded, inOrder, outcome, play, repeated, step } from './branching';
import { answers, call, called, fails, paid, payment, saying } from './calling';
import { readingTooEarly } from './reading-too-early';
import { person } from './town';
import { aVote, decisionOf, M1, M2, M3, member, says, vote } from './voting';
import { calendarOf } from '../../src/kernel/time/calendar';
import { builtInCalendar } from '../../src/kernel/time/notices';

const reasons = { opinion: '不符合法定条件。' };
const { floorPlan, ...somePapers } = ALL_PAPERS;
const gaps = { data: { gaps: ['floorPlan'] } };

/** A case with all that hangs on it: its children, and every case about its certificate or opened by it. */
export function familyOf(story: PlayedCase): readonly PlayedCase[] {
  const withChildren = (each: PlayedCase): readonly PlayedCase[] => [each, ...each.children.values()];
  return [...new Set([story, ...story.register.cases].flatMap(withChildren))];
}

/** An annulment taken up on a day, up to the head's desk: investigated, the holder heard, the review passed. */
function annulling(of: PlayedCase, id: string, on: string): PlayedCase {
  const certificate = of.state.certificate?.number ?? '';
  const data = { certificate, ground: 'fraud', facts: '租赁合同系伪造。' };
  const story = aCase({ procedure: annulment, id, on, by: 'sunqiang', about: of, data });
  story.decides('sunqiang', 'investigation', 'propose', { data: { ground: 'fraud', findings: '合同系伪造。' } });
  story.does('applicant', { type: 'state-views', views: '合同是真的。' }).runsEffects();
  return story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree', reasons).runsEffects());
}

/** The year after those that come with the product, made up: three days off, one Saturday worked. */
export const withNewYear = calendarOf([
  ...builtInCalendar.loaded,
  {
    year: 2027,
    version: '1',
    provisional: false,
    notice: '国办发明电〔2026〕9号',
    restDays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'],
    makeUpDays: ['2027-01-09'],
  },
]);

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
  'held-and-taken-back': () =>
    aCase({ undoSeconds: 30 })
      .at('2026-03-03 10:00')
      .decides(CLERK, 'acceptance', 'refuse-acceptance', { opinion: '不属于本机关职权范围。' })
      .at('2026-03-03 10:00:20')
      .takesBack(CLERK)
      .decides(CLERK, 'acceptance', 'accept')
      .at('2026-03-03 10:01')
      .settles()
      .runsEffects(),
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
  'urged-given-away-and-sent-back': () => {
    const story = anAcceptedCase({ procedure: readingTooEarly() }).at('2026-03-05');
    story
      .does('qianjianguo', { type: 'urge', task: 'c1.examination.1', reason: '申请人来电询问' })
      .does(EXAMINERS[0], { type: 'claim', task: 'c1.examination.1' })
      .does('qianjianguo', {
        type: 'reassign',
        task: 'c1.examination.1',
        seat: 'c1.examination.1.1',
        to: person('sunqiang'),
        reason: '王芳外出培训',
      });
    story.decides('sunqiang', 'examination', 'recommend-refusal', { data: { findings: '不一致。' } });
    story.does('shijie', { type: 'send-back', reason: '漏填是否涉及第三人' });
    story.does('shijie', { type: 'follow-again', reason: '流程被误终止' });
    return story.examines(EXAMINERS[1], 'recommend-refusal');
  },
  'handed-on-asked-and-recused': () => {
    const task = 'c1.examination.1';
    const story = anAcceptedCase().at('2026-03-04');
    story
      .does(EXAMINERS[0], { type: 'claim', task })
      .does(EXAMINERS[0], { type: 'transfer', task, to: person('sunqiang'), reason: '王芳外出培训' })
      .does('sunqiang', { type: 'delegate', task, to: person('zhoumin'), question: '面积是否符合要求？' })
      .does('zhoumin', { type: 'delegate', task, to: person('youlan'), question: '规划用途是否相符？' })
      .does('zhoumin', { type: 'recall-delegation', task })
      .does('zhoumin', { type: 'submit-opinion', task, opinion: '符合要求。' })
      .does(EXAMINERS[1], { type: 'claim', task })
      .does('applicant', { type: 'recuse', task, seat: `${task}.2`, ground: 'relative', reason: '与邻店经营者系亲属' });
    story
      .does('qianjianguo', { type: 'decide-recusal', task, seat: `${task}.2`, recused: true, reason: '情况属实' })
      .does('sunqiang', { type: 'copy', people: [person('qinyu'), person('fanglei')], reason: '供参考' })
      .does('qinyu', { type: 'read-copy' })
      .does('qinyu', { type: 'comment', text: '该址此前有投诉记录。', mentions: ['sunqiang'] });
    return story.examines('sunqiang').examines(EXAMINERS[0]);
  },
  'done-by-an-agent': () => {
    const task = 'c1.examination.1';
    const rule = { rule: 'a1', absent: person(EXAMINERS[0]), scope: {} };
    const agent = { ...person('sunqiang'), agentFor: [rule] };
    const story = anAcceptedCase().does(EXAMINERS[0], { type: 'claim', task }).at('2026-03-04');
    story.does(agent, { type: 'claim', task, for: EXAMINERS[0] }).does('process', { type: 'end-agency', rule: 'a1' });
    story.at('2026-03-05').does(agent, {
      type: 'decide',
      task,
      for: EXAMINERS[0],
      outcome: 'recommend-grant',
      data: { findings: '现场与申请材料一致。', thirdPartiesAffected: false },
      formErrors: [],
    });
    return story.examines(EXAMINERS[1]);
  },
  'heard-and-handed-out-elsewhere': () => {
    const [shilei, gongping] = ['shilei', 'gongping'];
    const story = aCase({
      procedure: fireworksRetailPermit,
      holder: 'emergency-bureau',
      data: {
        shopName: '老陈烟花零售点',
        premises: '徐霞客镇霞客大道88号',
        storageKg: 200,
        identity: 'file-1',
        premisesPlan: 'file-2',
        deliveryWay: 'window',
        deliveryCentre: 'huashi-centre',
      },
    });
    story
      .decides(CLERK, 'acceptance', 'correct-now', { data: { safetyTraining: 'file-3' } })
      .decides(CLERK, 'acceptance', 'accept')
      .runsEffects()
      .at('2026-03-05');
    const visited = { data: { place: '霞客大道88号', visitFindings: '安全间距符合规定。', partyPresent: true } };
    story.decides(shilei, 'visit', 'visited', visited).decides(gongping, 'visit', 'visited', visited);
    story.examines(shilei, 'recommend-grant', true).examines(gongping, 'recommend-grant', true);
    story.informs(shilei, '李四', '王五').runsEffects().at('2026-03-09').waives('party-2');
    story.does(CLERK, { type: 'state-views', views: '离我家太近。', by: 'party-1' }).asksForHearing('party-1');
    const hearing = story.child('hearing');
    hearing
      .decides('gengzhiyuan', 'appointment', 'appoint', {
        data: { heldOn: '2026-03-19', startsAt: '09:30', place: '应急管理局会议室', host: '潘飞' },
      })
      .at('2026-03-19 11:00')
      .decides('panfei', 'hold', 'held', {
        data: { present: '申请人、李四', record: '双方陈述了意见。', recordSigned: true },
      })
      .runsEffects();
    story.at('2026-03-19 12:00').delivers(hearing);
    story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree').runsEffects());
    story.decides('feiming', 'decision', 'grant').runsEffects();
    story.decides('chenjing', 'hand-out', 'collected', { data: { receiver: '陈某', identityChecked: true } });
    return story
      .runsEffects()
      .does('applicant', { type: 'complain', text: '等得太久。' })
      .does('applicant', { type: 'rate', grade: 2 });
  },
  'promise-kept': () =>
    aCase({
      procedure: publicPlaceHygienePermit,
      data: {
        placeName: '云舒宾馆',
        premises: '徐霞客镇霞客大道88号',
        placeKind: '宾馆旅店',
        identity: 'file-1',
        premisesPlan: 'file-2',
        hygieneRules: 'file-3',
      },
    })
      .decides(CLERK, 'acceptance', 'accept-with-gaps', {
        data: { promiseSigned: true, creditChecked: true, promiseDays: 3 },
      })
      .at('2026-03-04')
      .does('applicant', { type: 'supplement', data: { hygieneTestReport: 'file-4' }, formErrors: [] }),
  'second-list-allowed': () =>
    aCase({ data: { ...FOOD, ...somePapers } })
      .decides(CLERK, 'acceptance', 'request-supplement', gaps)
      .at('2026-03-04')
      .does('applicant', { type: 'supplement', data: { shopName: '徐霞客镇张记小面馆' }, formErrors: [] })
      .does('qianjianguo', { type: 'allow-second-list', reason: '窗口漏列一份材料' })
      .decides(CLERK, 'acceptance', 'request-supplement', gaps),
  'forwarded-overdue-and-terminated': () => {
    const story = aCase({
      procedure: ruralPlanningPermit,
      holder: 'planning-bureau',
      data: {
        project: '村民住宅翻建',
        site: '徐霞客镇璜塘村',
        town: 'xuxiake',
        identity: 'file-1',
        villageOpinion: 'file-2',
        designPlan: 'file-3',
      },
    })
      .decides(CLERK, 'acceptance', 'accept')
      .at('2026-03-10')
      .decides('xuguoping', 'preliminary', 'forward-approving')
      .runsEffects()
      .livesUntil('2026-04-15');
    return story
      .does('tangjianming', { type: 'explain-delay', clock: 'decision', reason: '设计方案多次修改' })
      .does(CLERK, { type: 'terminate', ground: 'subject-died', reason: '申请人已经死亡' })
      .runsEffects();
  },
  'counted-by-a-later-calendar': () => {
    const story = aCase({ on: '2026-12-21' }).decides(CLERK, 'acceptance', 'accept').runsEffects();
    story.livesUntil('2026-12-30').under(withNewYear).does('process', { type: 'recount-clocks' });
    return story.livesUntil('2027-01-05');
  },
  'annulled-and-struck-off': () => {
    const granted = anExaminedCase().decides(APPROVER, 'decision', 'grant').runsEffects();
    granted.linked('publication').decides('xiaolin', 'publication', 'publish').runsEffects();
    annulling(granted, 'a1', '2026-03-09').decides('qianjianguo', 'decision', 'leave', reasons).runsEffects();
    annulling(granted, 'a2', '2026-04-09').decides('qianjianguo', 'decision', 'revoke', reasons).runsEffects().tells();
    const data = { certificate: granted.state.certificate?.number ?? '', ground: 'annulled' };
    aCase({ procedure: deregistration, id: 'd1', on: '2026-05-08', about: granted, data })
      .decides(CLERK, 'acceptance', 'accept')
      .decides(EXAMINERS[0], 'examination', 'recommend-grant', { data: { findings: '许可已被撤销。' } })
      .decides(APPROVER, 'decision', 'deregister')
      .runsEffects()
      .tells();
    return granted;
  },
  'decided-by-several': () => {
    const story = aVote(vote([1, 2], { quorum: { of: [2, 3] } }), { everyone: true });
    const task = decisionOf(story).id;
    const [asked, joins, advises] = [member('m6'), member('m7'), member('wangfang-adviser', 'examiner')];
    story.does(M1, { type: 'add-sign', task, kind: 'before', people: [asked], reason: '核对面积' });
    story.does(M1, { type: 'add-sign', task, kind: 'consult', people: [advises], reason: '征求意见' });
    story.does(M2, { type: 'add-sign', task, kind: 'parallel', people: [joins], weight: 2, reason: '涉及其职责' });
    story.does(advises, { type: 'submit-opinion', task, opinion: '符合规划。' });
    says(story, asked, 'grant').does(M2, { type: 'remove-sign', task, seat: `${task}.8`, reason: '误加' });
    says(story, M3, 'refuse', '尚有疑问。').does(M3, { type: 'withdraw-vote', task, reason: '疑问已经解决' });
    return says(says(says(story, M1, 'grant'), M2, 'grant'), M3, 'grant').runsEffects();
  },
  'taken-back-in-effect': () => {
    const two = step('survey', { by: { post: 'examiner', of: 'deciding', count: 2 }, form: AREA_FORM });
    const story = play(inOrder('flow', two, step('sign'), ended()));
    story.decides('wangfang', 'survey', 'done', { data: { area: 80 } });
    story.decides('lina', 'survey', 'done', { data: { area: 90 } });
    story.does('lina', { type: 'withdraw', task: 'c1.survey.1', reason: '面积记错' });
    story.decides('lina', 'survey', 'done', { data: { area: 80 } }).decides('wangfang', 'sign', 'done');
    return story;
  },
  'sent-back-and-carried-over': () => {
    const flow = inOrder(
      'flow',
      graded('level'),
      step('survey', { form: AREA_FORM }),
      beside('sides', { fire: sentBack('fire-view'), water: step('water-view') }, { carryOver: ['water'] }),
      repeated('round', step('talk', { outcomes: { settled: toNext, open: toNext } }), 'talk = "open"'),
      step('sign', { returns: { to: ['survey'], mode: 'direct' } }),
      ended(),
    );
    const story = play(flow).decides('wangfang', 'survey', 'done', { data: { area: 80 } });
    story.decides('lina', 'water-view', 'done').does('wangfang', back('fire-view.1', '现场与图纸不符'));
    story.decides('wangfang', 'survey', 'done', { data: { area: 80 } }).decides('lina', 'fire-view', 'done');
    story.decides('lina', 'talk', 'open').decides('lina', 'talk', 'settled').does('lina', back('sign.1', '面积有误'));
    story.decides('wangfang', 'survey', 'done', { data: { area: 90 } });
    for (const at of ['fire-view', 'water-view', 'talk']) story.decides('lina', at, at === 'talk' ? 'settled' : 'done');
    story.does('lina', back('sign.2', '请再核一次'));
    return story.decides('wangfang', 'survey', 'done', { data: { area: 90 } }).decides('lina', 'sign', 'done');
  },
  'paid-booked-and-withdrawn': () => {
    const flow = inOrder(
      'flow',
      step('survey'),
      payment(),
      call('booking'),
      call('listing', { service: 'list', undo: 'unlist', outcomes: { done: { to: 'next' }, failed: { to: 'next' } } }),
      step('sign'),
      ended(),
    );
    const story = play(flow, {}, saying(flow, 'amount', 'place'))
      .runsEffects()
      .does('process', paid('p-1'));
    story.decides('wangfang', 'survey', 'done').does('process', paid('p-2', 5));
    for (const does of [answers, fails]) does(story, called(story)[0]?.[1] ?? '');
    return story.does('applicant', { type: 'withdraw-application', reason: '不办了' }).runsEffects();
  },
};

const toNext = outcome({ to: 'next' });
const sentBack = (id: string) => step(id, { returns: { to: ['survey'], mode: 're-walk' } });
const back = (task: string, reason: string) => ({ type: 'return', task: `c1.${task}`, to: 'survey', reason }) as const;
