// Owns getting about a page by keys alone, as somebody does who must see where he is: each stop is in sight and marked.
import type { Page } from 'playwright-core';

const MOST_STOPS = 150;
/** Of the element with the focus, or of what stands for it on the screen: a box that is ticked, the frame of a choice. */
const STOP = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return { what: 'nothing', isMarked: true, isInSight: true };
  const own = [at, ...at.parentElement.children, at.parentElement, at.parentElement.parentElement, at.closest('label, .ant-select, .ant-upload') ?? at];
  const isMarked = own.some((each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    return outlined || (each.matches('input, textarea, .ant-input-affix-wrapper, .ant-select') && boxShadow !== 'none');
  });
  const { top, bottom, left, right } = own.at(-1).getBoundingClientRect();
  return {
    what: at.outerHTML.slice(0, 200),
    isMarked,
    isInSight: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  };
})()`;
interface Stop {
  readonly what: string;
  readonly isMarked: boolean;
  readonly isInSight: boolean;
}

/** Goes on with the key Tab until what is meant has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop>(STOP);
    if (!stop.isMarked || !stop.isInSight)
      throw new Error(`${stop.isMarked ? 'out of sight' : 'without a mark of the focus'}: ${stop.what}`);
    if (await hasFocus(page, selector)) return;
  }
  throw new Error(`no key leads to ${selector}`);
}
/** Types where the focus has come to. */
export async function typeAt(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}
export async function enterAt(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
}
export function hasFocus(page: Page, selector: string): Promise<boolean> {
  return page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`);
}
