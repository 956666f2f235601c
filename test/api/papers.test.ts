import { paperText } from '../../src/record/paper-texts';
import { poppler } from '../adapters/poppler';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let clerk: Somebody;
let opened: { readonly id: string; readonly number: string; readonly code: string };
beforeAll(async () => {
  api = await anApi();
  clerk = await api.signIn('zhangwei');
  opened = await api.open(clerk);
});
afterAll(() => api.drop());

async function previewOf(procedure: string, kind: string) {
  const path = `/api/procedures/${procedure}/papers/${kind}/preview`;
  const response = await clerk.stream(path, new AbortController().signal);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), bytes };
}

test('every paper of every published procedure has a preview, marked as a sample and not sealed', async () => {
  const { items } = (await clerk.call('GET', '/api/procedures')).json;
  let previews = 0;
  for (const { id } of items as { id: string }[]) {
    const { definition } = (await clerk.call('GET', `/api/procedures/${id}`)).json;
    for (const kind of Object.keys(definition.papers)) {
      const { status, type, bytes } = await previewOf(id, kind);
      expect([id, kind, status, type]).toEqual([id, kind, 200, 'application/pdf']);
      const words = poppler('pdftotext', bytes, '-raw').replace(/\s+/g, '');
      expect(words).toContain('样张');
      expect(words).toContain(paperText(kind)?.title.zh);
      expect(poppler('pdfsig', bytes)).toContain('does not contain any signatures');
      previews += 1;
    }
  }
  expect(previews).toBeGreaterThan(10);
}, 240_000);

test('a preview of what no procedure has is not there', async () => {
  for (const [procedure, kind] of [
    ['food-business-permit', 'legal-review-opinion'],
    ['food-business-permit', 'constructor'],
    ['food-business-permit', '..%2freceipt'],
    ['nothing', 'grant-decision'],
  ] as const)
    expect((await previewOf(procedure, kind)).status).toBe(404);
});

test('the receipt prints number, applicant, papers and the day of an answer, and never the code', async () => {
  const { status, text, headers } = await clerk.call('GET', `/api/cases/${opened.id}/receipt`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(text).toContain(opened.number);
  expect(text).toContain('1. 申请人身份证明');
  expect(text).toMatch(/最迟于\d{4}年\d{1,2}月\d{1,2}日前答复是否受理/);
  expect(text).toContain(`/track/${opened.number}"`);
  expect(text).not.toContain(opened.code);
  const { rows } = await api.db.pool.query('select person_id from access_log where case_id = $1 and what = $2', [
    opened.id,
    'receipt',
  ]);
  expect(rows).toEqual([{ person_id: 'zhangwei' }]);
});

test('the receipt of another town’s case is not there', async () => {
  const stranger = await api.signIn('chenjing');
  expect((await stranger.call('GET', `/api/cases/${opened.id}/receipt`)).status).toBe(404);
});

test('the receipt writes an applicant’s name as text, whatever it holds', async () => {
  await api.db.pool.query(`update cases set party_name = '<b>张</b>' where id = $1`, [opened.id]);
  const { text } = await clerk.call('GET', `/api/cases/${opened.id}/receipt`);
  expect(text).toContain('&lt;b&gt;张&lt;/b&gt;');
});
