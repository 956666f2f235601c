/**
 * What a procedure is: plain, frozen, versioned data. This module owns the shape alone; the builder makes it,
 * the checker reads it, `progress.ts` walks it. Nothing in it is a function, so a case can pin a version for life.
 */
import type { Json, Text } from '../text';
import type { ClockRule, Limit } from '../time/clock';

/** JSON Schema 2020-12 of a form (办事表单). Papers (材料) are fields of `format: "file"` and never required. */
export type JsonSchema = { readonly [member: string]: unknown };

/** The kinds of post (岗位) that tasks may go to. A post is held by a person in one organisation. */
export const POST_KINDS = [
  'window-clerk', // 窗口人员
  'examiner', // 审查人员
  'approver', // 审批人
  'agency-head', // 机关负责人
  'legal-reviewer', // 法制审核人员
  'enforcement-officer', // 执法人员
  'administrator', // 系统管理员
  'supervisor', // 执法监督人员
  'hearing-host', // 听证主持人
  'publisher', // 公示人员
] as const;
export type PostKind = (typeof POST_KINDS)[number];

/**
 * Which organisation of the case a post is looked up in; bound to real organisations when the case is opened. `handing` is the
 * window where the applicant collects (领取窗口), `preliminary` the lower body that reviews first (初审机关, 许 35).
 */
export type Role = 'receiving' | 'deciding' | 'reviewing' | 'supervising' | 'handing' | 'preliminary';

/** Who a task is for: `count` seats (席位), each filled by a different person holding the post. */
export interface SeatRule {
  readonly post: PostKind;
  readonly of: Role;
  /** Seats to fill; 许可法 34 asks for two where substance is checked. Default 1. */
  readonly count?: number;
  /** Duties, as named by `duty`, that no person of this seat may have done in this case or its parent (四眼). */
  readonly notWho?: readonly string[];
  /** The person needs this qualification, valid on the day (罚 58: 法律职业资格). */
  readonly qualification?: 'legal';
  readonly article?: string;
  /** A seat for everybody who holds the post on the day the task opens, instead of a number of seats. */
  readonly everyone?: true;
  /** Seats of further posts in the same task, after these. */
  readonly also?: readonly OtherSeats[];
  /** 审批人规则: whom the seat is for, among those who hold the post; absent: whoever of them takes it. */
  readonly who?: ApproverRule;
  /** Nobody is found by `who`: the head, the post with an administrator told, or the step is not opened. Default the head. */
  readonly nobody?: 'head' | 'administrator' | 'refuse';
  /** Who has decided the step before is asked again, or another is found; it never passes by itself. Default again. */
  readonly same?: 'again' | 'other';
  /** 主持: one more seat, whose vote decides where exactly half is in favour. */
  readonly chair?: PostOf;
  /** Whether somebody who would sit for two posts may: else he sits for the first, and another is found for the second. */
  readonly concurrent?: 'forbidden';
}
export type ApproverRule =
  /** A person named in the application, or by the step before. */
  | { readonly kind: 'field'; readonly fact: string }
  | { readonly kind: 'chosen'; readonly fact: string }
  /** 分管领导: whoever is in charge of the topic in that body. */
  | { readonly kind: 'topic'; readonly fact: string }
  | { readonly kind: 'least-loaded' }
  /** 上级机关负责人: the head of the body so many levels above. */
  | { readonly kind: 'head'; readonly up: number }
  | { readonly kind: 'expression'; readonly feel: string };
export interface PostOf {
  readonly post: PostKind;
  readonly of: Role;
}
export interface OtherSeats extends PostOf {
  readonly count?: number;
  readonly everyone?: true;
}

/** An exact part: two of three. Compared by cross multiplication, so that no rounding decides. */
export interface Fraction {
  readonly of: readonly [number, number];
}

