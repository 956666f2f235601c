// Owns colours and sizes of the desk, by day and by night; every pair of text and ground reaches 4.5 : 1 (WCAG 2.2, 1.4.3).
import {
  CheckCircleFilled,
  CloseCircleFilled,
  CloseOutlined,
  DownOutlined,
  ExclamationCircleFilled,
  EyeInvisibleOutlined,
  EyeOutlined,
  InfoCircleFilled,
} from '@ant-design/icons';
import { App, ConfigProvider, theme, type ConfigProviderProps } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useLayoutEffect, type ReactNode } from 'react';
import { useLanguage, useWords, words } from '../lib/language';
import { useLook } from '../lib/settings';

const WORDS = words('theme', {
  above: { zh: '弹出内容', en: 'What is opened above the page' },
  close: { zh: '关闭', en: 'Close' },
  clear: { zh: '清除', en: 'Clear' },
  show: { zh: '显示密码', en: 'Show the password' },
  hide: { zh: '隐藏密码', en: 'Hide the password' },
});
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/**
 * Where dialogs and menus are put. In the body itself the kit would lock its scrolling by a style without the number of this page,
 * which the policy refuses; `desk.css` locks it instead.
 */
const above = (): HTMLElement => document.getElementById('above') ?? document.body;

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

/** Signs of the kit are named by what they are called in its sources (`close-circle`): here they are silent, or say what they do. */
const SILENT = { 'aria-hidden': true, 'aria-label': undefined } as const;
const spoken = (t: (key: keyof typeof WORDS.texts) => string): ConfigProviderProps => ({
  modal: { closable: { 'aria-label': t('close') }, closeIcon: <CloseOutlined {...SILENT} /> },
  select: { suffixIcon: <DownOutlined {...SILENT} />, clearIcon: <CloseCircleFilled aria-label={t('clear')} /> },
  alert: {
    errorIcon: <CloseCircleFilled {...SILENT} />,
    warningIcon: <ExclamationCircleFilled {...SILENT} />,
    infoIcon: <InfoCircleFilled {...SILENT} />,
    successIcon: <CheckCircleFilled {...SILENT} />,
  },
  inputPassword: {
    iconRender: (shown) =>
      shown ? <EyeOutlined aria-label={t('hide')} /> : <EyeInvisibleOutlined aria-label={t('show')} />,
  },
});

export function Theme({ children }: { readonly children: ReactNode }) {
  const { isDark, size } = useLook();
  const language = useLanguage();
  const t = useWords(WORDS);
  useLayoutEffect(() => {
    document.documentElement.dataset['colours'] = isDark ? 'dark' : 'light';
    document.documentElement.dataset['size'] = size;
  }, [isDark, size]);
  useLayoutEffect(() => above().setAttribute('aria-label', t('above')), [t]);
  return (
    <ConfigProvider
      csp={{ nonce }}
      getPopupContainer={above}
      locale={language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      {...spoken(t)}
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
