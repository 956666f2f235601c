/** Reading a case for a commit: its row, its state as this kernel folds it, the clock, and an answer given before, in one statement. */
import type { CaseState } from '../kernel/case';
import type { CertificateNow } from '../kernel/command';
import { fold, KERNEL_VERSION } from '../kernel/evolve';
import { certificateNowSql } from './certificates';
import { actOf, LEDGER_COLUMNS, type LedgerRow } from './ledger';
import type { Answer } from './record';
import type { Sql } from './sql';

export interface CaseRead {
  readonly id: string;
  readonly rev: number;
  readonly head: string;
  readonly kernel: number;
  readonly state: CaseState;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly workflow: string;
  readonly root_id: string;
  readonly armed_at: number | null;
  readonly now: number;
  /** What the register says now of the certificate it is about. */
  readonly certificate: CertificateNow | null;
  readonly answer: { readonly fingerprint: string; readonly body: Answer } | null;
}

const READ = `
  select c.id, c.rev, c.head, c.kernel, c.state, c.procedure_id, c.procedure_version, c.workflow, c.root_id,
    extract(epoch from c.armed_at)::float8 * 1000 as armed_at, extract(epoch from clock_timestamp())::float8 * 1000 as now,
    case when c.state ? 'certificate' then ${certificateNowSql(`c.state->'certificate'->>'number'`, 'c.id')} end as certificate,
    (select jsonb_build_object('fingerprint', a.fingerprint, 'body', a.body) from answers a where a.actor = $2 and a.scope = $3 and a.key = $4) as answer
  from cases c where c.id = $1`;

export interface AnswerKey {
  readonly actor: string;
  readonly scope: string;
  readonly key: string;
}

/** Undefined: there is no such case. Without an answer's key only the case is read. */
export async function readCase(sql: Sql, caseId: string, answer?: AnswerKey): Promise<CaseRead | undefined> {
  const { rows } = await sql.query<CaseRead>(READ, [
    caseId,
    answer?.actor ?? '',
    answer?.scope ?? '',
    answer?.key ?? '',
  ]);
  return rows[0];
}

export async function currentState(sql: Sql, read: CaseRead): Promise<CaseState> {
  if (read.kernel === KERNEL_VERSION) return read.state;
  // The folded state is a cache: another kernel wrote this one, so it is folded anew from the ledger.
  const { rows } = await sql.query<LedgerRow>(`select ${LEDGER_COLUMNS} from acts where case_id = $1 order by seq`, [
    read.id,
  ]);
  return fold(read.id, rows.map(actOf));
}
