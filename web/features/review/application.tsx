// Owns showing what an application says, field by field, in the words of its form.
import type { Definition } from '../../../src/kernel/procedure/definition';
import { spoken, type Schema } from '../../components/schema-form/spoken';
import type { Answer } from '../../lib/call';
import { useLanguage, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import type { TaskView } from './outcomes';

const WORDS = words('application', {
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  before: { zh: '原为：{{value}}', en: 'before: {{value}}' },
  empty: { zh: '空', en: 'nothing' },
});

export function Application({
  file,
  definition,
  only,
  changes,
}: {
  readonly file: Answer<'case'>;
  readonly definition: Definition;
  /** Of these fields alone. */
  readonly only: ReadonlySet<string | undefined> | undefined;
  readonly changes: TaskView['changes'];
}) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const language = useLanguage();
  const { properties = {} } = spoken(definition.dataSchema, language) as {
    readonly properties?: Readonly<Record<string, Schema>>;
  };
  const said = (value: unknown, schema: Schema | undefined): string => {
    if (value === undefined || value === null || value === '') return t('empty');
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (Array.isArray(value)) return marks.list(value.map((each) => said(each, schema?.['items'] as Schema)));
    const options = schema?.['oneOf'] as readonly { const?: unknown; title?: string }[] | undefined;
    return (
      options?.find((option) => option.const === value)?.title ??
      (typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value))
    );
  };
  const fields = Object.entries(properties).filter(
    ([name, { format }]) =>
      format !== 'file' && Object.hasOwn(file.data, name) && (only === undefined || only.has(name)),
  );
  if (fields.length === 0) return null;
  return (
    <dl className="fields">
      {fields.map(([name, schema]) => {
        const change = changes?.fields.find(({ path }) => path === `/${name}`);
        return (
          <div key={name}>
            <dt>{typeof schema['title'] === 'string' ? schema['title'] : name}</dt>
            <dd className="wraps">
              {said(file.data[name], schema)}
              {change && <span className="quiet small"> {t('before', { value: said(change.before, schema) })}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
