// Owns what users of other systems complain of about limits, previews, traces and papers, told as it should go.
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { explain } from '../../src/kernel/explain';
import { forecast } from '../../src/kernel/forecast';
import { builtInCalendar as calendar } from '../../src/kernel/time/notices';
import { aCase, anAcceptedCase, anExaminedCase, APPROVER, CLERK, EXAMINERS } from '../support/a-case';
import { ended, inOrder, play, step } from '../support/branching';

const HEAD = 'qianjianguo';
const back = { type: 'return', task: 'c1.check.1', to: 'survey', reason: '面积有误' } as const;

describe('“after a return the reminder never comes, or comes late”', () => {
  const story = () =>
    play(inOrder('flow', step('survey'), step('check', { returns: { to: ['survey'], mode: 're-walk' } }), ended()));

  it('the limit goes on over a return, and its rung is raised once, in the name of the timer', () => {
    const returned = story().decides('wangfang', 'survey', 'done').does('lina', back).livesUntil('2026-05-30');
    expect(returned.rungs().filter((rung) => rung === 'limit:over')).toHaveLength(1);
    expect(returned.ofType('rung-raised').map(({ raisedBy }) => raisedBy)).toEqual(['timer']);
  });
  it('on the day it would have come without the return', () => {
    const at = (each: ReturnType<typeof play>) => each.livesUntil('2026-05-30').ofType('rung-raised')[0]?.effectiveAt;
    expect(at(story().decides('wangfang', 'survey', 'done').does('lina', back))).toBe(
      at(story().decides('wangfang', 'survey', 'done')),
    );
  });
});

it('“a timer that fires has lost whose case it is”: what a breach opens lies with the body that watches this case', () => {
  const late = anAcceptedCase().livesUntil('2026-04-10');
  const watched = late.state.tasks.filter(({ kind }) => kind === 'supervision');
  expect(watched.length).toBeGreaterThan(0);
  for (const { seats } of watched)
    for (const { organisation } of seats) expect(Object.values(late.state.organisations)).toContain(organisation);
});

it('“staff count in working days, the system in hours”: ten working days over the Labour Day holiday and its make-up day', () => {
  const story = aCase({ on: '2026-04-24 16:50' }).decides(CLERK, 'acceptance', 'accept');
  // 27 to 30 April, 6 to 8 May, the make-up Saturday of 9 May, 11 and 12 May: 1 to 5 May is the holiday of 2026.
  expect(story.due()).toBe('2026-05-12');
});

it('“the clock runs on while we wait for somebody else”: what stands still has no last day, and has lost none when it goes on', () => {
  const story = anAcceptedCase().at('2026-03-05');
  const due = story.due();
  story.does(APPROVER, {
    type: 'suspend-clock',
    clock: 'decision',
    ground: 'expert-review',
    days: 5,
    document: '委托书',
  });
  expect([story.due(), story.state.state]).toEqual([undefined, 'suspended']);
  story.at('2026-03-05 17:00').does(APPROVER, { type: 'resume-clock', clock: 'decision' });
  expect(story.due()).toBe(due);
});

it('“a limit of one day fired after five minutes”, or never: the warning comes before the last day, the breach after it', () => {
  const story = anAcceptedCase().livesUntil('2026-03-03 12:00');
  expect(story.rungs().filter((rung) => rung.startsWith('decision:'))).toEqual([]);
  const due = story.due() ?? '';
  story.livesUntil(`${due} 23:59`);
  expect(story.state.tasks.filter(({ kind }) => kind === 'supervision')).toEqual([]);
  expect(story.rungs().some((rung) => rung.startsWith('decision:'))).toBe(true);
  story.livesUntil('2026-03-25');
  expect(story.state.tasks.some(({ about }) => about === 'decision')).toBe(true);
});

