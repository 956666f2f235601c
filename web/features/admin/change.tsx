// Owns how an administrator changes something: what follows from it, the reason, a confirmation; refused, nothing typed is lost.
import type { UseMutationResult } from '@tanstack/react-query';
import { Button, Form, Input, Modal, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { Refused } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { placeFaults } from './form-faults';

const WORDS = words('change', {
  reason: { zh: '理由', en: 'Reason' },
  reasonHint: { zh: '记入管理日志，不能删改。', en: 'Kept in the administration log; nobody can change it.' },
  reasonMissing: { zh: '请写明理由。', en: 'Please give the reason.' },
  cancel: { zh: '取消', en: 'Cancel' },
});

interface Props<V extends object, A, M> {
  /** The button that opens it. */
  readonly label: string;
  readonly title: string;
  readonly confirm: string;
  readonly consequence: ReactNode | ((values: Partial<V>) => ReactNode);
  readonly reason?: 'required' | 'optional' | 'none';
  readonly fields?: ReactNode;
  readonly initial?: Partial<V>;
  readonly act: UseMutationResult<A, Refused, M>;
  readonly meant: (values: V) => M;
  readonly done: (answer: A) => unknown;
  /** True: what was refused stands elsewhere on the page, and the dialog gives way to it. */
  readonly refused?: (fault: Refused) => unknown;
  readonly danger?: boolean;
  readonly primary?: boolean;
  /** Names the button where many stand under one another; it is then a quiet one. */
  readonly of?: string;
}

export function Change<V extends object, A, M>(props: Props<V, A, M>) {
  const marks = useMarks();
  const [open, setOpen] = useState(false);
  const [finished, setFinished] = useState(false);
  const { label, title, of, danger = false, primary = false, act } = props;
  return (
    <>
      <Button
        aria-haspopup="dialog"
        danger={danger}
        type={primary ? 'primary' : of === undefined ? 'default' : 'text'}
        {...(of === undefined ? {} : { size: 'small' as const, 'aria-label': marks.of(label, of) })}
        onClick={() => {
          act.reset();
          setFinished(false);
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Modal
        title={title}
        open={open}
        footer={null}
        destroyOnHidden
        // Where it was done, the focus goes to what came of it.
        focusable={{ focusTriggerAfterClose: !finished }}
        mask={{ closable: false }}
        onCancel={() => setOpen(false)}
      >
        <Meant
          {...props}
          close={() => setOpen(false)}
          done={(answer) => {
            setFinished(true);
            setOpen(false);
            return props.done(answer);
          }}
          refused={(fault) => {
            const elsewhere = props.refused?.(fault) === true;
            setFinished(elsewhere);
            setOpen(!elsewhere);
            return elsewhere;
          }}
        />
      </Modal>
    </>
  );
}

function Meant<V extends object, A, M>({
  confirm,
  consequence,
  reason = 'required',
  fields,
  initial,
  act,
  meant,
  done,
  refused,
  danger = false,
  close,
}: Props<V, A, M> & { readonly close: () => void }) {
  const t = useWords(WORDS);
  const [form] = Form.useForm<V>();
  const values = (Form.useWatch([], form as FormInstance) ?? initial ?? {}) as Partial<V>;
  const [atFields, setAtFields] = useState(false);
  const send = async (given: V): Promise<void> => {
    try {
      await done(await act.mutateAsync(meant(given)));
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      if (refused?.(fault) !== true) setAtFields(placeFaults(form, fault));
    }
  };
  return (
    <Form<V>
      form={form}
      layout="vertical"
      requiredMark={false}
      {...(initial ? { initialValues: initial } : {})}
      onFinish={(given) => void send(given)}
      scrollToFirstError={{ focus: true }}
    >
      <div style={{ marginBottom: 12 }}>{typeof consequence === 'function' ? consequence(values) : consequence}</div>
      {fields}
      {reason !== 'none' && (
        <Form.Item
          name={'reason' as never}
          label={t('reason')}
          extra={t('reasonHint')}
          rules={reason === 'required' ? [{ required: true, whitespace: true, message: t('reasonMissing') }] : []}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
      <ProblemNotice refused={act.error} keepFocus={atFields} />
      <div className="row" style={{ marginTop: 12, justifyContent: 'flex-end' }}>
        <Button onClick={close}>{t('cancel')}</Button>
        <Button type="primary" danger={danger} htmlType="submit" loading={act.isPending}>
          {confirm}
        </Button>
      </div>
    </Form>
  );
}
