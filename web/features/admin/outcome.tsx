// Owns telling what came of a change, in words that stay until the next one: a message that vanishes is not read by everybody.
import { useRouterState } from '@tanstack/react-router';
import { Alert } from 'antd';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

interface Told {
  readonly sentence: string;
  /** The same sentence twice is told twice. */
  readonly nth: number;
}
interface Place {
  readonly told: Told | undefined;
  readonly tell: (sentence: string) => void;
}
const Here = createContext<Place>({ told: undefined, tell: () => undefined });

export function OutcomePlace({ children }: { readonly children: ReactNode }) {
  const [told, setTold] = useState<Told | undefined>(undefined);
  const here = useRouterState({ select: ({ location }) => location.pathname });
  // Of another page it would say nothing.
  useEffect(() => () => setTold(undefined), [here]);
  const place = useMemo<Place>(
    () => ({
      told,
      tell: (sentence) => setTold((last) => ({ sentence, nth: (last?.nth ?? 0) + 1 })),
    }),
    [told],
  );
  return <Here.Provider value={place}>{children}</Here.Provider>;
}

/** `tell('张三已锁定。')`; after leading to another page, so that it stands there. */
export function useTell(): (sentence: string) => void {
  return useContext(Here).tell;
}

/** Takes the focus when it comes, since the button that was pressed is often gone. */
export function Outcome() {
  const { told } = useContext(Here);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (told) place.current?.focus();
  }, [told]);
  return (
    <div ref={place} tabIndex={-1} role="status">
      {told && <Alert type="success" showIcon title={told.sentence} style={{ marginBottom: 12 }} />}
    </div>
  );
}
