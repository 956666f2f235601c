// Owns the proof that a case shows what colleagues say of it and send one another, that a copy stays unread until its reader says so, and
// that nobody is told of a case that he does not see.
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';
import { applicantTown, type ApplicantTown } from '../support/applicant-town';

let api: ApiUnderTest;
let town: ApplicantTown;
const staff = new Map<string, Somebody>();
beforeAll(async () => {
  api = await anApi();
  town = await applicantTown(api);
  for (const name of ['zhangwei', 'liuyang', 'wangfang', 'chenjing', 'shijie']) staff.set(name, await api.signIn(name));
});
afterAll(() => api.drop());
const of = (name: string): Somebody => staff.get(name) as Somebody;
const act = (who: string, id: string, body: object) => of(who).call('POST', `/api/cases/${id}/acts`, body);
const view = async (who: string, id: string) => (await of(who).call('GET', `/api/cases/${id}`)).json;

test('a comment stands with who, when and whom it mentions; it moves nothing', async () => {
  const { id } = await town.open();
  const before = await view('zhangwei', id);
  expect([before.comments, before.copies]).toEqual([[], []]);
  expect(before.offered).toEqual(expect.arrayContaining(['copy', 'comment']));
  expect(before.offered).not.toContain('read-copy');
  const said = await act('zhangwei', id, { type: 'comment', text: '请核对面积。', mentions: ['liuyang'] });
  expect(said.status).toBe(200);
  const after = await view('zhangwei', id);
  expect(after.comments).toEqual([
    {
      seq: expect.any(Number),
      at: expect.any(String),
      by: { id: 'zhangwei', name: '张伟' },
      text: '请核对面积。',
      mentions: [{ id: 'liuyang', name: '刘洋' }],
    },
  ]);
  expect([after.tasks, after.clocks]).toEqual([before.tasks, before.clocks]);
});

test('whoever does not see the case is named at the field, and can be mentioned once he has a copy', async () => {
  const { id } = await town.open();
  const comment = { type: 'comment', text: '请核对面积。', mentions: ['liuyang', 'chenjing'] };
  const refused = await act('zhangwei', id, comment);
  expect([refused.status, refused.json.code, refused.json.errors]).toEqual([
    422,
    'mention-unseeing',
    [{ path: '/mentions', message: '不能查看本办件，请先抄送：陈静。' }],
  ]);
  expect((await act('zhangwei', id, { type: 'copy', people: ['chenjing'], reason: '供参考。' })).status).toBe(200);
  expect((await act('zhangwei', id, comment)).status).toBe(200);
});

test('a copy opens the case, is unread until its reader says so, and unread again when it is sent again', async () => {
  const { id } = await town.open();
  const unseen = await of('chenjing').call('GET', `/api/cases/${id}`);
  const unknown = await of('chenjing').call('GET', '/api/cases/c-none');
  expect([unseen.status, unseen.json.code]).toEqual([unknown.status, unknown.json.code]);
  const nobody = await act('chenjing', id, { type: 'comment', text: '？', mentions: [] });
  expect(nobody.status).toBe(404);

  const copy = { type: 'copy', people: ['chenjing'], reason: '跨镇经营，供参考。' };
  expect((await act('zhangwei', id, copy)).status).toBe(200);
  const seen = await view('chenjing', id);
  expect(seen.copies).toEqual([
    {
      person: { id: 'chenjing', name: '陈静' },
      by: { id: 'zhangwei', name: '张伟' },
      at: expect.any(String),
      reason: '跨镇经营，供参考。',
    },
  ]);
  // She may speak of it, and has nothing else to do with it; whom else it concerns is not for her to say.
  expect(seen.offered).toEqual(expect.arrayContaining(['read-copy', 'comment']));
  expect(seen.offered).not.toContain('copy');
  expect((await act('chenjing', id, { type: 'read-copy' })).status).toBe(200);
  const read = await view('chenjing', id);
  expect([read.copies[0].read, read.offered.includes('read-copy')]).toEqual([expect.any(String), false]);
  expect((await act('zhangwei', id, { ...copy, reason: '已补充材料。' })).status).toBe(200);
  const again = (await view('zhangwei', id)).copies;
  expect([again.length, again[0].read, again[0].reason]).toEqual([1, undefined, '已补充材料。']);
  // Of somebody else's copy nobody says that it was read.
  expect((await view('zhangwei', id)).offered).not.toContain('read-copy');
});
