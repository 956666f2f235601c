// Owns giving a seat to somebody else from above (改派): what the act says of whose it was.
import { anAcceptedCase, EXAMINERS } from '../support/a-case';
import { person } from '../support/town';

const TASK = 'c1.examination.1';
const give = { type: 'reassign', task: TASK, seat: `${TASK}.1`, to: person('sunqiang'), reason: '外出' } as const;

it('names whose the seat was, where it was somebody’s', () => {
  const story = anAcceptedCase().does(EXAMINERS[0], { type: 'claim', task: TASK }).does('qianjianguo', give);
  expect(story.ofType('reassigned')[0]?.payload).toMatchObject({ from: EXAMINERS[0], to: 'sunqiang' });
});
it('and names nobody, where it was free', () => {
  const story = anAcceptedCase().does('qianjianguo', give);
  expect(story.ofType('reassigned')[0]?.payload).not.toHaveProperty('from');
});
