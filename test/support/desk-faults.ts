// Owns what is wrong with the words of a page as it stands: codes of the program, the other language, what was never filled in, heading and title.
import type { Page } from 'playwright-core';

export interface Seen {
  /** Everything that is read, by eye or by ear, with the language it says it is in. */
  readonly texts: readonly { readonly text: string; readonly lang: string }[];
  readonly headings: readonly string[];
  readonly title: string;
  /** Of each navigation, what it says is the page one is on. */
  readonly currents: readonly (readonly string[])[];
  /** Cells so narrow that their words stand one sign below the other. */
  readonly cramped: readonly string[];
  readonly lang: string;
  /** The route that is shown, as the router names it; empty for an address that has none. */
  readonly route: string;
}
export interface KnownWords {
  /** Names, numbers and whatever people typed: shown as it is, in any language. The longest first. */
  readonly data: readonly string[];
  readonly codes: ReadonlySet<string>;
}

const READ = `(() => {
  const texts = [];
  const read = (element, text) => {
    if (text && !element.closest('script, style, noscript, code, kbd, textarea, [aria-hidden=true], [role=option][aria-label]') && element.checkVisibility())
      texts.push({ text, lang: element.closest('[lang]').lang });
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) read(walk.currentNode.parentElement, walk.currentNode.data.trim());
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    for (const element of document.querySelectorAll('[' + name + ']')) read(element, element.getAttribute(name).trim());
  const { matches } = __TSR_ROUTER__.state;
  return {
    texts,
    headings: [...document.querySelectorAll('h1')].filter((each) => each.checkVisibility()).map((each) => each.textContent),
    title: document.title,
    cramped: [...document.querySelectorAll('.scrolls td, .scrolls th, .sheet td, .sheet th, .case-list td')].map((each) => [each, each.textContent.trim()])
      .filter(([each, text]) => text.length > 6 && each.checkVisibility() && each.clientWidth < 56 && each.clientWidth > 1).map(([, text]) => text),
    currents: [...document.querySelectorAll('nav')].map((nav) => [...nav.querySelectorAll('[aria-current=page]')].map((each) => each.textContent)),
    lang: document.documentElement.lang,
    route: document.getElementById('no-such-page') ? '' : matches.at(-1).fullPath,
  };
})()`;
export function seenOn(page: Page): Promise<Seen> {
  return page.evaluate<Seen>(READ);
}

const NEVER_FILLED_IN = /undefined|\[object |\bNaN\b|\bnull\b|\{\{|\}\}|\bat \S+:\d+:\d+|Error:/;
/** Numbers of cases (of their children too), of papers, and addresses: written the same in every language. */
const NUMBERS = [
  /\d{6}-\d{8}-\d{6}(?:-[a-z]+(?:-[a-z]+)*-\d+)*/g,
  /[\u4e00-\u9fff]+〔\d{4}〕第?\d+号/g,
  /https?:\/\/\S+/g,
  /\S+@\S+\.\S+/g,
];
/** Words of another script that are the word for it in Chinese as well. */
const ALSO_CHINESE = new Set(
  'OneSeal JSON CSV UTF-8 SHA-256 PDF JPEG PNG OFD Temporal worker relay people.csv posts.csv qualifications.csv'.split(
    ' ',
  ),
);
const HAN = /[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]+/g;
const LATIN = /[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*/g;
/** Digits, with letters among them or not: a number of something. */
const NUMBERED = /^[A-Z]*[0-9][A-Z0-9]*$/;

export function faultsIn(
  { texts, headings, title, currents, cramped, lang }: Seen,
  language: 'zh-CN' | 'en',
  { data, codes }: KnownWords,
): readonly string[] {
  const wrong: string[] = [];
  if (lang !== language) wrong.push(`the page says it is in ${lang}`);
  if (headings.length !== 1 || headings[0]?.trim() === '') wrong.push(`headings of the page: ${headings.join(' | ')}`);
  if (!/^.+ · (一章通|OneSeal)$/.test(title)) wrong.push(`title: ${title}`);
  wrong.push(...cramped.map((text) => `cramped: ${text}`));
  for (const current of currents) if (current.length > 1) wrong.push(`on several pages at once: ${current.join(', ')}`);
  for (const { text, lang: said } of [...texts, { text: title, lang }]) {
    if (NEVER_FILLED_IN.test(text)) wrong.push(`never filled in: ${text}`);
    const own = [...data, ...NUMBERS].reduce<string>((rest, known) => rest.replaceAll(known, ' '), text);
    const latin = own.match(LATIN) ?? [];
    const coded = latin.filter((word) => codes.has(word));
    if (coded.length > 0) wrong.push(`code ${coded.join(', ')}: ${text}`);
    // A part that says it is in another language is meant to be.
    else if (said === language || said === lang) {
      const foreign =
        language === 'en'
          ? (own.match(HAN) ?? [])
          : latin.filter(
              (word) => word.length > 2 && !NUMBERED.test(word) && !/^[\d._-]+$/.test(word) && !ALSO_CHINESE.has(word),
            );
      if (foreign.length > 0) wrong.push(`other language ${foreign.join(', ')}: ${text}`);
    }
  }
  return [...new Set(wrong)];
}
