// Owns what acts on a case are called, what follows from each, and what its form asks for. An act that is not known has neutral words.
import type { Text } from '../../../src/kernel/text';

export interface ActWords {
  readonly title: Text;
  /** What follows from it, read before it is confirmed. */
  readonly follows: Text;
  /** It cannot be taken back, or ends something. */
  readonly grave?: true;
}
const UNKNOWN_ACT: ActWords = {
  title: { zh: '其他操作', en: 'Another act' },
  follows: { zh: '操作记入台账，不能删除。', en: 'The act goes into the ledger and stays there.' },
};

const CASE_ACTS: Readonly<Record<string, ActWords>> = {
  supplement: {
    title: { zh: '收补正材料', en: 'Take in what was missing' },
    follows: {
      zh: '补正材料视为重新收到申请：五个工作日内答复是否受理。容缺承诺的材料补齐后，办理期限不变。',
      en: 'It counts as a new receipt: an answer on acceptance is due in five working days. Papers that had been promised change no limit.',
    },
  },
  'withdraw-application': {
    title: { zh: '登记撤回申请', en: 'Enter a withdrawal' },
    follows: {
      zh: '办件终止，不能恢复；终止办理通知书送达申请人。申请人可以重新申请。',
      en: 'The case ends for good and the applicant gets a letter saying so. He may apply again.',
    },
    grave: true,
  },
  'suspend-clock': {
    title: { zh: '中止期限', en: 'Stop a clock' },
    follows: {
      zh: '从今天起不计入办理期限，特别程序告知书送达申请人；超过告知的时间由执法监督跟踪。',
      en: 'From today the days are not counted and the applicant is told in writing; past the announced time the supervisor follows it.',
    },
  },
  'resume-clock': {
    title: { zh: '恢复期限', en: 'Let a clock run again' },
    follows: { zh: '期限从今天起继续计算。', en: 'From today the days count again.' },
  },
  'extend-clock': {
    title: { zh: '延长期限', en: 'Extend a limit' },
    follows: {
      zh: '期限只能延长一次；延期办理通知书连同理由送达申请人。',
      en: 'A limit is extended once only; the applicant is told in writing, with the reason.',
    },
    grave: true,
  },
  'retry-effect': {
    title: { zh: '重新办理失败事项', en: 'Try again what failed' },
    follows: { zh: '立即重新发送或者制作。', en: 'It is sent or made again at once.' },
  },
  urge: {
    title: { zh: '催办', en: 'Urge' },
    follows: {
      zh: '提醒正在等待的人员尽快办理，记入台账；四小时内只能催办一次。',
      en: 'Those the case waits for are asked to go on, on the record; once in four hours.',
    },
  },
  'follow-again': {
    title: { zh: '重新驱动流程', en: 'Let the process look again' },
    follows: {
      zh: '流程立即按台账继续；流程已丢失的重新启动，已办事项不重复办理。',
      en: 'The process goes on from the record at once, and is started again where it is gone; nothing is done twice.',
    },
  },
  'send-back': {
    title: { zh: '退回补录', en: 'Send back to be completed' },
    follows: {
      zh: '条件因数据缺失无法判断：退回上一步重新填写，该步以后的结论不再计算。',
      en: 'A condition lacks data: the step before it is done again, and what was found from there on no longer counts.',
    },
    grave: true,
  },
  terminate: {
    title: { zh: '终止办理', en: 'Terminate' },
    follows: {
      zh: '办件终止，不能恢复；终止办理通知书送达申请人，未发出的通知一并取消。',
      en: 'The case ends for good with a letter to the applicant; what has not been sent yet is cancelled.',
    },
    grave: true,
  },
  'allow-second-list': {
    title: { zh: '准许再次告知补正', en: 'Allow a second list of gaps' },
    follows: {
      zh: '窗口可以再告知一次补正；法律原则上只允许一次，理由记入台账。',
      en: 'The window may send one more list. The law knows one as a rule, so the reason goes on the record.',
    },
  },
  'explain-delay': {
    title: { zh: '说明超时原因', en: 'Explain the delay' },
    follows: { zh: '超时说明送达申请人，每次超期说明一次。', en: 'The applicant is told why, once for each breach.' },
  },
  'request-hearing': {
    title: { zh: '登记听证申请', en: 'Enter a request for a hearing' },
    follows: {
      zh: '二十个工作日内组织听证，听证时间不计入办理期限。',
      en: 'A hearing is held within twenty working days; its time does not count towards the limit.',
    },
  },
  'waive-hearing': {
    title: { zh: '登记放弃听证', en: 'Enter a waiver of the hearing' },
    follows: {
      zh: '放弃以书面为准，不能反悔；各方都放弃后继续办理。',
      en: 'A waiver is in writing and final; when everybody has waived, the case goes on.',
    },
    grave: true,
  },
  'state-views': {
    title: { zh: '记录陈述申辩', en: 'Enter views' },
    follows: { zh: '意见在作出决定前听取并归档。', en: 'Views are heard before the decision and kept with the file.' },
  },
  'receive-message': {
    title: { zh: '代为登记外部消息', en: 'Enter a message' },
    follows: {
      zh: '用于对方系统不能自行发送的情形；流程正在等待的，随即继续办理。',
      en: 'For a sender that cannot send by itself. Where the case waits for it, it goes on at once.',
    },
    grave: true,
  },
  complain: {
    title: { zh: '登记投诉', en: 'Enter a complaint' },
    follows: {
      zh: '另立投诉件，由没有经办本件的人员核实并书面答复。',
      en: 'A case of its own is opened; somebody who did not handle this one looks into it and answers in writing.',
    },
  },
};
export function caseActWords(type: string): ActWords {
  return CASE_ACTS[type] ?? UNKNOWN_ACT;
}

