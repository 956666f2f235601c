import { clearedSessionCookie, foreignOrigin, sessionCookie, sessionOf } from '../../src/auth/cookies';
import { drawSecret } from '../../src/auth/secret';

describe('the session cookie', () => {
  const { secret } = drawSecret();

  test('is out of reach of scripts and other sites, and bound to the host under TLS', () => {
    expect(sessionCookie(secret, { secure: true })).toBe(
      `__Host-oneseal=${secret}; Path=/; HttpOnly; SameSite=Lax; Secure`,
    );
    expect(sessionCookie(secret, { secure: false })).toBe(`oneseal=${secret}; Path=/; HttpOnly; SameSite=Lax`);
    expect(clearedSessionCookie({ secure: true })).toContain('__Host-oneseal=; Path=/;');
    expect(clearedSessionCookie({ secure: true })).toContain('Max-Age=0');
  });

  test('is found among others', () => {
    expect(sessionOf(`a=b; oneseal=${secret}; c=d`, { secure: false })).toBe(secret);
    expect(sessionOf(`__Host-oneseal=${secret}`, { secure: true })).toBe(secret);
  });

  test('a plain cookie signs nobody in under TLS, where another host of the domain could have set it', () => {
    expect(sessionOf(`oneseal=${secret}`, { secure: true })).toBeUndefined();
  });

  test.each([
    undefined,
    '',
    'oneseal',
    'oneseal=',
    'oneseal=short',
    `oneseal=${'x'.repeat(5000)}`,
    `xoneseal=${'a'.repeat(43)}`,
  ])('what no session looks like is none: %#', (cookie) => {
    expect(sessionOf(cookie, { secure: false })).toBeUndefined();
  });
});

describe('a foreign origin', () => {
  test.each([
    [{ origin: 'http://127.0.0.1:3000' }, '127.0.0.1:3000', false],
    [{ origin: 'https://oneseal.example' }, 'OneSeal.example', false],
    [{}, '127.0.0.1:3000', false],
    [{ 'sec-fetch-site': 'same-origin' }, '127.0.0.1:3000', false],
    [{ 'sec-fetch-site': 'none' }, '127.0.0.1:3000', false],
    [{ origin: 'http://127.0.0.1:3001' }, '127.0.0.1:3000', true],
    [{ origin: 'https://evil.example' }, 'oneseal.example', true],
    [{ origin: 'https://oneseal.example.evil.example' }, 'oneseal.example', true],
    [{ origin: 'null' }, 'oneseal.example', true],
    [{ origin: 'nonsense' }, 'nonsense', true],
    [{ origin: '' }, '', true],
    [{ origin: 'https://oneseal.example' }, undefined, true],
    [{ 'sec-fetch-site': 'cross-site' }, 'oneseal.example', true],
    [{ 'sec-fetch-site': 'same-site' }, 'oneseal.example', true],
  ])('%j at %s: %s', (headers, host, foreign) => {
    expect(foreignOrigin(headers, host)).toBe(foreign);
  });
});
