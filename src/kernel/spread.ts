/** Which second of the half hour after 09:00 a case's rungs are raised in. */

/** Spreads 09:00 rungs over half an hour by the case, so that a morning does not start with all of them in one second. */
export function spreadOf(caseId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < caseId.length; i++) hash = Math.imul(hash ^ caseId.charCodeAt(i), 0x01000193) >>> 0;
  return hash % 1800;
}
