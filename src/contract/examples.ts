/**
 * Owns one request at least for every route, each a thing that happens in a town. The compiler asks for every route, and for every
 * type of act; that the product accepts them is a test. Where a value is one of the running product's (a file, a case), it is named
 * in `EXAMPLE`, so that a reader knows what to put there.
 */
import type { z } from 'zod';
import type { Text } from '../kernel/text';
import type { RouteName, Routes } from './routes';

/** What each reader puts his own in place of. */
export const EXAMPLE = {
  case: 'c-01kc0q5t8e2m',
  task: 'c-01kc0q5t8e2m.acceptance.1',
  number: '320281-20260302-000001',
  file: '5b1f0a52-6c1e-4a86-9d53-0c7f8e6a2b41',
  document: 'd2f0a4c1-7b7e-4a39-8c52-3f8e0f2d9b61',
  message: 'c-01kc0q5t8e2m.1.1',
  effect: 'c-01kc0q5t8e2m.7.1',
  view: '0e7a2c64-9b1d-4f5e-8a37-6d2c1b0f9e85',
  proposal: '0b9e3c52-8f6d-4f0e-9a57-6d1c1f0e2a77',
  key: 'b2c5f7de-0d2c-4b52-9a3e-1f6c4e0a7d11',
  code: '7K4M9PQ2XH',
  /** Within a year from now. */
  expiresAt: '2026-12-31T00:00:00+08:00',
} as const;

export interface Example<V> {
  readonly summary: Text;
  readonly value: V;
}
type Body<N extends RouteName> = Routes[N] extends { readonly body: infer B extends z.ZodType } ? z.input<B> : never;
/** One for each type of act, where a body is one of several. */
type Requests<B> = [B] extends [{ readonly type: infer T extends string }]
  ? { readonly [K in T]: Example<Extract<B, { readonly type: K }>> }
  : { readonly [name: string]: Example<B> };
type Form = { readonly [field: string]: string };
export type RouteExamples = { readonly [name: string]: Example<unknown> };
type Of<N extends RouteName> = Routes[N] extends { readonly body: z.ZodType }
  ? Requests<Body<N>>
  : Routes[N] extends { readonly upload: true } | { readonly form: true }
    ? { readonly [name: string]: Example<Form> }
    : never;
type Asking = { [N in RouteName]: [Of<N>] extends [never] ? never : N }[RouteName];

/** The smallest file that is a PDF. */
const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const PAPER = {
  paper: { summary: { zh: '营业场所使用证明', en: 'Proof of the right to use the premises' }, value: { file: PDF } },
};

const ENDING = { on: '2030-12-31', reason: '工作调整。' };
function because(reason: string, summary: Text) {
  return { reason: { summary, value: { reason } } };
}
const WORDING = {
  zh: {
    subject: '收到您的申请（{caseNumber}）',
    letter: ['您的申请已收到，编号{caseNumber}。', '申请事项：{item}。'],
    sms: ['您的申请已收到，编号{caseNumber}。', '查询：{link}'],
  },
  en: {
    subject: 'Your application has arrived ({caseNumber})',
    letter: ['Your application has arrived. Its number is {caseNumber}.', 'Subject: {item}.'],
    sms: ['Your application has arrived: {caseNumber}.', '{link}'],
  },
};

const reasonGiven = '补充的材料仍不齐全，申请人请求再次告知。';
const views = '油烟管道出口距居民楼窗户不足十米，请予核实。';

