/** 听证: appointed with seven full working days' notice, put off as often as it takes, held in public, its report filed. */
import { followCase, type CaseOutcome } from './case';
import type { CaseRef } from './messages';
import type { Story } from './story';

export function hearing(ref: CaseRef): Promise<CaseOutcome> {
  return followCase(ref, session);
}

async function session(story: Story): Promise<void> {
  await story.until('received'); // 依申请或者因公共利益举行
  for (;;) {
    // 承办单位的办件终止: the parent closes its hearing, and it ends without having been held.
    if ((await story.until('hearing-appointed', 'ended')) === 'ended') return;
    switch (await story.until('hearing-held', 'returned', 'closing', 'ended')) {
      case 'returned': // 延期，另行确定
        continue;
      case 'hearing-held':
        return story.close(); // 听证报告归卷
      case 'closing': // 缺席或者撤回申请，终止听证
        await story.until('ended');
        return;
      case 'ended':
        return;
    }
  }
}
