// Owns what acting for an absent colleague (代理) means: whose power and whose hand it is, both of which the law is asked of.
import type { CaseCommand } from '../../src/kernel/acts';
import type { AgentFor, AgentScope, PersonActor } from '../../src/kernel/command';
import { fold } from '../../src/kernel/evolve';
import { consequencesOf } from '../../src/kernel/consequences';
import {
  aCase,
  anAcceptedCase,
  anExaminedCase,
  APPROVER,
  calendar,
  CLERK,
  EXAMINERS,
  REVIEWER,
  type PlayedCase,
} from '../support/a-case';
import { person } from '../support/town';

const TASK = 'c1.examination.1';
const [WANG, LI] = EXAMINERS;
const forSomebody = (absent: string, scope: AgentScope = {}, through?: readonly string[]): AgentFor => ({
  rule: `rule-${absent}`,
  absent: person(absent),
  scope,
  ...(through ? { through } : {}),
});
const agent = (who: string, ...rules: readonly AgentFor[]): PersonActor => ({ ...person(who), agentFor: rules });
const claim: CaseCommand = { type: 'claim', task: TASK };
const examining = (more: { readonly for?: string } = {}): CaseCommand => ({
  type: 'decide',
  task: TASK,
  outcome: 'recommend-grant',
  data: { findings: '现场与申请材料一致。', thirdPartiesAffected: false },
  formErrors: [],
  ...more,
});
/** Of a body that has nothing to do with the case. */
const YOULAN = agent('youlan', forSomebody(WANG));
const seatOf = (story: PlayedCase) => story.state.tasks.find(({ id }) => id === TASK)?.seats[0];

describe('an agent', () => {
  it('may claim and decide where the absent one might', () => {
    const story = anAcceptedCase().does(YOULAN, claim).does(YOULAN, examining());
    expect(seatOf(story)).toMatchObject({ state: 'decided', holder: 'youlan', agent: { for: WANG } });
  });

  it('shows in the act on whose behalf and by which rule', () => {
    const story = anAcceptedCase().does(YOULAN, examining());
    expect(story.ofType('decided').at(-1)).toMatchObject({
      actor: 'youlan',
      principal: `person:${WANG}`,
      basis: 'agent',
      payload: { agent: { rule: `rule-${WANG}`, for: WANG } },
    });
  });

  it('is one for tasks that were waiting already: what the absent one had taken is his to do', () => {
    const story = anAcceptedCase().does(WANG, claim).at('2026-03-04');
    expect(story.offers(YOULAN, TASK)).toEqual(expect.arrayContaining(['claim', 'decide']));
    story.does(YOULAN, examining());
    expect(seatOf(story)).toMatchObject({ holder: 'youlan', agent: { for: WANG, held: true } });
  });

  it('without whom the same person may do nothing there', () => {
    expect(anAcceptedCase().asks('youlan', claim)?.code).toBe('not-your-post');
    expect(anAcceptedCase().asks(agent('youlan', forSomebody(APPROVER)), claim)?.code).toBe('not-your-post');
  });

  it('acts by himself where he may, unless he says for whom', () => {
    const both = agent('sunqiang', forSomebody(WANG));
    const own = anAcceptedCase().does(both, examining());
    expect(own.ofType('decided').at(-1)).toMatchObject({ basis: 'own', principal: 'post:examiner@approval-bureau' });
    const behalf = anAcceptedCase().does(both, examining({ for: WANG }));
    expect(behalf.ofType('decided').at(-1)).toMatchObject({ basis: 'agent', principal: `person:${WANG}` });
    expect(anAcceptedCase().asks(both, examining({ for: LI }))?.code).toBe('not-agent');
  });

  it('hands nothing on and may give it back, to him who had it', () => {
    const story = anAcceptedCase().does(WANG, claim).does(YOULAN, { type: 'claim', task: TASK, for: WANG });
    expect(story.asks(YOULAN, { type: 'transfer', task: TASK, to: person('sunqiang'), reason: '…' })?.code).toBe(
      'agent-may-not',
    );
    story.does(YOULAN, { type: 'unclaim', task: TASK });
    expect(seatOf(story)).toMatchObject({ holder: WANG });
    expect(seatOf(story)).not.toHaveProperty('agent');
    story.examines(WANG);
  });

  it('may take back what he decided for somebody, while it is held', () => {
    const boss = agent('youlan', forSomebody(CLERK));
    const story = aCase({ undoSeconds: 30 }).at('2026-03-03 10:00').decides(boss, 'acceptance', 'accept');
    expect(story.state.held).toMatchObject({ by: 'youlan', agent: { for: CLERK } });
    story.takesBack(boss).decides(boss, 'acceptance', 'accept').at('2026-03-03 10:01').settles();
    expect(story.ofType('decided').at(-1)).toMatchObject({ basis: 'agent', principal: `person:${CLERK}` });
    expect(story.state.duties['window']).toEqual([CLERK, 'youlan']);
  });

  it('is told the same consequences as anybody', () => {
    const story = anExaminedCase();
    const command = { type: 'decide', task: 'c1.decision.1', outcome: 'grant', formErrors: [] } as const;
    const of = (who: PersonActor) =>
      consequencesOf(story.definition, story.state, command, who, story.moment(), calendar);
    expect(of(agent('youlan', forSomebody(APPROVER)))).toEqual(of(person(APPROVER)));
  });
});

