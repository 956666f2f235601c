import { fireworksRetailPermit } from '../../procedures/fireworks-retail-permit';
import { hearing } from '../../procedures/hearing';
import { publicPlaceHygienePermit } from '../../procedures/public-place-hygiene-permit';
import type { Draft } from '../../src/kernel/procedure/builder';
import { paperText } from '../../src/record/paper-texts';
import { paperData, shapeOf, lostAt } from '../../src/kernel/paper-data';
import { fillPaper, readPaperText } from '../../src/kernel/paper-text';
import { readExpression, textOf, writtenDay } from '../../src/kernel/rules/condition';
import { startClock } from '../../src/kernel/time/clock';
import { builtInCalendar } from '../../src/kernel/time/notices';
import { EMPTY } from '../../src/kernel/evolve';
import { foodBusinessPermit } from '../../procedures/food-business-permit';

const HEAD = '---\ntitle: 甲\ntitleEn: A\narticle: 乙\n---\n';
const printed = (body: string, data: Parameters<typeof fillPaper>[1]) => {
  const filled = fillPaper(readPaperText('receipt', HEAD + body), data);
  return 'paper' in filled ? filled.paper.lines : filled;
};

describe('the text of a paper', () => {
  it('reads members, writes days as papers do, and makes a paragraph of each turn of a loop', () => {
    expect(
      printed('{a.name}于{a.on}提出。\n\n{for g in a.gaps return g.n + ". " + g.title}', {
        a: {
          name: '张三',
          on: '2026-03-05',
          gaps: [
            { n: '1', title: '图' },
            { n: '2', title: '证' },
          ],
        },
      }),
    ).toEqual(['张三于2026年3月5日提出。', '1. 图', '2. 证']);
  });

  it('prints a row of a form as label and value', () => {
    expect(printed('| 姓名 | {a} |\n| 日期 | {date("2026-01-09")} |', { a: '甲' })).toEqual([
      ['姓名', '甲'],
      ['日期', '2026年1月9日'],
    ]);
  });

  it('leaves out a paragraph that a condition left empty, and refuses one that nothing fills', () => {
    const text = '一。\n\n{if a = null then "" else a}\n\n二{b}。';
    expect(printed(text, { a: null, b: '三' })).toEqual(['一。', '二三。']);
    expect(printed(text, { a: null, b: null })).toMatchObject({ missing: { expression: 'b', line: 10 } });
    expect(printed('{c}', { a: 1 })).toMatchObject({ missing: { expression: 'c', line: 6 } });
    expect(printed('{toString}', {})).toMatchObject({ missing: { expression: 'toString' } });
  });

  it('takes a value as text, never as an expression, and drops what cannot be seen', () => {
    expect(printed('{a}和{b}', { a: '{b}', b: '公\u202e文\u0000' })).toEqual(['{b}和公文']);
  });

  it('does not double the full stop that a value brings', () => {
    expect(printed('{a}。', { a: '没有图纸。' })).toEqual(['没有图纸。']);
  });

  it('says what is wrong with it, with the line', () => {
    const faults = (source: string) => readPaperText('receipt', source).faults.map(({ rule, line }) => [rule, line]);
    expect(faults(`${HEAD}正文`)).toEqual([]);
    expect(faults('正文')).toEqual([['paper-head', 1]]);
    expect(faults(HEAD)).toEqual([['paper-empty', 6]]);
    expect(faults('---\ntitle: 甲\narticle: 乙\n---\n丙')).toEqual([['paper-head', 1]]);
    expect(faults(`${HEAD}甲{a`)).toEqual([['placeholder-malformed', 6]]);
    expect(faults(`${HEAD}| 甲 | 乙 | 丙 |`)).toEqual([['placeholder-malformed', 6]]);
    expect(faults('---\ntitle: 甲\ntitleEn: A\narticle: 乙\nremedy: none\n---\n丙')).toEqual([['remedy-unknown', 5]]);
  });
});

