// Owns adding people to a task (加签): before, after, beside and for an opinion; who may, who may be added, and what is refused with its reason.
import type { CaseCommand } from '../../src/kernel/acts';
import type { PersonActor } from '../../src/kernel/command';
import { signKinds } from '../../src/kernel/kernel';
import { fold } from '../../src/kernel/evolve';
import type { PlayedCase } from '../support/a-case';
import { calendar, CLERK } from '../support/a-case';
import {
  aHeldVote,
  ALL,
  ANY,
  aVote,
  decisionOf,
  IN_TURN,
  M1,
  M2,
  M3,
  member,
  OTHERS,
  says,
  seatsOf,
  vote,
} from '../support/voting';
import { person } from '../support/town';

const [N1, N2, N3] = ['n1', 'n2', 'n3'].map((id) => member(id)) as [PersonActor, PersonActor, PersonActor];
type Kind = Extract<CaseCommand, { type: 'add-sign' }>['kind'];
const adding = (story: PlayedCase, kind: Kind, people: readonly PersonActor[], more: object = {}): CaseCommand => ({
  type: 'add-sign',
  task: decisionOf(story).id,
  kind,
  people,
  reason: '情况复杂',
  ...more,
});
const adds = (story: PlayedCase, who: PersonActor, kind: Kind, people: readonly PersonActor[], more: object = {}) =>
  story.does(who, adding(story, kind, people, more));
const refused = (story: PlayedCase, who: PersonActor | string, kind: Kind, people: readonly PersonActor[], more = {}) =>
  story.asks(who, adding(story, kind, people, more));
/** One approver decides, as he does without any rule. */
const single = () => aVote(undefined, {}, { more: { addSign: {} } });
const threeOfPost = () => aVote(vote([1, 2]), { everyone: true }, { people: [...OTHERS, M1, M2, M3] });

describe('before (前加签)', () => {
  it('makes the inviter wait until they have spoken', () => {
    const story = adds(threeOfPost(), M1, 'before', [N1, N2]);
    expect(seatsOf(story)).toEqual(['m1 waiting', 'm2 open', 'm3 open', 'n1 open', 'n2 open']);
    expect(story.refused(M1, 'decision', 'grant')).toBe('not-your-turn');
    says(story, N1, 'grant');
    expect(story.refused(M1, 'decision', 'grant')).toBe('not-your-turn');
    says(story, N2, 'grant');
    expect(seatsOf(story)[0]).toBe('m1 open');
    expect(fold('c1', story.acts)).toEqual(story.state);
  });
  it('is no vote: the whole and the count stay what they were', () => {
    const story = says(says(adds(threeOfPost(), M1, 'before', [N1]), N1, 'grant'), M2, 'grant');
    expect(decisionOf(story).state).toBe('open');
    says(story, M1, 'grant');
    expect(story.ofType('task-done').at(-1)?.payload.count).toEqual({ agree: 2, disagree: 0, abstain: 0, of: 3 });
  });
  it('who disagrees does not end the case: it goes back to the inviter, who decides', () => {
    const story = says(adds(aVote(ALL, { count: 1 }), M1, 'before', [N1]), N1, 'refuse', '面积不足。');
    expect([decisionOf(story).state, story.state.closing]).toEqual(['open', undefined]);
    expect(seatsOf(story)).toEqual(['m1 open', 'n1 decided refuse']);
    expect(says(story, M1, 'grant').state.closing).toBe('granted');
  });
  it('who disagrees ends it where the step says so', () => {
    const story = aVote(ALL, { count: 2 }, { more: { addSign: { beforeVetoes: true } } });
    says(adds(story, M1, 'before', [N1]), N1, 'refuse', '面积不足。');
    expect(story.state.closing).toBe('refused');
    expect(story.ofType('refused')[0]?.payload.reasons).toBe('面积不足。');
  });
  it('goes before a single decision as well, and neither acts nor is a fact of the case', () => {
    const story = says(adds(single(), M1, 'before', [N1]), N1, 'refuse', '面积不足。');
    expect([story.state.closing, story.state.facts['decision'], decisionOf(story).state]).toEqual([
      undefined,
      undefined,
      'open',
    ]);
    says(story, M1, 'grant');
    expect([story.state.closing, story.state.facts['decision']]).toEqual(['granted', 'grant']);
  });
  it('says no more than whether he agrees where votes are cast', () => {
    const story = adds(threeOfPost(), M1, 'before', [N1]);
    expect(story.refused(N1, 'decision', 'reexamine')).toBe('vote-only');
  });
});

