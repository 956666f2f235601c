/**
 * Owns the way a statutory process is written down: milestones awaited in the order the law lets them come. What comes out
 * of that order is reported once; it stops nothing, for the record has already judged it.
 */
import { condition } from '@temporalio/workflow';
import type { Milestone } from '../activities/follow';
import type { CaseRef } from './messages';
import { persistently, record } from './record';

/** The applicant, or the law, broke it off: lawful at any time before a decision. */
const BREAKS_OFF = ['withdrawn', 'terminated'];

/** Ends a telling early; caught where the telling began. */
class BrokenOff extends Error {}

export class Story {
  private readonly heard: Milestone[] = [];
  private readonly apart: { readonly milestone: Milestone; readonly expected: readonly string[] }[] = [];
  private seenSeq = 0;
  private told = false;

  constructor(private readonly ref: CaseRef) {}

  /** The last act whose milestones have been heard. */
  get seen(): number {
    return this.seenSeq;
  }

  begin(tell: ((story: Story) => Promise<void>) | undefined): void {
    if (tell) void this.play(tell);
    else this.told = true;
  }

  hear(view: { readonly seq: number; readonly milestones: readonly Milestone[] }): void {
    this.seenSeq = view.seq;
    if (!this.told) this.heard.push(...view.milestones);
  }

  /** The next milestone, which has to be one of these. */
  async until<C extends string>(...expected: readonly C[]): Promise<C> {
    for (;;) {
      await condition(() => this.heard.length > 0);
      const milestone = this.heard.shift();
      if (!milestone) continue;
      const found = expected.find((code) => code === milestone.code);
      if (found !== undefined) return found;
      if (BREAKS_OFF.includes(milestone.code)) throw new BrokenOff(milestone.code);
      // A run that went on as a new one hears everything again, and has reported it before.
      if (milestone.seq > (this.ref.toldTo ?? 0)) this.apart.push({ milestone, expected });
    }
  }

  /** Commits what came out of order; the key of the milestone makes it once. */
  async reported(): Promise<void> {
    // One turn of the event loop: the telling has then taken up everything it was given.
    await condition(() => this.told || this.heard.length === 0);
    for (let next = this.apart.shift(); next; next = this.apart.shift()) {
      const { milestone, expected } = next;
      await persistently(() =>
        record.commit({
          case: this.ref.case,
          type: 'report-apart',
          milestone: milestone.code,
          seq: milestone.seq,
          expected: expected.join('|'),
        }),
      );
    }
  }

  private async play(tell: (story: Story) => Promise<void>): Promise<void> {
    try {
      await tell(this);
    } catch (error) {
      if (!(error instanceof BrokenOff)) throw error;
      await this.close();
    }
    this.told = true;
    this.heard.length = 0;
  }

  /** 办结: the closing papers are asked for, handed out where the applicant collects them, then the case ends. */
  async close(): Promise<void> {
    if ((await this.until('closing', 'ended')) === 'ended') return;
    if ((await this.until('handed-out', 'ended')) === 'handed-out') await this.until('ended');
  }
}
