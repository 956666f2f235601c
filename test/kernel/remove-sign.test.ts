// Owns removing whoever was added to a task (减签): by whom, whom, and what it may complete.
import { consequencesOf } from '../../src/kernel/consequences';
import type { CaseCommand } from '../../src/kernel/acts';
import type { PersonActor } from '../../src/kernel/command';
import { calendar, type PlayedCase } from '../support/a-case';
import { ALL, aVote, decisionOf, M1, M2, M3, member, OTHERS, says, seatsOf, vote } from '../support/voting';

const [N1, N2] = ['n1', 'n2'].map((id) => member(id)) as [PersonActor, PersonActor];
const ADMIN = member('x1', 'administrator');
const three = () => aVote(vote([1, 2]), { everyone: true }, { people: [...OTHERS, M1, M2, M3] });
function adds(
  story: PlayedCase,
  who: PersonActor,
  kind: 'before' | 'after' | 'parallel',
  added: PersonActor,
): PlayedCase {
  const { id: task } = decisionOf(story);
  const weight = kind === 'parallel' ? { weight: 2 } : {};
  return story.does(who, { type: 'add-sign', task, kind, people: [added], reason: '情况复杂', ...weight });
}
function removal(story: PlayedCase, of: PersonActor): CaseCommand {
  const task = decisionOf(story);
  const seat = task.seats.filter(({ holder }) => holder === of.person).at(-1)?.id ?? 'none';
  return { type: 'remove-sign', task: task.id, seat, reason: '误加' };
}
const refused = (story: PlayedCase, who: PersonActor, of: PersonActor) => story.asks(who, removal(story, of))?.code;

it('is the inviter’s, or an administrator’s, and nobody else’s', () => {
  const story = adds(three(), M1, 'before', N1);
  for (const who of [M2, N1]) expect(refused(story, who, N1)).toBe('not-the-inviter');
  story.does(M1, removal(story, N1));
  expect(seatsOf(story)).toEqual(['m1 open', 'm2 open', 'm3 open', 'n1 closed removed']);
  expect(story.ofType('signer-removed')[0]).toMatchObject({ actor: 'm1', basis: 'own', payload: { person: 'n1' } });
  adds(story, M1, 'before', N2).does(ADMIN, removal(story, N2));
  expect(story.ofType('signer-removed')[1]).toMatchObject({
    basis: 'admin',
    principal: expect.stringMatching(/^post:administrator/),
  });
});
it('takes only who was added, is there, and has not decided', () => {
  const story = adds(three(), M1, 'before', N1);
  expect(refused(story, M1, M2)).toBe('not-added');
  expect(refused(story, M1, N2)).toBe('seat-unknown');
  expect(refused(says(story, N1, 'grant'), M1, N1)).toBe('signer-has-decided');
});
it('may complete the vote, and says so before it is confirmed', () => {
  const story = adds(three(), M3, 'parallel', N1);
  says(says(story, M1, 'grant'), M2, 'grant');
  expect(decisionOf(story).state).toBe('open');
  const told = consequencesOf(story.definition, story.state, removal(story, N1), M3, story.moment(), calendar);
  expect(told.next.map(({ kind, step }) => `${kind} ${step}`)).toEqual(['end granted']);
  story.does(M3, removal(story, N1));
  expect(story.state.closing).toBe('granted');
  expect(story.ofType('task-done').at(-1)?.payload.count).toMatchObject({ agree: 2, of: 3 });
});
it('lets the decision of the inviter count when nobody is left to speak after him', () => {
  const story = says(adds(aVote(ALL, { count: 1 }), M1, 'after', N1), M1, 'grant');
  expect(story.state.closing).toBeUndefined();
  story.does(M1, removal(story, N1));
  expect(story.state.closing).toBe('granted');
});
it('completes nothing that the law does not allow yet', () => {
  const form = { type: 'object', properties: { thirdPartiesAffected: { type: 'boolean' } } };
  const story = aVote(vote([1, 2]), { everyone: true }, { people: [...OTHERS, M1, M2, M3], more: { form } });
  adds(story, M3, 'parallel', N1);
  // What one has found is a fact when the task is done: then the refusal needs its review.
  story.decides(M1, 'decision', 'refuse', { data: { thirdPartiesAffected: true } });
  says(story, M2, 'refuse', '面积不足。');
  expect(refused(story, M3, N1)).toBe('review-missing');
});
it('takes those with it whom it had added, so that nobody speaks before somebody who is gone', () => {
  const story = adds(three(), M1, 'before', N1);
  adds(story, N1, 'before', N2).does(M1, removal(story, N1));
  expect(seatsOf(story)).toEqual(['m1 open', 'm2 open', 'm3 open', 'n1 closed removed', 'n2 closed removed']);
});
it('leaves the removed person nothing to decide, and a place to be added again', () => {
  const story = adds(three(), M1, 'before', N1);
  story.does(M1, removal(story, N1));
  expect(story.refused(N1, 'decision', 'grant')).toBe('seat-taken');
  expect(seatsOf(adds(story, M2, 'before', N1)).at(-1)).toBe('n1 open');
});
it('never takes the last seat that has to decide', () => {
  const story = adds(aVote(ALL, { count: 1 }), M1, 'parallel', N1);
  // The seat the task was opened with is gone by another way: the added one is all that is left.
  const task = decisionOf(story);
  const [own, added] = task.seats;
  if (!own || !added) throw new Error('two seats');
  const seats = [{ ...own, state: 'closed', cause: 'removed' } as const, added];
  story.state = {
    ...story.state,
    tasks: story.state.tasks.map((each) => (each.id === task.id ? { ...each, seats } : each)),
  };
  expect(refused(story, M1, N1)).toBe('last-seat');
});
it('is over when the task is', () => {
  const story = adds(three(), M3, 'before', N1);
  says(says(story, M1, 'grant'), M2, 'grant');
  expect(refused(story, M3, N1)).toBe('already-decided');
});
