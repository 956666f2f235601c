// Owns telling what would follow (办理后果) before somebody confirms: next step and who, papers, messages, clocks.
import { useQuery } from '@tanstack/react-query';
import { call, type Answer, type Asked, type Refused } from '../lib/call';
import { dayWords } from '../lib/days';
import { useLanguage, useSay, useWords, words } from '../lib/language';
import { useMarks } from '../lib/marks';
import { useSettled } from '../lib/still';

const WORDS = words('what-follows', {
  title: { zh: '确认后将会', en: 'What happens next' },
  next: { zh: '{{title}}：{{who}}', en: '{{title}}: {{who}}' },
  due: { zh: '（{{day}}前）', en: ' (by {{day}})' },
  message: { zh: '通知{{to}}：{{title}}', en: '{{to}} is told: {{title}}' },
  started: { zh: '开始计算：{{title}}', en: 'Starts: {{title}}' },
  paused: { zh: '停止计算：{{title}}', en: 'Stops: {{title}}' },
  resumed: { zh: '恢复计算：{{title}}', en: 'Goes on: {{title}}' },
  extended: { zh: '延长：{{title}}', en: 'Extended: {{title}}' },
  ended: { zh: '计算结束：{{title}}', en: 'Ends: {{title}}' },
  paper: { zh: '制作文书：{{title}}', en: 'Made: {{title}}' },
  sealed: { zh: '制作并用印：{{title}}', en: 'Made and sealed: {{title}}' },
  follows: { zh: '另行开立：{{title}}', en: 'A case of its own: {{title}}' },
  undo: {
    zh: '确认后 {{n}} 秒内可以撤回，此前以下各项均不发生。',
    en: 'It may be taken back for {{n}} seconds; until then nothing of this happens.',
  },
  nothing: { zh: '办件留在本环节。', en: 'The case stays at this step.' },
  would: { zh: '现在提交会被退回：{{why}}', en: 'Sent now it would be refused: {{why}}' },
  loading: { zh: '正在推算', en: 'Working it out' },
});
const STILL_MS = 400;

export function WhatFollows({
  task,
  seq,
  said,
  isHeaded = false,
  warns = isHeaded,
}: {
  readonly task: string;
  readonly seq: number;
  /** What would be sent; absent while nothing is chosen. */
  readonly said: Asked<'consequences'>['body'] | undefined;
  /** Under a heading of its own; a dialog has one already. */
  readonly isHeaded?: boolean;
  /** Also says why it would be refused now. */
  readonly warns?: boolean;
}) {
  const say = useSay();
  const t = useWords(WORDS);
  // Whoever types is not asked for at each key.
  const asked = useSettled(said, STILL_MS);
  const { data, error } = useQuery<Answer<'consequences'>, Refused>({
    queryKey: ['consequences', task, seq, asked],
    queryFn: ({ signal }) => call('consequences', { params: { id: task }, body: asked ?? { outcome: '' }, signal }),
    enabled: asked !== undefined,
    placeholderData: (before) => before,
  });
  if (error) return null;
  return (
    <section aria-label={t('title')} className="what-follows">
      {isHeaded && <h4>{t('title')}</h4>}
      {data ? <Consequences of={data} /> : <p className="quiet">{t('loading')}</p>}
      {warns && data?.refusal && <p className="notice">{t('would', { why: say(data.refusal.detail) })}</p>}
    </section>
  );
}

function Consequences({ of }: { readonly of: Answer<'consequences'> }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const language = useLanguage();
  const by = (due: string | null): string => (due === null ? '' : t('due', { day: dayWords(due, language) }));
  const lines = [
    ...(of.says ?? []).map(say),
    ...of.next.map(({ title, who, due }) =>
      who.length === 0
        ? say(title) + by(due)
        : t('next', { title: say(title), who: marks.list([...new Set(who.map(say))]) }) + by(due),
    ),
    ...of.documents.map(({ title, sealed }) => t(sealed ? 'sealed' : 'paper', { title: say(title) })),
    ...of.messages.map(({ to, title }) => t('message', { to: say(to), title: say(title) })),
    ...of.clocks.map(({ change, title, due }) => t(change, { title: say(title) }) + by(due)),
    ...of.follows.map(({ title }) => t('follows', { title: say(title) })),
  ];
  return (
    <>
      {of.undoSeconds !== undefined && <p className="quiet small">{t('undo', { n: of.undoSeconds })}</p>}
      <ul>
        {lines.length === 0 ? <li>{t('nothing')}</li> : [...new Set(lines)].map((line) => <li key={line}>{line}</li>)}
      </ul>
    </>
  );
}
