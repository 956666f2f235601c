// Owns the application form of a procedure as whoever fills it in meets it; nothing typed here goes anywhere.
import { useState } from 'react';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { SchemaForm } from '../../components/schema-form';
import { useWords, words } from '../../lib/language';

const WORDS = words('form-preview', {
  title: { zh: '申请表', en: 'Application form' },
  show: { zh: '预览申请表', en: 'Preview the form' },
});
const EMPTY = {};

export function FormPreview({ definition }: { readonly definition: Definition }) {
  const t = useWords(WORDS);
  const [open, setOpen] = useState(false);
  return (
    <>
      <h2>{t('title')}</h2>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t('show')}</summary>
        {open && (
          <SchemaForm id="preview" schema={definition.dataSchema} value={EMPTY} onChange={() => undefined} readOnly />
        )}
      </details>
    </>
  );
}
