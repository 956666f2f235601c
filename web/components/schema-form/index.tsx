// Owns asking for the form library only where a form is filled in.
import { Spin } from 'antd';
import { lazy, Suspense } from 'react';
import type { SchemaFormProps } from './schema-form';

const Loaded = lazy(() => import('./schema-form').then(({ SchemaForm }) => ({ default: SchemaForm })));

export function SchemaForm(props: SchemaFormProps) {
  return (
    <Suspense fallback={<Spin />}>
      <Loaded {...props} />
    </Suspense>
  );
}
