// Owns what each entry of the ledger is called. The compiler asks for every type the kernel knows; one from a later kernel is an entry.
import type { ActType } from '../../../src/kernel/acts/act';
import type { Text } from '../../../src/kernel/text';

const ACTS: Readonly<Record<ActType, Text>> = {
  received: { zh: '收件', en: 'Received' },
  'block-entered': { zh: '进入环节', en: 'A step was entered' },
  'block-left': { zh: '离开环节', en: 'A step was left' },
  'branch-carried': { zh: '分支沿用', en: 'A branch was carried over' },
  'loop-turned': { zh: '再办一轮', en: 'Another turn' },
  'table-read': { zh: '决策表判断', en: 'A decision table was read' },
  returned: { zh: '退回', en: 'Sent back' },
  'step-kept': { zh: '原决定沿用', en: 'A decision stands' },
  'kept-dropped': { zh: '原决定须重新作出', en: 'A decision no longer stands' },
  'branch-taken': { zh: '流程判断', en: 'A way was chosen' },
  'condition-failed': { zh: '条件无法判断', en: 'A condition could not be judged' },
  'task-opened': { zh: '分派任务', en: 'A task was opened' },
  'task-done': { zh: '任务办完', en: 'A task was done' },
  'task-closed': { zh: '任务关闭', en: 'A task was closed' },
  claimed: { zh: '签收', en: 'Claimed' },
  unclaimed: { zh: '退回签收', en: 'Given back' },
  urged: { zh: '催办', en: 'Urged' },
  reassigned: { zh: '改派', en: 'Given to somebody else' },
  transferred: { zh: '转办', en: 'Handed on' },
  delegated: { zh: '委派他人提供意见', en: 'An opinion was asked for' },
  'delegation-recalled': { zh: '收回委派', en: 'An opinion is not asked for any more' },
  'opinion-submitted': { zh: '提交意见', en: 'An opinion was given' },
  'recusal-asked': { zh: '申请回避', en: 'A recusal was asked for' },
  'recusal-decided': { zh: '决定回避', en: 'The recusal was decided' },
  'agency-ended': { zh: '代理结束，退回任务', en: 'The agency ended, the task went back' },
  copied: { zh: '抄送', en: 'Copied to others' },
  'copy-read': { zh: '已阅', en: 'Read' },
  commented: { zh: '沟通', en: 'A comment' },
  'follow-asked': { zh: '重新驱动流程', en: 'The process was made to look again' },
  decided: { zh: '办理', en: 'Decided' },
  'decision-held': { zh: '暂存决定', en: 'Decided, may be taken back' },
  'decision-taken-back': { zh: '撤回已生效的办理', en: 'A decision in effect was taken back' },
  'decision-withdrawn': { zh: '撤回办理', en: 'A decision was taken back' },
  'turns-changed': { zh: '轮到下一席位', en: 'It became another’s turn' },
  'signers-added': { zh: '加签', en: 'Further people were added' },
  'signer-removed': { zh: '减签', en: 'An added person was removed' },
  'vote-withdrawn': { zh: '撤回表决', en: 'A vote was taken back' },
  accepted: { zh: '受理', en: 'Accepted' },
  corrected: { zh: '当场更正', en: 'Mended at the window' },
  'promise-kept': { zh: '容缺材料补齐', en: 'Promised papers were handed in' },
  'second-list-allowed': { zh: '准许再次告知补正', en: 'A second list of gaps was allowed' },
  'site-visited': { zh: '现场核查', en: 'The site was visited' },
  forwarded: { zh: '初审上报', en: 'Sent up with the preliminary opinion' },
  'interested-parties-told': { zh: '告知利害关系人', en: 'Interested parties were told' },
  'hearing-requested': { zh: '申请听证', en: 'A hearing was asked for' },
  'hearing-waived': { zh: '放弃听证', en: 'The hearing was waived' },
  'views-stated': { zh: '陈述申辩', en: 'Views were stated' },
  'message-received': { zh: '收到消息', en: 'A message was received' },
  'call-answered': { zh: '外部服务已答复', en: 'Another service has answered' },
  'call-undone': { zh: '撤销外部服务已办事项', en: 'What was called for is undone' },
  'wait-answered': { zh: '等待结束', en: 'A wait ended' },
  'hearing-appointed': { zh: '确定听证', en: 'The hearing was appointed' },
  'hearing-held': { zh: '举行听证', en: 'The hearing was held' },
  'certificate-recorded': { zh: '证照登记', en: 'The certificate was recorded' },
  annulled: { zh: '撤销', en: 'Annulled' },
  deregistered: { zh: '注销', en: 'Deregistered' },
  'left-standing': { zh: '不作处理', en: 'Left standing' },
  'handed-out': { zh: '发放结果', en: 'Handed out' },
  'publication-decided': { zh: '决定是否公示', en: 'Publication was decided' },
  terminated: { zh: '终止办理', en: 'Terminated' },
  'delay-explained': { zh: '超时说明', en: 'The delay was explained' },
  complained: { zh: '投诉', en: 'A complaint was made' },
  'linked-opened': { zh: '引出关联办件', en: 'A linked case was opened' },
  'linked-told': { zh: '告知关联办件', en: 'A linked case was told' },
  'linked-heard': { zh: '收到关联办件的结果', en: 'A linked case was heard' },
  'supplement-requested': { zh: '一次性告知补正', en: 'The list of gaps was sent' },
  supplemented: { zh: '补正', en: 'Supplemented' },
  'acceptance-refused': { zh: '不予受理', en: 'Not accepted' },
  granted: { zh: '准予许可', en: 'Granted' },
  refused: { zh: '不予许可', en: 'Refused' },
  'review-concluded': { zh: '法制审核意见', en: 'The legal review was concluded' },
  'clock-started': { zh: '期限起算', en: 'A limit began' },
  'clock-suspended': { zh: '期限中止', en: 'A limit was stopped' },
  'clock-resumed': { zh: '期限恢复', en: 'A limit runs again' },
  'clock-extended': { zh: '期限延长', en: 'A limit was extended' },
  'clock-ended': { zh: '期限结束', en: 'A limit ended' },
  'clocks-recounted': { zh: '按新的工作日历重新计算期限', en: 'Limits were counted anew by a new calendar' },
  'rung-raised': { zh: '到期提醒', en: 'A limit raised a reminder' },
  'child-opened': { zh: '开始子流程', en: 'A child process was opened' },
  'child-ended': { zh: '子流程结束', en: 'A child process ended' },
  'child-closed': { zh: '关闭子流程', en: 'A child process was closed' },
  closing: { zh: '结果确定，制作文书', en: 'The outcome is fixed, its paper is made' },
  'effects-wanted': { zh: '安排文书和通知', en: 'Papers and messages were ordered' },
  'effect-claimed': { zh: '开始制作或者发送', en: 'Making or sending began' },
  'effect-done': { zh: '制作或者发送完成', en: 'Made or sent' },
  'effect-failed': { zh: '制作或者发送失败', en: 'Making or sending failed' },
  'effect-retried': { zh: '重新办理', en: 'Tried again' },
  'effect-cancelled': { zh: '取消制作或者发送', en: 'Making or sending was cancelled' },
  'application-withdrawn': { zh: '撤回申请', en: 'The application was withdrawn' },
  'process-apart': { zh: '流程与台账不一致', en: 'Process and record differ' },
  rated: { zh: '好差评', en: 'Rated' },
  ended: { zh: '办结', en: 'Ended' },
};
const OTHER: Text = { zh: '其他记录', en: 'Another entry' };

