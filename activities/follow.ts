/** Owns what a process sees of its case: ids, codes, titles and durations from one statement; never an instant or a person. */
import type { CaseState, EffectRun } from '../src/kernel/case';
import { callOf, undoes } from '../src/kernel/call';
import { CALL_ATTEMPTS, type Definition, type PostKind } from '../src/kernel/procedure/definition';
import { clockRule, findBlock, taskRule } from '../src/kernel/procedure/find';
import { HELD } from '../src/kernel/settle';
import { realTime, type LawClock } from '../src/record/law-clock';
import type { ActivityDeps } from './deps';
import { failure } from './codes';

export interface Milestone {
  readonly seq: number;
  readonly code: string;
}
export interface WantedEffect {
  readonly id: string;
  readonly kind: EffectRun['kind'];
  readonly subject: string;
  /** Of a call: how often it is tried in all. */
  readonly attempts?: number;
  /** Real ms for which the claim of a run lasts; absent where it may be claimed. */
  readonly leasedFor?: number;
  readonly summary: string;
}
export interface FollowView {
  readonly epoch: number;
  readonly seq: number;
  readonly head: string;
  readonly number: string;
  readonly procedure: string;
  /** Organisation that decides, by id. */
  readonly department?: string;
  readonly stage: string;
  /** One sentence: which post of which organisation is awaited, and until when. */
  readonly details: string;
  /** Since the act last seen, in order. */
  readonly milestones: readonly Milestone[];
  readonly wanted: readonly WantedEffect[];
  readonly children: readonly { readonly id: string; readonly workflow: string; readonly summary: string }[];
  /**
   * What time brings next: the earliest rung ahead, `clock:<case>.<clock>:<term>:<rung>`, or the end of a held decision's window;
   * `wakeIn` is real ms, at least 1 s past it.
   */
  readonly rung?: { readonly id: string; readonly summary: string; readonly wakeIn: number };
  readonly ended: boolean;
  readonly outcome?: string;
}

/** Past the rung by this much real time: server clocks may differ. */
const PAST_RUNG_MS = 1_000;

const POSTS: Readonly<Record<PostKind, string>> = {
  'window-clerk': '窗口人员',
  examiner: '审查人员',
  approver: '审批人',
  'agency-head': '机关负责人',
  'legal-reviewer': '法制审核人员',
  'enforcement-officer': '执法人员',
  administrator: '系统管理员',
  supervisor: '执法监督人员',
  'hearing-host': '听证主持人',
  publisher: '公示人员',
};
const KINDS = { 'issue-paper': '制作文书', notify: '发送通知', escalate: '督办', call: '调用外部服务' } as const;

interface Row {
  readonly seq: number;
  readonly head: string;
  readonly number: string;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly deciding: string | null;
  readonly status: string;
  readonly outcome: string | null;
  readonly state: CaseState;
  readonly next_rung: string | null;
  readonly next_rung_at: number | null;
  readonly epoch: number;
  readonly real_start: number;
  readonly law_start: number;
  readonly day_seconds: number;
  readonly simulated: boolean;
  readonly now: number;
  readonly milestones: readonly Milestone[] | null;
  readonly leased: Readonly<Record<string, number>> | null;
  readonly due: Readonly<Record<string, string>> | null;
  readonly bodies: Readonly<Record<string, string>> | null;
  readonly kids: Readonly<Record<string, string>> | null;
}

/**
 * Who has looked need not be told: the wake owed for what was seen is taken away with the look. One owed meanwhile for a newer
 * act stays, and one lost in a crash is carried once more, so the removal does not wait for the disk.
 */
const FOLLOW = `
  with quick as materialized (
    select set_config('synchronous_commit', 'off', true)
  ), seen as (
    delete from wakes w using cases k, quick where k.id = $1 and w.case_id = k.id and w.seq <= k.seq
  )
  select c.seq, c.head, c.number, c.procedure_id, c.procedure_version, c.deciding, c.status, c.outcome, c.state, c.next_rung,
    extract(epoch from c.next_rung_at)::float8 * 1000 as next_rung_at, i.epoch, extract(epoch from i.real_start)::float8 * 1000 as real_start,
    extract(epoch from i.law_start)::float8 * 1000 as law_start, i.day_seconds, i.simulated, extract(epoch from clock_timestamp())::float8 * 1000 as now,
    (select jsonb_agg(jsonb_build_object('seq', a.seq, 'code', a.milestone) order by a.seq) from acts a where a.case_id = c.id and a.seq > $2 and a.milestone is not null) as milestones,
    (select jsonb_object_agg(e.id, ceil(extract(epoch from e.lease_until - clock_timestamp()) * 1000)) from effects e where e.case_id = c.id and e.state = 'claimed' and e.lease_until > clock_timestamp()) as leased,
    (select jsonb_object_agg(k.clock_id, k.due_on) from clocks k where k.case_id = c.id and k.state = 'running' and k.due_on is not null) as due,
    (select jsonb_object_agg(o.id, o.name_zh) from organisations o where o.id in (select value from jsonb_each_text(c.state->'organisations'))) as bodies,
    (select jsonb_object_agg(k.id, k.workflow) from cases k where k.parent_id = c.id) as kids
  from cases c cross join installation i where c.id = $1 and i.id = 1`;

