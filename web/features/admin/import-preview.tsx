// Owns showing what an import would do, or why it does nothing: every fault with its file, line and column.
import { Alert } from 'antd';
import type { Text } from '../../../src/kernel/text';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Listing } from './listing';
import { called } from './town-words';

const WORDS = words('import-preview', {
  faults: { zh: '有 {{n}} 处错误，没有写入任何内容', en: '{{n}} faults; nothing was written' },
  faultsCaption: { zh: '请在文件中更正后重新选择', en: 'Correct them in the file and choose it again' },
  place: { zh: '位置', en: 'Place' },
  line: { zh: '{{file}} 第 {{n}} 行', en: '{{file}}, line {{n}}' },
  column: { zh: '列 {{column}}', en: 'column {{column}}' },
  message: { zh: '错误', en: 'Fault' },
  plan: { zh: '将要写入', en: 'What would be written' },
  unchanged: { zh: '{{n}} 项不变', en: '{{n}} unchanged' },
  what: { zh: '名称', en: 'Name' },
  kind: { zh: '变化', en: 'Change' },
  differences: { zh: '内容', en: 'Content' },
  fromTo: { zh: '{{field}}：{{from}} → {{to}}', en: '{{field}}: {{from}} → {{to}}' },
  empty: { zh: '（空）', en: '(empty)' },
});
const KINDS: Readonly<Record<string, Text>> = {
  added: { zh: '新增', en: 'added' },
  changed: { zh: '变更', en: 'changed' },
  ended: { zh: '结束', en: 'ended' },
};
type Imported = Answer<'importPeople'>;

export function ImportFaults({ faults }: { readonly faults: Imported['faults'] }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  return (
    <>
      <Alert type="error" showIcon title={t('faults', { n: faults.length })} style={{ margin: '12px 0' }} />
      <Listing
        caption={t('faultsCaption')}
        rows={faults}
        keyOf={({ file, line, column, message }) => `${file} ${line} ${column ?? ''} ${message}`}
        columns={[
          {
            title: t('place'),
            show: ({ file, line, column }) =>
              marks.list([t('line', { file, n: line }), ...(column === undefined ? [] : [t('column', { column })])]),
          },
          { title: t('message'), show: ({ message }) => message },
        ]}
      />
    </>
  );
}

export function ImportPlan({ parts }: { readonly parts: Imported['parts'] }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  return (
    <>
      <h2>{t('plan')}</h2>
      {parts
        .filter(({ changes, unchanged }) => changes.length + unchanged > 0)
        .map(({ file, title, changes, unchanged }) => (
          <section key={file}>
            <h3>{say(title)}</h3>
            <p className="quiet">{t('unchanged', { n: unchanged })}</p>
            {changes.length > 0 && (
              <Listing
                caption={file}
                rows={changes}
                keyOf={({ key }) => key}
                columns={[
                  { title: t('what'), show: ({ name, key }) => (name === '' ? key : name) },
                  { title: t('kind'), show: ({ kind }) => say(called(KINDS, kind)) },
                  {
                    title: t('differences'),
                    show: ({ differences }) =>
                      marks.series(
                        differences.map(({ field, from, to }) =>
                          t('fromTo', { field, from: from ?? t('empty'), to: to ?? t('empty') }),
                        ),
                      ),
                  },
                ]}
              />
            )}
          </section>
        ))}
    </>
  );
}
