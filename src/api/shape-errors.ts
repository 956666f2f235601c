// Owns what is said of a request that has not the shape of the contract: where, and what is expected there, in both languages.
import { z } from 'zod';
import type { FormError } from '../kernel/command';
import type { Text } from '../kernel/text';

/** The library's own words name types of a programming language ("实际接收 undefined"); a clerk is told what to do instead. */
const KINDS: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或者否（true、false）', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组内容', en: 'an object' },
  record: { zh: '一组内容', en: 'an object' },
};
const LOCALES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };
const MOST = 50;

/** The request as the contract shapes it, or what is wrong with it. */
export function readShape(
  schema: z.ZodType,
  sent: unknown,
): { readonly value: unknown } | { readonly errors: readonly FormError[] } {
  const read = (language: keyof Text) =>
    schema.safeParse(sent, { error: (issue) => ownWords(issue)?.[language] ?? LOCALES[language](issue) });
  const parsed = read('zh');
  if (parsed.success) return { value: parsed.data };
  const english = read('en').error?.issues ?? [];
  const errors = parsed.error.issues.slice(0, MOST).map(({ path, message }, n) => ({
    path: `/${path.map(String).join('/')}`,
    message: { zh: message, en: english[n]?.message ?? message },
  }));
  return { errors };
}

function ownWords(issue: z.core.$ZodRawIssue): Text | undefined {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return { zh: '此项必填。', en: 'This is required.' };
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1)
    return { zh: '请填写内容。', en: 'Please fill this in.' };
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { zh: `不能超过 ${issue.maximum} 个字。`, en: `No more than ${issue.maximum} characters are possible.` };
  if (issue.code === 'too_big' && issue.origin === 'array')
    return { zh: `不能超过 ${issue.maximum} 项。`, en: `No more than ${issue.maximum} are possible.` };
  if (issue.code === 'invalid_union')
    return { zh: '没有这一种，或者内容与它不符。', en: 'There is no such kind, or what is given does not fit it.' };
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return { zh: `应当是下列之一：${values.join('、')}。`, en: `One of these is expected: ${values.join(', ')}.` };
  }
  if (issue.code === 'unrecognized_keys')
    return {
      zh: `没有这一项：${issue.keys.join('、')}。`,
      en: `There is no such member: ${issue.keys.join(', ')}.`,
    };
  if (issue.code === 'invalid_format' && issue.format === 'date')
    return {
      zh: '应当是存在的日期，写作 2026-03-02。',
      en: 'A date that exists is expected, written like 2026-03-02.',
    };
  // What a rule of the contract says of itself, in both languages.
  if (issue.code === 'custom' && typeof issue.params?.['zh'] === 'string' && typeof issue.params['en'] === 'string')
    return { zh: issue.params['zh'], en: issue.params['en'] };
  const kind = issue.code === 'invalid_type' ? KINDS[issue.expected] : undefined;
  return kind && { zh: `应当是${kind.zh}。`, en: `Expected ${kind.en}.` };
}
