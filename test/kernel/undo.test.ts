// Owns the window in which a decision may be taken back (撤回): what it holds back, what ends it, and that the law loses no day by it.
import { renewal } from '../../procedures/renewal';
import { consequencesOf } from '../../src/kernel/consequences';
import { noticesOf } from '../../src/kernel/effects';
import { fold } from '../../src/kernel/evolve';
import { explain } from '../../src/kernel/explain';
import { nextDueOf } from '../../src/kernel/settle';
import {
  aCase,
  ALL_PAPERS,
  anAcceptedCase,
  anExaminedCase,
  APPROVER,
  calendar,
  CLERK,
  EXAMINERS,
  FOOD,
  lawTime,
  REVIEWER,
  type Beginning,
  type PlayedCase,
} from '../support/a-case';
import { person } from '../support/town';

const held = (beginning: Beginning = {}): PlayedCase => aCase({ ...beginning, undoSeconds: 30 });
/** Accepted by the clerk on 3 March at ten, and not yet in effect. */
function accepting(): PlayedCase {
  return held().at('2026-03-03 10:00:00').decides(CLERK, 'acceptance', 'accept');
}
const TASK = 'c1.acceptance.1';
const types = ({ acts }: PlayedCase, from: number): readonly string[] => acts.slice(from).map(({ type }) => type);
/** What a ledger says, without what only a held one says of itself. */
const told = ({ acts }: PlayedCase): unknown =>
  acts
    .filter(({ type }) => type !== 'decision-held')
    .map(({ seq: _, at: __, key: ___, raisedBy: ____, payload, ...act }) => {
      const { held: _held, wants, ...rest } = payload as { held?: number; wants?: readonly object[] };
      return { ...act, payload: { ...rest, ...(wants ? { wants: wants.map((want) => ({ ...want, id: '' })) } : {}) } };
    });

describe('a decision that is held', () => {
  it('is in the ledger, and nothing has followed from it', () => {
    const before = held().acts.length;
    const story = accepting();
    expect(types(story, before)).toEqual(['decision-held']);
    expect(story.acts.at(-1)).toMatchObject({
      actor: CLERK,
      basis: 'own',
      payload: { task: TASK, outcome: 'accept', until: lawTime('2026-03-03 10:00:30') },
    });
    expect([story.state.acceptedOn, story.milestones(), story.state.duties['window']]).toEqual([
      undefined,
      ['received'],
      [CLERK],
    ]);
    expect(nextDueOf(story.definition, story.state, calendar)).toEqual({
      id: `decision-held:${story.state.seq}:over`,
      raiseAt: lawTime('2026-03-03 10:00:30'),
    });
  });

  it('takes effect when its window is over, as if it had never been held', () => {
    const story = accepting().at('2026-03-03 10:00:29').settles();
    expect(story.state.acceptedOn).toBeUndefined();
    story.at('2026-03-03 10:00:31').settles();
    const plain = aCase().at('2026-03-03 10:00:00').decides(CLERK, 'acceptance', 'accept');
    expect(story.state.held).toBeUndefined();
    expect(told(story)).toEqual(told(plain));
    const decided = story.ofType('decided')[0];
    expect(decided).toMatchObject({
      at: lawTime('2026-03-03 10:00:31'),
      effectiveAt: lawTime('2026-03-03 10:00:00'),
      raisedBy: 'timer',
      key: `held:c1:${(decided?.seq ?? 0) - 1}`,
      payload: { held: (decided?.seq ?? 0) - 1 },
    });
    expect(fold('c1', story.acts)).toEqual(story.state);
  });

  it('is dated by the day on which it was made, however late anybody notices', () => {
    const story = held().at('2026-03-03 23:59:50').decides(CLERK, 'acceptance', 'accept');
    story.at('2026-03-05 09:00').settles('sweep');
    expect(story.state.acceptedOn).toBe('2026-03-03');
    expect(story.state.clocks['decision']?.startedOn).toBe('2026-03-03');
    expect(story.due()).toBe(aCase().at('2026-03-03 23:59:50').decides(CLERK, 'acceptance', 'accept').due());
  });

  it('shows everybody else a task that is decided, and offers its maker to take it back and nothing else', () => {
    const story = accepting();
    expect(story.state.tasks[0]?.seats).toMatchObject([{ state: 'decided', holder: CLERK, outcome: 'accept' }]);
    expect(story.offers(CLERK, TASK)).toEqual(['withdraw']);
    expect(story.offers('liuyang', TASK)).toEqual([]);
    expect(story.offers('shijie', TASK)).toEqual([]);
    for (const who of ['liuyang', CLERK]) expect(story.refused(who, 'acceptance', 'accept')).toBe('already-decided');
    expect(story.asks('liuyang', { type: 'claim', task: TASK })?.code).toBe('already-decided');
    expect(story.state.held).toBeDefined();
  });

  it('is one wait: whose decision, until when, and that its maker may take it back', () => {
    const story = accepting();
    expect(explain(story.definition, story.state, story.now, calendar)).toMatchObject([
      {
        kind: 'decision-held',
        subject: `person:${CLERK}`,
        task: TASK,
        since: lawTime('2026-03-03 10:00:00'),
        next: { at: lawTime('2026-03-03 10:00:30') },
        actions: ['withdraw'],
      },
    ]);
  });

  it('is told before it is confirmed, with what would follow after it', () => {
    const story = held().at('2026-03-03 10:00');
    const asked = { type: 'decide', task: TASK, outcome: 'accept', formErrors: [] } as const;
    const of = (moment: ReturnType<PlayedCase['moment']>) =>
      consequencesOf(story.definition, story.state, asked, person(CLERK), moment, calendar);
    const { undoMs: _, ...atOnce } = story.moment();
    const { heldUntil, ...follows } = of(story.moment());
    expect(heldUntil).toBe(lawTime('2026-03-03 10:00:30'));
    expect(follows).toEqual(of(atOnce));
    expect(follows.next).toHaveLength(1);
  });
});

