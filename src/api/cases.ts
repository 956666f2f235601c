// Owns opening a case (收件) and showing cases.
import { formErrors } from './forms';
import { receiptCode } from '../auth/receipt-code';
import type { Principal } from '../auth/principal';
import { personOfPrincipal } from '../kernel/effects';
import { allowedOnCase, offeredOnCase } from '../kernel/kernel';
import type { CertificateOf, Seat } from '../kernel/case';
import type { FormError } from '../kernel/command';
import type { Definition } from '../kernel/procedure/definition';
import { findBlock, taskRule } from '../kernel/procedure/find';
import { refuse } from '../kernel/rules/refusal';
import { dayOf } from '../kernel/time/civil';
import { budgetOf, consumed, dueOf, isPaused, type Day } from '../kernel/time/clock';
import {
  namesOf,
  organisations,
  powerItemsOf,
  procedures,
  type OrganisationView,
  type PowerItemView,
  type ProcedureView,
} from '../queries/catalogue';
import { formsOf, itemName, listCases, logRead, merged, partyOf } from '../queries/cases';
import { certificateOf } from '../queries/certificates';
import { lawTime } from '../queries/law-time';
import { actorsOf, deliveriesOf, ledgerOf, saidOn, type Delivery } from '../queries/ledger';
import { caseLight, clockLight, taskLight } from '../queries/lights';
import { caseFor, casesFor, type CaseOnFile } from '../queries/on-file';
import { rolesOf } from '../queries/roles';
import type { Json, Text } from '../kernel/text';
import { actorOf } from './access';
import { doneOf } from './answers';
import { actSchemas } from './case-act-schemas';
import type { BodyOf, Call, Handlers } from './call';
import type { Deps } from './deps';
import { endDraft } from './drafts';
import { refusedOnce } from './idempotency';
import { paperErrors } from './papers';
import { partyErrors } from './party-errors';
import { problem, Problem } from './problem';
import { refusalProblem } from './refusals';
import { peopleOfTalk, talkView } from './talk';
import { wireTime } from './times';
import { waitViews } from './waits';
import { eventTitle } from './words';

export function cases(deps: Deps): Handlers<'openCase' | 'cases' | 'case' | 'ledger'> {
  return {
    openCase: (call) => openCase(deps, call),
    async cases({ caller, query }) {
      const { items, next } = await listCases(deps.db, caller, query);
      return {
        body: {
          items: items.map(({ outcome, party, openedAt, endedAt, state, light, ...rest }) => ({
            ...rest,
            state: state as 'open',
            light: light as 'green',
            openedAt: wireTime(openedAt),
            ...(outcome === null ? {} : { outcome }),
            ...(party === null ? {} : { party }),
            ...(endedAt === null ? {} : { endedAt: wireTime(endedAt) }),
          })),
          next,
        },
      };
    },
    async case({ caller, file }) {
      return { body: await caseView(deps, caller, file) };
    },
    async ledger({ caller, file, query }) {
      const [{ items, next }] = await Promise.all([
        ledgerOf(deps.db, file.id, query),
        logRead(deps.db, caller.person, file.id, 'ledger'),
      ]);
      return {
        body: {
          items: items.map((row) => ({
            seq: row.seq,
            v: row.v,
            key: row.key,
            simulatedTime: row.simulated_time,
            at: wireTime(row.at),
            effectiveAt: wireTime(row.effective_at),
            type: row.type,
            actor: row.actor,
            principal: row.principal,
            basis: row.basis,
            cause: row.cause,
            raisedBy: row.raised_by,
            payload: row.payload,
            salt: row.salt === null ? null : Buffer.from(row.salt).toString('hex'),
            payloadDigest: row.payload_digest,
            hash: row.hash,
            previousHash: row.previous_hash,
          })),
          next,
          people: Object.fromEntries(await namesOf(deps.db, items.flatMap(peopleIn))),
        },
      };
    },
  };
}

/** Whom an act speaks of: who did it, and whoever stands in its payload where a person may stand. */
function peopleIn({ actor, payload }: { readonly actor: string | null; readonly payload: unknown }): string[] {
  return [...(actor === null ? [] : [actor]), ...named(payload)];
}
const PERSONS: ReadonlySet<string> = new Set(['approver', 'host', 'from', 'to']);
function named(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]: [string, unknown]) =>
    typeof inner === 'string' ? (personOfPrincipal(inner) ?? (PERSONS.has(member) ? inner : [])) : named(inner),
  );
}

/** Real seconds after which it is worth asking again. */
const BEHIND_AGAIN = 10;

/**
 * What would only wait is not taken in: a new case is refused before anything that is under way. With Temporal or its workers
 * away nothing is too much, for then people go on and the processes catch up.
 */
