// Owns typing a number in a form. The kit's own steppers are named in English alone; the keys up and down step as well.
import { ariaDescribedByIds, type WidgetProps } from '@rjsf/utils';
import { InputNumber } from 'antd';

export function NumberField({ id, value, schema, onChange, disabled, readonly }: WidgetProps) {
  const { minimum, maximum } = schema;
  return (
    <InputNumber
      id={id}
      name={id}
      controls={false}
      changeOnWheel={false}
      style={{ width: '100%' }}
      disabled={disabled === true || readonly === true}
      value={typeof value === 'number' ? value : null}
      {...(minimum === undefined ? {} : { min: minimum })}
      {...(maximum === undefined ? {} : { max: maximum })}
      onChange={(typed) => onChange(typed ?? undefined)}
      aria-describedby={ariaDescribedByIds(id)}
    />
  );
}
