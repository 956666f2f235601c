// Owns showing what people were asked about a case and what they answered (委派、加签): who asked whom, what, and whether the answer is there.
import { Tag } from 'antd';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import type { TaskView } from './outcomes';

const WORDS = words('asked-of', {
  title: { zh: '征求的意见', en: 'Opinions asked for' },
  elsewhere: { zh: '其他环节征求的意见', en: 'Opinions asked for at other steps' },
  asked: { zh: '{{by}}问{{to}}：{{question}}', en: '{{by}} asked {{to}}: {{question}}' },
  waiting: { zh: '待答复', en: 'not answered yet' },
  answered: { zh: '已答复', en: 'answered' },
  ended: { zh: '未答复，已结束', en: 'ended without an answer' },
  delegate: { zh: '委派', en: 'opinion asked for' },
  before: { zh: '前加签', en: 'added before' },
  after: { zh: '后加签', en: 'added after' },
  parallel: { zh: '并加签', en: 'added beside' },
  consult: { zh: '征求意见', en: 'consulted' },
  noWords: { zh: '（未写意见）', en: '(no words)' },
});

/** Of the task itself beside the form, or of the other steps of its case. */
export function AskedOf({ task, elsewhere = false }: { readonly task: TaskView; readonly elsewhere?: boolean }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const shown = task.asked.filter((each) => (each.task === task.id) !== elsewhere);
  if (shown.length === 0) return null;
  return (
    <section aria-label={t(elsewhere ? 'elsewhere' : 'title')} className="asked-of">
      <h3>{t(elsewhere ? 'elsewhere' : 'title')}</h3>
      <ul className="plain opinions">
        {shown.map(({ title, kind, by, to, question, at, state, answer }) => (
          <li key={`${at} ${to.id}`}>
            <div className="wraps">
              {t('asked', { by: by.name, to: to.name, question })}{' '}
              <Tag>{state === 'waiting' ? <strong>{t(state)}</strong> : t(state)}</Tag>
            </div>
            <div className="quiet small">
              {elsewhere && <>{say(title)} · </>}
              {t(kind)} · {instantWords(at, language)}
            </div>
            {answer && (
              <blockquote className="answer wraps">
                {answer.outcome && <strong>{say(answer.outcome)} </strong>}
                {answer.opinion ?? <span className="quiet">{t('noWords')}</span>}
                <div className="quiet small">
                  {to.name} · {instantWords(answer.at, language)}
                </div>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
