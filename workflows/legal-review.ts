/** 重大执法决定法制审核: the materials arrive, a qualified reviewer concludes, the written opinion goes to the file. */
import { followCase, type CaseOutcome } from './case';
import type { CaseRef } from './messages';
import type { Story } from './story';

export function legalReview(ref: CaseRef): Promise<CaseOutcome> {
  return followCase(ref, review);
}

async function review(story: Story): Promise<void> {
  await story.until('received'); // 送审材料
  // 承办单位撤回或者办件终止: the parent closes the review, and it ends without an opinion.
  const opinion = await story.until('review-agree', 'review-correct', 'review-supplement', 'review-transfer', 'ended');
  if (opinion !== 'ended') await story.close(); // 审核意见书归卷
}
