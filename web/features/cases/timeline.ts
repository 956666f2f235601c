// Owns the story of a case as spans of time by whose turn it was, with the time that the law did not count. Pure.
import type { Text } from '../../../src/kernel/text';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { clockRule, findBlock } from '../../../src/kernel/procedure/find';
import type { LedgerAct } from './ledger';

export interface Span {
  readonly lane: string;
  readonly title: Text;
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
}
export interface Stop {
  readonly clock: string;
  readonly ground: string;
  readonly from: number;
  readonly to?: number;
}
export interface Mark {
  readonly at: number;
  readonly title: Text;
}
export interface Timeline {
  readonly begins: number;
  readonly ends: number;
  /** In the order in which their turn first came. */
  readonly lanes: readonly string[];
  readonly spans: readonly Span[];
  readonly stops: readonly Stop[];
  readonly marks: readonly Mark[];
}
export const APPLICANT = 'applicant';
export const SYSTEM = 'system';

interface Open {
  readonly lane: string;
  readonly title: Text;
  readonly from: number;
}
const SUPERVISION: Text = { zh: '督办', en: 'Supervision' };
const CHILD: Text = { zh: '子流程', en: 'A child process' };
const PAPER: Text = { zh: '制作文书', en: 'A paper is made' };

export function timelineOf(
  definition: Definition,
  organisations: Readonly<Record<string, string>>,
  acts: readonly LedgerAct[],
  now: number,
): Timeline {
  const open = new Map<string, Open>();
  const spans: Span[] = [];
  const stops: Stop[] = [];
  const marks: Mark[] = [];
  const begin = (key: string, lane: string, title: Text, from: number): void =>
    void open.set(key, { lane, title, from });
  const end = (key: string, to: number): void => {
    const found = open.get(key);
    if (!found) return;
    open.delete(key);
    spans.push({ ...found, to });
  };
  for (const act of acts) {
    const at = Date.parse(act.at);
    const payload = (act.payload ?? {}) as Readonly<Record<string, unknown>>;
    const id = (name: string): string => (typeof payload[name] === 'string' ? payload[name] : '');
    if (act.type === 'task-opened') {
      const seats = (payload['seats'] ?? []) as readonly { readonly organisation: string }[];
      const block = findBlock(definition, id('step'));
      const title =
        payload['kind'] === 'supervision' ? SUPERVISION : block && 'title' in block ? block.title : SUPERVISION;
      begin(id('task'), seats[0]?.organisation ?? SYSTEM, title, at);
    } else if (act.type === 'task-done' || act.type === 'task-closed') end(id('task'), at);
    else if (act.type === 'block-entered') {
      const block = findBlock(definition, id('block')) ?? definition.waits[id('block')];
      if (block?.kind === 'wait' || block?.kind === 'await') begin(`block:${id('block')}`, APPLICANT, block.title, at);
      if (block?.kind === 'call') begin(`block:${id('block')}`, SYSTEM, block.title, at);
    } else if (act.type === 'block-left' || act.type === 'wait-answered' || act.type === 'call-answered')
      end(`block:${id('block')}`, at);
    else if (act.type === 'supplemented')
      for (const key of [...open.keys()].filter((each) => definition.waits[each.slice(6)] !== undefined)) end(key, at);
    else if (act.type === 'child-opened') {
      const block = findBlock(definition, id('block'));
      const lane = block?.kind === 'child' ? (organisations[block.of] ?? SYSTEM) : SYSTEM;
      begin(id('id'), lane, block?.kind === 'child' ? block.title : CHILD, at);
    } else if (act.type === 'child-ended' || act.type === 'child-closed') end(id('child'), at);
    else if (act.type === 'effects-wanted') {
      const wants = (payload['wants'] ?? []) as readonly {
        readonly id: string;
        readonly kind: string;
        readonly subject: string;
      }[];
      for (const want of wants)
        if (want.kind === 'issue-paper') begin(want.id, SYSTEM, definition.papers[want.subject]?.title ?? PAPER, at);
    } else if (act.type === 'effect-done' || act.type === 'effect-cancelled') end(id('effect'), at);
    else if (act.type === 'clock-suspended') {
      const clock = payload['clock'] as { readonly id: string };
      const { ground } = payload['suspension'] as { readonly ground: string };
      stops.push({ clock: clock.id, ground, from: at });
    } else if (act.type === 'clock-resumed') {
      const clock = payload['clock'] as { readonly id: string };
      stops.forEach((stop, nth) => {
        if (stop.clock === clock.id && stop.to === undefined) stops[nth] = { ...stop, to: at };
      });
    } else if (act.type === 'rung-raised') {
      const rung = clockRule(definition, id('clock'))?.rungs.find((each) => each.id === id('rung'));
      if (rung) marks.push({ at, title: rung.title });
    }
  }
  for (const left of open.values()) spans.push(left);
  spans.sort((a, b) => a.from - b.from);
  const begins = acts[0] ? Date.parse(acts[0].at) : now;
  const last = acts.at(-1);
  const isOver = open.size === 0 && last !== undefined;
  return {
    begins,
    ends: isOver ? Date.parse(last.at) : Math.max(now, last ? Date.parse(last.at) : now),
    lanes: [...new Set(spans.map(({ lane }) => lane))],
    spans,
    stops,
    marks,
  };
}

