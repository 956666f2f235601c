import { randomUUID } from 'node:crypto';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';
import { sampleOf } from '../support/sample';

let api: ApiUnderTest;
let town: ApplicantTown;
let paper: string;
const staff = new Map<string, Somebody>();
const NAMES = ['zhangwei', 'wangfang', 'lina', 'wujun', 'qianjianguo', 'fenglei'];
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
  for (const name of NAMES) staff.set(name, await api.signIn(name));
  paper = (await of('zhangwei').upload()).json.id;
});
afterAll(() => api.drop());
const of = (name: string): Somebody => staff.get(name) as Somebody;

interface Row {
  readonly seq: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
}
const rows = async <R>(text: string, values: readonly unknown[]): Promise<readonly R[]> =>
  (await api.db.pool.query(text, [...values])).rows as R[];
const actsAfter = (id: string, seq: number) =>
  rows<Row>('select seq, type, payload from acts where case_id = $1 and seq > $2 order by seq', [id, seq]);
const headOf = async (id: string): Promise<number> =>
  (await rows<{ seq: number }>('select seq from cases where id = $1', [id]))[0]?.seq ?? 0;

/** What the record shows to have come of it, read from its tables alone. */
async function cameOf(id: string, seq: number) {
  const acts = await actsAfter(id, seq);
  const of = (type: string) => acts.filter((act) => act.type === type);
  const { tasks } = (await staffSees(id)).json;
  const open = (tasks as { id: string; step: string; state: string }[]).filter(({ state }) => state === 'open');
  const worked = of('decided')[0]?.payload['task'];
  const effects = await rows<{ kind: string; subject: string; how: string | null }>(
    `select kind, spec->>'subject' as subject, spec->>'how' as how from effects where case_id = $1 and asked_by > $2 order by asked_by, id`,
    [id, seq],
  );
  const messages = await rows<{ template: string }>(
    `select template from messages where case_id = $1 and split_part(id, ':', 2)::int > $2`,
    [id, seq],
  );
  const names: Readonly<Record<string, string>> = {
    'clock-started': 'started',
    'clock-suspended': 'paused',
    'clock-resumed': 'resumed',
    'clock-extended': 'extended',
    'clock-ended': 'ended',
  };
  return {
    tasks: open
      .filter((task) => task.id === worked || of('task-opened').some(({ payload }) => payload['task'] === task.id))
      .map(({ step }) => step)
      .sort(),
    children: of('child-opened').map(({ payload }) => payload['block']),
    waits: of('block-entered').map(({ payload }) => payload['block']),
    ends: [...of('closing'), ...of('ended')].map(({ payload }) => payload['outcome']),
    messages: [
      ...effects.filter(({ kind }) => kind === 'notify').map(({ subject, how }) => `${subject} ${how}`),
      ...messages.map(({ template }) => `${template} in-app`),
    ].sort(),
    papers: effects.filter(({ kind }) => kind === 'issue-paper').map(({ subject }) => subject),
    clocks: acts.flatMap(({ type, payload }) =>
      names[type] ? [`${payload['clock'].id ?? payload['clock']} ${names[type]}`] : [],
    ),
    follows: of('linked-opened').map(({ payload }) => payload['procedure']),
  };
}
const staffSees = (id: string) => of('qianjianguo').call('GET', `/api/cases/${id}`);

interface Told {
  readonly next: readonly { kind: string; step: string }[];
  readonly messages: readonly { event: string; channel: string }[];
  readonly clocks: readonly { clock: string; change: string }[];
  readonly documents: readonly { kind: string }[];
  readonly follows: readonly { procedure: string }[];
}
function foretold({ next, messages, clocks, documents, follows }: Told) {
  const steps = (kind: string) => next.filter((each) => each.kind === kind).map(({ step }) => step);
  return {
    tasks: steps('task').sort(),
    children: steps('child'),
    waits: steps('wait'),
    ends: steps('end'),
    messages: messages.map(({ event, channel }) => `${event} ${channel}`).sort(),
    papers: documents.map(({ kind }) => kind),
    clocks: clocks.map(({ clock, change }) => `${clock} ${change}`),
    follows: follows.map(({ procedure }) => procedure),
  };
}

