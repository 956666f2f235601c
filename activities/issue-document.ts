/** Owns making a paper from the ledger: its facts, its drawn number, the act it stands on, and what becomes of one not issued. */
import { createHash } from 'node:crypto';
import type { SealId } from '../src/adapters/seal/seal';
import type { CaseState, EffectSpec } from '../src/kernel/case';
import type { Definition, Role } from '../src/kernel/procedure/definition';
import { GROUNDS } from '../src/kernel/acts/clocks';
import { dayOf } from '../src/kernel/time/civil';
import type { Extension, Suspension } from '../src/kernel/time/clock';
import type { IssuedPaper } from '../src/record/read-model';
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import type { EffectName } from './effect';
import { termInWords } from './notify';

/** A paper that lies in the store: what the record keeps of it when its effect is finished. */
export type MadePaper = IssuedPaper;
export interface Draft {
  readonly paper: MadePaper;
  readonly seal: SealId | 'none';
  /** Law ms of the act that asked for the paper: the seal is dated with it, so that a repeat makes no second original. */
  readonly at: number;
  readonly reason: string;
}

interface ActRow {
  readonly seq: number;
  readonly type: string;
  readonly hash: string;
  readonly milestone: string | null;
  readonly at: number;
  readonly payload: Readonly<Record<string, unknown>> | null;
}
interface Row {
  readonly number: string;
  readonly state: CaseState;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly item: string | null;
  readonly item_zh: string | null;
  readonly applicant: string | null;
  readonly spec: EffectSpec | null;
  readonly asked_by: number;
  readonly bodies: Readonly<Record<string, string>> | null;
  readonly due: Readonly<Record<string, string>> | null;
  readonly acts: readonly ActRow[];
  readonly reviewers: readonly string[] | null;
}
const READ = `
  select c.number, c.state, c.procedure_id, c.procedure_version, c.item, p.name_zh as item_zh, a.name as applicant, e.spec, e.asked_by,
    (select jsonb_object_agg(o.id, o.name_zh) from organisations o where o.id in (select value from jsonb_each_text(c.state->'organisations'))) as bodies,
    (select jsonb_object_agg(k.clock_id, k.due_on) from clocks k where k.case_id = c.id and k.due_on is not null) as due,
    (select jsonb_agg(jsonb_build_object('seq', l.seq, 'type', l.type, 'hash', l.hash, 'milestone', l.milestone, 'at', extract(epoch from l.at)::float8 * 1000,
        'payload', case when l.type in ('supplement-requested', 'acceptance-refused', 'refused', 'review-concluded', 'application-withdrawn', 'closing', 'clock-extended', 'clock-suspended', 'annulled', 'deregistered', 'left-standing', 'decided') then l.payload end) order by l.seq)
      from acts l where l.case_id = c.id and l.seq <= e.asked_by) as acts,
    (select jsonb_agg(distinct h.name) from acts l join persons h on h.id = l.actor where l.case_id = c.id and l.type = 'decided') as reviewers
  from cases c join effects e on e.case_id = c.id and e.id = $2 left join parties a on a.case_id = c.root_id
    left join power_items p on p.code = c.item and p.version = c.item_version
  where c.id = $1`;

export function createIssueDocument(deps: ActivityDeps) {
  const { sql, definitions, storage, papers, publicUrl } = deps;
  return { renderPaper, voidPaper };

  async function renderPaper(ref: EffectName): Promise<Draft> {
    const { rows } = await sql.query<Row>(READ, [ref.case, ref.effect]);
    const row = rows[0];
    if (!row?.spec) throw failure('effect-unknown', { final: true });
    const { spec } = row;
    const definition = await definitions.version(row.procedure_id, row.procedure_version);
    const rule = definition.papers[spec.subject];
    if (!rule || !papers.isPaperKind(spec.subject)) throw failure('paper-unknown', { final: true });
    const asking = row.acts.find((act) => act.seq === row.asked_by) ?? row.acts.at(-1);
    const standsOn = actItStandsOn(row, rule.on ?? []);
    if (!asking || !standsOn) throw failure('no-act-to-stand-on', { final: true });
    const verifyCode = papers.verifyCodeOf(ref.effect);
    const body = bodyOf(definition, row);
    const pdf = await papers.render({
      kind: spec.subject,
      ...(spec.number === undefined ? {} : { number: spec.number }),
      issuedOn: dayOf(asking.at),
      body,
      ...(rule.to === 'applicant' && row.applicant !== null ? { addressee: row.applicant } : {}),
      facts: factsOf(definition, row, dayOf(asking.at)),
      verifyUrl: `${publicUrl}/verify/${verifyCode}`,
      witness: { case: ref.case, seq: standsOn.seq, hash: standsOn.hash },
    });
    const kept = await storage.put(pdf);
    return {
      paper: {
        document: documentIdOf(ref.effect),
        sha256: kept.sha256,
        size: kept.size,
        mediaType: 'application/pdf',
        sealed: false,
        standsOnSeq: standsOn.seq,
        standsOnHash: standsOn.hash,
        verifyCode,
      },
      seal: rule.seal === 'none' ? 'none' : 'approval-bureau',
      at: asking.at,
      reason: `${rule.title.zh} ${spec.number ?? row.number}`,
    };
  }

  /** A file that was made and will never be served: a note beside it says so, for whoever finds it in the store. */
  async function voidPaper(ref: EffectName & { readonly sha256: string; readonly why: string }): Promise<void> {
    const issued = await sql.query('select 1 from documents where sha256 = $1', [ref.sha256]);
    // Equal input gives equal bytes: the paper of another run that was issued is this very file.
    if (issued.rows.length > 0) return;
    await storage.put(
      Buffer.from(JSON.stringify({ void: ref.sha256, case: ref.case, effect: ref.effect, why: ref.why })),
    );
  }
}

