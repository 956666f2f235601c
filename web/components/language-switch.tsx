// Owns the one button that turns the desk to its other language; it is named in that language.
import { Button } from 'antd';
import { setLanguage, useLanguage } from '../lib/language';

export function LanguageSwitch() {
  const chinese = useLanguage() === 'zh-CN';
  return (
    <Button type="text" lang={chinese ? 'en' : 'zh-CN'} onClick={() => setLanguage(chinese ? 'en' : 'zh-CN')}>
      {chinese ? 'English' : '中文'}
    </Button>
  );
}