describe('after (后加签)', () => {
  it('the inviter’s decision counts only when they have spoken', () => {
    const story = adds(aVote(ALL, { count: 1 }), M1, 'after', [N1]);
    expect(seatsOf(story)).toEqual(['m1 open', 'n1 waiting']);
    expect(story.refused(N1, 'decision', 'grant')).toBe('not-your-turn');
    says(story, M1, 'grant');
    expect([decisionOf(story).state, seatsOf(story)[1]]).toEqual(['open', 'n1 open']);
    says(story, N1, 'grant');
    expect(story.state.closing).toBe('granted');
  });
  it('who says otherwise gives the decision back to the inviter', () => {
    const story = says(adds(aVote(ALL, { count: 1 }), M1, 'after', [N1]), M1, 'grant');
    says(story, N1, 'refuse', '面积不足。');
    expect(seatsOf(story)).toEqual(['m1 open', 'n1 decided refuse']);
    expect(story.ofType('vote-withdrawn')[0]?.payload.because).toBe('other-opinion');
    says(story, M1, 'refuse', '面积不足。');
    expect(story.state.closing).toBe('refused');
  });
  it('stands behind a single decision, whose words and form are those of the inviter', () => {
    const story = adds(single(), M1, 'after', [N1]);
    says(story, M1, 'refuse', '不符合条件。');
    expect(story.state.closing).toBeUndefined();
    says(story, N1, 'refuse', '无异议。');
    expect(story.ofType('refused')[0]?.payload.reasons).toBe('不符合条件。');
  });
  it('is not held before the last has spoken, where a decision may be taken back', () => {
    const story = adds(aHeldVote(ALL, { count: 1 }), M1, 'after', [N1]);
    expect(says(story, M1, 'grant').state.held).toBeUndefined();
    expect(says(story, N1, 'grant').state.held).toMatchObject({ by: 'n1' });
    story.takesBack(N1);
    expect(seatsOf(story)).toEqual(['m1 decided grant', 'n1 open']);
    says(story, N1, 'grant').at('2026-03-05 10:01').settles();
    expect([story.state.closing, story.ofType('granted')[0]?.actor]).toEqual(['granted', 'n1']);
  });
});

