/** No outcome without its paper, no paper without its text, and no text that asks for what this procedure does not know. */
import type { Draft } from '../builder';
import { blankData, lostAt, shapeOf } from '../../paper-data';
import { placeholdersOf, type PaperText, type Placeholder, type TextFault } from '../../paper-text';
import { readExpression } from '../../rules/condition';
import type { Finding, Town } from '../finding';
import { error, own, PROBE_LIMITS, warning, type PartsOfDraft } from './parts';

export function checkPapers(draft: Draft, parts: PartsOfDraft, town: Town): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [id, outcome] of Object.entries(draft.outcomes)) {
    const path = `/outcomes/${id}/paper`;
    if (outcome.paper === null) {
      if (!outcome.withoutPaper)
        findings.push(
          error(
            'outcome-without-paper',
            path,
            `办结结果“${id}”没有文书，也没有说明理由。`,
            `The outcome "${id}" has no paper and no reason why none is due.`,
          ),
        );
    } else if (!own(draft.papers, outcome.paper)) {
      findings.push(
        error('paper-unknown', path, `没有名为“${outcome.paper}”的文书。`, `There is no paper "${outcome.paper}".`),
      );
    }
    (outcome.also ?? []).forEach((kind, n) => {
      if (!own(draft.papers, kind))
        findings.push(
          error(
            'paper-unknown',
            `/outcomes/${id}/also/${n}`,
            `没有名为“${kind}”的文书。`,
            `There is no paper "${kind}".`,
          ),
        );
    });
  }
  findings.push(...certificatePaper(draft));
  const needed = new Set(Object.values(draft.outcomes).flatMap(({ paper, also }) => [paper, ...(also ?? [])]));
  const milestones = milestonesOf(parts);
  for (const [kind, paper] of Object.entries(draft.papers)) {
    const text = town.papers.find((each) => each.kind === kind);
    if (text) findings.push(...checkText(draft, text));
    else
      findings.push(
        error(
          'paper-without-text',
          `/papers/${kind}`,
          `文书“${kind}”没有范本（documents/${kind}.md）。`,
          `The paper "${kind}" has no text (documents/${kind}.md).`,
        ),
      );
    if ((paper.on ?? []).length === 0 && !needed.has(kind))
      findings.push(
        warning(
          'paper-unused',
          `/papers/${kind}`,
          `没有任何环节制作文书“${kind}”。`,
          `Nothing asks for the paper "${kind}".`,
        ),
      );
    (paper.on ?? []).forEach((code, n) => {
      if (!milestones.has(code))
        findings.push(
          error(
            'milestone-unknown',
            `/papers/${kind}/on/${n}`,
            `没有名为“${code}”的节点，文书不会制作。`,
            `There is no milestone "${code}", so the paper would never be made.`,
          ),
        );
    });
  }
  if (!draft.childOnly && needed.size > 0 && !own(draft.clocks, 'delivery')) {
    findings.push(
      error(
        'delivery-without-limit',
        '/clocks',
        '制作并送达文书没有期限，须有名为“delivery”的期限。',
        'Making and delivering the closing paper has no limit: the clock "delivery" is needed.',
      ),
    );
  }
  return findings;
}

/** The number of a certificate is drawn when it is granted; a paper of that series has to carry it. */
function certificatePaper(draft: Draft): readonly Finding[] {
  const granted = own(draft.outcomes, 'granted');
  if (!draft.certificate || draft.concerns || !granted) return [];
  const { series } = draft.certificate;
  const made = [granted.paper, ...(granted.also ?? [])];
  return made.some((kind) => kind !== null && own(draft.papers, kind)?.series === series)
    ? []
    : [
        error(
          'certificate-without-paper',
          '/outcomes/granted',
          `准予后登记证照（${series}），但没有制作这一文号的证照文书。`,
          `A certificate of the series ${series} is recorded with the grant, but no paper of that series is made.`,
        ),
      ];
}

/** Everything wrong with the text of a paper as this procedure would fill it. */
function checkText(draft: Draft, text: PaperText): readonly Finding[] {
  const shapes = shapeOf(draft, text.kind);
  const placeholders = placeholdersOf(text);
  const told = placeholders.some(({ expression }) => /\bremedy\b/.test(expression));
  return [
    ...text.faults.map((fault) => malformed(text.kind, fault)),
    ...placeholders.flatMap((placeholder) => checkPlaceholder(shapes, text.kind, placeholder)),
    ...(told === (text.remedy !== undefined)
      ? []
      : [
          error(
            'remedy-untold',
            `/papers/${text.kind}`,
            `文书“${text.kind}”的救济途径（remedy）须在文首写明，并在正文中以 {remedy.text} 告知。`,
            `The remedies of the paper "${text.kind}" are named in its head and told in its text, both or neither.`,
          ),
        ]),
  ];
}

