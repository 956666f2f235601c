// Owns who a party (当事人) is, and what is wrong with one, in words.
import { z } from 'zod';
import type { FormError } from '../kernel/command';
import { isCreditCode, isMobileNumber, isPassportNumber, isResidentId } from '../kernel/rules/identity-number';

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

/** What is wrong with a party, in words a clerk understands; empty when nothing is. */
export function partyErrors(data: PartyData): FormError[] {
  const errors: FormError[] = [];
  const wrong = (path: string, zh: string, en: string) => errors.push({ path: `/party/${path}`, message: { zh, en } });
  if (data.kind === 'person' && data.idType === 'credit-code')
    wrong(
      'idType',
      '个人不能使用统一社会信用代码，请选择居民身份证或护照。',
      'A person has no unified social credit code; choose resident identity card or passport.',
    );
  if (data.kind === 'organisation' && data.idType !== 'credit-code')
    wrong('idType', '单位应当使用统一社会信用代码。', 'An organisation is known by its unified social credit code.');
  if (data.idType === 'resident-id' && !isResidentId(data.idNumber))
    wrong(
      'idNumber',
      '居民身份证号码不正确，请核对18位号码（末位校验码不符）。',
      'The resident identity number is wrong; check its 18 characters (the last one does not fit).',
    );
  if (data.idType === 'credit-code' && !isCreditCode(data.idNumber))
    wrong(
      'idNumber',
      '统一社会信用代码不正确，请核对18位代码（末位校验码不符）。',
      'The unified social credit code is wrong; check its 18 characters (the last one does not fit).',
    );
  if (data.idType === 'passport' && !isPassportNumber(data.idNumber))
    wrong(
      'idNumber',
      '护照号码应为5至20位大写字母或数字。',
      'A passport number has 5 to 20 capital letters or digits.',
    );
  if (!isMobileNumber(data.phone))
    wrong('phone', '手机号码应为11位数字，以1开头。', 'A mobile number has 11 digits and begins with 1.');
  return errors;
}
