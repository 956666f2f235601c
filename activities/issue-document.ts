/** Owns making a paper from the ledger: its facts, its drawn number, the act it stands on, and what becomes of one not issued. */
import { createHash } from 'node:crypto';
import type { SealId } from '../src/adapters/seal/seal';
import type { CaseState, EffectSpec } from '../src/kernel/case';
import type { Definition, Role } from '../src/kernel/procedure/definition';
import { paperData } from '../src/kernel/paper-data';
import { fillPaper } from '../src/kernel/paper-text';
import { writtenDay } from '../src/kernel/rules/condition';
import type { Json } from '../src/kernel/text';
import { dayOf } from '../src/kernel/time/civil';
import type { Clock } from '../src/kernel/time/clock';
import { paperText } from '../src/record/paper-texts';
import type { IssuedPaper } from '../src/record/read-model';
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import type { EffectName } from './effect';

/** A paper that lies in the store: what the record keeps of it when its effect is finished. */
export type MadePaper = IssuedPaper;
/** A paper as drawn, in memory only, with what the record will keep of it whatever its bytes become. */
export interface Draft {
  readonly pdf: Uint8Array;
  readonly paper: Omit<MadePaper, 'sha256' | 'size' | 'mediaType' | 'sealed'>;
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
  /** As of when it counts: a decision that could be taken back for a while, from when it was made. */
  readonly decided: number;
}
interface Row {
  readonly number: string;
  readonly state: CaseState;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly item: string | null;
  readonly item_zh: string | null;
  readonly party: { readonly [member: string]: Json } | null;
  readonly spec: EffectSpec | null;
  readonly asked_by: number;
  readonly bodies: Readonly<Record<string, string>> | null;
  readonly government: string | null;
  /** As they stood after the commit that asked for the paper: what became of a limit later is another paper's. */
  readonly clocks: Readonly<Record<string, Clock>> | null;
  readonly acts: readonly ActRow[];
  /** What the applicant stated, oldest first: a later form stands in place of an earlier one. */
  readonly forms: readonly { readonly [field: string]: Json }[] | null;
  readonly people: Readonly<Record<string, string>> | null;
}
const READ = `
  select c.number, c.state, c.procedure_id, c.procedure_version, c.item, p.name_zh as item_zh, e.spec, e.asked_by,
    (select jsonb_build_object('name', a.name, 'idType', a.id_type, 'idNumber', a.id_number, 'phone', a.phone, 'address', a.address)
      from parties a where a.case_id = c.root_id) as party,
    (select jsonb_object_agg(o.id, o.name_zh) from organisations o where o.id in (select value from jsonb_each_text(c.state->'organisations'))) as bodies,
    (select o.name_zh from organisations o where o.kind = 'city' order by o.id limit 1) as government,
    (select jsonb_object_agg(k.clock->>'id', k.clock) from (select distinct on (l.payload->'clock'->>'id') l.payload->'clock' as clock from acts l
      where l.case_id = c.id and l.at <= asked.at and (asked.actor is null or l.effective_at <= asked.effective_at) and l.type in ('clock-started', 'clock-suspended', 'clock-resumed', 'clock-extended')
      order by l.payload->'clock'->>'id', l.seq desc) k) as clocks,
    (select jsonb_agg(jsonb_build_object('seq', l.seq, 'type', l.type, 'hash', l.hash, 'milestone', l.milestone, 'at', extract(epoch from l.at)::float8 * 1000,
        'decided', extract(epoch from case when l.actor is null then l.at else l.effective_at end)::float8 * 1000)
      order by l.seq) from acts l where l.case_id = c.id and l.seq <= e.asked_by) as acts,
    (select jsonb_agg(f.data order by f.seq) from forms f
      where f.case_id = c.id and f.seq <= e.asked_by and f.step in ('application', 'supplement', 'correction')) as forms,
    (select jsonb_object_agg(h.id, h.name) from persons h
      where h.id in (select jsonb_array_elements_text(d.value) from jsonb_each(c.state->'duties') d)) as people
  from cases c join effects e on e.case_id = c.id and e.id = $2 join acts asked on asked.case_id = c.id and asked.seq = e.asked_by
    left join power_items p on p.code = c.item and p.version = c.item_version
  where c.id = $1`;
/** What an act says; the form and the opinion that were decided in the same commit, and by whom; names of people it speaks of. */
const READ_ACT = `
  select l.payload, d.payload->'data' as data, d.payload->>'opinion' as opinion,
    (select string_agg(distinct h.name, '、') from acts o join persons h on h.id = o.actor
      where o.case_id = l.case_id and o.type = 'decided' and o.seq <= l.seq and o.payload->>'task' = d.payload->>'task') as by,
    (select jsonb_object_agg(h.id, h.name) from persons h where h.id in (l.payload->>'host', $3)) as names
  from acts l left join lateral (select d.payload from acts d
    where d.case_id = l.case_id and d.type = 'decided' and d.seq <= l.seq and d.at = l.at
      and d.effective_at = l.effective_at order by d.seq desc limit 1) d on true
  where l.case_id = $1 and l.seq = $2`;

