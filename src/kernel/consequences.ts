/**
 * What would follow from an act (办理后果), told before it is confirmed: the act is decided on the settled case as the commit would
 * decide it, and what it records is read out. Nothing is written; a number is not drawn.
 */
import type { AnyAct } from './acts/act';
import type { CaseCommand } from './acts';
import type { CaseState, Task } from './case';
import type { Actor, Moment } from './command';
import { noticesOf } from './effects';
import { evolve } from './evolve';
import { apply } from './kernel';
import type { Definition } from './procedure/definition';
import { clockRule, findBlock, taskRule } from './procedure/find';
import type { Refusal } from './rules/refusal';
import type { Text } from './text';
import type { Calendar } from './time/calendar';
import { dueDay, type Day, type Instant } from './time/clock';

export interface NextStep {
  /** A task for people, a child process, the applicant or a third party awaited, or the end of the case. */
  readonly kind: 'task' | 'child' | 'wait' | 'end';
  readonly step: string;
  readonly title: Text;
  /** The seats that are open there. */
  readonly seats: readonly { readonly post: string; readonly organisation: string }[];
  readonly due?: Day;
}
export interface Told {
  readonly template: string;
  /** sms, email, webhook; or `in-app`. */
  readonly channel: string;
  /** `applicant`, `town`, or a post or person of the house. */
  readonly to: string;
}
export interface ClockChange {
  readonly clock: string;
  readonly title: Text;
  readonly change: 'started' | 'paused' | 'resumed' | 'extended' | 'ended';
  readonly due?: Day;
}
export interface Consequences {
  readonly refusal?: Refusal;
  readonly next: readonly NextStep[];
  readonly told: readonly Told[];
  readonly clocks: readonly ClockChange[];
  /** Kinds of paper that are made. */
  readonly papers: readonly string[];
  /** Procedures of the linked cases that are opened. */
  readonly follows: readonly string[];
  /** Law ms until which it could be taken back, before any of this happens. */
  readonly heldUntil?: Instant;
}
const NOTHING: Consequences = { next: [], told: [], clocks: [], papers: [], follows: [] };

/** `state` as recorded or settled; expects a command whose form has been judged. */
export function consequencesOf(
  definition: Definition,
  state: CaseState,
  command: CaseCommand,
  actor: Actor,
  moment: Moment,
  calendar: Calendar,
): Consequences {
  const { undoMs, ...atOnce } = moment;
  const { refusal, walk, settled } = apply(definition, state, command, actor, atOnce, calendar, { numbers: {} });
  if (refusal) return { ...NOTHING, refusal };
  const acts = walk.drafts.map((draft, n) => ({ ...draft, seq: state.seq + n + 1, v: 1, at: moment.now }));
  const before = acts.slice(0, settled).reduce(evolve, state);
  const until = undoMs === undefined ? undefined : heldUntil();
  return {
    ...consequencesIn(definition, before, acts.slice(settled), calendar, taskOf(command)),
    ...(until === undefined ? {} : { heldUntil: until }),
  };

  function heldUntil(): Instant | undefined {
    const { drafts } = apply(definition, state, command, actor, moment, calendar, { numbers: {} }).walk;
    return drafts.flatMap((draft) => (draft.type === 'decision-held' ? [draft.payload.until] : [])).at(-1);
  }
}

function taskOf(command: CaseCommand): string | undefined {
  return 'task' in command ? command.task : undefined;
}