describe('beside (并加签)', () => {
  it('joins the vote: the whole grows by its weight', () => {
    const story = adds(threeOfPost(), M1, 'parallel', [N1], { weight: 2 });
    says(says(story, M1, 'grant'), M2, 'grant');
    // Two of three would have passed; of five they do not.
    expect(decisionOf(story).state).toBe('open');
    says(story, N1, 'grant');
    expect(story.ofType('task-done').at(-1)?.payload.count).toMatchObject({ agree: 4, of: 5 });
  });
  it.each([[undefined], [0], [1.5], [1001]])('must be told its weight where votes are weighed: not %p', (weight) => {
    const more = weight === undefined ? {} : { weight };
    expect(refused(threeOfPost(), M1, 'parallel', [N1], more)?.code).toBe('weight-missing');
  });
  it('is asked for no weight where none is weighed', () => {
    const story = adds(aVote(ALL, { count: 1 }), M1, 'parallel', [N1]);
    says(story, M1, 'grant');
    expect(decisionOf(story).state).toBe('open');
    expect(says(story, N1, 'grant').state.closing).toBe('granted');
  });
  it('is refused once the result is certain, though the task waits for its quorum', () => {
    const rule = vote([1, 2], { quorum: { of: [1, 1] } });
    const story = says(aVote(rule, { everyone: true }, { people: [...OTHERS, M1, M2, M3] }), M1, 'grant');
    expect(refused(story, M3, 'parallel', [N1], { weight: 1 })).toBeUndefined();
    const certain = says(
      says(aVote(rule, { everyone: true }, { people: [...OTHERS, M1, M2, M3] }), M1, 'grant'),
      M2,
      'grant',
    );
    expect(decisionOf(certain).state).toBe('open');
    expect(refused(certain, M3, 'parallel', [N1], { weight: 1 })?.code).toBe('result-certain');
    const all = says(aVote({ ...ALL, disagreement: 'counted' }, { count: 3 }), M1, 'refuse');
    expect(refused(all, M2, 'parallel', [N1])?.code).toBe('result-certain');
  });
  it('takes the inviter’s place in an order: the next one waits for both', () => {
    const story = adds(aVote(IN_TURN, { count: 2 }), M1, 'parallel', [N1]);
    says(story, M1, 'grant');
    expect(seatsOf(story)).toEqual(['m1 decided grant', '- waiting', 'n1 open']);
    says(story, N1, 'grant');
    expect(seatsOf(story)[1]).toBe('- open');
  });
  it('decides first where the first decides', () => {
    const story = says(adds(aVote(ANY, { count: 1 }), M1, 'parallel', [N1]), N1, 'grant');
    expect(seatsOf(story)).toEqual(['m1 closed quorum-reached', 'n1 decided grant']);
  });
  it('takes the post of the step, in whatever body', () => {
    const examiner = member('n4', 'examiner');
    expect(refused(threeOfPost(), M1, 'parallel', [examiner], { weight: 1 })).toMatchObject({
      code: 'not-eligible',
      facts: { because: 'not-your-post', person: 'n4' },
    });
    const elsewhere = {
      ...member('n5'),
      posts: [{ id: 'p', kind: 'approver', organisation: 'market-bureau' }],
    } as const;
    const story = adds(threeOfPost(), M1, 'parallel', [elsewhere], { weight: 1 });
    expect(decisionOf(story).seats.at(-1)).toMatchObject({ post: 'approver', organisation: 'market-bureau' });
    expect(says(story, elsewhere, 'grant').task('decision')).toBeDefined();
  });
});

describe('for an opinion (征求意见)', () => {
  const adviser = member('n6', 'examiner');
  it('is asked of anybody, gives it, and decides nothing', () => {
    const story = adds(single(), M1, 'consult', [adviser]);
    const task = decisionOf(story).id;
    expect(story.refused(adviser, 'decision', 'grant')).toBe('opinion-only');
    expect(story.asks(adviser, { type: 'submit-opinion', task, opinion: ' ' })?.code).toBe('opinion-missing');
    story.does(adviser, { type: 'submit-opinion', task, opinion: '符合规划。' });
    expect(story.acts.at(-1)).toMatchObject({ basis: 'add-sign', payload: { opinion: '符合规划。' } });
    expect(seatsOf(story)).toEqual(['m1 open', 'n6 decided']);
    expect(story.asks(adviser, { type: 'submit-opinion', task, opinion: '再说一次' })?.code).toBe('no-opinion-asked');
    expect(story.asks(M2, { type: 'submit-opinion', task, opinion: '我也说' })?.code).toBe('no-opinion-asked');
  });
  it('holds nobody up: the inviter decides without it, and the seat is closed', () => {
    const story = says(adds(single(), M1, 'consult', [adviser]), M1, 'grant');
    expect(story.state.closing).toBe('granted');
    expect(seatsOf(story)).toEqual(['m1 decided grant', 'n6 closed not-reached']);
    const late = story.asks(adviser, { type: 'submit-opinion', task: decisionOf(story).id, opinion: '符合规划。' });
    expect(late?.code).toBe('already-decided');
  });
  it('may be asked in turn by whoever was asked, who adds nobody that decides', () => {
    const story = adds(single(), M1, 'consult', [adviser]);
    expect(refused(story, adviser, 'before', [N1])?.code).toBe('add-sign-not-here');
    expect(refused(story, adviser, 'parallel', [N1])?.code).toBe('add-sign-not-here');
    expect(refused(story, adviser, 'consult', [N1])).toBeUndefined();
  });
});

