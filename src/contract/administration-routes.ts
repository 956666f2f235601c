// Owns the routes of administration: each is the administrators' alone, and each change is kept in a log that nobody can bend.
import * as absence from './absence';
import * as a from './administration';
import type { RouteRule } from './route';
import { list } from './shapes';

const his = { tag: 'administration', auth: 'person', post: 'administrator' } as const;
const looked = { ...his, method: 'get', idempotency: 'none', status: 200 } as const;
/** Judged and counted, nothing is written. */
const tried = { ...his, method: 'post', idempotency: 'none', status: 200 } as const;
const changed = { ...his, method: 'post', idempotency: 'answers', status: 200, problems: [404, 409] } as const;
const added = { ...changed, status: 201 } as const;

export const ADMINISTRATION = {
  adminOrganisations: {
    ...looked,
    path: '/api/admin/organisations',
    summary: { zh: '单位及其有效期', en: 'Organisations and how long each is there' },
    reply: list(a.organisationView),
  },
  createOrganisation: {
    ...added,
    path: '/api/admin/organisations',
    summary: { zh: '新设单位', en: 'Add an organisation' },
    body: a.newOrganisation,
    reply: a.organisationView,
  },
  changeOrganisation: {
    ...changed,
    path: '/api/admin/organisations/:organisation',
    summary: { zh: '更名、调整上级或者有效期', en: 'Rename a body, put it under another, or say how long it is there' },
    body: a.organisationChange,
    reply: a.organisationView,
  },

  adminPosts: {
    ...looked,
    path: '/api/admin/posts',
    summary: { zh: '岗位及任职', en: 'Posts and who holds them' },
    query: a.postQuery,
    reply: a.posts,
  },
  givePost: {
    ...added,
    path: '/api/admin/posts',
    summary: { zh: '任职', en: 'Give somebody a post' },
    body: a.newPost,
    reply: a.postView,
  },
  endPost: {
    ...changed,
    path: '/api/admin/posts/:post/end',
    summary: { zh: '免职', en: 'End a post on a day' },
    body: a.ending,
    reply: a.postEnded,
  },

  topicLeads: {
    ...looked,
    path: '/api/admin/topic-leads',
    summary: { zh: '分管领导', en: 'Who is in charge of which topic' },
    query: a.topicLeadQuery,
    reply: list(a.topicLead),
  },
  giveTopic: {
    ...added,
    path: '/api/admin/topic-leads',
    summary: { zh: '指定分管领导', en: 'Put somebody in charge of a topic' },
    body: a.newTopicLead,
    reply: a.topicLead,
  },
  endTopic: {
    ...changed,
    path: '/api/admin/topic-leads/:lead/end',
    summary: { zh: '不再分管', en: 'End it on a day' },
    body: a.ending,
    reply: a.topicLead,
  },

  adminPeople: {
    ...looked,
    path: '/api/admin/people',
    summary: { zh: '人员', en: 'People' },
    query: a.peopleQuery,
    reply: a.people,
  },
  createPerson: {
    ...added,
    path: '/api/admin/people',
    summary: { zh: '新建人员（首次密码只显示一次）', en: 'Add somebody; the first password is shown once' },
    body: a.newPerson,
    reply: a.personCreated,
  },
  importPeople: {
    ...changed,
    path: '/api/admin/people/imports',
    summary: { zh: '批量导入人员、岗位和资格，先预览', en: 'Import people, posts and qualifications; a preview first' },
    body: a.importFiles,
    reply: a.imported,
  },
  adminPerson: {
    ...looked,
    path: '/api/admin/people/:person',
    summary: { zh: '人员详情', en: 'One person' },
    reply: a.personView,
    problems: [404],
  },
  holdings: {
    ...looked,
    path: '/api/admin/people/:person/holdings',
    summary: { zh: '名下未办事项', en: 'What somebody still holds' },
    query: a.holdingsQuery,
    reply: a.holdings,
    problems: [404],
  },
  lockPerson: {
    ...changed,
    path: '/api/admin/people/:person/lock',
    summary: { zh: '锁定，登录和令牌立即失效', en: 'Lock somebody out at once' },
    body: a.because,
    reply: a.personSummary,
  },
  unlockPerson: {
    ...changed,
    path: '/api/admin/people/:person/unlock',
    summary: { zh: '解除锁定或者离岗', en: 'Let somebody in again' },
    body: a.because,
    reply: a.personSummary,
  },
  resetPassword: {
    ...changed,
    path: '/api/admin/people/:person/password',
    summary: { zh: '重置密码（只显示一次）', en: 'Give a new first password, shown once' },
    body: a.because,
    reply: a.passwordGiven,
  },
  revokeAccess: {
    ...changed,
    path: '/api/admin/people/:person/revocation',
    summary: { zh: '结束全部登录并吊销令牌', en: 'End all sessions and tokens of somebody' },
    body: a.because,
    reply: a.personSummary,
  },
  departure: {
    ...changed,
    path: '/api/admin/people/:person/departure',
    summary: { zh: '离岗：结束全部任职', en: 'Somebody leaves: all his posts end on a day' },
    body: a.ending,
    reply: a.departed,
  },

  handover: {
    ...looked,
    path: '/api/admin/people/:person/handover',
    summary: { zh: '预览移交名下全部待办', en: 'What a hand-over of all he holds would come to' },
    query: absence.handoverQuery,
    reply: absence.handover,
    problems: [404],
  },
  handOver: {
    ...changed,
    path: '/api/admin/people/:person/handover',
    summary: { zh: '移交名下全部待办', en: 'Hand over all he holds' },
    idempotency: 'record',
    body: absence.handoverAsked,
    reply: absence.handover,
  },
  adminAbsences: {
    ...looked,
    path: '/api/admin/absences',
    summary: { zh: '外出和代理', en: 'Absences and who acts' },
    reply: absence.absences,
  },
  proposeAbsence: {
    ...added,
    path: '/api/admin/absences',
    summary: {
      zh: '为他人登记外出（须另一名管理员确认）',
      en: 'An absence of somebody else; a second administrator confirms it',
    },
    body: absence.newAbsenceOf,
    reply: absence.absence,
  },
  confirmAbsence: {
    ...changed,
    path: '/api/admin/absences/:absence/confirmation',
    summary: { zh: '确认他人的外出', en: 'Confirm what another administrator proposed' },
    body: absence.because,
    reply: absence.absence,
  },
  endAbsenceOf: {
    ...changed,
    path: '/api/admin/absences/:absence/end',
    summary: { zh: '结束他人的外出代理', en: 'End an absence of somebody else' },
    body: absence.because,
    reply: absence.absence,
  },

  adminQualifications: {
    ...looked,
    path: '/api/admin/qualifications',
    summary: { zh: '资格和证件', en: 'Qualifications and certificates of people' },
    query: a.qualificationQuery,
    reply: a.qualifications,
  },
  addQualification: {
    ...added,
    path: '/api/admin/qualifications',
    summary: { zh: '登记资格', en: 'Enter a qualification' },
    body: a.newQualification,
    reply: a.qualificationView,
  },
  endQualification: {
    ...changed,
    path: '/api/admin/qualifications/:qualification/end',
    summary: { zh: '终止资格', en: 'End a qualification on a day' },
    body: a.ending,
    reply: a.qualificationView,
  },

  adminCalendars: {
    ...looked,
    path: '/api/admin/calendars',
    summary: { zh: '已发布的工作日历', en: 'Calendars that were published' },
    reply: a.calendars,
  },
  proposeCalendar: {
    ...added,
    path: '/api/admin/calendars',
    summary: { zh: '提出一年的工作日历', en: 'Propose the calendar of a year' },
    body: a.newCalendar,
    reply: a.proposal,
  },
  proposeProcedure: {
    ...added,
    path: '/api/admin/procedures',
    summary: { zh: '提出流程的新版本', en: 'Propose a version of a procedure' },
    body: a.newProcedure,
    reply: a.proposal,
  },
  proposals: {
    ...looked,
    path: '/api/admin/proposals',
    summary: { zh: '待发布和已处理的提案', en: 'What was proposed' },
    query: a.proposalQuery,
    reply: a.proposals,
  },
  proposal: {
    ...looked,
    path: '/api/admin/proposals/:proposal',
    summary: { zh: '一项提案', en: 'One proposal' },
    reply: a.proposal,
    problems: [404],
  },
  proposalMoves: {
    ...looked,
    path: '/api/admin/proposals/:proposal/moves',
    summary: { zh: '发布后哪些在办期限会变动', en: 'Which limits would move' },
    query: a.movesQuery,
    reply: a.moves,
    problems: [404],
  },
  publishProposal: {
    ...changed,
    path: '/api/admin/proposals/:proposal/publication',
    summary: { zh: '发布（须由另一名管理员）', en: 'Publish what another administrator proposed' },
    body: a.because,
    reply: a.proposal,
  },
  rejectProposal: {
    ...changed,
    path: '/api/admin/proposals/:proposal/rejection',
    summary: { zh: '退回或者撤回提案', en: 'Reject or take back a proposal' },
    body: a.because,
    reply: a.proposal,
  },

  messageTemplates: {
    ...looked,
    path: '/api/admin/message-templates',
    summary: { zh: '消息文本', en: 'The words of messages' },
    reply: list(a.messageTemplate),
  },
  messageTemplate: {
    ...looked,
    path: '/api/admin/message-templates/:event',
    summary: { zh: '一种消息的文本及其沿革', en: 'The words of one message and what became of them' },
    reply: a.messageTemplateView,
    problems: [404],
  },
  changeMessageTemplate: {
    ...changed,
    path: '/api/admin/message-templates/:event',
    summary: { zh: '改写消息文本', en: 'Put other words' },
    body: a.newWording,
    reply: a.messageTemplateView,
  },
  previewMessage: {
    ...tried,
    path: '/api/admin/message-templates/:event/previews',
    summary: { zh: '用虚构数据预览', en: 'A message with made-up data' },
    body: a.wordingToTry,
    reply: a.wordingTried,
    problems: [404],
  },
  restoreMessageTemplate: {
    ...changed,
    path: '/api/admin/message-templates/:event/default',
    summary: { zh: '恢复为原文', en: 'Back to the words that came with the product' },
    body: a.because,
    reply: a.messageTemplateView,
  },

  accessLog: {
    ...looked,
    path: '/api/admin/access-log',
    summary: { zh: '查阅日志', en: 'Who read personal data' },
    query: a.accessQuery,
    reply: a.accesses,
  },
  administrationLog: {
    ...looked,
    path: '/api/admin/log',
    summary: { zh: '管理日志', en: 'What administrators changed' },
    query: a.changeQuery,
    reply: a.changes,
  },
} as const satisfies Readonly<Record<string, RouteRule>>;
