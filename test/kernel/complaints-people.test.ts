// Owns that what people complain of in other systems, about who does the work, does not happen here; each test says the complaint.
import type { CaseCommand } from '../../src/kernel/acts';
import type { PersonActor } from '../../src/kernel/command';
import { anAcceptedCase, anExaminedCase, APPROVER, CLERK, EXAMINERS } from '../support/a-case';
import { person } from '../support/town';

const TASK = 'c1.examination.1';
const [WANG, LI] = EXAMINERS;
const deputy = (who: string, absent: string): PersonActor => ({
  ...person(who),
  agentFor: [{ rule: 'r1', absent: person(absent), scope: {} }],
});
const claim: CaseCommand = { type: 'claim', task: TASK };

describe('“somebody goes on holiday and his tasks wait for weeks”', () => {
  it('what he had taken before he went is his deputy’s to do, at once and without anybody reassigning it', () => {
    const story = anAcceptedCase().does(WANG, claim).at('2026-03-05');
    story.examines(deputy('youlan', WANG));
    expect(story.task('examination')?.seats[0]).toMatchObject({ state: 'decided' });
  });
  it('what comes while he is away is too', () => {
    anAcceptedCase().examines(deputy('youlan', WANG));
  });
});

it('“the record says only the deputy’s name, as if it had been his decision”: both are in it, and the rule', () => {
  const story = anAcceptedCase().examines(deputy('youlan', WANG));
  expect(story.ofType('decided').at(-1)).toMatchObject({
    actor: 'youlan',
    principal: `person:${WANG}`,
    basis: 'agent',
    payload: { agent: { rule: 'r1', for: WANG } },
  });
});

it('“by naming a deputy one approves one’s own work”: neither the deputy nor the one he stands for may', () => {
  const story = anExaminedCase();
  for (const who of [deputy(WANG, APPROVER), deputy('youlan', WANG)])
    expect(story.asks(who, { type: 'claim', task: 'c1.decision.1' })?.code).toMatch(/^(four-eyes|not-your-post)$/);
  expect(story.asks(deputy(WANG, APPROVER), { type: 'claim', task: 'c1.decision.1' })?.code).toBe('four-eyes');
});

describe('“somebody moved to another office and the old approver stays on the task”', () => {
  it('who does not hold the post any more may not decide, whatever he had taken', () => {
    const story = anAcceptedCase().does(WANG, claim);
    const moved: PersonActor = { ...person(WANG), posts: [] };
    expect(
      story.asks(moved, { type: 'decide', task: TASK, outcome: 'recommend-grant', opinion: '…', formErrors: [] })?.code,
    ).toBe('not-your-post');
  });
  it('the step can be given to somebody else while it is open, without editing the procedure', () => {
    const story = anAcceptedCase().does(WANG, claim);
    story.does('shijie', { type: 'reassign', task: TASK, to: person('sunqiang'), reason: '王芳调离' });
    story.examines('sunqiang');
  });
  it('all he holds is handed over seat by seat, and a seat that would join two duties stays where it is', () => {
    const [one, other] = [anAcceptedCase().does(WANG, claim), anAcceptedCase().does(WANG, claim).does(LI, claim)];
    const hand: CaseCommand = { type: 'reassign', task: TASK, seat: `${TASK}.1`, to: person(LI), reason: '离岗移交' };
    expect(one.asks('shijie', hand)).toBeUndefined();
    expect(other.asks('shijie', hand)).toMatchObject({ code: 'not-eligible', facts: { because: 'already-seated' } });
    expect(one.asks('shijie', hand)?.code).toBe('already-holder');
  });
});

describe('“the approver is missing and the flow hangs or passes by itself”', () => {
  it('nobody has to be found: a seat belongs to a post, and whoever holds it today may take it', () => {
    const story = anExaminedCase();
    expect(story.task('decision')?.seats[0]).not.toHaveProperty('holder');
    story.decides('zhengyan', 'decision', 'grant');
  });
  it('a recused approver leaves a vacant seat, never a passed one', () => {
    const story = anExaminedCase().does(APPROVER, { type: 'claim', task: 'c1.decision.1' });
    story.does(APPROVER, { type: 'recuse', task: 'c1.decision.1', ground: 'relative', reason: '亲属' });
    story.does('qianjianguo', {
      type: 'decide-recusal',
      task: 'c1.decision.1',
      seat: 'c1.decision.1.1',
      recused: true,
      reason: '属实',
    });
    expect(story.task('decision')?.seats[0]).toMatchObject({ state: 'open' });
    expect(story.state.decidedOn).toBeUndefined();
    expect(story.offers(CLERK, 'c1.decision.1')).toEqual(['urge']);
  });
});
