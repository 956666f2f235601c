// Owns what differs between a value that is there and the one a file gives, member by member.

/** Absent where there was or will be nothing. */
export interface Difference {
  readonly field: string;
  readonly from?: string;
  readonly to?: string;
}

/** In the order of the new value's members, then those that go. */
export function differencesBetween(before: object, after: object): readonly Difference[] {
  const [old, now] = [new Map(membersOf(before)), new Map(membersOf(after))];
  const fields = [...new Set([...now.keys(), ...old.keys()])];
  return fields
    .filter((field) => old.get(field) !== now.get(field))
    .map((field) => {
      const [from, to] = [old.get(field), now.get(field)];
      return { field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    });
}

function membersOf(value: unknown, path: readonly string[] = []): readonly (readonly [string, string])[] {
  if (value === null || value === undefined || value === false) return [];
  if (Array.isArray(value)) return value.flatMap((each: unknown, n) => membersOf(each, [...path, nameIn(each, n)]));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, member]) => membersOf(member, [...path, name]));
  return [[path.join('.'), typeof value === 'string' ? value : JSON.stringify(value)]];
}

/** Lists are compared by what their entries are called: a material put first must not make all others look changed. */
function nameIn(entry: unknown, n: number): string {
  if (typeof entry === 'string') return entry;
  const { field, organisation } = (entry ?? {}) as { readonly field?: unknown; readonly organisation?: unknown };
  if (typeof field === 'string') return field;
  return typeof organisation === 'string' ? organisation : String(n);
}