/** What these acts lead to; `worked` is the task that was worked on, which may stand open for its other seats. */
export function consequencesIn(
  definition: Definition,
  before: CaseState,
  acts: readonly AnyAct[],
  calendar: Calendar,
  worked?: string,
): Consequences {
  const after = acts.reduce(evolve, before);
  const opened = acts.flatMap((act) => (act.type === 'task-opened' ? [act.payload.task] : []));
  const dueOf = (clock: string | undefined): { readonly due?: Day } => {
    const [rule, running] = clock === undefined ? [] : [clockRule(definition, clock), after.clocks[clock]];
    const due = rule && running && running.endedOn === undefined ? dueDay(rule, running, calendar) : undefined;
    return due === undefined ? {} : { due };
  };
  const tasks = after.tasks
    .filter((task) => task.state === 'open' && (task.id === worked || opened.includes(task.id)))
    .map((task) => stepOf(definition, task, dueOf(task.clock)));
  const waits = acts.flatMap((act): NextStep[] => {
    if (act.type !== 'block-entered' || after.blocks[act.payload.block]?.state !== 'open') return [];
    const block = findBlock(definition, act.payload.block) ?? definition.waits[act.payload.block];
    return block && 'title' in block && 'clock' in block
      ? [{ kind: 'wait', step: block.id, title: block.title, seats: [], ...dueOf(block.clock) }]
      : [];
  });
  const children = acts.flatMap((act): NextStep[] => {
    const block = act.type === 'child-opened' ? findBlock(definition, act.payload.block) : undefined;
    return block?.kind === 'child'
      ? [{ kind: 'child', step: block.id, title: block.title, seats: [], ...dueOf(block.clock) }]
      : [];
  });
  const ends = acts.flatMap((act): NextStep[] => {
    const outcome = act.type === 'closing' || act.type === 'ended' ? act.payload.outcome : undefined;
    const title = outcome === undefined ? undefined : definition.outcomes[outcome]?.title;
    return outcome === undefined || !title
      ? []
      : [{ kind: 'end', step: outcome, title, seats: [], ...dueOf('delivery') }];
  });
  const wants = acts.flatMap((act) => (act.type === 'effects-wanted' ? act.payload.wants : []));
  return {
    next: [...tasks, ...children, ...waits, ...ends],
    told: [
      ...wants.flatMap(({ kind, subject, how = '', to = '' }) =>
        kind === 'notify' ? [{ template: subject, channel: how, to }] : [],
      ),
      ...noticesIn(definition, before, acts),
    ],
    clocks: acts.flatMap((act) => clockChange(definition, act, dueOf)),
    papers: wants.flatMap(({ kind, subject }) => (kind === 'issue-paper' ? [subject] : [])),
    follows: acts.flatMap((act) => (act.type === 'linked-opened' ? [act.payload.procedure] : [])),
  };
}

function stepOf(definition: Definition, task: Task, due: { readonly due?: Day }): NextStep {
  const seats = task.seats.filter(({ state }) => state === 'open');
  return {
    kind: 'task',
    step: task.step,
    title: taskRule(definition, task).title,
    seats: seats.map(({ post, organisation }) => ({ post, organisation })),
    ...due,
  };
}

function noticesIn(definition: Definition, before: CaseState, acts: readonly AnyAct[]): readonly Told[] {
  const told: Told[] = [];
  let state = before;
  for (const act of acts) {
    state = evolve(state, act);
    for (const { template, principal } of noticesOf(definition, state, act))
      told.push({ template, channel: 'in-app', to: principal });
  }
  return told;
}

const CHANGES = {
  'clock-started': 'started',
  'clock-suspended': 'paused',
  'clock-resumed': 'resumed',
  'clock-extended': 'extended',
  'clock-ended': 'ended',
} as const;

function clockChange(
  definition: Definition,
  act: AnyAct,
  dueOf: (clock: string) => { readonly due?: Day },
): readonly ClockChange[] {
  if (!Object.hasOwn(CHANGES, act.type)) return [];
  const { clock } = act.payload as { readonly clock: string | { readonly id: string } };
  const id = typeof clock === 'string' ? clock : clock.id;
  const change = CHANGES[act.type as keyof typeof CHANGES];
  const rule = clockRule(definition, id);
  return rule ? [{ clock: id, title: rule.title, change, ...(change === 'ended' ? {} : dueOf(id)) }] : [];
}
