// Owns that what nobody can see is not kept: in a reason, in a name, and behind somebody else's words.
import { seenText } from '../../src/api/seen-text';
import { anApi, type ApiUnderTest, type Somebody } from '../support/an-api';

test('characters without a shape are left out wherever they stand, and text of nothing else is empty', () => {
  expect(
    seenText({ name: '张记\u200b面馆', deep: [{ reason: '\u200b\ufeff' }, '\u202eexe.png', '\u200d'], n: 1, no: null }),
  ).toEqual({
    name: '张记面馆',
    deep: [{ reason: '' }, 'exe.png', ''],
    n: 1,
    no: null,
  });
});
test('what some scripts need between their letters stays', () => {
  expect(seenText('می\u200cخواهم')).toBe('می\u200cخواهم');
});

describe('over HTTP', () => {
  let api: ApiUnderTest;
  let clerk: Somebody;
  beforeAll(async () => {
    api = await anApi();
    clerk = await api.signIn('zhangwei');
  });
  afterAll(() => api.drop());

  test('an opinion nobody can read is none: nothing is refused to anybody with it', async () => {
    const { id } = await api.open(clerk);
    const path = `/api/tasks/${id}.acceptance.1/acts`;
    const body = { type: 'decide', outcome: 'refuse-acceptance', opinion: '\u200b' };
    const { status, json } = await clerk.call('POST', path, body);
    expect([status, json.code]).toEqual([422, 'opinion-missing']);
  });
  test('a reason nobody can read is none', async () => {
    const { id } = await api.open(clerk);
    const { status, json } = await clerk.call('POST', `/api/cases/${id}/acts`, {
      type: 'withdraw-application',
      reason: '\u2060',
    });
    expect([status, json.code]).toEqual([400, 'malformed']);
  });
  test('whoever claims is asked nothing', async () => {
    const { id } = await api.open(clerk);
    const { json } = await clerk.call('GET', `/api/tasks/${id}.acceptance.1`);
    expect(Object.keys(json.acts.claim.properties)).toEqual(['type', 'expectedSeq']);
  });
});
