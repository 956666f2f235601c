// Owns the proof that a wrong environment is answered by sentences that name the variable and what is expected.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig, readSecret } from '../../src/config';

test('nothing set is a demo on this machine, by the ordinary clock', () => {
  const config = parseConfig({});
  expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, demo: true, production: false, ownTemporal: true });
  expect(config.undoSeconds).toBe(0);
  expect(config.daySeconds).toBeUndefined();
  expect(Object.isFrozen(config)).toBe(true);
});

test('an empty variable counts as absent', () => {
  expect(parseConfig({ PORT: '', SMTP_URL: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, smtp: undefined });
});

test.each([
  ['PORT', 'http', 'PORT is wrong'],
  ['PORT', '70000', 'PORT is wrong'],
  ['DATABASE_URL', 'mysql://x', 'DATABASE_URL is wrong: expected a URL like postgresql://'],
  ['TEMPORAL_ADDRESS', 'http://temporal', 'TEMPORAL_ADDRESS is wrong: expected host:port'],
  ['ONESEAL_DAY_SECONDS', '0', 'ONESEAL_DAY_SECONDS is wrong'],
  ['ONESEAL_UNDO_SECONDS', '301', 'ONESEAL_UNDO_SECONDS is wrong: expected at most 300'],
  ['ONESEAL_UNDO_SECONDS', '1.5', 'ONESEAL_UNDO_SECONDS is wrong: expected whole seconds'],
  ['ONESEAL_LAW_START', '2025-01-20', 'ONESEAL_LAW_START is wrong: expected an instant with its zone'],
  ['ONESEAL_SEED', 'all', 'ONESEAL_SEED is wrong: expected demo or none'],
  ['ONESEAL_SECRET', 'short', 'ONESEAL_SECRET is wrong: expected at least 32 characters'],
  ['ONESEAL_SERVICES', '{"reserve":', 'ONESEAL_SERVICES is wrong: expected JSON like {"reserve":'],
  [
    'ONESEAL_SERVICES',
    '{"reserve":{"url":"https://me:word@office.example","secret":"0123456789abcdef"}}',
    'ONESEAL_SERVICES is wrong',
  ],
  [
    'ONESEAL_SERVICES',
    '{"Reserve it":{"url":"https://office.example","secret":"0123456789abcdef"}}',
    'ONESEAL_SERVICES is wrong',
  ],
  ['ONESEAL_WEBHOOK_URL', 'https://town.example/hooks', 'ONESEAL_WEBHOOK_SECRET is missing'],
])('%s=%s is refused with a sentence', (name, value, sentence) => {
  expect(() => parseConfig({ [name]: value })).toThrow(sentence);
});

test('services are known by their names, and a wrong secret is not quoted', () => {
  const reserve = { url: 'https://office.example/reserve', secret: '0123456789abcdef' };
  expect(parseConfig({ ONESEAL_SERVICES: JSON.stringify({ reserve }) }).services).toEqual({ reserve });
  const short = JSON.stringify({ reserve: { ...reserve, secret: 'too-short' } });
  expect(() => parseConfig({ ONESEAL_SERVICES: short })).toThrow(/^(?!.*too-short)/);
});

test('every wrong variable is named at once', () => {
  expect(() => parseConfig({ PORT: 'x', ONESEAL_SEED: 'x' })).toThrow(/PORT is wrong[^]*ONESEAL_SEED is wrong/);
});

test.each(['ONESEAL_DAY_SECONDS', 'ONESEAL_LAW_START'])('in production %s is refused, and nobody is seeded', (name) => {
  const value = name === 'ONESEAL_DAY_SECONDS' ? '6' : '2025-01-20T09:00:00+08:00';
  expect(parseConfig({ [name]: value })).toBeDefined();
  expect(() => parseConfig({ [name]: value, NODE_ENV: 'production' })).toThrow(`${name} is refused`);
  expect(parseConfig({ NODE_ENV: 'production' }).demo).toBe(false);
});

test('the secret is made once, and only its owner may read it; a file left empty by a crash is filled', () => {
  const home = mkdtempSync(join(tmpdir(), 'oneseal-config-'));
  try {
    const secret = readSecret({ home, secret: undefined });
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(readSecret({ home, secret: undefined })).toBe(secret);
    writeFileSync(join(home, 'secret'), '');
    expect(readSecret({ home, secret: undefined })).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(home, { recursive: true });
  }
});
