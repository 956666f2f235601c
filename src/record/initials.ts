/** Pinyin initials of a name, for the search that clerks use. */
import { pinyin } from 'pinyin-pro';

export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase();
}
