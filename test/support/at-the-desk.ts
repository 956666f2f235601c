// Owns sitting down at the desk in a test: a page of the browser, signed in as somebody, in one language and one look.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../prisma/seed';
import type { ApiUnderTest } from './an-api';

export interface AtTheDesk {
  readonly page: Page;
  readonly context: BrowserContext;
}
export interface Look {
  readonly width?: number;
  readonly language?: 'zh-CN' | 'en-GB';
  readonly colours?: 'light' | 'dark';
  readonly size?: 'normal' | 'large';
}

/** `username: null` sits down without signing in. */
export async function atTheDesk(
  browser: Browser,
  { base }: Pick<ApiUnderTest, 'base'>,
  username: string | null,
  { width = 1440, language = 'zh-CN', colours = 'light', size = 'normal' }: Look = {},
  password = DEMO_PASSWORD,
): Promise<AtTheDesk> {
  const context = await browser.newContext({
    baseURL: base,
    locale: language,
    viewport: { width, height: 900 },
    colorScheme: colours,
    // What moves is no part of what is looked at.
    reducedMotion: 'reduce',
  });
  // Chosen at this browser before, as `web/lib/settings.ts` keeps it.
  if (size === 'large') await context.addInitScript(`localStorage.setItem('oneseal-desk-look', '{"size":"large"}')`);
  if (username !== null) {
    const response = await context.request.post('/api/session', {
      data: { username, password },
      headers: { origin: base },
    });
    if (response.status() !== 204) throw new Error(`sign-in of ${username}: ${response.status()}`);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { page, context };
}
