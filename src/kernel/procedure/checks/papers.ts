/** No outcome without its paper, and no paper without its text. */
import type { Draft } from '../builder';
import type { Finding, Town } from '../finding';
import { error, own, warning, type PartsOfDraft } from './parts';

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
  }
  const needed = new Set(Object.values(draft.outcomes).flatMap(({ paper, also }) => [paper, ...(also ?? [])]));
  const milestones = milestonesOf(parts);
  for (const [kind, paper] of Object.entries(draft.papers)) {
    if (!town.papers.includes(kind))
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
