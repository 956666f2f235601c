/**
 * The due rungs of every clock, raised in the order of the law: earliest instant first, at one instant legal effects
 * before reminders. A late timer can thereby never let somebody act on day six as if it were day five.
 */
import { deemAccepted } from './acts/accept';
import { PROMISE_CLOCK } from './acts/accept-with-gaps';
import { openAwaits } from './acts/awaited';
import { decideHeld } from './acts/decide';
import { certificateGone, changeCertificate, termMoved } from './acts/certificate';
import { deemGranted } from './acts/grant';
import { openWaitOf } from './acts/supplement';
import type { CaseState } from './case';
import type { Drawn, Moment } from './command';
import type { AwaitBlock, Definition } from './procedure/definition';
import { clockRule } from './procedure/find';
import { answer, breakOff, cancelEffects, close, go } from './progress';
import type { Calendar } from './time/calendar';
import { dayOf } from './time/civil';
import type { Instant, RungRule } from './time/clock';
import { spreadOf } from './spread';
import { nextRung } from './time/rungs';
import { BY_SYSTEM, record, startWalk, type Walk } from './walk';

export interface DueRung {
  readonly clock: string;
  readonly term: number;
  readonly rung: RungRule;
  readonly raiseAt: Instant;
  readonly effectiveAt: Instant;
}

/** The earliest rung ahead over all running clocks, or undefined. */
export function nextRungOf(definition: Definition, state: CaseState, calendar: Calendar): DueRung | undefined {
  if (state.state === 'ended') return undefined;
  const spread = spreadOf(state.id);
  let first: DueRung | undefined;
  for (const [id, clock] of Object.entries(state.clocks)) {
    const rule = clockRule(definition, id);
    const next = rule && clock.endedOn === undefined ? nextRung(rule, clock, calendar, spread) : undefined;
    if (next && (!first || before({ clock: id, term: clock.term, ...next }, first)))
      first = { clock: id, term: clock.term, ...next };
  }
  return first;
}

function before(a: DueRung, b: DueRung): boolean {
  if (a.raiseAt !== b.raiseAt) return a.raiseAt < b.raiseAt;
  const legal = (d: DueRung): number => (d.rung.does === 'lapse' ? 0 : d.rung.does === 'escalate' ? 1 : 2);
  if (legal(a) !== legal(b)) return legal(a) < legal(b);
  return a.clock < b.clock || (a.clock === b.clock && a.rung.id < b.rung.id);
}

/** What time brings next to a case: the end of a held decision's window, or the earliest rung; `id` is unique within the case. */
export interface NextDue {
  readonly id: string;
  readonly raiseAt: Instant;
}
export const HELD = 'decision-held';

export function nextDueOf(definition: Definition, state: CaseState, calendar: Calendar): NextDue | undefined {
  const rung = nextRungOf(definition, state, calendar);
  const { held } = state;
  if (held && (!rung || held.until <= rung.raiseAt)) return { id: `${HELD}:${held.seq}:over`, raiseAt: held.until };
  return rung && { id: `${rung.clock}:${rung.term}:${rung.rung.id}`, raiseAt: rung.raiseAt };
}

/**
 * Raises what is due on a copy of the case; the drafts come back with the state they lead to. `until` leaves later rungs alone
 * where something was received before them. A held decision takes effect when its window is over, before any rung that falls due
 * within it, since it was made before; and `endsHold` at once, because an act comes after it.
 */
export function settle(
  definition: Definition,
  state: CaseState,
  moment: Moment,
  calendar: Calendar,
  drawn: Drawn,
  until = moment.now,
  endsHold = false,
): Walk {
  const walk = startWalk(definition, state, calendar, moment, drawn);
  for (;;) {
    const { held } = walk.state;
    const next = nextRungOf(definition, walk.state, calendar);
    const due = next && next.raiseAt <= until ? next : undefined;
    if (held && (endsHold || due || held.until <= moment.now)) decideHeld(walk);
    else if (due) raise(walk, due);
    else break;
  }
  walk.effectiveAt = moment.now;
  walk.day = dayOf(moment.now);
  return walk;
}

