// Owns which cases a list shows, as words of its address. Pure.
export const STATES = ['open', 'suspended', 'ended'] as const;
export const LIGHTS = ['green', 'yellow', 'red', 'overdue', 'paused'] as const;

export interface CasesAskedFor {
  readonly q?: string;
  readonly state?: (typeof STATES)[number];
  readonly light?: (typeof LIGHTS)[number];
  readonly procedure?: string;
  readonly organisation?: string;
}

/** What the address says and means nothing here is left out. */
export function casesAskedFor(search: Readonly<Record<string, unknown>>): CasesAskedFor {
  const text = (name: string): string | undefined => {
    const given = search[name];
    // The address `?q=2026` is read as a number.
    return typeof given === 'string' || typeof given === 'number' ? String(given).slice(0, 100) : undefined;
  };
  const [q, procedure, organisation] = [text('q'), text('procedure'), text('organisation')];
  const state = STATES.find((each) => each === search['state']);
  const light = LIGHTS.find((each) => each === search['light']);
  return {
    ...(q === undefined || q === '' ? {} : { q }),
    ...(state === undefined ? {} : { state }),
    ...(light === undefined ? {} : { light }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(organisation === undefined ? {} : { organisation }),
  };
}
