/** Owns one plausible input for each kind of paper: the texts of the product, filled as a preview fills them. */
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import type { PaperInput } from '../../src/adapters/document/render-paper';
import { samplePaperData } from '../../src/kernel/paper-sample';
import { fillPaper, placeholdersOf, type PaperText, type PrintedLine } from '../../src/kernel/paper-text';
import type { Draft } from '../../src/kernel/procedure/builder';
import { writtenDay } from '../../src/kernel/rules/condition';
import { paperText, paperTexts } from '../../src/record/paper-texts';

/** A procedure that asks for every paper there is, on an act whose form has every field that a text reads. */
const on: Readonly<Record<string, readonly string[]>> = {
  'acceptance-with-gaps-notice': ['accepted-with-gaps'],
  'gaps-promise': ['accepted-with-gaps'],
  'hearing-notice': ['hearing-appointed'],
  'hearing-announcement': ['hearing-appointed'],
  'hearing-record': ['hearing-held'],
  'hearing-report': ['hearing-held'],
  'site-visit-record': ['site-visited'],
  'legal-review-opinion': ['review-agree'],
  'preliminary-opinion': ['forwarded'],
  'proof-of-service': ['handed-out'],
  'delay-explanation': ['delay-explained'],
};

export const everyPaper: Draft = {
  ...foodBusinessPermit,
  facts: ['change', 'changedTo', ...foodBusinessPermit.facts],
  papers: Object.fromEntries(
    paperTexts().map(({ kind, title, article }) => [
      kind,
      foodBusinessPermit.papers[kind] ?? {
        kind,
        title,
        article,
        seal: 'approval',
        to: 'applicant',
        on: on[kind] ?? ['an-act-of-its-own'],
      },
    ]),
  ),
  clocks: { ...foodBusinessPermit.clocks, promise: clockOf('promise') },
  flow: {
    kind: 'sequence',
    id: 'every-paper',
    blocks: [
      foodBusinessPermit.flow,
      {
        kind: 'task',
        id: 'legal-review',
        title: { zh: '其他', en: 'Other' },
        by: { post: 'examiner', of: 'deciding' },
        clock: 'decision',
        form: {
          type: 'object',
          properties: Object.fromEntries([...new Set(fieldsRead())].map((field) => [field, { title: field }])),
        },
        outcomes: { done: { title: { zh: '完成', en: 'Done' }, act: 'review', target: { to: 'next' } } },
      },
    ],
  },
};

function clockOf(id: string) {
  const { supplement } = foodBusinessPermit.clocks;
  if (!supplement) throw new Error('the food permit has no clock for supplements');
  return { ...supplement, id };
}

function fieldsRead(): readonly string[] {
  const expressions = paperTexts().flatMap((text) => placeholdersOf(text).map(({ expression }) => expression));
  return expressions.flatMap((expression) =>
    [...expression.matchAll(/act\.data\.(\w+)/g)].map(([, field]) => field ?? ''),
  );
}

export function textOfKind(kind: string): PaperText {
  const text = paperText(kind);
  if (!text) throw new Error(`documents/${kind}.md is missing`);
  return text;
}

export function samplePaper(kind: string): PaperInput {
  const text = textOfKind(kind);
  const filled = fillPaper(text, samplePaperData(everyPaper, text));
  if ('missing' in filled) throw new Error(`documents/${kind}.md:${filled.missing.line} ${filled.why}`);
  return {
    addressee: '张淏',
    ...filled.paper,
    ...(kind === 'receipt' ? {} : { number: '澄审批许〔2026〕123号' }),
    issuedOn: '2026-03-18',
    issuedOnWritten: writtenDay('2026-03-18') ?? '',
    body: kind === 'legal-review-opinion' ? '江阴市司法局' : '江阴市行政审批局',
    verifyUrl: 'https://oneseal.example.gov.cn/verify/K7QM-2XPD-94RT',
    witness: { case: '01JQ8ZC3W4', seq: 17, hash: 'ab'.repeat(32) },
  };
}
/** The sample with one paragraph repeated into many. */
export function withLines(input: PaperInput, lines: readonly PrintedLine[]): PaperInput {
  return { ...input, lines: [...input.lines.slice(0, 1), ...lines, ...input.lines.slice(1)] };
}