test('all four go together in one task', () => {
  const story = threeOfPost();
  adds(adds(story, M1, 'before', [N1]), M1, 'after', [N2]);
  adds(adds(story, M2, 'parallel', [N3], { weight: 1 }), M3, 'consult', [member('n7', 'examiner')]);
  says(says(says(says(story, N1, 'grant'), M1, 'grant'), M2, 'grant'), N3, 'grant');
  // Three of four would do; the vote of the first does not count yet.
  expect(decisionOf(story).state).toBe('open');
  says(story, N2, 'grant');
  expect(seatsOf(story)).toEqual([
    'm1 decided grant',
    'm2 decided grant',
    'm3 closed quorum-reached',
    'n1 decided grant',
    'n2 decided grant',
    'n3 decided grant',
    'n7 closed quorum-reached',
  ]);
  expect(story.state.closing).toBe('granted');
  expect(fold('c1', story.acts)).toEqual(story.state);
});

describe('adding somebody is refused, with the reason', () => {
  it('to whoever has decided: he takes his vote back first', () => {
    const story = says(threeOfPost(), M1, 'grant');
    expect(refused(story, M1, 'before', [N1])?.code).toBe('withdraw-first');
    story.does(M1, { type: 'withdraw-vote', task: decisionOf(story).id });
    expect(refused(story, M1, 'before', [N1])).toBeUndefined();
  });
  it('when the task is over: whoever has the case now adds a review', () => {
    const story = says(aVote(ANY, { everyone: true }), M1, 'grant');
    for (const who of [M1, M2]) expect(refused(story, who, 'before', [N1])?.code).toBe('task-over-no-signers');
  });
  it('while the decision that ends the task is held: whoever made it takes it back, for others it is over', () => {
    const story = threeOfPost();
    says(says(story, M1, 'grant'), M2, 'grant');
    expect(refused(story, M2, 'before', [N1])?.code).toBe('task-over-no-signers');
  });
  it('to whoever has no seat, or whose post it is not', () => {
    expect(refused(threeOfPost(), N1, 'before', [N2])?.code).toBe('seat-taken');
    expect(refused(threeOfPost(), CLERK, 'before', [N2])?.code).toBe('not-your-post');
    expect(refused(threeOfPost(), 'applicant', 'before', [N2])?.code).toBe('not-your-post');
  });
  it('of somebody who has a seat already, the inviter among them, or is named twice', () => {
    for (const people of [[M2], [M1], [N1, N1]])
      expect(refused(threeOfPost(), M1, 'before', people)?.code).toBe('already-in-task');
    const story = adds(threeOfPost(), M1, 'consult', [N1]);
    expect(refused(story, M2, 'before', [N1])?.code).toBe('already-in-task');
    expect(refused(single(), M1, 'before', [M1])?.code).toBe('already-in-task');
  });
  it('of somebody who examined the case (四眼), or lacks the qualification', () => {
    const examiner = { ...person('wangfang'), posts: [...person('wangfang').posts, ...member('x').posts] };
    expect(refused(threeOfPost(), M1, 'before', [examiner])).toMatchObject({
      code: 'not-eligible',
      facts: { because: 'four-eyes', person: 'wangfang' },
    });
    const legal = { everyone: true, qualification: 'legal' } as const;
    const lawyer = { ...M1, qualifications: ['legal'] };
    const story = aVote(ALL, legal, { people: [...OTHERS, lawyer, M2] });
    expect(seatsOf(story)).toEqual(['m1 open']);
    expect(refused(story, lawyer, 'before', [N1])).toMatchObject({
      code: 'not-eligible',
      facts: { because: 'qualification-missing' },
    });
    expect(refused(story, lawyer, 'before', [{ ...N1, qualifications: ['legal'] }])).toBeUndefined();
  });
  it('of somebody who holds no post at all', () => {
    const nobody: PersonActor = { ...N1, posts: [] };
    expect(refused(threeOfPost(), M1, 'consult', [nobody])?.code).toBe('not-eligible');
  });
  it('too deep: those who were added by those who were added ask whoever added them', () => {
    const story = adds(threeOfPost(), M1, 'before', [N1]);
    adds(story, N1, 'before', [N2]);
    expect(seatsOf(story)).toEqual(['m1 waiting', 'm2 open', 'm3 open', 'n1 waiting', 'n2 open']);
    expect(refused(story, N2, 'before', [N3])?.code).toBe('add-sign-too-deep');
    const shallow = aVote(ALL, { count: 1 }, { more: { addSign: { depth: 0 } } });
    expect(refused(shallow, M1, 'before', [N1])?.code).toBe('add-sign-too-deep');
  });
  it('where the step says nothing of it: there the seats are those it was opened with', () => {
    const plain = aVote(undefined, {});
    expect(refused(plain, M1, 'before', [N1])?.code).toBe('add-sign-not-here');
    expect(plain.offers(M1, decisionOf(plain).id)).toEqual(['claim', 'decide', 'urge']);
  });
  it('in a way the step does not allow', () => {
    const story = aVote(ALL, { count: 1 }, { more: { addSign: { kinds: ['consult'] } } });
    expect(refused(story, M1, 'before', [N1])?.code).toBe('add-sign-not-here');
    expect(refused(story, M1, 'consult', [N1])).toBeUndefined();
    expect(refused(adds(threeOfPost(), M1, 'before', [N1]), N1, 'parallel', [N2], { weight: 1 })?.code).toBe(
      'add-sign-not-here',
    );
  });
});

