/**
 * Owns what is typed and not sent (草稿): kept in the browser at each key, on the server every two seconds, brought together field by
 * field where another screen has saved meanwhile. So neither a reload nor a crash nor a restart of the server loses a word.
 */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { asking, reading } from './asking';
import { call, newKey, Refused } from './call';
import { merged, same, type Kept } from './merge';

const EVERY_MS = 2_000;

export interface DraftState<T> {
  /** False until it is known what was kept. */
  readonly ready: boolean;
  readonly value: T;
  /** When what was found on opening had been kept; absent where nothing was, or it has been dropped. */
  readonly restored?: string;
  /** `away`: kept in this browser only, for the server cannot be reached. */
  readonly kept: 'nothing' | 'waiting' | 'saved' | 'away' | 'refused';
  /** Another screen had saved meanwhile, and both are in here now. */
  readonly merged: boolean;
}
export interface Draft<T> extends DraftState<T> {
  readonly change: (change: Partial<T>) => void;
  readonly drop: () => void;
  /** The act that uses it up: no save is under way meanwhile, so none comes late and brings it back. A refusal leaves it as it is. */
  readonly usedBy: <A>(act: () => Promise<A>) => Promise<A>;
}
interface Local {
  readonly base: Kept;
  readonly version: number;
  readonly data: Kept;
  readonly at: string;
}

export function useDraft<T extends Kept>(subject: string, empty: T): Draft<T> {
  const [store] = useState(() => draftStore(subject, empty));
  useEffect(() => store.open(), [store]);
  const state = useSyncExternalStore(store.subscribe, store.state);
  return { ...state, change: store.change, drop: store.drop, usedBy: store.usedBy };
}

function draftStore<T extends Kept>(subject: string, empty: T) {
  const place = `oneseal-draft ${asking.getQueryData(reading('me').queryKey)?.person.id ?? ''} ${subject}`;
  const listeners = new Set<() => void>();
  let state: DraftState<T> = { ready: false, value: empty, kept: 'nothing', merged: false };
  let base: Kept = empty;
  let version = 0;
  let dirty = false;
  let held = false;
  let saving: Promise<void> | undefined;

  function tell(change: Partial<DraftState<T>>): void {
    state = { ...state, ...change };
    listeners.forEach((listener) => listener());
  }
  function keepHere(): void {
    const local: Local = { base, version, data: state.value, at: new Date().toISOString() };
    try {
      localStorage.setItem(place, JSON.stringify(local));
    } catch {
      // No room, or none allowed: the server keeps it all the same.
    }
  }

  async function load(): Promise<void> {
    const local = localOf(place);
    try {
      const found = await call('draft', { params: { subject } });
      if (state.ready) return;
      version = found.version;
      const stored = found.data ?? (local ? local.base : empty);
      base = stored;
      // Somebody may have typed already while it was on its way.
      const mine = dirty ? state.value : local?.data;
      const value = (mine ? merged(dirty ? empty : (local?.base ?? empty), mine, stored) : stored) as T;
      dirty = !same(value, stored);
      const at = local?.at ?? found.savedAt ?? undefined;
      tell({
        ready: true,
        value,
        kept: 'nothing',
        ...(at === undefined || same(value, empty) ? {} : { restored: at }),
      });
    } catch (fault) {
      if (!(fault instanceof Refused) || state.ready) return;
      if (local) ({ base, version } = local);
      dirty = local !== undefined;
      tell({
        ready: true,
        value: (local?.data ?? empty) as T,
        ...(local ? { restored: local.at, kept: 'away' as const } : {}),
      });
    }
  }

  async function save(): Promise<void> {
    const sent = state.value;
    dirty = false;
    try {
      const { version: next } = await call('saveDraft', {
        params: { subject },
        body: { version, data: sent as Record<string, never> },
        key: newKey(),
      });
      version = next;
      base = sent;
      if (state.value === sent) {
        localStorage.removeItem(place);
        tell({ kept: 'saved' });
      } else keepHere();
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      const { status, problem } = fault;
      dirty = status === 0 || status === 401 || status === 409 || status >= 500;
      if (problem.code !== 'draft-moved') return tell({ kept: dirty ? 'away' : 'refused' });
      const theirs = (problem.facts?.['data'] ?? {}) as Kept;
      const value = merged(base, state.value, theirs) as T;
      base = theirs;
      version = Number(problem.facts?.['version'] ?? 0);
      tell({ value, merged: true });
      keepHere();
    }
  }
  function saveSoon(): void {
    if (!dirty || held || saving) return;
    saving = save().finally(() => (saving = undefined));
  }

  return {
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    open: () => {
      void load();
      const timer = setInterval(saveSoon, EVERY_MS);
      return () => {
        clearInterval(timer);
        saveSoon();
      };
    },
    change: (change: Partial<T>) => {
      dirty = true;
      tell({ value: { ...state.value, ...change }, kept: 'waiting' });
      keepHere();
    },
    drop: () => {
      dirty = false;
      base = empty;
      version = 0;
      localStorage.removeItem(place);
      state = { ready: true, value: empty, kept: 'nothing', merged: false };
      tell({});
      void call('dropDraft', { params: { subject }, key: newKey() }).catch(() => undefined);
    },
    usedBy: async <A>(act: () => Promise<A>) => {
      held = true;
      try {
        await saving;
        const answer = await act();
        dirty = false;
        localStorage.removeItem(place);
        return answer;
      } finally {
        held = false;
      }
    },
  };
}

function localOf(place: string): Local | undefined {
  try {
    const kept = localStorage.getItem(place);
    return kept === null ? undefined : (JSON.parse(kept) as Local);
  } catch {
    return undefined;
  }
}