describe('an expression of a paper', () => {
  const members = { act: { gaps: [{ title: null }], reasons: null }, clock: { 'hearing-right': { due: null } } };
  const read = (expression: string) => readExpression(expression, members);

  it('tells which data it reads, a loop’s name standing for its list', () => {
    expect(read('string join(for g in act.gaps return g.title, "、") + act.reasons')).toEqual({
      paths: [
        ['act', 'gaps'],
        ['act', 'gaps', 'title'],
        ['act', 'reasons'],
      ],
      forbidden: [],
    });
    expect(read('date(clock.hearing-right.due)')).toEqual({
      paths: [['clock', 'hearing-right', 'due']],
      forbidden: [],
    });
  });

  it.each([
    'for n in 1..1000000000 return n',
    'for g in act.gaps return for h in act.gaps return h.title',
    'for g in [1, 2] return g',
    'some g in act.gaps satisfies g.title = "x"',
    'now()',
    'today()',
    'date and time("2026-01-01T00:00:00")',
    'random number()',
    'act.gaps[1].title',
    'function(x) x',
    '{a: 1}.a',
  ])('may not be without bound or outside the data: %s', (expression) => {
    const reading = read(expression);
    expect('error' in reading || reading.forbidden.length > 0).toBe(true);
  });

  it('cannot be read when it is cut off', () => {
    expect(read('act.reasons + ')).toEqual({ error: expect.stringContaining('unreadable') });
    expect(textOf('act.reasons + ', members)).toHaveProperty('error');
  });

  it('prints yes and no, numbers and days, and no list of nothing in a sentence', () => {
    expect([textOf('a', { a: true }), textOf('a', { a: 7 }), textOf('a', { a: [] })]).toEqual([
      { text: '是' },
      { text: '7' },
      { text: '' },
    ]);
    expect([writtenDay('2026-03-05'), writtenDay('长期'), writtenDay(null)]).toEqual(['2026年3月5日', '长期', null]);
  });
});

const { decision } = foodBusinessPermit.clocks;
if (!decision) throw new Error('the food permit has no limit');

describe('a paper of the town prints what its act decided', () => {
  interface Told {
    readonly payload: Readonly<Record<string, unknown>>;
    readonly data?: Readonly<Record<string, string>>;
    readonly outcome?: string;
  }
  function wordsOf(draft: Draft, kind: string, { payload, data, outcome = 'terminated' }: Told): string {
    const text = paperText(kind);
    if (!text) throw new Error(`no text of ${kind}`);
    const values = paperData(
      draft,
      text,
      {
        ...EMPTY,
        ...{ number: 'P3-1', receivedOn: '2026-03-02', closing: outcome },
        hearing: { appointedOn: '2026-03-06', heldOn: '2026-03-18', host: 'songjie' },
      },
      {
        item: undefined,
        applicant: { name: '张三' },
        body: '江阴市行政审批局',
        deciding: '江阴市行政审批局',
        receiving: '徐霞客镇政务服务中心',
        reconsiders: '江阴市人民政府',
        clocks: {},
        calendar: builtInCalendar,
        names: {},
        act: { at: Date.parse('2026-03-18T10:00:00+08:00'), payload, by: '王芳', ...(data ? { data } : {}) },
        number: '澄〔2026〕第1号',
        date: '2026-03-18',
      },
    );
    const filled = fillPaper(text, values);
    if ('missing' in filled) throw new Error(`${kind} lacks line ${filled.missing.line}`);
    return JSON.stringify(filled.paper);
  }

  it.each<readonly [string, Draft, string, Told, string]>([
    [
      'that a promise was not kept',
      publicPlaceHygienePermit,
      'termination-notice',
      { payload: { ground: 'promise-broken', reason: '' } },
      '未在承诺的期限内补齐',
    ],
    [
      'which body is competent (许 32(1)(2))',
      foodBusinessPermit,
      'non-acceptance-notice',
      { payload: { kind: 'not-ours', reasons: '食品生产由市级机关许可', rightBody: '无锡市市场监督管理局' } },
      '无锡市市场监督管理局',
    ],
    [
      'at what time a hearing begins',
      hearing,
      'hearing-notice',
      { payload: { heldOn: '2026-03-18', place: '三楼会议室', host: '宋洁' }, data: { startsAt: '09:30' } },
      '09:30',
    ],
    [
      'what a hearing’s record says',
      hearing,
      'hearing-record',
      { payload: { on: '2026-03-18' }, data: { present: '申请人', record: '双方陈述了意见。' } },
      '双方陈述了意见。',
    ],
    [
      'what a site visit found, where nobody added an opinion',
      fireworksRetailPermit,
      'site-visit-record',
      { payload: { on: '2026-03-18' }, data: { place: '大道88号', visitFindings: '安全间距符合规定。' } },
      '安全间距符合规定。',
    ],
    [
      'that a result was sent by post',
      foodBusinessPermit,
      'proof-of-service',
      { payload: { on: '2026-03-18', way: 'posted' }, data: { trackingNumber: 'EMS1' } },
      '邮寄送达',
    ],
  ])('%s', (_, draft, kind, told, words) => expect(wordsOf(draft, kind, told)).toContain(words));
});

