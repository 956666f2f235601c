/**
 * Owns filling in a form that a procedure describes by JSON Schema. The server judges it: what it finds wrong stands at the field in
 * the reader's language, and focus goes to the first; what was typed stays.
 */
import Form from '@rjsf/antd';
import { englishStringTranslator, TranslatableString } from '@rjsf/utils';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useLanguage } from '../../lib/language';
import { branches } from './branches';
import { atFields, faultyFields, type Fault } from './faults';
import { NumberField } from './number-field';
import { PaperField } from './paper-field';
import { spoken, widgets, type Schema } from './spoken';

export type FormContent = Readonly<Record<string, unknown>>;

export interface SchemaFormProps {
  /** Of the form in the page; fields are `<id>_<name>`, so that a fault can be led to. */
  readonly id: string;
  readonly schema: Schema;
  readonly value: FormContent;
  readonly onChange: (value: FormContent) => void;
  readonly onSubmit?: () => void;
  /** Faults as the server told them; paths begin with `under`. */
  readonly faults?: readonly Fault[];
  readonly under?: string;
  readonly readOnly?: boolean;
  /** Buttons; a submit button among them sends the form. */
  readonly children?: ReactNode;
}

const NONE: readonly Fault[] = [];

export function SchemaForm({
  id,
  schema,
  value,
  onChange,
  onSubmit,
  faults = NONE,
  under = '/data',
  readOnly = false,
  children,
}: SchemaFormProps) {
  const language = useLanguage();
  const said = useMemo(() => {
    const { title: _, ...rest } = spoken(schema, language);
    return rest;
  }, [schema, language]);
  const ui = useMemo(() => ({ ...widgets(schema), 'ui:submitButtonOptions': { norender: true } }), [schema]);
  const extra = useMemo(() => atFields(faults, under), [faults, under]);
  useEffect(() => {
    const wrong = faultyFields(faults, under).map((field) => controlsOf(`${id}_${field}`));
    // The library says what is wrong beside the field, but not that the field is.
    for (const control of wrong.flat()) control.setAttribute('aria-invalid', 'true');
    wrong[0]?.[0]?.focus();
    return () => {
      for (const control of wrong.flat()) control.removeAttribute('aria-invalid');
    };
  }, [faults, under, id]);
  return (
    <Form
      id={id}
      idPrefix={id}
      schema={said}
      uiSchema={ui}
      formData={value}
      validator={branches}
      noValidate
      noHtml5Validate
      showErrorList={false}
      extraErrors={extra}
      readonly={readOnly}
      widgets={WIDGETS}
      translateString={language === 'en' ? englishStringTranslator : chinese}
      omitExtraData={false}
      experimental_defaultFormStateBehavior={UNANSWERED}
      onChange={({ formData }) => onChange(present((formData ?? {}) as FormContent))}
      onSubmit={() => onSubmit?.()}
    >
      {children ?? <></>}
    </Form>
  );
}

/** A field is one control, or a group of them. */
function controlsOf(id: string): readonly HTMLElement[] {
  const place = document.getElementById(id);
  if (!place || place.matches('input,textarea,select,button')) return place ? [place] : [];
  const inner = [...place.querySelectorAll<HTMLElement>('input,textarea')];
  return inner.length > 0 ? inner : [place];
}

// What must be said is said by somebody: neither a no nor the first of several answers, nor a tick that nobody has made.
const UNANSWERED = { requiredBooleanDefault: 'skip', constAsDefaults: 'never' } as const;
const WIDGETS = { paper: PaperField, number: NumberField };

/** A field that was emptied is one that was not filled in. */
function present(content: FormContent): FormContent {
  return Object.fromEntries(Object.entries(content).filter(([, each]) => each !== undefined && each !== ''));
}

const CHINESE: Partial<Record<TranslatableString, string>> = {
  [TranslatableString.YesLabel]: '是',
  [TranslatableString.NoLabel]: '否',
  [TranslatableString.AddButton]: '添加',
  [TranslatableString.AddItemButton]: '添加一项',
  [TranslatableString.RemoveButton]: '移除',
  [TranslatableString.CopyButton]: '复制',
  [TranslatableString.MoveUpButton]: '上移',
  [TranslatableString.MoveDownButton]: '下移',
  [TranslatableString.ClearButton]: '清除',
  [TranslatableString.ErrorsLabel]: '需要更正',
  [TranslatableString.OptionPrefix]: '选项 %1',
  [TranslatableString.TitleOptionPrefix]: '%1 · 选项 %2',
};
function chinese(text: TranslatableString, values?: string[]): string {
  const said = CHINESE[text];
  if (said === undefined) return englishStringTranslator(text, values);
  return said.replace(/%(\d)/g, (_, nth: string) => values?.[Number(nth) - 1] ?? '');
}
