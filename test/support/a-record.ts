// Owns the record under test: a fresh database with the catalogue published, and the people who act on it.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { catalogue } from '../../procedures';
import type { PersonActor } from '../../src/kernel/command';
import type { Draft } from '../../src/kernel/procedure/builder';
import type { PostKind } from '../../src/kernel/procedure/definition';
import { versionOf } from '../../src/kernel/procedure/version';
import type { Json } from '../../src/kernel/text';
import { builtInCalendar } from '../../src/kernel/time/notices';
import { createRecord } from '../../src/record/commit';
import { createDefinitions } from '../../src/record/definitions';
import { installation, type Installation } from '../../src/record/installation';
import { canonical, sha256 } from '../../src/record/ledger';
import type { Answer, CaseRecord, CommitRequest } from '../../src/record/record';
import { freshDatabase, type FreshDatabase } from './postgres';

export function person(name: string, kind: PostKind, organisation: string, ...qualifications: string[]): PersonActor {
  return { kind: 'person', person: name, posts: [{ id: `${name}-post`, kind, organisation }], qualifications };
}
export const people = {
  clerk: person('wang-clerk', 'window-clerk', 'xuxiake-centre'),
  otherClerk: person('li-clerk', 'window-clerk', 'huashi-centre'),
  examiner: person('zhao-examiner', 'examiner', 'approval-bureau'),
  secondExaminer: person('qian-examiner', 'examiner', 'approval-bureau'),
  approver: person('sun-approver', 'approver', 'approval-bureau'),
  head: person('zhou-head', 'agency-head', 'approval-bureau'),
  reviewer: person('wu-reviewer', 'legal-reviewer', 'justice-bureau', 'legal'),
  supervisor: person('zheng-supervisor', 'supervisor', 'justice-bureau'),
};
export const papers = { identity: 'f1', premisesProof: 'f2', floorPlan: 'f3' };
export const shop = { shopName: '徐霞客镇张记面馆', premises: '霞客大道88号', business: '餐饮服务' };
export const zhang = {
  kind: 'person',
  name: '张先生',
  idType: 'resident-id',
  idNumber: '320281198001011239',
  phone: '13800138000',
};
export const examined = { findings: '现场与申请材料一致', thirdPartiesAffected: false };

const affects = { ...examined, thirdPartiesAffected: true };

export interface RecordUnderTest {
  readonly db: FreshDatabase;
  readonly record: CaseRecord;
  readonly installation: Installation;
  open(data?: { readonly [field: string]: Json }, key?: string, procedure?: string): Promise<string>;
  act(
    caseId: string,
    command: CommitRequest['command'],
    actor: CommitRequest['actor'],
    over?: Partial<CommitRequest>,
  ): Promise<Answer>;
  decide(
    caseId: string,
    step: string,
    round: number,
    outcome: string,
    actor: PersonActor,
    data?: { readonly [field: string]: Json },
  ): Promise<Answer>;
  /** Two (or a vetoing one) examine what affects others; they are told, and waive their hearing. */
  affect(caseId: string, round?: number, over?: { readonly lastWaives: boolean }): Promise<void>;
  system(caseId: string, command: CommitRequest['command'], key?: string): Promise<Answer>;
  drop(): Promise<void>;
}

/**
 * A record on a database of its own. `daySeconds` makes law time run; `procedure` is published beside the catalogue and opened, `also` is
 * published alone.
 */
