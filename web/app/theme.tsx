// Owns colours and sizes of the desk, by day and by night; every pair of text and ground reaches 4.5 : 1 (WCAG 2.2, 1.4.3).
import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useLayoutEffect, type ReactNode } from 'react';
import { useLanguage } from '../lib/language';
import { useLook } from '../lib/settings';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

const DAY = {
  colorPrimary: '#0b4f9c',
  colorLink: '#0b4f9c',
  colorLinkHover: '#083c77',
  colorLinkActive: '#083c77',
  colorError: '#a51b1a',
  colorSuccess: '#17632f',
  colorWarning: '#8a5300',
  colorTextSecondary: 'rgba(0,0,0,0.7)',
  colorTextTertiary: 'rgba(0,0,0,0.65)',
  colorTextDescription: 'rgba(0,0,0,0.65)',
  colorTextPlaceholder: 'rgba(0,0,0,0.62)',
} as const;
const NIGHT = {
  colorPrimary: '#3f83d6',
  colorLink: '#9cc7ff',
  colorLinkHover: '#c3deff',
  colorLinkActive: '#c3deff',
  colorError: '#ff9c93',
  colorSuccess: '#7fd49a',
  colorWarning: '#f0b860',
  colorTextSecondary: 'rgba(255,255,255,0.78)',
  colorTextTertiary: 'rgba(255,255,255,0.7)',
  colorTextDescription: 'rgba(255,255,255,0.7)',
  colorTextPlaceholder: 'rgba(255,255,255,0.65)',
} as const;

export function Theme({ children }: { readonly children: ReactNode }) {
  const { isDark, size } = useLook();
  const language = useLanguage();
  useLayoutEffect(() => {
    document.documentElement.dataset['colours'] = isDark ? 'dark' : 'light';
    document.documentElement.dataset['size'] = size;
  }, [isDark, size]);
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      theme={{
        // The red of the night is light: white on it could not be read.
        components: { Button: { dangerColor: isDark ? '#1f1f1f' : '#fff' } },
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          ...(isDark ? NIGHT : DAY),
          fontSize: size === 'large' ? 20 : 15,
          fontFamily: "system-ui, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
          motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
        },
      }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
