// Items held by different bodies in different towns (区域): whose an application is follows where it is handed in, or where it lies.
import { Client } from 'pg';
import { accountsOf } from '../../prisma/seed';
import { townFiles } from '../../prisma/town/town';
import { dayOf } from '../../src/kernel/time/civil';
import { faultLine } from '../../src/record/town-import/fault';
import { importTown } from '../../src/record/town-import/import';
import { anApi, shop, zhang, type ApiUnderTest, type Somebody } from '../support/an-api';

const FOOD = '000131023000';
const RURAL = '000115027000';
const NOBODY_IN = 'zhouzhuang';

let api: ApiUnderTest;
let windows: Readonly<Record<'xuxiake' | 'huashi' | typeof NOBODY_IN, Somebody>>;
beforeAll(async () => {
  api = await anApi();
  const [xuxiake, huashi, zhouzhuang] = [
    await api.signIn('zhangwei'),
    await api.signIn('chenjing'),
    await api.signIn('guxiaoyan'),
  ];
  windows = { xuxiake, huashi, zhouzhuang };
});
afterAll(() => api.drop());

/** Another version of items, from today on: the catalogue as it is, but for who holds them. */
async function held(items: Readonly<Record<string, string>>): Promise<void> {
  const catalogue = townFiles()['power-items.yaml'] ?? '';
  const changed = Object.entries(items).map(([code, holders]) => {
    const begin = catalogue.indexOf(`- code: '${code}'`);
    return catalogue
      .slice(begin, catalogue.indexOf('\n- code:', begin))
      .replace(/^  holders: .*$/m, `  holders: ${holders}`)
      .replace(/^  validFrom: .*$/m, `  validFrom: ${dayOf(Date.now())}`);
  });
  const sql = new Client({ connectionString: api.db.url });
  await sql.connect();
  const planned = await importTown(
    sql,
    { 'power-items.yaml': changed.join('\n') },
    { apply: true, accounts: accountsOf },
  );
  await sql.end();
  expect(planned.kind === 'refused' && planned.faults.map(faultLine)).toBe(false);
}

const food = { procedure: 'food-business-permit', powerItem: FOOD, party: zhang, data: shop };
const house = (town: string) => ({
  procedure: 'rural-planning-permit',
  powerItem: RURAL,
  party: zhang,
  data: { project: '村民住宅翻建', site: '璜塘村', town },
});
async function decidedBy(at: keyof typeof windows, application: object): Promise<unknown> {
  const opened = await windows[at].call('POST', '/api/cases', application);
  if (opened.status !== 201) return [opened.status, opened.json.code];
  const { json } = await windows[at].call('GET', `/api/cases/${opened.json.id}`);
  return json.organisations.deciding;
}

test('an item is held in a town by the body whose territory it is in, and nowhere else', async () => {
  const [from, everywhere] = ['from: 2024-01-01', 'organisation: market-bureau, from: 2024-01-01'];
  const parted = `{ organisation: approval-bureau, ${from}, territory: [xuxiake] }, { organisation: planning-bureau, ${from}, territory: [huashi] }`;
  await held({ [FOOD]: `[${parted}]`, [RURAL]: `[{ ${everywhere} }, ${parted}]` });
  expect(await decidedBy('xuxiake', food)).toBe('approval-bureau');
  expect(await decidedBy('huashi', food)).toBe('planning-bureau');
  expect(await decidedBy(NOBODY_IN, food)).toEqual([403, 'item-not-held']);

  // Where the form names the town, it counts, whichever window takes it in; who holds the whole city has what is left.
  expect(await decidedBy('xuxiake', house('huashi'))).toBe('planning-bureau');
  expect(await decidedBy('huashi', house('xuxiake'))).toBe('approval-bureau');
  expect(await decidedBy('huashi', house(NOBODY_IN))).toBe('market-bureau');
});
