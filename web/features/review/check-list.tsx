// Owns going through the check points (审查要点): each with its basis, what was found, a note and the page it stands on.
import { Button, Input, InputNumber, Radio } from 'antd';
import { useSay, useWords, words } from '../../lib/language';
import { PHRASES, resultOf, type CheckPoint } from './check-points';
import type { Check, TaskDraft } from './task-draft';

const WORDS = words('check-list', {
  title: { zh: '审查要点', en: 'Check points' },
  basis: { zh: '依据：{{basis}}', en: 'Basis: {{basis}}' },
  pass: { zh: '符合', en: 'Met' },
  fail: { zh: '不符合', en: 'Not met' },
  none: { zh: '不适用', en: 'Not applicable' },
  found: { zh: '{{title}}：核对结果', en: '{{title}}: found' },
  told: { zh: '系统核对：{{because}}', en: 'The system: {{because}}' },
  note: { zh: '问题说明', en: 'What is wrong' },
  noteOf: { zh: '{{title}}：问题说明', en: '{{title}}: what is wrong' },
  page: { zh: '页', en: 'Page' },
  pageOf: { zh: '{{title}}：所在页', en: '{{title}}: on page' },
  phrases: { zh: '常用语', en: 'Phrases' },
  all: { zh: '其余全部符合', en: 'All others are met' },
  about: {
    zh: '核对情况随草稿保存；不符合的会写进意见和补正清单，意见在办理后入卷。',
    en: 'Kept with your draft. What is not met goes into the opinion and the list of gaps; the opinion goes on file.',
  },
});

export function CheckList({ points, draft }: { readonly points: readonly CheckPoint[]; readonly draft: TaskDraft }) {
  const t = useWords(WORDS);
  const say = useSay();
  const { checks = {} } = draft.value;
  const set = (id: string, change: Check): void =>
    draft.change({ checks: { ...checks, [id]: { ...checks[id], ...change } } });
  const passOthers = (): void =>
    draft.change({
      checks: {
        ...checks,
        ...Object.fromEntries(
          points
            .filter((point) => resultOf(point, checks) === undefined)
            .map(({ id }) => [id, { ...checks[id], result: 'pass' as const }]),
        ),
      },
    });
  return (
    <>
      <h3>{t('title')}</h3>
      <p className="quiet small">{t('about')}</p>
      <ol className="plain checks">
        {points.map((point) => {
          const check = checks[point.id] ?? {};
          const result = resultOf(point, checks);
          const title = say(point.title);
          return (
            <li key={point.id}>
              <strong className="wraps">{title}</strong>
              <div className="quiet small wraps">
                {t('basis', { basis: point.basis })}
                {point.because !== undefined && <> · {t('told', { because: say(point.because) })}</>}
              </div>
              <Radio.Group
                size="small"
                aria-label={t('found', { title })}
                value={result ?? null}
                onChange={({ target }) => set(point.id, { result: target.value as NonNullable<Check['result']> })}
                options={(['pass', 'fail', 'none'] as const).map((value) => ({ value, label: t(value) }))}
              />
              {result === 'fail' && <Fault point={point} check={check} set={(change) => set(point.id, change)} />}
            </li>
          );
        })}
      </ol>
      <Button size="small" onClick={passOthers}>
        {t('all')}
      </Button>
    </>
  );
}

function Fault({
  point,
  check,
  set,
}: {
  readonly point: CheckPoint;
  readonly check: Check;
  readonly set: (change: Check) => void;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const title = say(point.title);
  // Of a paper that is not there nothing else can be wrong.
  const isMissing = point.paper !== undefined && point.result === 'fail';
  const phrases = [point.phrase, ...(isMissing ? [] : PHRASES[point.paper === undefined ? 'other' : 'paper'])];
  return (
    <div className="row fault-note">
      <Input
        aria-label={t('noteOf', { title })}
        placeholder={t('note')}
        value={check.note ?? ''}
        maxLength={500}
        onChange={({ target }) => set({ note: target.value })}
        style={{ flex: '1 1 12rem' }}
      />
      {!isMissing && (
        <InputNumber
          controls={false}
          aria-label={t('pageOf', { title })}
          placeholder={t('page')}
          min={1}
          max={999}
          value={check.page ?? null}
          onChange={(page) => set({ page: page ?? undefined })}
          style={{ width: '5rem' }}
        />
      )}
      <span role="group" aria-label={t('phrases')} className="row">
        {phrases.map((phrase) => (
          // The note goes on file, so it is in the language of record.
          <Button key={phrase.zh} size="small" onClick={() => set({ note: phrase.zh })}>
            {say(phrase)}
          </Button>
        ))}
      </span>
    </div>
  );
}
