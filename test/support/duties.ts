/**
 * Owns who may see and do what, as the town would say it: by duty, written apart from the rules of the product, so that a mistake
 * there is not copied here. The case of the tests is handed in at a window and decided by the approval bureau; it was not sent to review.
 */
import type { RouteName } from '../../src/contract/routes';
import type { PostKind } from '../../src/kernel/procedure/definition';

export const POSTS: readonly PostKind[] = [
  'window-clerk',
  'examiner',
  'approver',
  'agency-head',
  'legal-reviewer',
  'enforcement-officer',
  'administrator',
  'supervisor',
  'hearing-host',
  'publisher',
];

interface Sight {
  /** Of the body that received it (clerks) or that decides it (all others). */
  readonly inItsBodies: boolean;
  readonly elsewhere: boolean;
}
const OWN_BODY = { inItsBodies: true, elsewhere: false };
const EVERYWHERE = { inItsBodies: true, elsewhere: true };
export const SEES_THE_CASE: Readonly<Record<PostKind, Sight>> = {
  'window-clerk': OWN_BODY,
  examiner: OWN_BODY,
  approver: OWN_BODY,
  'agency-head': OWN_BODY,
  'legal-reviewer': OWN_BODY,
  'enforcement-officer': OWN_BODY,
  'hearing-host': OWN_BODY,
  publisher: OWN_BODY,
  // 督办、运维: whoever supervises or keeps the system running sees every case, and every look is on record.
  supervisor: EVERYWHERE,
  administrator: EVERYWHERE,
};

export type Duty =
  | 'anybody'
  | 'a page that is not there'
  | 'whoever is signed in'
  | 'whoever sees the case'
  /** The view that is asked for is a stranger's. */
  | 'nobody else'
  | 'the code of the receipt'
  | 'a window'
  | 'the post it was sent to'
  | 'an administrator'
  | 'who examines it'
  | 'who decides about limits'
  | 'who watches over it'
  | 'who gives its seats away'
  | 'who watches over all';

/** A route that is added stands here with its duty, or the matrix fails. */
export const ROUTE_DUTIES: Readonly<Record<RouteName, Duty>> = {
  alive: 'anybody',
  ready: 'anybody',
  metrics: 'anybody',
  openapi: 'anybody',
  docs: 'anybody',
  asset: 'anybody',
  deskAsset: 'anybody',
  desk: 'anybody',
  deskPage: 'anybody',
  home: 'anybody',
  verifyEntry: 'anybody',
  verifyPage: 'a page that is not there',
  // A visit begins with the code; without it each page of a case is the one that asks for it.
  trackEntry: 'anybody',
  beginVisit: 'anybody',
  track: 'anybody',
  trackPrint: 'anybody',
  trackDocument: 'anybody',
  trackAct: 'anybody',
  doTrackAct: 'anybody',
  endVisit: 'anybody',

  signIn: 'anybody',
  signOut: 'whoever is signed in',
  issueToken: 'whoever is signed in',
  me: 'whoever is signed in',
  changePassword: 'whoever is signed in',
  demoAccounts: 'anybody',
  // What is a person's own, or shared with a body of his; somebody else's is not there.
  settings: 'whoever is signed in',
  saveSettings: 'whoever is signed in',
  // 我的外出: one's own absences; somebody else's is not there to end.
  absences: 'whoever is signed in',
  makeAbsence: 'whoever is signed in',
  endAbsence: 'nobody else',
  colleagues: 'whoever is signed in',
  savedViews: 'whoever is signed in',
  saveView: 'whoever is signed in',
  changeView: 'nobody else',
  dropView: 'whoever is signed in',
  draft: 'whoever sees the case',
  saveDraft: 'whoever sees the case',
  dropDraft: 'whoever sees the case',
  deadline: 'anybody',
  calendar: 'anybody',

  organisations: 'whoever is signed in',
  powerItems: 'whoever is signed in',
  procedures: 'whoever is signed in',
  procedure: 'whoever is signed in',
  procedureVersion: 'whoever is signed in',
  procedureVersions: 'whoever is signed in',
  procedureStanding: 'whoever is signed in',
  checkProcedure: 'whoever is signed in',
  paperPreview: 'whoever is signed in',
  upload: 'whoever is signed in',

  // 系统管理: whoever keeps the system may read and change who is in it, and no other post may.
  adminOrganisations: 'an administrator',
  createOrganisation: 'an administrator',
  changeOrganisation: 'an administrator',
  adminPosts: 'an administrator',
  givePost: 'an administrator',
  endPost: 'an administrator',
  topicLeads: 'an administrator',
  giveTopic: 'an administrator',
  endTopic: 'an administrator',
  adminPeople: 'an administrator',
  createPerson: 'an administrator',
  importPeople: 'an administrator',
  adminPerson: 'an administrator',
  holdings: 'an administrator',
  lockPerson: 'an administrator',
  unlockPerson: 'an administrator',
  resetPassword: 'an administrator',
  revokeAccess: 'an administrator',
  departure: 'an administrator',
  handover: 'an administrator',
  handOver: 'an administrator',
  adminAbsences: 'an administrator',
  proposeAbsence: 'an administrator',
  confirmAbsence: 'an administrator',
  endAbsenceOf: 'an administrator',
  adminQualifications: 'an administrator',
  addQualification: 'an administrator',
  endQualification: 'an administrator',
  adminCalendars: 'an administrator',
  proposeCalendar: 'an administrator',
  proposeProcedure: 'an administrator',
  proposals: 'an administrator',
  proposal: 'an administrator',
  proposalMoves: 'an administrator',
  publishProposal: 'an administrator',
  rejectProposal: 'an administrator',
  messageTemplates: 'an administrator',
  messageTemplate: 'an administrator',
  changeMessageTemplate: 'an administrator',
  previewMessage: 'an administrator',
  restoreMessageTemplate: 'an administrator',
  accessLog: 'an administrator',
  administrationLog: 'an administrator',

  openCase: 'a window',
  acceptance: 'a window',
  cases: 'whoever is signed in',
  case: 'whoever sees the case',
  ledger: 'whoever sees the case',
  explanation: 'whoever sees the case',
  forecast: 'whoever sees the case',
  process: 'who watches over it',
  verification: 'whoever sees the case',
  file: 'whoever sees the case',
  documents: 'whoever sees the case',
  receipt: 'whoever sees the case',
  document: 'whoever sees the case',
  certificate: 'whoever sees the case',
  actOnCase: 'who decides about limits',

  tasks: 'whoever is signed in',
  taskCounts: 'whoever is signed in',
  task: 'whoever sees the case',
  consequences: 'whoever sees the case',
  actOnTask: 'who examines it',
  candidates: 'who gives its seats away',

  waits: 'whoever is signed in',
  waitGroups: 'whoever is signed in',
  findings: 'who watches over all',
  // Each act of several is answered by itself.
  actOnTasks: 'whoever is signed in',

  windowDay: 'whoever is signed in',
  known: 'a window',

  messages: 'whoever is signed in',
  readMessage: 'the post it was sent to',
  events: 'whoever is signed in',

  publicCase: 'the code of the receipt',
  publicDocument: 'the code of the receipt',
  publicUpload: 'the code of the receipt',
  publicSupplement: 'the code of the receipt',
  publicWithdrawal: 'the code of the receipt',
  publicAct: 'the code of the receipt',
  publicHearingRequest: 'the code of the receipt',
  publicHearingWaiver: 'the code of the receipt',
  publicViews: 'the code of the receipt',
  publicComplaint: 'the code of the receipt',
  publicRating: 'the code of the receipt',
};

