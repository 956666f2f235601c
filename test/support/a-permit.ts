// Owns how a stranger carries a permit through a running product over HTTP, and looks at what it left in Postgres and Temporal.
import { Client, Connection } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { Pool } from 'pg';
import { staffOf, type Staff, type Visitor } from './client';

export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
export interface LedgerAct {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly raised_by: string | null;
  readonly milestone: string | null;
  readonly payload: Record<string, unknown>;
}
export interface HandedIn {
  readonly id: string;
  readonly number: string;
  readonly receipt: { readonly number: string; readonly code: string };
}
export interface Outside {
  readonly staff: Staff;
  readonly sql: Pool;
  readonly temporal: Client;
  /** Hands in an application at the window of 徐霞客镇, complete but for the papers named. */
  handIn(missing?: readonly string[]): Promise<HandedIn>;
  /** A complete one; the case's id. */
  open(): Promise<string>;
  decide(who: Visitor, caseId: string, step: string, outcome: string, data?: object): Promise<void>;
  examine(caseId: string): Promise<void>;
  /** Recommended for refusal though others are affected; they are told, and all waive the hearing: the legal review is open. */
  toReview(caseId: string): Promise<void>;
  acts(caseId: string): Promise<readonly LedgerAct[]>;
  /** Every run of an id, the newest last. */
  history(workflowId: string): Promise<readonly HistoryEvent[]>;
  close(): Promise<void>;
}

export const applicant = {
  kind: 'person',
  name: '闻人金丝雀',
  idType: 'resident-id',
  idNumber: '320281198001011239',
  phone: '13987650123',
  address: '徐霞客镇金丝雀巷七号',
};
export const examined = { findings: '现场与申请材料一致，符合法定条件。', thirdPartiesAffected: false };

/** What a running installation notes of itself for tools. */
interface Running {
  readonly url: string;
  run(): object;
}

export async function outside(product: Running): Promise<Outside> {
  const run = product.run() as Readonly<Record<string, unknown>>;
  const sql = new Pool({ connectionString: String(run['databaseUrl']), max: 4 });
  // Servers come and go under some tests: a connection that is cut while idle is nobody's failure.
  sql.on('error', () => undefined);
  const connection = await Connection.connect({ address: String(run['temporalAddress']) });
  const client = new Client({ connection });
  const staff = await staffOf(product.url);
  const clerk = await staff.of('window-clerk', 0, 'xuxiake');
  const { items } = await clerk.done<{ items: { code: string; procedure: string }[] }>(
    'GET',
    '/api/power-items?kind=permit',
  );
  const powerItem = items.find((item) => item.procedure === 'food-business-permit')?.code;
  const it: Outside = {
    staff,
    sql,
    temporal: client,
    open: async () => (await it.handIn()).id,
    async handIn(missing = []) {
      const data: Record<string, string> = {
        shopName: '金丝雀面馆',
        premises: applicant.address,
        business: '餐饮服务',
      };
      for (const paper of ['identity', 'premisesProof', 'floorPlan'].filter((each) => !missing.includes(each)))
        data[paper] = await clerk.upload(`${paper}.pdf`);
      return clerk.done<HandedIn>('POST', '/api/cases', {
        procedure: 'food-business-permit',
        powerItem,
        party: applicant,
        data,
      });
    },
    async decide(who, caseId, step, outcome, data) {
      const view = await who.done<{ tasks: { id: string; step: string; state: string }[] }>(
        'GET',
        `/api/cases/${caseId}`,
      );
      const task = view.tasks.find((t) => t.step === step && t.state === 'open');
      if (!task) throw new Error(`no open task ${step}: ${JSON.stringify(view.tasks)}`);
      await who.done('POST', `/api/tasks/${task.id}/acts`, {
        type: 'decide',
        outcome,
        opinion: '材料齐全，符合法定条件，同意。',
        ...(data === undefined ? {} : { data }),
      });
    },
    async examine(caseId) {
      for (const nth of [0, 1])
        await it.decide(
          await staff.of('examiner', nth, 'approval-bureau'),
          caseId,
          'examination',
          'recommend-grant',
          examined,
        );
    },
    async toReview(caseId) {
      const examiner = await staff.of('examiner', 0, 'approval-bureau');
      await it.decide(examiner, caseId, 'examination', 'recommend-refusal', {
        ...examined,
        thirdPartiesAffected: true,
      });
      await it.decide(examiner, caseId, 'telling', 'tell', { parties: [{ name: '相邻商户' }] });
      for (const by of ['applicant', 'party-1'])
        await clerk.done('POST', `/api/cases/${caseId}/acts`, { type: 'waive-hearing', by });
    },
    async acts(caseId) {
      const { rows } = await sql.query<LedgerAct>(
        'select seq, at::text, type, raised_by, milestone, payload from acts where case_id = $1 order by seq',
        [caseId],
      );
      return rows;
    },
    async history(workflowId) {
      const runs: { runId: string; at: number }[] = [];
      for await (const { runId, startTime } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
        runs.push({ runId, at: startTime.getTime() });
      const events: HistoryEvent[] = [];
      for (const { runId } of runs.sort((a, b) => a.at - b.at))
        events.push(...((await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? []));
      return events;
    },
    async close() {
      await sql.end();
      await connection.close();
    },
  };
  return it;
}

/** Every piece of text in something, what stands in bytes included. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([key, each]) => `${key} ${textOf(each)}`)
      .join('\n');
  return '';
}

/** Every value carried by payloads anywhere in an event, in order. */
export function payloadsOf(value: unknown): readonly unknown[] {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return [];
  if ('metadata' in value && 'data' in value && value.data instanceof Uint8Array)
    return [defaultPayloadConverter.fromPayload(value as Payload)];
  return Object.values(value).flatMap(payloadsOf);
}

/** What an operator reads beside a timer, an activity or a child. */
export function summaryOf(event: HistoryEvent): string {
  return payloadsOf(event.userMetadata?.summary).map(String).join('');
}
