// Owns taking a number of random procedures and playing each: seeds that went wrong once come first, and what was met is counted.
import * as fc from 'fast-check';
import { fold } from '../../src/kernel/evolve';
import { inside } from '../../src/kernel/procedure/find';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import { Judge } from './judge';
import { DAY, describe as tell, finish, isAppointed, Play, turn, type Step, type Throw } from './play';
import { make, shapes, TOWN, type Shape } from './procedures';

/** Whether this kernel walks branches. */
const BRANCHING = inside({ kind: 'loop', id: 'o', block: { kind: 'pass', id: 'x' } } as never).length > 0;

interface Story {
  readonly shape: readonly Shape[];
  readonly throws: readonly Throw[];
  readonly area: number;
  readonly bodies: number;
  readonly undo: boolean;
}
const dice: fc.Arbitrary<Throw> = fc.record({
  what: fc.nat(9_999),
  who: fc.nat(9_999),
  pick: fc.nat(9_999),
  more: fc.nat(9_999),
  hours: fc.oneof({ weight: 9, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.nat(300) }),
});
const storiesOf = (outside: boolean): fc.Arbitrary<Story> =>
  fc.record({
    shape: shapes(BRANCHING, outside),
    throws: fc.array(dice, { minLength: 5, maxLength: 36, size: 'max' }),
    area: fc.constantFrom(10, 80),
    bodies: fc.nat(3),
    undo: fc.boolean(),
  });

export interface Tally {
  readonly met: Map<string, number>;
  procedures: number;
  acts: number;
  refused: number;
  steps: number;
}
export const newTally = (): Tally => ({ met: new Map(), procedures: 0, acts: 0, refused: 0, steps: 0 });

function playOut(story: Story, tally: Tally): void {
  const { draft, definition, outline, steps } = make(story.shape, BRANCHING);
  const errors = checkProcedure(draft, TOWN).filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(
      `not sound: ${errors.map(({ rule, path, message }) => `${rule} ${path} ${message.en}`).join('; ')}`,
    );
  const data = {
    area: story.area,
    kind: story.bodies % 2 ? 'food' : 'shop',
    bodies: ['甲', '乙', '丙'].slice(0, story.bodies),
    day: story.area === 10 ? '2020-02-29' : DAY,
  };
  const play = Play.begin(definition, data, story.undo ? 30_000 : 0);
  const judge = new Judge(definition, outline, play.state.id);
  const judged = (on: Play, by: Judge, step: Pick<Step, 'acts' | 'before'>): void => {
    const breaches = by.breaches(on, step);
    if (breaches.length > 0) throw new Error(`${breaches.join('; ')}\n  ${tell(on)}`);
  };
  judged(play, judge, { acts: play.acts, before: fold(play.state.id, []) });
  for (const [n, each] of story.throws.entries()) {
    if (play.state.state === 'ended') break;
    const step = turn(play, each, n % 6 === 0);
    if (!step) continue;
    judged(play, judge, step);
    if (step.refusal) tally.refused++;
    const { type } = step.choice.command;
    meet(tally, step.refusal ? `refused ${type} ${step.refusal}` : type);
    // From anywhere on the way people of good will come to an end.
    if (story.bodies === 1 && n === Math.floor(story.throws.length / 2)) finish(play.copy());
  }
  finish(play, (step) => judged(play, judge, step));
  if (
    JSON.stringify(fold(play.state.id, JSON.parse(JSON.stringify(play.acts)) as typeof play.acts)) !==
    JSON.stringify(play.state)
  )
    throw new Error('rebuilt from its ledger it is another case');
  if (play.acts.some(({ actor }) => isAppointed(actor))) meet(tally, 'somebody appointed');
  tally.procedures++;
  tally.acts += play.acts.length;
  tally.steps += steps;
  meet(tally, `ended ${play.state.outcome ?? ''}`);
  for (const [what, times] of judge.counts) meet(tally, what, times);
}
function meet({ met }: Tally, what: string, times = 1): void {
  met.set(what, (met.get(what) ?? 0) + times);
}

const STORIES = storiesOf(true);
const PLAIN = storiesOf(false);
/** One story of a seed, with what comes from outside unless it is `plain`; what went wrong with it, made as small as it can be made, or nothing. */
export function playSeed(seed: number, tally: Tally, shrink = true, plain = false): string | undefined {
  const details = fc.check(
    fc.property(plain ? PLAIN : STORIES, (story) => playOut(story, tally)),
    { seed, numRuns: 1, endOnFailure: !shrink, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
  );
  if (!details.failed) return undefined;
  const [story] = details.counterexample ?? [];
  const fault = details.errorInstance;
  const why =
    fault instanceof Error
      ? `${fault.message}\n${(fault.stack ?? '')
          .split('\n')
          .filter((line) => /src.kernel/.test(line))
          .slice(0, 4)
          .join('\n')}`
      : String(fault);
  return `seed ${seed}: ${why}\n${process.env['ONESEAL_MODEL_STORY'] ? JSON.stringify(story) : ''}`;
}

export function report(tally: Tally, began: number): string {
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s (${(process.cpuUsage().user / 1e6).toFixed(1)} s of a core)`;
  return `${tally.procedures} procedures, ${tally.steps} steps, ${tally.acts} acts, ${tally.refused} refusals in ${seconds}`;
}
