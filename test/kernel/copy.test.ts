// Owns what copies (抄送) and comments (沟通) are: something to read and something said, which move nothing.
import type { CaseCommand } from '../../src/kernel/acts';
import { noticesOf } from '../../src/kernel/effects';
import { anAcceptedCase, anExaminedCase, APPROVER, CLERK, EXAMINERS, FOOD, type PlayedCase } from '../support/a-case';
import { aCase, ALL_PAPERS } from '../support/a-case';
import { person } from '../support/town';

const [WANG, LI] = EXAMINERS;
const copyTo = (people: readonly string[], reason = '供参考'): CaseCommand => ({
  type: 'copy',
  people: people.map(person),
  reason,
});
const saying = (text: string, ...mentions: readonly string[]): CaseCommand => ({ type: 'comment', text, mentions });
/** What a case waits for and may do, whatever has been written down beside it. */
const standing = ({ state }: PlayedCase): unknown => {
  const { tasks, clocks, blocks, effects, duties, changedSeq } = state;
  return { tasks, clocks, blocks, effects, duties, changedSeq };
};

describe('a copy', () => {
  it('gives a right to read, and tells each who has it', () => {
    const story = anAcceptedCase().does(CLERK, copyTo(['qinyu', 'fanglei']));
    expect(Object.keys(story.state.copies ?? {})).toEqual(['qinyu', 'fanglei']);
    const act = story.acts.at(-1);
    expect(act && noticesOf(story.definition, story.state, act).map(({ principal }) => principal)).toEqual([
      'person:qinyu',
      'person:fanglei',
    ]);
  });

  it('has a read mark, set once and by its reader alone', () => {
    const story = anAcceptedCase().does(CLERK, copyTo(['qinyu']));
    expect(story.asks('fanglei', { type: 'read-copy' })?.code).toBe('not-copied');
    const { seq } = story.state;
    story.does('qinyu', { type: 'read-copy' }).does('qinyu', { type: 'read-copy' });
    expect(story.state.copies).toEqual({ qinyu: { seq, read: seq + 1 } });
    expect(story.ofType('copy-read')).toHaveLength(1);
  });

  it('may be answered by a comment', () => {
    const story = anAcceptedCase();
    expect(story.asks('qinyu', saying('有投诉记录。'))?.code).toBe('no-part');
    story.does(CLERK, copyTo(['qinyu'])).does('qinyu', saying('有投诉记录。', CLERK));
  });

  it('never blocks: nothing of the case stands otherwise than before', () => {
    const story = anAcceptedCase();
    const before = standing(story);
    story.does(CLERK, copyTo(['qinyu', APPROVER]));
    expect(standing(story)).toEqual(before);
    story.examines(WANG).examines(LI).decides(APPROVER, 'decision', 'grant').runsEffects();
    expect(story.state.state).toBe('ended');
  });

  it('is one for each person and case, with the newest reason and unread again', () => {
    const story = anAcceptedCase()
      .does(CLERK, copyTo(['qinyu', 'qinyu'], '一'))
      .does('qinyu', { type: 'read-copy' });
    expect(story.ofType('copied')[0]?.payload.people).toEqual(['qinyu']);
    story.does(WANG, copyTo(['qinyu'], '二'));
    const newest = story.ofType('copied').at(-1);
    expect(story.state.copies).toEqual({ qinyu: { seq: newest?.seq } });
    expect(newest?.payload.reason).toBe('二');
  });

  it('stays after the end, and may be sent and read then', () => {
    const story = anExaminedCase()
      .does(CLERK, copyTo(['qinyu']))
      .decides(APPROVER, 'decision', 'grant')
      .runsEffects();
    expect(story.state.state).toBe('ended');
    expect(story.state.copies).toHaveProperty('qinyu');
    story.does('qinyu', { type: 'read-copy' }).does(CLERK, copyTo(['fanglei']));
  });

  it('is sent by those who have a part in the case, to people of the staff', () => {
    const story = anAcceptedCase();
    expect(story.asks('qinyu', copyTo(['fanglei']))?.code).toBe('no-part');
    expect(story.asks('applicant', copyTo(['fanglei']))?.code).toBe('no-part');
    expect(story.asks(CLERK, copyTo([]))?.code).toBe('nobody-named');
    const gone = { kind: 'person', person: 'gone', posts: [], qualifications: [] } as const;
    expect(story.asks(CLERK, { type: 'copy', people: [gone], reason: '…' })?.code).toBe('not-eligible');
  });

  it('is also for who took the case in or has a seat there, though he holds no post any more', () => {
    const story = aCase().decides('liuyang', 'acceptance', 'accept');
    const gone = (who: string) => ({ ...person(who), posts: [] });
    story.does(gone(CLERK), saying('材料原件在窗口。'));
    // Nor has he decided anything yet who has one of its seats.
    story.does(WANG, { type: 'claim', task: 'c1.examination.1' }).does(gone(WANG), saying('移交前说明。'));
    expect(story.asks(gone('chenjing'), saying('？'))?.code).toBe('no-part');
  });
  it('is not taken for a part in the case: who was copied in may still decide', () => {
    const story = anExaminedCase()
      .does(CLERK, copyTo([APPROVER]))
      .does(APPROVER, saying('已阅。'));
    story.decides(APPROVER, 'decision', 'grant');
  });
});

describe('a comment', () => {
  const TEXT = '请核对申请人的身份证号码。';
  it('keeps its words in the ledger alone: no state, no message and no wanted effect holds them', () => {
    const story = aCase({ data: { ...FOOD, ...ALL_PAPERS }, webhook: true }).does(
      CLERK,
      saying(TEXT, 'liuyang', 'liuyang'),
    );
    const act = story.acts.at(-1);
    expect(act).toMatchObject({ type: 'commented', actor: CLERK, payload: { text: TEXT, mentions: ['liuyang'] } });
    expect(JSON.stringify(story.state)).not.toContain(TEXT);
    expect(story.ofType('effects-wanted').every(({ seq }) => seq < (act?.seq ?? 0))).toBe(true);
    expect(act && noticesOf(story.definition, story.state, act)).toEqual([
      { principal: 'person:liuyang', template: 'mentioned', facts: {} },
    ]);
  });

  it('moves nothing, not even what somebody else has seen last', () => {
    const story = anAcceptedCase();
    const before = standing(story);
    story.does(WANG, saying(TEXT));
    expect(standing(story)).toEqual(before);
  });

  it('says something', () => {
    expect(anAcceptedCase().asks(WANG, saying('  '))?.code).toBe('comment-empty');
  });

  it('and a copy do not end the window in which a decision may be taken back', () => {
    const story = aCase({ undoSeconds: 30 }).at('2026-03-03 10:00').decides(CLERK, 'acceptance', 'accept');
    story
      .at('2026-03-03 10:00:10')
      .does('liuyang', saying(TEXT))
      .does('liuyang', copyTo(['qinyu']));
    expect(story.state.held).toBeDefined();
    story.takesBack(CLERK);
  });
});

it('is read and not passed on', () => {
  const story = aCase().does(CLERK, { type: 'copy', people: [person('chenjing')], reason: '知悉' });
  const on = { type: 'copy', people: [person('zhaolei')], reason: '转发' } as const;
  expect(story.asks('chenjing', on)?.code).toBe('no-part');
  expect(story.asks('chenjing', { type: 'comment', text: '已阅。', mentions: [] })).toBeUndefined();
});
