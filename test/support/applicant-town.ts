// Owns the cases that an applicant's pages are shown with: one in every state in which an applicant may find his own.
import { Client } from 'pg';
import { PDF, withCode, type ApiUnderTest, type Somebody } from './an-api';

export interface OwnCase {
  readonly id: string;
  readonly number: string;
  readonly code: string;
}
/** Words that only staff may read; each of them stands somewhere in the case. */
export const CANARIES = [
  '王芳',
  'wangfang',
  '李娜',
  '吴军',
  'wujun',
  '张伟',
  'zhangwei',
  '内部意见金丝雀',
  '审查记录金丝雀',
] as const;

export interface ApplicantTown {
  open(papers?: readonly string[]): Promise<OwnCase>;
  decide(who: string, id: string, outcome: string, data?: object): Promise<void>;
  /** Accepted, and examined as far as `examiners` of the two. */
  accepted(examiners?: 0 | 1 | 2, more?: Readonly<Record<string, unknown>>): Promise<OwnCase>;
  /** A case whose one list of gaps has been sent. */
  incomplete(papers?: readonly string[]): Promise<OwnCase>;
  suspended(): Promise<OwnCase>;
  /** Decided, its papers sealed and the case ended. */
  ended(outcome: 'grant' | 'refuse'): Promise<OwnCase>;
  withdrawn(): Promise<OwnCase>;
  /** Granted, its papers made, and the result lying at the window where it was handed in. */
  collectable(): Promise<OwnCase>;
  /** Others are affected and have waived their hearing: it is with the legal reviewers. */
  reviewed(): Promise<OwnCase>;
  /** One message of the case could not be delivered; its effect. */
  undelivered(id: string): Promise<string>;
  /** Makes every paper that is wanted, as the worker would. */
  issuePapers(id: string): Promise<void>;
}

export const NEIGHBOUR = '相邻商户';
export const OPINION = '内部意见金丝雀：材料齐全，符合法定条件。';
export const examined = { findings: '审查记录金丝雀：现场一致。', thirdPartiesAffected: false };

export async function applicantTown(api: ApiUnderTest): Promise<ApplicantTown> {
  const staff = new Map<string, Somebody>();
  const of = async (name: string): Promise<Somebody> => {
    const known = staff.get(name) ?? (await api.signIn(name));
    staff.set(name, known);
    return known;
  };
  const must = ({ status, text }: { status: number; text: string }): void => {
    if (status >= 300) throw new Error(`${status} ${text}`);
  };
  const system = (caseId: string) => ({ caseId, actor: { kind: 'system' } as const, scope: 'process' });
  const town: ApplicantTown = {
    open: async (papers) => api.open(await of('zhangwei'), papers),
    async decide(who, id, outcome, data) {
      const person = await of(who);
      const { json } = await person.call('GET', `/api/cases/${id}`);
      must(
        await person.call('POST', `/api/tasks/${json.tasks[0].id}/acts`, {
          type: 'decide',
          outcome,
          opinion: OPINION,
          ...(data ? { data } : {}),
        }),
      );
    },
    async accepted(examiners = 0, more = {}) {
      const own = await api.open(await of('zhangwei'), undefined, more);
      await town.decide('zhangwei', own.id, 'accept');
      for (const name of ['wangfang', 'lina'].slice(0, examiners))
        await town.decide(name, own.id, 'recommend-grant', examined);
      return own;
    },
    async incomplete(papers = ['identity']) {
      const own = await town.open(papers);
      const gaps = ['premisesProof', 'floorPlan'].filter((field) => !papers.includes(field));
      await town.decide('zhangwei', own.id, 'request-supplement', { gaps });
      return own;
    },
    async suspended() {
      const own = await town.accepted();
      const approver = await of('wujun');
      must(
        await approver.call('POST', `/api/cases/${own.id}/acts`, {
          type: 'suspend-clock',
          clock: 'decision',
          ground: 'testing',
        }),
      );
      return own;
    },
    async ended(outcome) {
      const own = await town.accepted(2);
      await town.decide('wujun', own.id, outcome);
      await town.issuePapers(own.id);
      return own;
    },
    async withdrawn() {
      const own = await town.accepted();
      must(
        await api.nobody.call(
          'POST',
          `/api/public/cases/${own.number}/withdrawal`,
          { reason: '改变经营计划' },
          withCode(own.code),
        ),
      );
      await town.issuePapers(own.id);
      return own;
    },
    async collectable() {
      const own = await town.accepted(2, { deliveryWay: 'window' });
      await town.decide('wujun', own.id, 'grant');
      await town.issuePapers(own.id);
      return own;
    },
    async reviewed() {
      const own = await town.accepted();
      await town.decide('wangfang', own.id, 'recommend-refusal', { ...examined, thirdPartiesAffected: true });
      await town.decide('wangfang', own.id, 'tell', { parties: [{ name: NEIGHBOUR }] });
      const clerk = await of('zhangwei');
      for (const by of ['applicant', 'party-1'])
        must(await clerk.call('POST', `/api/cases/${own.id}/acts`, { type: 'waive-hearing', by }));
      return own;
    },
    async undelivered(id) {
      const { rows } = await api.db.pool.query<{ id: string }>(
        `select id from effects where case_id = $1 and kind = 'notify' and state = 'wanted' order by id limit 1`,
        [id],
      );
      const effect = rows[0]?.id ?? '';
      await api.record.commit({
        ...system(id),
        command: { type: 'claim-effect', effect, claim: 1 },
        key: `${effect}:claim`,
      });
      await api.record.commit({
        ...system(id),
        command: { type: 'fail-effect', effect, claim: 1, failure: 'unreachable' },
        key: `${effect}:failed`,
      });
      return effect;
    },
    async issuePapers(id) {
      const { rows } = await api.db.pool.query<{ id: string; spec: { subject: string; how: string } }>(
        `select id, spec from effects where case_id = $1 and kind = 'issue-paper' and state = 'wanted' order by asked_by, id`,
        [id],
      );
      for (const { id: effect, spec } of rows) {
        await api.record.commit({
          ...system(id),
          command: { type: 'claim-effect', effect, claim: 1 },
          key: `${effect}:claim`,
        });
        const { sha256, size } = await api.deps.storage.put(Buffer.from(`${PDF}${effect}`));
        const { rows: acts } = await api.db.pool.query<{ seq: number; hash: string }>(
          'select seq, hash from acts where case_id = $1 order by seq desc limit 1',
          [id],
        );
        await api.record.commit({
          ...system(id),
          command: {
            type: 'finish-effect',
            effect,
            claim: 1,
            result: {
              document: `d-${sha256.slice(0, 20)}`,
              sha256,
              size,
              mediaType: 'application/pdf',
              sealed: spec.how !== 'none',
              standsOnSeq: acts[0]?.seq ?? 0,
              standsOnHash: acts[0]?.hash ?? '',
              verifyCode: sha256.slice(0, 16).toUpperCase(),
            },
          },
          key: `${effect}:done`,
        });
      }
    },
  };
  return town;
}

/** Sets the clock of law ahead for everything that reads it: limits pass, and the home page says that time is simulated. */
export async function daysLater(api: ApiUnderTest, days: number): Promise<void> {
  const owner = new Client({ connectionString: api.db.ownerUrl });
  await owner.connect();
  await owner.query(
    `update installation set simulated = $1, day_seconds = 86400, real_start = now(), law_start = now() + make_interval(days => $2)`,
    [days > 0, days],
  );
  await owner.end();
}
