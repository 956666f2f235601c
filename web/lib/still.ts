// Owns waiting until somebody has stopped typing.
import { useEffect, useState } from 'react';
import { same } from './merge';

/** The value as it stood when it last kept still for so long; at first as it is. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (same(value, settled)) return;
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, settled, ms]);
  return settled;
}
