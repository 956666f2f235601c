/** Why a case stands where it stands: one wait for each thing it waits for, since when, until when, and who can move it. */
import { PROMISE_CLOCK } from './acts/accept-with-gaps';
import { openAwaits } from './acts/awaited';
import { callOf } from './call';
import type { CaseState, DataError, EffectRun, Seat, Task } from './case';
import type { CommandType } from './command';
import { postOf, recusalJudge } from './effects';
import { CALL_ATTEMPTS, type Definition } from './procedure/definition';
import { clockRule, findBlock, taskRule } from './procedure/find';
import { blockIdOf, itemOf } from './procedure/run-name';
import { clockAt } from './progress';
import { nextRungOf } from './settle';
import type { Text } from './text';
import type { Calendar } from './time/calendar';
import { startOf } from './time/civil';
import { dueDay, isPaused, type Day, type Instant } from './time/clock';

export type WaitKind =
  | 'human-unclaimed'
  | 'human-claimed'
  | 'decision-held'
  | 'supervision'
  | 'applicant'
  | 'linked'
  | 'message'
  | 'call'
  | 'special-procedure'
  | 'child'
  | 'effect'
  | 'effect-failed'
  | 'data-error'
  | 'timer-overdue'
  | 'process-apart';

export interface Wait {
  /** Stable while the wait lasts. */
  readonly id: string;
  readonly kind: WaitKind;
  /** `post:…@…`, `person:…`, `applicant`, a child's id, an effect's id, a clock's or a block's id. */
  readonly subject: string;
  /** What is waited for, in the procedure's words. */
  readonly what: Text;
  /** The body whose move it is. */
  readonly organisation?: string;
  /** Of a seat: the task it belongs to. */
  readonly task?: string;
  readonly seat?: string;
  /** Of an effect that failed for good. */
  readonly failure?: string;
  /** When those it waits for were last urged (催办). */
  readonly urgedAt?: Instant;
  readonly since: Instant;
  readonly due?: Day;
  readonly clock?: {
    readonly id: string;
    readonly title: Text;
    readonly state: 'running' | 'paused';
    readonly article: string;
  };
  /** What happens by itself, and when. */
  readonly next?: { readonly what: Text; readonly at: Instant };
  /** Acts that would end the wait. */
  readonly actions: readonly CommandType[];
  /** Waits with the same fingerprint have the same cause. */
  readonly fingerprint: string;
}

/** Instants (ms) this much past their rung without the rung are a fault of the timers, not of the case. */
const OVERDUE_MS = 60_000;

/** All waits of a settled case, the one that others hang on first. */
export function explain(definition: Definition, state: CaseState, now: Instant, calendar: Calendar): readonly Wait[] {
  return waitsOf(definition, state, now, calendar).map((wait) => {
    const organisation = wait.organisation ?? bodyOf(wait, state);
    return organisation === undefined ? wait : { ...wait, organisation };
  });
}

/** Whose move it is where no seat says so: the window that knows the applicant, else the body that decides. */
function bodyOf({ kind }: Wait, { organisations }: CaseState): string | undefined {
  if (kind === 'applicant') return organisations.receiving;
  if (kind === 'child') return organisations.reviewing ?? organisations.deciding;
  return organisations.deciding ?? organisations.receiving;
}

