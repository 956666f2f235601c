// Owns who applies: typed in the order in which it is asked at the window.
import { Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Text } from '../../../src/kernel/text';
import { useSay, useWords, words } from '../../lib/language';
import { idTypeOf, type PartyFaults, type PartyField } from './party-faults';
import type { PartyTyped } from './window-draft';

const WORDS = words('window-party', {
  kind: { zh: '申请人类型', en: 'Kind of applicant' },
  person: { zh: '个人', en: 'Person' },
  organisation: { zh: '单位', en: 'Organisation' },
  idType: { zh: '证件类型', en: 'Document' },
  'resident-id': { zh: '居民身份证', en: 'Resident ID' },
  passport: { zh: '护照', en: 'Passport' },
  'credit-code': { zh: '统一社会信用代码', en: 'Unified social credit code' },
  idNumber: { zh: '证件号码', en: 'Number' },
  name: { zh: '姓名', en: 'Name' },
  orgName: { zh: '单位名称', en: 'Name of the organisation' },
  phone: { zh: '手机号码', en: 'Mobile telephone' },
  address: { zh: '联系地址（可不填）', en: 'Address (optional)' },
  email: { zh: '电子邮箱（可不填）', en: 'E-mail (optional)' },
  language: { zh: '通知语言', en: 'Language of messages' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
});

export const PARTY_IDS: Readonly<Record<PartyField, string>> = {
  name: 'party-name',
  idNumber: 'party-id-number',
  phone: 'party-phone',
  email: 'party-email',
};

export function PartyPart({
  party,
  change,
  left,
  faults,
  isFixed,
  known,
}: {
  readonly party: PartyTyped;
  readonly change: (change: Partial<PartyTyped>) => void;
  /** A field was left: what is wrong with it may be said. */
  readonly left: (field: PartyField) => void;
  readonly faults: PartyFaults;
  readonly isFixed: boolean;
  /** What is known of this number already. */
  readonly known: ReactNode;
}) {
  const t = useWords(WORDS);
  const idType = idTypeOf(party);
  const isBody = party.kind === 'organisation';
  const text = (field: PartyField | 'address', label: string, more: Readonly<Record<string, unknown>> = {}) => (
    <Field
      id={field === 'address' ? 'party-address' : PARTY_IDS[field]}
      label={label}
      fault={field === 'address' ? undefined : faults[field]}
    >
      {(about) => (
        <Input
          {...about}
          {...more}
          disabled={isFixed}
          value={party[field] ?? ''}
          onChange={({ target }) =>
            change({ [field]: field === 'idNumber' ? target.value.toUpperCase().replace(/\s/g, '') : target.value })
          }
          onBlur={() => field !== 'address' && left(field)}
        />
      )}
    </Field>
  );
  return (
    <div className="window-fields">
      <Choice
        label={t('kind')}
        value={party.kind ?? 'person'}
        options={(['person', 'organisation'] as const).map((value) => ({ value, label: t(value) }))}
        isFixed={isFixed}
        choose={(kind) => change({ kind })}
      />
      {isBody ? (
        <p className="quiet">{t('credit-code')}</p>
      ) : (
        <Choice
          label={t('idType')}
          value={idType}
          options={(['resident-id', 'passport'] as const).map((value) => ({ value, label: t(value) }))}
          isFixed={isFixed}
          choose={(chosen) => change({ idType: chosen })}
        />
      )}
      {text('idNumber', isBody ? t('credit-code') : t('idNumber'), { autoComplete: 'off', maxLength: 50 })}
      {known}
      {text('name', isBody ? t('orgName') : t('name'), { autoComplete: 'off', maxLength: 200 })}
      {text('phone', t('phone'), { inputMode: 'tel', autoComplete: 'off', maxLength: 30 })}
      {text('address', t('address'), { autoComplete: 'off', maxLength: 500 })}
      {text('email', t('email'), { inputMode: 'email', autoComplete: 'off', maxLength: 200 })}
      <Choice
        label={t('language')}
        value={party.language ?? 'zh'}
        options={(['zh', 'en'] as const).map((value) => ({ value, label: t(value) }))}
        isFixed={isFixed}
        choose={(language) => change({ language })}
      />
    </div>
  );
}

function Choice<V extends string>({
  label,
  value,
  options,
  isFixed,
  choose,
}: {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly isFixed: boolean;
  readonly choose: (value: V) => void;
}) {
  return (
    <fieldset className="window-choice">
      <legend>{label}</legend>
      <Radio.Group
        disabled={isFixed}
        value={value}
        onChange={({ target }) => choose(target.value as V)}
        options={[...options]}
      />
    </fieldset>
  );
}

interface About {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly status?: 'error';
}
/** A label, its control, and what is wrong beneath it. */
function Field({
  id,
  label,
  fault,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly fault: Text | undefined;
  readonly children: (about: About) => ReactNode;
}) {
  const say = useSay();
  return (
    <div className="window-field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(fault
          ? { 'aria-describedby': `${id}-fault`, 'aria-invalid': true as const, status: 'error' as const }
          : {}),
      })}
      {fault && (
        <span id={`${id}-fault`} className="fault">
          {say(fault)}
        </span>
      )}
    </div>
  );
}