/** The closing paper stands on the decision; a notice on the milestone that asked for it. */
function actItStandsOn(row: Row, on: readonly string[]): ActRow | undefined {
  const decision =
    row.spec?.block === 'closing' ? row.acts.find((act) => act.seq === row.state.decisionSeq) : undefined;
  return (
    decision ??
    row.acts.findLast((act) => act.milestone !== null && on.includes(act.milestone)) ??
    row.acts.findLast((act) => act.milestone !== null)
  );
}

function bodyOf(definition: Definition, row: Row): string {
  const role: Role = row.state.parent && definition.roles.reviewing !== undefined ? 'reviewing' : 'deciding';
  const id = row.state.organisations[role];
  return (id === undefined ? undefined : row.bodies?.[id]) ?? '江阴市行政审批局';
}

/** One id for one effect, whichever run makes the paper. */
function documentIdOf(effect: string): string {
  return `doc-${createHash('sha256').update(effect).digest('hex').slice(0, 32)}`;
}

/** The clock a notice speaks of, where it is not that of the decision. */
const CLOCK_OF: Readonly<Record<string, string>> = {
  'supplement-notice': 'supplement',
  'annulment-notice': 'statement',
};
/** 许 70. */
const GROUNDS_IN_WORDS: Readonly<Record<string, string>> = {
  'given-up': '被许可人申请注销',
  expired: '行政许可有效期届满未延续',
  died: '被许可的公民死亡或者丧失行为能力',
  ended: '法人或者其他组织依法终止',
  annulled: '行政许可依法被撤销、撤回，或者许可证件依法被吊销',
  'force-majeure': '因不可抗力导致行政许可事项无法实施',
};

/** What a template may ask for: days as `YYYY-MM-DD`, lists one line each. What is not known is left out. */
function factsOf(definition: Definition, row: Row, today: string): Readonly<Record<string, string>> {
  const { state } = row;
  const last = (type: string): Readonly<Record<string, unknown>> | undefined =>
    row.acts.findLast((act) => act.type === type && act.payload !== null)?.payload ?? undefined;
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  const clock = CLOCK_OF[row.spec?.subject ?? ''] ?? 'decision';
  const budget = definition.clocks[clock]?.budget;
  const gaps = (state.gaps ?? []).flatMap((field, n) =>
    definition.materials.filter((m) => m.field === field).map((m) => `${n + 1}. ${m.title.zh}（依据：${m.basis}）`),
  );
  const reasons =
    text(last('refused')?.['reasons']) ??
    text(last('annulled')?.['reasons']) ??
    text(last('left-standing')?.['reasons']) ??
    text(last('acceptance-refused')?.['reasons']) ??
    text(last('review-concluded')?.['opinion']) ??
    text(last('application-withdrawn')?.['reason']) ??
    (last('closing')?.['reason'] === 'lapsed' ? '申请人逾期未补正申请材料。' : undefined) ??
    text(last('supplement-requested')?.['reasons']) ??
    // A reply, or the notice of what is intended: what its writer found.
    text(last('decided')?.['opinion']);
  const conclusion = text(last('review-concluded')?.['conclusion']);
  const told = ofClock(row.spec?.subject, last);
  const facts: Readonly<Record<string, string | undefined>> = {
    caseNumber: row.number,
    item: row.item_zh ?? definition.title.zh,
    itemCode: row.item ?? definition.id,
    receivedOn: state.receivedOn,
    acceptedOn: state.acceptedOn,
    decidedOn: state.decidedOn ?? today,
    // A decision stands on the law of its item; its own form's article is in the template. Every other paper stands on its article.
    basis:
      state.decidedOn !== undefined || row.spec === null
        ? definition.basis
        : (definition.papers[row.spec.subject]?.article ?? definition.basis),
    term:
      told.term ??
      (told.days && budget ? termInWords({ ...budget, amount: told.days }).zh : budget && termInWords(budget).zh),
    dueOn: row.due?.[clock],
    gaps: gaps.join('\n'),
    reasons: told.reasons ?? reasons,
    validUntil: state.certificate?.validTo ?? '许可证件载明的日期',
    certificate: state.certificate?.number,
    ground: GROUNDS_IN_WORDS[text(last('deregistered')?.['ground']) ?? ''],
    applicant: row.applicant ?? '申请人',
    opinion: conclusion === undefined ? undefined : (definition.outcomes[conclusion]?.title.zh ?? conclusion),
    reviewer: row.reviewers?.join('、'),
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  );
}

/** What the notices of a stopped (许 45) or extended (许 42) clock say beside the ordinary facts. */
function ofClock(
  paper: string | undefined,
  last: (type: string) => Readonly<Record<string, unknown>> | undefined,
): { readonly reasons?: string; readonly days?: number; readonly term?: string } {
  if (paper === 'extension-notice') {
    const extension = last('clock-extended')?.['extension'] as Extension | undefined;
    return extension ? { reasons: extension.reason, days: extension.amount } : {};
  }
  if (paper === 'suspension-notice') {
    const suspension = last('clock-suspended')?.['suspension'] as Suspension | undefined;
    // How long a test takes is not known beforehand: its real length is left out of the limit.
    return suspension ? { reasons: GROUNDS[suspension.ground] ?? suspension.ground, term: '该程序实际所用时间' } : {};
  }
  return {};
}
