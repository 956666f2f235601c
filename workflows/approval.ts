/** 行政许可 as the law walks it: received, answered in five working days or deemed accepted, heard, reviewed, decided, handed out, closed. */
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
      return story.close(); // 发放、办结
    case 'not-accepted':
      return story.close(); // 不予受理通知书送达、办结
    case 'closing':
      await story.until('ended'); // 逾期未补正，终止办理
  }
}

const ACCEPTED = ['accepted', 'accepted-with-gaps', 'accepted-on-commitment', 'deemed-accepted'] as const;

/** 许 32: 受理 | 容缺受理 | 告知承诺 | 视为受理 | 不予受理; corrected at the window, or the one list of gaps and its supplement before. */
async function acceptance(story: Story): Promise<'accepted' | 'not-accepted' | 'closing'> {
  for (;;) {
    switch (await story.until(...ACCEPTED, 'corrected', 'supplement-requested', 'acceptance-refused')) {
      case 'acceptance-refused':
        return 'not-accepted';
      case 'corrected':
        continue;
      case 'supplement-requested':
        if ((await story.until('supplemented', 'closing')) === 'closing') return 'closing';
        continue;
      default:
        return 'accepted';
    }
  }
}

/** 许 34–38: visited, examined, others heard, reviewed where it is a major decision, sent back as often as it takes, decided. */
async function decision(story: Story): Promise<void> {
  for (;;) {
    switch (
      await story.until(
        'granted',
        'refused',
        'returned',
        'supplemented',
        'forwarded',
        'site-visited',
        'interested-parties-told',
        'hearing-opened',
        'review-opened',
      )
    ) {
      case 'granted':
      case 'refused':
        return;
      case 'interested-parties-told':
        await rights(story);
        continue;
      case 'hearing-opened':
        await also(story, 'hearing-held', 'hearing-absent', 'hearing-withdrawn');
        continue;
      case 'review-opened':
        // 法制审核: only agreement lets the decision stand; every other opinion leads back to the examination.
        if (
          (await also(story, 'review-agree', 'review-correct', 'review-supplement', 'review-transfer')) !==
          'review-agree'
        )
          await also(story, 'returned');
        continue;
      default: // 容缺材料补齐 · 初审上报 · 现场核查 · 退回
        continue;
    }
  }
}

/** 许 47: five working days to ask for a hearing, unless everybody waives it. */
async function rights(story: Story): Promise<void> {
  await also(story, 'rights-requested', 'rights-waived', 'rights-lapsed');
}

/** The next milestone of these; a promised paper may come in meanwhile (容缺). */
async function also<C extends string>(story: Story, ...expected: readonly C[]): Promise<C> {
  for (;;) {
    const code = await story.until<C | 'supplemented'>(...expected, 'supplemented');
    if (code !== 'supplemented') return code;
  }
}
