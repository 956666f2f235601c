/** 中止, 恢复, 延期: what the law lets people do to a clock. */
import type { Text } from '../text';
import type { CaseState } from '../case';
import type { Calendar } from '../time/calendar';
import { dayNumber, dayOf } from '../time/civil';
import { dueDay, resume, suspend, type Clock, type ClockRule } from '../time/clock';
import type { Definition } from '../procedure/definition';
import { findBlock } from '../procedure/find';
import { extend } from '../time/rungs';
import { countBetween } from '../time/deadline';
import { spreadOf } from '../spread';
import { mayOnCase } from '../rules/authority';
import { refuse, type Refusal } from '../rules/refusal';
import { endClock, SPECIAL_CLOCK, startClock } from '../progress';
import { record, today } from '../walk';
import { personOf, stale, type ActKind, type CommandOf } from './kind';

/** 许 45: the only grounds whose time is not counted. A site visit (现场踏勘) is not among them. */
export const GROUNDS: Readonly<Record<string, string>> = {
  hearing: '听证',
  tender: '招标',
  auction: '拍卖',
  inspection: '检验',
  testing: '检测',
  quarantine: '检疫',
  appraisal: '鉴定',
  'expert-review': '专家评审',
};
const GROUNDS_EN: Readonly<Record<string, string>> = {
  hearing: 'a hearing',
  tender: 'a call for tenders',
  auction: 'an auction',
  inspection: 'an inspection',
  testing: 'tests',
  quarantine: 'a quarantine inspection',
  appraisal: 'an appraisal',
  'expert-review': 'a review by experts',
};
/** What a clock stands still for (许 45). */
export function groundTitle(ground: string): Text {
  const zh = Object.hasOwn(GROUNDS, ground) ? GROUNDS[ground] : undefined;
  return zh === undefined ? { zh: '特别程序', en: 'a special procedure' } : { zh, en: GROUNDS_EN[ground] ?? ground };
}
/**
 * What a special procedure takes is not counted in the time for the decision and for its first review (许 42, 43, 45), and in no other:
 * least of all may a body stop the limits within which others hear, review or answer what is said of it.
 */
const STOPPABLE: readonly string[] = ['decision', 'preliminary'];
const ARTICLE_45 = '行政许可法第四十五条';
const ARTICLE_42 = '行政许可法第四十二条第一款';

type Found =
  { readonly clock: Clock; readonly rule: ClockRule; readonly refusal?: undefined } | { readonly refusal: Refusal };

function runningClock(definition: Definition, state: CaseState, id: string): Found {
  const clock = Object.hasOwn(state.clocks, id) ? state.clocks[id] : undefined;
  const rule = Object.hasOwn(definition.clocks, id) ? definition.clocks[id] : undefined;
  if (!clock || !rule) return { refusal: clockUnknown(definition, state, id) };
  return clock.endedOn === undefined ? { clock, rule } : { refusal: refuse('clock-not-running') };
}
export function clockUnknown(definition: Definition, { clocks }: CaseState, clock: string): Refusal {
  const named = Object.keys(clocks).flatMap((id) => definition.clocks[id]?.title ?? []);
  return refuse('clock-unknown', undefined, { clock }, named);
}
const isSuspended = (clock: Clock): boolean => clock.suspensions.some((s) => s.to === undefined);
/** Working days a clock has stood still on one ground: a cap is for all of them together. */
function daysStopped(clock: Clock, ground: string, calendar: Calendar): number {
  return clock.suspensions
    .filter((s) => s.ground === ground && s.to !== undefined && s.from <= s.to)
    .reduce(
      (sum, { from, to = from }) =>
        sum + countBetween(calendar, 'working-days', dayNumber(from) - 1, dayNumber(to), []),
      0,
    );
}
/** Grounds on which people stopped a clock. What an open child stopped (a hearing) runs again when the child has ended, and not before. */
function groundsToEnd(definition: Definition, state: CaseState, clock: Clock): readonly string[] {
  const held = state.children
    .filter((child) => child.state === 'open')
    .map((child) => findBlock(definition, child.block))
    .flatMap((block) =>
      block?.kind === 'child' && block.stops?.clocks.includes(clock.id) ? [block.stops.ground] : [],
    );
  return clock.suspensions.filter((s) => s.to === undefined && !held.includes(s.ground)).map((s) => s.ground);
}

