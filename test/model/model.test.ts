// Owns the model-based test: two thousand procedures nobody has thought of, played by people who do what they like.
import { newTally, playSeed, report } from './take-plays';

/** Seeds that once showed a fault, before anything came from outside. */
const KEPT: readonly number[] = [345979259, 751138060, 751138511, 624695831, 837687233, 128435303];
/** And since: what was called for before the applicant was asked, and again after his answer. */
const KEPT_SINCE: readonly number[] = [964440571, 964447253, 964460348, 866706972];
/** What must have happened among so many. */
const TO_MEET: readonly string[] = [
  ...['ended done', 'ended refused', 'ended withdrawn', 'ended given-up', 'join-joined', 'join-rejected'],
  ...[
    'branch-carried',
    'step-kept',
    'kept-dropped',
    'loop-turned',
    'table-read',
    'returned-by-seat',
    'returned-by-rule',
  ],
  ...['signers-added', 'signer-removed', 'opinion-submitted', 'vote-withdrawn', 'decision-withdrawn', 'turns-changed'],
  'decision-taken-back',
  ...['all', 'any', 'vote', 'sequential'].flatMap((kind) => [`tally-${kind}-agree`, `tally-${kind}-disagree`]),
  ...[
    'reassigned',
    'supplemented',
    'rung-raised',
    'refused return return-into-sibling',
    'refused return return-nowhere',
    'wait-answered',
    'message-received',
    'call-answered',
    'call-undone',
    'a message before its wait',
    'refused receive-message message-not-awaited',
  ],
];
const COUNT = Number(process.env['ONESEAL_MODEL_COUNT'] ?? 2_000);

it('holds in procedures made up at random, whatever people do', () => {
  const seed = Number(process.env['ONESEAL_MODEL_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
  const began = performance.now();
  process.stdout.write(`model: ${COUNT} procedures from seed ${seed}\n`);
  const tally = newTally();
  const faults = Number(process.env['ONESEAL_MODEL_FAULTS'] ?? 1);
  const found: string[] = KEPT_SINCE.flatMap((each) => playSeed(each, tally) ?? []);
  for (const each of [...KEPT, ...Array.from({ length: COUNT }, (_, n) => seed + n)]) {
    // Every second one again, as a procedure with waits for days and messages and with calls.
    const fault = playSeed(each, tally, true, true) ?? (each % 2 === 0 ? playSeed(each, tally) : undefined);
    if (fault) found.push(fault);
    if (found.length >= faults) break;
  }
  process.stdout.write(`model: ${report(tally, began)}\n`);
  if (process.env['ONESEAL_MODEL_MET'])
    process.stdout.write(
      `${[...tally.met]
        .sort()
        .map(([what, n]) => `${what} ${n}`)
        .join(', ')}\n`,
    );
  expect(found.join('\n\n')).toBe('');
  // That a town has too few people for a case is rare: a rule that nobody fits would make it common.
  expect(tally.met.get('somebody appointed') ?? 0).toBeLessThanOrEqual(Math.max(3, tally.procedures / 200));
  // A judge who never sees a thing says nothing about it.
  if (COUNT >= 1_000) expect(TO_MEET.filter((what) => !tally.met.has(what))).toEqual([]);
}, 900_000);