function malformed(kind: string, { rule, line, what }: TextFault): Finding {
  const place = `documents/${kind}.md:${line}`;
  const [zh, en] = {
    'paper-head': ['文首缺少或者写错', 'The head is wrong or lacks'],
    'paper-empty': ['文书没有正文', 'The paper has no text'],
    'placeholder-malformed': ['花括号或者表格行不完整', 'Braces or a row of the form are not closed'],
    'remedy-unknown': ['没有这种救济途径', 'There are no such remedies'],
  }[rule] as [string, string];
  return error(rule, `/papers/${kind}`, `${place}：${zh}：${what}`, `${place}: ${en}: ${what}`);
}

type Shapes = ReturnType<typeof shapeOf>;

function checkPlaceholder(shapes: Shapes, kind: string, { expression, line }: Placeholder): readonly Finding[] {
  const wrong = (rule: string, zh: string, en: string): Finding => {
    const place = `documents/${kind}.md:${line} {${expression.slice(0, 120)}}`;
    return error(rule, `/papers/${kind}`, `${place}：${zh}`, `${place}: ${en}`);
  };
  if (expression.length > PROBE_LIMITS.conditionLength)
    return [
      wrong(
        'placeholder-too-long',
        `最长${PROBE_LIMITS.conditionLength}个字符。`,
        `It has at most ${PROBE_LIMITS.conditionLength} characters.`,
      ),
    ];
  const reading = readExpression(expression, blankData(shapes));
  if ('error' in reading) return [wrong('placeholder-unreadable', `无法读懂：${reading.error}`, reading.error)];
  if (reading.forbidden.length > 0) {
    const what = [...new Set(reading.forbidden)].join('”“');
    return [wrong('placeholder-unbounded', `不能使用“${what}”。`, `It may not use "${what}".`)];
  }
  const lost = new Map<string, Finding>();
  for (const path of reading.paths) {
    const at = lostAt(shapes, path);
    // What a list lacks, its elements lack too: said once.
    if (at !== undefined) lost.set(path.slice(0, at + 1).join('.'), lostDatum(path, at, wrong));
  }
  return [...lost.values()];
}

function lostDatum(
  path: readonly string[],
  at: number,
  wrong: (rule: string, zh: string, en: string) => Finding,
): Finding {
  const [root = '', member = ''] = path;
  const name = path[at] ?? path.join('.');
  if (at === 1 && root === 'clock')
    return wrong('placeholder-clock', `流程没有名为“${member}”的期限。`, `The procedure has no clock "${member}".`);
  if (at === 1 && root === 'facts')
    return wrong('placeholder-fact', `流程没有声明事实“${member}”。`, `The procedure declares no fact "${member}".`);
  if (at >= 1 && root === 'act' && at < path.length)
    return wrong(
      'placeholder-act',
      `文书所依据的行为没有“${name}”。`,
      `The act of this paper does not carry "${name}".`,
    );
  return wrong('placeholder-unknown', `没有数据“${name}”可供打印。`, `There is no datum "${name}" to print.`);
}

/** Codes a paper may be asked for on: the milestones a ledger of this procedure can pass, and what happens to clocks. */
function milestonesOf(parts: PartsOfDraft): ReadonlySet<string> {
  return new Set([
    ...[
      'received',
      'supplement-requested',
      'supplemented',
      'acceptance-refused',
      'granted',
      'refused',
      'returned',
      'ended',
      'accepted',
      'deemed-accepted',
      'withdrawn',
      'closing',
      'clock-suspended',
      'clock-resumed',
      'clock-extended',
      'accepted-with-gaps',
      'accepted-on-commitment',
      'corrected',
      'site-visited',
      'forwarded',
      'interested-parties-told',
      'hearing-appointed',
      'hearing-held',
      'annulled',
      'deregistered',
      'left-standing',
      'handed-out',
      'publication-decided',
      'terminated',
      'delay-explained',
    ],
    ...['agree', 'correct', 'supplement', 'transfer'].map((conclusion) => `review-${conclusion}`),
    ...parts.blocks.flatMap(({ block }) =>
      block.kind === 'child'
        ? [`${block.id}-opened`, ...Object.keys(block.outcomes).map((outcome) => `${block.id}-${outcome}`)]
        : block.kind === 'await'
          ? [`${block.id}-entered`, ...Object.keys(block.outcomes).map((outcome) => `${block.id}-${outcome}`)]
          : [],
    ),
  ]);
}
