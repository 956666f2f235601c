/** Owns what a worker can do for a process: the only place where activities are put together from what they are handed. */
import { noting } from './attempts';
import { createCallService } from './call-service';
import { beating, codesOnly } from './codes';
import { createCommit } from './commit';
import { createDeliver } from './deliver';
import type { ActivityDeps } from './deps';
import { createEffects, type EffectName } from './effect';
import { createEscalate } from './escalate';
import { createFollow } from './follow';
import { createIssueDocument } from './issue-document';
import { createMakePaper } from './make-paper';
import { createNotify } from './notify';

export function createActivities(deps: ActivityDeps) {
  const effects = createEffects(deps);
  const { draftPaper, voidPaper } = createIssueDocument(deps);
  const { makePaper } = createMakePaper(deps, draftPaper);
  const { deliverPaper } = createDeliver(deps);
  const { sendNotice } = createNotify(deps, effects);
  const { callService } = createCallService(deps, effects);
  const { tellSupervisor } = createEscalate(deps);
  const local = <A extends readonly unknown[], R>(name: string, work: (...args: A) => Promise<R>) =>
    codesOnly(name, work, deps.onFault);
  const regular = <A extends readonly unknown[], R>(name: string, work: (...args: A) => Promise<R>) =>
    beating(codesOnly(name, work, deps.onFault));
  /** What an effect waits for: a try that fails is noted. */
  const ofEffect = <N extends EffectName, R>(name: string, work: (ref: N) => Promise<R>) =>
    beating(noting(deps, codesOnly(name, work, deps.onFault)));
  return {
    follow: local('follow', createFollow(deps)),
    commit: local('commit', createCommit(deps)),
    claim: local('claim', effects.claim),
    finish: local('finish', effects.finish),
    giveUp: local('giveUp', effects.giveUp),
    deliverPaper: local('deliverPaper', deliverPaper),
    makePaper: ofEffect('makePaper', makePaper),
    voidPaper: regular('voidPaper', voidPaper),
    sendNotice: ofEffect('sendNotice', sendNotice),
    callService: ofEffect('callService', callService),
    tellSupervisor: ofEffect('tellSupervisor', tellSupervisor),
  };
}
export type Activities = ReturnType<typeof createActivities>;
