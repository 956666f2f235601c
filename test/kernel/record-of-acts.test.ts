import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyAct } from '../../src/kernel/acts/act';
import type { CaseState } from '../../src/kernel/case';
import { evolve, fold, KERNEL_VERSION } from '../../src/kernel/evolve';
import { aCase, anAcceptedCase, anExaminedCase, APPROVER, CLERK, EXAMINERS } from '../support/a-case';
import { stories } from '../support/stories';
import { writeLedgers } from '../support/write-ledgers';

if (process.env['ONESEAL_RECORD_LEDGERS'] === '1') writeLedgers();

describe('an act that names the last change it has seen', () => {
  it('conflicts with a change of its task', () => {
    const story = anAcceptedCase();
    const seen = story.task('examination')?.seq;
    expect(seen).toBeDefined();
    story.does(EXAMINERS[1], { type: 'claim', task: 'c1.examination.1' });
    const decision = {
      data: { findings: '一致。', thirdPartiesAffected: false },
      ...(seen === undefined ? {} : { expectedSeq: seen }),
    };
    expect(story.refused(EXAMINERS[0], 'examination', 'recommend-grant', decision)).toBe('task-stale');
    const now = story.task('examination')?.seq;
    expect(
      story.refused(EXAMINERS[0], 'examination', 'recommend-grant', {
        ...decision,
        ...(now === undefined ? {} : { expectedSeq: now }),
      }),
    ).toBeUndefined();
  });

  it('conflicts with a change of its limit', () => {
    const story = anAcceptedCase();
    const seen = story.task('examination')?.seq;
    story.does('qianjianguo', { type: 'extend-clock', clock: 'decision', reason: '案情复杂' });
    expect(story.task('examination')?.seq).not.toBe(seen);
  });

  it('does not conflict with a message delivered or a reminder raised', () => {
    const story = anAcceptedCase();
    const [seenTask, seenCase] = [story.task('examination')?.seq, story.state.changedSeq];
    story.runsEffects().livesUntil('2026-03-13');
    expect(story.rungs()).toEqual(['decision:reminder', 'decision:yellow']);
    expect(story.state.seq).toBeGreaterThan(seenCase + 2);
    expect([story.task('examination')?.seq, story.state.changedSeq]).toEqual([seenTask, seenCase]);
  });
});

describe('an effect', () => {
  const wanted = () => {
    const story = anAcceptedCase();
    return { story, id: story.state.effects.find((effect) => effect.kind === 'issue-paper')?.id ?? '' };
  };
  it('is done by the run that holds the newest claim and by no other', () => {
    const { story, id } = wanted();
    story.does('process', { type: 'claim-effect', effect: id, claim: 1 });
    expect(story.asks('process', { type: 'claim-effect', effect: id, claim: 1 })?.code).toBe('effect-not-wanted');
    story.does('process', { type: 'claim-effect', effect: id, claim: 2 });
    expect(story.asks('process', { type: 'finish-effect', effect: id, claim: 1, result: {} })?.code).toBe(
      'effect-not-wanted',
    );
    expect(story.asks('process', { type: 'fail-effect', effect: id, claim: 1, failure: 'late' })?.code).toBe(
      'effect-not-wanted',
    );
    story.does('process', { type: 'finish-effect', effect: id, claim: 2, result: {} });
    expect(story.asks('process', { type: 'finish-effect', effect: id, claim: 2, result: {} })?.code).toBe(
      'effect-not-wanted',
    );
    expect(story.ofType('effect-done')).toHaveLength(1);
  });
  it('is nobody else’s but the process’s', () => {
    const { story, id } = wanted();
    for (const who of [CLERK, 'shijie', 'applicant'])
      expect(story.asks(who, { type: 'claim-effect', effect: id, claim: 1 })?.code).toMatch(/^not-/);
    expect(story.asks('shijie', { type: 'retry-effect', effect: id, reason: '…' })?.code).toBe('effect-not-failed');
    expect(story.asks('shijie', { type: 'retry-effect', effect: 'c1:0:1', reason: '…' })?.code).toBe('effect-unknown');
  });
  it('wanted before the end is still done after it', () => {
    const story = anExaminedCase().decides(APPROVER, 'decision', 'grant');
    const earlier = story.state.effects.filter((effect) => effect.block === undefined).map((effect) => effect.id);
    const papers = story.state.effects.filter((effect) => effect.block === 'closing').map((effect) => effect.id);
    expect(papers).toHaveLength(2);
    for (const effect of papers)
      story
        .does('process', { type: 'claim-effect', effect, claim: 1 })
        .does('process', { type: 'finish-effect', effect, claim: 1, result: {} });
    expect(story.state.state).toBe('ended');
    expect(story.state.effects.map((effect) => effect.id)).toEqual(expect.arrayContaining(earlier));
    expect(story.runsEffects().state.effects).toEqual([]);
  });
});

