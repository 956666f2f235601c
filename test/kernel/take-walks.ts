// Owns taking a number of random walks, saying from which seed, and seeing that they met what they are there to judge.
import { APPLICATIONS, breachesOf, familyOf, timelineOf, walk } from './walks';

/** Walk n of a seed is walk seed + n: a walk that went wrong is taken again with `ONESEAL_WALK_SEED` alone. */
export function takeWalks(count: number): void {
  const seed = Number(process.env['ONESEAL_WALK_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
  const began = performance.now();
  process.stdout.write(`walks: ${count} from seed ${seed}\n`);
  const met = new Map<string, number>();
  const meet = (what: string): void => void met.set(what, (met.get(what) ?? 0) + 1);
  for (let n = 0; n < count; n++) {
    const { story } = walkOf(seed + n);
    const breaches = breachesOf(story);
    if (breaches.length > 0) throw new Error(`walk ${seed + n}: ${breaches.join('; ')}\n${timelineOf(story)}`);
    meet(`${story.definition.id}`);
    meet(`as ${story.state.outcome ?? ''}`);
    for (const { acts } of familyOf(story)) for (const type of new Set(acts.map((act) => act.type))) meet(type);
  }
  process.stdout.write(
    `walks: ${((performance.now() - began) / 1000).toFixed(1)} s; ${[...met]
      .filter(([what]) => what.startsWith('as '))
      .map(([what, times]) => `${what} ${times}`)
      .join(', ')}\n`,
  );
  // A judge who never sees a case of a kind says nothing about it.
  const ends = ['granted', 'refused', 'not-accepted', 'withdrawn', 'abandoned', 'terminated'].map((end) => `as ${end}`);
  const acts = [
    ...['hearing-held', 'hearing-waived', 'interested-parties-told', 'review-concluded', 'promise-kept', 'forwarded'],
    ...[
      'site-visited',
      'second-list-allowed',
      'corrected',
      'clock-extended',
      'clock-suspended',
      'handed-out',
      'rung-raised',
      'decision-held',
      'decision-withdrawn',
    ],
  ];
  expect([...APPLICATIONS.map(({ id }) => id), ...ends, ...acts].filter((what) => !met.has(what))).toEqual([]);
}

function walkOf(seed: number): ReturnType<typeof walk> {
  try {
    return walk(seed);
  } catch (fault) {
    throw new Error(`walk ${seed}: ${fault instanceof Error ? fault.message : String(fault)}`, { cause: fault });
  }
}