function waitsOf(definition: Definition, state: CaseState, now: Instant, calendar: Calendar): readonly Wait[] {
  if (state.state === 'ended' && state.effects.length === 0) return [];
  const waits: Wait[] = [];
  const clockOf = (id: string | undefined): Pick<Wait, 'due' | 'clock'> => {
    const clock = id === undefined ? undefined : state.clocks[id];
    const rule = id === undefined ? undefined : clockRule(definition, id);
    if (!clock || !rule || clock.endedOn !== undefined) return {};
    const due = dueDay(rule, clock, calendar);
    return {
      ...(due === undefined ? {} : { due }),
      clock: {
        id: clock.id,
        title: rule.title,
        state: isPaused(rule, clock, calendar) ? 'paused' : 'running',
        article: rule.article,
      },
    };
  };
  const rung = nextRungOf(definition, state, calendar);
  const next = rung ? { next: { what: rung.rung.title, at: rung.raiseAt } } : {};

  for (const { block, message, since } of dataErrorsOf(state)) {
    waits.push({
      id: `data:${block}`,
      kind: 'data-error',
      subject: block,
      what: { zh: `条件无法判断：${message}`, en: `A condition cannot be evaluated: ${message}` },
      since,
      actions: ['send-back'],
      fingerprint: `data-error:${definition.id}:${blockIdOf(block)}`,
    });
  }
  if (state.apart && state.state !== 'ended') {
    waits.push({
      id: `apart:${state.apart.milestone}`,
      kind: 'process-apart',
      subject: state.apart.milestone,
      what: {
        zh: `流程与台账不一致：出现“${state.apart.milestone}”，应为“${state.apart.expected}”`,
        en: `The process and the record differ: “${state.apart.milestone}” came where “${state.apart.expected}” was due`,
      },
      since: state.apart.since,
      actions: ['follow-again'],
      fingerprint: `process-apart:${definition.id}:${state.apart.milestone}`,
    });
  }
  for (const effect of state.effects) {
    const call = callOf(definition, effect);
    const what = wantedWords(definition, effect);
    const limit = call ? clockOf(clockAt({ state }, call.clock, itemOf(effect.block ?? ''))) : clockOf('delivery');
    const { since } = effect;
    if (effect.state === 'failed') {
      waits.push({
        id: `effect:${effect.id}`,
        kind: 'effect-failed',
        subject: effect.id,
        what,
        since,
        ...(effect.block ? limit : {}),
        actions: ['retry-effect'],
        ...(effect.failure === undefined ? {} : { failure: effect.failure }),
        fingerprint: `effect-failed:${effect.kind}:${effect.failure ?? ''}`,
      });
    } else if (effect.block !== undefined) {
      waits.push({
        id: `effect:${effect.id}`,
        kind: call ? 'call' : 'effect',
        subject: effect.id,
        what,
        since,
        ...limit,
        ...next,
        actions: [],
        fingerprint: `effect:${effect.kind}:${effect.subject}`,
      });
    }
  }
  for (const child of state.children) {
    if (child.state !== 'open') continue;
    const block = findBlock(definition, child.block);
    waits.push({
      id: `child:${child.id}`,
      kind: 'child',
      subject: child.id,
      what: block?.kind === 'child' ? block.title : { zh: '子流程', en: 'a child process' },
      since: state.blocks[child.block]?.since ?? state.at,
      ...(block?.kind === 'child' ? clockOf(block.clock) : {}),
      ...next,
      actions: [],
      fingerprint: `child:${child.procedure}`,
    });
  }
  for (const block of openAwaits(definition, state)) {
    const awaited = Object.values(block.outcomes).map(({ on }) => on);
    const spoken = awaited.flatMap((on) => (on === 'lapse' || on === 'hear-linked' || on === 'message' ? [] : [on]));
    const acts = [...spoken, ...(awaited.includes('message') ? ['receive-message' as const] : [])];
    waits.push({
      id: `await:${block.id}`,
      kind: spoken.length > 0 ? 'applicant' : acts.length > 0 ? 'message' : 'linked',
      subject: spoken.length > 0 ? 'applicant' : block.id,
      what: block.title,
      since: state.blocks[block.id]?.since ?? state.at,
      ...clockOf(block.clock),
      ...next,
      actions: [...new Set(acts)],
      fingerprint: `await:${definition.id}:${blockIdOf(block.id)}`,
    });
  }
  if ((state.promised ?? []).length > 0 && state.closing === undefined)
    waits.push({
      id: 'promise',
      kind: 'applicant',
      subject: 'applicant',
      what: { zh: '等待申请人补齐容缺材料', en: 'Waiting for the papers the applicant has promised' },
      since: state.clocks[PROMISE_CLOCK] ? startOf(state.clocks[PROMISE_CLOCK].startedOn) : state.at,
      ...clockOf(PROMISE_CLOCK),
      ...next,
      actions: ['supplement'],
      fingerprint: `applicant:${definition.id}:promise`,
    });
  for (const wait of Object.values(definition.waits)) {
    const run = state.blocks[wait.id];
    if (run?.state === 'open')
      waits.push({
        id: `wait:${wait.id}`,
        kind: 'applicant',
        subject: 'applicant',
        what: wait.title,
        since: run.since,
        ...clockOf(wait.clock),
        ...next,
        actions: ['supplement', 'withdraw-application'],
        fingerprint: `applicant:${definition.id}:${wait.id}`,
      });
  }
  for (const [id, clock] of Object.entries(state.clocks)) {
    const rule = clockRule(definition, id);
    const open = clock.suspensions.find((s) => s.to === undefined);
    if (rule && open && clock.endedOn === undefined)
      waits.push({
        id: `special:${id}`,
        kind: 'special-procedure',
        subject: open.ground,
        what: { zh: `特别程序（${open.ground}）`, en: `A special procedure (${open.ground})` },
        since: startOf(open.from),
        ...clockOf(id),
        actions: ['resume-clock'],
        fingerprint: `special:${open.ground}`,
      });
  }
  const { held } = state;
  const decided = state.tasks.find(({ id }) => id === held?.task);
  if (held && decided)
    waits.push({
      id: `held:${held.seq}`,
      kind: 'decision-held',
      subject: `person:${held.by}`,
      what: taskRule(definition, decided).title,
      task: held.task,
      seat: held.seat,
      since: held.at,
      next: { what: { zh: '办理结果生效', en: 'the decision takes effect' }, at: held.until },
      actions: ['withdraw'],
      fingerprint: 'decision-held',
    });
  for (const task of state.tasks)
    if (task.state === 'open' && task.id !== held?.task)
      waits.push(...seatsWait(definition, state, task, { ...clockOf(task.clock), ...next }));
  if (rung && rung.raiseAt + OVERDUE_MS < now) {
    waits.push({
      id: `timer:${rung.clock}:${rung.term}:${rung.rung.id}`,
      kind: 'timer-overdue',
      subject: rung.clock,
      what: rung.rung.title,
      since: rung.raiseAt,
      actions: ['follow-again'],
      fingerprint: 'timer-overdue',
    });
  }
  return waits;
}

