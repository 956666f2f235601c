// Owns a day as a field of a form: the browser's own, which keyboards and telephones know.
import { Form, Input } from 'antd';

export function DayField({
  name,
  label,
  extra,
  missing,
}: {
  readonly name: string;
  readonly label: string;
  readonly extra?: string;
  /** Said when it is left empty; absent: it may be. */
  readonly missing?: string;
}) {
  return (
    <Form.Item
      name={name}
      label={label}
      {...(extra === undefined ? {} : { extra })}
      rules={missing === undefined ? [] : [{ required: true, message: missing }]}
      // An empty day is none, as the contract has it.
      getValueFromEvent={(event: { target: { value: string } }) => event.target.value || undefined}
    >
      <Input type="date" style={{ maxWidth: 220 }} />
    </Form.Item>
  );
}
