/** When the number of a resident, a credit code, a passport or a mobile telephone can be a real one: judged alike where it is typed and where it arrives. */
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

export function isPassportNumber(number: string): boolean {
  return /^[A-Z0-9]{5,20}$/.test(number);
}
export function isMobileNumber(number: string): boolean {
  return /^1[3-9]\d{9}$/.test(number);
}