export const suspendClock: ActKind<CommandOf<'suspend-clock'>> = {
  afterEnd: false,
  check({ definition, state, command, actor, calendar }) {
    const may = mayOnCase(state, 'suspend-clock', actor) ?? stale(state, command);
    if (may) return may;
    const found = runningClock(definition, state, command.clock);
    if (found.refusal) return found.refusal;
    if (found.rule.kind !== 'statutory' || !STOPPABLE.includes(command.clock))
      return refuse('ground-unlawful', ARTICLE_45);
    if (!Object.hasOwn(GROUNDS, command.ground))
      return refuse('ground-unlawful', ARTICLE_45, { grounds: Object.keys(GROUNDS) });
    const cap = definition.caps?.[command.ground];
    if (cap && (command.days ?? 1) > cap.days - daysStopped(found.clock, command.ground, calendar))
      return refuse('special-too-long', cap.article, { days: cap.days });
    return isSuspended(found.clock) ? refuse('clock-not-running') : undefined;
  },
  decide(walk, command, actor) {
    const clock = walk.state.clocks[command.clock];
    if (!clock) return;
    walk.by = { actor: personOf(actor), principal: null, basis: 'own' };
    const next = suspend(clock, {
      from: today(walk),
      ground: command.ground,
      article: ARTICLE_45,
      ...(command.document === undefined ? {} : { document: command.document }),
      ...(personOf(actor) === null ? {} : { approver: personOf(actor) ?? '' }),
    });
    const suspension = next.suspensions.at(-1);
    if (suspension) record(walk, 'clock-suspended', { clock: next, suspension });
    // How long it may take is watched: past the days that were told, the supervisor hears of it.
    if (!walk.definition.clocks[SPECIAL_CLOCK]) return;
    const cap = walk.definition.caps?.[command.ground];
    const left = cap && cap.days - daysStopped(clock, command.ground, walk.calendar);
    startClock(walk, SPECIAL_CLOCK, today(walk), command.days ?? left);
  },
};

export const resumeClock: ActKind<CommandOf<'resume-clock'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'resume-clock', actor) ?? stale(state, command);
    if (may) return may;
    const found = runningClock(definition, state, command.clock);
    if (found.refusal) return found.refusal;
    return groundsToEnd(definition, state, found.clock).length > 0 ? undefined : refuse('clock-not-suspended');
  },
  decide(walk, command, actor) {
    const clock = walk.state.clocks[command.clock];
    if (!clock) return;
    walk.by = { actor: personOf(actor), principal: null, basis: 'own' };
    const grounds = groundsToEnd(walk.definition, walk.state, clock);
    const running = grounds.reduce((each, ground) => resume(each, today(walk), ground), clock);
    record(walk, 'clock-resumed', { clock: running, on: today(walk) });
    endClock(walk, SPECIAL_CLOCK);
  },
};

export const extendClock: ActKind<CommandOf<'extend-clock'>> = {
  afterEnd: false,
  check({ definition, state, command, actor, calendar, moment }) {
    const may = mayOnCase(state, 'extend-clock', actor) ?? stale(state, command);
    if (may) return may;
    const found = runningClock(definition, state, command.clock);
    if (found.refusal) return found.refusal;
    const rule = definition.extensions[command.clock];
    if (!rule) return refuse('extension-unlawful', ARTICLE_42);
    if (found.clock.extensions.length > 0) return refuse('extension-used', rule.article);
    const due = dueDay(found.rule, found.clock, calendar);
    return due !== undefined && due < dayOf(moment.now) ? refuse('limit-passed', rule.article, { due }) : undefined;
  },
  decide(walk, command, actor) {
    const clock = walk.state.clocks[command.clock];
    const rule = walk.definition.clocks[command.clock];
    const cap = walk.definition.extensions[command.clock];
    if (!clock || !rule || !cap) return;
    walk.by = { actor: personOf(actor), principal: null, basis: 'own' };
    const extension = { amount: cap.amount, on: today(walk), reason: command.reason, approver: personOf(actor) ?? '' };
    record(walk, 'clock-extended', {
      clock: extend(rule, clock, extension, {
        calendar: walk.calendar,
        now: walk.moment.now,
        spreadSeconds: spreadOf(walk.state.id),
      }),
      extension,
    });
  },
};
