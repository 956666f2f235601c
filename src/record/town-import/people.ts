// Owns the rows of people.csv: who may sign in one day. A password is never in a file.
import type { Fault } from './fault';
import { NOTHING, repeated, RowCheck, type Lined, type Reading } from './rows';
import { readSheet } from './sheet';

export interface Person {
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
}
const FILE = 'people.csv';
/** As at signing in (src/auth/sign-in.ts), but without the @ and length that no pinyin has. */
const USERNAME = /^[\w.-]{1,64}$/;
const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

export function readPeople(text: string | undefined): Reading<Person> {
  if (text === undefined) return NOTHING;
  const sheet = readSheet(FILE, text, { required: ['username', 'name'], optional: ['email'] });
  const faults: Fault[] = [...sheet.faults];
  const lined = sheet.rows.flatMap(({ line, cells }): readonly Lined<Person>[] => {
    const check = new RowCheck(FILE, line);
    const value = {
      // Names to sign in with are compared in small letters.
      username: cells.username.toLowerCase(),
      name: check.text('name', cells.name),
      email: cells.email === '' ? null : cells.email,
    };
    if (!USERNAME.test(value.username))
      check.wrong(
        'username',
        `“${cells.username}”不能作登录名：只能用字母、数字和 . _ -，最多 64 个字符。`,
        `Nobody could sign in as "${cells.username}": letters, digits and . _ - only, 64 at most.`,
      );
    if (value.email !== null && (value.email.length > 254 || !EMAIL.test(value.email)))
      check.wrong(
        'email',
        '不是电子邮箱地址；没有可以留空。',
        'This is no e-mail address; without one leave it empty.',
      );
    faults.push(...check.faults);
    return check.ok ? [{ line, value }] : [];
  });
  return {
    lined,
    keys: new Set(sheet.rows.map(({ cells }) => cells.username.toLowerCase())),
    faults: [...faults, ...repeated(FILE, 'username', lined, ({ username }) => username)],
  };
}
