/** A sentence in both languages of the product; zh-CN is the language of record. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };
