import * as fc from 'fast-check';
import { needed, verdictOf, type Arrival } from '../../src/kernel/join';
import type { Join, Rejects } from '../../src/kernel/procedure/definition';

const arrivals = fc.array(fc.constantFrom<Arrival>('open', 'passed', 'rejected'), { maxLength: 6 });
const joins = fc.oneof(
  fc.constantFrom<Join>('all', 'first'),
  fc.integer({ min: 1, max: 6 }).map((atLeast): Join => ({ atLeast })),
);
const rejections = fc.constantFrom<Rejects>('end', 'count');

describe('a join', () => {
  it.each<[Join, Rejects, readonly Arrival[], string]>([
    ['all', 'end', ['passed', 'open'], 'open'],
    ['all', 'end', ['passed', 'passed'], 'joined'],
    ['all', 'end', ['rejected', 'open'], 'rejected'],
    // Everybody is heard before the rejection is told.
    ['all', 'count', ['rejected', 'open'], 'open'],
    ['all', 'count', ['rejected', 'passed'], 'rejected'],
    ['first', 'count', ['rejected', 'open'], 'open'],
    ['first', 'count', ['open', 'passed'], 'joined'],
    ['first', 'count', ['rejected', 'rejected'], 'rejected'],
    [{ atLeast: 2 }, 'count', ['passed', 'open', 'rejected'], 'open'],
    [{ atLeast: 2 }, 'count', ['passed', 'open', 'passed'], 'joined'],
    [{ atLeast: 2 }, 'count', ['passed', 'rejected', 'rejected'], 'rejected'],
    [{ atLeast: 2 }, 'end', ['passed', 'rejected', 'open'], 'rejected'],
    // Fewer go along than are asked for: all of them.
    [{ atLeast: 3 }, 'count', ['passed', 'passed'], 'joined'],
    // Nobody goes along: nothing is waited for.
    ['all', 'end', [], 'joined'],
    ['first', 'count', [], 'joined'],
  ])('%j, %s, of %j is %s', (join, rejects, of, verdict) => {
    expect(verdictOf(join, rejects, of)).toBe(verdict);
  });

  it('is decided whenever all have arrived, and does not change its mind', () => {
    fc.assert(
      fc.property(joins, rejections, arrivals, (join, rejects, of) => {
        const verdict = verdictOf(join, rejects, of);
        if (!of.includes('open')) expect(verdict).not.toBe('open');
        if (verdict === 'open') return;
        const n = of.indexOf('open');
        for (const later of n < 0 ? [] : (['passed', 'rejected'] as const)) {
          const then = verdictOf(join, rejects, of.with(n, later));
          // A block is closed when it is decided; that a later rejection would have ended it all is not asked any more.
          if (later === 'passed' || rejects === 'count') expect(then).toBe(verdict);
        }
      }),
    );
  });

  it('never joins with fewer than it needs', () => {
    fc.assert(
      fc.property(joins, rejections, arrivals, (join, rejects, of) => {
        if (verdictOf(join, rejects, of) !== 'joined') return;
        expect(of.filter((each) => each === 'passed').length).toBeGreaterThanOrEqual(needed(join, of.length));
      }),
    );
  });
});
