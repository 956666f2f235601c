// Owns who a party (当事人) is, and when an identity number, a credit code or a telephone number is a real one.
import { z } from 'zod';
import type { FormError } from '../kernel/command';

export const party = z.strictObject({
  kind: z.enum(['person', 'organisation']),
  name: z.string().trim().min(1).max(200),
  idType: z.enum(['resident-id', 'passport', 'credit-code']),
  idNumber: z.string().trim().min(1).max(50),
  phone: z.string().trim().max(30),
  email: z.email().max(200).optional(),
  address: z.string().max(500).optional(),
  language: z
    .enum(['zh', 'en'])
    .optional()
    .meta({ description: '通知所用语言，默认中文 / language of the messages, Chinese unless said otherwise' }),
});
export type PartyData = z.infer<typeof party>;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: seventeen digits that hold a real date of birth, and the check digit of ISO 7064 MOD 11-2. */
export function isResidentId(number: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return false;
  const [year, month, date] = [Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14))];
  if (year < 1850 || month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return '10X98765432'[sum % 11] === number[17];
}
function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100: eighteen signs without I, O, S, V and Z; the last is the MOD 31 check of the others. */
export function isCreditCode(code: string): boolean {
  const values = [...code].map((sign) => CREDIT_ALPHABET.indexOf(sign));
  if (values.length !== 18 || values.includes(-1) || !/^[0-9A-Z]{2}\d{6}/.test(code)) return false;
  let [sum, weight] = [0, 1];
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === values[17];
}

/** What is wrong with a party, in words a clerk understands; empty when nothing is. */
export function partyErrors(data: PartyData): FormError[] {
  const errors: FormError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path: `/party/${path}`, message });
  if (data.kind === 'person' && data.idType === 'credit-code')
    wrong('idType', '个人不能使用统一社会信用代码，请选择居民身份证或护照。');
  if (data.kind === 'organisation' && data.idType !== 'credit-code') wrong('idType', '单位应当使用统一社会信用代码。');
  if (data.idType === 'resident-id' && !isResidentId(data.idNumber))
    wrong('idNumber', '居民身份证号码不正确，请核对18位号码（末位校验码不符）。');
  if (data.idType === 'credit-code' && !isCreditCode(data.idNumber))
    wrong('idNumber', '统一社会信用代码不正确，请核对18位代码（末位校验码不符）。');
  if (data.idType === 'passport' && !/^[A-Z0-9]{5,20}$/.test(data.idNumber))
    wrong('idNumber', '护照号码应为5至20位大写字母或数字。');
  if (!/^1[3-9]\d{9}$/.test(data.phone)) wrong('phone', '手机号码应为11位数字，以1开头。');
  return errors;
}