describe('a decision that is taken back', () => {
  it('opens the seat again for whoever made it, with nothing done', () => {
    const story = accepting().at('2026-03-03 10:00:29').takesBack(CLERK);
    expect(story.acts.at(-1)).toMatchObject({ type: 'decision-withdrawn', actor: CLERK, payload: { task: TASK } });
    expect(story.state.held).toBeUndefined();
    expect(story.task('acceptance')?.seats).toMatchObject([{ state: 'open', holder: CLERK }]);
    expect(story.task('acceptance')?.seats[0]).not.toHaveProperty('outcome');
    expect(story.state.effects.filter(({ subject }) => subject.startsWith('accept'))).toEqual([]);
    expect(story.offers(CLERK, TASK)).toContain('decide');
    story.at('2026-03-03 11:00').settles();
    expect(story.state.acceptedOn).toBeUndefined();
    story.decides(CLERK, 'acceptance', 'accept').at('2026-03-03 11:01').settles();
    expect(story.state.acceptedOn).toBe('2026-03-03');
  });

  it('is nobody else’s to take back', () => {
    const story = accepting();
    for (const who of ['liuyang', 'shijie', 'applicant'])
      expect(story.asks(who, { type: 'withdraw', task: TASK })?.code).toBe('not-your-decision');
    expect(story.state.held).toBeDefined();
  });

  it('stands once the window is over, with a sentence that says what is possible instead', () => {
    const story = accepting().at('2026-03-03 10:00:30');
    expect(story.asks(CLERK, { type: 'withdraw', task: TASK })?.code).toBe('decision-stands');
    expect(story.state.acceptedOn).toBe('2026-03-03');
    expect(story.asks(CLERK, { type: 'withdraw', task: TASK })?.code).toBe('decision-stands');
    expect(story.asks(CLERK, { type: 'withdraw', task: 'c1.none.1' })?.code).toBe('task-unknown');
  });

  it('stands after the end of the case, too', () => {
    const story = held().at('2026-03-03 10:00');
    story.decides(CLERK, 'acceptance', 'refuse-acceptance', { opinion: '依法不需要取得行政许可。' });
    story.at('2026-03-03 10:01').settles().runsEffects();
    expect(story.state.state).toBe('ended');
    expect(story.asks(CLERK, { type: 'withdraw', task: TASK })?.code).toBe('decision-stands');
  });

  it('names the last change it has seen, like every act on a task', () => {
    const story = accepting();
    const seq = story.state.tasks[0]?.seq ?? 0;
    expect(story.asks(CLERK, { type: 'withdraw', task: TASK, expectedSeq: seq - 1 })?.code).toBe('task-stale');
    expect(story.asks(CLERK, { type: 'withdraw', task: TASK, expectedSeq: seq })).toBeUndefined();
  });

  it('stands where its maker has lost the post: it was made with power, and the seat is not his to open', () => {
    const story = accepting();
    const gone = { ...person(CLERK), posts: [] };
    expect(story.asks(gone, { type: 'withdraw', task: TASK })?.code).toBe('not-your-post');
    story.at('2026-03-03 10:00:31').settles();
    expect(story.ofType('decided')).toMatchObject([{ actor: CLERK, principal: 'post:window-clerk@xuxiake-centre' }]);
  });
});

