// Owns deciding a task by one of its outcomes: the form of the step, what the outcome asks for beside it, the opinion, one request.
import { useMemo, useState } from 'react';
import type { Text } from '../../../src/kernel/text';
import { again, useAct } from '../../lib/asking';
import type { Answer, Asked } from '../../lib/call';
import { useSay } from '../../lib/language';
import { WhatFollows } from '../what-follows';
import { ActForm } from './act-form';
import { membersOf, requiredOf, type Filled, type Schema } from './asked';

type TaskView = Answer<'task'>;
type Decision = Extract<Asked<'consequences'>['body'], { readonly outcome: string }>;
type Outcome = TaskView['outcomes'][number];
/** Apart from the fields of a form, whatever a procedure calls them. */
const OPINION = '$opinion';

export function TaskActForm({
  task,
  outcome,
  begun = {},
  opinion,
  names = {},
  close,
  done,
}: {
  readonly task: TaskView;
  readonly outcome: Outcome;
  /** Filled in already, as far as it is known. */
  readonly begun?: Filled;
  readonly opinion?: string;
  /** What the values of a list are called: `premisesProof` 营业场所使用证明. */
  readonly names?: Readonly<Record<string, Text>>;
  readonly close: () => void;
  readonly done: () => void;
}) {
  const say = useSay();
  const [value, setValue] = useState<Filled>(() => ({
    ...task.form.data,
    ...begun,
    ...(opinion === undefined ? {} : { [OPINION]: opinion }),
  }));
  const act = useAct('actOnTask', {
    done: async () => {
      done();
      close();
      await again('task', 'tasks', 'taskCounts', 'case', 'cases', 'explanation', 'forecast', 'documents', 'windowDay');
    },
  });
  const schema = useMemo(() => whole(task, outcome, names), [task, outcome, names]);
  const faults = useMemo(
    () =>
      (act.error?.problem.errors ?? []).map(({ path, message }) => ({
        path: path === '/opinion' ? `/${OPINION}` : path.replace(/^\/data(?=\/|$)/, ''),
        message,
      })),
    [act.error],
  );
  const said = saidOf(task, outcome, value);
  return (
    <ActForm
      title={say(outcome.title)}
      follows={<WhatFollows task={task.id} seq={task.seq} said={said} />}
      schema={schema}
      value={value}
      onChange={setValue}
      refused={act.error}
      faults={faults}
      isBusy={act.isPending}
      confirm={() => act.mutate({ params: { id: task.id }, body: { type: 'decide', expectedSeq: task.seq, ...said } })}
      cancel={close}
    />
  );
}

function saidOf(task: TaskView, outcome: Outcome, value: Filled): Decision {
  const names = [task.form.schema, outcome.schema ?? {}].flatMap((schema) => Object.keys(membersOf(schema)));
  const data = Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
  const opinion = value[OPINION];
  return {
    outcome: outcome.id,
    ...(typeof opinion === 'string' && opinion.trim() !== '' ? { opinion } : {}),
    ...(Object.keys(data).length === 0 ? {} : { data: data as Record<string, never> }),
  };
}

/** One form of the step's own, the outcome's, and the opinion. */
function whole(task: TaskView, outcome: Outcome, names: Readonly<Record<string, Text>>): Schema {
  const parts = [task.form.schema, outcome.schema ?? {}];
  const rules = parts.map(
    ({ properties: _, required: __, title: ___, $schema: ____, additionalProperties: _____, ...rest }) => rest,
  );
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(
        parts.flatMap((part) => Object.entries(membersOf(part)).map(([name, each]) => [name, named(each, names)])),
      ),
      [OPINION]: {
        type: 'string',
        title: outcome.opinionRequired ? '意见、理由' : '意见（可不填）',
        'x-en': { title: outcome.opinionRequired ? 'Reasons' : 'Opinion (optional)' },
        maxLength: 5000,
      },
    },
    required: [...parts.flatMap(requiredOf), ...(outcome.opinionRequired ? [OPINION] : [])],
    ...(rules.some((each) => Object.keys(each).some((keyword) => keyword !== 'type')) ? { allOf: rules } : {}),
  };
}
function named(member: Schema, names: Readonly<Record<string, Text>>): Schema {
  const items = member['items'] as Schema | undefined;
  return items?.['enum'] === undefined ? member : { ...member, items: { 'x-options': names, ...items } };
}