export function actWords(type: string): Text {
  return Object.hasOwn(ACTS, type) ? ACTS[type as ActType] : OTHER;
}

/** What an act tells of what it caused in the machine, not of what somebody did. */
const INNER: ReadonlySet<string> = new Set<ActType>([
  'block-entered',
  'block-left',
  'branch-taken',
  'loop-turned',
  'effects-wanted',
  'effect-claimed',
  'task-opened',
  'task-done',
  'turns-changed',
  'clock-started',
  'clock-ended',
]);
export function isInner(type: string): boolean {
  return INNER.has(type);
}

const MESSAGES: Readonly<Record<string, Text>> = {
  decided: { zh: '决定通知', en: 'The decision' },
  overdue: { zh: '超期通知', en: 'Overdue' },
  reminder: { zh: '期限提醒', en: 'A reminder' },
  escalation: { zh: '督办通知', en: 'A supervision notice' },
  answered: { zh: '答复通知', en: 'The answer' },
  extended: { zh: '延期通知', en: 'The extension' },
  suspended: { zh: '中止通知', en: 'A limit stands still' },
  resumed: { zh: '恢复通知', en: 'A limit runs again' },
  'deemed-accepted': { zh: '视为受理通知', en: 'Deemed accepted' },
  'accepted-with-gaps': { zh: '容缺受理通知', en: 'Accepted with gaps' },
  'non-accepted': { zh: '不予受理通知', en: 'Not accepted' },
  'certificate-issued': { zh: '领取通知', en: 'Ready to be collected' },
  'certificate-expiring': { zh: '证照到期提醒', en: 'The certificate expires' },
  'hearing-opened': { zh: '听证通知', en: 'The hearing' },
  'rights-opened': { zh: '听证权利告知', en: 'The right to a hearing' },
  'annulment-notice': { zh: '撤销告知', en: 'Annulment is considered' },
};
/** The message of a template, or of a milestone told to the town's other systems. */
export function messageWords(event: string): Text {
  return MESSAGES[event] ?? (Object.hasOwn(ACTS, event) ? ACTS[event as ActType] : { zh: '通知', en: 'A message' });
}

/** By what right it was done. */
const BASES: Readonly<Record<string, Text>> = {
  own: { zh: '本人岗位', en: 'own post' },
  party: { zh: '当事人', en: 'the party itself' },
  system: { zh: '系统', en: 'the system' },
  rung: { zh: '期限届满', en: 'a limit fell due' },
  admin: { zh: '管理权限', en: 'administration' },
  delegate: { zh: '委托', en: 'delegated' },
  agent: { zh: '代理', en: 'as agent' },
  transfer: { zh: '转办', en: 'transferred' },
  'add-sign': { zh: '加签', en: 'added signature' },
};
export function basisWords(basis: string): Text {
  return BASES[basis] ?? { zh: '其他依据', en: 'another ground' };
}
