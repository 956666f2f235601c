// Owns saying, while the application is typed, whether it can be accepted: now, against a promise, or after one list of these gaps.
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import type { Refused } from '../../lib/call';
import type { Acceptance } from './acceptance';

const WORDS = words('window-rule', {
  accept: { zh: '可以受理：{{title}}。', en: 'Can be accepted now: {{title}}.' },
  gaps: {
    zh: '材料不齐，可以一次性告知补正：缺少{{papers}}。',
    en: 'Papers are missing; one list of gaps can be sent: {{papers}}.',
  },
  promise: {
    zh: '可以容缺受理：{{papers}}最迟于{{day}}补齐。',
    en: 'Can be accepted on a promise: {{papers}} to follow by {{day}}.',
  },
  other: { zh: '可以作出：{{title}}。', en: 'Possible: {{title}}.' },
  form: {
    zh: '申请表还有 {{n}} 处需要填写或者更正。',
    en: 'The form has {{n}} places still to be filled in or mended.',
  },
  answer: { zh: '答复期限：{{day}}，逾期视为受理。', en: 'Answer due by {{day}}; silence counts as acceptance.' },
  item: { zh: '选择事项后，这里显示能否受理。', en: 'Once an item is chosen, this says whether it can be accepted.' },
});

export function RulePart({
  acceptance,
  refused,
}: {
  readonly acceptance: Acceptance | undefined;
  readonly refused: Refused | null;
}) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const lines = useLines(acceptance);
  return (
    <div role="status" className="window-rule">
      {refused && refused.status !== 0 && <p className="notice">{refused.message}</p>}
      {!acceptance && !refused && <p className="quiet">{t('item')}</p>}
      {acceptance && (
        <>
          {acceptance.errors.length > 0 && <p>{t('form', { n: acceptance.errors.length })}</p>}
          {lines.map((line, n) => (
            <p key={line}>{n === 0 ? <strong>{line}</strong> : line}</p>
          ))}
          {acceptance.answerBy !== null && (
            <p className="quiet">{t('answer', { day: dayWords(acceptance.answerBy, language) })}</p>
          )}
        </>
      )}
    </div>
  );
}

/** The best answer first, then the promise, where both are open. */
function useLines(acceptance: Acceptance | undefined): readonly string[] {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const language = useLanguage();
  if (!acceptance) return [];
  const { best, answers, missing, papers, promise } = acceptance;
  const titles = (fields: readonly string[]): string =>
    marks.list(papers.filter(({ field }) => fields.includes(field)).map(({ title }) => say(title)));
  const isOpen = (outcome: string): boolean => answers.some((each) => each.outcome === outcome && each.possible);
  const promised =
    promise && isOpen('accept-with-gaps')
      ? [
          t('promise', {
            papers: titles(promise.papers),
            day: promise.due === null ? '—' : dayWords(promise.due, language),
          }),
        ]
      : [];
  const title = say(answers.find(({ outcome }) => outcome === best)?.title);
  if (best === null) return promised;
  if (best === 'accept-with-gaps') return promised;
  if (best === 'request-supplement') return [t('gaps', { papers: titles(missing) }), ...promised];
  return [t(best.startsWith('accept') ? 'accept' : 'other', { title })];
}
