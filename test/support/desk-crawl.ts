// Owns the crawl of the desk: every visit at every width is judged, what the browser complained of is kept, and no route is left out.
import type { Browser, BrowserContext } from 'playwright-core';
import { DEMO_PASSWORD } from '../../prisma/seed';
import type { ApiUnderTest } from './an-api';
import { atTheDesk, type Look } from './at-the-desk';
import { barriersHere, overflow } from './browser';
import { faultsIn, seenOn, type KnownWords } from './desk-faults';
import type { DeskTown } from './desk-town';
import { NOWHERE, type Visit } from './desk-visits';
import type { Judge } from './openings';
import { citations, codesOfTheProgram } from './program-words';
import { watched, type WatchedPage } from './watched-page';

export interface Crawl {
  readonly visits: readonly Visit[];
  readonly widths: readonly number[];
  readonly look: Omit<Look, 'width'>;
  /** Opens what can be opened on a page and judges that too. */
  readonly also?: (watching: WatchedPage, route: string, judge: Judge) => Promise<void>;
  /** Where pictures are kept, for somebody to look at. */
  readonly pictures?: string | undefined;
}
export interface Crawled {
  /** A line for each fault, beginning with where it is. */
  readonly faults: readonly string[];
  /** How many states were looked at, each width counted. */
  readonly looks: number;
}

const TALL = 900;
/** People who look at once: a page is mostly waited for. */
const AT_ONCE = 3;

export async function crawl(
  browser: Browser,
  api: ApiUnderTest,
  town: DeskTown,
  { visits, widths, look, also, pictures }: Crawl,
): Promise<Crawled> {
  const known = await knownWords(api, town);
  const language = look.language === 'en-GB' ? 'en' : 'zh-CN';
  const faults: string[] = [];
  const titles = new Map<string, string>();
  let looks = 0;
  const people = [...new Set(visits.map((visit) => visit.as))];
  await Promise.all(Array.from({ length: AT_ONCE }, oneAfterAnother));
  return { faults, looks };

  async function oneAfterAnother(): Promise<void> {
    for (let as = people.shift(); as !== undefined; as = people.shift()) await all(as);
  }

  async function all(as: string | null): Promise<void> {
    const theirs = visits.filter((visit) => visit.as === as);
    const { context } = await atTheDesk(browser, api, as, look, theirs[0]?.password);
    for (const visit of theirs) await one(context, visit);
    await context.close();
  }

  async function one(context: BrowserContext, visit: Visit): Promise<void> {
    const place = `${visit.route} (${visit.state}) as ${visit.as}`;
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const watching = watched(page, visit.refused);
    const judge: Judge = async (what) => {
      for (const width of widths) {
        looks += 1;
        await page.setViewportSize({ width, height: TALL });
        await watching.atRest();
        const seen = await seenOn(page);
        const beyond = await overflow(page);
        const wrong = [
          ...(seen.route === expectedAt(visit) ? [] : [`leads to ${seen.route}`]),
          ...faultsIn(seen, language, known),
          ...twiceTitled(seen.route, seen.title),
          ...(beyond > 0 ? [`${beyond} px beyond the window`] : []),
          ...(await barriersHere(page)),
        ];
        if (pictures !== undefined) await page.screenshot({ path: pictureOf(pictures, `${place} ${what}`, width) });
        faults.push(...wrong.map((each) => `${place}${what}, ${width} px: ${each}`));
      }
    };
    try {
      await visit.before?.(page);
      await page.setViewportSize({ width: widths[0] ?? 1440, height: TALL });
      await page.goto(`/desk${visit.path}`);
      await watching.atRest();
      await visit.then?.(page);
      await watching.atRest();
      await judge('');
      await also?.(watching, visit.route, judge);
    } catch (fault) {
      faults.push(`${place}: could not be looked at: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
    faults.push(...watching.complaints.map((each) => `${place}: ${each}`));
    await page.close();
  }

  /** Two routes under one title cannot be told apart on a tab. */
  function twiceTitled(route: string, title: string): readonly string[] {
    const other = titles.get(title);
    titles.set(title, route);
    return other === undefined || other === route ? [] : [`titled as ${other}: ${title}`];
  }
}

/** What the reader may not see is not there for him, and neither is what there is not. */
function expectedAt({ route, leadsTo = route, refused = [] }: Visit): string {
  return leadsTo === NOWHERE || refused.includes(404) ? '' : leadsTo;
}

/** Every route of the router's own table. */
export async function routesOf(browser: Browser, api: ApiUnderTest): Promise<readonly string[]> {
  const { page, context } = await atTheDesk(browser, api, null);
  await page.goto('/desk/sign-in');
  await page.waitForSelector('h1');
  const paths = await page.evaluate<string[]>(
    "Object.values(__TSR_ROUTER__.routesByPath).map(({ fullPath }) => (fullPath === '/' ? fullPath : fullPath.replace(/\\/$/, '')))",
  );
  await context.close();
  return paths;
}

async function knownWords(api: ApiUnderTest, { typed }: DeskTown): Promise<KnownWords> {
  const { json } = await api.nobody.call('GET', '/api/demo-accounts');
  const people: readonly { username: string; person: string }[] = json.items;
  const { rows } = await api.db.pool.query<{ number_letters: string }>(
    'select number_letters from organisations where number_letters is not null',
  );
  const letters = rows.map(({ number_letters: own }) => own);
  const words = [
    ...typed,
    ...citations(),
    ...letters,
    DEMO_PASSWORD,
    ...people.flatMap(({ username, person }) => [person, username]),
  ];
  return { data: words.sort((one, other) => other.length - one.length), codes: codesOfTheProgram() };
}

function pictureOf(folder: string, place: string, width: number): string {
  return `${folder}/${place.replaceAll(/[^\w-]+/g, '_')}_${width}.png`;
}
