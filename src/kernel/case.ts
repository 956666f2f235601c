/** The folded state of a case (办件): small, plain, rebuilt from the ledger at any time. Forms, parties and comments live beside it. */
import type { Json } from './text';
import type { Clock, Day, Instant, Limit } from './time/clock';
import type { AddSignKind, DecidingRule, PostKind, Role } from './procedure/definition';

export interface Seat {
  readonly id: string;
  /** Whose power: a post of one organisation. */
  readonly post: PostKind;
  readonly organisation: string;
  /** The person who holds or has done this duty. */
  readonly holder?: string;
  /** `waiting`: its turn has not come, or whom it waits for has not spoken. */
  readonly state: 'open' | 'waiting' | 'decided' | 'closed';
  readonly outcome?: string;
  readonly cause?: string;
  /** 转办: who held it before, oldest first; whoever hands a seat on has lost it. */
  readonly holders?: readonly string[];
  /** 委派: whose opinion is asked, the first by the holder and each other by the one before him; the last has it in hand. */
  readonly lentTo?: readonly string[];
  /** Opinions given for its holder, and the acts that keep their text. */
  readonly opinions?: readonly { readonly by: string; readonly seq: number }[];
  /** For whom the holder sits there (代理). */
  readonly agent?: AgentOf;
  /** By what right the holder sits where he did not take the seat himself. */
  readonly basis?: 'transfer';
  /** What its vote counts for (票签); 1 where nothing is said. */
  readonly weight?: number;
  /** 主持: whose vote decides where exactly half is in favour. */
  readonly chair?: true;
  /** Further duties of the same person in this task: he sits, and counts, once. */
  readonly also?: readonly SeatDuty[];
  /** 加签: who added it, how it stands to the seat of whoever added it, and which seat that is. */
  readonly added?: AddedSeat;
  /** What was said with the decision, kept until the task is done: the result stands on what its voters wrote. */
  readonly opinion?: string;
  readonly data?: { readonly [field: string]: Json };
  /** The act by which it decided, where the task asks who came first. */
  readonly voted?: number;
  /** What was said here is kept until the case closes, so that another of the task may take his back (撤回). */
  readonly revocable?: true;
}
/** Somebody acts for an absent colleague, by a rule; `held`: the colleague had the seat before, and gets it back. */
export interface AgentOf {
  readonly rule: string;
  readonly for: string;
  readonly through?: readonly string[];
  readonly held?: true;
}
export interface SeatDuty {
  readonly post: PostKind;
  readonly organisation: string;
}
export interface AddedSeat {
  readonly by: string;
  readonly kind: AddSignKind;
  readonly of: string;
}
export interface Task {
  readonly id: string;
  readonly step: string;
  readonly round: number;
  readonly kind: 'step' | 'supervision';
  readonly state: 'open' | 'done' | 'closed';
  readonly openedAt: Instant;
  /** Last act that changed this task, its seats, its inputs or its limits; of one that has ended, the act it ended with. */
  readonly seq: number;
  readonly seats: readonly Seat[];
  /** How its seats decide together, as it was when the task was opened; absent: all decide, and the last one leads on. */
  readonly decides?: DecidingRule;
  readonly clock?: string;
  readonly outcome?: string;
  readonly cause?: string;
  /** Supervision: which clock's breach it watches. */
  readonly about?: string;
}
/** One going of a block, under its run name; a branch or an item is a run of its own. */
export interface BlockRun {
  readonly round: number;
  readonly state: 'open' | 'done' | 'closed';
  readonly since: Instant;
  readonly seq: number;
  readonly outcome?: string;
  /** Of a block of branches: the runs of the branches that go along in this round. */
  readonly activated?: readonly string[];
  /** Of a loop: which turn it is in. */
  readonly turn?: number;
  /** Of a wait entered from a step (退回申请人): where the case goes on when the applicant has answered. */
  readonly back?: string;
  /** The round in which it was decided, where that was carried over. */
  readonly carried?: number;
  /** The facts it was decided on, where the procedure lets decisions stand after a return. */
  readonly basis?: { readonly [name: string]: Json };
}
/** What was decided before a return and may still stand after it, with what it was decided on. */
export interface Kept {
  readonly outcome: string;
  readonly round: number;
  /** Facts it left. */
  readonly facts: { readonly [name: string]: Json };
  readonly basis: { readonly [name: string]: Json };
}
export type EffectState = 'wanted' | 'claimed' | 'done' | 'failed' | 'cancelled';
/** Something wanted of the outside world; ids and codes only, never a person's data, but for what a call hands over. */
export interface EffectSpec {
  /** `<case>:<seq of the asking act>:<n>` */
  readonly id: string;
  readonly kind: 'issue-paper' | 'notify' | 'escalate' | 'call';
  /** issue-paper: paper kind; notify: template; escalate: clock id; call: service. */
  readonly subject: string;
  /** notify: channel; issue-paper: seal; call: `call`, or `undo` of an earlier one. */
  readonly how?: string;
  /** issue-paper, call: the block that waits for it; the flow goes on when it is done. */
  readonly block?: string;
  readonly number?: string;
  readonly to?: string;
  readonly facts?: { readonly [name: string]: Json };
}
export interface EffectRun extends EffectSpec {
  readonly state: EffectState;
  readonly askedBy: number;
  readonly since: Instant;
  readonly claim?: number;
  readonly failure?: string;
}
/** 消息: what came from outside before the flow waited for it, kept until it does; and the ids of those it has had. */
export interface MessageKept {
  readonly name: string;
  /** The sender's own. */
  readonly id: string;
  readonly seq: number;
  /** Absent when the flow has had it. */
  readonly facts?: { readonly [name: string]: Json };
}
/** A call that was done and would have to be undone (补偿). */
export interface CallDone {
  readonly block: string;
  readonly effect: string;
}
export interface ChildRun {
  readonly id: string;
  readonly block: string;
  readonly round: number;
  readonly procedure: string;
  readonly state: 'open' | 'ended' | 'closed';
  readonly outcome?: string;
}

