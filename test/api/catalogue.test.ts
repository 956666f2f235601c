import { Client } from 'pg';
import { accountsOf } from '../../prisma/seed';
import { seededItems, townFiles } from '../../prisma/town/town';
import { dayOf } from '../../src/kernel/time/civil';
import { faultLine } from '../../src/record/town-import/fault';
import { importTown } from '../../src/record/town-import/import';
import { anApi, shop, zhang, type ApiUnderTest, type Somebody } from '../support/an-api';

const FOOD = '000131023000';

let api: ApiUnderTest;
let clerk: Somebody;
beforeAll(async () => {
  api = await anApi();
  clerk = await api.signIn('zhangwei');
});
afterAll(() => api.drop());

async function items(query: string): Promise<readonly { readonly code: string }[]> {
  const { status, json } = await clerk.call('GET', `/api/power-items${query}`);
  expect(status).toBe(200);
  return json.items;
}

it('shows an item whole: limits, papers, how it is decided, how long it is valid, who holds it', async () => {
  const seeded = seededItems().find(({ code }) => code === FOOD);
  expect(await items(`?q=${FOOD}`)).toEqual([{ ...seeded, version: 1 }]);
});

it.each([
  ['code', FOOD],
  ['part of the Chinese name', encodeURIComponent('食品经营')],
  ['English name', 'food%20business'],
  ['pinyin initials', 'spjy'],
  ['pinyin initials in capitals', 'SPJY'],
])('finds an item by its %s', async (_what, q) => {
  expect((await items(`?q=${q}`)).map(({ code }) => code)).toEqual([FOOD]);
});

it('finds nothing for a wildcard, which is a character like others', async () => {
  expect(await items('?q=%25')).toEqual([]);
});

it('lists all that is seeded, and filings apart', async () => {
  expect((await items('?limit=200')).map(({ code }) => code)).toEqual(
    seededItems()
      .map(({ code }) => code)
      .toSorted(),
  );
  const filings = seededItems().filter(({ kind }) => kind === 'filing');
  expect((await items('?kind=filing')).map(({ code }) => code)).toEqual(filings.map(({ code }) => code).toSorted());
});

it('shows the whole tree of 68 bodies, each under another but the city', async () => {
  const { json } = await clerk.call('GET', '/api/organisations');
  const bodies = json.items as readonly { readonly id: string; readonly parent: string | null }[];
  const ids = new Set(bodies.map(({ id }) => id));
  expect(ids.size).toBe(68);
  expect(bodies.filter(({ parent }) => parent === null).map(({ id }) => id)).toEqual(['jiangyin']);
  expect(bodies.filter(({ parent }) => parent !== null && !ids.has(parent))).toEqual([]);
});

it('a case stays bound to the version of its day; the next one gets the new version', async () => {
  const open = async (): Promise<string> => {
    const { status, json } = await clerk.call('POST', '/api/cases', {
      procedure: 'food-business-permit',
      powerItem: FOOD,
      party: zhang,
      data: shop,
    });
    expect(status).toBe(201);
    return json.id;
  };
  const versionOf = async (id: string) =>
    (await api.db.pool.query<{ item_version: number }>('select item_version from cases where id = $1', [id])).rows[0]
      ?.item_version;
  const before = await open();
  const catalogue = townFiles()['power-items.yaml'] ?? '';
  const begin = catalogue.indexOf(`- code: '${FOOD}'`);
  const changed = catalogue
    .slice(begin, catalogue.indexOf('\n- code:', begin))
    .replace('zh: 食品经营许可,', 'zh: 食品经营许可（新）,')
    .replace('validFrom: 2024-01-01', `validFrom: ${dayOf(Date.now())}`);
  const sql = new Client({ connectionString: api.db.url });
  await sql.connect();
  const planned = await importTown(sql, { 'power-items.yaml': changed }, { apply: true, accounts: accountsOf });
  await sql.end();
  expect(planned.kind === 'refused' && planned.faults.map(faultLine)).toBe(false);
  const after = await open();
  expect([await versionOf(before), await versionOf(after)]).toEqual([1, 2]);
  const nameOf = async (id: string) => (await clerk.call('GET', `/api/cases/${id}`)).json.item.name.zh;
  expect([await nameOf(before), await nameOf(after)]).toEqual(['食品经营许可', '食品经营许可（新）']);
  expect(await items(`?q=${FOOD}`)).toEqual([expect.objectContaining({ version: 2 })]);
});