test('a seat nobody has claimed is taken by whoever adds from it', () => {
  const story = adds(aVote(ALL, { count: 2 }), M1, 'before', [N1]);
  expect(seatsOf(story)).toEqual(['m1 waiting', '- open', 'n1 open']);
  expect(story.ofType('claimed').at(-1)?.actor).toBe('m1');
});
test('an added seat stands under the limit of its task, whose time does not begin anew', () => {
  const story = threeOfPost();
  const before = story.state.clocks['decision'];
  adds(story, M1, 'before', [N1]);
  expect([story.state.clocks['decision'], decisionOf(story).clock]).toEqual([before, 'decision']);
});

describe('what is offered', () => {
  const offers = (story: PlayedCase, who: PersonActor) =>
    story.offers(who, decisionOf(story).id).filter((act) => !BESIDE.includes(act));
  /** Offered to whoever has a seat, however it is decided. */
  const BESIDE: readonly string[] = ['urge', 'transfer', 'delegate', 'recuse'];
  it('stands exactly where it would be accepted', () => {
    const story = threeOfPost();
    expect(offers(story, M1)).toEqual(['unclaim', 'decide', 'add-sign']);
    adds(adds(story, M1, 'before', [N1]), M1, 'consult', [N2]);
    expect(offers(story, M1)).toEqual(['add-sign', 'remove-sign']);
    expect(offers(story, N1)).toContain('decide');
    expect(offers(story, N2)).toContain('submit-opinion');
    expect(offers(story, N2)).not.toContain('decide');
    says(story, M2, 'grant');
    expect(offers(story, M2)).toEqual(['withdraw-vote']);
    const { definition, state } = story;
    expect(signKinds({ definition, state, actor: M1, moment: story.moment(), calendar }, decisionOf(story))).toEqual([
      'before',
      'after',
      'parallel',
      'consult',
    ]);
  });
});

describe('whoever is added', () => {
  const opened = (kind: Kind) => {
    const story = threeOfPost();
    const before = story.acts.length;
    adds(story, M1, kind, [N1], kind === 'parallel' ? { weight: 1 } : {});
    return [
      story.acts.slice(before).map(({ type }) => type),
      story.ofType('signers-added')[0]?.payload.seats[0]?.state,
    ] as const;
  };
  it('beside somebody may speak at once, and nobody else’s turn changes', () => {
    expect(opened('parallel')).toEqual([['signers-added'], undefined]);
  });
  it('after somebody waits from the beginning', () => {
    expect(opened('after')).toEqual([['signers-added'], 'waiting']);
  });
  it('by somebody of another post sits in the post of the step, where he holds it beside others', () => {
    const [legal] = person('fenglei').posts;
    if (!legal) throw new Error('no post');
    const many: PersonActor = { ...N2, posts: [legal, ...N2.posts] };
    const story = adds(threeOfPost(), M1, 'before', [person('songjie')]);
    story.does('songjie', adding(story, 'consult', [many]));
    expect(story.ofType('signers-added').at(-1)?.payload.seats[0]).toMatchObject({ post: 'approver' });
  });
});
