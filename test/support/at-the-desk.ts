// Owns sitting down at the desk in a test: a page of the browser, signed in as somebody, in one language.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../prisma/seed';
import type { ApiUnderTest } from './an-api';

export interface AtTheDesk {
  readonly page: Page;
  readonly context: BrowserContext;
}

export async function atTheDesk(
  browser: Browser,
  { base }: Pick<ApiUnderTest, 'base'>,
  username: string,
  { width = 1440, language = 'zh-CN' }: { readonly width?: number; readonly language?: 'zh-CN' | 'en-GB' } = {},
): Promise<AtTheDesk> {
  const context = await browser.newContext({ baseURL: base, locale: language, viewport: { width, height: 900 } });
  const { status } = await context.request
    .post('/api/session', { data: { username, password: DEMO_PASSWORD }, headers: { origin: base } })
    .then((response) => ({ status: response.status() }));
  if (status !== 204) throw new Error(`sign-in of ${username}: ${status}`);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { page, context };
}