function raise(walk: Walk, due: DueRung): void {
  walk.by = BY_SYSTEM;
  walk.effectiveAt = due.effectiveAt;
  walk.day = dayOf(due.effectiveAt - 1);
  walk.from = walk.state.seq;
  record(
    walk,
    'rung-raised',
    { clock: due.clock, term: due.term, rung: due.rung.id, does: due.rung.does, article: due.rung.article },
    { key: `clock:${walk.state.id}.${due.clock}:${due.term}:${due.rung.id}`, raisedBy: walk.moment.raisedBy },
  );
  if (due.rung.does === 'escalate') openSupervision(walk, due);
  if (due.rung.does === 'lapse') lapse(walk, due);
}

/** 督办: a supervisory seat for the post above; the owner keeps the task. */
function openSupervision(walk: Walk, due: DueRung): void {
  const earlier = walk.state.tasks.filter((t) => t.kind === 'supervision' && t.about === due.clock).length;
  const above = walk.definition.ladder[Math.min(earlier, walk.definition.ladder.length - 1)];
  const organisation = above && walk.state.organisations[above.of];
  if (!above || organisation === undefined) return;
  const step = `supervise-${due.clock}`;
  const task = `${walk.state.id}.${step}.${due.term}.${earlier + 1}`;
  record(walk, 'task-opened', {
    task,
    step,
    round: earlier + 1,
    kind: 'supervision',
    seats: [{ id: `${task}.1`, post: above.post, organisation }],
    about: due.clock,
  });
}

/** What the end of a clock means by law: silence is acceptance, a missed supplement ends the case. */
function lapse(walk: Walk, due: DueRung): void {
  if (due.clock === 'acceptance') {
    const open = walk.state.tasks.find((t) => t.state === 'open' && t.kind === 'step' && t.clock === 'acceptance');
    deemAccepted(walk);
    if (open) {
      record(walk, 'task-closed', { task: open.id, cause: 'deemed-accepted', outcome: 'deemed' });
      go(walk, open.step, { to: 'next' });
    }
    return;
  }
  const awaited = openAwaits(walk.definition, walk.state).find((block) => block.clock === due.clock);
  if (awaited) return lapseOf(walk, awaited);
  if (due.clock === PROMISE_CLOCK) {
    record(walk, 'terminated', { ground: 'promise-broken', reason: '' });
    breakOff(walk, 'promise-broken');
    return close(walk, 'terminated', 'promise-broken');
  }
  if (due.clock === 'expiry') return expire(walk);
  const wait = Object.values(walk.definition.waits).find(
    (w) => w.clock === due.clock && walk.state.blocks[w.id]?.state === 'open',
  );
  if (!wait) return;
  record(walk, 'block-left', { block: wait.id, outcome: 'lapsed' });
  if (wait.lapse.to !== 'end') return go(walk, wait.id, wait.lapse);
  breakOff(walk, 'lapsed');
  close(walk, wait.lapse.outcome, 'lapsed');
}

/** What was awaited did not come. Where it was the end of a certificate's validity, that end is written into the register. */
function lapseOf(walk: Walk, awaited: AwaitBlock): void {
  if (clockRule(walk.definition, awaited.clock)?.until === 'certificate') {
    // The word of a renewal handed in on the last day may be slower than midnight.
    const pending = walk.moment.certificate?.renewing === true ? 'renewal-pending' : undefined;
    const heard = Object.entries(awaited.outcomes).find(
      ([, rule]) => rule.on === 'hear-linked' && rule.said === pending,
    );
    if (pending !== undefined && heard) return answer(walk, awaited, heard[0]);
    changeCertificate(walk, 'expired');
  }
  const lapsed = Object.entries(awaited.outcomes).find(([, rule]) => rule.on === 'lapse');
  if (lapsed) answer(walk, awaited, lapsed[0]);
}

/** 许 50(2): no decision before the permit expires counts as its renewal, unless it was the applicant whom everybody waited for. */
function expire(walk: Walk): void {
  cancelEffects(walk, 'expired');
  const waits = openWaitOf(walk.definition, walk.state) !== undefined;
  // Annulled, deregistered or renewed meanwhile: there is nothing left that silence could renew.
  const gone = certificateGone(walk) ?? termMoved(walk);
  if (waits || gone) breakOff(walk, 'expired');
  if (waits) return close(walk, 'abandoned', 'expired');
  if (gone) return close(walk, 'terminated', 'certificate-ended');
  deemGranted(walk);
  close(walk, 'granted', 'deemed');
}
