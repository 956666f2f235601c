// Owns taking one's own vote back (撤回表决) while the task is open: what it reopens, what stands in its way, and what is done instead.
import { fold } from '../../src/kernel/evolve';
import type { PersonActor } from '../../src/kernel/command';
import type { PlayedCase } from '../support/a-case';
import { CLERK, EXAMINERS } from '../support/a-case';
import { anAcceptedCase } from '../support/a-case';
import { ALL, aVote, decisionOf, IN_TURN, M1, M2, M3, member, OTHERS, says, seatsOf, vote } from '../support/voting';

const three = () => aVote(vote([2, 3]), { everyone: true }, { people: [...OTHERS, M1, M2, M3] });
const back = (story: PlayedCase) =>
  ({ type: 'withdraw-vote', task: decisionOf(story).id, reason: '重新考虑' }) as const;
const refused = (story: PlayedCase, who: PersonActor | string) => story.asks(who, back(story))?.code;

it('opens that seat again and no other, and the count is what the others said', () => {
  const story = says(says(three(), M1, 'grant'), M2, 'refuse', '面积不足。');
  story.does(M1, back(story));
  expect(seatsOf(story)).toEqual(['m1 open', 'm2 decided refuse', 'm3 open']);
  expect(decisionOf(story).seats[0]).not.toHaveProperty('opinion');
  says(says(story, M1, 'grant'), M3, 'grant');
  expect(story.ofType('task-done').at(-1)?.payload.count).toMatchObject({ agree: 2, disagree: 1 });
  expect(fold('c1', story.acts)).toEqual(story.state);
});
it('takes with it what that vote had found', () => {
  const form = { type: 'object', properties: { thirdPartiesAffected: { type: 'boolean' } } };
  const story = aVote(ALL, { count: 2 }, { more: { form } });
  story.decides(M1, 'decision', 'grant', { data: { thirdPartiesAffected: true } }).does(M1, back(story));
  const data = { thirdPartiesAffected: false };
  story.decides(M1, 'decision', 'grant', { data }).decides(M2, 'decision', 'grant', { data });
  expect(story.state.facts['thirdPartiesAffected']).toBe(false);
});
it('is nobody else’s', () => {
  const story = says(three(), M1, 'grant');
  for (const who of [M2, CLERK, 'applicant']) expect(refused(story, who)).toBe('not-your-decision');
});
it('is not possible when the task has ended: the decision stands', () => {
  const story = says(says(three(), M1, 'grant'), M2, 'grant');
  expect(decisionOf(story).state).toBe('done');
  for (const who of [M1, M2]) expect(refused(story, who)).toBe('decision-stands');
});
it('in an order, is possible until the next has decided, who then waits again', () => {
  const story = says(aVote(IN_TURN, { count: 3 }), M1, 'grant');
  expect(seatsOf(story)).toEqual(['m1 decided grant', '- open', '- waiting']);
  story.does(M1, back(story));
  expect(seatsOf(story)).toEqual(['m1 open', '- waiting', '- waiting']);
  expect(story.refused(M2, 'decision', 'grant')).toBe('not-your-turn');
  says(says(story, M1, 'grant'), M2, 'grant');
  expect(refused(story, M1)).toBe('later-decided');
  expect(refused(story, M2)).toBeUndefined();
});
it('of somebody asked before, is possible until the one he was asked by has decided', () => {
  const N1 = member('n1');
  const story = three();
  story.does(M1, { type: 'add-sign', task: decisionOf(story).id, kind: 'before', people: [N1], reason: '核对' });
  says(story, N1, 'grant').does(N1, back(story));
  expect(seatsOf(story)[0]).toBe('m1 waiting');
  says(says(story, N1, 'grant'), M1, 'grant');
  expect(refused(story, N1)).toBe('later-decided');
});
it('is not possible when somebody asked to speak after it has spoken', () => {
  const N1 = member('n1');
  const story = three();
  story.does(M1, { type: 'add-sign', task: decisionOf(story).id, kind: 'after', people: [N1], reason: '核对' });
  says(story, M1, 'grant');
  expect(refused(story, M1)).toBeUndefined();
  says(says(story, M1, 'grant'), N1, 'grant');
  expect(refused(story, M1)).toBe('later-decided');
});
it('needs the post that the vote was cast with', () => {
  const story = says(three(), M1, 'grant');
  expect(refused(story, { ...M1, posts: [] })).toBe('not-your-post');
});
it('names the last change its maker has seen, like every act on a task', () => {
  const story = says(three(), M1, 'grant');
  const seen = decisionOf(story).seq;
  says(story, M2, 'refuse', '面积不足。');
  expect(story.asks(M1, { ...back(story), expectedSeq: seen })?.code).toBe('task-stale');
});
it('without a rule of deciding together, what a seat has found counts at once and stands', () => {
  const story = anAcceptedCase().at('2026-03-04 10:00').examines(EXAMINERS[0]);
  expect(story.asks(EXAMINERS[0], { type: 'withdraw-vote', task: 'c1.examination.1' })?.code).toBe('decision-stands');
});
