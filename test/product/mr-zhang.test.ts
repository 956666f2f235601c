// The story of the article, told from outside through HTTP, a real mail server and `pdfsig`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, staffOf, Visitor, type Staff } from '../support/client';
import { mailServer, type MailServer } from '../support/mail-server';
import { startProduct, type Product } from '../support/product';

/** A Monday morning without a holiday near; a day of law time passes in four seconds. */
const LAW = { ONESEAL_DAY_SECONDS: '4', ONESEAL_LAW_START: '2025-03-03T09:00:00+08:00' };
const zhang = {
  kind: 'person',
  name: '张先生',
  idType: 'resident-id',
  idNumber: '320281198001011239',
  phone: '13800138000',
  email: 'zhang@example.cn',
};
const shop = { shopName: '徐霞客镇张记面馆', premises: '徐霞客镇霞客大道88号', business: '餐饮服务' };
const examined = { findings: '现场与申请材料一致，符合法定条件。', thirdPartiesAffected: false };

let product: Product;
let mail: MailServer;
let staff: Staff;
beforeAll(async () => {
  mail = await mailServer();
  product = await startProduct({ ...LAW, SMTP_URL: mail.url, SMTP_FROM: 'oneseal@example.cn' });
  staff = await staffOf(product.url);
}, 300_000);
afterAll(async () => {
  await product?.stop();
  await mail?.close();
}, 60_000);

interface Opened {
  readonly id: string;
  readonly number: string;
  readonly receipt: { readonly number: string; readonly code: string };
}
interface Act {
  readonly type: string;
  readonly seq: number;
  readonly effectiveAt: string;
  readonly raisedBy: string | null;
  readonly payload: Record<string, unknown>;
}

async function handIn(missing: readonly string[] = []): Promise<Opened> {
  const clerk = await staff.of('window-clerk', 0, 'xuxiake');
  const papers: Record<string, string> = {};
  for (const paper of ['identity', 'premisesProof', 'floorPlan']) {
    if (!missing.includes(paper)) papers[paper] = await clerk.upload(`${paper}.pdf`);
  }
  const items = await clerk.done<{ items: { code: string; procedure: string }[] }>(
    'GET',
    '/api/power-items?kind=permit',
  );
  const item = items.items.find((i) => i.procedure === 'food-business-permit');
  return clerk.done<Opened>('POST', '/api/cases', {
    procedure: 'food-business-permit',
    powerItem: item?.code,
    party: zhang,
    data: { ...shop, ...papers },
  });
}
async function decide(who: Visitor, caseId: string, step: string, body: Record<string, unknown>): Promise<void> {
  const view = await who.done<{ tasks: { id: string; step: string; state: string }[] }>('GET', `/api/cases/${caseId}`);
  const task = view.tasks.find((t) => t.step === step && t.state === 'open');
  if (!task) throw new Error(`no open task ${step}: ${JSON.stringify(view)}`);
  await who.done('POST', `/api/tasks/${task.id}/acts`, {
    type: 'decide',
    opinion: '材料齐全，符合法定条件，同意。',
    ...body,
  });
}
async function actsOf(caseId: string): Promise<readonly Act[]> {
  const head = await staff.of('supervisor');
  const { items } = await head.done<{ items: Act[] }>('GET', `/api/cases/${caseId}/acts?limit=200`);
  return items;
}
async function examineByTwo(caseId: string): Promise<void> {
  for (const nth of [0, 1]) {
    await decide(await staff.of('examiner', nth, 'approval-bureau'), caseId, 'examination', {
      outcome: 'recommend-grant',
      data: examined,
    });
  }
}
async function sealedPaper(kind: string, caseId: string): Promise<{ file: string; bytes: Buffer }> {
  const approver = await staff.of('approver', 0, 'approval-bureau');
  const href = await eventually(40, `a sealed ${kind}`, async () => {
    const { items } = await approver.done<{ items: { kind: string; sealed: boolean; href: string }[] }>(
      'GET',
      `/api/cases/${caseId}/documents`,
    );
    return items.find((d) => d.sealed && d.kind === kind)?.href;
  });
  const bytes = await approver.bytes(href);
  const file = join(mkdtempSync(join(tmpdir(), 'oneseal-')), `${kind}.pdf`);
  writeFileSync(file, bytes);
  return { file, bytes };
}
function pdfsig(file: string): string {
  const run = spawnSync('pdfsig', [file], { encoding: 'utf8' });
  if (run.error) throw new Error('pdfsig is needed for this test: install poppler-utils');
  return run.stdout;
}

