// Owns the proof of what a message says and in which language, composed from a real record.
import { createNotify } from '../../activities/notify';
import type { ActivityDeps } from '../../activities/deps';
import type { Effects } from '../../activities/effect';
import { memoryChannel } from '../../src/adapters/notification/memory';
import { isMessageEvent, renderMessage } from '../../src/adapters/notification/templates';
import type { EffectSpec } from '../../src/kernel/case';
import { createDefinitions } from '../../src/record/definitions';
import { anApi, shop, zhang, type ApiUnderTest, type Somebody } from '../support/an-api';

let api: ApiUnderTest;
let clerk: Somebody;
beforeAll(async () => {
  api = await anApi();
  clerk = await api.signIn('zhangwei');
});
afterAll(() => api.drop());

async function openFor(party: object): Promise<string> {
  const { status, json, text } = await clerk.call('POST', '/api/cases', {
    procedure: 'food-business-permit',
    party,
    data: shop,
  });
  expect([status, text]).toEqual([201, expect.any(String)]);
  return json.id as string;
}

/** What leaves for one wanted message; the life of the effect in the record has its own tests. */
async function sent(caseId: string, spec: Omit<EffectSpec, 'id' | 'kind'>) {
  const channel = memoryChannel();
  const deps = {
    sql: api.db.pool,
    definitions: createDefinitions(api.db.pool),
    messages: {
      isMessageEvent,
      render: renderMessage,
      mayLeaveAt: (at: number) => at,
      channels: { sms: channel, webhook: channel },
    },
    publicUrl: 'https://oneseal.example',
  } as unknown as ActivityDeps;
  const effects = {
    claim: async () => Promise.resolve({ claim: 1, seq: 1, spec: { id: 'e', kind: 'notify', ...spec } }),
    finish: async () => Promise.resolve({ done: true, seq: 2 }),
  } as unknown as Effects;
  await createNotify(deps, effects).sendNotice({ case: caseId, effect: 'e' });
  return channel.sent[0];
}

test('a party that asked for English hears in English, everybody else in Chinese', async () => {
  const english = await openFor({ ...zhang, language: 'en' });
  const silent = await openFor(zhang);
  const told = { subject: 'received', how: 'sms', to: 'applicant' };
  expect((await sent(english, told))?.text).toMatch(/^OneSeal: Your application has arrived/);
  expect((await sent(silent, told))?.text).toMatch(/^【一章通】您的申请已收到/);
});

test('other systems hear in the language of record', async () => {
  const english = await openFor({ ...zhang, language: 'en' });
  expect((await sent(english, { subject: 'received', how: 'webhook', to: 'town' }))?.text).toContain('您的申请已收到');
});

test('an unknown language is refused at the window', async () => {
  const { status } = await clerk.call('POST', '/api/cases', {
    procedure: 'food-business-permit',
    party: { ...zhang, language: 'fr' },
    data: shop,
  });
  expect(status).toBe(400);
});

test('an extension tells by how much the limit grew, not how long it was', async () => {
  const id = await openFor(zhang);
  const letter = await sent(id, { subject: 'extended', how: 'webhook', to: 'town', facts: { clock: 'decision' } });
  expect(letter?.text).toContain('延长时间：5个工作日。');
});

test('a suspension names the time it needs where that is known, and no limit in its place', async () => {
  const id = await openFor(zhang);
  const spec = { subject: 'suspended', how: 'webhook', to: 'town' };
  expect((await sent(id, { ...spec, facts: { clock: 'decision' } }))?.text).not.toContain('所需时间：');
  expect((await sent(id, { ...spec, facts: { clock: 'decision', expectedDays: 15 } }))?.text).toContain(
    '所需时间：15个工作日。',
  );
});

test('a template without a clock of its own names no day of another', async () => {
  const id = await openFor(zhang);
  const bare = await sent(id, { subject: 'rights-opened', how: 'sms', to: 'applicant' });
  expect(bare?.text).not.toMatch(/\d{4}-\d{2}-\d{2}前/);
  const named = await sent(id, {
    subject: 'rights-opened',
    how: 'sms',
    to: 'applicant',
    facts: { clock: 'acceptance' },
  });
  expect(named?.text).toMatch(/请在\d{4}-\d{2}-\d{2}前提出/);
});

test('what the asking act knows of a hearing and a certificate is told', async () => {
  const id = await openFor(zhang);
  const hearing = await sent(id, {
    subject: 'hearing-opened',
    how: 'webhook',
    to: 'town',
    facts: { heldOn: '2026-12-21 09:30', place: '政务服务中心二楼' },
  });
  expect(hearing?.text).toContain('时间：2026-12-21 09:30。\n地点：政务服务中心二楼。');
  const gaps = await sent(id, {
    subject: 'accepted-with-gaps',
    how: 'webhook',
    to: 'town',
    facts: { gaps: ['floorPlan'] },
  });
  expect(gaps?.text).toContain('1. 经营场所布局图');
});

test('the words that the town put in place are sent, until it takes them back', async () => {
  const id = await openFor(zhang);
  const told = { subject: 'received', how: 'sms', to: 'applicant' };
  const put = (version: number, wording: object | null): Promise<unknown> =>
    api.db.pool.query(
      `insert into message_wordings (event, version, wording, reason, changed_by) values ('received', $1, $2, '改写', 'shijie')`,
      [version, wording && JSON.stringify(wording)],
    );
  const words = { subject: '收到', letter: ['收到。'], sms: ['我们收到了{item}的申请。'] };
  await put(1, { zh: words, en: words });
  expect((await sent(id, told))?.text).toBe('【一章通】我们收到了食品经营许可的申请。');
  await put(2, null);
  expect((await sent(id, told))?.text).toMatch(/^【一章通】您的申请已收到/);
});
