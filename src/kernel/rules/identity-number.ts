/** When the number of a resident, a credit code, a passport or a mobile telephone can be a real one: judged alike where it is typed and where it arrives. */
import type { Text } from '../text';

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

export function isMobileNumber(number: string): boolean {
  return /^1[3-9]\d{9}$/.test(number);
}

/** What is wrong with the number of a document, for whoever compares it with the card in his hand. */
export function idNumberFault(type: 'resident-id' | 'passport' | 'credit-code', number: string): Text | undefined {
  switch (type) {
    case 'resident-id':
      return isResidentId(number)
        ? undefined
        : {
            zh: '居民身份证号码不正确，请核对18位号码（末位校验码不符）。',
            en: 'The resident identity number is wrong; check its 18 characters (the last one does not fit).',
          };
    case 'credit-code':
      return isCreditCode(number)
        ? undefined
        : {
            zh: '统一社会信用代码不正确，请核对18位代码（末位校验码不符）。',
            en: 'The unified social credit code is wrong; check its 18 characters (the last one does not fit).',
          };
    case 'passport':
      return /^[A-Z0-9]{5,20}$/.test(number)
        ? undefined
        : { zh: '护照号码应为5至20位大写字母或数字。', en: 'A passport number has 5 to 20 capital letters or digits.' };
  }
}
export function mobileFault(number: string): Text | undefined {
  return isMobileNumber(number)
    ? undefined
    : { zh: '手机号码应为11位数字，以1开头。', en: 'A mobile number has 11 digits and begins with 1.' };
}
