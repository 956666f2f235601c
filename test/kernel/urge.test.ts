// Owns urging (催办): who is told, and when it may be done again.
import type { CaseCommand } from '../../src/kernel/acts';
import { anAcceptedCase, EXAMINERS } from '../support/a-case';

const TASK = 'c1.examination.1';
const [WANG, LI] = EXAMINERS;
const URGE: CaseCommand = { type: 'urge', task: TASK, reason: '期限将至' };
const HEAD = 'qianjianguo';

it('tells those who hold a seat by name, and of a seat nobody holds its post', () => {
  const story = anAcceptedCase().does(WANG, { type: 'claim', task: TASK }).does(HEAD, URGE);
  expect(story.ofType('urged').at(-1)?.payload.to).toEqual([`person:${WANG}`, 'post:examiner@approval-bureau']);
});
it('leaves out whoever urges: he is told nothing by himself', () => {
  const story = anAcceptedCase().does(WANG, { type: 'claim', task: TASK }).does(LI, { type: 'claim', task: TASK });
  story.does(WANG, URGE);
  expect(story.ofType('urged').at(-1)?.payload.to).toEqual([`person:${LI}`]);
});
it('rests for four hours of law time, and says how much of them is left', () => {
  const story = anAcceptedCase().at('2026-03-04 10:00').does(HEAD, URGE).at('2026-03-04 11:00');
  expect(story.asks(WANG, URGE)).toMatchObject({ code: 'urged-recently', facts: { minutes: 180 } });
  expect(story.at('2026-03-04 13:59').asks(WANG, URGE)?.code).toBe('urged-recently');
  story.at('2026-03-04 14:00').does(WANG, URGE);
});