describe('the scope of a rule', () => {
  it.each<[string, AgentScope, boolean]>([
    ['of this procedure', { procedures: ['food-business-permit'] }, true],
    ['of another procedure', { procedures: ['legal-review'] }, false],
    ['of this post', { posts: ['examiner'] }, true],
    ['of another post', { posts: ['approver'] }, false],
    ['with the procedure left out', { excludes: ['food-business-permit'] }, false],
    ['with the post left out', { posts: ['examiner'], excludes: ['examiner'] }, false],
    ['with another procedure left out', { excludes: ['legal-review'] }, true],
  ])('%s', (_, scope, may) => {
    expect(anAcceptedCase().may(agent('youlan', forSomebody(WANG, scope)), claim)).toBe(may);
  });
});

describe('an agent of an agent', () => {
  it('acts for the first, and the act names every rule between', () => {
    const second = agent('youlan', forSomebody(WANG, {}, ['rule-sunqiang']));
    const story = anAcceptedCase().does(second, examining());
    expect(story.ofType('decided').at(-1)).toMatchObject({
      principal: `person:${WANG}`,
      payload: { agent: { rule: `rule-${WANG}`, for: WANG, through: ['rule-sunqiang'] } },
    });
  });
});

describe('the separation of duties is judged on both', () => {
  it('on the hand: whoever took the application in examines for nobody', () => {
    expect(anAcceptedCase().asks(agent(CLERK, forSomebody(WANG)), claim)).toMatchObject({
      code: 'four-eyes',
      basis: '行政许可法第三十四条第三款',
    });
  });
  it('on the power: nobody decides for one who has examined it', () => {
    const story = anExaminedCase();
    const both = { ...person(WANG), posts: [...person(WANG).posts, ...person(APPROVER).posts] };
    const deputy: PersonActor = { ...person('youlan'), agentFor: [{ rule: 'r', absent: both, scope: {} }] };
    expect(story.asks(deputy, { type: 'claim', task: 'c1.decision.1' })?.code).toBe('four-eyes');
  });
  it('later as well: both have taken the duty on', () => {
    const story = anAcceptedCase().does(YOULAN, examining());
    expect(story.state.duties['examination']).toEqual(['youlan', WANG]);
  });
  it('two seats are two persons, whosever the power is', () => {
    const story = anAcceptedCase().does(YOULAN, examining());
    expect(story.refused(WANG, 'examination', 'recommend-grant')).toBe('already-seated');
    expect(story.asks(agent('sunqiang', forSomebody(WANG)), examining({ for: WANG }))?.code).toBe('already-seated');
    const other = anAcceptedCase().does(LI, claim);
    expect(other.asks(agent(LI, forSomebody(WANG)), examining({ for: WANG }))?.code).toBe('already-seated');
  });
  it('a recusal of either keeps both out', () => {
    const story = anAcceptedCase().does(WANG, claim);
    story.does(WANG, { type: 'recuse', task: TASK, ground: 'relative', reason: '亲属' });
    expect(story.asks(YOULAN, examining())?.code).toBe('recusal-open');
    story.does('qianjianguo', {
      type: 'decide-recusal',
      task: TASK,
      seat: `${TASK}.1`,
      recused: true,
      reason: '属实',
    });
    expect(story.asks(YOULAN, examining())?.code).toBe('recused');
    expect(story.asks(agent(WANG, forSomebody(LI)), examining({ for: LI }))?.code).toBe('recused');
  });
});

