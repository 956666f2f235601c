/** Everything one commit writes, gathered: the case, the children it opens or closes, their read models, wakes and outcomes. */
import type { AnyAct, AnyDraft, Payloads } from '../kernel/acts/act';
import type { CaseState, ChildRun } from '../kernel/case';
import type { Drawn, Moment } from '../kernel/command';
import { EMPTY, evolve, KERNEL_VERSION } from '../kernel/evolve';
import { closeChild, openChild, openLinkedCase } from '../kernel/kernel';
import type { Definition } from '../kernel/procedure/definition';
import { findBlock } from '../kernel/procedure/find';
import type { Json } from '../kernel/text';
import type { Calendar } from '../kernel/time/calendar';
import type { Instant } from '../kernel/time/clock';
import type { Walk } from '../kernel/walk';
import type { Definitions } from './definitions';
import { initialsOf } from './initials';
import { chain, GENESIS, rfc3339, type LedgerRow } from './ledger';
import type { DrawnNumber } from './numbers';
import { drawPeople } from './people';
import { currentState, readCase, type CaseRead } from './read-case';
import { broughtBy, caseColumns, changesOf, rowsOf, type Rows } from './read-model';
import type { CommitRequest } from './record';
import type { Sql } from './sql';
import { certificateCaseRow, certificateRow } from './certificates';
import type { Batch, CaseUpdate } from './write';

/** What a process commits of its own work: it hears of it from the run that did the work, so the relay need not tell it. */
const OWN_WORK: ReadonlySet<string> = new Set<CommitRequest['command']['type']>([
  'claim-effect',
  'finish-effect',
  'fail-effect',
]);
const NO_ROWS: Rows = { seats: [], clocks: [], waits: [], effects: [], readers: [] };

/** A case as it will stand: its read row (absent for a new one), state, and the acts that lead there. */
export interface Written {
  readonly read?: CaseRead;
  readonly definition: Definition;
  /** Root of the tree a new child belongs to. */
  readonly rootId?: string;
  readonly before: CaseState;
  readonly drafts: readonly AnyDraft[];
  readonly at: Instant;
}

export type Gather = (
  sql: Sql,
  roots: readonly Written[],
  calendar: Calendar,
  moment: Moment,
  request: CommitRequest | undefined,
  numbers: readonly DrawnNumber[],
) => Promise<Batch>;

