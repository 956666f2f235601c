/**
 * Owns the one loop every case runs: follow the record → start what it wants → wait for a wake or a rung → raise the rung →
 * again. The record decides; this process remembers nothing that the record does not know, so it may be started again at
 * any time.
 */
import {
  ActivityFailure,
  ChildWorkflowFailure,
  CancellationScope,
  condition,
  isCancellation,
  log,
  ParentClosePolicy,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  startChild,
  defineSignal,
  makeContinueAsNewFunc,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { FollowView, WantedEffect } from '../activities/follow';
import { QUEUES, WAKE, type CaseRef, type EffectOver, type EffectRef, type Wake } from './messages';
import { codeOf, heldByBugs, persistently, record } from './record';
import { Story } from './story';

export interface CaseOutcome {
  readonly outcome: string;
}
/** How a statutory process is written: milestones awaited in lawful order. */
export type Telling = (story: Story) => Promise<void>;

/** A history stays short enough to replay in a moment. */
const TURN_AT = 500;
/** Two views of one rung differ by the time it took to look. */
const JITTER_MS = 250;
/** Past the lease by this much: server clocks may differ. */
const LEASE_OVER_MS = 2_000;
const FIRST_STRAY_MS = 60_000;
const LONGEST_STRAY_MS = 600_000;

const wake = defineSignal<[Wake]>(WAKE);

const { sendNotice } = proxyActivities<Activities>({
  taskQueue: QUEUES.outside,
  startToCloseTimeout: '60s',
  heartbeatTimeout: '20s',
  // About an hour of somebody else's server being away; then a person is told, and "retry now" starts anew.
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m', maximumAttempts: 14 },
});

const { callService } = proxyActivities<Activities>({
  taskQueue: QUEUES.outside,
  startToCloseTimeout: '60s',
  heartbeatTimeout: '20s',
});
/** How often a service is tried, its procedure says. */
const CALL_RETRY = { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m' } as const;

export async function followCase(ref: CaseRef, tell?: Telling): Promise<CaseOutcome> {
  return heldByBugs(() => new CaseProcess(ref, tell).run());
}

interface KeptTimer {
  readonly rung: string;
  /** On this run's own clock, compared with nothing but itself. */
  readonly due: number;
  readonly scope: CancellationScope;
}

class CaseProcess {
  private wokenSeq = 0;
  private look = false;
  private timer: KeptTimer | undefined;
  private rungDue: string | undefined;
  private stage: string | undefined;
  /** What this run has started and not yet heard of. */
  private readonly effects = new Set<string>();
  private readonly children = new Set<string>();
  /** Those of `effects` that another run started: they report to nobody here, so they are looked after. */
  private readonly strays = new Set<string>();
  private strayPause = FIRST_STRAY_MS;
  /** The act at which an effect was seen to be over: an older view still calls it wanted. */
  private readonly overAt = new Map<string, number>();
  private readonly story: Story;

  constructor(
    private readonly ref: CaseRef,
    private readonly tell: Telling | undefined,
  ) {
    this.story = new Story(ref);
  }

  async run(): Promise<CaseOutcome> {
    setHandler(
      wake,
      ({ epoch, seq }) => {
        if (epoch >= this.ref.epoch) this.wokenSeq = Math.max(this.wokenSeq, seq);
      },
      { description: '案卷有新的记录，请再看一次 / the record has moved on: look again' },
    );
    this.story.begin(this.tell);
    for (;;) {
      const view = await this.follow();
      if (view.epoch > this.ref.epoch || view.seq < this.story.seen) return this.startOver(view);
      this.show(view);
      this.story.hear(view);
      this.startWanted(view);
      this.startChildren(view);
      this.keepTimer(view);
      await this.story.reported();
      if (!this.isOver(view)) {
        if (this.mayTurn()) return this.turn(view);
        await this.wait(view);
      }
      if (this.isOver(view) && !this.stirs(view)) {
        this.timer?.scope.cancel();
        return { outcome: view.outcome ?? 'ended' };
      }
      if (this.rungDue !== undefined) await this.raise();
    }
  }

  private async follow(): Promise<FollowView> {
    this.look = false;
    const asked = this.wokenSeq;
    const view = await persistently(
      () => record.follow({ case: this.ref.case, since: this.story.seen }),
      // A wake says that the record can be reached again.
      () => this.wokenSeq > asked,
    );
    // Nothing newer was announced while looking: what was announced has been seen, even by a record set back in time.
    if (this.wokenSeq === asked) this.wokenSeq = Math.min(asked, view.seq);
    return view;
  }

  /** The sentence an operator reads in Temporal's own pages; an attribute costs an event, so only with the stage. */
  private show(view: FollowView): void {
    setCurrentDetails(view.details);
    if (view.stage === this.stage) return;
    const first = this.stage === undefined;
    this.stage = view.stage;
    const keyword = (name: string, value: string) => ({ key: { name, type: 'KEYWORD' as const }, value });
    upsertSearchAttributes([
      ...(first
        ? [
            keyword('CaseNumber', view.number),
            keyword('Procedure', view.procedure),
            ...(view.department === undefined ? [] : [keyword('Department', view.department)]),
          ]
        : []),
      keyword('Stage', view.stage),
    ]);
  }

  private startWanted(view: FollowView): void {
    for (const effect of view.wanted) {
      if (this.effects.has(effect.id) || view.seq < (this.overAt.get(effect.id) ?? 0)) continue;
      this.effects.add(effect.id);
      if (effect.leasedFor !== undefined) {
        // Claimed by a run that was ended: taken over as soon as its lease is over.
        this.strays.add(effect.id);
        this.strayPause = Math.min(this.strayPause, effect.leasedFor + LEASE_OVER_MS);
        continue;
      }
      quietly(this.runEffect(effect));
    }
  }

  private async runEffect(effect: WantedEffect): Promise<void> {
    const ref = { case: this.ref.case, effect: effect.id, subject: effect.subject };
    const outside = effect.kind === 'notify' || effect.kind === 'call';
    const over = outside ? await this.outside(effect, ref) : await this.saga(effect, ref);
    if (over === undefined) return;
    this.overAt.set(effect.id, over.seq);
    this.effects.delete(effect.id);
    // Most effects end and move nothing; the record says which do. A long history takes the occasion to turn.
    if (over.moved || this.mayTurn()) this.look = true;
  }

  /**
   * One message, or one call, is one activity; when its policy gives up, the record hears of it: somebody waits for it, or the flow
   * goes on without it.
   */
  private async outside({ kind, summary, attempts = 1 }: WantedEffect, ref: EffectRef): Promise<EffectOver> {
    try {
      if (kind === 'notify') return await sendNotice.executeWithOptions({ summary }, [ref]);
      return await callService.executeWithOptions({ summary, retry: { ...CALL_RETRY, maximumAttempts: attempts } }, [
        ref,
      ]);
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      const failure = codeOf(error);
      return {
        seq: await persistently(() => record.giveUp({ case: ref.case, effect: ref.effect, failure })),
        moved: true,
      };
    }
  }

  /** Undefined when another run started it and will not report here. */
  private async saga(effect: WantedEffect, ref: EffectRef): Promise<EffectOver | undefined> {
    try {
      const handle = await startChild<(ref: EffectRef) => Promise<EffectOver>>(
        effect.kind === 'escalate' ? 'escalate' : 'issueDecision',
        {
          workflowId: effect.id,
          args: [ref],
          parentClosePolicy: ParentClosePolicy.ABANDON,
          staticSummary: effect.summary,
        },
      );
      return await handle.result();
    } catch (error) {
      if (alreadyStarted(error)) {
        this.strays.add(effect.id);
        return undefined;
      }
      if (!(error instanceof ChildWorkflowFailure) || isCancellation(error)) throw error;
      // Ended from outside: the record still wants it, and the next view starts it again.
      return { seq: 0, moved: true };
    }
  }

  private startChildren(view: FollowView): void {
    for (const child of view.children) {
      if (this.children.has(child.id)) continue;
      this.children.add(child.id);
      quietly(this.runChild(child));
    }
  }

  /** The handle is a hint to look again: a child's outcome travels through the record, and only its record ends it. */
  private async runChild(child: FollowView['children'][number]): Promise<void> {
    const { turnAt, epoch } = this.ref;
    try {
      const handle = await startChild<(ref: CaseRef) => Promise<CaseOutcome>>(child.workflow, {
        workflowId: child.id,
        args: [{ case: child.id, epoch, ...(turnAt === undefined ? {} : { turnAt }) }],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        staticSummary: child.summary,
      });
      await handle.result();
    } catch (error) {
      // Already started is success: its wakes come from the record, and the relay starts a lost run again.
      if (alreadyStarted(error)) return;
      if (!(error instanceof ChildWorkflowFailure) || isCancellation(error)) throw error;
      // Failed or terminated: started again if the record still has it open. One that completed is over in its own record,
      // and its outcome may still be on the way to ours.
      this.children.delete(child.id);
    }
    this.look = true;
  }

  /** An armed timer is kept unless the next rung is earlier: a later one is found when it fires. */
  private keepTimer(view: FollowView): void {
    const rung = view.rung;
    if (!rung || this.rungDue !== undefined) return;
    const due = Date.now() + rung.wakeIn;
    if (this.timer && this.timer.due <= due + JITTER_MS) return;
    this.timer?.scope.cancel();
    const scope = new CancellationScope();
    this.timer = { rung: rung.id, due, scope };
    quietly(scope.run(() => this.ring(rung)));
  }

  private async ring(rung: NonNullable<FollowView['rung']>): Promise<void> {
    await sleep(Math.max(1, rung.wakeIn), { summary: rung.summary });
    this.timer = undefined;
    this.rungDue = rung.id;
  }

  private stirs(view: FollowView): boolean {
    return this.look || this.rungDue !== undefined || this.wokenSeq > view.seq;
  }

  private async wait(view: FollowView): Promise<void> {
    // The last effect of an ended case ends its process, too: nothing is left to look for.
    const stirs = (): boolean => this.stirs(view) || this.isOver(view);
    if (this.strays.size === 0) return condition(stirs);
    const summary = '等待另一运行已启动的事项 / waiting for what another run has started';
    if (await condition(stirs, this.strayPause, { summary })) return;
    this.strayPause = Math.min(this.strayPause * 2, LONGEST_STRAY_MS);
    // The next view starts them again if they are still wanted; one that still runs answers "already started".
    for (const id of this.strays) this.effects.delete(id);
    this.strays.clear();
  }

  private async raise(): Promise<void> {
    const rung = this.rungDue;
    this.rungDue = undefined;
    if (rung === undefined) return;
    await persistently(() => record.commit({ case: this.ref.case, type: 'raise-rungs', armed: rung }));
  }

  private isOver(view: FollowView): boolean {
    const mine = this.effects.size - this.strays.size;
    const wanted = view.wanted.some((effect) => view.seq >= (this.overAt.get(effect.id) ?? 0));
    return view.ended && !wanted && view.children.length === 0 && mine === 0;
  }

  /** Only with nothing in flight. Children run on, being abandoned by design, and answer "already started" to the next run. */
  private mayTurn(): boolean {
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    const long = continueAsNewSuggested || historyLength >= (this.ref.turnAt ?? TURN_AT);
    return long && this.rungDue === undefined && this.effects.size === 0;
  }

  private async turn(view: FollowView): Promise<never> {
    this.timer?.scope.cancel();
    return again({ ...this.ref, toldTo: Math.max(view.seq, this.ref.toldTo ?? 0) });
  }

  /** The installation was recovered, or the record set back: what this run has seen no longer counts. */
  private async startOver(view: FollowView): Promise<never> {
    log.info('the record was recovered', { case: this.ref.case, epoch: view.epoch });
    this.timer?.scope.cancel();
    const { toldTo: _, ...ref } = this.ref;
    return again({ ...ref, epoch: Math.max(view.epoch, ref.epoch) });
  }
}

function again(ref: CaseRef): Promise<never> {
  return makeContinueAsNewFunc<(ref: CaseRef) => Promise<CaseOutcome>>()(ref);
}

function alreadyStarted(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError';
}

/** Runs beside the loop. A cancelled run ends; any other error is a bug and fails the workflow task. */
function quietly(work: Promise<void>): void {
  void work.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
}
