/** Owns what a worker can do for a process: the only place where activities are put together from what they are handed. */
import { createApplySeal } from './apply-seal';
import { beating, codesOnly } from './codes';
import { createCommit } from './commit';
import { createDeliver } from './deliver';
import type { ActivityDeps } from './deps';
import { createEffects } from './effect';
import { createEscalate } from './escalate';
import { createFollow } from './follow';
import { createIssueDocument } from './issue-document';
import { createNotify } from './notify';

export function createActivities(deps: ActivityDeps) {
  const effects = createEffects(deps);
  const { renderPaper, voidPaper } = createIssueDocument(deps);
  const { applySeal, verifySeal } = createApplySeal(deps);
  const { deliverPaper } = createDeliver(deps);
  const { sendNotice } = createNotify(deps, effects);
  const { tellSupervisor } = createEscalate(deps);
  const local = <A extends readonly unknown[], R>(name: string, work: (...args: A) => Promise<R>) =>
    codesOnly(name, work, deps.onFault);
  const regular = <A extends readonly unknown[], R>(name: string, work: (...args: A) => Promise<R>) =>
    beating(codesOnly(name, work, deps.onFault));
  return {
    follow: local('follow', createFollow(deps)),
    commit: local('commit', createCommit(deps)),
    claim: local('claim', effects.claim),
    finish: local('finish', effects.finish),
    giveUp: local('giveUp', effects.giveUp),
    renderPaper: regular('renderPaper', renderPaper),
    voidPaper: regular('voidPaper', voidPaper),
    applySeal: regular('applySeal', applySeal),
    verifySeal: regular('verifySeal', verifySeal),
    deliverPaper: regular('deliverPaper', deliverPaper),
    sendNotice: regular('sendNotice', sendNotice),
    tellSupervisor: regular('tellSupervisor', tellSupervisor),
  };
}
export type Activities = ReturnType<typeof createActivities>;