test('one missing paper, one list of gaps, the supplement with the receipt code, and a sealed decision in the post', async () => {
  const { id, number, receipt } = await handIn(['premisesProof']);
  const clerk = await staff.of('window-clerk', 0, 'xuxiake');
  const accept = await clerk.call('GET', `/api/cases/${id}`);
  expect(accept.status).toBe(200);
  await decide(clerk, id, 'acceptance', {
    outcome: 'request-supplement',
    opinion: '缺少营业场所使用证明',
    data: { gaps: ['premisesProof'] },
  });
  const applicant = Visitor.public(product.url, receipt.code);
  const seen = await applicant.done<{ todo: { gaps: { field: string }[] } }>('GET', `/api/public/cases/${number}`);
  expect(seen.todo.gaps.map((g) => g.field)).toEqual(['premisesProof']);
  const paper = await applicant.upload('营业场所使用证明.pdf', `/api/public/cases/${number}/files`);
  await applicant.done('POST', `/api/public/cases/${number}/supplements`, { data: { premisesProof: paper } });
  await decide(clerk, id, 'acceptance', { outcome: 'accept' });
  await examineByTwo(id);
  await decide(await staff.of('approver', 0, 'approval-bureau'), id, 'decision', { outcome: 'grant' });
  const { file, bytes } = await sealedPaper('grant-decision', id);
  expect(pdfsig(file)).toContain('Signature is Valid');
  const bent = Buffer.from(bytes);
  bent[Math.floor(bent.length / 3)] = (bent[Math.floor(bent.length / 3)] ?? 0) ^ 1;
  writeFileSync(file, bent);
  expect(pdfsig(file)).not.toContain('Signature is Valid');
  const certificate = await sealedPaper('permit-certificate', id);
  expect(pdfsig(certificate.file)).toContain('Signature is Valid');
  const printed = spawnSync('pdftotext', [certificate.file, '-']).stdout.toString().replace(/\s/g, '');
  for (const granted of Object.values(shop)) expect(printed).toContain(granted);
  const told = await eventually(30, 'the letter of the decision', async () =>
    mail.to('zhang@example.cn').find((m) => m.includes(number) && /决定|准予/.test(m)),
  );
  expect(told).not.toContain('320281198001011239');
  const verification = await (await staff.of('supervisor')).done('GET', `/api/cases/${id}/verification`);
  expect(verification).toMatchObject({ intact: true });
  const acts = await actsOf(id);
  const done = acts.find(
    (a) =>
      a.type === 'effect-done' &&
      (a.payload['result'] as { sealed?: boolean }).sealed &&
      (a.payload['result'] as { standsOnSeq: number }).standsOnSeq === acts.find((b) => b.type === 'granted')?.seq,
  );
  expect(done?.payload['result']).toMatchObject({
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    standsOnHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
  });
}, 60_000);

test('nobody decides: reminder, yellow, red and escalation each come once, and the owner can still decide', async () => {
  const { id } = await handIn();
  await decide(await staff.of('window-clerk', 0, 'xuxiake'), id, 'acceptance', { outcome: 'accept' });
  const rungs = await eventually(90, 'the escalation', async () => {
    const raised = (await actsOf(id)).filter((a) => a.type === 'rung-raised' && a.payload['clock'] === 'decision');
    return raised.some((a) => a.payload['rung'] === 'escalation') ? raised : undefined;
  });
  expect(rungs.map((a) => a.payload['rung'])).toEqual(['reminder', 'yellow', 'red', 'escalation']);
  expect(rungs.map((a) => a.raisedBy)).toEqual(['timer', 'timer', 'timer', 'timer']);
  const head = await staff.of('agency-head', 0, 'approval-bureau');
  await decide(head, id, 'supervise-decision', { outcome: 'urged' });
  await examineByTwo(id);
  await decide(await staff.of('approver', 0, 'approval-bureau'), id, 'decision', { outcome: 'grant' });
  expect(pdfsig((await sealedPaper('grant-decision', id)).file)).toContain('Signature is Valid');
  const after = (await actsOf(id)).filter((a) => a.type === 'rung-raised' && a.payload['clock'] === 'decision');
  expect(after).toHaveLength(4);
}, 150_000);

