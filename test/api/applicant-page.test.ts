// Owns the proof that the applicant's pages open for the right code alone, do each thing once, lose nothing and tell nothing of the staff.
import type { RouteRule } from '../../src/contract/route';
import { ROUTES } from '../../src/contract/routes';
import type { Deps } from '../../src/api/deps';
import { anApi, PDF, withCode, zhang, type ApiUnderTest } from '../support/an-api';
import { applicantTown, CANARIES, daysLater, type ApplicantTown, type OwnCase } from '../support/applicant-town';
import { ApplicantVisitor } from '../support/applicant-visitor';

let api: ApiUnderTest;
let town: ApplicantTown;
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
});
afterAll(() => api.drop());

const paper = (name: string, content: string = PDF) => ({ name, content });
async function visitor(own: OwnCase): Promise<ApplicantVisitor> {
  const somebody = new ApplicantVisitor(api.base);
  expect((await somebody.signIn(own)).location).toBe(`/track/${own.number}`);
  return somebody;
}
async function actsOf(id: string, type: string): Promise<number> {
  const { rows } = await api.db.pool.query('select 1 from acts where case_id = $1 and type = $2', [id, type]);
  return rows.length;
}

describe('the door', () => {
  test('number and code open the case, and the code stands in no address and on no page', async () => {
    const own = await town.open();
    const somebody = new ApplicantVisitor(api.base);
    const reply = await somebody.signIn({ ...own, code: own.code.toLowerCase() });
    expect([reply.status, reply.location]).toEqual([303, `/track/${own.number}`]);
    expect(reply.headers.getSetCookie().join()).toMatch(
      /Path=\/track\/[\w-]+; Max-Age=1800; HttpOnly; SameSite=Strict/,
    );
    const page = await somebody.get(`/track/${own.number}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('正在办理：受理。');
    expect(page.text).not.toContain(own.code);
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });

  test('before the code, the page of a case and that of no case are the same', async () => {
    const own = await town.open();
    const invented = own.number.replace(/\d{6}$/, '999999');
    const [real, none] = await Promise.all(
      [own.number, invented].map(async (number) => (await new ApplicantVisitor(api.base).get(`/track/${number}`)).text),
    );
    expect(none).toBe(real?.replaceAll(own.number, invented));
  });

  test('a wrong number and a wrong code get the same answer, byte for byte', async () => {
    const own = await town.open();
    const invented = own.number.replace(/\d{6}$/, '999998');
    const somebody = new ApplicantVisitor(api.base);
    const wrongCode = await somebody.signIn({ number: own.number, code: '0123456789' });
    const wrongNumber = await somebody.signIn({ number: invented, code: '0123456789' });
    expect(wrongCode.status).toBe(422);
    expect(wrongNumber.status).toBe(wrongCode.status);
    expect(wrongNumber.text).toBe(wrongCode.text.replaceAll(own.number, invented));
    const shape = (headers: Headers) => [...headers].filter(([name]) => name !== 'date').sort();
    expect(shape(wrongNumber.headers)).toEqual(shape(wrongCode.headers));
    expect(wrongCode.text).toContain('编号或者查询码不正确');
  });

  test('the case is not read, nor anything else done, that a wrong number would not do', async () => {
    let asked: string[] = [];
    const watched = await anApi({}, (deps) => ({ ...deps, db: watching(deps.db, (name) => asked.push(name)) }));
    try {
      const own = await (await applicantTown(watched)).open();
      const somebody = new ApplicantVisitor(watched.base);
      const trace = async (number: string) => {
        asked = [];
        await somebody.signIn({ number, code: '0123456789' });
        return asked;
      };
      const real = await trace(own.number);
      expect(await trace('no-such-number')).toEqual(real);
      expect(real).toHaveLength(1);
    } finally {
      await watched.drop();
    }
  });

  test('a wrong number takes the time of a wrong code', async () => {
    const free = {
      waitFor: async () => Promise.resolve(0),
      failed: async () => Promise.resolve(0),
      forget: async () => Promise.resolve(),
    };
    const unlimited = await anApi({}, (deps) => ({ ...deps, limits: { ...deps.limits, receipt: free } }));
    try {
      const own = await (await applicantTown(unlimited)).open();
      const somebody = new ApplicantVisitor(unlimited.base);
      const invented = own.number.replace(/\d{6}$/, '999997');
      const taken: Record<string, number[]> = { [own.number]: [], [invented]: [] };
      for (let n = 0; n < 90; n += 1)
        for (const number of n % 2 === 0 ? [own.number, invented] : [invented, own.number]) {
          const began = performance.now();
          await somebody.signIn({ number, code: '0123456789' });
          if (n >= 20) taken[number]?.push(performance.now() - began);
        }
      // The tenth of them that nothing else delayed: a loaded machine only ever adds.
      const quiet = (of: readonly number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 10)] ?? 0;
      const [real, none] = [quiet(taken[own.number] ?? []), quiet(taken[invented] ?? [])];
      expect(Math.abs(real - none)).toBeLessThan(0.25 * Math.min(real, none));
    } finally {
      await unlimited.drop();
    }
  }, 60_000);

  test('ten wrong codes an hour, at the page and the API together, for a real number as for an invented one', async () => {
    const limited = await anApi();
    try {
      const own = await (await applicantTown(limited)).open();
      for (const number of [own.number, 'invented-number']) {
        const somebody = new ApplicantVisitor(limited.base);
        for (let n = 0; n < 5; n += 1) {
          expect((await somebody.signIn({ number, code: 'WRONGCODE0' })).status).toBe(422);
          const { status } = await limited.nobody.call('GET', `/api/public/cases/${number}`, undefined, withCode('X'));
          expect(status).toBe(404);
        }
        const eleventh = await somebody.signIn({ number, code: own.code });
        expect(eleventh.status).toBe(429);
        expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(3000);
        expect(eleventh.text).toContain('查询码错误次数过多');
      }
      const other = await (await applicantTown(limited)).open();
      expect((await new ApplicantVisitor(limited.base).signIn(other)).status).toBe(303);
    } finally {
      await limited.drop();
    }
  });

  test('an empty field is told at the field and counts as no guess', async () => {
    const own = await town.open();
    const somebody = new ApplicantVisitor(api.base);
    for (let n = 0; n < 12; n += 1) {
      const { status, text } = await somebody.signIn({ number: own.number, code: ' ' });
      expect(status).toBe(422);
      expect(text).toContain(`value="${own.number}"`);
      expect(text).toMatch(/id="f-code-error"/);
    }
    expect((await somebody.signIn(own)).status).toBe(303);
  });

  test('the cookie of one case opens no other', async () => {
    const [mine, theirs] = [await town.open(), await town.open()];
    const somebody = await visitor(mine);
    somebody.plant('oneseal-visit', somebody.cookie('oneseal-visit') ?? '', `/track/${theirs.number}`);
    const reply = await somebody.get(`/track/${theirs.number}`);
    expect(reply.text).toContain('name="code"');
    expect(reply.text).not.toContain('正在办理');
  });

  test.each(Object.entries<RouteRule>(ROUTES).filter(([, rule]) => rule.auth === 'visit'))(
    '%s asks for the code again when there is no visit',
    async (_, rule) => {
      const own = await town.open();
      const path = rule.path.replace(':number', own.number).replace(/:\w+/g, 'rate');
      const somebody = new ApplicantVisitor(api.base);
      const reply = rule.method === 'get' ? await somebody.get(path) : await somebody.send(path, { a: 'b' });
      expect([reply.status, reply.location]).toEqual([303, `/track/${own.number}?again=1`]);
      expect((await somebody.get(`/track/${own.number}?again=1`)).text).toContain('需要重新输入查询码');
    },
  );

  test('leaving ends the visit', async () => {
    const own = await town.open();
    const somebody = await visitor(own);
    expect((await somebody.send(`/track/${own.number}/end`, {})).location).toBe('/track');
    expect((await somebody.get(`/track/${own.number}`)).text).toContain('name="code"');
  });

  test.each(Object.entries<RouteRule>(ROUTES).filter(([, rule]) => rule.form))(
    '%s is refused from another site',
    async (_, rule) => {
      const own = await town.open();
      const somebody = await visitor(own);
      const path = rule.path.replace(':number', own.number).replace(/:\w+/g, 'withdraw-application');
      for (const origin of ['https://elsewhere.example', 'null']) {
        const reply = await somebody.send(path, { _key: 'k', reason: 'x', _confirm: 'yes' }, { origin });
        expect(reply.status).toBe(403);
        expect(reply.text).toContain('该请求来自其他网站');
      }
      expect(await actsOf(own.id, 'application-withdrawn')).toBe(0);
    },
  );
});

describe('what is missing', () => {
  test('the page names each paper and the last day, and nothing is handed in until all are there', async () => {
    const own = await town.incomplete();
    const somebody = await visitor(own);
    const page = await somebody.get(`/track/${own.number}`);
    expect(page.text).toMatch(/最后一天：<span class="due">\d{4}年\d+月\d+日<\/span>/);
    const form = await somebody.get(`/track/${own.number}/acts/supplement`);
    expect(form.text.match(/type="file"/g)).toHaveLength(2);
    const key = ApplicantVisitor.keyIn(form);
    const first = await somebody.send(`/track/${own.number}/acts/supplement`, {
      _key: key,
      premisesProof: paper('租赁合同.pdf'),
      floorPlan: paper('布局图.pdf', 'MZ not a paper'),
    });
    expect(first.status).toBe(422);
    expect(first.text).toContain('已上传，不必再传：<strong>租赁合同.pdf</strong>');
    expect(first.text).toMatch(/id="f-floorPlan-error">文件不是 PDF/);
    expect(await actsOf(own.id, 'supplemented')).toBe(0);
    const kept = /name="_kept\.premisesProof"\s+value="([^"]+)"/.exec(first.text)?.[1] ?? '';
    const second = await somebody.send(`/track/${own.number}/acts/supplement`, {
      _key: ApplicantVisitor.keyIn(first),
      '_kept.premisesProof': kept,
      floorPlan: paper('布局图.pdf'),
    });
    expect([second.status, second.location]).toEqual([303, `/track/${own.number}?done=supplement`]);
    const done = await somebody.get(second.location ?? '');
    expect(done.text).toContain('补正材料已提交。');
    expect(done.text).not.toContain('需要您办理');
    const { rows } = await api.db.pool.query(
      `select payload->'data' as data from acts where case_id = $1 and type = 'supplemented'`,
      [own.id],
    );
    expect(Object.keys(rows[0].data as object).sort()).toEqual(['floorPlan', 'premisesProof']);
  });

  test('two clicks at once hand in once and keep each file once', async () => {
    const own = await town.incomplete(['identity', 'premisesProof']);
    const somebody = await visitor(own);
    const form = await somebody.get(`/track/${own.number}/acts/supplement`);
    const click = async () =>
      somebody.send(`/track/${own.number}/acts/supplement`, {
        _key: ApplicantVisitor.keyIn(form),
        floorPlan: paper('图.pdf'),
      });
    const clicks = [...(await Promise.all([click(), click(), click()])), await click()];
    expect(clicks.map(({ status, location }) => [status, location])).toEqual(
      Array(4).fill([303, `/track/${own.number}?done=supplement`]),
    );
    expect(await actsOf(own.id, 'supplemented')).toBe(1);
    const { rows } = await api.db.pool.query('select 1 from files where case_id = $1 and owner_id is null', [own.id]);
    expect(rows).toHaveLength(1);
  });

  test('a file of another case is not taken for one’s own', async () => {
    const [mine, theirs] = [await town.incomplete(['identity', 'premisesProof']), await town.incomplete()];
    const other = await api.nobody.upload(undefined, undefined, {
      ...withCode(theirs.code),
      path: `/api/public/cases/${theirs.number}/files`,
    });
    const somebody = await visitor(mine);
    const form = await somebody.get(`/track/${mine.number}/acts/supplement`);
    const reply = await somebody.send(`/track/${mine.number}/acts/supplement`, {
      _key: ApplicantVisitor.keyIn(form),
      '_kept.floorPlan': other.json.id,
    });
    expect(reply.status).toBe(422);
    expect(reply.text).toMatch(/请上传“经营场所布局图”/);
    expect(await actsOf(mine.id, 'supplemented')).toBe(0);
  });
});

describe('taking it back', () => {
  test('asks for a reason and a tick, keeps what was typed, and is done once', async () => {
    const own = await town.accepted();
    const somebody = await visitor(own);
    const path = `/track/${own.number}/acts/withdraw-application`;
    const form = await somebody.get(path);
    expect(form.text).toContain('不能恢复');
    const reason = '不办了 <script>alert(1)</script> & "引号"';
    const unticked = await somebody.send(path, { _key: ApplicantVisitor.keyIn(form), reason });
    expect(unticked.status).toBe(422);
    expect(unticked.text).toContain('不办了 &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;引号&quot;</textarea>');
    expect(unticked.text).toContain('href="#f-_confirm"');
    expect(unticked.text).not.toContain('<script');
    const fields = { _key: ApplicantVisitor.keyIn(unticked), reason, _confirm: 'yes' };
    const clicks = [await somebody.send(path, fields), await somebody.send(path, fields)];
    expect(clicks.map(({ location }) => location)).toEqual(
      Array(2).fill(`/track/${own.number}?done=withdraw-application`),
    );
    expect(await actsOf(own.id, 'application-withdrawn')).toBe(1);
    const late = await somebody.get(path);
    expect([late.status, late.text.includes('现在不能办理这一项')]).toEqual([409, true]);
  });

  test('what the state forbids meanwhile is told in a sentence', async () => {
    const own = await town.accepted();
    const somebody = await visitor(own);
    const path = `/track/${own.number}/acts/withdraw-application`;
    const form = await somebody.get(path);
    for (const name of ['wangfang', 'lina'])
      await town.decide(name, own.id, 'recommend-grant', { findings: '一致。', thirdPartiesAffected: false });
    await town.decide('wujun', own.id, 'grant');
    const reply = await somebody.send(path, { _key: ApplicantVisitor.keyIn(form), reason: 'x', _confirm: 'yes' });
    expect(reply.status).toBe(409);
    expect(reply.text).toContain('决定已经作出，不能撤回申请。');
  });

  test('the form left by “back” and sent with something else asks once more instead of failing', async () => {
    const own = await town.ended('grant');
    const somebody = await visitor(own);
    const path = `/track/${own.number}/acts/rate`;
    const key = ApplicantVisitor.keyIn(await somebody.get(path));
    expect((await somebody.send(path, { _key: key, grade: '5' })).status).toBe(303);
    const other = await somebody.send(path, { _key: key, grade: '1' });
    expect(other.status).toBe(422);
    expect(other.text).toContain('内容与上一次提交的不同');
    expect(await actsOf(own.id, 'rated')).toBe(1);
  });

  test('a form without its key is incomplete, not done', async () => {
    const own = await town.accepted();
    const reply = await (
      await visitor(own)
    ).send(`/track/${own.number}/acts/withdraw-application`, {
      reason: 'x',
      _confirm: 'yes',
    });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('这份表单不完整');
  });
});

describe('rating', () => {
  test('five grades, once, after the end', async () => {
    const own = await town.ended('grant');
    const somebody = await visitor(own);
    const path = `/track/${own.number}/acts/rate`;
    const form = await somebody.get(path);
    expect(form.text.match(/type="radio"/g)).toHaveLength(5);
    const none = await somebody.send(path, { _key: ApplicantVisitor.keyIn(form), remark: '谢谢' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('谢谢</textarea>');
    const made = await somebody.send(path, { _key: ApplicantVisitor.keyIn(none), grade: '6' });
    expect(made.status).toBe(422);
    const long = await somebody.send(path, {
      _key: ApplicantVisitor.keyIn(none),
      grade: '2',
      remark: '很'.repeat(501),
    });
    expect(long.text).toContain('不能超过500个字');
    const done = await somebody.send(path, { _key: ApplicantVisitor.keyIn(long), grade: '2', remark: '等了很久' });
    expect(done.status).toBe(303);
    const page = await somebody.get(done.location ?? '');
    expect(page.text).toContain('感谢您的评价。');
    expect(page.text).toContain('您已评价本次服务。');
    expect(page.text).not.toContain('acts/rate');
    const { rows } = await api.db.pool.query(
      `select payload->>'grade' as grade from acts where case_id = $1 and type = 'rated'`,
      [own.id],
    );
    expect(rows).toEqual([{ grade: '2' }]);
  });
});

describe('what is told', () => {
  test('no page and no answer names a person of the staff or repeats what they wrote', async () => {
    const cases = [
      await town.open(),
      await town.incomplete(),
      await town.accepted(1),
      await town.suspended(),
      await town.ended('grant'),
      await town.ended('refuse'),
      await town.withdrawn(),
    ];
    for (const own of cases) {
      const somebody = await visitor(own);
      const { offered } = (
        await api.nobody.call('GET', `/api/public/cases/${own.number}`, undefined, withCode(own.code))
      ).json;
      const paths = ['', '/print', ...(offered as string[]).map((act) => `/acts/${act}`)];
      const texts = [
        (await api.nobody.call('GET', `/api/public/cases/${own.number}`, undefined, withCode(own.code))).text,
        ...(await Promise.all(paths.map(async (path) => (await somebody.get(`/track/${own.number}${path}`)).text))),
      ];
      for (const text of texts) {
        expect(text.length).toBeGreaterThan(500);
        expect(CANARIES.filter((canary) => text.includes(canary))).toEqual([]);
      }
    }
    // The birds do sing where the staff look.
    const clerk = await api.signIn('zhangwei');
    const ledger = await clerk.call('GET', `/api/cases/${cases[2]?.id}/acts`);
    expect(ledger.text).toContain('审查记录金丝雀');
  });

  test('a limit that stands still is told with its reason, one that has passed with what can be done', async () => {
    const stopped = await town.suspended();
    const page = await (await visitor(stopped)).get(`/track/${stopped.number}`);
    expect(page.text).toMatch(/起中止计算，原因：检测（依据：行政许可法第四十五条）/);
    const late = await town.accepted(1);
    const somebody = await visitor(late);
    await daysLater(api, 60);
    try {
      expect((await somebody.get(`/track/${late.number}`)).text).toContain('已超过法定期限');
      expect((await somebody.get('/')).text).toContain('模拟的法定时间');
    } finally {
      await daysLater(api, 0);
    }
  });

  test('the steps say what was done on which day by which body, what is now and what is to come', async () => {
    const own = await town.accepted();
    const { json } = await api.nobody.call('GET', `/api/public/cases/${own.number}`, undefined, withCode(own.code));
    expect(json.steps).toEqual([
      expect.objectContaining({
        title: { zh: '收到申请', en: 'Application received' },
        state: 'done',
        unit: expect.objectContaining({ zh: '徐霞客镇政务服务中心' }),
      }),
      expect.objectContaining({
        title: { zh: '受理', en: 'Accepted' },
        on: expect.stringMatching(/^\d{4}-/),
        state: 'done',
      }),
      expect.objectContaining({
        title: { zh: '审查', en: 'Examination' },
        on: null,
        state: 'now',
        unit: expect.objectContaining({ zh: '江阴市行政审批局' }),
      }),
      expect.objectContaining({ title: { zh: '决定', en: 'Decision' }, state: 'ahead' }),
    ]);
    expect(json).toMatchObject({
      must: [],
      offered: ['withdraw-application', 'complain'],
      stopped: null,
      reconsideration: { zh: '江阴市人民政府' },
      deciding: { name: { zh: '江阴市行政审批局' }, phone: '12345' },
      rated: false,
    });
  });

  test('what must be done is told to programs too: the act and its last day', async () => {
    const own = await town.incomplete();
    const { json } = await api.nobody.call('GET', `/api/public/cases/${own.number}`, undefined, withCode(own.code));
    expect(json.must).toEqual([{ act: 'supplement', by: json.todo.due }]);
    expect(json.offered).toEqual(['supplement', 'withdraw-application', 'complain']);
  });

  test('papers promised at acceptance are asked for from that day on, beside the examination, and in both languages', async () => {
    const clerk = await api.signIn('zhangwei');
    const papers = await Promise.all(
      ['identity', 'premisesPlan', 'hygieneRules'].map(async (field) => [field, (await clerk.upload()).json.id]),
    );
    const opened = await clerk.call('POST', '/api/cases', {
      procedure: 'public-place-hygiene-permit',
      party: zhang,
      data: {
        placeName: '云舒宾馆',
        premises: '霞客大道88号',
        placeKind: '宾馆旅店',
        ...Object.fromEntries(papers),
      },
    });
    const own: OwnCase = { ...opened.json, code: opened.json.receipt.code };
    await town.decide('zhangwei', own.id, 'accept-with-gaps', {
      promiseSigned: true,
      creditChecked: true,
      promiseDays: 5,
    });
    const view = await api.nobody.call('GET', `/api/public/cases/${own.number}`, undefined, withCode(own.code));
    expect(view.json.must).toEqual([{ act: 'supplement', by: view.json.todo.due }]);
    expect(view.json.todo.due).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(view.json.todo.gaps.map(({ field }: { field: string }) => field)).toEqual(['hygieneTestReport']);
    expect(view.json.now.zh).toMatch(/^请您在\d+月\d+日前补正材料：公共场所卫生检测或者评价报告。$/);
    expect(view.json.now.en).toContain(view.json.todo.due);
    const page = await (await visitor(own)).get(`/track/${own.number}`);
    expect(page.text).toContain('需要您办理');
    expect(page.text).toContain(`/track/${own.number}/acts/supplement`);
    const handed = await clerk.upload();
    const kept = await clerk.call('POST', `/api/cases/${own.id}/acts`, {
      type: 'supplement',
      data: { hygieneTestReport: handed.json.id },
    });
    expect(kept.status).toBe(200);
    const after = await api.nobody.call('GET', `/api/public/cases/${own.number}`, undefined, withCode(own.code));
    expect(after.json).toMatchObject({ must: [], todo: null, now: { zh: '正在办理：审查。' } });
  });

  test('who may ask for a hearing is told so, and until which day', async () => {
    const own = await town.open();
    await town.decide('zhangwei', own.id, 'accept');
    for (const name of ['wangfang', 'lina'])
      await town.decide(name, own.id, 'recommend-grant', { findings: '现场一致。', thirdPartiesAffected: true });
    await town.decide('wangfang', own.id, 'tell', { parties: [{ name: '李四' }] });
    const told = await api.nobody.call('GET', `/api/public/cases/${own.number}`, undefined, withCode(own.code));
    expect(told.json.offered).toContain('request-hearing');
    expect(told.json.must).toEqual([]);
    expect(told.json.now.zh).toMatch(/^您有权在\d+月\d+日（含当日）前申请听证，也可以陈述、申辩；/);
    expect(told.json.now.en).toMatch(/^You may ask for a hearing by \d{4}-\d{2}-\d{2}, /);
    const waived = await api.nobody.call(
      'POST',
      `/api/public/cases/${own.number}/hearing-waivers`,
      {},
      withCode(own.code),
    );
    expect(waived.status).toBe(200);
    const after = await api.nobody.call('GET', `/api/public/cases/${own.number}`, undefined, withCode(own.code));
    expect(after.json.now.zh).toMatch(/^等待申请人、利害关系人申请听证，最迟至\d+月\d+日。$/);
  });

  test('documents to the applicant are downloaded, those of others are not there', async () => {
    const [own, other] = [await town.ended('grant'), await town.ended('grant')];
    const somebody = await visitor(own);
    const page = await somebody.get(`/track/${own.number}`);
    const href = /href="(\/track\/[^"]+\/documents\/[^"]+)"/.exec(page.text)?.[1] ?? '';
    const file = await somebody.get(href);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    const { rows } = await api.db.pool.query<{ id: string }>('select id from documents where case_id = $1', [other.id]);
    expect((await somebody.get(`/track/${own.number}/documents/${rows[0]?.id}`)).status).toBe(404);
  });

  test('every look leaves a trace', async () => {
    const own = await town.open();
    const somebody = await visitor(own);
    await somebody.get(`/track/${own.number}`);
    await somebody.get(`/track/${own.number}/print`);
    const { rows } = await api.db.pool.query('select what from access_log where case_id = $1 and person_id is null', [
      own.id,
    ]);
    expect(rows).toHaveLength(2);
  });
});

describe('two languages, two sizes', () => {
  test('the address asks, a cookie remembers, and else the browser’s wish holds', async () => {
    const english = new ApplicantVisitor(api.base, { 'accept-language': 'en-GB,en;q=0.9' });
    expect((await english.get('/')).text).toContain('<html lang="en" class="normal">');
    expect((await english.get('/?lang=zh')).text).toContain('<html lang="zh-CN"');
    expect((await english.get('/track')).text).toContain('<html lang="zh-CN"');
    expect((await english.get('/track?size=large')).text).toContain('class="large"');
    expect((await english.get('/verify')).text).toContain('class="large"');
    expect((await english.get('/?size=normal')).text).toContain('class="normal"');
    const plain = await api.nobody.call('GET', '/');
    expect(plain.text).toContain('<html lang="zh-CN"');
  });

  test('whatever else an address carries is no reason to refuse it', async () => {
    const { status } = await new ApplicantVisitor(api.base).get(
      '/track?from=singlemessage&isappinstalled=0&lang=xx&lang=zh',
    );
    expect(status).toBe(200);
  });

  test('an error speaks the language of the page', async () => {
    const own = await town.accepted();
    const somebody = await visitor(own);
    await somebody.get('/?lang=en');
    const path = `/track/${own.number}/acts/withdraw-application`;
    const reply = await somebody.send(path, { _key: ApplicantVisitor.keyIn(await somebody.get(path)) });
    expect(reply.text).toContain('Please fill in “Why you withdraw”.');
    expect(reply.text).not.toMatch(/请|撤回/);
  });

  test('a mistyped address is answered with a page for people and with a problem for programs', async () => {
    const page = await new ApplicantVisitor(api.base, { accept: 'text/html,*/*;q=0.8' }).get('/no-such-page');
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.text).toContain('没有这个页面');
    expect((await api.nobody.call('GET', '/no-such-page')).json.code).toBe('method-unknown');
    expect(
      (await api.nobody.call('GET', '/api/nothing', undefined, { headers: { accept: 'text/html' } })).json.code,
    ).toBe('method-unknown');
  });

  test('no page needs or allows a script of the page’s own', async () => {
    for (const path of ['/', '/track', '/verify', '/track/1']) {
      const { text, headers } = await new ApplicantVisitor(api.base).get(path);
      expect(text).not.toMatch(/<script|<style| style=| on\w+=/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
    }
  });
});

describe('for programs', () => {
  test('every act that is offered goes through one call as well', async () => {
    const own = await town.ended('grant');
    const path = `/api/public/cases/${own.number}/acts`;
    const { status, json } = await api.nobody.call('POST', path, { type: 'rate', grade: 5 }, withCode(own.code));
    expect([status, json.acts.map((act: { type: string }) => act.type)]).toEqual([200, ['rated']]);
    const other = await town.accepted();
    const withdrawn = await api.nobody.call(
      'POST',
      `/api/public/cases/${other.number}/acts`,
      { type: 'withdraw-application', reason: '不办了' },
      withCode(other.code),
    );
    expect(withdrawn.status).toBe(200);
    const staffs = await api.nobody.call(
      'POST',
      path,
      { type: 'suspend-clock', clock: 'decision', ground: 'testing' },
      withCode(own.code),
    );
    expect(staffs.status).toBe(400);
  });

  test('a clerk sees what became of each message', async () => {
    const own = await town.open();
    const clerk = await api.signIn('zhangwei');
    const see = async () => (await clerk.call('GET', `/api/cases/${own.id}`)).json.deliveries;
    expect(await see()).toEqual([expect.objectContaining({ event: 'received', channel: 'sms', state: 'wanted' })]);
    const [{ effect }] = await see();
    const system = { caseId: own.id, actor: { kind: 'system' } as const, scope: 'process' };
    await api.record.commit({ ...system, command: { type: 'claim-effect', effect, claim: 1 }, key: 'claim-1' });
    await api.record.commit({
      ...system,
      command: { type: 'fail-effect', effect, claim: 1, failure: 'number-unknown' },
      key: 'fail-1',
    });
    expect(await see()).toEqual([
      expect.objectContaining({ event: 'received', channel: 'sms', state: 'failed', failure: 'number-unknown' }),
    ]);
    const approver = await api.signIn('wujun');
    const again = await approver.call('POST', `/api/cases/${own.id}/acts`, {
      type: 'retry-effect',
      effect,
      reason: '号码已核对',
    });
    expect(again.status).toBe(200);
    expect(await see()).toEqual([expect.objectContaining({ state: 'wanted' })]);
  });
});

/** A database that names every question it is asked. */
function watching(db: Deps['db'], told: (name: string) => void): Deps['db'] {
  return new Proxy(db, {
    get(target, name) {
      if (typeof name === 'string' && name !== 'then') told(name);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
