// Owns what a recusal (回避) means: who may ask, who decides, that the seat stands still meanwhile, and that it lasts.
import { explain } from '../../src/kernel/explain';
import {
  aCase,
  calendar,
  anAcceptedCase,
  anExaminedCase,
  APPROVER,
  CLERK,
  EXAMINERS,
  type PlayedCase,
} from '../support/a-case';
import type { CaseCommand } from '../../src/kernel/acts';
import { noticesOf } from '../../src/kernel/effects';
import { person } from '../support/town';

const TASK = 'c1.examination.1';
const SEAT = `${TASK}.1`;
const HEAD = 'qianjianguo';
const [WANG, LI] = EXAMINERS;
const ARTICLE = '公务员法第七十六条、第七十七条';
const ask = { type: 'recuse', task: TASK, ground: 'relative', reason: '与申请人系近亲属' } as const;
const decide = (recused: boolean): CaseCommand => ({
  type: 'decide-recusal',
  task: TASK,
  seat: SEAT,
  recused,
  reason: '经审查',
});
const claimed = (): PlayedCase => anAcceptedCase().does(WANG, { type: 'claim', task: TASK });
const asked = (): PlayedCase => claimed().does(WANG, ask);
const seatOf = (story: PlayedCase) => story.state.tasks.find(({ id }) => id === TASK)?.seats[0];

describe('is asked', () => {
  it('by the person in the seat, of himself', () => {
    const story = asked();
    const act = story.acts.at(-1);
    expect(act).toMatchObject({
      type: 'recusal-asked',
      actor: WANG,
      basis: 'own',
      payload: { seat: SEAT, duty: 'examination', whom: WANG, asked: 'own', ground: 'relative' },
    });
    expect(act && noticesOf(story.definition, story.state, act)).toEqual([
      { principal: 'post:agency-head@approval-bureau', template: 'recusal-asked', facts: { step: 'examination' } },
    ]);
  });

  it('by a party, who names a seat that somebody holds', () => {
    const story = claimed().does('applicant', { ...ask, seat: SEAT });
    expect(story.acts.at(-1)).toMatchObject({ actor: null, basis: 'party', payload: { whom: WANG, asked: 'party' } });
    expect(anAcceptedCase().asks('applicant', { ...ask, seat: SEAT })?.code).toBe('nobody-seated');
    expect(claimed().asks('applicant', { ...ask, seat: 'c1.x' })?.code).toBe('seat-unknown');
  });

  it('of a clerk at a service centre, which has no head, before the head of the body that decides', () => {
    const task = 'c1.acceptance.1';
    const story = aCase()
      .does(CLERK, { type: 'claim', task })
      .does(CLERK, { ...ask, task });
    expect(explain(story.definition, story.state, story.now, calendar)[0]).toMatchObject({
      subject: 'post:agency-head@approval-bureau',
      what: { zh: '“受理”的回避决定' },
      actions: ['decide-recusal', 'urge'],
    });
    story.does(HEAD, { type: 'decide-recusal', task, seat: `${task}.1`, recused: true, reason: '属实' });
    expect(story.refused(CLERK, 'acceptance', 'accept')).toBe('recused');
    story.decides('liuyang', 'acceptance', 'accept');
  });

  it('at the window, where a party hands it in on paper', () => {
    const story = claimed().does(CLERK, { ...ask, seat: SEAT, by: 'party-1' });
    expect(story.acts.at(-1)).toMatchObject({
      actor: CLERK,
      basis: 'party',
      payload: { asked: 'party', by: 'party-1' },
    });
  });

  it('in one’s own name by whoever sits there, in the party’s by the party or the window', () => {
    const byWhom = (story: PlayedCase) =>
      story.ofType('recusal-asked').map(({ principal, basis }) => [principal, basis]);
    expect(byWhom(asked())).toEqual([['post:examiner@approval-bureau', 'own']]);
    expect(byWhom(claimed().does('applicant', ask))).toEqual([['party', 'party']]);
    expect(byWhom(claimed().does(CLERK, { ...ask, by: 'applicant' }))).toEqual([['party', 'party']]);
  });
  it('by nobody else', () => {
    for (const who of [LI, APPROVER, HEAD]) {
      expect(claimed().asks(who, { ...ask, seat: SEAT })?.code).toBe('not-claimed');
      expect(claimed().asks(who, { ...ask, seat: SEAT, by: 'applicant' })?.code).toBe('not-your-post');
    }
  });
});

describe('while it is open', () => {
  it('the seat may not decide, with the article', () => {
    const story = asked();
    expect(story.asks(WANG, { ...decision, task: TASK })).toMatchObject({ code: 'recusal-open', basis: ARTICLE });
  });
  const decision = { type: 'decide', outcome: 'recommend-grant', opinion: '…', formErrors: [] } as const;

  it.each<[string, string, CaseCommand]>([
    ['handed on', WANG, { type: 'transfer', task: TASK, to: person('sunqiang'), reason: '…' }],
    ['lent', WANG, { type: 'delegate', task: TASK, to: person('sunqiang'), question: '？' }],
    ['given back', WANG, { type: 'unclaim', task: TASK }],
    ['given to somebody else', HEAD, { type: 'reassign', task: TASK, seat: SEAT, to: person('sunqiang'), reason: '…' }],
    ['recused once more', WANG, ask],
  ])('the seat is not %s: the head decides first', (_, who, command) => {
    expect(asked().asks(who, command)?.code).toBe('recusal-open');
  });

  it('the other seat goes on', () => {
    expect(asked().examines(LI).ofType('decided').at(-1)?.actor).toBe(LI);
  });

  it('it outlives the round: the step taken up again is not open to him either', () => {
    const story = asked().examines(LI, 'recommend-refusal').decides(APPROVER, 'decision', 'reexamine');
    expect(story.asks(WANG, { type: 'claim', task: 'c1.examination.2' })?.code).toBe('recusal-open');
    story.does(HEAD, decide(false)).does(WANG, { type: 'claim', task: 'c1.examination.2' });
  });
});