/** The certificate (证照) a case is about, as it stood when the case was opened. */
export interface CertificateOf {
  readonly number: string;
  readonly validFrom: Day;
  readonly validTo?: Day;
  /** How long it was issued for, and is renewed for: the item's length, not the renewal's. */
  readonly validity?: Limit;
}

/** The act that opened a linked case, and when that case had been decided: some duties count from the decision. */
export interface LinkedTo {
  readonly id: string;
  readonly event: string;
  readonly decidedOn?: Day;
}

/** 回避: somebody is said to have an interest in the case. Refused, it stands, so that a party asks once. */
export interface RecusalAsked {
  readonly task: string;
  readonly seat: string;
  readonly duty: string;
  readonly whom: string;
  readonly asked: 'own' | 'party';
  readonly state: 'open' | 'refused';
  readonly seq: number;
}
/** 抄送: the newest act that sent it to this person, and the one by which he said that he had read it. */
export interface CopyOf {
  readonly seq: number;
  readonly read?: number;
}

/** 暂存决定: what somebody has decided and may still take back; nothing has followed from it yet. */
export interface HeldDecision {
  readonly task: string;
  readonly seat: string;
  readonly outcome: string;
  readonly opinion?: string;
  readonly data?: { readonly [field: string]: Json };
  /** The act that holds it; who decided, and when: that is the moment from which the decision will count. */
  readonly seq: number;
  readonly by: string;
  readonly agent?: AgentOf;
  readonly at: Instant;
  /** Law ms at which it takes effect by itself. */
  readonly until: Instant;
}

export interface DataError {
  readonly block: string;
  readonly message: string;
  readonly since: Instant;
}

export interface CaseState {
  readonly kernel: number;
  readonly id: string;
  readonly number: string;
  readonly procedure: { readonly id: string; readonly version: number };
  readonly item?: { readonly code: string; readonly version: number };
  readonly parent?: { readonly id: string; readonly block: string; readonly round: number };
  /** The case whose act opened this one. */
  readonly linkedTo?: LinkedTo;
  readonly linked?: readonly { readonly id: string; readonly procedure: string }[];
  readonly certificate?: CertificateOf;
  readonly organisations: Readonly<Partial<Record<Role, string>>>;
  readonly state: 'open' | 'suspended' | 'ended';
  readonly outcome?: string;
  /** The outcome whose paper is being made. */
  readonly closing?: string;
  /** Last act of the ledger, and its instant. */
  readonly seq: number;
  readonly at: Instant;
  /** Last act that changed what may be done on the case. */
  readonly changedSeq: number;
  readonly receivedOn: Day;
  readonly acceptedOn?: Day;
  readonly decidedOn?: Day;
  /** The act the closing paper stands on. */
  readonly decisionSeq?: number;
  readonly rated?: boolean;
  readonly facts: { readonly [name: string]: Json };
  /** Materials handed in, by field. */
  readonly materials: readonly string[];
  /** Lists of gaps sent (一次性告知 allows one). */
  readonly gapLists: number;
  readonly gaps?: readonly string[];
  /** Papers promised for after acceptance (容缺). */
  readonly promised?: readonly string[];
  /** Further lists the agency head has allowed. */
  readonly furtherLists?: number;
  /** Who was told of the right to a hearing beside the applicant, and who has waived it. */
  readonly rights?: { readonly parties: number; readonly waived: readonly string[] };
  readonly hearing?: { readonly appointedOn: Day; readonly heldOn: Day; readonly host: string };
  /** When a task was last urged (催办), by its id. */
  readonly urged?: Readonly<Record<string, Instant>>;
  /** Clocks whose delay has been explained, by id and term. */
  readonly explained?: readonly string[];
  readonly blocks: Readonly<Record<string, BlockRun>>;
  /** Decisions that stand over a return until the way comes to them again, by run. */
  readonly kept?: Readonly<Record<string, Kept>>;
  /** Fields handed in anew since that return. */
  readonly touched?: readonly string[];
  readonly tasks: readonly Task[];
  /** Absent but for the seconds in which a decision may be taken back; a case has one at most. */
  readonly held?: HeldDecision;
  readonly clocks: Readonly<Record<string, Clock>>;
  readonly effects: readonly EffectRun[];
  /** In the order in which they were done. */
  readonly calls?: readonly CallDone[];
  readonly messages?: readonly MessageKept[];
  readonly children: readonly ChildRun[];
  /** Who has done which duty in this case or, inherited, in its parent. */
  readonly duties: Readonly<Record<string, readonly string[]>>;
  readonly recusals?: readonly RecusalAsked[];
  /** Who may never again take a duty on in this case (回避), by duty. */
  readonly recused?: Readonly<Record<string, readonly string[]>>;
  /** Who may read the case without a part in it (抄送), by person; it stays after the end. */
  readonly copies?: Readonly<Record<string, CopyOf>>;
  /** A condition that could not be evaluated: a wait for an administrator. */
  readonly dataError?: DataError;
  /** Others of that kind, in branches beside it. */
  readonly dataErrors?: readonly DataError[];
  /** The following process met a milestone out of lawful order: a wait for an administrator. */
  readonly apart?: { readonly milestone: string; readonly expected: string; readonly since: Instant };
  /** Milestones passed, in order (for `explain` and the workflow's story). */
  readonly milestones: readonly { readonly seq: number; readonly code: string }[];
}
