// Owns in-app messages: what happened on the cases one works on, newest first, and that they were read.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { Waiting } from '../../components/waiting';
import { again } from '../../lib/asking';
import type { Refused } from '../../lib/call';
import { call, newKey, type Answer } from '../../lib/call';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';

const WORDS = words('messages', {
  title: { zh: '消息', en: 'Messages' },
  which: { zh: '显示哪些', en: 'Which' },
  unread: { zh: '未读', en: 'Unread' },
  all: { zh: '全部', en: 'All' },
  read: { zh: '标为已读', en: 'Mark as read' },
  readAll: { zh: '所列全部标为已读', en: 'Mark all listed as read' },
  isNew: { zh: '未读', en: 'unread' },
  none: { zh: '没有未读消息。', en: 'No unread messages.' },
  noneAtAll: { zh: '没有消息。', en: 'No messages.' },
  more: { zh: '再列一些', en: 'More' },
  open: { zh: '查看办件', en: 'Open the case' },
});
type Message = Answer<'messages'>['items'][number];

export function Messages() {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const navigate = useNavigate();
  const { all = false } = useSearch({ from: '/desk/messages' });
  const [refused, setRefused] = useState<Refused | null>(null);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery<
    Answer<'messages'>,
    Refused,
    readonly Message[],
    readonly unknown[],
    string | undefined
  >({
    queryKey: ['messages', 'pages', all],
    queryFn: ({ pageParam, signal }) =>
      call('messages', {
        query: {
          ...(all ? {} : { unread: 'true' as const }),
          ...(pageParam === undefined ? {} : { after: pageParam }),
        },
        signal,
      }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  const listed = data ?? [];
  const unread = listed.filter(({ read }) => !read);
  const markRead = async (which: readonly Message[]): Promise<void> => {
    setRefused(null);
    try {
      await Promise.all(which.map(({ id }) => call('readMessage', { params: { message: id }, key: newKey() })));
    } catch (fault) {
      setRefused(fault as Refused);
    }
    await again('messages');
  };
  useTitle(t('title'));
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="row">
        <Segmented
          aria-label={t('which')}
          value={all ? 'all' : 'unread'}
          options={(['unread', 'all'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(value) => void navigate({ to: '/messages', search: value === 'all' ? { all: true } : {} })}
        />
        <Button disabled={unread.length === 0} onClick={() => void markRead(unread)}>
          {t('readAll')}
        </Button>
      </p>
      <ProblemNotice refused={error ?? refused} />
      {isPending && <Waiting />}
      {!isPending && listed.length === 0 && <p>{t(all ? 'noneAtAll' : 'none')}</p>}
      <ul className="messages">
        {listed.map((message) => (
          <li key={message.id}>
            <span className="wraps">
              {message.read ? say(message.text) : <strong>{say(message.text)}</strong>}{' '}
              <span className="quiet">
                {instantWords(message.at, language)} {!message.read && t('isNew')}
              </span>
            </span>
            <span className="row">
              <Link to="/cases/$id" params={{ id: message.case }}>
                {t('open')}
              </Link>
              {!message.read && (
                <Button size="small" onClick={() => void markRead([message])}>
                  {t('read')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
