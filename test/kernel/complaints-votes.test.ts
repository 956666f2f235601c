// What users of other systems complain of in decisions of several, in their words: each is a story that goes right here.
import { REFUSALS } from '../../src/kernel/rules/refusal';
import { aHeldVote, ALL, ANY, aVote, decisionOf, M1, M2, M3, M4, OTHERS, says, seatsOf, vote } from '../support/voting';

const people = [...OTHERS, M1, M2, M3];

describe('“one member rejects in a countersignature: what happens to the others, and to the case?”', () => {
  it('as the step says: a veto ends it, and every other task is closed with the cause', () => {
    const story = says(aVote(ALL, { everyone: true }, { people }), M2, 'refuse', '面积不足。');
    expect(seatsOf(story)).toEqual(['m1 closed outvoted', 'm2 decided refuse', 'm3 closed outvoted']);
    expect(story.state.tasks.flatMap(({ seats }) => seats).filter(({ state }) => /open|waiting/.test(state))).toEqual(
      [],
    );
    expect(story.state.closing).toBe('refused');
  });
  it('or it is one vote among others, and the case goes on', () => {
    const story = says(aVote(vote([1, 2]), { everyone: true }, { people }), M2, 'refuse', '面积不足。');
    expect([seatsOf(story)[0], story.state.closing]).toEqual(['m1 open', undefined]);
    expect(says(says(story, M1, 'grant'), M3, 'grant').state.closing).toBe('granted');
  });
  it('and what the applicant is told is not lost with it', () => {
    const story = says(aVote(ALL, { everyone: true }, { people }), M2, 'refuse', '面积不足。').runsEffects();
    expect(story.state.outcome).toBe('refused');
    expect(story.ofType('effect-cancelled')).toEqual([]);
  });
});

describe('“I cannot take back what I have just submitted, least of all in a countersignature”', () => {
  it('a vote in progress is taken back: only that seat opens, nobody else does anything again', () => {
    const story = says(says(aVote(ALL, { everyone: true }, { people }), M1, 'grant'), M2, 'grant');
    story.does(M1, { type: 'withdraw-vote', task: decisionOf(story).id });
    expect(seatsOf(story)).toEqual(['m1 open', 'm2 decided grant', 'm3 open']);
    expect(says(says(story, M1, 'grant'), M3, 'grant').state.closing).toBe('granted');
  });
  it('the vote that ended it is taken back while it is held, and the votes of the others stay', () => {
    const story = aHeldVote(ALL, { everyone: true }, people);
    says(says(says(story, M1, 'grant'), M2, 'grant'), M3, 'grant');
    expect(story.state.closing).toBeUndefined();
    story.takesBack(M3);
    expect(seatsOf(story)).toEqual(['m1 decided grant', 'm2 decided grant', 'm3 open']);
    says(story, M3, 'refuse', '面积不足。').at('2026-03-05 10:01').settles();
    expect(story.state.closing).toBe('refused');
  });
  it('once it is in effect, it stands, and the refusal says what is possible instead', () => {
    const story = aVote(ALL, { everyone: true }, { people });
    says(says(says(story, M1, 'grant'), M2, 'grant'), M3, 'grant');
    expect(story.asks(M3, { type: 'withdraw-vote', task: decisionOf(story).id })?.code).toBe('decision-stands');
    expect(REFUSALS['decision-stands'].zh).toContain('退回');
  });
});

describe('“a double click approves twice”', () => {
  it('the second press finds the seat decided and takes no other', () => {
    const story = says(aVote(vote([2, 3]), { count: 3 }), M1, 'grant');
    expect(story.refused(M1, 'decision', 'grant')).toBe('already-decided');
    expect(story.ofType('decided').filter(({ actor }) => actor === 'm1')).toHaveLength(1);
  });
});

describe('“the last two approve at once, one gets an error and the flow stands still”', () => {
  it.each([
    ['of those of whom the first decides', ANY],
    ['of a vote', vote([1, 2])],
  ])('%s: the later is told it is decided, and there is one next step', (_, rule) => {
    const story = aVote(rule, { everyone: true }, { people: [...people, M4] });
    for (const who of [M1, M2, M3]) if (story.task('decision')) says(story, who, 'grant');
    expect(story.refused(M4, 'decision', 'grant')).toBe('already-decided');
    expect(story.ofType('granted')).toHaveLength(1);
    expect(story.ofType('closing')).toHaveLength(1);
  });
});