describe('the window ends early', () => {
  it('where a limit falls due within it: midnight of the last day finds the decision made', () => {
    // Received on Monday the 2nd: silence would accept at 24:00 of Monday the 9th.
    const story = held().livesUntil('2026-03-09 23:59:50');
    story.decides(CLERK, 'acceptance', 'request-supplement', { data: { gaps: ['floorPlan'] }, opinion: '缺平面图。' });
    const midnight = lawTime('2026-03-10 00:00');
    expect(story.state.held?.until).toBe(midnight);
    story.at(midnight).settles();
    expect(story.rungs()).not.toContain('acceptance:deemed');
    expect(story.ofType('supplement-requested')).toMatchObject([{ effectiveAt: lawTime('2026-03-09 23:59:50') }]);
  });

  it('however long nobody looks: the decision was made before silence could answer', () => {
    const story = held().livesUntil('2026-03-09 23:59:50').decides(CLERK, 'acceptance', 'accept');
    story.at('2026-03-11 09:00').settles('sweep');
    expect(story.ofType('accepted')).toMatchObject([{ payload: { on: '2026-03-09', deemed: false } }]);
    expect(story.rungs()).not.toContain('acceptance:deemed');
  });

  it('when another act of a person or of the applicant is accepted, which then comes after it', () => {
    const story = accepting().at('2026-03-03 10:00:10');
    story.does('applicant', { type: 'withdraw-application', reason: '不开店了' });
    expect(story.milestones().slice(0, 3)).toEqual(['received', 'accepted', 'withdrawn']);
    expect(story.ofType('decided')).toMatchObject([
      { raisedBy: 'act', effectiveAt: lawTime('2026-03-03 10:00:00'), at: lawTime('2026-03-03 10:00:10') },
    ]);
    expect(story.ofType('application-withdrawn')).toMatchObject([{ effectiveAt: lawTime('2026-03-03 10:00:10') }]);
  });

  it('and not when that act is refused', () => {
    const story = accepting();
    expect(story.asks('applicant', { type: 'rate', grade: 5 })?.code).toBe('not-rateable');
    expect(story.asks(APPROVER, { type: 'resume-clock', clock: 'acceptance' })?.code).toBeDefined();
    expect(story.state.held).toBeDefined();
  });

  it('and what it will allow the applicant is not his before he has heard of it', () => {
    const { floorPlan: _, ...some } = ALL_PAPERS;
    const story = held({ data: { ...FOOD, ...some } }).at('2026-03-03 10:00');
    const lacks = { data: { gaps: ['floorPlan'] }, opinion: '缺平面图。' };
    story.decides(CLERK, 'acceptance', 'request-supplement', lacks);
    const supplement = { type: 'supplement', data: { floorPlan: 'file-9' }, formErrors: [] } as const;
    expect(story.may('applicant', supplement)).toBe(false);
    expect(story.asks('applicant', supplement)?.code).toBe('not-awaited');
    expect(story.state.held).toBeDefined();
    story.at('2026-03-03 10:00:31');
    expect(story.asks('applicant', supplement)).toBeUndefined();
  });

  it('without calling an act stale whose maker has seen the decision held', () => {
    const other = settled(anAcceptedCase({ undoSeconds: 30 }));
    const examine = { data: { findings: '不一致。', thirdPartiesAffected: false } };
    other.decides(EXAMINERS[0], 'examination', 'recommend-refusal', examine);
    const suspend = { type: 'suspend-clock', clock: 'decision', ground: 'testing', days: 3 } as const;
    expect(other.asks(APPROVER, { ...suspend, expectedSeq: 1 })?.code).toBe('case-stale');
    expect(other.state.held).toBeDefined();
    expect(other.asks(APPROVER, { ...suspend, expectedSeq: other.state.changedSeq })).toBeUndefined();
    expect(other.state.held).toBeUndefined();
  });

  it('and not for what the process tells of effects and reminders', () => {
    const story = accepting();
    const receipt = story.state.effects[0]?.id ?? '';
    story.does('process', { type: 'claim-effect', effect: receipt, claim: 1 });
    story.does('process', { type: 'finish-effect', effect: receipt, claim: 1, result: {} });
    story.does('process', { type: 'recount-clocks' }).does('process', { type: 'raise-rungs' });
    expect(story.state.held).toBeDefined();
  });
});

/** Goes on until the decision that is held has taken effect. */
function settled(story: PlayedCase): PlayedCase {
  return story.at(Math.max(story.now, (story.state.held?.until ?? 0) + 1_000)).settles();
}

