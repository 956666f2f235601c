// Owns finding an item by what somebody wants to do (导办): questions in everyday words, each answer leads to the items it needs.
import { useQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { Text } from '../../../src/kernel/text';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import type { ItemChosen } from './window-draft';

const WORDS = words('window-guide', {
  title: { zh: '不知道办什么？按情形选择（导办）', en: 'Not sure which? Choose by situation' },
  fits: { zh: '需要办理的事项', en: 'Items that are needed' },
  none: { zh: '回答以上问题后，这里列出需要办理的事项。', en: 'Once answered, the items that are needed stand here.' },
});
type Item = Answer<'powerItems'>['items'][number];
interface Question {
  readonly id: string;
  readonly question: Text;
  readonly answers: readonly Text[];
}

export function Guide({ choose }: { readonly choose: (item: ItemChosen) => void }) {
  const t = useWords(WORDS);
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('title')}</summary>
      {isOpen && <Questions choose={choose} />}
    </details>
  );
}

function Questions({ choose }: { readonly choose: (item: ItemChosen) => void }) {
  const t = useWords(WORDS);
  const say = useSay();
  const { data } = useQuery({ ...reading('powerItems', { query: { limit: 200 } }), staleTime: 60_000 });
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const items = (data?.items ?? []).filter(({ procedure }) => procedure !== null);
  const fitting = items.filter((item) => fits(item, said));
  return (
    <>
      {questionsOf(items).map(({ id, question, answers }) => (
        <fieldset key={id} className="window-choice">
          <legend>{say(question)}</legend>
          <Radio.Group
            value={said[id] ?? null}
            onChange={({ target }) => setSaid({ ...said, [id]: String(target.value) })}
            options={answers.map((answer) => ({ value: answer.zh, label: say(answer) }))}
          />
        </fieldset>
      ))}
      <div role="status">
        {fitting.length === 0 ? (
          <p className="quiet">{t('none')}</p>
        ) : (
          <ul aria-label={t('fits')} className="row window-found">
            {fitting.map(({ code, name, procedure }) => (
              <li key={code} style={{ border: 0, padding: 0 }}>
                <Button onClick={() => choose({ code, procedure: procedure ?? '', ...name })}>{say(name)}</Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

/** Something that was said leads to it, and nothing that was said leads elsewhere. */
function fits({ situations }: Item, said: Readonly<Record<string, string>>): boolean {
  const spoken = situations.filter(({ id }) => said[id] !== undefined);
  return spoken.length > 0 && spoken.every(({ id, answers }) => answers.some(({ zh }) => zh === said[id]));
}

/** The same question of several items is asked once, with the answers of all. */
function questionsOf(items: readonly Item[]): readonly Question[] {
  const questions = new Map<string, Question>();
  for (const { id, question, answers } of items.flatMap(({ situations }) => situations)) {
    const before = questions.get(id)?.answers ?? [];
    const more = answers.filter(({ zh }) => before.every((each) => each.zh !== zh));
    questions.set(id, { id, question, answers: [...before, ...more] });
  }
  return [...questions.values()];
}
