// Owns what a view of the inbox is: its query, as it stands in the address and on the server.
import type { Answer, Asked } from '../../lib/call';

export type InboxQuery = NonNullable<Asked<'tasks'>['query']>;
export type Row = Answer<'tasks'>['items'][number];
export type Box = NonNullable<InboxQuery['box']>;

export const BOXES = ['todo', 'mine', 'pool', 'waiting', 'done', 'cc'] as const satisfies readonly Box[];
/** Where rows are work of one's own; elsewhere they are only to be looked at. */
export const isWork = (box: Box | undefined): boolean => box === undefined || ['todo', 'mine', 'pool'].includes(box);
const LIGHTS = ['green', 'yellow', 'red', 'overdue', 'paused'] as const;

export type InboxView = Pick<
  InboxQuery,
  'box' | 'due' | 'light' | 'sort' | 'q' | 'step' | 'procedure' | 'organisation'
>;

/** Of an address, whatever somebody wrote into it. */
export function inboxView(search: Readonly<Record<string, unknown>>): InboxView {
  const one = <T extends string>(name: string, of: readonly T[]): { [K in string]?: T } => {
    const found = of.find((each) => each === search[name]);
    return found === undefined ? {} : { [name]: found };
  };
  const word = (name: string): { [K in string]?: string } => {
    const given = search[name];
    const text = typeof given === 'string' || typeof given === 'number' ? String(given).trim().slice(0, 100) : '';
    return text === '' ? {} : { [name]: text };
  };
  return {
    ...one('box', BOXES),
    ...one('due', ['today', 'overdue']),
    ...one('light', LIGHTS),
    ...one('sort', ['due', 'new']),
    ...word('q'),
    ...word('step'),
    ...word('procedure'),
    ...word('organisation'),
  };
}

/** Of a task's page: the view one came from, and what is to be open from the beginning. */
export function taskSearch(search: Readonly<Record<string, unknown>>): InboxView & {
  readonly choose?: string;
  readonly act?: string;
} {
  const { choose, act } = search;
  return {
    ...inboxView(search),
    ...(typeof choose === 'string' ? { choose } : {}),
    ...(typeof act === 'string' ? { act } : {}),
  };
}

export function sameView(one: InboxView, other: InboxView): boolean {
  const flat = (view: InboxView): string => JSON.stringify(Object.entries(inboxView(view)).sort());
  return flat(one) === flat(other);
}