describe('the data of a paper', () => {
  const text = readPaperText(
    'refusal-decision',
    '---\ntitle: 甲\ntitleEn: A\narticle: 乙\nremedy: ordinary\n---\n{remedy.text}',
  );
  const data = paperData(
    foodBusinessPermit,
    text,
    { ...EMPTY, number: 'P2-1', receivedOn: '2026-03-02', duties: { window: ['a', 'b'] }, facts: { secret: 1 } },
    {
      item: undefined,
      applicant: { name: '张三', phone: '1', other: 'x' },
      body: '江阴市行政审批局',
      deciding: undefined,
      receiving: undefined,
      reconsiders: '江阴市人民政府',
      clocks: { decision: startClock(decision, '2026-03-05', builtInCalendar) },
      calendar: builtInCalendar,
      names: { a: '甲', b: '乙' },
      act: {
        at: Date.parse('2026-03-18T10:00:00+08:00'),
        payload: { reasons: '不符', gaps: ['floorPlan'], secret: 2 },
      },
      number: '澄〔2026〕第1号',
      date: '2026-03-18',
    },
  );

  it('holds what its shape names and nothing beside it; what is not known is null', () => {
    expect(data).toMatchObject({
      case: { number: 'P2-1', acceptedOn: null, decidedOn: '2026-03-18' },
      applicant: { name: '张三', phone: '1', address: null },
      facts: { thirdPartiesAffected: null },
      act: { on: '2026-03-18', reasons: '不符' },
      clock: {
        decision: { due: '2026-03-19', term: '10个工作日', startedOn: '2026-03-05' },
        supplement: { due: null },
      },
      people: { window: '甲、乙', examination: null },
    });
    expect(JSON.stringify(data)).not.toMatch(/secret|other/);
  });

  it('tells of remedies with the body and the terms of the law, and of none where the text names none', () => {
    expect(fillPaper(text, data)).toMatchObject({
      paper: { lines: [expect.stringMatching(/六十日内依法向江阴市人民政府申请行政复议.*六个月内/)] },
    });
    const silent = readPaperText('grant-decision', HEAD + '{remedy.text}');
    expect(fillPaper(silent, { ...data, remedy: { text: null, article: null } })).toHaveProperty('missing');
  });

  it('knows a path that leads to nothing by the part that is not there', () => {
    const shapes = shapeOf(foodBusinessPermit, 'supplement-notice');
    const lost = (path: string) => lostAt(shapes, path.split('.'));
    expect([lost('act.gaps'), lost('act.gaps.title'), lost('clock.decision.due'), lost('people.window')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([
      lost('foo'),
      lost('clock.hearing.due'),
      lost('act.data.nothing'),
      lost('clock.decision'),
      lost('constructor'),
    ]).toEqual([0, 1, 2, 2, 0]);
  });
});
