// A message over HTTP: entered by somebody for a sender that cannot send, or taken from a system, and judged by the procedure's form.
import { Client } from 'pg';
import { receiveMessage } from '../../src/api/case-acts';
import { caseOfNumber } from '../../src/queries/on-file';
import { APPLICATION, AWAITING_PAYMENT, publishAwaitingPayment } from '../support/awaiting-payment';
import { anApi, zhang, type ApiUnderTest, type Reply, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
const staff = new Map<string, Somebody>();
beforeAll(async () => {
  api = await anApi();
  for (const name of ['zhangwei', 'wangfang']) staff.set(name, await api.letIn(name));
  const owner = new Client({ connectionString: api.db.ownerUrl });
  await owner.connect();
  await publishAwaitingPayment(owner);
  await owner.end();
});
afterAll(() => api.drop());
const of = (name: string): Somebody => staff.get(name) as Somebody;

async function opened(): Promise<{ readonly id: string; readonly number: string }> {
  const body = { procedure: AWAITING_PAYMENT, party: zhang, data: APPLICATION };
  const { json } = await of('zhangwei').call('POST', '/api/cases', body);
  return { id: json.id, number: json.number };
}
const said = (more: object = {}) => ({
  type: 'receive-message',
  message: 'payment-confirmed',
  id: 'p-1',
  data: { amount: 120 },
  reason: '纸质回单。',
  ...more,
});
const tell = (id: string, more: object = {}, who = 'wangfang'): Promise<Reply> =>
  of(who).call('POST', `/api/cases/${id}/acts`, said(more));
const types = ({ json }: Reply): readonly string[] => (json.acts as { type: string }[]).map(({ type }) => type);

test('it is offered with the form that the procedure gives it, and the case goes on with what it says', async () => {
  const { id } = await opened();
  const { json } = await of('wangfang').call('GET', `/api/cases/${id}`);
  expect(json.offered).toContain('receive-message');
  const answer = await tell(id);
  expect(answer.status).toBe(200);
  expect(types(answer)).toEqual(expect.arrayContaining(['message-received', 'wait-answered', 'task-opened']));
  // The sender's own number makes it one message, whatever key it comes under.
  const repeat = await tell(id);
  expect([repeat.status, types(repeat)]).toEqual([200, []]);
});

test('what does not fit the form is said beside its field; what nobody waits for, and who may not, are refused', async () => {
  const { id } = await opened();
  const wrong = await tell(id, { data: { amount: 'viel', place: 'x' } });
  expect([wrong.status, wrong.json.code]).toEqual([422, 'form-invalid']);
  expect(JSON.stringify(wrong.json)).toContain('/data/amount');
  expect(JSON.stringify(wrong.json)).toContain('/data/place');
  expect((await tell(id, { message: 'weather' })).json.code).toBe('message-not-awaited');
  expect((await tell(id, {}, 'zhangwei')).status).toBe(403);
  expect((await tell(id, { reason: ' ' })).status).toBe(400);
});

test('a system that sends by itself is taken at its word, and answered alike when it says so twice', async () => {
  const { id, number } = await opened();
  const file = await caseOfNumber(api.deps.db, number);
  if (!file) throw new Error(`no case ${number}`);
  const message = { message: 'payment-confirmed', id: 'bank-7', data: { amount: 5 } };
  const first = await receiveMessage(api.deps, file, message);
  expect(first).toMatchObject({ kind: 'done', caseId: id });
  expect(await receiveMessage(api.deps, file, message)).toEqual(first);
  const refused = await receiveMessage(api.deps, file, { ...message, id: 'bank-8', data: {} });
  expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'form-invalid' } });
  const { rows } = await api.db.pool.query<{ state: { facts: object } }>('select state from cases where id = $1', [id]);
  expect(rows[0]?.state.facts).toMatchObject({ payment: 'paid', amount: 5 });
});
