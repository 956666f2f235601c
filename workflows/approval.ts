/** 行政许可 as the law walks it: received, answered in five working days or deemed accepted, decided, served, closed. */
import { followCase, type CaseOutcome } from './case';
import type { CaseRef } from './messages';
import type { Story } from './story';

export function approval(ref: CaseRef): Promise<CaseOutcome> {
  return followCase(ref, permit);
}

async function permit(story: Story): Promise<void> {
  await story.until('received'); // 收件
  switch (await acceptance(story)) {
    case 'accepted':
      await decision(story);
      return story.close(); // 送达、办结
    case 'not-accepted':
      return story.close(); // 不予受理决定书送达、办结
    case 'closing':
      await story.until('ended'); // 逾期未补正，终止办理
  }
}

/** 许 32: 受理 | 视为受理 | 不予受理, with the one list of gaps and its supplement before. */
async function acceptance(story: Story): Promise<'accepted' | 'not-accepted' | 'closing'> {
  for (;;) {
    switch (await story.until('accepted', 'deemed-accepted', 'supplement-requested', 'acceptance-refused')) {
      case 'accepted':
      case 'deemed-accepted':
        return 'accepted';
      case 'acceptance-refused':
        return 'not-accepted';
      case 'supplement-requested':
        if ((await story.until('supplemented', 'closing')) === 'closing') return 'closing';
    }
  }
}

/** 许 37–38: examined, reviewed where it is a major decision, sent back as often as it takes, granted or refused. */
async function decision(story: Story): Promise<void> {
  for (;;) {
    switch (await story.until('granted', 'refused', 'returned', 'review-opened')) {
      case 'granted':
      case 'refused':
        return;
      case 'returned':
        continue;
      case 'review-opened':
        // 法制审核: only agreement lets the decision stand; every other opinion leads back to the examination.
        if (
          (await story.until('review-agree', 'review-correct', 'review-supplement', 'review-transfer')) !==
          'review-agree'
        ) {
          await story.until('returned');
        }
    }
  }
}
