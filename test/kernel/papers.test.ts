import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { readPaperText, type PaperText } from '../../src/kernel/paper-text';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import { town } from '../support/town';

const textOf = (kind: string, body: string, head = ''): PaperText =>
  readPaperText(kind, `---\ntitle: 甲\ntitleEn: A\narticle: 乙\n${head}---\n${body}\n`);

/** What the checker finds when one paper of the food permit has this text. */
function found(kind: string, body: string, head?: string) {
  const papers = [...town.papers.filter((each) => each.kind !== kind), textOf(kind, body, head)];
  return checkProcedure(foodBusinessPermit, { ...town, papers });
}
const rules = (kind: string, body: string, head?: string) => found(kind, body, head).map(({ rule }) => rule);

it.each([
  ['an unknown root', 'placeholder-unknown', 'acceptance-notice', '{applicat.name}'],
  ['an unknown member', 'placeholder-unknown', 'acceptance-notice', '{applicant.nmae}'],
  ['a group that is nothing to print', 'placeholder-unknown', 'acceptance-notice', '{clock.decision}'],
  ['a clock the procedure lacks', 'placeholder-clock', 'acceptance-notice', '{clock.hearing.due}'],
  ['a fact nobody declares', 'placeholder-fact', 'acceptance-notice', '{facts.area}'],
  ['gaps of an act that has none', 'placeholder-act', 'acceptance-notice', '{for g in act.gaps return g.title}'],
  ['a member that no gap has', 'placeholder-act', 'supplement-notice', '{for g in act.gaps return g.price}'],
  ['a field that the deciding form lacks', 'placeholder-act', 'grant-decision', '{act.data.findings}'],
  ['what cannot be parsed', 'placeholder-unreadable', 'acceptance-notice', '{applicant.name +}'],
  ['a loop without end', 'placeholder-unbounded', 'acceptance-notice', '{for n in 1..999999999 return n}'],
  ['the day it happens to be', 'placeholder-unbounded', 'acceptance-notice', '{string(today())}'],
  ['more than anybody reads', 'placeholder-too-long', 'acceptance-notice', `{"${'长'.repeat(600)}"}`],
  ['a brace that is not closed', 'placeholder-malformed', 'acceptance-notice', '{applicant.name'],
  ['no text at all', 'paper-empty', 'acceptance-notice', ''],
  ['remedies that its head does not name', 'remedy-untold', 'refusal-decision', '{act.reasons}{remedy.text}'],
])('a paper that asks for %s is found: %s', (_, rule, kind, body) => {
  expect(rules(kind, body)).toEqual([rule]);
});

it.each([
  ['named and not told', 'remedy-untold', '{act.reasons}', 'remedy: ordinary\n'],
  ['of no kind the law knows', 'remedy-unknown', '{act.reasons}', 'remedy: perhaps\n'],
])('remedies %s are found', (_, rule, body, head) => {
  expect(rules('refusal-decision', body, head)).toEqual([rule]);
});

it('finds nothing wrong with what the act, its form and its clocks can give', () => {
  expect(
    found('supplement-notice', '{for g in act.gaps return g.title}{act.dueOn}{act.data.gaps}{clock.supplement.due}'),
  ).toEqual([]);
  expect(found('extension-notice', '{act.reasons}{act.term}')).toEqual([]);
});

it('shows kind, line and expression, in both languages', () => {
  const [finding] = found('acceptance-notice', '一。\n\n{clock.hearing.due}');
  expect(finding).toMatchObject({
    path: '/papers/acceptance-notice',
    message: {
      zh: 'documents/acceptance-notice.md:8 {clock.hearing.due}：流程没有名为“hearing”的期限。',
      en: 'documents/acceptance-notice.md:8 {clock.hearing.due}: The procedure has no clock "hearing".',
    },
  });
});
