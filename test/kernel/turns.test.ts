// Owns whose turn it is in a task: seats one after the other (依次), what a return or a disagreement leaves unreached, and double presses.
import { fold } from '../../src/kernel/evolve';
import { explain } from '../../src/kernel/explain';
import { noticesOf } from '../../src/kernel/effects';
import { calendar } from '../support/a-case';
import { aVote, decisionOf, IN_TURN, M1, M2, M3, member, OTHERS, says, seatsOf } from '../support/voting';

const inTurn = () => aVote(IN_TURN, { count: 3 });

describe('one after the other (依次)', () => {
  it('opens the next seat when the one before has agreed', () => {
    const story = inTurn();
    expect(seatsOf(story)).toEqual(['- open', '- waiting', '- waiting']);
    says(story, M1, 'grant');
    expect(seatsOf(story)).toEqual(['m1 decided grant', '- open', '- waiting']);
    expect(story.acts.at(-1)).toMatchObject({
      type: 'turns-changed',
      payload: { opened: ['c1.decision.1.2'], waits: [] },
    });
    says(says(story, M2, 'grant'), M3, 'grant');
    expect(story.state.closing).toBe('granted');
    expect(fold('c1', story.acts)).toEqual(story.state);
  });
  it('ends with the first that disagrees; whom it did not reach is listed as not reached', () => {
    const story = says(says(inTurn(), M1, 'grant'), M2, 'refuse', '面积不足。');
    expect(seatsOf(story)).toEqual(['m1 decided grant', 'm2 decided refuse', '- closed not-reached']);
    expect(story.state.closing).toBe('refused');
  });
  it('ends with a return of the one whose turn it is; nobody after him is reached', () => {
    const story = says(inTurn(), M1, 'reexamine');
    expect(seatsOf(story)).toEqual(['m1 decided reexamine', '- closed not-reached', '- closed not-reached']);
  });
  it('lets nobody speak before his turn, nor twice', () => {
    const head = member('m9', 'agency-head');
    const story = aVote(
      IN_TURN,
      { count: 1, also: [{ post: 'agency-head', of: 'deciding' }] },
      { people: [...OTHERS, M1, head] },
    );
    expect(story.refused(head, 'decision', 'grant')).toBe('not-your-turn');
    expect(story.asks(head, { type: 'claim', task: decisionOf(story).id })?.code).toBe('not-your-turn');
    says(story, M1, 'grant');
    expect(story.refused(M1, 'decision', 'grant')).toBe('already-decided');
    expect(story.refused(head, 'decision', 'grant')).toBeUndefined();
  });
  it('is a wait of those whose turn it is, and of nobody else', () => {
    const story = inTurn();
    const waits = explain(story.definition, story.state, story.now, calendar).filter(
      ({ task }) => task === decisionOf(story).id,
    );
    expect(waits.map(({ seat }) => seat)).toEqual(['c1.decision.1.1']);
  });
  it('tells those whose turn comes, and at the opening only those whose turn it is', () => {
    const head = member('m9', 'agency-head');
    const story = aVote(
      IN_TURN,
      { count: 1, also: [{ post: 'agency-head', of: 'deciding' }] },
      { people: [...OTHERS, M1, head] },
    );
    const told = (type: string) => {
      const act = story.acts.filter((each) => each.type === type).at(-1);
      return act
        ? noticesOf(story.definition, story.state, act).map(({ principal, template }) => `${principal} ${template}`)
        : [];
    };
    expect(told('task-opened')).toEqual(['post:approver@approval-bureau task-opened']);
    says(story, M1, 'grant');
    expect(told('turns-changed')).toEqual(['post:agency-head@approval-bureau task-opened']);
  });
});

test('everybody with a seat of his own is told by name', () => {
  const story = aVote(IN_TURN, { everyone: true }, { people: [...OTHERS, M1, M2] });
  const opened = story.ofType('task-opened').at(-1);
  expect(opened && noticesOf(story.definition, story.state, opened).map(({ principal }) => principal)).toEqual([
    'person:m1',
  ]);
});
