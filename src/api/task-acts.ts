// Owns acts on a task: each is a command to the record, which decides.
import type { Command } from '../kernel/command';
import { withoutAbsent, type Json } from '../kernel/text';
import type { Task } from '../kernel/case';
import type { CaseOnFile } from '../queries/on-file';
import { actorNamed } from '../queries/staff';
import { actorOf } from './access';
import { actsView, doneOf, isHeld } from './answers';
import type { BodyOf, Handlers } from './call';
import type { Deps } from './deps';
import { draftOfTask, endDraft } from './drafts';
import { judgeDecision } from './task-form';
import { taskIn } from './tasks';

type TaskCommand = Extract<
  Command,
  {
    readonly type:
      | 'claim'
      | 'unclaim'
      | 'decide'
      | 'withdraw'
      | 'return'
      | 'withdraw-vote'
      | 'add-sign'
      | 'remove-sign'
      | 'urge'
      | 'reassign'
      | 'transfer'
      | 'delegate'
      | 'recall-delegation'
      | 'submit-opinion'
      | 'recuse'
      | 'decide-recusal';
  }
>;

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
      // What was typed may be wanted again while it can be taken back.
      if (body.type === 'decide' && !isHeld(done)) await endDraft(deps, caller.person, draftOfTask(task.id));
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
  if (body.type !== 'decide') return actCommand(deps, task, body);
  const { data, errors } = await judgeDecision(deps, file, task, body.outcome, body.data ?? {}, person);
  return {
    type: 'decide',
    task: task.id,
    ...(body.expectedSeq === undefined ? {} : { expectedSeq: body.expectedSeq }),
    ...(body.for === undefined ? {} : { for: body.for }),
    outcome: body.outcome,
    ...(body.opinion === undefined ? {} : { opinion: body.opinion }),
    ...(body.data === undefined ? {} : { data: data as Readonly<Record<string, Json>> }),
    formErrors: errors,
  };
}

type OtherAct = Exclude<BodyOf<'actOnTask'>, { readonly type: 'decide' }>;

/** What is done with a task beside deciding it, as it is asked or only told of: people are looked up with what they hold today. */
export async function actCommand(deps: Deps, task: Task, body: OtherAct): Promise<TaskCommand> {
  const command = { ...withoutAbsent(body), task: task.id };
  if (body.type === 'add-sign')
    return { ...command, people: await Promise.all(body.people.map((id) => actorNamed(deps.db, id))) } as TaskCommand;
  if (body.type === 'reassign' || body.type === 'transfer' || body.type === 'delegate')
    return { ...command, to: await actorNamed(deps.db, body.to) } as TaskCommand;
  return command as TaskCommand;
}
