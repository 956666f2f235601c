// Owns which waits are asked for, as it stands in the address: so a list can be sent to somebody, and the way back finds it.
export interface WaitQuery {
  readonly kind?: string;
  readonly organisation?: string;
  readonly procedure?: string;
  readonly fingerprint?: string;
  readonly overdue?: 'true' | 'false';
  readonly q?: string;
}

export function waitsAskedFor(search: Readonly<Record<string, unknown>>): WaitQuery {
  const told = (name: string): Readonly<Record<string, string>> => {
    const value = search[name];
    const said = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    return typeof said === 'string' && said !== '' && said.length <= 300 ? { [name]: said } : {};
  };
  const { overdue } = told('overdue');
  return {
    ...told('kind'),
    ...told('organisation'),
    ...told('procedure'),
    ...told('fingerprint'),
    ...told('q'),
    ...(overdue === 'true' || overdue === 'false' ? { overdue } : {}),
  };
}
export function isAsking(query: WaitQuery): boolean {
  return Object.keys(query).length > 0;
}
