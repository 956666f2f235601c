// Owns the frame of every screen: where one can go, who one is, how the desk looks, live updates while it is open.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { Suspense, useEffect, useRef } from 'react';
import { LanguageSwitch } from '../components/language-switch';
import { Waiting } from '../components/waiting';
import { asking, reading, useAct } from '../lib/asking';
import { hearKeys } from '../lib/commands';
import { useWords, words } from '../lib/language';
import { listen } from '../lib/live';
import { setLook, useLook } from '../lib/settings';
import { useOwnSettings } from './own-settings';
import { Palette } from './palette';
import { placesFor } from './places';

const WORDS = words('shell', {
  brand: { zh: '一章通', en: 'OneSeal' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  places: { zh: '主要功能', en: 'Main parts' },
  look: { zh: '显示', en: 'Display' },
  dark: { zh: '深色', en: 'Dark' },
  light: { zh: '浅色', en: 'Light' },
  system: { zh: '跟随系统', en: 'As the system' },
  large: { zh: '大字', en: 'Large text' },
  normal: { zh: '标准字号', en: 'Normal text' },
  password: { zh: '修改密码', en: 'Change the password' },
  leave: { zh: '退出', en: 'Sign out' },
  messages: { zh: '消息', en: 'Messages' },
  unread: { zh: '条未读', en: ' unread' },
  away: {
    zh: '流程引擎暂时离线：您的办理照常记录，通知和文书稍后补发。',
    en: 'The process engine is away for the moment: what you do is recorded; messages and papers follow later.',
  },
});

/** One more than is told: `99+`. */
const MOST = 100;

export function Shell() {
  const t = useWords(WORDS);
  const { data: me } = useSuspenseQuery(reading('me'));
  const { data: ready } = useQuery({ ...reading('ready'), refetchInterval: 15_000 });
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const places = placesFor(me);
  const current = placeOf(here, places);
  const main = useRef<HTMLElement>(null);
  useEffect(listen, []);
  useEffect(hearKeys, []);
  useOwnSettings();
  // A new screen is read from its beginning, by eye and by ear.
  const came = useRef(here);
  useEffect(() => {
    if (came.current !== here) main.current?.focus();
    came.current = here;
  }, [here]);
  return (
    <div className="desk">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header>
        <Link className="brand" to="/">
          {t('brand')}
        </Link>
        <nav aria-label={t('places')}>
          <ul>
            {places.map(({ to, title }) => (
              <li key={to}>
                <Link
                  to={to}
                  // Else the router marks whatever the address begins with: the window beside the day at the window.
                  activeOptions={{ exact: true }}
                  {...(to === current ? { 'aria-current': 'page' as const } : {})}
                >
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="end">
          <Palette me={me} />
          <Unread />
          <Looks />
          <Own name={me.person.name} />
          <Leave />
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        {ready && !ready.temporal.reachable && (
          <p className="notice" role="status">
            {t('away')}
          </p>
        )}
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** How many messages are not read yet, up to as many as one look shows. */
function Unread() {
  const t = useWords(WORDS);
  const { data } = useQuery({
    ...reading('messages', { query: { unread: 'true', limit: MOST } }),
    refetchInterval: 60_000,
  });
  const n = data?.items.length ?? 0;
  return (
    <Link to="/messages" className="unread">
      {t('messages')} {n > 0 && <span className="count">{n === MOST ? `${MOST - 1}+` : n}</span>}
      {n > 0 && <span className="seen-by-ear">{t('unread')}</span>}
    </Link>
  );
}

/** The place that the address lies in; of two the nearer one: the day at the window is not the window. */
function placeOf(here: string, places: readonly { readonly to: string }[]): string | undefined {
  const around = places.map(({ to }) => to).filter((to) => here === to || (to !== '/' && here.startsWith(`${to}/`)));
  return around.sort((one, other) => other.length - one.length)[0];
}

function Looks() {
  const t = useWords(WORDS);
  const look = useLook();
  return (
    <>
      <LanguageSwitch />
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          multiple: true,
          selectedKeys: [look.colours, look.size],
          items: [
            ...(['system', 'light', 'dark'] as const).map((key) => ({
              key,
              label: t(key),
              onClick: () => setLook({ colours: key }),
            })),
            { type: 'divider' as const },
            ...(['normal', 'large'] as const).map((key) => ({
              key,
              label: t(key),
              onClick: () => setLook({ size: key }),
            })),
          ],
        }}
      >
        <Button type="text" aria-haspopup="menu">
          {t('look')}
        </Button>
      </Dropdown>
    </>
  );
}

function Own({ name }: { readonly name: string }) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: [{ key: 'password', label: t('password'), onClick: () => void navigate({ to: '/password' }) }] }}
    >
      <Button type="text" aria-haspopup="menu">
        {name}
      </Button>
    </Dropdown>
  );
}

function Leave() {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const leave = useAct('signOut', {
    done: async () => {
      asking.clear();
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <Button type="text" loading={leave.isPending} onClick={() => leave.mutate({})}>
      {t('leave')}
    </Button>
  );
}
