// Owns the form of the item and the checklist of its papers (材料清单), each fault of the server at its field.
import { useMemo } from 'react';
import { SchemaForm } from '../../components/schema-form';
import type { Refused } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import type { Kept } from '../../lib/merge';
import type { Acceptance } from './acceptance';
import { papersPart, spokenPart, type Schema } from './application-form';

const WORDS = words('window-application', {
  form: { zh: '三、申请表', en: '3. Form' },
  papers: { zh: '四、申请材料', en: '4. Papers' },
});
const MARKS = {
  needed: { zh: '必需', en: 'Required' },
  deferrable: { zh: '必需，可容缺', en: 'Required, may follow on a promise' },
  commitment: { zh: '必需，可告知承诺', en: 'Required, a commitment may stand for it' },
  optional: { zh: '按情形提交', en: 'Where it applies' },
} as const;

export function ApplicationPart({
  schema,
  value,
  papers,
  refused,
  isFixed,
  onChange,
}: {
  readonly schema: Schema;
  readonly value: Kept;
  readonly papers: Acceptance['papers'];
  readonly refused: Refused | null;
  readonly isFixed: boolean;
  readonly onChange: (value: Kept) => void;
}) {
  const t = useWords(WORDS);
  const spoken = useMemo(() => spokenPart(schema), [schema]);
  const handedIn = useMemo(() => papersPart(schema, papers, MARKS), [schema, papers]);
  const faults = useMemo(() => splitFaults(refused, handedIn), [refused, handedIn]);
  const part = (of: Schema): Kept => pick(value, of);
  return (
    <>
      <h2>{t('form')}</h2>
      <div className="window-form">
        <SchemaForm
          id="apply"
          schema={spoken}
          value={part(spoken)}
          readOnly={isFixed}
          faults={faults.spoken}
          onChange={(typed) => onChange({ ...part(handedIn), ...typed })}
        />
      </div>
      <h2>{t('papers')}</h2>
      <div className="window-form">
        <SchemaForm
          id="papers"
          schema={handedIn}
          value={part(handedIn)}
          readOnly={isFixed}
          faults={faults.papers}
          onChange={(typed) => onChange({ ...part(spoken), ...typed })}
        />
      </div>
    </>
  );
}

const namesOf = (schema: Schema): readonly string[] => Object.keys(schema['properties'] ?? {});
function pick(value: Kept, schema: Schema): Kept {
  const names = namesOf(schema);
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}
function splitFaults(refused: Refused | null, papers: Schema) {
  const ours = (refused?.problem.errors ?? []).filter(({ path }) => path.startsWith('/data'));
  const isPaper = (path: string): boolean => namesOf(papers).includes(path.split('/')[2] ?? '');
  return { spoken: ours.filter(({ path }) => !isPaper(path)), papers: ours.filter(({ path }) => isPaper(path)) };
}