/** A stretch of the axis; in a folded one nothing began or ended for so long that drawing it to scale would hide the rest. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly width: number;
  readonly folded: boolean;
}
const NARROW = 64;
const WIDE = 240;

/** Where instants stand on the axis: to scale between events, but never too narrow to see, and folded where it would be idle. */
export function axisOf({ begins, ends, spans, stops, marks }: Timeline): readonly Stretch[] {
  const instants = [
    begins,
    ends,
    ...spans.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
    ...stops.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
    ...marks.map(({ at }) => at),
  ];
  // What happens within a minute stands at one place.
  const places = [...new Set(instants.map((at) => Math.floor(at / 60_000) * 60_000))]
    .filter((at) => at >= begins - 60_000 && at <= ends)
    .sort((a, b) => a - b);
  const perDay = 60;
  let x = 0;
  return places.slice(0, -1).map((from, nth) => {
    const to = places[nth + 1] ?? from;
    const wanted = ((to - from) / 86_400_000) * perDay;
    const width = Math.min(WIDE, Math.max(NARROW, wanted));
    const stretch = { from, to, x, width, folded: wanted > WIDE };
    x += width;
    return stretch;
  });
}
export function placeOf(axis: readonly Stretch[], at: number): number {
  const first = axis[0];
  const last = axis.at(-1);
  if (!first || !last || at <= first.from) return 0;
  const stretch = axis.find(({ from, to }) => at >= from && at <= to);
  if (!stretch) return last.x + last.width;
  return stretch.x + ((at - stretch.from) / Math.max(1, stretch.to - stretch.from)) * stretch.width;
}

export interface Lane {
  readonly id: string;
  /** Spans in rows, so that none hides another. */
  readonly rows: readonly (readonly Span[])[];
  readonly top: number;
  readonly height: number;
}
/** The lanes one below the other. */
export function lanesOf(
  axis: readonly Stretch[],
  timeline: Timeline,
  { head, row }: { readonly head: number; readonly row: number },
): readonly Lane[] {
  const lanes: Lane[] = [];
  for (const id of timeline.lanes) {
    const rows = rowsOf(axis, timeline, id);
    const above = lanes.at(-1);
    lanes.push({ id, rows, top: above ? above.top + above.height : head, height: rows.length * row + 8 });
  }
  return lanes;
}
function rowsOf(axis: readonly Stretch[], { spans, ends }: Timeline, lane: string): readonly (readonly Span[])[] {
  const rows: Span[][] = [];
  for (const span of spans.filter((each) => each.lane === lane)) {
    const begin = placeOf(axis, span.from);
    const free = rows.find((row) => row.every((each) => placeOf(axis, each.to ?? ends) + 8 <= begin));
    if (free) free.push(span);
    else rows.push([span]);
  }
  return rows;
}
