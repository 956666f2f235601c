// Owns what is wrong with a party that was handed in: at which member, in words a clerk understands.
import type { PartyData } from '../contract/party';
import type { FormError } from '../kernel/command';
import { idNumberFault, mobileFault } from '../kernel/rules/identity-number';
import type { Text } from '../kernel/text';

/** Empty when nothing is. */
export function partyErrors({ kind, idType, idNumber, phone }: PartyData): FormError[] {
  const faults: readonly (readonly [string, Text | undefined])[] = [
    ['idType', idTypeFault(kind, idType)],
    ['idNumber', idNumberFault(idType, idNumber)],
    ['phone', mobileFault(phone)],
  ];
  return faults.flatMap(([member, message]) => (message ? [{ path: `/party/${member}`, message }] : []));
}

function idTypeFault(kind: PartyData['kind'], idType: PartyData['idType']): Text | undefined {
  if (kind === 'person' && idType === 'credit-code')
    return {
      zh: '个人不能使用统一社会信用代码，请选择居民身份证或护照。',
      en: 'A person has no unified social credit code; choose resident identity card or passport.',
    };
  if (kind === 'organisation' && idType !== 'credit-code')
    return {
      zh: '单位应当使用统一社会信用代码。',
      en: 'An organisation is known by its unified social credit code.',
    };
  return undefined;
}