it('“a running deadline cannot be changed”: the head extends it, as the law allows, and everything counts from there', () => {
  const story = anAcceptedCase().at('2026-03-10');
  const before = story.due() ?? '';
  story.does(HEAD, { type: 'extend-clock', clock: 'decision', reason: '需要进一步核实' });
  expect((story.due() ?? '') > before).toBe(true);
  story.livesUntil(`${before} 23:59`);
  story.at(story.now + 120 * 60_000).settles();
  expect(story.state.tasks.some(({ about }) => about === 'decision')).toBe(false);
});

it('“the preview of the next approvers is wrong, or crashes”: what is not known yet is possible, with the reason, and nobody is named', () => {
  const story = anAcceptedCase();
  const steps = forecast(story.definition, story.state, calendar);
  const named = (id: string) => steps.find(({ step: at }) => at === id);
  expect(named('examination')).toMatchObject({ certainty: 'certain', who: 'examiner@approval-bureau' });
  expect(named('review')?.certainty).toBe('possible');
  for (const each of steps) {
    expect(each.because.zh).not.toBe('');
    expect(each.who ?? '').not.toMatch(/wangfang|lina|wujun/);
  }
});

describe('“the process says finished, the record does not”', () => {
  it('the case ends when the paper of its outcome is sealed, and stays open where it cannot be made', () => {
    const story = anExaminedCase().decides(APPROVER, 'decision', 'grant');
    expect([story.state.state, story.state.closing]).toEqual(['open', 'granted']);
    const paper = story.state.effects.find(({ block }) => block === 'closing')?.id ?? '';
    story.does('process', { type: 'claim-effect', effect: paper, claim: 1 });
    story.does('process', { type: 'fail-effect', effect: paper, claim: 1, failure: 'printer-away' });
    expect(story.state.state).toBe('open');
    const waits = explain(story.definition, story.state, story.now, calendar);
    expect(waits.find(({ kind }) => kind === 'effect-failed')?.actions).toContain('retry-effect');
  });
});

it('“cases that run go wrong when the procedure is changed”: a case keeps the version it began with', () => {
  const running = anAcceptedCase();
  const { id, version } = running.state.procedure;
  const changed = aCase({ procedure: { ...foodBusinessPermit, title: { zh: '新版', en: 'New' } } });
  expect([id, version]).toEqual([running.definition.id, running.definition.version]);
  running.examines(EXAMINERS[0]).examines(EXAMINERS[1]).decides(APPROVER, 'decision', 'grant').runsEffects();
  expect(running.definition.title).not.toEqual(changed.definition.title);
  expect(running.state).toMatchObject({ outcome: 'granted', procedure: { id, version } });
});

describe('“why is it stuck, and why did it go this way?”', () => {
  it('each wait says what for, whose move it is and what would end it', () => {
    const story = anAcceptedCase();
    for (const wait of explain(story.definition, story.state, story.now, calendar)) {
      expect(wait.what.zh).not.toBe('');
      expect(wait.organisation).toBe('approval-bureau');
      expect(wait.actions).not.toEqual([]);
    }
  });
  it('each choice keeps the condition that held', () => {
    const story = anAcceptedCase().examines(EXAMINERS[0]).examines(EXAMINERS[1]);
    for (const { payload } of story.ofType('branch-taken'))
      expect(payload.branch === 'otherwise' || payload.because !== undefined).toBe(true);
    expect(story.ofType('branch-taken').length).toBeGreaterThan(0);
  });
});

it('“no seal, no number, nothing to print”: an outcome asks for its paper with both, and stands on the act that decided it', () => {
  const story = anExaminedCase().decides(APPROVER, 'decision', 'grant');
  const paper = story.state.effects.find(({ block }) => block === 'closing');
  expect(paper).toMatchObject({
    kind: 'issue-paper',
    how: 'approval',
    number: expect.stringMatching(/〔2026〕第\d+号$/),
  });
  expect(story.state.decisionSeq).toBe(story.ofType('granted')[0]?.seq);
});