describe('is decided', () => {
  it('by the head of the agency and nobody else', () => {
    for (const who of [WANG, LI, APPROVER, CLERK, 'shenhong', 'shijie', 'applicant'])
      expect(asked().asks(who, decide(true))?.code).toBe('not-your-post');
    expect(asked().does(HEAD, decide(true)).acts.at(-1)).toMatchObject({
      type: 'recusal-decided',
      actor: HEAD,
      principal: 'post:agency-head@approval-bureau',
    });
    expect(claimed().asks(HEAD, decide(true))?.code).toBe('recusal-not-asked');
  });

  it('by whoever supervises, where it is the head who has the seat', () => {
    // A breached limit comes before the head (督办).
    const story = anAcceptedCase().livesUntil('2026-03-20');
    const task = story.state.tasks.find(({ kind, state }) => kind === 'supervision' && state === 'open');
    const seat = task?.seats[0]?.id ?? '';
    expect(task?.seats[0]?.post).toBe('agency-head');
    const of = { task: task?.id ?? '' };
    story.does(HEAD, { type: 'claim', ...of }).does(HEAD, { ...ask, ...of });
    const ruling = { type: 'decide-recusal', ...of, seat, recused: true, reason: '…' } as const;
    expect(story.asks(HEAD, ruling)?.code).toBe('not-your-post');
    story.does('zhujianhua', ruling);
    expect(story.asks(HEAD, { type: 'claim', ...of })?.code).toBe('recused');
  });

  it('for him: he goes on', () => {
    const story = asked().does(HEAD, decide(false)).examines(WANG);
    expect(story.ofType('decided').at(-1)?.actor).toBe(WANG);
  });

  it('against him: the seat is vacant, and nobody waits for his opinions any more', () => {
    const story = claimed().does(WANG, { type: 'delegate', task: TASK, to: person('sunqiang'), question: '？' });
    story.does(WANG, ask).does(HEAD, decide(true));
    expect(seatOf(story)).toEqual({ id: SEAT, post: 'examiner', organisation: 'approval-bureau', state: 'open' });
    story.examines('zhoumin').examines(LI);
    expect(story.task('decision')).toBeDefined();
  });

  it('once of a party: refused, it is not asked again; he himself may know more', () => {
    const story = claimed()
      .does('applicant', { ...ask, seat: SEAT })
      .does(HEAD, decide(false));
    expect(story.asks('applicant', { ...ask, seat: SEAT })?.code).toBe('recusal-refused');
    story.does(WANG, ask);
  });
});

describe('who was recused never sits there again', () => {
  const gone = (): PlayedCase => asked().does(HEAD, decide(true));
  it.each<[string, string, CaseCommand]>([
    ['by a claim', WANG, { type: 'claim', task: TASK }],
    ['by a decision', WANG, { type: 'decide', task: TASK, outcome: 'recommend-grant', opinion: '…', formErrors: [] }],
  ])('%s', (_, who, command) => {
    expect(gone().asks(who, command)).toMatchObject({ code: 'recused', basis: ARTICLE });
  });
  it('by a transfer, by an opinion, or by the hand of an administrator', () => {
    const story = gone().does('sunqiang', { type: 'claim', task: TASK });
    const to = person(WANG);
    for (const [who, command] of [
      ['sunqiang', { type: 'transfer', task: TASK, to, reason: '…' }],
      ['sunqiang', { type: 'delegate', task: TASK, to, question: '？' }],
      ['shijie', { type: 'reassign', task: TASK, seat: SEAT, to, reason: '…' }],
    ] as const)
      expect(story.asks(who, command)).toMatchObject({
        code: 'not-eligible',
        basis: ARTICLE,
        facts: { because: 'recused' },
      });
  });
  it('in a later round', () => {
    const story = gone().examines(LI, 'recommend-refusal').decides(APPROVER, 'decision', 'reexamine');
    expect(story.asks(WANG, { type: 'claim', task: 'c1.examination.2' })?.code).toBe('recused');
  });
  it('for that duty; another he may take on', () => {
    const story = anExaminedCase().does(APPROVER, { type: 'claim', task: 'c1.decision.1' });
    const of = { task: 'c1.decision.1' };
    story.does(APPROVER, { ...ask, ...of });
    story.does(HEAD, { type: 'decide-recusal', ...of, seat: 'c1.decision.1.1', recused: true, reason: '…' });
    expect(story.state.recused).toEqual({ decision: [APPROVER] });
    story.decides('zhengyan', 'decision', 'grant');
  });
});
