/** One decision in the making: facts are recorded one by one, each folded at once, so that the next rule sees its effect. */
import type { ActType, AnyAct, AnyDraft, Draft, Payloads } from './acts/act';
import type { AgentOf, CaseState, EffectSpec } from './case';
import type { Drawn, Moment, PersonActor } from './command';
import { wantsOf } from './effects';
import { evolve } from './evolve';
import type { Definition } from './procedure/definition';
import type { Calendar } from './time/calendar';
import { dayOf } from './time/civil';
import type { Day, Instant } from './time/clock';

export interface By {
  readonly actor: string | null;
  readonly principal: string | null;
  readonly basis: string | null;
}
export const BY_SYSTEM: By = { actor: null, principal: null, basis: 'system' };
/** By the power of the absent colleague for whom it is done (代理). */
export function asAgent(actor: string | null, agent: AgentOf): By {
  return { actor, principal: `person:${agent.for}`, basis: 'agent' };
}

export interface Walk {
  readonly definition: Definition;
  readonly calendar: Calendar;
  readonly moment: Moment;
  readonly drawn: Drawn;
  by: By;
  /** The legal instant of what is being recorded; `now` unless a rung dates it. */
  effectiveAt: Instant;
  /** The civil day facts are dated: an instant at 24:00 belongs to the day it ends, however late it is noticed. */
  day: Day;
  /** Last act before this decision; what was wanted up to there is earlier, what comes after is its own. */
  from: number;
  state: CaseState;
  readonly drafts: AnyDraft[];
  /**
   * What was needed and not drawn yet: numbers as `<suffix>@<body>`, people as `people:<post>@<organisation>`. The record draws them
   * and decides again.
   */
  readonly needs: string[];
}

export function startWalk(
  definition: Definition,
  state: CaseState,
  calendar: Calendar,
  moment: Moment,
  drawn: Drawn,
  by: By = BY_SYSTEM,
): Walk {
  return {
    definition,
    calendar,
    moment,
    drawn,
    by,
    effectiveAt: moment.now,
    day: dayOf(moment.now),
    from: state.seq,
    state,
    drafts: [],
    needs: [],
  };
}

export function today(walk: Walk): Day {
  return walk.day;
}

interface Over {
  readonly key?: string;
  readonly cause?: string;
  readonly raisedBy?: Draft['raisedBy'];
}

/** Records a fact, folds it, and records what it asks of the outside world. */
export function record<T extends ActType>(walk: Walk, type: T, payload: Payloads[T], over: Over = {}): void {
  const draft: Draft<T> = {
    type,
    payload,
    effectiveAt: walk.effectiveAt,
    actor: walk.by.actor,
    principal: walk.by.principal,
    basis: walk.by.basis,
    cause: over.cause ?? null,
    raisedBy: over.raisedBy ?? null,
    key: over.key ?? null,
  };
  const seq = walk.state.seq + 1;
  const act = { ...draft, seq, v: 1, at: walk.moment.now } as unknown as AnyAct;
  walk.drafts.push(draft as unknown as AnyDraft);
  walk.state = evolve(walk.state, act);
  const wants = wantsOf(walk.definition, walk.state, act, walk.moment).map((want, n): EffectSpec => ({
    ...want,
    ...numbered(walk, want),
    id: `${walk.state.id}:${seq}:${n + 1}`,
  }));
  if (wants.length > 0) record(walk, 'effects-wanted', { wants });
}

function numbered(walk: Walk, want: Omit<EffectSpec, 'id'>): { number?: string } {
  const series = want.kind === 'issue-paper' ? walk.definition.papers[want.subject]?.series : undefined;
  return series === undefined ? {} : { number: drawNumber(walk, series) };
}

/**
 * The number drawn for a series, in the name of the body that decides; asked for when it is not there yet. One decision draws a
 * series once. Whose letters (文号代字) it begins with the record knows: they are the town's, not the procedure's.
 */
export function drawNumber(walk: Walk, series: string): string {
  const need = `${series}@${walk.state.organisations.deciding ?? ''}`;
  const number = walk.drawn.numbers[need];
  if (number === undefined && !walk.needs.includes(need)) walk.needs.push(need);
  return number ?? '';
}

/** Who holds a post in a body today; asked for, and nobody meanwhile, when it has not been drawn yet. */
export function drawPeople(walk: Walk, post: string, organisation: string): readonly PersonActor[] {
  const key = `${post}@${organisation}`;
  const people = walk.drawn.people?.[key];
  const need = `${PEOPLE}${key}`;
  if (people === undefined && !walk.needs.includes(need)) walk.needs.push(need);
  return people ?? [];
}
export const PEOPLE = 'people:';