/**
 * How the seats of one task decide together. `agree`, `disagree` and `abstain` name outcomes of the task: a seat's vote is one of
 * them, and the result, `agree` or `disagree`, performs that outcome's act and leads where it leads. Any other outcome is no vote:
 * it ends the task as it would for one seat.
 */
export type DecidingRule =
  /** 会签: passes when every seat agrees. `veto`: the first that disagrees ends it; `counted`: all are heard before it fails. */
  | {
      readonly kind: 'all';
      readonly agree: string;
      readonly disagree: string;
      readonly disagreement: 'veto' | 'counted';
    }
  /** 或签: whoever decides first decides. */
  | { readonly kind: 'any'; readonly agree: string; readonly disagree: string }
  /** 票签 */
  | {
      readonly kind: 'vote';
      readonly agree: string;
      readonly disagree: string;
      readonly abstain?: string;
      /** The part of the weight that has to agree. Exactly one half is a tie. */
      readonly pass: Fraction;
      /** The part of the weight that has to take part, abstentions among them, before it can pass. */
      readonly quorum?: Fraction;
      readonly disagreement: 'veto' | 'counted';
      /** Whether whoever abstains stays in the whole of which a part has to agree. */
      readonly abstention: 'counted' | 'left-out';
      readonly tie: 'chair' | 'not-passed';
      readonly weights?: Readonly<Partial<Record<PostKind, number>>>;
    }
  /** 依次: the next seat opens when the one before has agreed; the first that disagrees ends it. */
  | { readonly kind: 'sequential'; readonly agree: string; readonly disagree: string };

/**
 * 加签: `before`: the inviter decides when they have spoken; `after`: his decision counts when they have; `parallel`: they join the
 * vote; `consult`: an opinion and no more.
 */
export const ADD_SIGN_KINDS = ['before', 'after', 'parallel', 'consult'] as const;
export type AddSignKind = (typeof ADD_SIGN_KINDS)[number];
export interface AddSignRule {
  /** Default all. */
  readonly kinds?: readonly AddSignKind[];
  /** How often whoever was added may add somebody in turn; default 2. */
  readonly depth?: number;
  /** Somebody asked before who disagrees ends the task, instead of giving it back to the inviter with his opinion. */
  readonly beforeVetoes?: true;
}

/**
 * Where an outcome leads. `next`: on in the sequence. `again`: the same step in a new round. `correction`: the applicant's turn,
 * then back here in a new round. `reject`: ends the innermost branch or item around it as rejected; what that means for the whole
 * block, its join and `rejects` say.
 */
export type Target =
  | { readonly to: 'next' }
  | { readonly to: 'again' }
  | { readonly to: 'end'; readonly outcome: string }
  | { readonly to: 'correction'; readonly wait: string }
  | { readonly to: 'back'; readonly step: string }
  | { readonly to: 'reject' };

/** The statutory acts an outcome may perform; each has its own file under `kernel/acts/`. */
export type StatutoryAct =
  | 'accept' // 受理
  | 'accept-with-gaps' // 容缺受理
  | 'accept-on-commitment' // 告知承诺受理
  | 'accept-on-the-spot' // 受理并当场决定
  | 'correct' // 当场更正
  | 'request-supplement' // 一次性告知补正
  | 'refuse-acceptance' // 不予受理
  | 'record-visit' // 现场核查
  | 'forward' // 初审上报
  | 'tell-interested' // 告知利害关系人
  | 'appoint-hearing' // 确定听证
  | 'hold-hearing' // 举行听证
  | 'end-hearing' // 终止听证
  | 'hand-out' // 发放
  | 'grant' // 准予
  | 'refuse' // 不予
  | 'review' // 法制审核
  | 'revoke' // 撤销（许 69）
  | 'deregister' // 注销（许 70）
  | 'leave' // 不作处理
  | 'publish'; // 决定公示

