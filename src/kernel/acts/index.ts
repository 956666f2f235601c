/** The table of contents of everything that can be done to a case. */
import type { Command, CommandType, OpenCase } from '../command';
import { addSign } from './add-sign';
import { allowSecondList } from './allow-second-list';
import { childOutcome } from './child-outcome';
import { claim, unclaim } from './claim';
import { comment } from './comment';
import { complain } from './complain';
import { copy, readCopy } from './copy';
import { extendClock, resumeClock, suspendClock } from './clocks';
import { decide } from './decide';
import { delegate, recallDelegation } from './delegate';
import { claimEffect, failEffect, finishEffect, retryEffect } from './effect';
import { endAgency } from './end-agency';
import { explainDelay } from './explain-delay';
import { followAgain } from './follow-again';
import { hearLinked } from './hear-linked';
import type { ActKind, CommandOf } from './kind';
import { raiseRungs } from './raise-rungs';
import { rate } from './rate';
import { reassign } from './reassign';
import { removeSign } from './remove-sign';
import { reportApart } from './report-apart';
import { receiveMessage } from './receive-message';
import { recountClocks } from './recount-clocks';
import { decideRecusal, recuse } from './recuse';
import { requestHearing } from './request-hearing';
import { returnTask } from './return';
import { sendBack } from './send-back';
import { stateViews } from './state-views';
import { submitOpinion } from './submit-opinion';
import { supplement } from './supplement';
import { terminate } from './terminate';
import { transfer } from './transfer';
import { urge } from './urge';
import { waiveHearing } from './waive-hearing';
import { withdraw } from './withdraw';
import { withdrawVote } from './withdraw-vote';
import { withdrawApplication } from './withdraw-application';

export type CaseCommand = Exclude<Command, OpenCase>;
export const ACTS: { readonly [T in Exclude<CommandType, 'open-case'>]: ActKind<CommandOf<T>> } = {
  claim,
  unclaim,
  urge,
  reassign,
  transfer,
  delegate,
  'recall-delegation': recallDelegation,
  'submit-opinion': submitOpinion,
  recuse,
  'decide-recusal': decideRecusal,
  copy,
  'read-copy': readCopy,
  comment,
  decide,
  withdraw,
  'withdraw-vote': withdrawVote,
  'add-sign': addSign,
  'remove-sign': removeSign,
  return: returnTask,
  supplement,
  'withdraw-application': withdrawApplication,
  'suspend-clock': suspendClock,
  'resume-clock': resumeClock,
  'extend-clock': extendClock,
  terminate,
  'allow-second-list': allowSecondList,
  'explain-delay': explainDelay,
  'request-hearing': requestHearing,
  'waive-hearing': waiveHearing,
  'state-views': stateViews,
  complain,
  'hear-linked': hearLinked,
  'receive-message': receiveMessage,
  rate,
  'raise-rungs': raiseRungs,
  'claim-effect': claimEffect,
  'finish-effect': finishEffect,
  'fail-effect': failEffect,
  'retry-effect': retryEffect,
  'follow-again': followAgain,
  'send-back': sendBack,
  'child-outcome': childOutcome,
  'report-apart': reportApart,
  'recount-clocks': recountClocks,
  'end-agency': endAgency,
};

export function actOf(command: CaseCommand): ActKind<CaseCommand> {
  return ACTS[command.type];
}
