// Numbers (文号) as the record draws them: in the name of the body that decides, one series for each body, suffix and year.
import type { PoolClient } from 'pg';
import { draw, drawnOf } from '../../src/record/numbers';
import { aRecord, people, type RecordUnderTest } from '../support/a-record';

let world: RecordUnderTest;
beforeAll(async () => {
  world = await aRecord();
  await world.db.pool.query(
    `insert into organisations (id, kind, name_zh, name_en, number_letters) values
       ('planning-bureau', 'department', '江阴市自然资源和规划局', 'Jiangyin Planning Bureau', '澄自然资规'),
       ('water-bureau', 'department', '江阴市水务局', 'Jiangyin Water Bureau', null)`,
  );
});
afterAll(() => world.drop());

/** What one transaction draws, as the kernel reads it; written or undone. */
async function drawn(needs: readonly string[], end: 'commit' | 'rollback' = 'commit', day = '2031-03-02') {
  const client: PoolClient = await world.db.pool.connect();
  try {
    await client.query('begin');
    return drawnOf(await draw(client, needs, day)).numbers;
  } finally {
    await client.query(end);
    client.release();
  }
}

test('a number begins with the letters of the body that decides, and each body counts for itself', async () => {
  expect(await drawn(['许@approval-bureau', '证@approval-bureau', '许@planning-bureau'])).toEqual({
    '许@approval-bureau': '澄行审许〔2031〕第1号',
    '证@approval-bureau': '澄行审证〔2031〕第1号',
    '许@planning-bureau': '澄自然资规许〔2031〕第1号',
  });
  expect(await drawn(['许@approval-bureau'])).toEqual({ '许@approval-bureau': '澄行审许〔2031〕第2号' });
  expect(await drawn(['许@approval-bureau'], 'commit', '2032-01-04')).toEqual({
    '许@approval-bureau': '澄行审许〔2032〕第1号',
  });
  const { rows } = await world.db.pool.query('select series, last from series where year = 2031 order by series');
  expect(rows).toEqual([
    { series: '澄自然资规许', last: 1 },
    { series: '澄行审许', last: 2 },
    { series: '澄行审证', last: 1 },
  ]);
});

test('a body without letters signs with its Chinese name', async () => {
  expect(await drawn(['许@water-bureau'])).toEqual({ '许@water-bureau': '江阴市水务局许〔2031〕第1号' });
});

test('a number whose transaction is undone is drawn again', async () => {
  await drawn(['延@planning-bureau'], 'rollback');
  expect(await drawn(['延@planning-bureau'])).toEqual({ '延@planning-bureau': '澄自然资规延〔2031〕第1号' });
});

test('a definition that wrote its whole series goes on in it', async () => {
  expect(await drawn(['澄行审终@approval-bureau', '终@approval-bureau'])).toEqual({
    '澄行审终@approval-bureau': '澄行审终〔2031〕第1号',
    '终@approval-bureau': '澄行审终〔2031〕第2号',
  });
});

test('no number is drawn in the name of a body that is not there', async () => {
  await expect(drawn(['许@moon'], 'rollback')).rejects.toThrow('in the name of "moon"');
});

test('what the record keeps of a number is the series with its letters, and the act that carries it', async () => {
  const id = await world.open();
  await world.decide(id, 'acceptance', 1, 'refuse-acceptance', people.clerk);
  const { rows } = await world.db.pool.query(
    `select d.series, d.number, a.type from drawn_numbers d join acts a on a.case_id = d.case_id and a.seq = d.seq
     where d.case_id = $1 and d.series not like 'P2-%'`,
    [id],
  );
  expect(rows).toEqual([
    {
      series: '澄行审不受',
      number: expect.stringMatching(/^澄行审不受〔\d{4}〕第1号$/) as string,
      type: expect.any(String) as string,
    },
  ]);
});
