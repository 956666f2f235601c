// Owns whether there is room for a second column.
import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 1000px)');
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener);
      return () => wide.removeEventListener('change', listener);
    },
    () => wide.matches,
  );
}