export interface OutcomeRule {
  readonly title: Text;
  /** The ordinary favourable outcome comes first in the record; order is kept. */
  readonly act?: StatutoryAct;
  readonly opinionRequired?: boolean;
  /** What this outcome asks for beside the form; its members go into `data`. */
  readonly schema?: JsonSchema;
  readonly target: Target;
  readonly article?: string;
  /** For tasks of several seats: one seat choosing this ends the task with it (一票否决). */
  readonly veto?: boolean;
}

/** 审查要点: one thing to be looked at in a step, with its article and what is written where it fails. */
export interface CheckPoint {
  readonly id: string;
  readonly title: Text;
  readonly basis: string;
  /** What a rule can tell by itself: a paper is there, or a condition over the facts holds. Absent: it is for a person to see. */
  readonly rule?: { readonly paper: string } | { readonly holds: string; readonly because: Text };
  /** 常用语: what the list of gaps or the reasons say where it fails. */
  readonly phrase: Text;
}

export interface TaskBlock {
  readonly kind: 'task';
  readonly id: string;
  readonly title: Text;
  readonly by: SeatRule;
  /** How several seats decide together; absent: each decides, and the last one leads on. */
  readonly decides?: DecidingRule;
  /** 加签 here: all of it where nothing more is said; without it only where a rule of deciding together stands. */
  readonly addSign?: AddSignRule;
  /** The duty a person takes on by deciding here, for the separation of duties; default the step id. */
  readonly duty?: string;
  readonly form?: JsonSchema;
  readonly checkPoints?: readonly CheckPoint[];
  readonly outcomes: Readonly<Record<string, OutcomeRule>>;
  /** The clock that limits this step; the checker refuses a task without one. */
  readonly clock: string;
  /** Clocks started when the task opens / ended when it completes. */
  readonly starts?: readonly string[];
  readonly ends?: readonly string[];
  /** 退回: where whoever decides here may send the case back to; absent: nowhere. */
  readonly returns?: ReturnRule;
  /** 转办: how often a seat of it may be handed on; 0 forbids it, absent sets no bound. */
  readonly transfers?: number;
  /** 委派: how many may be asked one by the other for an opinion; 0 forbids it. Default `DELEGATIONS`. */
  readonly delegations?: number;
}
/**
 * 退回: `applicant`, the step `previous` to this one, the `start` of the branch or of the flow, or a step by its id; of these, only what
 * this very case has passed. `re-walk`: every step between is done again. `direct`: what was decided between stands where nothing it was
 * decided on has changed. `choose`: left to whoever returns.
 */
export interface ReturnRule {
  readonly to: readonly string[];
  readonly mode: 're-walk' | 'direct' | 'choose';
  /** The wait by which the applicant is given his time; needed where a procedure has several. */
  readonly wait?: string;
}
export interface SequenceBlock {
  readonly kind: 'sequence';
  readonly id: string;
  readonly blocks: readonly Block[];
}
export interface ChoiceBlock {
  readonly kind: 'choice';
  readonly id: string;
  readonly title: Text;
  /** Tried in order; the first condition (FEEL) that is true decides; `otherwise` makes it total. */
  readonly branches: readonly {
    readonly id: string;
    readonly when: string;
    readonly because: Text;
    readonly block: Block;
  }[];
  readonly otherwise: Block;
}
/**
 * When branches come together (汇合): when all have arrived, when the first has passed, or when so many have passed. A branch carried
 * over from an earlier round counts as passed.
 */