describe('a task of several people', () => {
  it('holds only the decision that ends it, and opens only that seat again', () => {
    const story = settled(anAcceptedCase({ undoSeconds: 30 }));
    story.at('2026-03-04 10:00').examines(EXAMINERS[0]);
    expect(story.state.held).toBeUndefined();
    expect(story.ofType('decided')).toHaveLength(2);
    story.examines(EXAMINERS[1]);
    expect(story.state.held?.by).toBe(EXAMINERS[1]);
    story.takesBack(EXAMINERS[1]);
    const seats = story.task('examination')?.seats.map(({ state, holder }) => [state, holder]);
    expect(seats).toEqual([
      ['decided', EXAMINERS[0]],
      ['open', EXAMINERS[1]],
    ]);
    settled(story.examines(EXAMINERS[1]));
    expect(story.task('decision')).toBeDefined();
  });

  it('holds the veto of one, and the other seat may not decide against it meanwhile', () => {
    const story = settled(anAcceptedCase({ undoSeconds: 30 })).at('2026-03-04 10:00');
    const data = { findings: '不一致。', thirdPartiesAffected: true };
    story.decides(EXAMINERS[0], 'examination', 'recommend-refusal', { data });
    const task = story.task('examination')?.id ?? '';
    expect(story.offers(EXAMINERS[1], task)).toEqual([]);
    expect(story.offers('qianjianguo', task)).toEqual([]);
    expect(explain(story.definition, story.state, story.now, calendar).map(({ kind }) => kind)).toEqual([
      'decision-held',
    ]);
    expect(story.refused(EXAMINERS[1], 'examination', 'recommend-grant', { data })).toBe('already-decided');
    expect(story.state.held?.by).toBe(EXAMINERS[0]);
    // What only he has found is found by one, as if it had not been held.
    expect(settled(story).state.facts['thirdPartiesAffected']).toBe(true);
  });
});

describe('what is not held', () => {
  it('a step taken up again by the same hands: nothing leaves the house', () => {
    const { floorPlan: _, ...some } = ALL_PAPERS;
    const story = held({ data: { ...FOOD, ...some } }).at('2026-03-03 10:00');
    story.decides(CLERK, 'acceptance', 'correct-now', { data: { floorPlan: 'file-9' } });
    expect(story.state.held).toBeUndefined();
    expect(story.ofType('corrected')).toHaveLength(1);
  });
});

describe('a decision that could not take effect any more', () => {
  it('does not vanish when its case is closed by another: it stands on the record, with the cause', () => {
    const story = settled(anAcceptedCase({ undoSeconds: 30 })).at('2026-03-04 10:00');
    settled(story.examines(EXAMINERS[0], 'recommend-refusal', true));
    settled(story.informs(EXAMINERS[0], '李四')).waives('applicant', 'party-1');
    const review = story.child('review');
    review.at(story.now).decides(REVIEWER, 'opinion', 'agree', { opinion: '同意。' });
    expect(review.state.held?.by).toBe(REVIEWER);
    story.does('applicant', { type: 'withdraw-application', reason: '不开店了' });
    expect(review.ofType('decided')).toMatchObject([
      { actor: REVIEWER, cause: 'withdrawn', payload: { outcome: 'agree', opinion: '同意。' } },
    ]);
    expect([review.state.held, review.state.state, review.state.outcome]).toEqual([undefined, 'ended', 'closed']);
    expect(fold(review.state.id, review.acts)).toEqual(review.state);
  });

  it('is not issued on a certificate that was annulled meanwhile: the seat is open again, and its holder is told', () => {
    const granted = anExaminedCase().decides(APPROVER, 'decision', 'grant').runsEffects();
    const certificate = granted.state.certificate?.number ?? '';
    const story = held({
      procedure: renewal,
      id: 'r1',
      on: '2026-03-09',
      about: granted,
      data: { certificate, conditions: 'file-1' },
    });
    settled(story.decides(CLERK, 'acceptance', 'accept'));
    story.decides(EXAMINERS[0], 'examination', 'recommend-grant', { data: { findings: '一致。' } });
    settled(story).decides(APPROVER, 'decision', 'grant');
    expect(story.state.held?.by).toBe(APPROVER);
    const entry = granted.register.entries.at(-1);
    if (!entry) throw new Error('there is no certificate');
    granted.register.entries.push({ ...entry, entry: entry.entry + 1, kind: 'annulled', on: '2026-03-09' });
    settled(story);
    expect(story.acts.at(-1)).toMatchObject({
      type: 'decision-withdrawn',
      actor: null,
      payload: { because: 'certificate-ended' },
    });
    const undone = story.acts.at(-1);
    expect(undone && noticesOf(story.definition, story.state, undone)).toMatchObject([
      { principal: `person:${APPROVER}`, template: 'decision-undone' },
    ]);
    expect(story.ofType('granted')).toEqual([]);
    expect(story.task('decision')?.seats).toMatchObject([{ state: 'open', holder: APPROVER }]);
  });
});

it('is not put into effect by a colleague who urges: he waits for nobody whose decision is held', () => {
  const story = aCase({ undoSeconds: 30 }).decides(CLERK, 'acceptance', 'accept');
  expect(story.asks('liuyang', { type: 'urge', reason: '请尽快' })?.code).toBe('nobody-to-urge');
  expect(story.state.held).toBeDefined();
});