/** Members of a request. */
export const MEMBERS: Readonly<Record<string, Text>> = {
  reason: { zh: '理由', en: 'Reason' },
  clock: { zh: '期限', en: 'Clock' },
  ground: { zh: '情形', en: 'Ground' },
  document: { zh: '依据文书（可不填）', en: 'Paper it rests on (optional)' },
  days: { zh: '预计工作日数（可不填）', en: 'Expected working days (optional)' },
  to: { zh: '交给', en: 'Give it to' },
  effect: { zh: '失败事项', en: 'What failed' },
  by: { zh: '代谁提出', en: 'On whose behalf' },
  message: { zh: '消息种类', en: 'Which message' },
  id: { zh: '对方编号', en: 'The sender’s number' },
  views: { zh: '陈述申辩内容', en: 'Views' },
  text: { zh: '投诉内容', en: 'Complaint' },
  data: { zh: '提交内容', en: 'What is handed in' },
  question: { zh: '需要什么意见', en: 'What is asked' },
  opinion: { zh: '意见', en: 'Opinion' },
  recused: { zh: '是否回避', en: 'Recused?' },
  confirmed: { zh: '转回曾经办理的人（须确认）', en: 'Back to somebody who held it before (to be confirmed)' },
  kind: { zh: '加签方式', en: 'In which way' },
  people: { zh: '加签人员', en: 'Whom' },
  weight: { zh: '每人票数（并加签时填写）', en: 'Votes each (where they join the vote)' },
  seat: { zh: '席位', en: 'Seat' },
};
export const OTHER_MEMBER: Text = { zh: '内容', en: 'Content' };

/** Values that mean the same on every case. */
export const VALUES: Readonly<Record<string, Text>> = {
  hearing: { zh: '听证', en: 'A hearing' },
  tender: { zh: '招标', en: 'A call for tenders' },
  auction: { zh: '拍卖', en: 'An auction' },
  inspection: { zh: '检验', en: 'An inspection' },
  testing: { zh: '检测', en: 'Tests' },
  quarantine: { zh: '检疫', en: 'A quarantine inspection' },
  appraisal: { zh: '鉴定', en: 'An appraisal' },
  'expert-review': { zh: '专家评审', en: 'A review by experts' },
  'subject-died': { zh: '公民死亡或者丧失行为能力', en: 'The person has died or lost capacity' },
  'subject-ended': { zh: '法人或者组织终止', en: 'The organisation has ceased to exist' },
  'not-needed': { zh: '依法不再需要取得许可', en: 'The permit is not needed any more' },
  'force-majeure': { zh: '不可抗力', en: 'Force majeure' },
  applicant: { zh: '申请人', en: 'The applicant' },
  'own-interest': { zh: '涉及本人利害关系', en: 'An interest of one’s own' },
  relative: { zh: '涉及亲属利害关系', en: 'An interest of a relative' },
  other: { zh: '其他可能影响公正办理的情形', en: 'Anything else that may touch its fairness' },
};
export function speakerWords(by: string): Text | undefined {
  const nth = /^party-(\d+)$/.exec(by)?.[1];
  return nth === undefined ? undefined : { zh: `利害关系人${nth}`, en: `Interested party ${nth}` };
}
