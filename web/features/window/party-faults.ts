// Owns what is wrong with a party as it is typed, in both languages; the server judges by the same rules. Pure.
import {
  isCreditCode,
  isMobileNumber,
  isPassportNumber,
  isResidentId,
} from '../../../src/kernel/rules/identity-number';
import type { Text } from '../../../src/kernel/text';
import type { PartyTyped } from './window-draft';

export type PartyField = 'name' | 'idNumber' | 'phone' | 'email';
export type PartyFaults = Readonly<Partial<Record<PartyField, Text>>>;

const SAYS = {
  name: { zh: '请填写姓名或者名称。', en: 'Please enter the name.' },
  idMissing: { zh: '请填写证件号码。', en: 'Please enter the number of the document.' },
  resident: {
    zh: '居民身份证号码不正确，请核对18位号码（末位校验码不符）。',
    en: 'Not a valid resident ID: please compare all 18 signs (the last one does not check).',
  },
  credit: {
    zh: '统一社会信用代码不正确，请核对18位代码（末位校验码不符）。',
    en: 'Not a valid credit code: please compare all 18 signs (the last one does not check).',
  },
  passport: {
    zh: '护照号码应为5至20位大写字母或数字。',
    en: 'A passport number has 5 to 20 capital letters or digits.',
  },
  phone: {
    zh: '手机号码应为11位数字，以1开头。',
    en: 'A mobile number has 11 digits and begins with 1.',
  },
  email: { zh: '电子邮箱地址不正确。', en: 'Not an e-mail address.' },
} as const;

export function idTypeOf({ kind, idType }: PartyTyped): NonNullable<PartyTyped['idType']> {
  if (kind === 'organisation') return 'credit-code';
  return idType === 'passport' ? 'passport' : 'resident-id';
}

/** `field` alone, as it is left: an empty field is no fault until the application is taken. */
export function faultOf(party: PartyTyped, field: PartyField): Text | undefined {
  const typed = party[field] ?? '';
  return typed === '' ? undefined : allFaults(party)[field];
}

export function allFaults(party: PartyTyped): PartyFaults {
  const { name = '', idNumber = '', phone = '', email = '' } = party;
  const id = idNumber === '' ? SAYS.idMissing : idFault(idTypeOf(party), idNumber);
  return {
    ...(name.trim() === '' ? { name: SAYS.name } : {}),
    ...(id ? { idNumber: id } : {}),
    ...(isMobileNumber(phone) ? {} : { phone: SAYS.phone }),
    ...(email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? {} : { email: SAYS.email }),
  };
}

function idFault(type: NonNullable<PartyTyped['idType']>, number: string): Text | undefined {
  switch (type) {
    case 'resident-id':
      return isResidentId(number) ? undefined : SAYS.resident;
    case 'credit-code':
      return isCreditCode(number) ? undefined : SAYS.credit;
    case 'passport':
      return isPassportNumber(number) ? undefined : SAYS.passport;
  }
}
