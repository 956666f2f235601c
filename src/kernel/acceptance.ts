/**
 * What the window could answer to an application as it lies there (受理预判): the case is opened dry and every outcome of its first
 * step is asked of `check`, which is what the commit will ask. Nothing is written.
 */
import { gapsOf, neededPapers } from './acts/facts';
import { PROMISE_CLOCK } from './acts/accept-with-gaps';
import type { CaseCommand } from './acts';
import type { CaseState, Task } from './case';
import type { Actor, Moment, OpenCase } from './command';
import { check, open } from './kernel';
import type { Definition, OutcomeRule, StatutoryAct } from './procedure/definition';
import { taskRule } from './procedure/find';
import type { Refusal } from './rules/refusal';
import type { Calendar } from './time/calendar';
import { dayOf } from './time/civil';
import { dueDay, startClock, type Day } from './time/clock';

export interface WindowAnswer {
  readonly outcome: string;
  readonly rule: OutcomeRule;
  readonly refusal?: Refusal;
}
export interface Acceptance {
  readonly needed: readonly string[];
  readonly received: readonly string[];
  /** Needed and not there. */
  readonly missing: readonly string[];
  /** Of what is missing: what may follow on a promise (容缺), and what a commitment may stand for (告知承诺). */
  readonly promisable: readonly string[];
  readonly byCommitment: readonly string[];
  readonly answers: readonly WindowAnswer[];
  /** The answer that helps the applicant most and the law allows. */
  readonly best?: string;
  /** The longest promise made today. */
  readonly promise?: { readonly days: number; readonly due?: Day };
  /** 24:00 of this day silence counts as acceptance. */
  readonly answerBy?: Day;
}

/** Tried in this order: accept, with gaps, on commitment, the one list. */
const BEST: readonly StatutoryAct[] = ['accept', 'accept-with-gaps', 'accept-on-commitment', 'request-supplement'];

export function acceptanceOf(
  definition: Definition,
  command: OpenCase,
  actor: Actor,
  moment: Moment,
  calendar: Calendar,
): Acceptance {
  const { state } = open(definition, 'question', '', command, actor, moment, calendar, { numbers: {} });
  const missing = gapsOf(definition, state);
  const allowed = (may: 'deferrable' | 'byCommitment'): readonly string[] =>
    missing.filter((field) => definition.materials.some((material) => material.field === field && material[may]));
  const task = state.tasks.find((each) => each.state === 'open' && each.clock === 'acceptance');
  const answers = task ? answersTo(definition, state, task, missing, actor, moment, calendar) : [];
  const best = BEST.flatMap((act) => answers.filter(({ rule, refusal }) => rule.act === act && !refusal))[0];
  const today = dayOf(moment.now);
  const promised = definition.clocks[PROMISE_CLOCK];
  const due = promised && dueDay(promised, startClock(promised, today, calendar), calendar);
  const silence = definition.clocks['acceptance'];
  const running = state.clocks['acceptance'];
  const answerBy = silence && running ? dueDay(silence, running, calendar) : undefined;
  return {
    needed: neededPapers(definition, state),
    received: state.materials,
    missing,
    promisable: allowed('deferrable'),
    byCommitment: allowed('byCommitment'),
    answers,
    ...(best ? { best: best.outcome } : {}),
    ...(promised ? { promise: { days: promised.budget.amount, ...(due === undefined ? {} : { due }) } } : {}),
    ...(answerBy === undefined ? {} : { answerBy }),
  };
}

/** Were each form filled in rightly: the list of gaps names what is missing, and reasons are given. */
function answersTo(
  definition: Definition,
  state: CaseState,
  task: Task,
  missing: readonly string[],
  actor: Actor,
  moment: Moment,
  calendar: Calendar,
): readonly WindowAnswer[] {
  return Object.entries(taskRule(definition, task).outcomes).map(([outcome, rule]) => {
    // The list of gaps is known; what other forms will say is not, and their errors are no reason of law.
    const lists = rule.act === 'request-supplement';
    const command: CaseCommand = {
      type: 'decide',
      task: task.id,
      outcome,
      opinion: '…',
      data: lists ? { gaps: missing } : {},
      formErrors: lists ? [] : [{ path: '', message: '' }],
    };
    const told = check(definition, state, command, actor, moment, calendar);
    const refusal = told?.code === 'form-invalid' ? undefined : told;
    return { outcome, rule, ...(refusal ? { refusal } : {}) };
  });
}
