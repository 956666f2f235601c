import { anApi, type ApiUnderTest } from '../support/an-api';
import cases from '../data/deadline-cases.json';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api.drop());

interface Row {
  readonly key: string;
  readonly op: string;
  readonly from: string;
  readonly from_date?: string;
  readonly n: number;
  readonly roll_forward?: boolean;
  readonly expected: string;
}
const UNITS: Readonly<Record<string, object>> = {
  working_days: { unit: 'working-days' },
  working_days_before: { unit: 'working-days', direction: 'before' },
  calendar_days: { unit: 'calendar-days' },
  months: { unit: 'months' },
};
const rows = (cases.cases as readonly { readonly id: string; readonly deadlines?: readonly Row[] }[]).flatMap(
  ({ id, deadlines = [] }) =>
    deadlines.filter((row) => row.op in UNITS).map((row) => ({ ...row, name: `${id} ${row.key}` })),
);
const ask = (question: object) => api.nobody.call('POST', '/api/deadlines', question, { key: null });

test('the dated deadlines of the law come out of the calculator, without signing in', async () => {
  for (const { name, op, from, from_date, n, roll_forward, expected } of rows) {
    const question = {
      from: from_date ?? from,
      amount: n,
      ...UNITS[op],
      ...(roll_forward === undefined ? {} : { rollForward: roll_forward }),
    };
    const { status, json } = await ask(question);
    expect({ name, status, due: json.due }).toEqual({ name, status: 200, due: expected });
  }
});

test('suspended days do not count', async () => {
  const { json } = await ask({
    from: '2025-03-03',
    amount: 5,
    unit: 'working-days',
    excluded: [{ from: '2025-03-05', to: '2025-03-06' }],
  });
  expect(json).toMatchObject({
    due: '2025-03-12',
    provisional: false,
    counted: ['2025-03-04', '2025-03-07', '2025-03-10', '2025-03-11', '2025-03-12'],
  });
});

test.each([
  [
    'rolls back',
    { from: '2025-03-03', amount: 5, unit: 'calendar-days', direction: 'before', rollForward: true },
    422,
    'deadline-invalid',
  ],
  ['starts on no day', { from: '2025-02-30', amount: 5, unit: 'calendar-days' }, 422, 'deadline-invalid'],
  [
    'ends before it starts',
    { from: '2025-03-03', amount: 5, unit: 'months', excluded: [{ from: '2025-03-09', to: '2025-03-05' }] },
    422,
    'deadline-invalid',
  ],
  ['counts hours', { from: '2025-03-03', amount: 5, unit: 'hours' }, 400, 'malformed'],
  ['counts half days', { from: '2025-03-03', amount: 0.5, unit: 'months' }, 400, 'malformed'],
])('a period that %s is refused', async (_, question, status, code) => {
  expect((await ask(question)).json).toMatchObject({ status, code });
});

test('a year without a notice is provisional, a published one is not', async () => {
  const published = await api.nobody.call('GET', '/api/calendar/2025');
  expect(published.json).toMatchObject({ year: 2025, provisional: false, notice: expect.stringContaining('gov.cn') });
  expect(published.json.restDays).toContain('2025-10-01');
  expect(published.json.workingDays).toContain('2025-10-11');
  expect((await api.nobody.call('GET', '/api/calendar/2031')).json).toMatchObject({ provisional: true });
  expect((await api.nobody.call('GET', '/api/calendar/soon')).json).toMatchObject({
    status: 404,
    code: 'year-unknown',
  });
});
