// Owns what of a form is sent: what was left empty is not, since the contract knows a member or none, and no empty one.

export function given<T extends object>(body: T): T {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== '')) as T;
}
