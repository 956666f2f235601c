// Owns how the desk looks to this person at this machine: colours and size of text. Kept in the browser, and told to whoever draws.
import { useSyncExternalStore } from 'react';

export interface Look {
  readonly colours: 'system' | 'light' | 'dark';
  readonly size: 'normal' | 'large';
}
const KEPT = 'oneseal-desk-look';
const DEFAULT: Look = { colours: 'system', size: 'normal' };
const listeners = new Set<() => void>();
const dark = window.matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', () => listeners.forEach((tell) => tell()));
let look = read();

function read(): Look {
  try {
    return { ...DEFAULT, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Look>) };
  } catch {
    return DEFAULT;
  }
}
export function setLook(change: Partial<Look>): void {
  look = { ...look, ...change };
  localStorage.setItem(KEPT, JSON.stringify(look));
  listeners.forEach((tell) => tell());
}
function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
export function useLook(): Look & { readonly isDark: boolean } {
  const now = useSyncExternalStore(subscribe, () => look);
  const isDark = useSyncExternalStore(subscribe, () =>
    look.colours === 'system' ? dark.matches : look.colours === 'dark',
  );
  return { ...now, isDark };
}