it('the qualification is asked of both: the legal review is done for a jurist by a jurist', () => {
  const story = anExaminedCase('recommend-refusal', true).child('review');
  const task = story.task('opinion')?.id ?? '';
  expect(story.asks(agent('youlan', forSomebody(REVIEWER)), { type: 'claim', task })?.code).toBe(
    'qualification-missing',
  );
  const lapsed = { ...person(REVIEWER), qualifications: [] };
  const jurist: PersonActor = {
    ...person('youlan'),
    qualifications: ['legal'],
    agentFor: [{ rule: 'r', absent: lapsed, scope: {} }],
  };
  expect(story.asks(jurist, { type: 'claim', task })?.code).toBe('qualification-missing');
  story.does({ ...jurist, agentFor: [forSomebody(REVIEWER)] }, { type: 'claim', task });
});

describe('the end of the rule', () => {
  const over = { type: 'end-agency', rule: `rule-${WANG}` } as const;

  it('returns what was taken and not decided, by an act that is seen', () => {
    const story = anAcceptedCase().does(WANG, claim).does(YOULAN, { type: 'claim', task: TASK, for: WANG });
    story.does('process', over);
    expect(story.acts.at(-1)).toMatchObject({
      type: 'agency-ended',
      basis: 'system',
      payload: { seat: `${TASK}.1`, rule: over.rule, from: 'youlan', to: WANG },
    });
    expect(seatOf(story)).toMatchObject({ holder: WANG, state: 'open' });
    expect(fold('c1', story.acts)).toEqual(story.state);
  });

  it('gives to the post what had been taken from it', () => {
    const story = anAcceptedCase().does(YOULAN, claim).does('process', over);
    expect(seatOf(story)).not.toHaveProperty('holder');
    expect(story.acts.at(-1)?.payload).not.toHaveProperty('to');
  });

  it('leaves alone what was decided, and what was taken by another rule or by himself', () => {
    const story = anAcceptedCase().does(YOULAN, examining()).does(LI, claim);
    const { seq } = story.state;
    story.does('process', over);
    expect(story.state.seq).toBe(seq);
  });

  it('ends the power at once, whether or not the seat has been returned yet', () => {
    const story = anAcceptedCase().does(YOULAN, claim);
    expect(story.asks('youlan', examining())?.code).toBe('agency-over');
    expect(story.asks(agent('youlan', forSomebody(LI)), examining())?.code).toBe('agency-over');
  });

  it('is nobody’s to bring about but the process’s', () => {
    for (const who of [WANG, 'shijie', 'applicant']) expect(anAcceptedCase().asks(who, over)?.code).toMatch(/^not-/);
  });
});

it('is nobody who only keeps the system', () => {
  const admin = agent('shijie', forSomebody(WANG));
  expect(anAcceptedCase().asks(admin, { type: 'claim', task: TASK })?.code).toBe('agent-administers');
});
