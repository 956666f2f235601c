/** What somebody asks the record to do, and who asks. Parsed at the border; the kernel trusts shapes and nothing else. */
import type { CertificateOf } from './case';
import type { AddSignKind, PostKind, Role } from './procedure/definition';
import type { Json, Text } from './text';
import type { Day, Instant } from './time/clock';

export interface HeldPost {
  readonly id: string;
  readonly kind: PostKind;
  readonly organisation: string;
}
/** What an agent may do for somebody (代理范围): all of it, where nothing is named. */
export interface AgentScope {
  readonly procedures?: readonly string[];
  readonly posts?: readonly string[];
  /** Procedures and posts that are left out. */
  readonly excludes?: readonly string[];
}
/** 代理: somebody who is absent today, whose agent a person is by a rule that is in force. */
export interface AgentFor {
  readonly rule: string;
  readonly absent: PersonActor;
  readonly scope: AgentScope;
  /** The rules between them, where he is the agent of an agent. */
  readonly through?: readonly string[];
}
/** A person with the posts and qualifications valid today. */
export interface PersonActor {
  readonly kind: 'person';
  readonly person: string;
  readonly posts: readonly HeldPost[];
  readonly qualifications: readonly string[];
  readonly agentFor?: readonly AgentFor[];
}
/** The applicant, known by the receipt code of this case. */
export interface PartyActor {
  readonly kind: 'party';
}
/** The process itself: rungs, effects, children. */
export interface SystemActor {
  readonly kind: 'system';
}
export type Actor = PersonActor | PartyActor | SystemActor;

export interface FormError {
  readonly path: string;
  readonly message: Text;
}
/**
 * How a certificate stands on the day: valid, or why not; `foreign`: of another holder or another body; `renewing`: valid, and a
 * renewal of it is under way.
 */
export type CertificateStanding =
  'valid' | 'renewing' | 'expired' | 'annulled' | 'deregistered' | 'foreign' | 'unknown';
/** What the register says now of the certificate a case is about, in whatever case it was written. */
export interface CertificateNow {
  /** The last entry of its number. */
  readonly entry: number;
  readonly annulled: boolean;
  readonly deregistered: boolean;
  readonly validTo?: Day;
  /** Another case that would renew it is open. */
  readonly renewing: boolean;
  /** The open case that watches its validity (有效期监测). */
  readonly watch?: string;
}
type Data = { readonly [field: string]: Json };