export const EXAMPLES: { readonly [N in Asking]: Of<N> } = {
  signIn: {
    clerk: {
      summary: { zh: '窗口工作人员登录', en: 'A clerk of the window signs in' },
      value: { username: 'zhangwei', password: 'oneseal-demo' },
    },
  },
  issueToken: {
    program: {
      summary: { zh: '为对接程序签发令牌', en: 'A token for a program' },
      value: { name: '网格平台对接', expiresAt: EXAMPLE.expiresAt },
    },
  },
  saveSettings: {
    large: {
      summary: { zh: '大字、深色', en: 'Large text on dark' },
      value: { language: 'zh', colours: 'dark', textSize: 'large' },
    },
  },
  saveView: {
    overdue: {
      summary: { zh: '本单位共享：超期的食品经营许可', en: 'Shared: food permits past their limit' },
      value: {
        name: '超期的食品经营许可',
        list: 'tasks',
        query: { box: 'pool', due: 'overdue', procedure: 'food-business-permit' },
        organisation: 'xuxiake-centre',
      },
    },
  },
  changeView: {
    renamed: {
      summary: { zh: '改名并设为默认', en: 'Renamed, and shown first' },
      value: { name: '今日到期', list: 'tasks', query: { box: 'todo', due: 'today' }, default: true },
    },
  },
  saveDraft: {
    opinion: {
      summary: { zh: '写了一半的意见', en: 'An opinion half written' },
      value: { version: 0, data: { outcome: 'request-supplement', opinion: '营业场所证明' } },
    },
  },
  checkProcedure: {
    draft: {
      summary: { zh: '检查尚未完成的定义', en: 'A definition that is not finished' },
      value: { definition: { id: 'outdoor-sign-permit', title: { zh: '户外广告设置', en: 'Outdoor sign permit' } } },
    },
  },
  changePassword: {
    first: {
      summary: { zh: '首次登录后修改密码', en: 'After the first sign-in' },
      value: { current: 'hk3m-w9tr-7cxp-v2nf', password: '江尾海头-春江花月夜-88' },
    },
  },
  createOrganisation: {
    department: {
      summary: { zh: '新设一个部门', en: 'A department is set up' },
      value: {
        id: 'data-bureau',
        kind: 'department',
        name: { zh: '江阴市数据局', en: 'Data bureau of Jiangyin' },
        parent: 'jiangyin',
        validFrom: '2026-03-02',
        reason: '机构改革。',
      },
    },
  },
  changeOrganisation: {
    renamed: {
      summary: { zh: '单位更名', en: 'A body is renamed' },
      value: {
        name: { zh: '徐霞客镇政务服务中心', en: 'Government service centre of Xuxiake' },
        reason: '澄政发〔2026〕12号。',
      },
    },
  },
  givePost: {
    clerk: {
      summary: { zh: '任窗口人员', en: 'Somebody becomes a clerk' },
      value: {
        person: 'zhaolei',
        kind: 'window-clerk',
        organisation: 'xuxiake-centre',
        from: '2026-03-02',
        reason: '轮岗。',
      },
    },
  },
  endPost: { rotation: { summary: { zh: '轮岗', en: 'Rotation' }, value: ENDING } },
  giveTopic: {
    fire: {
      summary: { zh: '分管消防', en: 'In charge of fire safety' },
      value: {
        organisation: 'approval-bureau',
        topic: '消防',
        person: 'qianjianguo',
        from: '2026-03-02',
        reason: '班子分工调整。',
      },
    },
  },
  endTopic: { rotation: { summary: { zh: '分工调整', en: 'Duties are divided anew' }, value: ENDING } },
  makeAbsence: {
    leave: {
      summary: { zh: '休假，由同事代理', en: 'On leave, a colleague acts' },
      value: { agent: 'liuyang', from: '2026-12-28', to: '2030-01-08', reason: '年休假。' },
    },
  },
  proposeAbsence: {
    ill: {
      summary: { zh: '为病假人员指定代理', en: 'Somebody is ill' },
      value: {
        absent: 'wangfang',
        agent: 'sunqiang',
        from: '2026-12-28',
        to: '2030-01-08',
        posts: ['examiner'],
        reason: '病假，本人无法登录。',
      },
    },
  },
  confirmAbsence: because('已向本人核实。', { zh: '确认', en: 'Confirm it' }),
  endAbsenceOf: because('已返岗。', { zh: '提前结束', en: 'Back at work' }),
  handOver: {
    leaver: {
      summary: { zh: '离岗移交', en: 'Somebody leaves' },
      value: { to: 'liuyang', reason: '调离岗位，移交全部待办。' },
    },
  },
  createPerson: {
    clerk: {
      summary: { zh: '新录用人员', en: 'Somebody new' },
      value: { username: 'tangwei', name: '唐伟', email: 'tang.wei@example.cn', reason: '新录用。' },
    },
  },
  importPeople: {
    preview: {
      summary: { zh: '预览一批人员', en: 'A preview of several people' },
      value: {
        files: {
          'people.csv': 'username,name,email\nsunli,孙丽,sun.li@example.cn\n',
          'posts.csv': 'person,kind,organisation,from\nsunli,window-clerk,huashi-centre,2026-03-02\n',
        },
        apply: false,
      },
    },
  },
  lockPerson: because('疑似密码泄露。', { zh: '锁定', en: 'Lock' }),
  unlockPerson: because('已核实并更换密码。', { zh: '解锁', en: 'Unlock' }),
  resetPassword: because('本人忘记密码。', { zh: '重置密码', en: 'A new first password' }),
  revokeAccess: because('电脑遗失。', { zh: '结束登录', en: 'A lost computer' }),
  departure: { retired: { summary: { zh: '退休离岗', en: 'Retired' }, value: ENDING } },
  addQualification: {
    legal: {
      summary: { zh: '登记法律职业资格', en: 'A legal qualification' },
      value: { person: 'fenglei', kind: 'enforcement', number: '苏B0201001', from: '2026-03-02', to: '2031-03-01' },
    },
  },
  endQualification: { withdrawn: { summary: { zh: '证件注销', en: 'It was withdrawn' }, value: ENDING } },
  proposeCalendar: {
    year: {
      summary: { zh: '2027年放假安排（示例）', en: 'The year 2027, made up' },
      value: {
        year: 2027,
        notice: '国办发明电〔2026〕9号',
        restDays: ['2027-01-01', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'],
        workingDays: ['2027-01-30', '2027-02-20'],
        reason: '国务院办公厅已公布。',
      },
    },
  },
  proposeProcedure: {
    unfinished: {
      summary: { zh: '未通过检查的定义不能提出', en: 'A definition with findings is refused with them' },
      value: {
        definition: { id: 'outdoor-sign-permit', title: { zh: '户外广告设置', en: 'Outdoor sign permit' } },
        reason: '新增事项。',
      },
    },
  },
  publishProposal: because('已与通知原文核对。', { zh: '发布', en: 'Publish' }),
  rejectProposal: because('调休日有误，请重新提出。', { zh: '退回', en: 'Reject' }),
  changeMessageTemplate: {
    shorter: {
      summary: { zh: '改写收件短信', en: 'Other words for what was received' },
      value: { wording: WORDING, reason: '说得更清楚。' },
    },
  },
  previewMessage: {
    shorter: { summary: { zh: '先看样子', en: 'How it would read' }, value: { wording: WORDING } },
  },
  restoreMessageTemplate: because('仍用原文。', { zh: '恢复原文', en: 'Back to the shipped words' }),
  upload: PAPER,
  acceptance: {
    incomplete: {
      summary: { zh: '缺营业场所证明能否受理', en: 'Can it be accepted without the proof of premises?' },
      value: {
        procedure: 'food-business-permit',
        powerItem: '000131023000',
        data: { shopName: '徐霞客镇张记面馆', premises: '徐霞客镇霞客大道88号', business: '餐饮服务' },
      },
    },
  },
  consequences: {
    accept: { summary: { zh: '受理之后', en: 'After it is accepted' }, value: { outcome: 'accept' } },
  },
  known: {
    returning: {
      summary: { zh: '再次来办事的申请人', en: 'An applicant who has been here before' },
      value: { idType: 'resident-id', idNumber: '320281198001011239' },
    },
  },
  actOnTasks: {
    routine: {
      summary: { zh: '在列表中受理', en: 'Accepted in the list' },
      value: { acts: [{ task: EXAMPLE.task, type: 'decide', outcome: 'accept', expectedSeq: 3 }] },
    },
  },
  openCase: {
    food: {
      summary: { zh: '张先生申请食品经营许可', en: 'Mr Zhang applies for a food business permit' },
      value: {
        procedure: 'food-business-permit',
        powerItem: '000131023000',
        party: {
          kind: 'person',
          name: '张先生',
          idType: 'resident-id',
          idNumber: '320281198001011239',
          phone: '13800138000',
        },
        data: {
          shopName: '徐霞客镇张记面馆',
          premises: '徐霞客镇霞客大道88号',
          business: '餐饮服务',
          identity: EXAMPLE.file,
        },
      },
    },
  },
  actOnCase: {
    supplement: {
      summary: { zh: '窗口代收补正材料', en: 'A supplement brought to the window' },
      value: { type: 'supplement', data: { premisesProof: EXAMPLE.file } },
    },
    'withdraw-application': {
      summary: { zh: '窗口登记撤回申请', en: 'A withdrawal declared at the window' },
      value: { type: 'withdraw-application', reason: '申请人不再开店。' },
    },
    'suspend-clock': {
      summary: { zh: '专家评审期间期限中止', en: 'Experts are asked, so the limit stands still' },
      value: {
        type: 'suspend-clock',
        clock: 'decision',
        ground: 'expert-review',
        document: '专家评审委托书',
        days: 15,
      },
    },
    'resume-clock': {
      summary: { zh: '期限恢复计算', en: 'The limit runs again' },
      value: { type: 'resume-clock', clock: 'decision' },
    },
    'extend-clock': {
      summary: { zh: '行政机关负责人批准延长', en: 'The head of the agency extends the limit once' },
      value: { type: 'extend-clock', clock: 'decision', reason: '需要核对的材料较多，十个工作日内不能作出决定。' },
    },
    'retry-effect': {
      summary: { zh: '重新发送失败的通知', en: 'A message that failed is sent again' },
      value: { type: 'retry-effect', effect: EXAMPLE.effect, reason: '邮件服务已恢复。' },
    },
    urge: {
      summary: { zh: '催办', en: 'Those it waits for are urged' },
      value: { type: 'urge', reason: '申请人来电询问进度。' },
    },
    'follow-again': {
      summary: { zh: '重新驱动流程', en: 'Its process is made to look again' },
      value: { type: 'follow-again', reason: '流程被误终止。' },
    },
    'send-back': {
      summary: { zh: '退回上一环节补录', en: 'Back to the step before, to fill in what is missing' },
      value: { type: 'send-back', reason: '审查时漏填是否涉及第三人。' },
    },
    terminate: {
      summary: { zh: '申请人死亡，终止办理', en: 'The applicant has died' },
      value: { type: 'terminate', ground: 'subject-died', reason: '户籍部门通报申请人已死亡。' },
    },
    'allow-second-list': {
      summary: { zh: '准许再次告知补正', en: 'A second list of gaps is allowed' },
      value: { type: 'allow-second-list', reason: reasonGiven },
    },
    'explain-delay': {
      summary: { zh: '向申请人说明超时原因', en: 'The applicant is told why it is late' },
      value: { type: 'explain-delay', clock: 'decision', reason: '现场核查时场所未开门，已另约时间。' },
    },
    'request-hearing': {
      summary: { zh: '利害关系人书面申请听证', en: 'A neighbour asks for a hearing on paper' },
      value: { type: 'request-hearing', by: 'party-1', reason: views },
    },
    'waive-hearing': {
      summary: { zh: '利害关系人书面放弃听证', en: 'A neighbour waives the hearing on paper' },
      value: { type: 'waive-hearing', by: 'party-1' },
    },
    'state-views': {
      summary: { zh: '记录利害关系人的意见', en: 'What a neighbour says is entered' },
      value: { type: 'state-views', by: 'party-1', views },
    },
    'receive-message': {
      summary: { zh: '代为登记缴费到账', en: 'That a fee was paid is entered by hand' },
      value: {
        type: 'receive-message',
        message: 'payment-confirmed',
        id: '3202812026000123',
        data: { amount: 120 },
        reason: '财政系统停机维护，凭纸质回单登记。',
      },
    },
    complain: {
      summary: { zh: '窗口登记投诉', en: 'A complaint made at the window' },
      value: { type: 'complain', text: '申请人反映两次到窗口均无人接待。' },
    },
    copy: {
      summary: { zh: '抄送有关人员', en: 'A copy for those concerned' },
      value: { type: 'copy', people: ['qinyu'], reason: '供监管参考。' },
    },
    'read-copy': { summary: { zh: '已阅', en: 'It has been read' }, value: { type: 'read-copy' } },
    comment: {
      summary: { zh: '沟通，提到同事', en: 'A comment that mentions a colleague' },
      value: { type: 'comment', text: '请核对经营面积。', mentions: ['liuyang'] },
    },
  },
  actOnTask: {
    claim: { summary: { zh: '领取任务', en: 'Take the task' }, value: { type: 'claim' } },
    unclaim: { summary: { zh: '退回任务池', en: 'Put it back' }, value: { type: 'unclaim' } },
    decide: {
      summary: { zh: '窗口一次性告知补正', en: 'The window sends its one list of gaps' },
      value: {
        type: 'decide',
        outcome: 'request-supplement',
        opinion: '缺少营业场所使用证明，请补正。',
        data: { gaps: ['premisesProof'] },
      },
    },
    return: {
      summary: { zh: '退回审查环节核实', en: 'It is sent back to the examination to be put right' },
      value: { type: 'return', to: 'examination', mode: 'direct', reason: '面积与图纸不符，请重新核实。' },
    },
    withdraw: {
      summary: { zh: '撤回本人刚才的办理', en: 'What one has just decided is taken back' },
      value: { type: 'withdraw', reason: '材料看漏一页，需要重新核对。' },
    },
    urge: {
      summary: { zh: '催办', en: 'Whoever has it is urged' },
      value: { type: 'urge', reason: '申请人来电询问进度。' },
    },
    reassign: {
      summary: { zh: '改派给同事', en: 'It is given to a colleague' },
      value: { type: 'reassign', to: 'liuyang', reason: '张伟今日请假。' },
    },
    transfer: {
      summary: { zh: '转办给同事', en: 'It is handed on to a colleague' },
      value: { type: 'transfer', to: 'liuyang', reason: '明日起外出培训。' },
    },
    delegate: {
      summary: { zh: '请同事提供意见', en: 'A colleague is asked for his opinion' },
      value: { type: 'delegate', to: 'lina', question: '营业面积的计算是否正确？' },
    },
    'recall-delegation': {
      summary: { zh: '收回委派', en: 'The opinion is not needed any more' },
      value: { type: 'recall-delegation' },
    },
    'submit-opinion': {
      summary: { zh: '提交意见', en: 'The opinion is given' },
      value: { type: 'submit-opinion', opinion: '计算正确，符合要求。' },
    },
    recuse: {
      summary: { zh: '本人申请回避', en: 'One asks to be recused' },
      value: { type: 'recuse', ground: 'relative', reason: '与申请人系近亲属。' },
    },
    'decide-recusal': {
      summary: { zh: '机关负责人决定回避', en: 'The head decides on a recusal' },
      value: { type: 'decide-recusal', seat: `${EXAMPLE.task}.1`, recused: true, reason: '情况属实。' },
    },
    'withdraw-vote': {
      summary: { zh: '撤回本人的表决', en: 'One’s own vote is taken back while others still vote' },
      value: { type: 'withdraw-vote', reason: '需要再核对面积。' },
    },
    'add-sign': {
      summary: { zh: '前加签：先听取同事意见再表决', en: 'A colleague is asked to speak first' },
      value: { type: 'add-sign', kind: 'before', people: ['zhoumin'], reason: '请先核对经营面积。' },
    },
    'remove-sign': {
      summary: { zh: '减签', en: 'Somebody who was added is removed again' },
      value: { type: 'remove-sign', seat: '7f9c24e8-3b5a-4f0e-9d1c-6a2b8e4d0f13.decision.1.3', reason: '误加。' },
    },
  },
  publicUpload: PAPER,
  publicSupplement: {
    paper: {
      summary: { zh: '补交一份材料', en: 'One paper is supplied' },
      value: { data: { premisesProof: EXAMPLE.file } },
    },
  },
  publicWithdrawal: {
    reason: { summary: { zh: '不再开店', en: 'The shop is given up' }, value: { reason: '不再开店了。' } },
  },
  publicHearingRequest: {
    reasoned: { summary: { zh: '说明理由', en: 'With a reason' }, value: { reason: '希望当面说明油烟处理方案。' } },
  },
  publicHearingWaiver: {
    plain: { summary: { zh: '放弃听证', en: 'No hearing' }, value: {} },
  },
  publicViews: {
    views: { summary: { zh: '陈述意见', en: 'Views' }, value: { views: '已与邻居商定加装油烟净化设备。' } },
  },
  publicRating: {
    satisfied: { summary: { zh: '非常满意', en: 'Very satisfied' }, value: { grade: 5, remark: '办得很快。' } },
  },
  publicComplaint: {
    service: {
      summary: { zh: '投诉服务态度', en: 'How he was treated' },
      value: { text: '两次到窗口都没有人接待。' },
    },
  },
  publicAct: {
    supplement: {
      summary: { zh: '补正材料', en: 'Supply what is missing' },
      value: { type: 'supplement', data: { premisesProof: EXAMPLE.file } },
    },
    'withdraw-application': {
      summary: { zh: '撤回申请', en: 'Withdraw' },
      value: { type: 'withdraw-application', reason: '不再开店了。' },
    },
    'request-hearing': {
      summary: { zh: '申请听证', en: 'Ask for a hearing' },
      value: { type: 'request-hearing' },
    },
    'waive-hearing': { summary: { zh: '放弃听证', en: 'Waive the hearing' }, value: { type: 'waive-hearing' } },
    'state-views': {
      summary: { zh: '陈述申辩', en: 'State views' },
      value: { type: 'state-views', views: '已与邻居商定加装油烟净化设备。' },
    },
    rate: { summary: { zh: '好差评', en: 'Rate' }, value: { type: 'rate', grade: 5 } },
    complain: {
      summary: { zh: '投诉', en: 'Complain' },
      value: { type: 'complain', text: '两次到窗口都没有人接待。' },
    },
  },
  deadline: {
    permit: {
      summary: { zh: '受理后二十个工作日', en: 'Twenty working days from acceptance' },
      value: { from: '2026-03-02', amount: 20, unit: 'working-days' },
    },
    hearing: {
      summary: { zh: '一个月，扣除听证时间', en: 'A month, without the days of a hearing' },
      value: { from: '2026-03-02', amount: 1, unit: 'months', excluded: [{ from: '2026-03-09', to: '2026-03-13' }] },
    },
  },
  beginVisit: {
    receipt: {
      summary: { zh: '收件凭证上的编号和查询码', en: 'Number and code of the receipt' },
      value: { number: EXAMPLE.number, code: EXAMPLE.code },
    },
  },
  doTrackAct: {
    withdrawal: {
      summary: { zh: '撤回申请', en: 'Withdraw' },
      value: { _key: EXAMPLE.key, reason: '不再开店了。', _confirm: 'yes' },
    },
  },
  endVisit: { plain: { summary: { zh: '退出查询', en: 'Leave the case' }, value: {} } },
};

/** Examples by the name of a route; most that only show something ask with their address alone. */
export function requestsOf(route: string): RouteExamples | undefined {
  return (EXAMPLES as { readonly [name: string]: RouteExamples | undefined })[route];
}