/** The same seed goes the same way. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return ((state >>> 8) & 0xffff) % n;
  };
}

async function walk(seed: number): Promise<readonly string[]> {
  const throws = dice(seed);
  const own = await town.open(throws(3) === 0 ? ['identity', 'premisesProof'] : undefined);
  const taken: string[] = [];
  for (let step = 0; step < 12; step += 1) {
    const open = ((await staffSees(own.id)).json.tasks as { id: string; state: string }[]).filter(
      ({ state }) => state === 'open',
    );
    const candidates: { who: Somebody; task: string; view: any }[] = []; // eslint-disable-line @typescript-eslint/no-explicit-any
    for (const { id } of open)
      for (const name of NAMES) {
        const view = (await of(name).call('GET', `/api/tasks/${id}`)).json;
        if (view.offered?.includes('decide')) candidates.push({ who: of(name), task: id, view });
      }
    const chosen = candidates[throws(Math.max(1, candidates.length))];
    if (!chosen) return taken;
    // The ordinary outcome every other time, or no walk would ever come to its end.
    const outcome = chosen.view.outcomes[throws(2) * throws(chosen.view.outcomes.length)];
    const data = {
      ...(sampleOf(chosen.view.form.schema) as object),
      ...(outcome.schema ? (sampleOf(outcome.schema) as object) : {}),
      ...(chosen.view.step === 'examination' && throws(2) ? { thirdPartiesAffected: true } : {}),
      ...(outcome.id === 'request-supplement' ? { gaps: ['floorPlan'] } : {}),
      ...(outcome.id === 'tell' ? { parties: [{ name: '李阿姨' }] } : {}),
      ...(outcome.id === 'correct-now' ? { floorPlan: paper } : {}),
    };
    const act = { outcome: outcome.id, opinion: '同意。', ...(Object.keys(data).length > 0 ? { data } : {}) };
    const before = await headOf(own.id);
    const told = await chosen.who.call('POST', `/api/tasks/${chosen.task}/consequences`, act);
    expect([told.status, await headOf(own.id)]).toEqual([200, before]);
    const done = await chosen.who.call('POST', `/api/tasks/${chosen.task}/acts`, { type: 'decide', ...act });
    if (done.status !== 200) {
      expect([act, told.json.refusal?.code]).toEqual([act, done.json.code]);
      return taken;
    }
    expect([act, told.json.refusal]).toEqual([act, undefined]);
    expect({ act, ...foretold(told.json) }).toEqual({ act, ...(await cameOf(own.id, before)) });
    taken.push(outcome.id);
  }
  return taken;
}

test('whatever is decided, it comes as it was foretold', async () => {
  const taken = new Set<string>();
  for (let seed = 1; seed <= 16; seed += 1) for (const outcome of await walk(seed)) taken.add(outcome);
  // The walks have been where it matters.
  expect([...taken]).toEqual(
    expect.arrayContaining(['accept', 'request-supplement', 'recommend-grant', 'grant', 'tell']),
  );
}, 120_000);

test('what is not filled in yet is said, and where it leads all the same', async () => {
  const own = await town.accepted(2);
  const task = (await of('wujun').call('GET', `/api/cases/${own.id}`)).json.tasks[0].id;
  const ask = (body: object, who = 'wujun') => of(who).call('POST', `/api/tasks/${task}/consequences`, body);
  const refusal = (await ask({ outcome: 'refuse' })).json;
  expect(refusal).toMatchObject({
    refusal: { code: 'opinion-missing', detail: { zh: '请填写意见。' } },
    next: [{ kind: 'end', step: 'refused', title: { zh: '不予许可' } }],
    documents: [{ kind: 'refusal-decision', sealed: true, numbered: true, toApplicant: true }],
  });
  expect((await ask({ outcome: 'grant' })).json).toMatchObject({
    next: [{ kind: 'end', step: 'granted', who: [], due: expect.any(String) }],
    documents: [{ kind: 'grant-decision' }, { kind: 'permit-certificate' }],
    clocks: expect.arrayContaining([expect.objectContaining({ clock: 'decision', change: 'ended', due: null })]),
  });
  const other = (await ask({ outcome: 'grant' }, 'wangfang')).json;
  expect([other.refusal.code, other.next]).toEqual(['not-your-post', []]);
  expect((await ask({ outcome: 'nothing' })).json.refusal.code).toBe('outcome-unknown');
  const stranger = await (
    await api.signIn('chenjing')
  ).call('POST', `/api/tasks/${task}/consequences`, {
    outcome: 'grant',
  });
  expect(stranger.status).toBe(404);
});

test('of two who examine, the first is told that the second is awaited', async () => {
  const own = await town.accepted();
  const task = (await of('wangfang').call('GET', `/api/cases/${own.id}`)).json.tasks[0].id;
  const { json } = await of('wangfang').call('POST', `/api/tasks/${task}/consequences`, {
    outcome: 'recommend-grant',
    data: { findings: '现场一致。' },
  });
  expect(json.next).toEqual([
    expect.objectContaining({
      kind: 'task',
      step: 'examination',
      who: [expect.objectContaining({ en: expect.stringContaining('examiner') })],
    }),
  ]);
});

test('a second round shows what has changed since the first, and nothing of one’s own form', async () => {
  const own = await town.incomplete(['identity', 'floorPlan']);
  const fresh = (await of('zhangwei').upload()).json.id;
  const supplement = { type: 'supplement', data: { premisesProof: fresh, area: 66 } };
  expect((await of('zhangwei').call('POST', `/api/cases/${own.id}/acts`, supplement)).status).toBe(200);
  const { tasks } = (await staffSees(own.id)).json;
  const view = (await of('zhangwei').call('GET', `/api/tasks/${tasks[0].id}`)).json;
  expect(view.round).toBe(2);
  expect(view.changes).toEqual({
    since: { round: 1, at: expect.any(String) },
    fields: expect.arrayContaining([
      {
        path: '/premisesProof',
        title: { zh: '营业场所使用证明', en: expect.stringMatching(/premises/i) },
        change: 'added',
        paper: true,
        before: null,
        after: fresh,
      },
      expect.objectContaining({ path: '/area', paper: false, after: 66 }),
    ]),
  });
  expect(view.changes.fields).toHaveLength(2);
  const first = (await of('zhangwei').call('GET', `/api/tasks/${own.id}.acceptance.1`)).json;
  expect(first.changes).toBeUndefined();
});

test('who decides reads what others have said; the legal reviewer what the body did, and it what he said', async () => {
  const own = await town.accepted();
  const affected = { findings: '紧邻居民楼。', thirdPartiesAffected: true };
  // One of the two suffices against it (一票否决).
  await town.decide('wangfang', own.id, 'recommend-refusal', affected);
  await town.decide('wangfang', own.id, 'tell', { parties: [{ name: '李阿姨' }] });
  for (const by of ['applicant', 'party-1'])
    expect((await of('zhangwei').call('POST', `/api/cases/${own.id}/acts`, { type: 'waive-hearing', by })).status).toBe(
      200,
    );
  const review = (await staffSees(own.id)).json.children[0];
  expect(review).toMatchObject({
    procedure: 'legal-review',
    number: expect.stringContaining(own.number),
    title: { zh: expect.any(String) },
  });
  const { tasks } = (await of('fenglei').call('GET', `/api/cases/${review.id}`)).json;
  const seen = (await of('fenglei').call('GET', `/api/tasks/${tasks[0].id}`)).json;
  expect(seen.opinions.map(({ step, person }: { step: string; person: string }) => [step, person])).toEqual([
    ['acceptance', '张伟'],
    ['examination', '王芳'],
    ['telling', '王芳'],
  ]);
  expect(seen.opinions[1]).toMatchObject({
    outcome: { zh: '建议不予' },
    data: affected,
    post: { zh: '审查人员' },
    organisation: { zh: expect.stringContaining('行政审批局') },
  });
  const corrected = { type: 'decide', outcome: 'correct', opinion: '理由不足，请补充。' };
  expect((await of('fenglei').call('POST', `/api/tasks/${tasks[0].id}/acts`, corrected)).status).toBe(200);
  const back = (await of('wujun').call('GET', `/api/tasks/${own.id}.examination.1`)).json;
  expect(back.opinions.at(-1)).toMatchObject({ step: 'opinion', opinion: '理由不足，请补充。', case: review.id });
  expect((await staffSees(review.id)).json).toMatchObject({
    parentCase: { id: own.id, number: own.number },
    people: expect.arrayContaining([{ id: 'fenglei', name: expect.any(String) }]),
  });
});

test('a repeated question is a question: no key is asked for, none is kept', async () => {
  const own = await town.open();
  const { tasks } = (await of('zhangwei').call('GET', `/api/cases/${own.id}`)).json;
  const path = `/api/tasks/${tasks[0].id}/consequences`;
  for (const key of [null, randomUUID()])
    expect((await of('zhangwei').call('POST', path, { outcome: 'accept' }, { key })).status).toBe(200);
});