async function whileKeepingUp(deps: Deps): Promise<void> {
  if (!(await deps.behind())) return;
  const { reachable, worker } = await deps.temporal().catch(() => ({ reachable: false, worker: false }));
  if (reachable && worker) throw problem('processes-behind', { retryAfter: BEHIND_AGAIN });
}

async function openCase(deps: Deps, call: Call<'openCase'>) {
  const { caller, body, key, scope, fingerprint } = call;
  await whileKeepingUp(deps);
  const plan = await planned(deps, caller, body).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  const answer = doneOf(
    plan instanceof Problem
      ? await refusedOnce(deps.pool, { actor: caller.person, scope, key, fingerprint }, plan)
      : await deps.record.open({ ...plan, actor: actorOf(caller), key, scope, fingerprint }),
  );
  // A repeat, perhaps after a change of post: the first answer holds a code that only those may have who see the case.
  if (!(await caseFor(deps.db, caller, answer.caseId))) throw problem('not-found');
  if (body.draft !== undefined) await endDraft(deps, caller.person, body.draft);
  const { caseId, number, seq, receiptNumber = number } = answer;
  return {
    body: { id: caseId, number, seq, receipt: { number: receiptNumber, code: receiptCode(deps.secret, caseId) } },
    headers: { Location: `/api/cases/${encodeURIComponent(caseId)}` },
  };
}

type Planned = Omit<BodyOf<'openCase'>, 'draft'>;
/** What opening this case would ask of the record; a question about papers alone names no applicant yet. */
export async function planned(
  deps: Deps,
  caller: Principal,
  body: Planned,
  { party: asksParty }: { readonly party: boolean } = { party: true },
) {
  const { now } = await lawTime(deps.db);
  const today = dayOf(now);
  const [procedure] = await procedures(deps.db, body.procedure);
  if (!procedure) throw problem('procedure-unknown');
  const { definition } = procedure;
  const all = await organisations(deps.db);
  const receiving = receivingOf(caller, definition, body.organisation, all);
  if (definition.concerns) return concerning(deps, caller, body, procedure, receiving, all, today, asksParty);
  const item = await itemOf(deps, body, today);
  const roles = rolesOf(definition, receiving, item, today, all, body.data);
  if (roles.deciding === undefined) throw refusalProblem(refuse('item-not-held'));
  const party = body.party
    ? partyErrors(body.party)
    : definition.childOnly
      ? []
      : [{ path: '/party', message: PARTY_MISSING }];
  if (asksParty && party.length > 0 && caller.posts.some((post) => post.kind === definition.opens?.post))
    throw problem('party-invalid', { errors: party });
  return {
    procedure: { id: procedure.id, version: procedure.version },
    definition,
    command: {
      type: 'open-case' as const,
      ...(item ? { item: { code: item.code, version: item.version } } : {}),
      organisations: roles,
      ...(await handedIn(deps, caller, definition, body, all)),
    },
  };
}

const PARTY_MISSING: Text = { zh: '请填写申请人信息。', en: 'Please give the applicant.' };
const CENTRE_UNKNOWN: Text = {
  zh: '没有这个政务服务中心，请选择领取窗口所在的中心。',
  en: 'There is no such service centre; please choose the one where it is collected.',
};

/** The application as the record takes it, with what its form finds wrong. */
async function handedIn(
  deps: Deps,
  caller: Principal,
  definition: Definition,
  body: Planned,
  all: readonly OrganisationView[],
) {
  const errors = [
    ...formErrors(definition.dataSchema, body.data),
    ...centreErrors(definition, body.data, all),
    ...(await paperErrors(deps.db, definition.dataSchema, body.data, { person: caller.person }, new Set())),
  ];
  return {
    data: body.data as Readonly<Record<string, Json>>,
    ...(body.party ? { party: body.party as unknown as Readonly<Record<string, Json>> } : {}),
    formErrors: errors.map(({ path, message }) => ({ path: `/data${path === '/' ? '' : path}`, message })),
  };
}

/** 领取窗口: papers are handed out where there is a window. */
function centreErrors(
  { roles }: Definition,
  data: Readonly<Record<string, unknown>>,
  all: readonly OrganisationView[],
): FormError[] {
  const field = roles.handing?.field;
  const wanted = field === undefined ? undefined : data[field];
  if (field === undefined || wanted === undefined) return [];
  return all.some(({ id, kind }) => id === wanted && kind === 'service-centre')
    ? []
    : [{ path: `/${field}`, message: CENTRE_UNKNOWN }];
}

/**
 * 延续、变更、撤销、注销: item and deciding body are the certificate's. Whose it is and how it stands is read again, under its lock,
 * when the case is opened; here nobody is told more of a number than that there is none.
 */
