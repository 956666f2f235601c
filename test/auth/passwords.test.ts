import { hashPassword, oneOfTwo, passwordMatches, TooManySignIns } from '../../src/auth/passwords';

test('a password is kept as argon2id with its cost and a salt of its own', async () => {
  const [one, two] = await Promise.all([hashPassword('oneseal-demo'), hashPassword('oneseal-demo')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await passwordMatches(one, 'oneseal-demo')).toBe(true);
  expect(await passwordMatches(one, 'oneseal-dem0')).toBe(false);
});

test('nobody has no password, not even that of the hash compared with instead', async () => {
  expect(await passwordMatches(undefined, 'nobody has this password')).toBe(false);
});

test('two are judged at once, the others in their order, and a failure frees its place', async () => {
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (n: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    order.push(n);
    running -= 1;
    if (n % 3 === 0) throw new Error('failed');
  };
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => oneOfTwo(work(n))));
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(7);
  expect(most).toBe(2);
  expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test('when two hundred wait, the next is turned away instead of queued', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const inside = Array.from({ length: 202 }, () => oneOfTwo(() => gate));
  await expect(oneOfTwo(() => gate)).rejects.toThrow(TooManySignIns);
  open();
  await Promise.all(inside);
  await expect(oneOfTwo(async () => Promise.resolve('in'))).resolves.toBe('in');
});
