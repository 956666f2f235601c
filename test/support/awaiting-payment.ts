// Owns a published procedure that waits for the message that a fee was paid, for whoever has to send one.
import { canonical, sha256 } from '../../src/record/ledger';
import type { Draft } from '../../src/kernel/procedure/builder';
import { versionOf } from '../../src/kernel/procedure/version';
import type { Sql } from '../../src/record/sql';
import { around, DATA, ended, inOrder, step } from './branching';
import { payment, saying } from './calling';

export const AWAITING_PAYMENT = 'awaiting-payment';
export const APPLICATION = DATA;

/** Decided by the approval bureau; `sql` may write procedures. */
export async function publishAwaitingPayment(sql: Sql): Promise<void> {
  const flow = inOrder('flow', payment(), step('after'), ended());
  const made = around(flow, saying(flow, 'amount'));
  const draft: Draft = { ...made, id: AWAITING_PAYMENT, roles: { ...made.roles, deciding: 'approval-bureau' } };
  const definition = versionOf(draft, 1, (content) => sha256(canonical(content)));
  await sql.query('insert into procedures (id, version, hash, definition) values ($1, 1, $2, $3)', [
    AWAITING_PAYMENT,
    definition.hash,
    JSON.stringify(definition),
  ]);
}