export function createFollow({
  sql,
  definitions,
  onFollowed,
}: Pick<ActivityDeps, 'sql' | 'definitions' | 'onFollowed'>) {
  return async function follow(ask: { readonly case: string; readonly since: number }): Promise<FollowView> {
    const { rows } = await sql.query<Row>(FOLLOW, [ask.case, ask.since]);
    const row = rows[0];
    // A database restored to before this case began: `oneseal recover` lists the run and ends it.
    if (!row) throw failure('no-such-case', { final: true });
    const definition = await definitions.version(row.procedure_id, row.procedure_version);
    const { state } = row;
    if (row.seq > ask.since) onFollowed?.(Math.max(0, row.now - realTime(clockOf(row), state.at)) / 1_000);
    const ended = row.status === 'ended';
    const rung = rungOf(ask.case, definition, row);
    return {
      epoch: row.epoch,
      seq: row.seq,
      head: row.head.trim(),
      number: row.number,
      procedure: row.procedure_id,
      ...(row.deciding === null ? {} : { department: row.deciding }),
      stage: stageOf(state),
      details: `${definition.title.zh} ${row.number}：${detailsOf(definition, row)}`,
      milestones: row.milestones ?? [],
      wanted: state.effects.filter(isWanted).map((effect) => wantedOf(definition, effect, row.leased?.[effect.id])),
      children: state.children
        .filter((child) => child.state === 'open')
        .map((child) => ({
          id: child.id,
          workflow: row.kids?.[child.id] ?? child.procedure,
          summary: `${blockTitle(definition, child.block)} · ${row.number}`,
        })),
      ...(rung ? { rung } : {}),
      ended,
      ...(row.outcome === null ? {} : { outcome: row.outcome }),
    };
  };
}

function isWanted(effect: EffectRun): boolean {
  return effect.state === 'wanted' || effect.state === 'claimed';
}

function wantedOf(definition: Definition, effect: EffectRun, leasedFor: number | undefined): WantedEffect {
  const what =
    effect.kind === 'issue-paper'
      ? definition.papers[effect.subject]?.title.zh
      : effect.kind === 'escalate'
        ? clockRule(definition, effect.subject)?.title.zh
        : effect.kind === 'call'
          ? `${effect.subject}${undoes(effect) ? '（撤销已办事项）' : ''}`
          : `${effect.subject} · ${effect.how ?? ''}`;
  return {
    id: effect.id,
    kind: effect.kind,
    subject: effect.subject,
    ...(effect.kind === 'call' ? { attempts: callOf(definition, effect)?.retries?.attempts ?? CALL_ATTEMPTS } : {}),
    ...(leasedFor === undefined ? {} : { leasedFor }),
    summary: `${KINDS[effect.kind]} ${what ?? effect.subject}`,
  };
}

function rungOf(caseId: string, definition: Definition, row: Row): FollowView['rung'] {
  if (row.next_rung === null || row.next_rung_at === null) return undefined;
  const [clock = '', , rung] = row.next_rung.split(':');
  const rule = clockRule(definition, clock)?.rungs.find((r) => r.id === rung);
  const real = realTime(clockOf(row), row.next_rung_at);
  return {
    id: `clock:${caseId}.${row.next_rung}`,
    summary:
      clock === HELD
        ? `暂存决定：撤回时限届满 [${row.next_rung}]`
        : `${clockRule(definition, clock)?.title.zh ?? clock}：${rule?.title.zh ?? rung ?? ''} · ${rule?.article ?? ''} [${row.next_rung}]`,
    wakeIn: Math.max(0, Math.ceil(real - row.now)) + PAST_RUNG_MS,
  };
}

export function clockOf(row: {
  readonly real_start: number;
  readonly law_start: number;
  readonly day_seconds: number;
  readonly simulated: boolean;
}): LawClock {
  return { realStart: row.real_start, lawStart: row.law_start, daySeconds: row.day_seconds, simulated: row.simulated };
}

function stageOf(state: CaseState): string {
  if (state.state === 'ended') return 'ended';
  if (state.closing !== undefined) return 'closing';
  const task = state.tasks.find((t) => t.state === 'open' && t.kind === 'step');
  const open = Object.entries(state.blocks).find(([, run]) => run.state === 'open');
  return task?.step ?? open?.[0] ?? state.state;
}

function detailsOf(definition: Definition, { state, due, bodies }: Row): string {
  if (state.state === 'ended')
    return `已办结（${definition.outcomes[state.outcome ?? '']?.title.zh ?? state.outcome ?? ''}）`;
  const until = (clock: string | undefined): string => {
    const day = clock === undefined ? undefined : due?.[clock];
    return day === undefined ? '' : `，${day}到期`;
  };
  const parts = state.tasks
    .filter((task) => task.state === 'open')
    .map((task) => {
      if (task.id === state.held?.task) return `“${taskRule(definition, task).title.zh}”已办理，撤回时限内`;
      const seat = task.seats.find((s) => s.state === 'open') ?? task.seats[0];
      const who = seat ? `${bodies?.[seat.organisation] ?? seat.organisation}${POSTS[seat.post]}` : '';
      return `等待${who}办理“${taskRule(definition, task).title.zh}”${until(task.clock ?? task.about)}`;
    });
  for (const child of state.children)
    if (child.state === 'open') parts.push(`等待${blockTitle(definition, child.block)}结论`);
  for (const wait of Object.values(definition.waits))
    if (state.blocks[wait.id]?.state === 'open') parts.push(`${wait.title.zh}${until(wait.clock)}`);
  for (const effect of state.effects)
    if (callOf(definition, effect)) parts.push(`等待外部服务“${effect.subject}”答复`);
    else if (effect.block !== undefined)
      parts.push(`正在制作${definition.papers[effect.subject]?.title.zh ?? '文书'}${until('delivery')}`);
  for (const effect of state.effects)
    if (effect.state === 'failed') parts.push(`${KINDS[effect.kind]}失败，等待管理员处理`);
  return parts.join('；');
}

function blockTitle(definition: Definition, id: string): string {
  const block = findBlock(definition, id);
  return block && 'title' in block ? block.title.zh : id;
}