async function concerning(
  deps: Deps,
  caller: Principal,
  body: Planned,
  procedure: ProcedureView,
  receiving: string,
  all: readonly OrganisationView[],
  today: Day,
  asksParty: boolean,
) {
  const { definition } = procedure;
  const number = body.data['certificate'];
  const certificate = typeof number === 'string' ? await certificateOf(deps.db, number) : undefined;
  const atWindow =
    definition.opens?.post === 'window-clerk' && caller.posts.some(({ kind }) => kind === 'window-clerk');
  const missing = atWindow ? [{ path: '/party', message: PARTY_MISSING }] : [];
  const party = body.party ? partyErrors(body.party) : missing;
  if (asksParty && party.length > 0) throw problem('party-invalid', { errors: party });
  return {
    procedure: { id: procedure.id, version: procedure.version },
    definition,
    command: {
      type: 'open-case' as const,
      organisations: {
        ...rolesOf(definition, receiving, undefined, today, all, body.data),
        ...(certificate?.body == null ? {} : { deciding: certificate.body }),
      },
      ...(await handedIn(deps, caller, definition, body, all)),
    },
  };
}

/** Where it is handed in: as said, else where the caller has his window. */
function receivingOf(
  caller: Principal,
  definition: Definition,
  said: string | undefined,
  all: readonly OrganisationView[],
): string {
  if (said !== undefined && !all.some(({ id }) => id === said)) throw problem('organisation-unknown');
  const { opens } = definition;
  const own =
    caller.posts.find((post) => post.kind === opens?.post)?.organisation ??
    caller.posts.find((post) => post.kind === opens?.exOfficio?.post)?.organisation;
  return said ?? own ?? '';
}

async function itemOf(deps: Deps, body: Planned, today: Day): Promise<PowerItemView | undefined> {
  const { powerItem: code, procedure } = body;
  const items = await powerItemsOf(deps.db, today, code === undefined ? { procedure } : { code });
  const fitting = items.filter((item) => item.procedure === procedure);
  if (code === undefined && items.length === 0) return undefined;
  if (fitting.length !== 1) throw problem('power-item-unknown');
  return fitting[0];
}

async function caseView(deps: Deps, caller: Principal, file: CaseOnFile) {
  const { state, definition } = file;
  const at = { ...file, actor: actorOf(caller) };
  const holders = state.tasks.flatMap((task) => task.seats.flatMap((seat) => seat.holder ?? []));
  const talk = saidOn(deps.db, file.id);
  const [said, forms, party, names, related, waits, item, deliveries] = await Promise.all([
    talk,
    formsOf(deps.db, file.id),
    partyOf(deps.db, file.id),
    Promise.all([actorsOf(deps.db, file.id), talk]).then(([actors, acts]) =>
      namesOf(deps.db, [...holders, ...actors, ...peopleOfTalk(acts)]),
    ),
    relatedTo(deps, caller, file),
    waitViews(deps, caller, file),
    state.item ? itemName(deps.db, state.item.code, state.item.version) : undefined,
    deliveriesOf(deps.db, file.id),
    logRead(deps.db, caller.person, file.id, 'case'),
  ]);
  return {
    id: file.id,
    number: file.number,
    procedure: { ...state.procedure, title: definition.title },
    ...(state.item ? { item: { code: state.item.code, name: item ?? definition.title } } : {}),
    organisations: { ...state.organisations },
    state: state.state,
    ...(state.outcome === undefined ? {} : { outcome: state.outcome }),
    light: caseLight(file),
    seq: state.changedSeq,
    receivedOn: state.receivedOn,
    ...(state.acceptedOn === undefined ? {} : { acceptedOn: state.acceptedOn }),
    ...(state.decidedOn === undefined ? {} : { decidedOn: state.decidedOn }),
    ...(party ? { party: { ...party } } : {}),
    data: { ...merged(forms.filter(({ step }) => APPLICANTS.includes(step))) },
    ...(state.gaps ? { gaps: [...state.gaps] } : {}),
    stages: stagesOf(file),
    tasks: tasksOf(file, names),
    clocks: clocksOf(file),
    waits,
    children: state.children.map(({ id, procedure, state: run, outcome }) => ({
      id,
      procedure,
      state: run,
      ...(outcome === undefined ? {} : { outcome }),
      ...related(id),
    })),
    ...(state.parent
      ? { parent: state.parent.id, parentCase: { id: state.parent.id, ...related(state.parent.id) } }
      : {}),
    ...(state.certificate ? { certificate: certificateIn(state.certificate) } : {}),
    linked: (state.linked ?? []).map(({ id, procedure }) => ({ id, procedure, ...related(id) })),
    ...(state.linkedTo
      ? { linkedTo: { id: state.linkedTo.id, event: state.linkedTo.event, ...related(state.linkedTo.id) } }
      : {}),
    ...outcomeTitle(file),
    people: [...names].map(([id, name]) => ({ id, name })),
    ...talkView(said, names),
    offered: [...offeredOnCase(at)],
    acts: actSchemas(file, allowedOnCase(at)),
    deliveries: deliveries.map(deliveryView),
  };
}