describe('a ledger', () => {
  const told = Object.entries(stories).map(([name, tell]) => [name, tell()] as const);

  it.each(told)('of %s folds to the state the case stood in, whenever it is read', (_, story) => {
    for (const each of [story, ...story.children.values()]) {
      expect(fold(each.state.id, each.acts)).toEqual(each.state);
      expect(fold(each.state.id, JSON.parse(JSON.stringify(each.acts)) as AnyAct[])).toEqual(each.state);
      expect(each.acts.map(({ seq }) => seq)).toEqual(each.acts.map((_act, n) => n + 1));
    }
  });

  it('folds to less than eight kilobytes, so that a commit reads and writes little', () => {
    for (const [name, story] of told) expect([name, JSON.stringify(story.state).length < 8_192]).toEqual([name, true]);
  });

  it('is read whole: an act this kernel does not know is a fault', () => {
    const [first] = aCase().acts;
    expect(() => evolve(aCase().state, { ...first, type: 'forgotten' } as unknown as AnyAct)).toThrow(/cannot read/);
  });

  it('takes nothing away: no act of a story makes an earlier task or seat vanish', () => {
    for (const [, story] of told) {
      let seats: readonly string[] = [];
      story.acts.reduce(
        (state, act) => {
          const next = evolve(state, act);
          const now = next.tasks.flatMap((task) => task.seats.map((seat) => seat.id));
          expect(now.slice(0, seats.length)).toEqual(seats);
          seats = now;
          return next;
        },
        fold(story.state.id, []),
      );
    }
  });

  it('knows every type of act from some story', () => {
    const types = new Set(
      told
        .flatMap(([, story]) => [story, ...story.children.values()])
        .flatMap((each) => each.acts.map(({ type }) => type)),
    );
    expect([...types].sort()).toEqual(
      [
        ...['decision-held', 'decision-withdrawn', 'decision-taken-back'],
        ...['received', 'claimed', 'unclaimed', 'decided', 'task-opened', 'task-done', 'task-closed', 'returned'],
        ...['block-entered', 'block-left', 'branch-taken', 'condition-failed', 'wait-answered', 'process-apart'],
        ...['accepted', 'acceptance-refused', 'corrected', 'supplement-requested', 'supplemented', 'promise-kept'],
        ...['second-list-allowed', 'forwarded', 'site-visited', 'interested-parties-told', 'views-stated'],
        ...['hearing-requested', 'hearing-waived', 'hearing-appointed', 'hearing-held', 'review-concluded'],
        ...['granted', 'refused', 'certificate-recorded', 'handed-out', 'terminated', 'application-withdrawn'],
        ...['clock-started', 'clock-suspended', 'clock-resumed', 'clock-extended', 'clock-ended', 'rung-raised'],
        'clocks-recounted',
        ...['child-opened', 'child-ended', 'child-closed', 'linked-opened', 'delay-explained', 'complained', 'rated'],
        ...['effects-wanted', 'effect-claimed', 'effect-done', 'effect-failed', 'effect-retried', 'effect-cancelled'],
        ...['closing', 'ended', 'urged', 'reassigned', 'follow-asked'],
        ...['transferred', 'delegated', 'delegation-recalled', 'recusal-asked', 'recusal-decided'],
        ...['copied', 'copy-read', 'commented', 'agency-ended'],
        ...['turns-changed', 'signers-added', 'signer-removed', 'opinion-submitted', 'vote-withdrawn'],
        ...['branch-carried', 'step-kept', 'kept-dropped', 'loop-turned', 'table-read'],
        ...['message-received', 'call-answered', 'call-undone'],
      ].sort(),
    );
  });
});

/** Written by `scripts/record-ledgers.mjs` when a kind of story is first told; never written again. */
describe('a ledger recorded earlier', () => {
  const folder = join(__dirname, 'ledgers');
  interface Recorded {
    readonly kernel: number;
    readonly id: string;
    readonly acts: readonly AnyAct[];
    readonly state: CaseState;
  }
  const recorded = readdirSync(folder).map(
    (file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded] as const,
  );

  it('is there for each kind of story', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(Object.keys(stories).length);
  });
  it.each(recorded)('%s still folds to the state recorded with it', (_, { id, acts, state, kernel }) => {
    expect(kernel).toBeLessThanOrEqual(KERNEL_VERSION);
    expect(fold(id, acts)).toEqual({ ...state, kernel: KERNEL_VERSION });
  });
});
