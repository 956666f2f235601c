// Certificates through HTTP: who may see one, whom a case about one is opened for, and what the page of a paper says of it.
import { Client } from 'pg';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { versionOf } from '../../src/kernel/procedure/version';
import { canonical, sha256 } from '../../src/record/ledger';
import { anApi, zhang, type ApiUnderTest, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let clerk: Somebody;
let otherClerk: Somebody;
let approver: Somebody;
let officer: Somebody;
let number: string;
let id: string;
const examined = { findings: '现场与申请材料一致。', thirdPartiesAffected: false };

async function decide(who: Somebody, of: string, outcome: string, data?: object) {
  const { json } = await who.call('GET', `/api/cases/${of}`);
  return who.call('POST', `/api/tasks/${json.tasks[0].id}/acts`, {
    type: 'decide',
    outcome,
    opinion: '材料齐全，符合法定条件，同意。',
    ...(data ? { data } : {}),
  });
}

beforeAll(async () => {
  api = await anApi();
  const draft = {
    ...foodBusinessPermit,
    certificate: {
      series: '证',
      validity: { amount: 60, unit: 'months' as const },
      article: '行政许可法第三十九条',
    },
    follows: [{ on: 'ended:granted', procedure: 'validity-watch', hands: ['channels'] }],
  };
  const { version, hash } = versionOf(draft, 2, (content) => sha256(canonical(content)));
  const owner = new Client({ connectionString: api.db.ownerUrl });
  await owner.connect();
  await owner.query('insert into procedures (id, version, hash, definition) values ($1, $2, $3, $4)', [
    draft.id,
    version,
    hash,
    JSON.stringify(draft),
  ]);
  await owner.end();
  const [first, second, third] = (await Promise.all(
    ['wangfang', 'lina', 'zhangwei'].map((name) => api.signIn(name)),
  )) as [Somebody, Somebody, Somebody];
  clerk = third;
  otherClerk = await api.signIn('chenjing');
  approver = await api.signIn('wujun');
  officer = await api.signIn('sunqiang');
  ({ id } = await api.open(clerk));
  await decide(clerk, id, 'accept');
  await decide(first, id, 'recommend-grant', examined);
  await decide(second, id, 'recommend-grant', examined);
  await decide(approver, id, 'grant');
  const seen = await approver.call('GET', `/api/cases/${id}`);
  number = seen.json.certificate.number;
});
afterAll(() => api.drop());

const path = (): string => `/api/certificates/${encodeURIComponent(number)}`;

test('a certificate is shown to those who see the case that issued it, and to nobody else', async () => {
  expect((await approver.call('GET', path())).json).toMatchObject({
    number,
    standing: 'valid',
    issuedBy: id,
    entries: [{ entry: 1, kind: 'issued', case: id }],
  });
  expect((await clerk.call('GET', path())).status).toBe(200);
  expect((await otherClerk.call('GET', path())).status).toBe(404);
  expect((await api.nobody.call('GET', path())).status).toBe(401);
});

test('a renewal is opened at any window for the holder, and for nobody else', async () => {
  const body = { procedure: 'renewal', party: zhang, data: { certificate: number } };
  const foreign = { ...body, party: { ...zhang, idNumber: '320281199001011217' } };
  const refused = await otherClerk.call('POST', '/api/cases', foreign);
  expect(refused.json).toMatchObject({ code: 'certificate-foreign', basis: '行政许可法第五十条' });
  const unknown = await otherClerk.call('POST', '/api/cases', { ...body, data: { certificate: '没有' } });
  expect(unknown.json).toMatchObject({ code: 'certificate-unknown' });
  const opened = await otherClerk.call('POST', '/api/cases', body);
  expect(opened.status).toBe(201);
  expect((await approver.call('GET', `/api/cases/${opened.json.id}`)).json).toMatchObject({
    certificate: { number },
    organisations: { deciding: 'approval-bureau' },
  });
  expect((await otherClerk.call('POST', '/api/cases', body)).json).toMatchObject({ code: 'renewal-under-way' });
});

test('an annulment is taken up by the body that keeps the certificate, and no other learns of its holder', async () => {
  const body = { procedure: 'annulment', data: { certificate: number, ground: 'fraud', facts: '申请材料不实。' } };
  const cases = async () => (await api.db.pool.query<{ n: number }>('select count(*)::int as n from cases')).rows[0]?.n;
  const before = await cases();
  for (const name of ['xuguoping', 'youlan', 'qinyu']) {
    const refused = await (await api.signIn(name)).call('POST', '/api/cases', body);
    expect([refused.status, refused.json.code]).toEqual([422, 'certificate-foreign']);
    expect(refused.text).not.toContain(zhang.name);
  }
  const elsewhere = await officer.call('POST', '/api/cases', { ...body, organisation: 'xuxiake' });
  expect([elsewhere.status, elsewhere.json.code]).toEqual([403, 'not-your-post']);
  expect(await cases()).toBe(before);
  expect((await officer.call('POST', '/api/cases', body)).status).toBe(201);
});

test.each([
  ['an annulment', { procedure: 'annulment', ground: 'fraud', facts: '申请材料不实。' }],
  ['a deregistration of its own accord', { procedure: 'deregistration', ground: 'died' }],
])(
  '%s reaches the holder where the register knows him, whatever its officer says',
  async (_, { procedure, ...data }) => {
    const party = { ...zhang, name: '张某', phone: '13900000000' };
    const opened = await officer.call('POST', '/api/cases', {
      procedure,
      party,
      data: { certificate: number, ...data },
    });
    expect(opened.status).toBe(201);
    const { json } = await officer.call('GET', `/api/cases/${opened.json.id}`);
    expect(json.party).toMatchObject({ name: zhang.name, phone: zhang.phone });
  },
);

test('a deregistration of its own accord needs no applicant, and the page of the paper says what became of it', async () => {
  // The decision and the certificate: the case ends with the second of its papers.
  for (const [n, effect] of (await closingEffects()).entries()) {
    const asked = { caseId: id, actor: { kind: 'system' as const }, scope: 'process' };
    const claim = { type: 'claim-effect' as const, effect, claim: 1 };
    expect(await api.record.commit({ ...asked, command: claim, key: `claim-${n}` })).toMatchObject({ kind: 'done' });
    const result = {
      document: `doc-${n}`,
      sha256: '0'.repeat(64),
      size: 1,
      mediaType: 'application/pdf',
      sealed: true,
      standsOnSeq: 1,
      standsOnHash: '0'.repeat(64),
      verifyCode: n === 0 ? 'code-of-the-decision' : 'code-of-the-certificate',
    };
    const finish = { type: 'finish-effect' as const, effect, claim: 1, result };
    expect(await api.record.commit({ ...asked, command: finish, key: `finish-${n}` })).toMatchObject({ kind: 'done' });
  }
  expect((await approver.call('GET', `/api/cases/${id}`)).json.linked).toEqual(
    expect.arrayContaining([expect.objectContaining({ procedure: 'validity-watch' })]),
  );
  const watch = await approver.call('GET', `/api/cases/${id}.validity-watch.1`);
  expect(watch.json).toMatchObject({ linkedTo: { id, event: 'ended:granted' }, party: { name: zhang.name } });
  expect((await otherClerk.call('GET', `/api/cases/${id}.validity-watch.1`)).status).toBe(404);
  const page = () => api.nobody.call('GET', '/verify/code-of-the-decision');
  expect((await page()).text).toContain('有效期至');
  const opened = await officer.call('POST', '/api/cases', {
    procedure: 'deregistration',
    data: { certificate: number, ground: 'died' },
  });
  expect(opened.status).toBe(201);
  expect((await decide(officer, opened.json.id, 'propose', { findings: '经营者已死亡。' })).status).toBe(200);
  const second = await officer.call('POST', '/api/cases', {
    procedure: 'deregistration',
    data: { certificate: number, ground: 'died' },
  });
  expect((await decide(officer, second.json.id, 'propose', { findings: '经营者已死亡。' })).status).toBe(200);
  expect(await outcomesOf(second.json.id)).toContain('deregister');
  expect((await decide(approver, opened.json.id, 'deregister')).status).toBe(200);
  expect(await outcomesOf(second.json.id)).toEqual(['leave']);
  expect((await page()).text).toContain('已注销');
  expect((await approver.call('GET', path())).json).toMatchObject({ standing: 'deregistered' });
});

/** What the approver is offered on a case's first task. */
async function outcomesOf(of: string): Promise<readonly string[]> {
  const { json } = await approver.call('GET', `/api/cases/${of}`);
  const task = await approver.call('GET', `/api/tasks/${json.tasks[0].id}`);
  return task.json.outcomes.map((outcome: { id: string }) => outcome.id);
}
async function closingEffects(): Promise<readonly string[]> {
  const { rows } = await api.db.pool.query<{ id: string }>(
    `select id from effects where case_id = $1 and spec->>'block' = 'closing' order by id`,
    [id],
  );
  return rows.map((row) => row.id);
}
