import { receiptCode, receiptCodeMatches } from '../../src/auth/receipt-code';

const secret = 'the secret of this installation';

test('a receipt code is ten signs of Crockford base32, the same for ever', () => {
  expect(receiptCode(secret, 'case-1')).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(receiptCode(secret, 'case-1')).toBe(receiptCode(secret, 'case-1'));
});

test('each case and each installation has its own', () => {
  const codes = Array.from({ length: 2000 }, (_, n) => receiptCode(secret, `case-${String(n)}`));
  expect(new Set(codes).size).toBe(2000);
  expect(new Set(codes.join('')).size).toBe(32);
  expect(receiptCode('another secret', 'case-1')).not.toBe(codes[1]);
});

test('it is taken as people type it', () => {
  const found = Array.from({ length: 500 }, (_, n) => `case-${String(n)}`).find((id) =>
    /0.*1|1.*0/.test(receiptCode(secret, id)),
  );
  const id = found ?? '';
  const code = receiptCode(secret, id);
  const typed = `${code.slice(0, 5)}-${code.slice(5)} `.toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l');
  expect(found).toBeDefined();
  expect(receiptCodeMatches(secret, id, typed)).toBe(true);
});

test('a wrong code, a wrong number and nonsense are one and the same no', () => {
  const code = receiptCode(secret, 'case-1');
  const other = receiptCode(secret, 'case-2');
  expect(receiptCodeMatches(secret, 'case-1', code)).toBe(true);
  expect(receiptCodeMatches(secret, 'case-1', other)).toBe(false);
  expect(receiptCodeMatches(secret, undefined, code)).toBe(false);
  expect(receiptCodeMatches(secret, undefined, receiptCode(secret, ''))).toBe(false);
  for (const given of ['', code.slice(1), `${code}0`, '查询码查询码', '\0'.repeat(10), 'x'.repeat(1_000_000)]) {
    expect(receiptCodeMatches(secret, 'case-1', given)).toBe(false);
  }
});