export type Join = 'all' | 'first' | { readonly atLeast: number };
/** `end`: one rejected branch rejects the block at once. `count`: it has arrived without passing, and the others are still heard. */
export type Rejects = 'end' | 'count';
/** Where a block of branches leads when its join is decided; its outcome is a fact under its id. */
export interface JoinTargets {
  readonly joined: Target;
  readonly rejected: Target;
}
export interface ParallelBranch {
  readonly id: string;
  readonly title: Text;
  readonly block: Block;
  /** Goes along only where this holds (FEEL); asked once for each round, when the block is entered. Absent: always. */
  readonly when?: string;
  /** Entered again after a return, a branch that had passed stands if nothing it was decided on has changed. */
  readonly carryOver?: boolean;
}
/** 并行: branches that are gone at the same time. */
export interface ParallelBlock {
  readonly kind: 'parallel';
  readonly id: string;
  readonly title: Text;
  readonly branches: readonly ParallelBranch[];
  readonly join: Join;
  readonly rejects: Rejects;
  readonly outcomes: JoinTargets;
}
/** 逐项并行: the same block once for each item of a list, all at the same time. Inside, the fact `item` is the item. */
export interface EachBlock {
  readonly kind: 'each';
  readonly id: string;
  readonly title: Text;
  /** The fact that holds the list; read when the block is entered, and not again in that round. */
  readonly over: string;
  readonly block: Block;
  readonly join: Join;
  readonly rejects: Rejects;
  readonly outcomes: JoinTargets;
  readonly carryOver?: boolean;
}
/** 循环: the block is gone again while the condition holds, `atMost` times in all. */
export interface LoopBlock {
  readonly kind: 'loop';
  readonly id: string;
  readonly title: Text;
  readonly block: Block;
  /** FEEL, asked after each turn. */
  readonly while: string;
  readonly atMost: number;
  /** Where it leads when the last turn allowed would not have been the last. */
  readonly exhausted: Target;
}
export interface TableInput {
  readonly fact: string;
  readonly type: 'number' | 'text' | 'boolean';
  /** All values a text can have, so that the checker can say whether every one is answered. */
  readonly values?: readonly string[];
}
export interface TableRow {
  readonly id: string;
  /** One unary test (FEEL) for each input; `-`: any. */
  readonly when: readonly string[];
  readonly gives: { readonly [fact: string]: Json };
  readonly because: Text;
}
/**
 * 决策表: what follows from what, as rows instead of conditions. `unique`: one row is hit. `first`: the first that is hit counts.
 * `collect`: every row that is hit; each fact is then the list of what the rows give.
 */
export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  readonly title: Text;
  readonly inputs: readonly TableInput[];
  readonly rows: readonly TableRow[];
  readonly hit: 'unique' | 'first' | 'collect';
}
/** A child process (子流程): a case of its own with its own ledger, started as a child workflow. */
export interface ChildBlock {
  readonly kind: 'child';
  readonly id: string;
  readonly title: Text;
  readonly procedure: string;
  /** Facts handed down by name. */
  readonly hands: readonly string[];
  readonly clock: string;
  /** Child outcome → where to go on. */
  readonly outcomes: Readonly<Record<string, Target>>;
  /** Facts that a child's outcome leaves in the parent, beside the outcome itself under the block's id. */
  readonly gives?: Readonly<Record<string, { readonly [fact: string]: Json }>>;
  /** Clocks that stand still while it is open, on a ground of 许 45. */
  readonly stops?: { readonly clocks: readonly string[]; readonly ground: string };
  /** Duties of the parent that the child's persons may not have done are inherited whole. */
  readonly of: Role;
}
/** Waits for the applicant (补正); entered only through a `correction` target. */
export interface WaitBlock {
  readonly kind: 'wait';
  readonly id: string;
  readonly title: Text;
  readonly clock: string;
  /** Act that ends the wait, and the step that is done again. */
  readonly until: 'supplement';
  readonly back: string;
  /** What the lapse of the clock means. */
  readonly lapse: Target;
}
/** Acts from outside the deciding body that a flow may wait for. */
export type AwaitedAct = 'request-hearing' | 'waive-hearing' | 'state-views' | 'hear-linked' | 'message';
export interface AwaitOutcome {
  readonly on: AwaitedAct | 'lapse';
  /** Narrows a linked case's word (`hear-linked`) to one outcome of it. */
  readonly said?: string;
  /** Of a message: which, and what it says; its members that are facts become facts. */
  readonly name?: string;
  readonly schema?: JsonSchema;
  readonly target: Target;
}
/** Waits in the flow until somebody outside acts or the limit lapses; what came is a fact under the block's id. */
export interface AwaitBlock {
  readonly kind: 'await';
  readonly id: string;
  readonly title: Text;
  /** Started on entering, ended on leaving. */
  readonly clock: string;
  readonly outcomes: Readonly<Record<string, AwaitOutcome>>;
  /** The template by which the applicant hears that he is awaited. */
  readonly tells?: string;
  readonly article?: string;
}
/**
 * 调用: another system's service is called, tried again while it is away, and what it answers goes on with the case. `failed` is where
 * it leads when no try has helped; `again` there says that there is no other way: it stands until somebody lets it be tried again.
 */
