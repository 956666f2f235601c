// Owns the model-based test for as long as a coffee break takes: one procedure after the other until the time is over.
import { newTally, playSeed, report } from './take-plays';

const MINUTES = Number(process.env['ONESEAL_MODEL_MINUTES'] ?? 20);

it('holds for as long as it is looked at', () => {
  const seed = Number(process.env['ONESEAL_MODEL_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
  process.stdout.write(`model: ${MINUTES} minutes from seed ${seed}\n`);
  const began = performance.now();
  const tally = newTally();
  const found: string[] = [];
  for (let each = seed; performance.now() - began < MINUTES * 60_000 && found.length < 5; each++) {
    const fault = playSeed(each, tally);
    if (fault) found.push(fault);
  }
  process.stdout.write(`model: ${report(tally, began)}\n`);
  expect(found.join('\n\n')).toBe('');
}, 2_400_000);
