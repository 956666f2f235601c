import { clearedVisitCookie, visitCookie, visitIn } from '../../src/auth/visit';

const setting = { secret: 'the secret of this test', secure: true };
const NUMBER = '000131023000-20261126-000001';
const NINE = Date.parse('2026-11-26T09:00:00+08:00');
const MINUTE = 60_000;
const cookieOf = (header: string): string => header.split(';')[0] ?? '';
const opened = cookieOf(visitCookie(setting, NUMBER, { begun: NINE }, NINE));

test('the cookie goes to the pages of one case, to no script, and to no other site', () => {
  expect(visitCookie(setting, NUMBER, { begun: NINE }, NINE)).toMatch(
    /^__Secure-oneseal-visit=[\w.-]+; Path=\/track\/000131023000-20261126-000001; Max-Age=1800; HttpOnly; SameSite=Strict; Secure$/,
  );
  expect(visitCookie({ ...setting, secure: false }, NUMBER, { begun: NINE }, NINE)).not.toContain('Secure');
  expect(clearedVisitCookie(setting, NUMBER)).toMatch(/Max-Age=0/);
});

test.each([
  ['at once', 0, true],
  ['after 29 minutes', 29, true],
  ['after 30 minutes without a click', 30, false],
])('a visit %s', (_, minutes, open) => {
  expect(visitIn(setting, `a=b; ${opened}`, NUMBER, NINE + minutes * MINUTE) !== undefined).toBe(open);
});

test('each click begins the thirty minutes anew, for twelve hours at most', () => {
  let cookie = opened;
  let now = NINE;
  for (; now < NINE + 12 * 60 * MINUTE; now += 20 * MINUTE) {
    const visit = visitIn(setting, cookie, NUMBER, now);
    expect(visit).toEqual({ begun: NINE });
    cookie = cookieOf(visitCookie(setting, NUMBER, visit ?? { begun: 0 }, now));
  }
  expect(visitIn(setting, cookie, NUMBER, now)).toBeUndefined();
});

test.each([
  ['for another case', opened, '000131023000-20261126-000002', setting],
  ['of another installation', opened, NUMBER, { ...setting, secret: 'another' }],
  ['with another beginning', opened.replace(/=(\w+)\./, '=zzzzzzz.'), NUMBER, setting],
  ['with another last click', opened.replace(/\.(\w+)\./, '.zzzzzzzz.'), NUMBER, setting],
  ['with another signature', opened.replace(/.{4}$/, 'AAAA'), NUMBER, setting],
  ['cut short', opened.slice(0, -2), NUMBER, setting],
  ['that is empty', '__Secure-oneseal-visit=', NUMBER, setting],
  ['of plain http', opened.replace('__Secure-', ''), NUMBER, setting],
  ['that is not there', undefined, NUMBER, setting],
])('a cookie %s opens nothing', (_, cookie, number, mine) => {
  expect(visitIn(mine, cookie, number, NINE)).toBeUndefined();
});

test('a stale cookie of the same name beside the good one does no harm', () => {
  expect(visitIn(setting, `__Secure-oneseal-visit=x.y.z; ${opened}`, NUMBER, NINE)).toEqual({ begun: NINE });
});
