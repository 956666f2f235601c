/** A sentence in both languages of the product; zh-CN is the language of record. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** The same without the members that are not there: `undefined` is no value of an act. */
export function withoutAbsent<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
