// Owns every act on a task beside deciding it, as the server offers them: a button each, and a form made from the request's own schema.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { ActForm } from '../../components/act-form/act-form';
import { asked, given, membersOf, type Filled, type Schema } from '../../components/act-form/asked';
import { ProblemNotice } from '../../components/problem-notice';
import { WhatFollows } from '../../components/what-follows';
import { again, reading, useAct } from '../../lib/asking';
import { useCommands } from '../../lib/commands';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { taskActWords } from './act-words';
import type { TaskView } from './outcomes';
import { ReturnForm } from './return-form';
import { isForetold, isOfSeats, seatNames, seatSaid, seatSchema } from './seat-acts';

const WORDS = words('other-acts', {
  title: { zh: '其他操作', en: 'Other acts' },
  candidate: { zh: '{{name}}（手中待办 {{n}} 件）', en: '{{name}} ({{n}} tasks in hand)' },
});
type Body = Parameters<ReturnType<typeof useAct<'actOnTask'>>['mutate']>[0]['body'];
const KEYS: Readonly<Record<string, string>> = { claim: 'c', transfer: 't', withdraw: 'u' };
/** After these one goes on with the same task. */
const STAYS = [
  ...['claim', 'unclaim', 'withdraw', 'urge', 'withdraw-vote', 'add-sign', 'remove-sign'],
  ...['delegate', 'recall-delegation', 'recuse', 'decide-recusal'],
];

function asksSomething({ acts, held }: TaskView, type: string): boolean {
  // While it is held nothing has followed, and nothing need be said.
  if (type === 'withdraw' && held) return false;
  return Object.keys(membersOf(acts[type] ?? {})).length > 0;
}

export interface OtherActsProps {
  readonly task: TaskView;
  /** The act whose form is open from the beginning. */
  readonly wanted: string | undefined;
  /** Called when one's own decision was taken back. */
  readonly takenBack: () => void | Promise<void>;
  /** Called when the task is no longer one's own to work on. */
  readonly done: () => void;
}

export function OtherActs({ task, wanted, takenBack, done }: OtherActsProps) {
  const t = useWords(WORDS);
  const say = useSay();
  const acts = Object.keys(task.acts).filter((type) => type !== 'decide');
  const [open, setOpen] = useState(wanted !== undefined && acts.includes(wanted) ? wanted : undefined);
  const group = useRef<HTMLDivElement>(null);
  const act = useAct('actOnTask', {
    done: async (_, { body: { type } }) => {
      setOpen(undefined);
      if (type === 'withdraw') await takenBack();
      await again('task', 'tasks', 'taskCounts', 'case', 'explanation');
      if (!STAYS.includes(type)) done();
    },
  });
  const send = (type: string, more: Filled = {}): void =>
    act.mutate({ params: { id: task.id }, body: { type, expectedSeq: task.seq, ...more } as Body });
  const begin = (type: string): void => {
    act.reset();
    if (asksSomething(task, type)) setOpen(type);
    else send(type);
  };
  const cancel = (): void => {
    const opener = open;
    setOpen(undefined);
    setTimeout(() => group.current?.querySelector<HTMLElement>(`[data-act="${opener}"]`)?.focus());
  };
  useCommands(
    acts.map((type) => ({
      title: say(taskActWords(type).title),
      ...(KEYS[type] === undefined ? {} : { key: KEYS[type] }),
      run: () => begin(type),
    })),
  );
  if (acts.length === 0) return null;
  return (
    <div ref={group} role="group" aria-label={t('title')} className="row">
      {acts.map((type) => (
        <Button
          key={type}
          data-act={type}
          {...(asksSomething(task, type) ? { 'aria-haspopup': 'dialog' as const } : {})}
          onClick={() => begin(type)}
          loading={act.isPending && act.variables.body.type === type}
          {...(KEYS[type] === undefined ? {} : { 'aria-keyshortcuts': KEYS[type] })}
        >
          {say(taskActWords(type).title)}{' '}
          {KEYS[type] !== undefined && <kbd aria-hidden="true">{KEYS[type].toUpperCase()}</kbd>}
        </Button>
      ))}
      {open === undefined && <ProblemNotice refused={act.error} />}
      {open !== undefined && (
        <OpenAct key={open} task={task} type={open} act={act} send={(more) => send(open, more)} cancel={cancel} />
      )}
    </div>
  );
}

interface OneActProps {
  readonly task: TaskView;
  readonly type: string;
  readonly act: ReturnType<typeof useAct<'actOnTask'>>;
  readonly send: (more: Filled) => void;
  readonly cancel: () => void;
}

function OpenAct(props: OneActProps) {
  const { task, type, act, send, cancel } = props;
  return type === 'return' ? (
    <ReturnForm task={task} refused={act.error} isBusy={act.isPending} send={send} cancel={cancel} />
  ) : (
    <OneAct {...props} />
  );
}

function OneAct({ task, type, act, send, cancel }: OneActProps) {
  const t = useWords(WORDS);
  const say = useSay();
  const marks = useMarks();
  const ofSeats = isOfSeats(type);
  const [value, setValue] = useState<Filled>(() => (ofSeats ? given(seatSchema(task, type, [])) : {}));
  const { title, follows } = taskActWords(type);
  const schema = task.acts[type] ?? {};
  const gives = Object.hasOwn(membersOf(schema), 'to');
  const adds = type === 'add-sign';
  // Whoever gives an opinion needs no post; whoever takes the seat must be allowed to.
  const advises = type === 'delegate';
  const { data } = useQuery({
    ...reading('candidates', { params: { id: task.id }, query: adds ? { for: 'add-sign' } : {} }),
    enabled: adds || (gives && !advises),
  });
  const { data: colleagues } = useQuery({ ...reading('colleagues', { query: { limit: 200 } }), enabled: advises });
  const people = advises
    ? (colleagues?.items ?? []).map(({ id, name, posts }) => {
        const post = posts[0]?.title;
        const withPost = (of: 'zh' | 'en'): string => marks.of(name, post?.[of] ?? '');
        return [id, { zh: withPost('zh'), en: withPost('en') }] as const;
      })
    : (data?.items ?? []).map(({ person, open }) => {
        const name = t('candidate', { name: person.name, n: open });
        return [person.id, { zh: name, en: name }] as const;
      });
  const ids = people.map(([id]) => id);
  const form = ofSeats ? seatSchema(task, type, ids) : gives ? toOneOf(schema, ids) : schema;
  const named = Object.fromEntries(people);
  const said = isForetold(type) ? seatSaid(type, value) : undefined;
  return (
    <ActForm
      title={say(title)}
      follows={
        <>
          {(ofSeats || type === 'withdraw' || said === undefined) && say(follows)}
          {said !== undefined && <WhatFollows task={task.id} seq={task.seq} said={said} warns />}
        </>
      }
      schema={asked(form, ofSeats ? seatNames(task, named) : { to: named })}
      value={value}
      onChange={setValue}
      refused={act.error}
      isBusy={act.isPending}
      confirm={() => send(value)}
      cancel={cancel}
    />
  );
}

/** Given to somebody who may lawfully take it; which seat that is follows from the task. */
function toOneOf(schema: Schema, people: readonly string[]): Schema {
  const { seat: _, ...properties } = membersOf(schema);
  const to = people.length === 0 ? properties['to'] : { ...properties['to'], enum: [...new Set(people)] };
  return { ...schema, properties: { ...properties, to } };
}