export async function aRecord(
  setting: {
    readonly daySeconds?: number;
    readonly lawStart?: number;
    readonly procedure?: Draft;
    readonly also?: readonly Draft[];
    readonly undoSeconds?: number;
  } = {},
): Promise<RecordUnderTest> {
  const db = await freshDatabase();
  const own = setting.procedure === undefined ? [] : [setting.procedure];
  await publish(db, [...catalogue, ...own, ...(setting.also ?? [])]);
  await furnish(db.pool);
  const home = await installation(db.pool, { ...setting, demo: true });
  const record = createRecord({
    pool: db.pool,
    definitions: createDefinitions(db.pool),
    installation: home,
    webhook: false,
    undoSeconds: setting.undoSeconds ?? 0,
  });
  const act: RecordUnderTest['act'] = (caseId, command, actor, over = {}) =>
    record.commit({ caseId, command, actor, key: randomUUID(), scope: 'POST /test', fingerprint: '', ...over });
  const world: RecordUnderTest = {
    db,
    record,
    installation: home,
    act,
    async open(
      data = { ...shop, ...papers },
      key = randomUUID(),
      procedure = setting.procedure?.id ?? 'food-business-permit',
    ) {
      const answer = await record.open({
        procedure: { id: procedure, version: 1 },
        command: {
          type: 'open-case',
          item: { code: 'P2', version: 1 },
          organisations: {
            receiving: 'xuxiake-centre',
            deciding: 'approval-bureau',
            reviewing: 'justice-bureau',
            supervising: 'justice-bureau',
          },
          data,
          party: zhang,
          formErrors: [],
        },
        actor: people.clerk,
        key,
        scope: 'POST /api/cases',
        fingerprint: 'a'.repeat(64),
      });
      if (answer.kind !== 'done') throw new Error(`not opened: ${JSON.stringify(answer)}`);
      return answer.caseId;
    },
    decide: (caseId, step, round, outcome, actor, data) =>
      act(
        caseId,
        {
          type: 'decide',
          task: `${caseId}.${step}.${round}`,
          outcome,
          opinion: '材料齐全，符合法定条件，同意。',
          formErrors: [],
          ...(data ? { data } : {}),
        },
        actor,
      ),
    async affect(caseId, round = 1, { lastWaives } = { lastWaives: true }) {
      const take = async (answer: Promise<Answer>): Promise<void> => {
        const given = await answer;
        if (given.kind !== 'done') throw new Error(`refused: ${JSON.stringify(given)}`);
      };
      await take(world.decide(caseId, 'examination', round, 'recommend-refusal', people.examiner, affects));
      if (round > 1) return;
      await take(world.decide(caseId, 'telling', 1, 'tell', people.examiner, { parties: [{ name: '李四' }] }));
      await take(act(caseId, { type: 'waive-hearing' }, { kind: 'party' }));
      if (lastWaives) await take(act(caseId, { type: 'waive-hearing', by: 'party-1' }, people.clerk));
    },
    system: (caseId, command, key = randomUUID()) =>
      record.commit({ caseId, command, actor: { kind: 'system' }, key, scope: 'process' }),
    drop: () => db.drop(),
  };
  return world;
}

/** The bodies in whose name numbers are drawn, and the people that papers name. */
async function furnish(pool: FreshDatabase['pool']): Promise<void> {
  const bodies = [
    ['jiangyin', 'city', '江阴市人民政府', null, null],
    ['approval-bureau', 'approval-bureau', '江阴市行政审批局', 'jiangyin', '澄行审'],
    ['justice-bureau', 'justice-bureau', '江阴市司法局', 'jiangyin', '澄司'],
    ['xuxiake-centre', 'service-centre', '徐霞客镇政务服务中心', null, null],
  ];
  for (const [id, kind, zh, parent, letters] of bodies)
    await pool.query(
      'insert into organisations (id, kind, name_zh, name_en, parent_id, number_letters) values ($1, $2, $3, $1, $4, $5) on conflict do nothing',
      [id, kind, zh, parent, letters],
    );
  for (const { person: id } of Object.values(people))
    await pool.query(
      `insert into persons (id, username, name, password_hash) values ($1, $1, $2, '') on conflict do nothing`,
      [id, `甲${id}`],
    );
}

async function publish(db: FreshDatabase, drafts: readonly Draft[]): Promise<void> {
  const owner = new Client({ connectionString: db.ownerUrl });
  await owner.connect();
  try {
    for (const draft of drafts) {
      const { version, hash } = versionOf(draft, 1, (content) => sha256(canonical(content)));
      await owner.query('insert into procedures (id, version, hash, definition) values ($1, $2, $3, $4)', [
        draft.id,
        version,
        hash,
        JSON.stringify(draft),
      ]);
    }
    for (const year of builtInCalendar.years) {
      await owner.query(
        'insert into calendar_years (year, version, notice, rest_days, make_up_days) values ($1, $2, $3, $4, $5)',
        [year.year, year.version, year.notice ?? null, JSON.stringify(year.restDays), JSON.stringify(year.makeUpDays)],
      );
    }
  } finally {
    await owner.end();
  }
}
