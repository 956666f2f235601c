// Owns what is wrong with a party as it is typed, in both languages; the server judges by the same rules. Pure.
import { idNumberFault, mobileFault } from '../../../src/kernel/rules/identity-number';
import type { Text } from '../../../src/kernel/text';
import type { PartyTyped } from './window-draft';

export type PartyField = 'name' | 'idNumber' | 'phone' | 'email';
export type PartyFaults = Readonly<Partial<Record<PartyField, Text>>>;

const SAYS = {
  name: { zh: '请填写姓名或者名称。', en: 'Please enter the name.' },
  idMissing: { zh: '请填写证件号码。', en: 'Please enter the number of the document.' },
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
  const id = idNumber === '' ? SAYS.idMissing : idNumberFault(idTypeOf(party), idNumber);
  const mobile = mobileFault(phone);
  return {
    ...(name.trim() === '' ? { name: SAYS.name } : {}),
    ...(id ? { idNumber: id } : {}),
    ...(mobile ? { phone: mobile } : {}),
    ...(email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? {} : { email: SAYS.email }),
  };
}
