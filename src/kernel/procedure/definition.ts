/**
 * What a procedure is: plain, frozen, versioned data. This module owns the shape alone; the builder makes it,
 * the checker reads it, `progress.ts` walks it. Nothing in it is a function, so a case can pin a version for life.
 */
import type { Text } from '../text';
import type { ClockRule } from '../time/clock';

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

/** Which organisation of the case a post is looked up in; bound to real organisations when the case is opened. */
export type Role = 'receiving' | 'deciding' | 'reviewing' | 'supervising';

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
}

/** Where an outcome leads. `next`: on in the sequence. `correction`: the applicant's turn, then back here in a new round. */
export type Target =
  | { readonly to: 'next' }
  | { readonly to: 'end'; readonly outcome: string }
  | { readonly to: 'correction'; readonly wait: string }
  | { readonly to: 'back'; readonly step: string };

/** The statutory acts an outcome may perform; each has its own file under `kernel/acts/`. */
export type StatutoryAct = 'accept' | 'request-supplement' | 'refuse-acceptance' | 'grant' | 'refuse' | 'review';

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

export interface TaskBlock {
  readonly kind: 'task';
  readonly id: string;
  readonly title: Text;
  readonly by: SeatRule;
  /** The duty a person takes on by deciding here, for the separation of duties; default the step id. */
  readonly duty?: string;
  readonly form?: JsonSchema;
  readonly outcomes: Readonly<Record<string, OutcomeRule>>;
  /** The clock that limits this step; the checker refuses a task without one. */
  readonly clock: string;
  /** Clocks started when the task opens / ended when it completes. */
  readonly starts?: readonly string[];
  readonly ends?: readonly string[];
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
export type Block = TaskBlock | SequenceBlock | ChoiceBlock | ChildBlock | EndBlock | PassBlock;

/** A paper (文书) the procedure can issue; its text is `documents/<kind>.md`. */
export interface PaperRule {
  readonly kind: string;
  readonly title: Text;
  /** Act type that asks for it, when it is a notice beside the flow; absent for papers of a document block. */
  readonly on?: readonly string[];
  /** Number series (文号), e.g. `澄行审许`; absent: unnumbered. */
  readonly series?: string;
  readonly seal: 'approval' | 'none';
  readonly to: 'applicant' | 'file';
  readonly article: string;
}

/** A case outcome (办结结果) and the paper without which it may not stand: the case ends when that paper is sealed and delivered. */
export interface CaseOutcomeRule {
  readonly title: Text;
  readonly paper: string | null;
  /** Why no paper is due; without it the checker refuses `paper: null`. */
  readonly withoutPaper?: Text;
  readonly light: 'good' | 'bad' | 'neutral';
}

export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly title: Text;
  readonly basis: string;
  /** Temporal workflow type that drives it; `procedure` is the default, dynamic one. */
  readonly workflow: 'approval' | 'legalReview' | 'procedure';
  /** Only started as a child of another case. */
  readonly childOnly?: boolean;
  /** Which organisation kind or id plays each role; `receiving` is where it is handed in, `deciding` the item's holder. */
  readonly roles: { readonly deciding: string; readonly reviewing?: string; readonly supervising: string };
  readonly dataSchema: JsonSchema;
  /** The post that takes the file in (收件); children are opened by their parent. */
  readonly opens?: { readonly post: PostKind; readonly duty: string };
  /** Papers (材料) expected: the fields of `format: "file"`, with what the list of gaps says of each. */
  readonly materials: readonly {
    readonly field: string;
    readonly title: Text;
    readonly required: boolean;
    readonly basis: string;
  }[];
  /** Members of `data` (and outcome forms) that conditions, papers and children read; the only data kept in the folded state. */
  readonly facts: readonly string[];
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
  /** Who watches a breached limit, lowest first (督办). */
  readonly ladder: readonly { readonly post: PostKind; readonly of: Role }[];
  readonly flow: Block;
  /** Detours entered only through a `correction` target. */
  readonly waits: Readonly<Record<string, WaitBlock>>;
}
