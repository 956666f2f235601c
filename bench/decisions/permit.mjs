// The product's side of the load: food business permits, driven through HTTP by the demo's people. What is needed to name
// the next task is learned from one case that is driven slowly, as a client that reads first would do it.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { call } from './http.mjs';

/** Decisions from handing in to the end. */
export const DECISIONS_PER_CASE = 4;
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
const party = {
  kind: 'person',
  name: '张先生',
  idType: 'resident-id',
  idNumber: '320281198001011239',
  phone: '13800138000',
};
const form = { shopName: '徐霞客镇张记面馆', premises: '徐霞客镇霞客大道88号', business: '餐饮服务' };
const examined = { findings: '现场与申请材料一致，符合法定条件。', thirdPartiesAffected: false };
const STAGES = [
  { step: 'acceptance', by: 'clerk', outcome: 'accept' },
  { step: 'examination', by: 'examiner', outcome: 'recommend-grant', data: examined },
  { step: 'examination', by: 'second', outcome: 'recommend-grant', data: examined },
  { step: 'decision', by: 'approver', outcome: 'grant' },
];

const ROUTINE = [STAGES[1], STAGES[2], { step: 'decision', by: 'approver', outcome: 'reexamine' }];

/** Signs the four people in and learns how tasks are named. */
export async function permitLoad(url) {
  const people = {};
  for (const [role, username] of Object.entries({
    clerk: 'zhangwei',
    examiner: 'wangfang',
    second: 'lina',
    approver: 'wujun',
  }))
    people[role] = await signIn(url, username);
  const items = await call('GET', `${url}/api/power-items?kind=permit&limit=200`, { headers: people.clerk });
  const item = items.json.items.find((each) => each.procedure === 'food-business-permit');
  if (!item) throw new Error(`The catalogue has no food business permit: ${items.text.slice(0, 300)}`);
  const names = {};

  async function open() {
    const headers = { ...people.clerk, 'idempotency-key': randomUUID() };
    const paper = await upload(url, people.clerk);
    const data = { ...form, identity: paper, premisesProof: paper, floorPlan: paper };
    const body = { procedure: item.procedure, powerItem: item.code, party, data };
    const answer = await call('POST', `${url}/api/cases`, { headers, body });
    if (answer.status !== 201) return { status: answer.status, text: answer.text };
    return { status: 201, id: answer.json.id };
  }

  /** The n-th decision on a case. */
  async function decide(id, n) {
    const { step, by, outcome, data } = STAGES[n];
    const name = names[step] ?? (await nameOf(id, step));
    return act(name.replace('{case}', id), by, outcome, data);
  }

  function act(task, by, outcome, data) {
    return call('POST', `${url}/api/tasks/${task}/acts`, {
      headers: { ...people[by], 'idempotency-key': randomUUID() },
      body: { type: 'decide', outcome, opinion: '材料齐全，符合法定条件，同意。', ...(data ? { data } : {}) },
    });
  }

  async function nameOf(id, step) {
    const view = await call('GET', `${url}/api/cases/${id}`, { headers: people.approver });
    const task = view.json.tasks.find((each) => each.step === step);
    if (!task) throw new Error(`Case ${id} has no open task ${step}: ${view.text.slice(0, 500)}`);
    names[step] = task.id.replace(id, '{case}');
    return names[step];
  }

  const first = await open();
  if (first.status !== 201) throw new Error(`The first case could not be opened: ${first.status} ${first.text}`);
  for (let n = 0; n < DECISIONS_PER_CASE; n++) {
    const answer = await decide(first.id, n);
    if (answer.status !== 200) throw new Error(`Decision ${n + 1} of the first case: ${answer.status} ${answer.text}`);
    await pause(50);
  }
  return { open, decide, decisions: DECISIONS_PER_CASE, routine: routineLoad() };

  /** Decisions that ask for no paper and no message: examined by two, sent back by the approver, again and again. */
  function routineLoad() {
    return {
      endless: true,
      decisions: ROUTINE.length,
      async open() {
        const opened = await open();
        if (opened.status !== 201) return opened;
        const accepted = await decide(opened.id, 0);
        return accepted.status === 200 ? opened : accepted;
      },
      async decide(id, n) {
        const { step, by, outcome, data } = ROUTINE[n % ROUTINE.length];
        const name = (names[step] ?? '').replace('{case}', id).replace(/1$/, Math.floor(n / ROUTINE.length) + 1);
        return act(name, by, outcome, data);
      },
    };
  }
}

async function signIn(url, username) {
  const answer = await call('POST', `${url}/api/session`, {
    headers: { origin: url },
    body: { username, password: 'oneseal-demo' },
  });
  if (answer.status >= 300) throw new Error(`${username} could not sign in: ${answer.status} ${answer.text}`);
  return { origin: url, cookie: answer.headers['set-cookie'].map((each) => each.split(';')[0]).join('; ') };
}

async function upload(url, person) {
  const boundary = `bench-${randomUUID()}`;
  const raw = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="paper.pdf"\r\ncontent-type: application/pdf\r\n\r\n`,
    ),
    PDF,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const answer = await call('POST', `${url}/api/files`, {
    headers: {
      ...person,
      'idempotency-key': randomUUID(),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    raw,
  });
  if (answer.status !== 201) throw new Error(`A paper could not be handed in: ${answer.status} ${answer.text}`);
  return answer.json.id;
}
