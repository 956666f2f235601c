// Owns saying that something is on its way, to the eye and to the ear.
import { Spin } from 'antd';
import { useWords, words } from '../lib/language';

const WORDS = words('waiting', { opening: { zh: '正在打开', en: 'Opening' } });

export function Waiting() {
  const t = useWords(WORDS);
  return (
    <span role="status">
      <Spin />
      <span className="seen-by-ear">{t('opening')}</span>
    </span>
  );
}
