// Owns bringing two versions of one draft together, field by field: what I have changed is mine, all else is as it was saved last.
export type Kept = { readonly [name: string]: unknown };

/** `base`: what both began with. */
export function merged(base: Kept, mine: Kept, theirs: Kept): Kept {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const [before, own, other] = [base[name], mine[name], theirs[name]];
      const taken = same(own, before)
        ? other
        : isObject(own) && isObject(other)
          ? merged(isObject(before) ? before : {}, own, other)
          : own;
      return taken === undefined ? [] : [[name, taken]];
    }),
  );
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
function isObject(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
