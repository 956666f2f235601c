/**
 * The entries of the ledger (台账). An act is a fact with its results (resolved seats, drawn numbers, dates), never a
 * command to be decided again. A payload shape may gain optional members; anything else is a new `v`, and `evolve`
 * reads every version ever written.
 */
import type { AgentOf, CertificateOf, ChildRun, EffectSpec, Kept, LinkedTo, Seat } from '../case';
import type { ApproverRule, DecidingRule, PostKind, Role } from '../procedure/definition';
import type { Json } from '../text';
import type { Clock, Day, Extension, Instant, Limit, Suspension } from '../time/clock';

export interface TaskOpened {
  readonly task: string;
  readonly step: string;
  readonly round: number;
  readonly kind: 'step' | 'supervision';
  readonly seats: readonly SeatOpened[];
  readonly clock?: string;
  readonly about?: string;
  /** How the seats decide together, for the life of the task. */
  readonly decides?: DecidingRule;
  /** Which people a rule found, on that day. */
  readonly resolved?: readonly ResolvedSeats[];
}
/** A seat as it is opened; `waiting` where its turn has not come. */
export interface SeatOpened extends Pick<
  Seat,
  'id' | 'post' | 'organisation' | 'holder' | 'weight' | 'chair' | 'also' | 'added'
> {
  readonly state?: 'waiting';
  /** What was decided here in the round before, and stands in this one. */
  readonly said?: Pick<Seat, 'outcome' | 'opinion' | 'data' | 'voted' | 'revocable'>;
}
export interface ResolvedSeats {
  readonly rule: 'everyone' | ApproverRule['kind'];
  readonly post: PostKind;
  readonly organisation: string;
  readonly people: readonly string[];
  /** What it was found from. */
  readonly inputs?: { readonly [name: string]: Json };
  /** What was done where nobody was found. */
  readonly nobody?: 'head' | 'administrator' | 'refuse';
}
/** The count a task ended with: weights, and the whole they were measured by. */
export interface Count {
  readonly agree: number;
  readonly disagree: number;
  readonly abstain: number;
  readonly of: number;
}

