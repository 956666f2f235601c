// Owns the steps ahead: what is certain, what is possible, what is excluded, and why.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { Text } from '../../../src/kernel/text';
import { ScrollTable } from '../../components/scroll-table';
import { reading } from '../../lib/asking';
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useNames } from '../../lib/names';
import type { CaseView } from './case-definition';

const WORDS = words('forecast-part', {
  none: { zh: '后面没有需要办理的步骤。', en: 'No step lies ahead.' },
  caption: { zh: '后续步骤', en: 'Steps ahead' },
  step: { zh: '步骤', en: 'Step' },
  certainty: { zh: '是否发生', en: 'Whether' },
  certain: { zh: '● 必经', en: '● certain' },
  possible: { zh: '◐ 可能', en: '◐ possible' },
  excluded: { zh: '○ 不会发生', en: '○ excluded' },
  who: { zh: '办理', en: 'Who' },
  due: { zh: '到期', en: 'Due' },
  because: { zh: '原因', en: 'Because' },
  nobody: { zh: '当事人或者系统', en: 'a party or the system' },
});

export function ForecastPart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const names = useNames();
  const { data } = useSuspenseQuery(reading('forecast', { params: { id: view.id } }));
  if (data.steps.length === 0) return <p>{t('none')}</p>;
  return (
    <ScrollTable
      name={t('caption')}
      heads={(['step', 'certainty', 'who', 'due', 'because'] as const).map((head) => t(head))}
    >
      {data.steps.map(({ step, title, certainty, who, due, because }) => (
        <tr key={step} className={certainty}>
          <th scope="row">{say(title)}</th>
          <td>{t(certainty)}</td>
          <td>{typeof who === 'string' ? names.seat(who) : t('nobody')}</td>
          <td>{due === undefined ? '—' : dayWords(due, language)}</td>
          <td>{say(because as Text)}</td>
        </tr>
      ))}
    </ScrollTable>
  );
}
