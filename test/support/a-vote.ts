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
  await publish(api, decidedBy(rule, by, more));
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

async function publish(api: ApiUnderTest, draft: Draft): Promise<void> {
  const owner = new Client({ connectionString: api.db.ownerUrl });
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