/** Number, title and end of the cases around this one, as far as the reader may see them too. */
async function relatedTo(deps: Deps, caller: Principal, { state }: CaseOnFile) {
  const around = [...state.children, ...(state.linked ?? []), state.parent, state.linkedTo];
  const files = await casesFor(
    deps.db,
    caller,
    around.flatMap((each) => each?.id ?? []),
  );
  return (id: string) => {
    const other = files.get(id);
    return other
      ? { number: other.number, title: other.definition.title, light: caseLight(other), ...outcomeTitle(other) }
      : {};
  };
}

function outcomeTitle({ state, definition }: CaseOnFile) {
  const title = definition.outcomes[state.outcome ?? '']?.title;
  return title ? { outcomeTitle: title } : {};
}

/** Forms in which the applicant speaks; later ones stand in place of earlier ones. */
const APPLICANTS: readonly string[] = ['application', 'correction', 'supplement'];

function deliveryView({ effect, event, channel, state, failure, at }: Delivery) {
  return {
    effect,
    event,
    title: eventTitle(event),
    channel,
    state: state as 'done',
    at: wireTime(at),
    ...(failure === null ? {} : { failure }),
  };
}

function certificateIn({ number, validFrom, validTo }: CertificateOf) {
  return { number, validFrom, ...(validTo === undefined ? {} : { validTo }) };
}

function stagesOf({ state, definition }: CaseOnFile) {
  const entered = Object.entries(state.blocks).sort(([, a], [, b]) => a.seq - b.seq);
  return entered.map(([id, run]) => {
    const block = findBlock(definition, id) ?? definition.waits[id];
    return {
      id,
      ...(block && 'title' in block ? { title: block.title } : {}),
      round: run.round,
      state: run.state,
      since: wireTime(run.since),
      ...(run.outcome === undefined ? {} : { outcome: run.outcome }),
    };
  });
}

/** Open tasks first; a screen and a program both look there. */
function tasksOf(file: CaseOnFile, names: ReadonlyMap<string, string>) {
  const order = [...file.state.tasks].sort((a, b) => Number(b.state === 'open') - Number(a.state === 'open'));
  return order.map((task) => {
    const { light, due } = taskLight(file, task);
    return {
      id: task.id,
      step: task.step,
      round: task.round,
      title: taskRule(file.definition, task).title,
      state: task.state,
      since: wireTime(task.openedAt),
      ...(due === null ? {} : { due }),
      light,
      seats: task.seats.map((seat) => seatView(seat, names)),
      ...(task.outcome === undefined ? {} : { outcome: task.outcome }),
    };
  });
}

export function seatView(
  { id, post, organisation, holder, state, outcome, cause, weight, chair, also, added }: Seat,
  names: ReadonlyMap<string, string>,
) {
  return {
    id,
    post,
    organisation,
    ...(holder === undefined ? {} : { holder: { id: holder, name: names.get(holder) ?? '' } }),
    state,
    ...(outcome === undefined ? {} : { outcome }),
    ...(cause === undefined ? {} : { cause }),
    ...(weight === undefined ? {} : { weight }),
    ...(chair === undefined ? {} : { chair }),
    ...(also === undefined ? {} : { also: also.map((duty) => ({ ...duty })) }),
    ...(added === undefined ? {} : { added: { ...added, by: { id: added.by, name: names.get(added.by) ?? '' } } }),
  };
}

function clocksOf(file: CaseOnFile) {
  const { state, definition, calendar, moment } = file;
  // In the order of the definition: the folded state keeps none.
  return Object.entries(definition.clocks).flatMap(([id, rule]) => {
    const clock = state.clocks[id];
    if (!clock) return [];
    const due = dueOf(rule, clock, calendar);
    const used = consumed(rule, clock, dayOf(moment.now), calendar);
    return [
      {
        id,
        title: rule.title,
        kind: rule.kind,
        article: rule.article,
        term: clock.term,
        state:
          clock.endedOn !== undefined
            ? ('ended' as const)
            : isPaused(rule, clock, calendar)
              ? ('paused' as const)
              : ('running' as const),
        startedOn: clock.startedOn,
        ...(clock.endedOn === undefined ? {} : { endedOn: clock.endedOn }),
        ...(due ? { due: due.due, provisional: due.provisional } : {}),
        budget: { ...rule.budget },
        consumed: used,
        remaining: budgetOf(rule, clock) - used,
        light: clockLight(file, id).light,
        suspensions: clock.suspensions.map((each) => ({ ...each })),
        extensions: clock.extensions.map((each) => ({ ...each })),
        raised: [...clock.raised],
      },
    ];
  });
}
