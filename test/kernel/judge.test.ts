// Owns showing that the judge of the walks sees what he is there to see: one ledger for each breach, true but for one act.
import type { AnyAct } from '../../src/kernel/acts/act';
import { anExaminedCase, APPROVER, EXAMINERS, REVIEWER, anAcceptedCase, type PlayedCase } from '../support/a-case';
import { unlawful } from './walks';

/** A neighbour was told and let his five days pass; granted, sealed, ended. */
function granted(): PlayedCase {
  const story = anAcceptedCase().at('2026-03-04 10:00');
  for (const examiner of EXAMINERS) story.examines(examiner, 'recommend-grant', true);
  story.informs(EXAMINERS[0], '李四').livesUntil('2026-03-13');
  return story.decides(APPROVER, 'decision', 'grant').runsEffects();
}
/** Refused after its legal review. */
function refused(): PlayedCase {
  const story = anExaminedCase('recommend-refusal', true);
  story.delivers(story.child('review').decides(REVIEWER, 'opinion', 'agree').runsEffects());
  return story.decides(APPROVER, 'decision', 'refuse').runsEffects();
}
/** The story with its acts as a kernel that errs would have written them. */
function told(story: PlayedCase, change: (act: AnyAct) => unknown): PlayedCase {
  const acts = story.acts.map((act) => {
    const copy = structuredClone(act);
    return (change(copy) as AnyAct | undefined) ?? copy;
  });
  return Object.assign(Object.create(Object.getPrototypeOf(story) as object) as PlayedCase, story, { acts });
}
const instead = (type: AnyAct['type'], of: AnyAct['type']) => (act: AnyAct) =>
  act.type === of ? ({ ...act, type, payload: {} } as unknown as AnyAct) : undefined;
const within =
  <T extends AnyAct['type']>(type: T, change: (act: Extract<AnyAct, { type: T }>) => void) =>
  (act: AnyAct) => {
    if (act.type === type) change(act as Extract<AnyAct, { type: T }>);
  };
type Members = { readonly [member: string]: unknown };
const payload = <T extends AnyAct['type']>(type: T, members: Members) =>
  within(type, (act) => void Object.assign(act.payload, members));

it.each<[string, string, () => PlayedCase, (act: AnyAct) => unknown]>([
  ['without acceptance', 'decided before it was accepted', granted, instead('forwarded', 'accepted')],
  [
    'with a paper still promised',
    'promised papers were missing',
    granted,
    payload('accepted', { withGaps: ['floorPlan'] }),
  ],
  ['under another number', 'different numbers', granted, payload('granted', { number: '澄行审许〔2026〕第99号' })],
  [
    'for a permit of another day',
    'valid from another day',
    granted,
    payload('certificate-recorded', { validFrom: '2026-03-14' }),
  ],
  ['and reported before it was sealed', 'before its papers were sealed', granted, instead('rated', 'effect-done')],
  [
    'before the neighbour was told',
    'before the others were told',
    granted,
    instead('forwarded', 'interested-parties-told'),
  ],
  [
    'while the neighbour might still ask',
    'within the five days of the others',
    granted,
    instead('forwarded', 'wait-answered'),
  ],
  [
    'when the five days were cut short',
    'cut short',
    granted,
    within('wait-answered', (act) => void Object.assign(act, { effectiveAt: act.effectiveAt - 1 })),
  ],
  ['when one of two had waived', 'not everybody had waived', granted, payload('wait-answered', { outcome: 'waived' })],
  [
    'without the hearing asked for',
    'hearing that was asked for',
    granted,
    payload('wait-answered', { outcome: 'requested' }),
  ],
  ['with a day too many', 'instead of 2026-03-16', granted, payload('accepted', { on: '2026-03-02' })],
  ['without its legal review', 'legal review it needed', refused, payload('child-ended', { outcome: 'correct' })],
  ['without reasons', 'without reasons', refused, payload('refused', { reasons: '' })],
  [
    'by one who had examined it',
    'was not done by two',
    granted,
    within('decided', (act) => void Object.assign(act, { actor: EXAMINERS[0] })),
  ],
])('a decision %s is seen', (_, breach, story, change) => {
  const true_ = story();
  expect(unlawful(true_)).toEqual([]);
  expect(unlawful(told(true_, change)).join('; ')).toContain(breach);
});
