// Owns what colleagues say to one another about a case (沟通) and send one another of it (抄送): who, when, to whom, and what is not read yet.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Form, Input, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { again, reading, useAct } from '../../lib/asking';
import { instantWords } from '../../lib/days';
import { useLanguage, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { ColleaguesPicker } from '../absences/colleague-picker';
import { Change } from '../admin/change';
import type { CaseView } from './case-definition';

const WORDS = words('talk', {
  title: { zh: '沟通和抄送', en: 'Comments and copies' },
  none: { zh: '还没有沟通记录，也没有抄送。', en: 'Nothing has been said, and no copy sent.' },
  comments: { zh: '沟通', en: 'Comments' },
  copies: { zh: '抄送', en: 'Copies' },
  comment: { zh: '发起沟通', en: 'Comment' },
  commentWhat: {
    zh: '沟通记入台账，能查看本办件的人都能看到，不能删改；提到的人收到消息。不影响办理进度和期限。',
    en: 'A comment goes on the record, for all who see the case, and cannot be changed; whoever is mentioned gets a message. It moves nothing and no limit.',
  },
  commentConfirm: { zh: '发送', en: 'Send' },
  text: { zh: '内容', en: 'Comment' },
  textMissing: { zh: '请填写沟通内容。', en: 'Please write the comment.' },
  mentions: { zh: '提到（@）同事（可不选）', en: 'Mention (@) colleagues (optional)' },
  mentionsHint: {
    zh: '只能提到能查看本办件的同事；其他人请先抄送。',
    en: 'Colleagues who see the case; send the others a copy first.',
  },
  copy: { zh: '抄送', en: 'Send a copy' },
  copyWhat: {
    zh: '所选同事从现在起可以查看本办件，办结以后也可以，并收到消息；他们不办理任何环节，本办件不等待他们。抄送不能撤回。',
    en: 'They may read this case from now on, after its end too, and get a message. They decide nothing and nothing waits for them. A copy cannot be taken back.',
  },
  copyConfirm: { zh: '抄送', en: 'Send the copy' },
  people: { zh: '抄送给', en: 'To' },
  peopleMissing: { zh: '请至少选择一人。', en: 'Choose at least one person.' },
  note: { zh: '说明', en: 'Note' },
  noteMissing: { zh: '请写明为什么抄送。', en: 'Please say why.' },
  to: { zh: '提到：{{names}}', en: 'mentions {{names}}' },
  copied: { zh: '{{by}}抄送：{{reason}}', en: '{{by}}: {{reason}}' },
  read: { zh: '{{at}} 已阅', en: 'read {{at}}' },
  unread: { zh: '未阅', en: 'not read' },
  yours: { zh: '{{by}}于 {{at}} 抄送给您：{{reason}}', en: '{{by}} sent you a copy on {{at}}: {{reason}}' },
  mark: { zh: '标为已阅', en: 'Mark as read' },
  said: { zh: '已发送。', en: 'Sent.' },
  sent: { zh: '已抄送。', en: 'The copy was sent.' },
  marked: { zh: '已标为已阅。', en: 'Marked as read.' },
});
/** Acts that stand here, and not among the others of the case. */
export const OF_TALK: readonly string[] = ['copy', 'read-copy', 'comment'];
const anew = (): Promise<void> => again('case', 'task', 'ledger', 'tasks', 'taskCounts');

export function Talk({ view, inside = false }: { readonly view: CaseView; readonly inside?: boolean }) {
  const t = useWords(WORDS);
  const [told, setTold] = useState('');
  const { comments, copies, offered } = view;
  // Under the heading of a page, or under that of a part of it.
  const Heading = inside ? 'h3' : 'h2';
  const Part = inside ? 'h4' : 'h3';
  return (
    <section aria-labelledby="talk" className="talk">
      <Heading id="talk">{t('title')}</Heading>
      <Unread view={view} tell={setTold} />
      {comments.length + copies.length === 0 && <p className="quiet">{t('none')}</p>}
      {comments.length > 0 && <Part>{t('comments')}</Part>}
      <Comments of={comments} />
      {copies.length > 0 && <Part>{t('copies')}</Part>}
      <Copies of={copies} />
      <div className="row">
        {offered.includes('comment') && <NewComment view={view} tell={setTold} />}
        {offered.includes('copy') && <NewCopy view={view} tell={setTold} />}
        <span role="status">{told}</span>
      </div>
    </section>
  );
}

function Comments({ of }: { readonly of: CaseView['comments'] }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const language = useLanguage();
  if (of.length === 0) return null;
  return (
    <ul className="plain">
      {of.map(({ seq, at, by, text, mentions }) => (
        <li key={seq}>
          <div className="wraps said">{text}</div>
          <div className="quiet small wraps">
            {by.name} · {instantWords(at, language)}
            {mentions.length > 0 && <> · {t('to', { names: marks.list(mentions.map(({ name }) => `@${name}`)) })}</>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Copies({ of }: { readonly of: CaseView['copies'] }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  if (of.length === 0) return null;
  return (
    <ul className="plain">
      {of.map(({ person, by, at, reason, read }) => (
        <li key={person.id}>
          <strong>{person.name}</strong>{' '}
          <Tag>
            {read === undefined ? <strong>{t('unread')}</strong> : t('read', { at: instantWords(read, language) })}
          </Tag>
          <div className="quiet small wraps">
            <bdi>{t('copied', { by: by.name, reason })}</bdi> · {instantWords(at, language)}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A copy that was sent to the reader, until he says that he has read it. */
function Unread({ view, tell }: PartProps) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const { data: me } = useSuspenseQuery(reading('me'));
  const act = useAct('actOnCase', {
    done: async () => {
      await anew();
      tell(t('marked'));
    },
  });
  const mine = view.copies.find(({ person, read }) => person.id === me.person.id && read === undefined);
  if (!mine || !view.offered.includes('read-copy')) return null;
  return (
    <div className="notice">
      <p className="wraps">
        {t('yours', { by: mine.by.name, at: instantWords(mine.at, language), reason: mine.reason })}
      </p>
      <Button
        loading={act.isPending}
        onClick={() => act.mutate({ params: { id: view.id }, body: { type: 'read-copy' } })}
      >
        {t('mark')}
      </Button>
      <ProblemNotice refused={act.error} />
    </div>
  );
}

interface PartProps {
  readonly view: CaseView;
  readonly tell: (what: string) => void;
}

function NewComment({ view, tell }: PartProps) {
  const t = useWords(WORDS);
  const act = useAct('actOnCase');
  return (
    <Change
      label={t('comment')}
      title={t('comment')}
      confirm={t('commentConfirm')}
      reason="none"
      consequence={t('commentWhat')}
      fields={
        <>
          <Words name="text" label={t('text')} missing={t('textMissing')} most={4000} />
          <Form.Item name="mentions" label={t('mentions')} extra={t('mentionsHint')}>
            <ColleaguesPicker />
          </Form.Item>
        </>
      }
      act={act}
      meant={({ text, mentions = [] }: { readonly text: string; readonly mentions?: string[] }) => ({
        params: { id: view.id },
        body: { type: 'comment' as const, text, mentions },
      })}
      done={async () => {
        await anew();
        tell(t('said'));
      }}
    />
  );
}

function NewCopy({ view, tell }: PartProps) {
  const t = useWords(WORDS);
  const act = useAct('actOnCase');
  return (
    <Change
      label={t('copy')}
      title={t('copy')}
      confirm={t('copyConfirm')}
      reason="none"
      consequence={t('copyWhat')}
      fields={
        <>
          <Form.Item
            name="people"
            label={t('people')}
            rules={[{ required: true, type: 'array', min: 1, message: t('peopleMissing') }]}
          >
            <ColleaguesPicker />
          </Form.Item>
          <Words name="note" label={t('note')} missing={t('noteMissing')} most={2000} />
        </>
      }
      act={act}
      meant={({ people, note }: { readonly people: string[]; readonly note: string }) => ({
        params: { id: view.id },
        body: { type: 'copy' as const, people, reason: note, expectedSeq: view.seq },
      })}
      done={async () => {
        await anew();
        tell(t('sent'));
      }}
    />
  );
}

function Words(of: {
  readonly name: string;
  readonly label: string;
  readonly missing: string;
  readonly most: number;
}): ReactNode {
  return (
    <Form.Item name={of.name} label={of.label} rules={[{ required: true, whitespace: true, message: of.missing }]}>
      <Input.TextArea rows={3} maxLength={of.most} />
    </Form.Item>
  );
}
