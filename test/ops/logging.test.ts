import { createLog, errorFields, type LogFields } from '../../src/ops/logging';

const CANARY = { name: '张三丰', idNumber: '320281199001011234', phone: '13800138000', email: 'zhang@example.test' };

function openLog(level: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const log = createLog({ service: 'api', level, to: { write: (line: string) => void lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

function expectNoCanary(lines: readonly string[]): void {
  expect(lines.length).toBeGreaterThan(0);
  for (const value of Object.values(CANARY)) expect(lines.join('')).not.toContain(value);
}

test('a line has its level, time, service, sentence and the fields of the list', () => {
  const { log, last } = openLog();
  log.with({ case: '0199a-1' }).info('Act accepted', { seq: 7, kind: 'decide', ms: 4.2, route: '/api/tasks/:id/acts' });
  const { time, ...line } = last();
  expect(line).toEqual({
    level: 'info',
    service: 'api',
    msg: 'Act accepted',
    case: '0199a-1',
    seq: 7,
    kind: 'decide',
    ms: 4.2,
    route: '/api/tasks/:id/acts',
  });
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('a person in fields nobody allowed is not printed, however deep', () => {
  const { log, lines } = openLog();
  const careless = {
    ...CANARY,
    case: 'c1',
    party: CANARY,
    body: { data: [CANARY] },
    req: { headers: CANARY },
    err: CANARY,
  };
  log.info('Careless', careless);
  log.with(careless as LogFields).warn('Careless', { seq: 1 });
  expectNoCanary(lines);
  expect(lines.join('')).toContain('"case":"c1"');
});

test('a person in a field of the list is dropped for its shape', () => {
  const { log, lines, last } = openLog();
  const careless = {
    case: CANARY.name,
    kind: `a sentence about ${CANARY.phone}`,
    code: { ...CANARY },
    seq: CANARY.phone,
    ms: NaN,
  };
  log.info('Careless', careless as unknown as LogFields);
  expectNoCanary(lines);
  expect(last()).toMatchObject({ case: '[dropped]', kind: '[dropped]' });
  expect(last()).not.toHaveProperty('seq');
});

test('of an unexpected error its name, code and frames are printed, and never what it says', () => {
  const { log, lines, last } = openLog();
  const inner = Object.assign(new TypeError(`bad id ${CANARY.idNumber}`), {
    code: '23505',
    detail: CANARY.phone,
    row: CANARY,
  });
  const error = new RangeError(`no ${CANARY.name}\n    at ${CANARY.email} (/x/${CANARY.phone}.js:1:1)`, {
    cause: inner,
  });
  Object.assign(error, CANARY, { name: 'RangeError' });
  log.error('Request failed', { error, route: '/api/cases/:id' });
  expectNoCanary(lines);
  expect(last()).toMatchObject({
    error: {
      name: 'RangeError',
      stack: expect.arrayContaining([expect.stringContaining('logging.test.ts')]) as unknown,
      cause: { name: 'TypeError', code: '23505' },
    },
  });
});

test('whatever is thrown can be logged', () => {
  const circular = new Error('x');
  circular.cause = circular;
  for (const thrown of [undefined, null, 'text with 张三丰', 7, { name: CANARY.name }, circular, Object.create(null)]) {
    expect(JSON.stringify(errorFields(thrown))).not.toContain(CANARY.name);
  }
});

test('a sentence is written in the source: one put together at run time does not compile', () => {
  const { log, lines } = openLog('debug');
  const composed: string = ['Hello', 'there'].join(' ');
  // @ts-expect-error a string that is not a literal
  log.debug(composed);
  expect(lines).toHaveLength(1);
});

test('below its level nothing is written', () => {
  const { log, lines } = openLog();
  log.debug('Quiet');
  expect(lines).toEqual([]);
});
