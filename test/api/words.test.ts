// Owns the proof that a day is told so that nobody takes it for another year's.
import { dayWords } from '../../src/api/words';

test('a day of the year it is told beside goes without its year, another is told with it', () => {
  expect(dayWords('2026-03-02').zh).toBe('3月2日');
  expect(dayWords('2026-12-08', '2026-11-27').zh).toBe('12月8日');
  expect(dayWords('2028-11-26', '2026-11-27').zh).toBe('2028年11月26日');
  expect(dayWords('2028-11-26', '2026-11-27').en).toBe('2028-11-26');
});
