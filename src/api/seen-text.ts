/**
 * Owns that text is what its reader sees: characters without a shape or a width are not kept, so that a reason made of them is no reason,
 * two names that look alike are alike, and nobody turns the direction of what stands after his words.
 */

/** Zero width, soft hyphen, byte order mark, and the marks that turn the direction. Joiners are kept: some scripts need them. */
const UNSEEN = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/g;
const SEEN = /[^\s\u200C\u200D]/;
const JOINERS = /[\u200C\u200D]/g;

/** The same JSON, its texts as they are seen; what is left of one with nothing to see are its spaces. Expects what `judgeJson` has let through. */
export function seenText(value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value.replace(UNSEEN, '');
    return SEEN.test(text) ? text : text.replace(JOINERS, '');
  }
  if (Array.isArray(value)) return value.map(seenText);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, seenText(member)]));
}