export interface CallBlock {
  readonly kind: 'call';
  readonly id: string;
  readonly title: Text;
  /** By the name under which the town has set it up. */
  readonly service: string;
  /** Facts handed over by name. */
  readonly hands: readonly string[];
  readonly clock: string;
  /** How often it is tried in all; default `CALL_ATTEMPTS`. */
  readonly retries?: { readonly attempts: number };
  /** What the service answers; its members that are facts become facts. */
  readonly schema?: JsonSchema;
  readonly outcomes: { readonly done: Target; readonly failed: Target };
  /** The service that undoes what was done (补偿), where the case goes back before it or is broken off. */
  readonly undo?: string;
  readonly article?: string;
}
/** About a quarter of an hour of somebody else's server being away. */
export const CALL_ATTEMPTS = 10;
export interface EndBlock {
  readonly kind: 'end';
  readonly id: string;
  readonly outcome: string;
}
/** Nothing to do: the otherwise of a choice that only inserts a step. */
export interface PassBlock {
  readonly kind: 'pass';
  readonly id: string;
}
export type Block =
  | TaskBlock
  | SequenceBlock
  | ChoiceBlock
  | ParallelBlock
  | EachBlock
  | LoopBlock
  | TableBlock
  | ChildBlock
  | AwaitBlock
  | CallBlock
  | EndBlock
  | PassBlock;
/** Blocks that are gone in branches. */
export type Branching = ParallelBlock | EachBlock;

/** A paper (文书) the procedure can issue; its text is `documents/<kind>.md`. */
export interface PaperRule {
  readonly kind: string;
  readonly title: Text;
  /** Milestone or act type that asks for it, when it is a notice beside the flow, or `<await>-entered`; absent for closing papers. */
  readonly on?: readonly string[];
  /** What its number series (文号) ends with, e.g. `许`, after the letters of the body that decides; absent: unnumbered. */
  readonly series?: string;
  readonly seal: 'approval' | 'none';
  readonly to: 'applicant' | 'file';
  readonly article: string;
}

/** A case outcome (办结结果) and the paper without which it may not stand: the case ends when that paper is sealed and delivered. */
export interface CaseOutcomeRule {
  readonly title: Text;
  readonly paper: string | null;
  /** Papers made with it: a certificate beside its decision. */
  readonly also?: readonly string[];
  /** Why no paper is due; without it the checker refuses `paper: null`. */
  readonly withoutPaper?: Text;
  readonly light: 'good' | 'bad' | 'neutral';
}

/**
 * A linked case (关联办件): a duty that outlives its case or stands beside it, with its own ledger, clock and process. It is opened
 * by the act that raises the event and reports nothing back, unless it is told to.
 */
export interface FollowRule {
  /** `ended:<outcome>`, or the milestone of an act (`rated-low`, `complained`, `opened`). */
  readonly on: string;
  readonly procedure: string;
  /** Opened only where this holds over the facts. */
  readonly when?: string;
  /** Facts handed down by name. */
  readonly hands: readonly string[];
}

/** The certificate (证照) a grant issues. */
export interface CertificateRule {
  /** What its number series ends with, e.g. `证`, after the letters of the body that decides. */
  readonly series: string;
  /** How long it is valid from the day of the decision; null: without end. */
  readonly validity: Limit | null;
  readonly article: string;
}

