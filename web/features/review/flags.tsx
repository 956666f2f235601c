// Owns the words of what one should know of a case before opening it.
import { Tag } from 'antd';
import { useWords, words } from '../../lib/language';
import type { Row } from './inbox-view';

const WORDS = words('flags', {
  commitment: { zh: '告知承诺', en: 'On commitment' },
  'with-gaps': { zh: '容缺', en: 'Papers promised' },
  supplemented: { zh: '已补正', en: 'Supplemented' },
  complaint: { zh: '有投诉', en: 'Complaint' },
  hearing: { zh: '听证', en: 'Hearing' },
  supervision: { zh: '督办', en: 'Supervised' },
  other: { zh: '其他情况', en: 'Other' },
});
const known = (flag: string): flag is keyof typeof WORDS.texts => Object.hasOwn(WORDS.texts, flag);

export function Flags({ of }: { readonly of: Row['flags'] }) {
  const t = useWords(WORDS);
  return of.map((flag) => <Tag key={flag}>{t(known(flag) ? flag : 'other')}</Tag>);
}
