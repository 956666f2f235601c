// Owns a case before a committee in an installation: the food permit published with a deciding rule, examined, its decision open.
import { Client } from 'pg';
import type { DecidingRule, SeatRule, TaskBlock } from '../../src/kernel/procedure/definition';
import type { Draft } from '../../src/kernel/procedure/builder';
import { versionOf } from '../../src/kernel/procedure/version';
import { canonical, sha256 } from '../../src/record/ledger';
import type { ApiUnderTest, Somebody } from './an-api';
import { decidedBy } from './voting';

/** `of`: the people signed in, among them the clerk and both examiners. */
export async function aVoteOver(
  api: ApiUnderTest,
  of: (name: string) => Somebody,
  rule: DecidingRule,
  by: Partial<SeatRule>,
  more: Partial<TaskBlock> = {},
): Promise<{ readonly id: string; readonly number: string; readonly task: string }> {
  await publishAs(api.db.ownerUrl, decidedBy(rule, by, more));
  const { id, number } = await api.open(of('zhangwei'));
  const data = { findings: '现场与申请材料一致。', thirdPartiesAffected: false };
  const examine = { type: 'decide', outcome: 'recommend-grant', opinion: '属实。', data };
  for (const [who, step, body] of [
    ['zhangwei', 'acceptance', { type: 'decide', outcome: 'accept', opinion: '齐全。' }],
    ['wangfang', 'examination', examine],
    ['lina', 'examination', examine],
  ] as const) {
    const answer = await of(who).call('POST', `/api/tasks/${id}.${step}.1/acts`, body);
    if (answer.status !== 200) throw new Error(answer.text);
  }
  return { id, number, task: `${id}.decision.1` };
}

/** The next version of a procedure, in the database of this owner. */
export async function publishAs(ownerUrl: string, draft: Draft): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ next: number }>(
    'select coalesce(max(version), 0) + 1 as next from procedures where id = $1',
    [draft.id],
  );
  const { version, hash } = versionOf(draft, rows[0]?.next ?? 1, (content) => sha256(canonical(content)));
  await owner.query('insert into procedures (id, version, hash, definition) values ($1, $2, $3, $4)', [
    draft.id,
    version,
    hash,
    JSON.stringify(draft),
  ]);
  await owner.end();
}

/** A procedure of a test's own, and the item by which it is applied for: as of the food permit, by the same body. */
export async function publishItem(ownerUrl: string, draft: Draft): Promise<void> {
  await publishAs(ownerUrl, draft);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into power_items select (jsonb_populate_record(p, jsonb_build_object('code', $1::text, 'procedure', $1::text))).*
     from power_items p where procedure = 'food-business-permit' and kind = 'permit'`,
    [draft.id],
  );
  await owner.end();
}