function wantedWords(definition: Definition, effect: EffectRun): Text {
  const call = callOf(definition, effect);
  if (call) {
    const tries = call.retries?.attempts ?? CALL_ATTEMPTS;
    return {
      zh: `${call.title.zh}（外部服务“${effect.subject}”，最多调用${tries}次）`,
      en: `${call.title.en} (the service “${effect.subject}”, tried ${tries} times at most)`,
    };
  }
  if (effect.kind === 'call')
    return {
      zh: `撤销外部服务已办的事项（“${effect.subject}”）`,
      en: `what was called for to be undone by “${effect.subject}”`,
    };
  const paper = definition.papers[effect.subject]?.title;
  if (paper) return paper;
  return effect.kind === 'notify'
    ? { zh: '发送通知', en: 'a message to be sent' }
    : { zh: '督办通知', en: 'a supervision notice' };
}

/** What could not be evaluated, in whatever branch. */
function dataErrorsOf({ dataError, dataErrors }: CaseState): readonly DataError[] {
  return [...(dataError ? [dataError] : []), ...(dataErrors ?? [])];
}

function seatsWait(
  definition: Definition,
  state: CaseState,
  task: Task,
  times: Pick<Wait, 'due' | 'clock' | 'next'>,
): readonly Wait[] {
  const { title } = taskRule(definition, task);
  const urgedAt = state.urged?.[task.id];
  return task.seats
    .filter((seat) => seat.state === 'open')
    .map(
      (seat) =>
        recusalWait(state, task, seat, title, times) ?? {
          id: `seat:${seat.id}`,
          kind:
            task.kind === 'supervision'
              ? 'supervision'
              : seat.holder === undefined
                ? 'human-unclaimed'
                : 'human-claimed',
          subject: seat.holder === undefined ? postOf(seat) : `person:${seat.holder}`,
          what: title,
          organisation: seat.organisation,
          task: task.id,
          seat: seat.id,
          since: task.openedAt,
          ...times,
          ...(urgedAt === undefined ? {} : { urgedAt }),
          actions: ['claim', 'decide', 'urge', 'reassign'] as const,
          fingerprint: `task:${definition.id}:${blockIdOf(task.step)}:${seat.post}@${seat.organisation}`,
        },
    );
}

/** While it is not decided whether its holder is recused (回避), a seat waits for whoever decides that, and not for him. */
function recusalWait(
  { recusals = [], organisations }: CaseState,
  task: Task,
  seat: Seat,
  title: Text,
  times: Pick<Wait, 'due' | 'clock' | 'next'>,
): Wait | undefined {
  const open = recusals.find((each) => each.state === 'open' && each.seat === seat.id);
  const [post, organisation] = recusalJudge({ organisations }, seat);
  if (!open || organisation === undefined) return undefined;
  return {
    id: `recusal:${open.seq}`,
    kind: 'human-unclaimed',
    subject: postOf({ post, organisation }),
    what: { zh: `“${title.zh}”的回避决定`, en: `The recusal asked for at “${title.en}”` },
    organisation,
    task: task.id,
    seat: seat.id,
    since: task.openedAt,
    ...times,
    actions: ['decide-recusal', 'urge'],
    fingerprint: `recusal:${post}@${organisation}`,
  };
}