/** Payloads by act type. `wants` lists the effects an act asks for; they are part of the fact. */
export interface Payloads {
  /** 收件 */
  received: {
    readonly number: string;
    readonly procedure: { readonly id: string; readonly version: number; readonly hash: string };
    readonly item?: { readonly code: string; readonly version: number };
    readonly parent?: { readonly id: string; readonly block: string; readonly round: number };
    /** The case whose act opened this one, and the event. */
    readonly linkedTo?: LinkedTo;
    /** The certificate it is about. */
    readonly certificate?: CertificateOf;
    readonly organisations: Readonly<Partial<Record<Role, string>>>;
    readonly receivedOn: Day;
    readonly data: { readonly [field: string]: Json };
    readonly facts: { readonly [name: string]: Json };
    readonly materials: readonly string[];
    readonly party?: { readonly [field: string]: Json };
    readonly duties: Readonly<Record<string, readonly string[]>>;
    readonly receiptNumber?: string;
  };
  'block-entered': {
    readonly block: string;
    readonly round: number;
    /** Of a block of branches: the runs that go along in this round, those that do not, and the items of an `each` in their order. */
    readonly activated?: readonly string[];
    readonly leftOut?: readonly string[];
    readonly items?: readonly Json[];
    /** Of a branch: the block it belongs to. */
    readonly of?: string;
    /** Of a wait that a step returned the case to: where it goes on afterwards. */
    readonly back?: string;
  };
  /** A branch goes over from an earlier round (沿用): its outcome and the facts it left hold without anybody doing it again. */
  'branch-carried': {
    readonly block: string;
    readonly round: number;
    readonly of: string;
    /** The round in which it was decided. */
    readonly from: number;
    readonly outcome: string;
    readonly facts: { readonly [name: string]: Json };
    /** Its steps, as they stand. */
    readonly steps: readonly string[];
  };
  /** `closed`: closed for a cause, `cause`, before it was decided. */
  'block-left': {
    readonly block: string;
    readonly outcome: string;
    readonly cause?: string;
    readonly basis?: { readonly [name: string]: Json };
  };
  /** Another turn of a loop. */
  'loop-turned': { readonly block: string; readonly turn: number };
  /** 决策表: the rows that were hit, and what they give. */
  'table-read': {
    readonly block: string;
    readonly rows: readonly string[];
    readonly facts: { readonly [name: string]: Json };
  };
  /** 退回: back to an earlier step; what was found from there on no longer counts. */
  returned: {
    readonly from: string;
    /** The run returned to, or the wait of the applicant. */
    readonly to: string;
    readonly clears: readonly string[];
    readonly reason?: string;
    /** Whoever sent it back, from which task, and how the way between is gone again. */
    readonly task?: string;
    readonly seat?: string;
    readonly mode?: 're-walk' | 'direct';
    /** What may stand: decisions between (direct), and finished branches that are carried over. */
    readonly keeps?: Readonly<Record<string, Kept>>;
  };
  /** What was decided before a return stands: nothing it was decided on has changed. */
  'step-kept': {
    readonly block: string;
    readonly round: number;
    readonly outcome: string;
    readonly facts: { readonly [name: string]: Json };
  };
  /** What was decided before a return no longer stands: these facts or fields have changed since. */
  'kept-dropped': { readonly blocks: readonly string[]; readonly changed: readonly string[] };
  /** The branch a choice took, and the condition that held. */
  'branch-taken': { readonly block: string; readonly branch: string; readonly because?: string };
  'condition-failed': { readonly block: string; readonly message: string };
  'task-opened': TaskOpened;
  'task-done': {
    readonly task: string;
    readonly outcome: string;
    /** The facts it was decided on, where the procedure lets decisions stand after a return. */
    readonly basis?: { readonly [name: string]: Json };
    /** Why the seats that have not decided are closed; `not-reached` where nothing is said. */
    readonly closes?: string;
    readonly count?: Count;
    /** What its seats have found, become facts of the case with the result they stand for. */
    readonly facts?: { readonly [name: string]: Json };
  };
  /** Whose turn it is has changed: seats that are open now, and those that wait again. */
  'turns-changed': { readonly task: string; readonly opened: readonly string[]; readonly waits: readonly string[] };
  /** 加签 */
  'signers-added': {
    readonly task: string;
    readonly seat: string;
    readonly seats: readonly SeatOpened[];
    readonly reason: string;
  };
  /** 减签 */
  'signer-removed': { readonly task: string; readonly seat: string; readonly person?: string; readonly reason: string };
  /** 撤回表决: one's own vote, while the task is still open. */
  'vote-withdrawn': {
    readonly task: string;
    readonly seat: string;
    readonly reason?: string;
    /** Why, where nobody took it back himself: `other-opinion` of somebody asked to speak after it. */
    readonly because?: string;
  };
  /**
   * `outcome`: what the law puts in the place of a decision (视为受理); read as a fact under the step's id. `by`: the seat whose act
   * closed it, where that was somebody's.
   */
  'task-closed': { readonly task: string; readonly cause: string; readonly outcome?: string; readonly by?: string };
  claimed: { readonly task: string; readonly seat: string; readonly agent?: AgentOf };
  /** 代理结束: what was taken for somebody and not decided goes back: to him who had it, else to its post. */
  'agency-ended': {
    readonly task: string;
    readonly seat: string;
    readonly rule: string;
    readonly from: string;
    readonly to?: string;
  };
  unclaimed: { readonly task: string; readonly seat: string };
  /** 催办; `to`: posts and persons who were told. */
  urged: { readonly task: string; readonly to: readonly string[]; readonly reason: string };
  /** 改派; `from` where somebody held the seat. */
  reassigned: {
    readonly task: string;
    readonly seat: string;
    readonly from?: string;
    readonly to: string;
    readonly reason: string;
  };
  /** 转办; the seat is `to`'s for good. `confirmed`: he had held it before. */
  transferred: {
    readonly task: string;
    readonly seat: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly confirmed?: true;
  };
  /** 委派: the actor asks `to` for an opinion; the seat stays its holder's. */
  delegated: { readonly task: string; readonly seat: string; readonly to: string; readonly question: string };
  /** The requests that end unanswered, whose opinions are not awaited any more. */
  'delegation-recalled': { readonly task: string; readonly seat: string; readonly from: readonly string[] };
  /**
   * The answer of somebody who was asked and decides nothing: at a seat of his own (征求意见), or at another's (委派); then it goes `to`
   * whoever had asked for it, and he has taken on the duty it was given in.
   */
  'opinion-submitted': {
    readonly task: string;
    readonly seat: string;
    readonly opinion: string;
    readonly to?: string;
    readonly duty?: string;
  };
  /** 申请回避; `by`: for whom the window entered it. */
  'recusal-asked': {
    readonly task: string;
    readonly seat: string;
    readonly duty: string;
    readonly whom: string;
    readonly asked: 'own' | 'party';
    readonly ground: string;
    readonly reason: string;
    readonly by?: string;
  };
  /** 决定回避; `vacates`: the seats that are nobody's now. */
  'recusal-decided': {
    readonly task: string;
    readonly seat: string;
    readonly duty: string;
    readonly whom: string;
    readonly recused: boolean;
    readonly reason: string;
    readonly vacates: readonly string[];
  };
  /** 抄送 and its read mark. */
  copied: { readonly people: readonly string[]; readonly reason: string };
  'copy-read': { readonly of: number };
  /** 沟通; `mentions` are ids of persons. */
  commented: { readonly text: string; readonly mentions: readonly string[] };
  /** 重新驱动 */
  'follow-asked': { readonly reason: string };
  decided: {
    readonly task: string;
    readonly seat: string;
    readonly outcome: string;
    readonly opinion?: string;
    readonly data?: { readonly [field: string]: Json };
    readonly facts?: { readonly [name: string]: Json };
    readonly duty: string;
    /** For whom it was decided; he has taken the duty on as well. */
    readonly agent?: AgentOf;
    /** One of several seats: what was said stays in the state, so that each of them can take his own back. */
    readonly revocable?: true;
    /** The act that held it, where it could be taken back for a while. */
    readonly held?: number;
  };
  /** 暂存决定: decided and without effect until then, so that it may be taken back; `until` in law ms. */
  'decision-held': {
    readonly task: string;
    readonly seat: string;
    readonly outcome: string;
    readonly opinion?: string;
    readonly data?: { readonly [field: string]: Json };
    readonly agent?: AgentOf;
    readonly until: Instant;
  };
  /** 撤回办理; `because`: the code of what stood in the way, where nobody took it back. */
  'decision-withdrawn': {
    readonly task: string;
    readonly seat: string;
    readonly reason?: string;
    readonly because?: string;
  };
  /** 撤回办理 that had taken effect inside the house: what it had opened is closed, and the step is gone again. */
  'decision-taken-back': {
    readonly task: string;
    readonly seat: string;
    readonly reason?: string;
    /** Tasks that were closed for it, before anybody had decided them. */
    readonly closes: readonly string[];
    /** Facts that no longer count. */
    readonly clears: readonly string[];
    /** What the others have found, without what this seat had. */
    readonly facts?: { readonly [name: string]: Json };
    /** Runs of the blocks and branches around it that are open again. */
    readonly reopens: readonly string[];
  };
  /** 受理 */
  accepted: {
    readonly on: Day;
    readonly deemed: boolean;
    /** 容缺: papers promised for later. */
    readonly withGaps?: readonly string[];
    /** 告知承诺: promises stand for some papers. */
    readonly commitment?: boolean;
  };
  /** 当场更正: the applicant mends an error at the window (许 32(1)(3)). */
  corrected: {
    readonly data: { readonly [field: string]: Json };
    readonly facts: { readonly [name: string]: Json };
    readonly materials: readonly string[];
  };
  /** 容缺材料补齐 */
  'promise-kept': { readonly on: Day };
  /** 允许再次告知补正: by the agency head alone. */
  'second-list-allowed': { readonly reason: string };
  /** 现场核查 */
  'site-visited': { readonly on: Day };
  /** 初审上报 (许 35, 43) */
  forwarded: { readonly on: Day; readonly opinion: string };
  /** 告知利害关系人 (许 36, 47); `parties` beside the applicant. */
  'interested-parties-told': { readonly on: Day; readonly parties: number };
  /** `by`: `applicant`, or `party-<n>` of those told. */
  'hearing-requested': { readonly by: string; readonly reason?: string };
  'hearing-waived': { readonly by: string };
  'views-stated': { readonly by: string; readonly views: string };
  /** An awaited act came, or its limit lapsed. */
  'wait-answered': {
    readonly block: string;
    readonly outcome: string;
    readonly on: string;
    readonly basis?: { readonly [name: string]: Json };
    /** The message that was awaited, by its name and the sender's id, and the facts it said. */
    readonly message?: { readonly name: string; readonly id: string };
    readonly facts?: { readonly [name: string]: Json };
  };
  /** 收到消息; `facts` of what it says, for the wait it belongs to. */
  'message-received': {
    readonly name: string;
    readonly id: string;
    readonly data: { readonly [field: string]: Json };
    readonly facts: { readonly [name: string]: Json };
    /** Of whoever entered it for the sender. */
    readonly reason?: string;
  };
  /** 确定听证主持人、时间、地点 (许 48) */
  'hearing-appointed': { readonly on: Day; readonly heldOn: Day; readonly place: string; readonly host: string };
  'hearing-held': { readonly on: Day };
  /** 证照 issued or changed; the latest of a number is what holds. */
  'certificate-recorded': {
    readonly number: string;
    /** Its place among the entries of this number: whoever builds on an entry that is no longer the last decides again. */
    readonly entry: number;
    readonly kind: 'issued' | 'renewed' | 'amended' | 'annulled' | 'deregistered' | 'expired';
    readonly on: Day;
    readonly validFrom?: Day;
    readonly validTo?: Day;
    /** What a renewal will run for. */
    readonly validity?: Limit;
  };
  /** 撤销 (许 69), 注销 (许 70), or the certificate stands. */
  annulled: { readonly on: Day; readonly number: string; readonly ground: string; readonly reasons: string };
  deregistered: { readonly on: Day; readonly number: string; readonly ground: string; readonly reasons: string };
  'left-standing': { readonly on: Day; readonly reasons: string };
  /** 领取、邮寄 */
  'handed-out': { readonly on: Day; readonly way: string };
  /** 公示 decided and dated. */
  'publication-decided': { readonly on: Day; readonly publish: boolean; readonly reasons: string };
  /** 终止办理 (市许 30): the subject died or ceased, the permit is not needed any more, force majeure. */
  terminated: { readonly ground: string; readonly reason: string };
  /** 超时说明 (营商环境条例 36) */
  'delay-explained': { readonly clock: string; readonly reason: string };
  /** 投诉 */
  complained: { readonly text: string };
  /** 关联办件: a case of its own is opened by this act. */
  'linked-opened': {
    readonly id: string;
    readonly procedure: string;
    readonly event: string;
    readonly decidedOn?: Day;
    readonly facts: { readonly [name: string]: Json };
  };
  /** A word owed to another case, and one that came from another. */
  'linked-told': { readonly to: string; readonly said: string };
  'linked-heard': { readonly from: string; readonly said: string; readonly late: boolean };
  /** 补正: the one list of gaps (一次性告知) with its term. */
  'supplement-requested': { readonly gaps: readonly string[]; readonly reasons: string; readonly dueOn?: Day };
  /** The applicant's supplement is a new receipt. */
  supplemented: {
    readonly on: Day;
    readonly data: { readonly [field: string]: Json };
    readonly facts: { readonly [name: string]: Json };
    readonly materials: readonly string[];
    /** Papers that had been promised at acceptance (容缺): no new receipt. */
    readonly fulfils?: readonly string[];
  };
  /** 不予受理 */
  'acceptance-refused': {
    readonly reasons: string;
    /** The window's outcome (`not-needed`, `not-ours`, …), and the right body where another is competent. */
    readonly kind?: string;
    readonly rightBody?: string;
  };
  /** 准予 / 不予 */
  granted: { readonly on: Day; readonly number: string; readonly deemed?: boolean };
  refused: { readonly on: Day; readonly number: string; readonly reasons: string };
  /** 法制审核: AGREE is the only one that passes. */
  'review-concluded': {
    readonly conclusion: 'agree' | 'correct' | 'supplement' | 'transfer';
    readonly opinion: string;
  };
  'clock-started': { readonly clock: Clock };
  /** Clock acts carry the clock they lead to, so that no calendar is needed to read them again. */
  'clock-suspended': { readonly clock: Clock; readonly suspension: Suspension };
  'clock-resumed': { readonly clock: Clock; readonly on: Day };
  'clock-extended': { readonly clock: Clock; readonly extension: Extension };
  'clock-ended': { readonly clock: string; readonly on: Day };
  /** 期限重算: by a calendar published meanwhile; `was` and `due` where the clock does not stand still. */
  'clocks-recounted': {
    readonly calendar: string;
    readonly moved: readonly { readonly clock: Clock; readonly was?: Day; readonly due?: Day }[];
  };
  'rung-raised': {
    readonly clock: string;
    readonly term: number;
    readonly rung: string;
    readonly does: string;
    readonly article: string;
  };
  'child-opened': Pick<ChildRun, 'id' | 'block' | 'round' | 'procedure'>;
  'child-ended': {
    readonly child: string;
    readonly block: string;
    readonly outcome: string;
    readonly facts: { readonly [name: string]: Json };
    readonly duties: Readonly<Record<string, readonly string[]>>;
    readonly late: boolean;
    readonly basis?: { readonly [name: string]: Json };
  };
  'child-closed': { readonly child: string; readonly cause: string };
  /** The outcome is fixed; the case ends when its paper is sealed and delivered. */
  closing: { readonly outcome: string; readonly reason?: string };
  'effects-wanted': { readonly wants: readonly EffectSpec[] };
  'effect-claimed': { readonly effect: string; readonly claim: number };
  /** issue-paper: `document` id, `sha256` of the file, and seq and hash of the act the paper stands on. */
  'effect-done': { readonly effect: string; readonly result: { readonly [name: string]: Json } };
  'effect-failed': { readonly effect: string; readonly failure: string };
  'effect-retried': { readonly effect: string; readonly reason: string };
  'effect-cancelled': { readonly effect: string; readonly cause: string };
  /** 调用结果: where the flow goes on; `undo`: what was done would have to be undone. */
  'call-answered': {
    readonly block: string;
    readonly effect: string;
    readonly outcome: 'done' | 'failed';
    readonly facts: { readonly [name: string]: Json };
    readonly basis?: { readonly [name: string]: Json };
    readonly undo?: true;
  };
  /** 补偿: what a call has done is to be undone by this service. */
  'call-undone': {
    readonly block: string;
    readonly effect: string;
    readonly service: string;
    readonly cause: string;
  };
  'application-withdrawn': { readonly reason: string };
  'process-apart': { readonly milestone: string; readonly expected: string };
  rated: { readonly grade: number };
  /** 办结 */
  ended: { readonly outcome: string; readonly reason?: string };
}
export type ActType = keyof Payloads;

/** An act before the record numbers, salts and chains it. */
export interface Draft<T extends ActType = ActType> {
  readonly type: T;
  readonly payload: Payloads[T];
  /** The legal instant; equals `at` unless the law dates it otherwise. */
  readonly effectiveAt: Instant;
  /** Person id; null for the system. */
  readonly actor: string | null;
  /** Whose power: post or person; differs from `actor` under substitution. */
  readonly principal: string | null;
  /** own | party | system | rung | admin | transfer | delegate | agent; later add-sign. */
  readonly basis: string | null;
  readonly cause: string | null;
  readonly raisedBy: 'timer' | 'act' | 'sweep' | null;
  readonly key: string | null;
}
export interface Act<T extends ActType = ActType> extends Draft<T> {
  readonly seq: number;
  readonly v: number;
  readonly at: Instant;
}
/** A draft or act of some one type, its payload matching. */
export type AnyDraft = { [T in ActType]: Draft<T> }[ActType];
export type AnyAct = { [T in ActType]: Act<T> }[ActType];
