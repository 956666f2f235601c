// Owns the proof that a holiday notice is read as the State Council writes it, and as people type it.
import { readNotice } from '../../web/features/admin/notice-text';

test('the sentences of a notice give the days off and the weekend days that are worked', () => {
  const read = readNotice(
    2026,
    `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。`,
  );
  expect(read.off.slice(0, 4)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03', '2026-02-15']);
  expect(read.off).toHaveLength(3 + 9 + 3);
  expect(read.worked).toEqual(['2026-01-04', '2026-02-14', '2026-02-28']);
  expect(read.unread).toEqual([]);
});

test('a span may begin in the December before, and may end in another month', () => {
  const { off } = readNotice(2023, '元旦：2022年12月31日至2023年1月2日放假调休，共3天。春节：1月30日至2月2日放假。');
  expect(off).toEqual([
    ...['2022-12-31', '2023-01-01', '2023-01-02'],
    ...['2023-01-30', '2023-01-31', '2023-02-01', '2023-02-02'],
  ]);
});

test.each([
  ['2027-01-01 休', ['2027-01-01'], []],
  ['2027-02-06~2027-02-08 off', ['2027-02-06', '2027-02-07', '2027-02-08'], []],
  ['2027-02-14,班', [], ['2027-02-14']],
  ['2027-02-14 work', [], ['2027-02-14']],
])('a line %s', (line, off, worked) => {
  expect(readNotice(2027, line)).toEqual({ off, worked, unread: [] });
});

test.each(['2月30日放假', '5月1日另行通知', '1月1日至12月31日放假', '5月3日至1日放假'])(
  'what cannot be meant is told and not guessed: %s',
  (sentence) => {
    expect(readNotice(2027, `${sentence}。10月1日放假。`)).toEqual({
      off: ['2027-10-01'],
      worked: [],
      unread: [sentence],
    });
  },
);