test('silence for five working days is acceptance from the day of receipt, sealed and told, and closes the way back', async () => {
  const { id } = await handIn(['floorPlan']);
  const accepted = await eventually(60, 'the deemed acceptance', async () =>
    (await actsOf(id)).find((a) => a.type === 'accepted'),
  );
  const acts = await actsOf(id);
  const received = acts.find((a) => a.type === 'received');
  expect(accepted.payload).toEqual({ on: received?.payload['receivedOn'], deemed: true });
  expect(accepted.effectiveAt).toContain('T00:00:00.000+08:00');
  const clerk = await staff.of('window-clerk', 0, 'xuxiake');
  const view = await clerk.done<{ tasks: { id: string; step: string; state: string }[] }>('GET', `/api/cases/${id}`);
  expect(view.tasks.some((t) => t.step === 'acceptance' && t.state === 'open')).toBe(false);
  const task = `${id}.acceptance.1`;
  const late = await clerk.call('POST', `/api/tasks/${task}/acts`, {
    type: 'decide',
    outcome: 'request-supplement',
    opinion: '缺布局图',
    data: { gaps: ['floorPlan'] },
  });
  expect(late.status).toBe(409);
  await eventually(40, 'the sealed notice', async () => {
    const { items } = await clerk.done<{ items: { kind: string; sealed: boolean }[] }>(
      'GET',
      `/api/cases/${id}/documents`,
    );
    return items.find((d) => d.kind === 'deemed-acceptance-notice' && d.sealed);
  });
  const supervisor = await staff.of('supervisor');
  const messages = await supervisor.done<{ items: { template?: string; case?: unknown }[] }>(
    'GET',
    '/api/messages?limit=200',
  );
  expect(JSON.stringify(messages.items)).toContain(id);
}, 150_000);

test('a limit stopped for a test and extended by the head is told in writing, sealed, and counted', async () => {
  const { id } = await handIn();
  await decide(await staff.of('window-clerk', 0, 'xuxiake'), id, 'acceptance', { outcome: 'accept' });
  const approver = await staff.of('approver', 0, 'approval-bureau');
  await approver.done('POST', `/api/cases/${id}/acts`, { type: 'suspend-clock', clock: 'decision', ground: 'testing' });
  expect(await approver.done('GET', `/api/cases/${id}`)).toMatchObject({ state: 'suspended' });
  await approver.done('POST', `/api/cases/${id}/acts`, { type: 'resume-clock', clock: 'decision' });
  const head = await staff.of('agency-head', 0, 'approval-bureau');
  const extend = { type: 'extend-clock', clock: 'decision', reason: '现场核查需要延长' };
  expect((await approver.call('POST', `/api/cases/${id}/acts`, extend)).status).toBe(403);
  await head.done('POST', `/api/cases/${id}/acts`, extend);
  expect((await head.call('POST', `/api/cases/${id}/acts`, extend)).status).toBe(409);
  const notices = await eventually(40, 'both notices', async () => {
    const { items } = await approver.done<{ items: { kind: string; sealed: boolean; href: string }[] }>(
      'GET',
      `/api/cases/${id}/documents`,
    );
    const sealed = items.filter((d) => d.sealed && /suspension|extension/.test(d.kind));
    return sealed.length === 2 ? sealed : undefined;
  });
  const extension = notices.find((d) => d.kind === 'extension-notice');
  const text = spawnSync('pdftotext', ['-', '-'], {
    input: await approver.bytes(extension?.href ?? ''),
  }).stdout.toString();
  expect(text.replace(/\s/g, '')).toContain('现场核查需要延长');
  // Ten working days and five more from acceptance, less what the test took where a law day passed meanwhile.
  const acts = await actsOf(id);
  const from = acts.find((a) => a.type === 'accepted')?.payload['on'];
  const stopped = acts.find((a) => a.type === 'clock-resumed')?.payload['clock'] as {
    suspensions: { from: string; to: string }[];
  };
  const { due } = await approver.done<{ due: string }>('POST', '/api/deadlines', {
    from,
    amount: 15,
    unit: 'working-days',
    excluded: stopped.suspensions.filter((s) => s.to >= s.from).map(({ from, to }) => ({ from, to })),
  });
  const [year, month, day] = due.split('-').map(Number);
  expect(text.replace(/\s/g, '')).toContain(`延长5个工作日，即延长至${year}年${month}月${day}日`);
}, 90_000);
