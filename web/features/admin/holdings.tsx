// Owns showing what a person still holds: tasks that he has taken, and posts that nobody would hold after him.
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { Answer } from '../../lib/call';
import { dayWords, instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { Listing } from './listing';
import { useOrganisationName } from './pickers';

const WORDS = words('holdings', {
  seats: { zh: '名下未办任务（须先移交）', en: 'Tasks still held (to be handed over first)' },
  noSeats: { zh: '名下没有未办任务。', en: 'No task is held.' },
  caption: { zh: '已领取、尚未办理的任务', en: 'Tasks taken and not yet done' },
  case: { zh: '办件', en: 'Case' },
  step: { zh: '环节', en: 'Step' },
  since: { zh: '领取时间', en: 'Since' },
  due: { zh: '到期', en: 'Due' },
  none: { zh: '无期限', en: 'No limit' },
  deserted: {
    zh: '此后将无人担任：{{post}}（{{organisation}}）',
    en: 'Nobody would hold it then: {{post}} ({{organisation}})',
  },
  waiting: { zh: '，{{n}} 件任务正等待该岗位领取', en: '; {{n}} tasks are waiting for it' },
  desertedWhat: {
    zh: '请先让他人任职，否则相关办件无人可办。',
    en: 'Give the post to somebody else first, or its cases wait for nobody.',
  },
});
type Holdings = Answer<'holdings'>;

export function Deserted({ posts }: { readonly posts: Holdings['deserted'] }) {
  const t = useWords(WORDS);
  const say = useSay();
  const nameOf = useOrganisationName();
  if (posts.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('desertedWhat')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
          {posts.map((post) => (
            <li key={`${post.kind}@${post.organisation}`}>
              {t('deserted', { post: say(post.title), organisation: nameOf(post.organisation) })}
              {post.waiting > 0 && t('waiting', { n: post.waiting })}
            </li>
          ))}
        </ul>
      }
      style={{ marginBottom: 12 }}
    />
  );
}

export function Seats({ seats }: { readonly seats: Holdings['seats'] }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <h2>{t('seats')}</h2>
      {seats.length === 0 ? (
        <p>{t('noSeats')}</p>
      ) : (
        <Listing
          caption={t('caption')}
          rows={seats}
          keyOf={({ task }) => task}
          columns={[
            {
              title: t('case'),
              show: (seat) => (
                <Link to="/cases/$id" params={{ id: seat.case.id }}>
                  {seat.case.number}
                </Link>
              ),
            },
            { title: t('step'), show: (seat) => say(seat.step) },
            { title: t('since'), show: (seat) => instantWords(seat.since, language) },
            { title: t('due'), show: (seat) => (seat.due === null ? t('none') : dayWords(seat.due, language)) },
          ]}
        />
      )}
    </>
  );
}
