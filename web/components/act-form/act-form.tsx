// Owns the dialog in which an act is filled in and confirmed: what follows from it first, then what it asks, then the word that does it.
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { Refused } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import { useIsUploading } from '../../lib/uploads';
import { ProblemNotice } from '../problem-notice';
import { SchemaForm } from '../schema-form';
import './act-form.css';
import type { Filled, Schema } from './asked';

const WORDS = words('act-form', {
  follows: { zh: '确认后：', en: 'What follows: ' },
  confirm: { zh: '确认{{title}}', en: 'Confirm: {{title}}' },
  cancel: { zh: '取消', en: 'Cancel' },
});

const NONE: readonly never[] = [];

export interface ActFormProps {
  readonly title: string;
  /** What follows from it, before it is confirmed. */
  readonly follows: ReactNode;
  readonly isGrave?: boolean;
  /** As it is to be filled in, titles and values in words; absent where nothing is asked. */
  readonly schema: Schema | undefined;
  readonly value: Filled;
  readonly onChange: (value: Filled) => void;
  readonly refused: Refused | null;
  /** Where the faults of a refusal begin. */
  readonly under?: string;
  /** Of a refusal, where its paths are not those of this form. */
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
  readonly isBusy: boolean;
  readonly confirm: () => void;
  readonly cancel: () => void;
  /** Beside the form: a choice of fields, a hint. */
  readonly children?: ReactNode;
}

/** Focus comes into the dialog and goes back to what opened it; what was typed stays there when the act is refused. */
export function ActForm({
  title,
  follows,
  isGrave = false,
  schema,
  value,
  onChange,
  refused,
  under = '',
  faults: told,
  isBusy,
  confirm,
  cancel,
  children,
}: ActFormProps) {
  const t = useWords(WORDS);
  const faults = told ?? refused?.problem.errors ?? NONE;
  // Nothing is sent while a file is on its way: it would be left behind.
  const isUploading = useIsUploading();
  const send = (): void => {
    if (!isUploading) confirm();
  };
  const buttons = (
    <div className="row act-buttons">
      <Button
        type="primary"
        danger={isGrave}
        htmlType={schema ? 'submit' : 'button'}
        loading={isBusy || isUploading}
        onClick={schema ? undefined : send}
      >
        {t('confirm', { title })}
      </Button>
      <Button onClick={cancel}>{t('cancel')}</Button>
    </div>
  );
  return (
    <Modal
      open
      closable={false}
      title={title}
      footer={null}
      onCancel={cancel}
      destroyOnHidden
      mask={{ closable: false }}
      width={640}
    >
      <div className="act-follows">
        <strong>{t('follows')}</strong>
        {follows}
      </div>
      <ProblemNotice refused={refused} keepFocus={faults.length > 0} />
      {children}
      {schema ? (
        <SchemaForm
          id="act"
          schema={schema}
          value={value}
          onChange={onChange}
          onSubmit={send}
          faults={faults}
          under={under}
        >
          {buttons}
        </SchemaForm>
      ) : (
        buttons
      )}
    </Modal>
  );
}
