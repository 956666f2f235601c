// Owns what a condition says: true, false or why it cannot be told, by the facts it names and by nothing else.
import { condition } from '../../src/kernel/rules/condition';

it('answers by the facts as they are now, however often it was asked before', () => {
  const asked = (area: number) => condition('area > 100', { area, kind: 'food' });
  expect([asked(80), asked(120), asked(80)]).toEqual([{ holds: false }, { holds: true }, { holds: false }]);
});

it('cannot be told while a fact is missing, and can when it is there', () => {
  expect(condition('noisy = true', {})).toHaveProperty('error');
  expect(condition('noisy = true', { noisy: true })).toEqual({ holds: true });
  expect(condition('noisy = true', {})).toHaveProperty('error');
});

it('tells facts apart whose names lie in one another, and lists that hold the same', () => {
  const facts = { area: 80, areaOfAll: 300, bodies: ['住建局', '消防大队'] };
  expect(condition('areaOfAll > 100 and area < 100', facts)).toEqual({ holds: true });
  expect(condition('areaOfAll > 100 and area < 100', { ...facts, areaOfAll: 90 })).toEqual({ holds: false });
  expect(condition('count(bodies) = 2', facts)).toEqual({ holds: true });
  expect(condition('count(bodies) = 2', { ...facts, bodies: ['住建局'] })).toEqual({ holds: false });
});

it('is no condition where it says neither true nor false', () => {
  expect(condition('1 + 1', {})).toEqual({ error: '1 + 1: not true or false' });
});