export function createIssueDocument(deps: ActivityDeps) {
  const { sql, definitions, storage, papers, seals, publicUrl } = deps;
  return { draftPaper, voidPaper };

  async function draftPaper(ref: EffectName): Promise<Draft> {
    const { rows } = await sql.query<Row>(READ, [ref.case, ref.effect]);
    const row = rows[0];
    if (!row?.spec) throw failure('effect-unknown', { final: true });
    const { spec } = row;
    const definition = await definitions.version(row.procedure_id, row.procedure_version);
    const rule = definition.papers[spec.subject];
    const text = paperText(spec.subject);
    if (!rule || !text || text.faults.length > 0) throw failure('paper-unknown', { final: true });
    const asking = row.acts.find((act) => act.seq === row.asked_by) ?? row.acts.at(-1);
    const standsOn = actItStandsOn(row);
    if (!asking || !standsOn) throw failure('no-act-to-stand-on', { final: true });
    const verifyCode = papers.verifyCodeOf(ref.effect);
    const body = bodyOf(definition, row, text.body);
    const issuedOn = dayOf(asking.decided);
    const tells = actThatTells(row, standsOn);
    const said = await sql.query<Said>(READ_ACT, [ref.case, tells.seq, row.state.hearing?.host ?? null]);
    const act = said.rows[0];
    const data = paperData(definition, text, row.state, {
      item: row.item_zh !== null && row.item !== null ? { name: row.item_zh, code: row.item } : undefined,
      applicant: row.party ?? undefined,
      body,
      deciding: row.bodies?.[row.state.organisations.deciding ?? ''],
      receiving: row.bodies?.[row.state.organisations.receiving ?? ''],
      reconsiders: row.government ?? '本级人民政府',
      clocks: row.clocks ?? {},
      calendar: await definitions.calendar(),
      names: { ...row.people, ...act?.names },
      act: {
        at: tells.decided,
        payload: act?.payload ?? {},
        data: act?.data ?? {},
        ...(act?.opinion == null ? {} : { opinion: act.opinion }),
        ...(act?.by == null ? {} : { by: act.by }),
      },
      application: Object.assign({}, ...(row.forms ?? [])) as { readonly [field: string]: Json },
      number: spec.number,
      date: issuedOn,
    });
    const filled = fillPaper(text, data);
    // Only the place is told: what stands around it may be a person's data.
    if ('missing' in filled)
      throw failure(`paper-datum-missing-${spec.subject}-line-${filled.missing.line}`, { final: true });
    const name = row.party?.['name'];
    const pdf = await papers.render({
      ...(rule.to === 'applicant' && typeof name === 'string' ? { addressee: name } : {}),
      ...filled.paper,
      ...(spec.number === undefined ? {} : { number: spec.number }),
      issuedOn,
      issuedOnWritten: writtenDay(issuedOn) ?? issuedOn,
      body,
      verifyUrl: `${publicUrl}/verify/${verifyCode}`,
      witness: { case: ref.case, seq: standsOn.seq, hash: standsOn.hash },
    });
    return {
      pdf,
      paper: {
        document: documentIdOf(ref.effect),
        standsOnSeq: standsOn.seq,
        standsOnHash: standsOn.hash,
        verifyCode,
      },
      seal: rule.seal === 'none' ? 'none' : sealOf(bodyIdOf(definition, row, text.body)),
      at: asking.at,
      reason: `${rule.title.zh} ${spec.number ?? row.number}`,
    };
  }

  /** The body's own seal; a body without one uses that of the bureau under whose one seal the city decides. */
  function sealOf(body: string | undefined): SealId {
    return seals.holds(body) ? body : 'approval-bureau';
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

/** The closing paper stands on the decision; a notice on the act that asked for it, which its effect is named by. */
function actItStandsOn(row: Row): ActRow | undefined {
  const asker = Number(row.spec?.id.split(':').at(-2));
  const seq = row.spec?.block === 'closing' ? row.state.decisionSeq : asker;
  return row.acts.find((act) => act.seq === seq) ?? row.acts.findLast((act) => act.milestone !== null);
}

/**
 * The act whose words the paper prints. A closing alone says little: what ended the case (a withdrawal, a refusal to accept, a
 * review) stands before it in the same commit.
 */
function actThatTells(row: Row, standsOn: ActRow): ActRow {
  if (standsOn.type !== 'closing') return standsOn;
  const before = row.acts.findLast((act) => act.seq < standsOn.seq && act.milestone !== null);
  return before && before.at === standsOn.at ? before : standsOn;
}
interface Said {
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly data: { readonly [field: string]: Json } | null;
  readonly opinion: string | null;
  readonly by: string | null;
  readonly names: Readonly<Record<string, string>> | null;
}

/** The organisation in whose name a paper is issued. */
function bodyIdOf(definition: Definition, row: Row, named: Role | undefined): string | undefined {
  const role: Role = named ?? (row.state.parent && definition.roles.reviewing !== undefined ? 'reviewing' : 'deciding');
  return row.state.organisations[role];
}

function bodyOf(definition: Definition, row: Row, named: Role | undefined): string {
  const id = bodyIdOf(definition, row, named);
  return (id === undefined ? undefined : row.bodies?.[id]) ?? '江阴市行政审批局';
}

/** One id for one effect, whichever run makes the paper. */
function documentIdOf(effect: string): string {
  return `doc-${createHash('sha256').update(effect).digest('hex').slice(0, 32)}`;
}