export type CaseActType =
  | 'supplement'
  | 'withdraw-application'
  | 'suspend-clock'
  | 'resume-clock'
  | 'extend-clock'
  | 'retry-effect'
  | 'urge'
  | 'follow-again'
  | 'send-back'
  | 'terminate'
  | 'allow-second-list'
  | 'explain-delay'
  | 'request-hearing'
  | 'waive-hearing'
  | 'state-views'
  | 'complain'
  | 'copy'
  | 'comment';
interface ActDuty {
  readonly receiving: readonly PostKind[];
  readonly deciding: readonly PostKind[];
  readonly anywhere: readonly PostKind[];
}
const NOBODY: ActDuty = { receiving: [], deciding: [], anywhere: [] };
const THE_WINDOW: ActDuty = { ...NOBODY, receiving: ['window-clerk'] };
const DECIDERS: readonly PostKind[] = ['approver', 'agency-head'];

const PARTICIPANTS: ActDuty = {
  receiving: ['window-clerk'],
  deciding: POSTS.filter((post) => post !== 'window-clerk'),
  anywhere: ['supervisor', 'administrator'],
};

export const CASE_ACTS: Readonly<Record<CaseActType, ActDuty>> = {
  // What the applicant brings or says at the window is entered there for him.
  supplement: THE_WINDOW,
  'withdraw-application': THE_WINDOW,
  'request-hearing': THE_WINDOW,
  'waive-hearing': THE_WINDOW,
  complain: THE_WINDOW,
  'state-views': { ...THE_WINDOW, deciding: ['examiner'] },
  // 许 45: the body that decides lets the limit stand still and run again; 许 42: only its head makes it longer.
  'suspend-clock': { ...NOBODY, deciding: DECIDERS },
  'resume-clock': { ...NOBODY, deciding: DECIDERS },
  'extend-clock': { ...NOBODY, deciding: ['agency-head'] },
  'explain-delay': { ...NOBODY, deciding: DECIDERS },
  // 许 32: one list of gaps; a second one only by leave of the head.
  'allow-second-list': { ...NOBODY, deciding: ['agency-head'] },
  terminate: { ...THE_WINDOW, deciding: DECIDERS },
  'retry-effect': { ...NOBODY, deciding: ['approver'], anywhere: ['administrator'] },
  // 催办: whoever has a part in the case, and whoever watches over all.
  urge: {
    receiving: ['window-clerk'],
    deciding: ['examiner', 'approver', 'agency-head'],
    anywhere: ['supervisor', 'administrator'],
  },
  // 抄送、沟通: whoever has to do with the case, and whoever watches over all.
  copy: PARTICIPANTS,
  comment: PARTICIPANTS,
  'follow-again': { ...NOBODY, deciding: ['agency-head'], anywhere: ['supervisor', 'administrator'] },
  'send-back': { ...NOBODY, deciding: DECIDERS, anywhere: ['administrator'] },
};
