// Owns telling how something stood before and after a change, member by member.
import { useSay, useWords, words } from '../../lib/language';
import { MEMBERS } from './administration-words';
import { useOrganisationName } from './pickers';
import { useProcedureName } from './procedure-name';
import { called, PERSON_STATES, PROPOSAL_STATES } from './town-words';

const WORDS = words('differences', {
  from: { zh: '{{member}}：{{before}} → {{after}}', en: '{{member}}: {{before}} → {{after}}' },
  now: { zh: '{{member}}：{{after}}', en: '{{member}}: {{after}}' },
  empty: { zh: '（空）', en: '(empty)' },
  other: { zh: '其他内容有变化', en: 'other content changed' },
  same: { zh: '无', en: 'none' },
});
type State = Readonly<Record<string, unknown>> | null;
const STATES = { ...PERSON_STATES, ...PROPOSAL_STATES };

export function Differences({ before, after }: { readonly before: State; readonly after: State }) {
  const t = useWords(WORDS);
  const say = useSay();
  const nameOf = useOrganisationName();
  const procedure = useProcedureName();
  const told = (member: string, value: unknown): string | undefined => {
    if (value === null || value === undefined || value === '') return t('empty');
    if (member === 'state') return say(called(STATES, typeof value === 'string' ? value : ''));
    if ((member === 'organisation' || member === 'parent') && typeof value === 'string') return nameOf(value);
    if (member === 'subject' && typeof value === 'string') return procedure(value);
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    return isText(value) ? say(value) : undefined;
  };
  // Of an act without a change nothing was different.
  const members = Object.keys({ ...before, ...after }).filter(
    (member) => after !== null && JSON.stringify(before?.[member]) !== JSON.stringify(after[member]),
  );
  const lines = members.map((member) => {
    const name = MEMBERS[member];
    const [was, is] = [told(member, before?.[member]), told(member, after?.[member])];
    if (!name || was === undefined || is === undefined) return t('other');
    return before === null
      ? t('now', { member: say(name), after: is })
      : t('from', { member: say(name), before: was, after: is });
  });
  if (lines.length === 0) return <>{t('same')}</>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function isText(value: unknown): value is { readonly zh: string; readonly en: string } {
  return typeof value === 'object' && value !== null && 'zh' in value && typeof value.zh === 'string' && 'en' in value;
}
