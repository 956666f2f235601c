// Owns the light of a limit (亮灯): a sign and a word, never a colour alone.
import type { z } from 'zod';
import type { light } from '../../src/contract/shapes';
import { useWords, words } from '../lib/language';

const WORDS = words('light', {
  green: { zh: '正常', en: 'In time' },
  yellow: { zh: '临期', en: 'Due soon' },
  red: { zh: '当日到期', en: 'Last day' },
  overdue: { zh: '已超期', en: 'Overdue' },
  paused: { zh: '计时已停', en: 'Clock stopped' },
});
const SIGNS = { green: '●', yellow: '▲', red: '■', overdue: '✖', paused: '‖' } as const;
const COLOURS = { green: 'green', yellow: 'yellow', red: 'red', overdue: 'red', paused: 'paused' } as const;

export function Light({ of }: { readonly of: z.output<typeof light> }) {
  const t = useWords(WORDS);
  return (
    <span style={{ color: `var(--${COLOURS[of]})`, whiteSpace: 'nowrap' }}>
      <span aria-hidden="true">{SIGNS[of]} </span>
      {t(of)}
    </span>
  );
}
