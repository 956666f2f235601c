// Owns that language, colours and size of text follow the person from desk to desk: read from the server on coming, told to it on each change.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asking, reading } from '../lib/asking';
import { call, newKey, type Answer } from '../lib/call';
import { hasKeptLanguage, setLanguage, useLanguage } from '../lib/language';
import { setLook, useLook } from '../lib/settings';
import { same } from '../lib/merge';

type Settings = Answer<'settings'>;
/** What the server says of somebody who has never chosen. */
const UNSAID: Settings = { language: 'zh', colours: 'system', textSize: 'normal' };

export function useOwnSettings(): void {
  const language = useLanguage();
  const { colours, size } = useLook();
  const { data } = useQuery({ ...reading('settings'), staleTime: Infinity });
  const here: Settings = { language: language === 'en' ? 'en' : 'zh', colours, textSize: size };
  const agreed = useRef<Settings | undefined>(undefined);
  useEffect(() => {
    if (!data) return;
    if (agreed.current === undefined) {
      agreed.current = data;
      // Who has said nothing yet keeps what this browser is set to.
      const chosen = same(data, UNSAID) ? here : data;
      if (!same(chosen, here)) {
        setLanguage(chosen.language === 'en' ? 'en' : 'zh-CN');
        setLook({ colours: chosen.colours, size: chosen.textSize });
        return;
      }
      if (!hasKeptLanguage()) agreed.current = here;
    }
    if (same(agreed.current, here)) return;
    agreed.current = here;
    asking.setQueryData(reading('settings').queryKey, here);
    // Kept in this browser in any case; the next change tells it again.
    call('saveSettings', { body: here, key: newKey() }).catch(() => undefined);
  });
}