export function createGather(definitions: Definitions, simulated: boolean): Gather {
  return batchOf;

  async function batchOf(
    sql: Sql,
    roots: readonly Written[],
    calendar: Calendar,
    moment: Moment,
    request: CommitRequest | undefined,
    numbers: readonly DrawnNumber[],
  ): Promise<Batch> {
    const batch = emptyBatch(rfc3339(moment.now));
    const work = [...roots];
    for (let written = work.shift(); written; written = work.shift()) {
      if (written.drafts.length === 0) continue;
      const acts = numberedActs(written);
      let after = written.before;
      for (const act of acts) {
        const before = after;
        after = evolve(before, act);
        const brought = broughtBy(written.definition, before, after, act);
        batch.messages.push(...brought.messages);
        if (brought.form) batch.forms.push(brought.form);
        if (brought.document) batch.documents.push(brought.document);
        if (act.type === 'child-opened') work.push(await childOf(sql, written, after, act.payload, calendar, moment));
        if (act.type === 'linked-opened')
          work.push(await linkedCase(sql, written, after, act.payload, calendar, moment));
        if (act.type === 'linked-told')
          batch.outcomes.push({
            child_id: `${after.id}:${act.seq}`,
            parent_id: act.payload.to,
            kind: 'linked',
            outcome: act.payload.said,
            facts: { facts: {}, duties: {} },
          });
        if (act.type === 'certificate-recorded') batch.certificates.push(certificateRow(after, act));
        if (act.type === 'child-closed')
          work.push(...(await closedChild(sql, act.payload.child, act.payload.cause, calendar, moment)));
        if (act.type === 'rated')
          batch.ratings.push({
            case_id: after.id,
            grade: act.payload.grade,
            remark: request?.command.type === 'rate' ? (request.command.remark ?? null) : null,
            at: rfc3339(act.at),
          });
        if (act.type === 'received') {
          takeIn(batch, after, act.payload);
          batch.certificateCases.push(...certificateCaseRow(written.definition, after));
        }
        if (act.type === 'received' || act.type === 'supplemented')
          batch.files.push(...filesOf(written.definition, after.id, act.payload.data));
        for (const number of numbers) {
          const noted = batch.numbers.some((n) => n.number === number.number);
          if (!noted && carries(act, number.number)) batch.numbers.push({ ...number, case_id: after.id, seq: act.seq });
        }
      }
      const head = written.read?.head ?? GENESIS;
      const links = chain(after.id, head, acts, simulated);
      batch.acts.push(...links);
      pushCase(batch, written, after, links, calendar, moment, request);
    }
    return batch;
  }

  async function childOf(
    sql: Sql,
    of: Written,
    parent: CaseState,
    run: Omit<ChildRun, 'state'>,
    calendar: Calendar,
    moment: Moment,
  ): Promise<Written> {
    const definition = await definitions.newest(run.procedure, sql);
    const block = findBlock(of.definition, run.block);
    const hands = block?.kind === 'child' ? block.hands : [];
    const walk = await withPeople(sql, (drawn) =>
      openChild(definition, parent, { ...run, state: 'open' }, hands, moment, calendar, drawn),
    );
    const before = { ...EMPTY, id: run.id };
    return {
      definition,
      rootId: of.read?.root_id ?? of.rootId ?? parent.id,
      before,
      drafts: walk.drafts,
      at: moment.now,
    };
  }

  async function linkedCase(
    sql: Sql,
    of: Written,
    state: CaseState,
    opened: Payloads['linked-opened'],
    calendar: Calendar,
    moment: Moment,
  ): Promise<Written> {
    const definition = await definitions.newest(opened.procedure, sql);
    const walk = await withPeople(sql, (drawn) => openLinkedCase(definition, state, opened, moment, calendar, drawn));
    return {
      definition,
      // The root is whose application it is; the process of a linked case starts by itself, having no parent.
      rootId: of.read?.root_id ?? of.rootId ?? state.id,
      before: { ...EMPTY, id: opened.id },
      drafts: walk.drafts,
      at: moment.now,
    };
  }

  async function closedChild(
    sql: Sql,
    id: string,
    cause: string,
    calendar: Calendar,
    moment: Moment,
  ): Promise<readonly Written[]> {
    const read = await readCase(sql, id);
    if (!read) return [];
    const definition = await definitions.version(read.procedure_id, read.procedure_version, sql);
    const state = await currentState(sql, read);
    const at = { ...moment, now: Math.max(moment.now, state.at) };
    return [
      {
        read,
        definition,
        before: state,
        drafts: closeChild(definition, state, cause, at, calendar).drafts,
        at: at.now,
      },
    ];
  }

  function pushCase(
    batch: Batch,
    written: Written,
    after: CaseState,
    links: readonly LedgerRow[],
    calendar: Calendar,
    moment: Moment,
    request: CommitRequest | undefined,
  ): void {
    const { read, definition, before } = written;
    const columns = caseColumns(definition, after, calendar);
    const changes = changesOf(
      read ? rowsOf(definition, before, calendar) : NO_ROWS,
      rowsOf(definition, after, calendar),
      numberedActs(written),
    );
    batch.changes.push(changes);
    const next = columns.next?.raiseAt;
    const armed = read?.armed_at ?? null;
    // A timer once armed is kept: only an earlier rung, or one whose armed instant has passed, needs a wake.
    const mustArm = next !== undefined && (armed === null || armed <= moment.now || next < armed);
    const byTimer = request?.raisedBy === 'timer';
    const head = links.at(-1)?.hash ?? GENESIS;
    const update: CaseUpdate = {
      id: after.id,
      rev: read?.rev ?? 0,
      seq: after.seq,
      head,
      changed_seq: after.changedSeq,
      state: after,
      kernel: KERNEL_VERSION,
      status: columns.status,
      outcome: columns.outcome,
      light: columns.light,
      ended_at: after.state === 'ended' ? rfc3339(after.at) : null,
      next_rung_at: next === undefined ? null : rfc3339(next),
      next_rung: columns.next?.id ?? null,
      armed_at: next === undefined ? null : rfc3339(mustArm ? next : (armed ?? next)),
    };
    const rootId = read?.root_id ?? written.rootId ?? after.id;
    const workflow = read?.workflow ?? (definition.workflow === 'procedure' ? definition.id : definition.workflow);
    if (read) batch.updates.push(update);
    else {
      const party = batch.parties.find((p) => p.case_id === after.id);
      batch.inserts.push({
        ...update,
        number: after.number,
        procedure_id: definition.id,
        procedure_version: definition.version,
        workflow,
        item: after.item?.code ?? null,
        item_version: after.item?.version ?? null,
        parent_id: after.parent?.id ?? null,
        root_id: rootId,
        receiving: after.organisations.receiving ?? null,
        deciding: after.organisations.deciding ?? null,
        reviewing: after.parent ? (after.organisations.reviewing ?? null) : null,
        preliminary: after.organisations.preliminary ?? null,
        handing: after.organisations.handing ?? null,
        party_name: party?.name ?? null,
        party_initials: party ? initialsOf(party.name) : null,
        opened_at: rfc3339(written.at),
      });
    }
    const wanted = changes.effects.some((e) => e.state === 'wanted');
    const opened = written.drafts.some((d) => d.type === 'child-opened' || d.type === 'child-closed');
    // Only the act that ends it: what is recorded of the effects still open moves nothing but themselves.
    const endedOpen =
      after.state === 'ended' &&
      before.state !== 'ended' &&
      (after.effects.length > 0 || after.children.some((c) => c.state === 'open'));
    // Somebody asked for it by name: whatever is owed or not, the process looks.
    const asked = written.drafts.some((d) => d.type === 'follow-asked');
    const urgent = asked || !read || (mustArm && !byTimer) || wanted || opened || endedOpen;
    if (urgent || after.changedSeq !== before.changedSeq)
      batch.wakes.push({
        case_id: after.id,
        root_id: rootId,
        workflow,
        seq: after.seq,
        head,
        urgency: urgent ? 'now' : 'idle',
        own: request !== undefined && OWN_WORK.has(request.command.type),
      });
    if (after.state === 'ended' && before.state !== 'ended' && after.parent && after.outcome !== 'closed') {
      batch.outcomes.push({
        child_id: after.id,
        parent_id: after.parent.id,
        kind: 'child',
        outcome: after.outcome ?? '',
        facts: { facts: {}, duties: after.duties },
      });
    }
  }
}

