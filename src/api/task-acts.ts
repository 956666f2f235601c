// Owns acts on a task: each is a command to the record, which decides.
import type { Command } from '../kernel/command';
import type { Json } from '../kernel/text';
import type { Task } from '../kernel/case';
import type { CaseOnFile } from '../queries/on-file';
import { actorOf } from './access';
import { actsView, doneOf } from './answers';
import type { BodyOf, Handlers } from './call';
import type { Deps } from './deps';
import { draftOfTask, endDraft } from './drafts';
import { judgeDecision } from './task-form';
import { taskIn } from './tasks';

type TaskCommand = Extract<Command, { readonly type: 'claim' | 'unclaim' | 'decide' }>;

export function taskActs(deps: Deps): Handlers<'actOnTask'> {
  return {
    async actOnTask({ caller, file, params, body, key, scope, fingerprint }) {
      const task = taskIn(file, params.id);
      const command = await commandOf(deps, file, task, body, caller.person);
      const answer = await deps.record.commit({
        caseId: file.id,
        command,
        actor: actorOf(caller),
        key,
        scope,
        fingerprint,
      });
      const done = doneOf(answer, task.seq);
      if (body.type === 'decide') await endDraft(deps, caller.person, draftOfTask(task.id));
      return { body: actsView(done) };
    },
  };
}

async function commandOf(
  deps: Deps,
  file: CaseOnFile,
  task: Task,
  body: BodyOf<'actOnTask'>,
  person: string,
): Promise<TaskCommand> {
  const seen = { task: task.id, ...(body.expectedSeq === undefined ? {} : { expectedSeq: body.expectedSeq }) };
  if (body.type !== 'decide') return { type: body.type, ...seen };
  const { data, errors } = await judgeDecision(deps, file, task, body.outcome, body.data ?? {}, person);
  return {
    type: 'decide',
    ...seen,
    outcome: body.outcome,
    ...(body.opinion === undefined ? {} : { opinion: body.opinion }),
    ...(body.data === undefined ? {} : { data: data as Readonly<Record<string, Json>> }),
    formErrors: errors,
  };
}