export interface OpenCase {
  readonly type: 'open-case';
  readonly item?: { readonly code: string; readonly version: number };
  readonly organisations: Readonly<Partial<Record<Role, string>>>;
  readonly data: Data;
  readonly party?: Data;
  /** The certificate that the application is about, as the record knows it; absent when there is none of that number. */
  readonly certificate?: CertificateOf & { readonly standing: CertificateStanding };
  readonly formErrors: readonly FormError[];
}
export interface TaskCommand {
  readonly task: string;
  readonly expectedSeq?: number;
}
/** For whom somebody acts (代理); unsaid, for himself, and for whom he is the agent of where he could not by himself. */
export interface Standing {
  readonly for?: string;
}
/** For whom a party speaks: the applicant himself unless the window enters it for one of the interested parties (`party-1`, …). */
export interface Speaking {
  readonly by?: string;
  readonly expectedSeq?: number;
}
/** 市场监督管理行政许可程序暂行规定 15, 21, 30: what ends an application without a decision. */
export type TerminationGround = 'subject-died' | 'subject-ended' | 'not-needed' | 'force-majeure';
/** 公务员法 76: an interest of one's own, one of a relative's, anything else that may touch the fairness of it. */
export type RecusalGround = 'own-interest' | 'relative' | 'other';
export type Command =
  | OpenCase
  | ({ readonly type: 'claim' } & Standing & TaskCommand)
  | ({ readonly type: 'unclaim' } & TaskCommand)
  /** Of one task, or of all that is open. */
  | { readonly type: 'urge'; readonly task?: string; readonly reason: string; readonly expectedSeq?: number }
  | ({
      readonly type: 'reassign';
      readonly seat?: string;
      /** Who shall have it, with the posts and qualifications valid today. */
      readonly to: PersonActor;
      readonly reason: string;
    } & TaskCommand)
  | ({
      readonly type: 'transfer';
      readonly seat?: string;
      readonly to: PersonActor;
      readonly reason: string;
      /** He held it before, and it shall go back to him all the same. */
      readonly confirmed?: boolean;
    } & TaskCommand)
  | ({
      readonly type: 'delegate';
      readonly seat?: string;
      readonly to: PersonActor;
      readonly question: string;
    } & TaskCommand)
  | ({ readonly type: 'recall-delegation'; readonly seat?: string } & TaskCommand)
  | ({ readonly type: 'submit-opinion'; readonly seat?: string; readonly opinion: string } & TaskCommand)
  | ({
      readonly type: 'recuse';
      /** Named by a party; of oneself the seat one holds. */
      readonly seat?: string;
      readonly ground: RecusalGround;
      readonly reason: string;
      /** For whom the window enters it. */
      readonly by?: string;
    } & TaskCommand)
  | ({
      readonly type: 'decide-recusal';
      readonly seat: string;
      readonly recused: boolean;
      readonly reason: string;
    } & TaskCommand)
  | {
      readonly type: 'copy';
      readonly people: readonly PersonActor[];
      readonly reason: string;
      readonly expectedSeq?: number;
    }
  | { readonly type: 'read-copy' }
  | { readonly type: 'comment'; readonly text: string; readonly mentions: readonly string[] }
  | ({
      readonly type: 'decide';
      readonly outcome: string;
      readonly opinion?: string;
      readonly data?: Data;
      readonly formErrors: readonly FormError[];
    } & Standing &
      TaskCommand)
  | ({ readonly type: 'withdraw'; readonly reason?: string } & TaskCommand)
  | ({ readonly type: 'withdraw-vote'; readonly reason?: string } & TaskCommand)
  | ({
      readonly type: 'add-sign';
      /** Whose seat asks, where the inviter has several; else his own. */
      readonly seat?: string;
      readonly kind: AddSignKind;
      /** With the posts and qualifications valid today. */
      readonly people: readonly PersonActor[];
      /** Asked for where votes are weighed. */
      readonly weight?: number;
      readonly reason: string;
    } & TaskCommand)
  | ({ readonly type: 'remove-sign'; readonly seat: string; readonly reason: string } & TaskCommand)
  /** `to`: `applicant`, `previous`, `start`, or a step or its run. */
  | ({
      readonly type: 'return';
      readonly to: string;
      readonly mode?: 're-walk' | 'direct';
      readonly reason: string;
      /** That children are closed with it is known. */
      readonly confirmed?: boolean;
    } & TaskCommand)
  | {
      readonly type: 'supplement';
      readonly data: Data;
      readonly formErrors: readonly FormError[];
      readonly expectedSeq?: number;
    }
  | { readonly type: 'withdraw-application'; readonly reason: string; readonly expectedSeq?: number }
  | {
      readonly type: 'suspend-clock';
      readonly clock: string;
      readonly ground: string;
      readonly document?: string;
      /** Working days the special procedure is expected to take; told in writing (许 45). */
      readonly days?: number;
      readonly expectedSeq?: number;
    }
  | { readonly type: 'resume-clock'; readonly clock: string; readonly expectedSeq?: number }
  | { readonly type: 'extend-clock'; readonly clock: string; readonly reason: string; readonly expectedSeq?: number }
  | {
      readonly type: 'terminate';
      readonly ground: TerminationGround;
      readonly reason: string;
      readonly expectedSeq?: number;
    }
  | { readonly type: 'allow-second-list'; readonly reason: string; readonly expectedSeq?: number }
  | { readonly type: 'explain-delay'; readonly clock: string; readonly reason: string; readonly expectedSeq?: number }
  | ({ readonly type: 'request-hearing'; readonly reason?: string } & Speaking)
  | ({ readonly type: 'waive-hearing' } & Speaking)
  | ({ readonly type: 'state-views'; readonly views: string } & Speaking)
  | { readonly type: 'complain'; readonly text: string }
  | { readonly type: 'hear-linked'; readonly from: string; readonly said: string }
  | {
      readonly type: 'receive-message';
      /** What the procedure calls it. */
      readonly message: string;
      /** The sender's own: the same one a second time is no second message. */
      readonly id: string;
      readonly data: Data;
      readonly formErrors: readonly FormError[];
      /** Of whoever enters it for a sender that cannot send. */
      readonly reason?: string;
      readonly expectedSeq?: number;
    }
  | { readonly type: 'rate'; readonly grade: number; readonly remark?: string }
  | { readonly type: 'raise-rungs' }
  | { readonly type: 'claim-effect'; readonly effect: string; readonly claim: number }
  | { readonly type: 'finish-effect'; readonly effect: string; readonly claim: number; readonly result: Data }
  | { readonly type: 'fail-effect'; readonly effect: string; readonly claim: number; readonly failure: string }
  | { readonly type: 'retry-effect'; readonly effect: string; readonly reason: string; readonly expectedSeq?: number }
  | { readonly type: 'follow-again'; readonly reason: string; readonly expectedSeq?: number }
  | { readonly type: 'send-back'; readonly reason: string; readonly expectedSeq?: number }
  | {
      readonly type: 'child-outcome';
      readonly child: string;
      readonly outcome: string;
      readonly facts: Data;
      readonly duties: Readonly<Record<string, readonly string[]>>;
    }
  /** A rule by which somebody was an agent is over: what he took by it goes back. */
  | { readonly type: 'end-agency'; readonly rule: string }
  | { readonly type: 'recount-clocks' }
  | { readonly type: 'report-apart'; readonly milestone: string; readonly expected: string };
export type CommandType = Command['type'];

/** Results the record draws under locks before the kernel decides. */
export interface Drawn {
  /** Next document number, e.g. `澄行审许〔2026〕第12号` for `许@approval-bureau`; one that is missing is asked for, and the decision made again. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Who holds a post in a body today, by `<post>@<organisation>`, in the order of their ids; missing ones are asked for likewise. */
  readonly people?: Readonly<Record<string, readonly PersonActor[]>>;
}
/** What a decision may read beside definition and case; instants in law time. */
export interface Moment {
  readonly now: Instant;
  readonly raisedBy: 'timer' | 'act' | 'sweep';
  /** Whether a webhook receiver is configured for the town's other systems. */
  readonly webhook: boolean;
  /** Law ms for which a decision that reaches further is held; absent where it takes effect at once. */
  readonly undoMs?: number;
  readonly certificate?: CertificateNow;
}