/** Opened by another case, a case may begin with a seat for everybody of a post. */
async function withPeople(sql: Sql, opens: (drawn: Drawn) => Walk): Promise<Walk> {
  const walk = opens({ numbers: {} });
  return walk.needs.length === 0 ? walk : opens({ numbers: {}, people: await drawPeople(sql, walk.needs) });
}

function numberedActs({ before, drafts, at }: Written): readonly AnyAct[] {
  return drafts.map((draft, n) => ({ ...draft, seq: before.seq + n + 1, v: 1, at }));
}

function carries(act: AnyAct, number: string): boolean {
  if ('number' in act.payload) return act.payload.number === number;
  return act.type === 'effects-wanted' && act.payload.wants.some((w) => w.number === number);
}

function takeIn(
  batch: Batch,
  state: CaseState,
  received: { readonly party?: { readonly [field: string]: Json } },
): void {
  const party = received.party;
  if (!party) return;
  const text = (field: string): string => (typeof party[field] === 'string' ? party[field] : '');
  batch.parties.push({
    case_id: state.id,
    kind: text('kind'),
    name: text('name'),
    id_type: text('idType'),
    id_number: text('idNumber'),
    phone: text('phone'),
    email: text('email') || null,
    address: text('address') || null,
  });
}
function filesOf(
  definition: Definition,
  caseId: string,
  data: { readonly [field: string]: Json },
): readonly { id: string; case_id: string }[] {
  return definition.materials.flatMap(({ field }) =>
    typeof data[field] === 'string' ? [{ id: data[field], case_id: caseId }] : [],
  );
}

function emptyBatch(closedAt: string): Batch {
  return {
    inserts: [],
    updates: [],
    acts: [],
    changes: [],
    closedAt,
    messages: [],
    forms: [],
    documents: [],
    parties: [],
    wakes: [],
    outcomes: [],
    certificates: [],
    certificateCases: [],
    numbers: [],
    ratings: [],
    files: [],
    answers: [],
  };
}
/** Something the relay should carry now: it is told, and does not wait for its next look. */
export function owesAtOnce({ wakes, outcomes }: Batch): boolean {
  return outcomes.length > 0 || wakes.some((wake) => wake.urgency === 'now' && !wake.own);
}

/** The batch as the writing statement takes it: one JSON object of arrays. */
export function flat({ changes, ...batch }: Batch): object {
  const all = <K extends keyof Batch['changes'][number]>(part: K): readonly unknown[] =>
    changes.flatMap((c) => [...c[part]]);
  return {
    ...batch,
    seats: all('seats'),
    seatsGone: all('seatsGone'),
    readers: all('readers'),
    readersGone: all('readersGone'),
    clocks: all('clocks'),
    waits: all('waits'),
    waitsClosed: all('waitsClosed'),
    effects: all('effects'),
    effectsLeft: all('effectsLeft'),
  };
}
