/**
 * Owns acting on several tasks at once: each is judged and recorded by itself, under a key of its own made from the request's, so
 * that a repeat gets the first answers and what one of them is refused for stops no other. Nothing is decided unread: in a list only
 * the routine outcome of a task may be chosen, over the version that was seen.
 */
import type { Principal } from '../auth/principal';
import { check, routineOf } from '../kernel/kernel';
import type { Refusal } from '../kernel/rules/refusal';
import { refuse } from '../kernel/rules/refusal';
import { caseOfTask, type CaseOnFile } from '../queries/on-file';
import { actorOf } from './access';
import { doneOf, isHeld } from './answers';
import type { BodyOf, Call, Handlers, ReplyBodyOf } from './call';
import type { Deps } from './deps';
import { draftOfTask, endDraft } from './drafts';
import { refusedOnce, type Asked } from './idempotency';
import { prefersEnglish } from './language';
import { problem, Problem, problemDocument } from './problem';
import { refusalProblem } from './refusals';

type Wanted = BodyOf<'actOnTasks'>['acts'][number];
type Result = ReplyBodyOf<'actOnTasks'>['results'][number];

export function bulkActs(deps: Deps): Handlers<'actOnTasks'> {
  return {
    async actOnTasks(call) {
      const results: Result[] = [];
      // One after the other: a list of one case's tasks is decided in the order in which it was chosen.
      for (const [n, wanted] of call.body.acts.entries()) results.push(await resultOf(deps, call, wanted, n));
      const done = results.filter(({ ok }) => ok).length;
      return { body: { done, refused: results.length - done, results } };
    },
  };
}

async function resultOf(deps: Deps, call: Call<'actOnTasks'>, wanted: Wanted, n: number): Promise<Result> {
  const { caller, key, scope, fingerprint, request, body } = call;
  const asked = { actor: caller.person, scope, key: `${key}#${n}`, fingerprint };
  try {
    const seq = body.dryRun ? await judged(deps, caller, wanted) : await recorded(deps, caller, wanted, asked);
    return { task: wanted.task, ok: true, ...(seq === undefined ? {} : { seq }) };
  } catch (error) {
    // The whole request, and not this one act, is wrong or must be repeated.
    if (!(error instanceof Problem) || error.code === 'idempotency-key-reused') throw error;
    const told = problemDocument(error, prefersEnglish(request)).body as Result['problem'];
    return { task: wanted.task, ok: false, ...(told ? { problem: told } : {}) };
  }
}

async function judged(deps: Deps, caller: Principal, wanted: Wanted): Promise<undefined> {
  const file = await fileOf(deps, caller, wanted);
  const refusal = refusalOf(file, caller, wanted);
  if (refusal) throw refusalProblem(refusal, seqIn(file, wanted));
}

async function recorded(deps: Deps, caller: Principal, wanted: Wanted, asked: Asked): Promise<number> {
  const file = await fileOf(deps, caller, wanted).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  const unread = file instanceof Problem ? file : unreadOf(file, caller, wanted);
  const answer =
    unread || file instanceof Problem
      ? await refusedOnce(deps.pool, asked, unread ?? problem('not-found'))
      : await deps.record.commit({ ...asked, caseId: file.id, command: commandOf(wanted), actor: actorOf(caller) });
  const done = doneOf(answer, file instanceof Problem ? undefined : seqIn(file, wanted));
  if (wanted.type === 'decide' && !isHeld(done)) await endDraft(deps, caller.person, draftOfTask(wanted.task));
  return done.seq;
}

/** In a list nothing is chosen but what needs no reading. */
function unreadOf(file: CaseOnFile, caller: Principal, wanted: Wanted): Problem | undefined {
  if (wanted.type !== 'decide' || isRoutine(file, caller, wanted)) return undefined;
  const refusal = refusalOf(file, caller, wanted);
  return refusalProblem(refusal ?? refuse('not-routine'), seqIn(file, wanted));
}

function isRoutine(file: CaseOnFile, caller: Principal, wanted: Wanted): boolean {
  const task = file.state.tasks.find(({ id }) => id === wanted.task);
  const routine = task && routineOf({ ...file, actor: actorOf(caller) }, task);
  return routine !== undefined && routine.outcome === wanted.outcome;
}

function refusalOf(file: CaseOnFile, caller: Principal, wanted: Wanted): Refusal | undefined {
  const { definition, state, moment, calendar } = file;
  const refusal = check(definition, state, commandOf(wanted), actorOf(caller), moment, calendar);
  if (refusal || wanted.type !== 'decide') return refusal;
  return isRoutine(file, caller, wanted) ? undefined : refuse('not-routine');
}

function commandOf({ task, type, expectedSeq, outcome = '' }: Wanted) {
  return type === 'decide'
    ? { type, task, expectedSeq, outcome, formErrors: [] as const }
    : { type, task, expectedSeq };
}

async function fileOf(deps: Deps, caller: Principal, { task }: Wanted): Promise<CaseOnFile> {
  const file = await caseOfTask(deps.db, caller, task);
  if (!file) throw problem('not-found');
  return file;
}
function seqIn({ state }: CaseOnFile, { task }: Wanted): number | undefined {
  return state.tasks.find(({ id }) => id === task)?.seq;
}