export interface Opener {
  readonly post: PostKind;
  readonly duty: string;
}

export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly title: Text;
  readonly basis: string;
  /** Temporal workflow type that drives it; `procedure` is the default, dynamic one. */
  readonly workflow: 'approval' | 'legalReview' | 'hearing' | 'procedure';
  /** Only started as a child of another case. */
  readonly childOnly?: boolean;
  /** Which organisation kind or id plays each role; `receiving` is where it is handed in, `deciding` the item's holder. */
  readonly roles: {
    readonly deciding: string;
    readonly reviewing?: string;
    readonly supervising: string;
    /** The field of the application that names the body which reviews first. */
    readonly preliminary?: { readonly field: string };
    /** The field of the application that names the window where the applicant collects; default where it was handed in. */
    readonly handing?: { readonly field: string };
  };
  readonly dataSchema: JsonSchema;
  /** The post that takes the file in (收件); children are opened by their parent. */
  readonly opens?: Opener & {
    /** Who may open it without an application (依职权), beside the post that takes applications in. */
    readonly exOfficio?: Opener;
  };
  /** Papers (材料) expected: the fields of `format: "file"`, with what the list of gaps says of each. */
  readonly materials: readonly {
    readonly field: string;
    readonly title: Text;
    readonly required: boolean;
    /** Needed only where this holds over the facts (a mandate where an agent acts). */
    readonly requiredWhen?: string;
    readonly basis: string;
    /** May be handed in after acceptance, on a written promise (容缺). */
    readonly deferrable?: boolean;
    /** A promise of the applicant may stand for it (告知承诺). */
    readonly byCommitment?: boolean;
  }[];
  /** Members of `data` (and outcome forms) that conditions, papers and children read; the only data kept in the folded state. */
  readonly facts: readonly string[];
  /** Facts as they stand before anybody says otherwise, so that a condition can always be read. */
  readonly defaults?: { readonly [fact: string]: Json };
  readonly clocks: Readonly<Record<string, ClockRule>>;
  /** Clocks that count from acceptance (许 42). */
  readonly acceptClocks: readonly string[];
  /** Clocks the head of the deciding body may extend once, and by how much. */
  readonly extensions: Readonly<Record<string, { readonly amount: number; readonly article: string }>>;
  /** Clocks started with the case. */
  readonly startClocks: readonly string[];
  readonly papers: Readonly<Record<string, PaperRule>>;
  readonly outcomes: Readonly<Record<string, CaseOutcomeRule>>;
  /** Decisions that may not be made without a passed legal review (重大执法决定法制审核目录): act, condition over facts, the row that is hit. */
  readonly reviews: readonly {
    readonly act: StatutoryAct;
    readonly when: string;
    readonly row: Text;
    readonly child: string;
    readonly article: string;
  }[];
  readonly certificate?: CertificateRule;
  /** A procedure about a certificate that exists (延续、变更、撤销、注销): which kinds of change it makes when it is granted. */
  readonly concerns?: { readonly certificate: 'renewed' | 'amended' | 'annulled' | 'deregistered' };
  /** Linked cases this one opens. */
  readonly follows?: readonly FollowRule[];
  /** How the papers are handed out (送达领取), when the applicant did not choose to take them electronically. */
  readonly handOut?: TaskBlock;
  /** Grounds of special procedures that the law limits, in working days (e.g. 专家评审 20, 消防审查规定 22). */
  readonly caps?: Readonly<Record<string, { readonly days: number; readonly article: string }>>;
  /** Who watches a breached limit, lowest first (督办). */
  readonly ladder: readonly { readonly post: PostKind; readonly of: Role }[];
  readonly flow: Block;
  /** Detours entered only through a `correction` target. */
  readonly waits: Readonly<Record<string, WaitBlock>>;
}
