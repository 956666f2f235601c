/**
 * Folding the ledger: `evolve(case, act)` is the only way a state comes to be. It reads acts as facts and never
 * decides: no definition, no calendar, no clock.
 */
import type { Act, ActType, AnyAct, Payloads } from './acts/act';
import type { BlockRun, CaseState, ChildRun, EffectRun, Seat, Task } from './case';
import { ITEM, itemNo, itemOf } from './procedure/run-name';
import { isUndecided, REMOVED } from './tally';
import type { Clock } from './time/clock';

/** Raised when the meaning of folding changes, so that cached states are rebuilt. */
export const KERNEL_VERSION = 1;

export const EMPTY: CaseState = {
  kernel: KERNEL_VERSION,
  id: '',
  number: '',
  procedure: { id: '', version: 0 },
  organisations: {},
  state: 'open',
  seq: 0,
  at: 0,
  changedSeq: 0,
  receivedOn: '',
  facts: {},
  materials: [],
  gapLists: 0,
  blocks: {},
  tasks: [],
  clocks: {},
  effects: [],
  children: [],
  duties: {},
  milestones: [],
};

type Handler<T extends ActType> = (state: CaseState, act: Act<T>) => CaseState;

function block(state: CaseState, id: string, change: (run: BlockRun | undefined) => BlockRun): CaseState {
  return { ...state, blocks: { ...state.blocks, [id]: change(state.blocks[id]) } };
}
function task(state: CaseState, id: string, change: (task: Task) => Task): CaseState {
  return { ...state, tasks: state.tasks.map((t) => (t.id === id ? change(t) : t)) };
}
function seat(state: CaseState, taskId: string, seatId: string, seq: number, change: (seat: Seat) => Seat): CaseState {
  return task(state, taskId, (t) => ({ ...t, seq, seats: t.seats.map((s) => (s.id === seatId ? change(s) : s)) }));
}
function clock(state: CaseState, next: Clock, seq: number): CaseState {
  const tasks = state.tasks.map((t) => (t.clock === next.id && t.state === 'open' ? { ...t, seq } : t));
  return { ...state, tasks, clocks: { ...state.clocks, [next.id]: next } };
}
function effect(state: CaseState, id: string, change: (run: EffectRun) => EffectRun): CaseState {
  return { ...state, effects: state.effects.map((e) => (e.id === id ? change(e) : e)) };
}
function withoutEffect(state: CaseState, id: string): CaseState {
  return { ...state, effects: state.effects.filter((e) => e.id !== id) };
}
/** What the flow has had is not kept, but for its id: it is not had twice. */
function heard(state: CaseState, { name, id }: { readonly name: string; readonly id: string }): CaseState {
  const messages = (state.messages ?? []).map((each) =>
    each.name === name && each.id === id ? { name, id, seq: each.seq } : each,
  );
  return { ...state, messages };
}
function child(state: CaseState, id: string, change: (run: ChildRun) => ChildRun): CaseState {
  return { ...state, children: state.children.map((c) => (c.id === id ? change(c) : c)) };
}
function duty(state: CaseState, name: string, person: string | null): CaseState {
  if (person === null || state.duties[name]?.includes(person)) return state;
  return { ...state, duties: { ...state.duties, [name]: [...(state.duties[name] ?? []), person] } };
}
type Basis = BlockRun['basis'];
function leave(state: CaseState, id: string, outcome: string, basis?: Basis): CaseState {
  const run = state.blocks[id];
  const decided = { outcome, ...(basis ? { basis } : {}) };
  return run
    ? block(state, id, () => ({ ...run, state: outcome === 'closed' ? 'closed' : 'done', ...decided }))
    : state;
}
function left(state: CaseState, taskId: string, outcome: string, basis?: Basis): CaseState {
  const of = state.tasks.find((t) => t.id === taskId);
  return of?.kind === 'step' ? leave(state, of.step, outcome, basis) : state;
}
/** What was kept over a return and has been come to again is kept no longer. */
function withoutKept(state: CaseState, runs: readonly string[]): CaseState {
  if (!state.kept) return state;
  const { kept, touched: _, ...rest } = state;
  const left = Object.entries(kept).filter(([run]) => !runs.includes(run));
  return left.length === 0 ? rest : { ...state, kept: Object.fromEntries(left) };
}
/** Fields handed in anew while decisions stand over a return. */
function touching(state: CaseState, data: { readonly [field: string]: unknown }): CaseState {
  return state.kept ? { ...state, touched: [...new Set([...(state.touched ?? []), ...Object.keys(data)])] } : state;
}
function wrote(state: CaseState, facts: CaseState['facts']): CaseState {
  return { ...state, facts: { ...state.facts, ...facts } };
}
/** What one of several had said of a step that was closed before the others spoke is no outcome of it. */
function unsaid(state: CaseState, taskId: string): CaseState {
  const of = state.tasks.find((t) => t.id === taskId);
  if (of?.kind !== 'step' || together(of) || !of.seats.some((s) => s.state === 'decided')) return state;
  const { [of.step]: _, ...facts } = state.facts;
  return { ...state, facts };
}
/** What the law put in the place of a decision counts as the step's outcome. */
function answered(state: CaseState, taskId: string, outcome: string | undefined): CaseState {
  const of = state.tasks.find((t) => t.id === taskId);
  return outcome === undefined || !of ? state : wrote(state, { [of.step]: outcome });
}
/** A seat given back: `holder` goes, and by what right he sat; everything else stays. */
function vacate({ holder: _, basis: __, agent: ___, ...rest }: Seat): Seat {
  return rest;
}
/** What an agent gives back goes to whom he had it for, if that one had taken it; else to its post, as from anybody. */
function backFromAgent(s: Seat): Seat {
  return s.agent?.held ? { ...vacate(s), holder: s.agent.for } : lent(vacate(s), () => false);
}
/** A seat that somebody else gets; an opinion that is asked for comes to him, unless he is the one who was to give it. */
function handedTo(s: Seat, person: string): Seat {
  return { ...lent(vacate(s), (each) => each !== person), holder: person };
}
/** Those whose opinion is still asked for. */
function lent({ lentTo, ...s }: Seat, stays: (person: string) => boolean): Seat {
  const left = (lentTo ?? []).filter(stays);
  return left.length === 0 ? s : { ...s, lentTo: left };
}
/** What has ended is not changed any more: its last act is the one it ended with. */
function touched(state: CaseState, id: string, seq: number): CaseState {
  return task(state, id, (t) => (t.state === 'open' ? { ...t, seq } : t));
}
/** A seat decided, whether that takes effect at once or may be taken back for a while. */
function decidedBy(
  person: string | null,
  { outcome, opinion, data, agent }: Said,
  voted?: number,
): (seat: Seat) => Seat {
  return (s) => ({
    ...s,
    ...(person === null ? {} : { holder: person }),
    ...(agent ? { agent } : {}),
    state: 'decided',
    outcome,
    // Where seats decide together, the result stands on what each of them has said.
    ...(voted === undefined ? {} : { voted }),
    ...(voted === undefined || opinion === undefined ? {} : { opinion }),
    ...(voted === undefined || data === undefined ? {} : { data }),
  });
}
type Said = Pick<Payloads['decided'], 'outcome' | 'opinion' | 'data' | 'agent'>;
/** Whether more than one word has to be put together in this task. */
function together(of: Task | undefined): boolean {
  return of !== undefined && (of.decides !== undefined || of.seats.some(({ added }) => added !== undefined));
}
/** What was kept for the result goes with it, unless it may still be taken back: the ledger has it, and the state stays small. */
function closed(s: Seat, cause: string): Seat {
  if (s.revocable) return s;
  const rest = forgotten(isUndecided(s) ? lent(s, () => false) : s);
  if (s.state === 'open') return { ...rest, state: 'closed', cause };
  return s.state === 'waiting' ? { ...rest, state: 'closed', cause: 'not-reached' } : rest;
}
function forgotten({ opinion: _, data: __, voted: ___, revocable: ____, ...s }: Seat): Seat {
  return s;
}
/** A seat that was decided in the round before is decided in this one. */
function opened({ said, ...s }: Payloads['task-opened']['seats'][number]): Seat {
  return said ? { ...s, state: 'decided', ...said } : { ...s, state: s.state ?? 'open' };
}
/** A decision taken back: the seat stays with whoever made it, to think it over again. */
function reopened(seat: Seat): Seat {
  const { outcome: _, ...s } = forgotten(seat);
  return { ...s, state: 'open' };
}
/** A block or branch that was decided, open as it was. */
function reopenedRun({ outcome: _, basis: __, ...run }: BlockRun): BlockRun {
  return { ...run, state: 'open' };
}
const suspended = (state: CaseState): CaseState => ({
  ...state,
  state: Object.values(state.clocks).some(
    (c) => c.endedOn === undefined && c.suspensions.some((s) => s.to === undefined),
  )
    ? 'suspended'
    : 'open',
});

const HANDLERS: { readonly [T in ActType]: Handler<T> } = {
  received: (state, { payload: p }) => ({
    ...state,
    number: p.number,
    procedure: { id: p.procedure.id, version: p.procedure.version },
    ...(p.item ? { item: p.item } : {}),
    ...(p.parent ? { parent: p.parent } : {}),
    ...(p.linkedTo ? { linkedTo: p.linkedTo } : {}),
    ...(p.certificate ? { certificate: p.certificate } : {}),
    organisations: p.organisations,
    receivedOn: p.receivedOn,
    facts: p.facts,
    materials: p.materials,
    duties: p.duties,
  }),
  'block-entered': (state, { payload: p, at, seq }) => {
    const entered = block(withoutDataError(state, [p.block]), p.block, () => ({
      round: p.round,
      state: 'open',
      since: at,
      seq,
      ...(p.activated ? { activated: p.activated } : {}),
      ...(p.back === undefined ? {} : { back: p.back }),
    }));
    if (!p.items) return entered;
    const items = p.items.map((item, n) => [`${ITEM}${itemNo(itemOf(p.block), n + 1)}`, item] as const);
    return wrote(entered, Object.fromEntries(items));
  },
  'branch-carried': (state, { payload: p, at, seq }) => {
    const run = { round: p.round, state: 'done', since: at, seq, outcome: p.outcome, carried: p.from } as const;
    return withoutKept(
      wrote(
        block(state, p.block, () => run),
        p.facts,
      ),
      [p.block, ...p.steps],
    );
  },
  'block-left': (state, { payload: p }) => {
    const next = leave(withoutDataError(state, [p.block]), p.block, p.outcome, p.basis);
    // How its branches came together is a fact, like the outcome of a step.
    return next.blocks[p.block]?.activated && p.outcome !== 'closed' ? wrote(next, { [p.block]: p.outcome }) : next;
  },
  'loop-turned': (state, { payload: p }) => {
    const turned = withoutDataError(state, [p.block]);
    const run = turned.blocks[p.block];
    return run ? block(turned, p.block, () => ({ ...run, turn: p.turn })) : turned;
  },
  'table-read': (state, { payload: p }) => wrote(withoutDataError(state, [p.block]), p.facts),
  // Whatever could not be evaluated is asked again on the way.
  returned: (state, { payload: p }) => {
    const cleared = {
      ...withoutDataError(state, p.clears),
      facts: Object.fromEntries(Object.entries(state.facts).filter(([name]) => !p.clears.includes(name))),
    };
    const before = withoutKept(cleared, p.clears);
    return p.keeps ? { ...before, kept: { ...before.kept, ...p.keeps } } : before;
  },
  'step-kept': (state, { payload: p, at, seq }) => {
    const kept = { state: 'done', since: at, seq, outcome: p.outcome, carried: p.round } as const;
    const stands = block(state, p.block, (run) => ({ ...run, round: run?.round ?? p.round, ...kept }));
    return withoutKept(wrote(stands, p.facts), [p.block]);
  },
  'kept-dropped': (state, { payload: p }) => withoutKept(state, p.blocks),
  'branch-taken': (state, { payload: p }) => withoutDataError(state, [p.block]),
  'condition-failed': (state, { payload: p, at }) => {
    const failed = { block: p.block, message: p.message, since: at };
    const { dataError } = state;
    return dataError === undefined || dataError.block === p.block
      ? { ...state, dataError: failed }
      : { ...state, dataErrors: [...(state.dataErrors ?? []).filter(({ block }) => block !== p.block), failed] };
  },
  'task-opened': (state, { payload: p, at, seq }) => ({
    ...(p.kind === 'step'
      ? block(withoutDataError(state, [p.step]), p.step, () => ({ round: p.round, state: 'open', since: at, seq }))
      : state),
    tasks: [
      ...state.tasks,
      {
        id: p.task,
        step: p.step,
        round: p.round,
        kind: p.kind,
        state: 'open',
        openedAt: at,
        seq,
        seats: p.seats.map(opened),
        ...(p.decides === undefined ? {} : { decides: p.decides }),
        ...(p.clock === undefined ? {} : { clock: p.clock }),
        ...(p.about === undefined ? {} : { about: p.about }),
      },
    ],
  }),
  'task-done': (state, { payload: p, seq }) => {
    const of = state.tasks.find((t) => t.id === p.task);
    const next = task(left(state, p.task, p.outcome, p.basis), p.task, (t) => ({
      ...t,
      seq,
      state: 'done',
      outcome: p.outcome,
      seats: t.seats.map((s) => closed(s, p.closes ?? 'not-reached')),
    }));
    // The result of several is no single seat's: it becomes a fact when the task is done.
    return of?.kind === 'step' && together(of) ? wrote(next, { ...p.facts, [of.step]: p.outcome }) : next;
  },
  'task-closed': (state, { payload: p, seq }) =>
    task(answered(left(unsaid(state, p.task), p.task, 'closed'), p.task, p.outcome), p.task, (t) => ({
      ...t,
      seq,
      state: 'closed',
      cause: p.cause,
      seats: t.seats.map((s) => closed(s, p.cause)),
    })),
  claimed: (state, { payload: p, actor, seq }) =>
    seat(state, p.task, p.seat, seq, (s) =>
      actor === null ? s : { ...s, holder: actor, ...(p.agent ? { agent: p.agent } : {}) },
    ),
  unclaimed: (state, { payload: p, seq }) => seat(state, p.task, p.seat, seq, backFromAgent),
  'agency-ended': (state, { payload: p, seq }) => seat(state, p.task, p.seat, seq, backFromAgent),
  transferred: (state, { payload: p, seq }) =>
    seat(state, p.task, p.seat, seq, (s) => ({
      ...handedTo(s, p.to),
      holders: [...(s.holders ?? []), p.from],
      basis: 'transfer',
    })),
  delegated: (state, { payload: p, seq }) =>
    seat(state, p.task, p.seat, seq, (s) => ({ ...s, lentTo: [...(s.lentTo ?? []), p.to] })),
  'delegation-recalled': (state, { payload: p, seq }) =>
    seat(state, p.task, p.seat, seq, (s) => lent(s, (person) => !p.from.includes(person))),
  'opinion-submitted': (state, { payload: p, actor, seq }) => {
    // At a seat of his own, that is what it was for; at another's, the seat goes back to whoever had asked.
    if (p.to === undefined)
      return seat(state, p.task, p.seat, seq, (s) => ({
        ...s,
        ...(actor === null ? {} : { holder: actor }),
        state: 'decided',
        voted: seq,
        opinion: p.opinion,
      }));
    if (actor === null) return state;
    const given = seat(state, p.task, p.seat, seq, (s) => ({
      ...lent(s, (person) => person !== actor),
      opinions: [...(s.opinions ?? []), { by: actor, seq }],
    }));
    return p.duty === undefined ? given : duty(given, p.duty, actor);
  },
  'recusal-asked': (state, { payload: { task, seat, duty, whom, asked }, seq }) => ({
    ...touched(state, task, seq),
    recusals: [...(state.recusals ?? []), { task, seat, duty, whom, asked, state: 'open' as const, seq }],
  }),
  'recusal-decided': (state, { payload: p, seq }) => {
    const decided = (state.recusals ?? []).flatMap((each) =>
      each.state !== 'open' || each.duty !== p.duty || each.whom !== p.whom
        ? [each]
        : p.recused
          ? []
          : [{ ...each, state: 'refused' as const }],
    );
    const next = { ...touched(state, p.task, seq), recusals: decided };
    if (!p.recused) return next;
    const known = next.recused?.[p.duty] ?? [];
    const recused = known.includes(p.whom) ? known : [...known, p.whom];
    return {
      ...next,
      recused: { ...next.recused, [p.duty]: recused },
      tasks: next.tasks.map((t) =>
        t.state === 'open' && t.seats.some(({ id }) => p.vacates.includes(id))
          ? { ...t, seq, seats: t.seats.map((s) => (p.vacates.includes(s.id) ? lent(vacate(s), () => false) : s)) }
          : t,
      ),
    };
  },
  copied: (state, { payload: p, seq }) => ({
    ...state,
    copies: { ...state.copies, ...Object.fromEntries(p.people.map((person) => [person, { seq }])) },
  }),
  'copy-read': (state, { payload: p, actor, seq }) =>
    actor === null ? state : { ...state, copies: { ...state.copies, [actor]: { seq: p.of, read: seq } } },
  commented: (state) => state,
  urged: (state, { payload: p, at }) => ({ ...state, urged: { ...state.urged, [p.task]: at } }),
  reassigned: (state, { payload: p, seq }) => seat(state, p.task, p.seat, seq, (s) => handedTo(s, p.to)),
  'follow-asked': (state) => state,
  decided: (state, { payload: p, actor, seq }) => {
    const step = state.tasks.find((t) => t.id === p.task);
    const several = together(step);
    const by = decidedBy(actor, p, several || p.revocable ? seq : undefined);
    const next = seat(withoutHeld(state, p.seat), p.task, p.seat, seq, (s) => ({
      ...by(s),
      ...(p.revocable ? { revocable: true } : {}),
    }));
    const alone = step?.kind === 'step' && !several;
    const facts = { ...next.facts, ...(p.facts ?? {}), ...(alone ? { [step.step]: p.outcome } : {}) };
    // Both have taken it on: whose power it was, and whose hand.
    return duty(duty({ ...next, facts }, p.duty, actor), p.duty, p.agent?.for ?? null);
  },
  'decision-held': (state, { payload: p, actor, seq, effectiveAt }) => ({
    ...seat(
      state,
      p.task,
      p.seat,
      seq,
      decidedBy(actor, p, together(state.tasks.find((t) => t.id === p.task)) ? seq : undefined),
    ),
    held: { ...p, seq, by: actor ?? '', at: effectiveAt },
  }),
  'decision-withdrawn': (state, { payload: p, seq }) => seat(withoutHeld(state, p.seat), p.task, p.seat, seq, reopened),
  'decision-taken-back': (state, { payload: p }) => {
    const facts = Object.fromEntries(Object.entries(state.facts).filter(([name]) => !p.clears.includes(name)));
    const around = p.reopens.reduce(
      (next, run) => block(next, run, (at) => reopenedRun(at as BlockRun)),
      withoutDataError({ ...state, facts }, p.clears),
    );
    return p.facts ? wrote(around, p.facts) : around;
  },
  'turns-changed': (state, { payload: p, seq }) =>
    task(state, p.task, (t) => ({
      ...t,
      seq,
      seats: t.seats.map((s) => {
        if (p.opened.includes(s.id)) return { ...s, state: 'open' };
        return p.waits.includes(s.id) ? { ...s, state: 'waiting' } : s;
      }),
    })),
  'signers-added': (state, { payload: p, seq }) =>
    task(state, p.task, (t) => ({
      ...t,
      seq,
      seats: [...t.seats, ...p.seats.map(opened)],
    })),
  'signer-removed': (state, { payload: p, seq }) =>
    seat(state, p.task, p.seat, seq, (s) => ({ ...s, state: 'closed', cause: REMOVED })),
  'vote-withdrawn': (state, { payload: p, seq }) => seat(state, p.task, p.seat, seq, reopened),
  accepted: (state, { payload: p }) => ({
    ...state,
    acceptedOn: p.on,
    ...(p.withGaps ? { promised: p.withGaps, gaps: p.withGaps } : {}),
  }),
  corrected: (state, { payload: p }) => ({
    ...touching(state, p.data),
    materials: [...new Set([...state.materials, ...p.materials])],
    facts: { ...state.facts, ...p.facts },
  }),
  'promise-kept': ({ promised: _, gaps: __, ...state }) => state,
  'second-list-allowed': (state) => ({ ...state, furtherLists: (state.furtherLists ?? 0) + 1 }),
  'site-visited': (state) => state,
  forwarded: (state) => state,
  'interested-parties-told': (state, { payload: p }) => ({
    ...state,
    rights: { parties: p.parties, waived: [] },
    facts: { ...state.facts, told: true },
  }),
  'hearing-requested': (state) => state,
  'hearing-waived': (state, { payload: p }) =>
    state.rights && !state.rights.waived.includes(p.by)
      ? { ...state, rights: { ...state.rights, waived: [...state.rights.waived, p.by] } }
      : state,
  'views-stated': (state) => state,
  'wait-answered': (state, { payload: p }) => {
    const next = leave(p.message ? heard(state, p.message) : state, p.block, p.outcome, p.basis);
    return wrote(next, { ...p.facts, [p.block]: p.outcome });
  },
  'message-received': (state, { payload: { name, id, facts }, seq }) => ({
    ...state,
    messages: [...(state.messages ?? []), { name, id, seq, facts }],
  }),
  'call-answered': (state, { payload: p }) => {
    const next = leave(withoutEffect(state, p.effect), p.block, p.outcome, p.basis);
    const done = p.undo ? { ...next, calls: [...(next.calls ?? []), { block: p.block, effect: p.effect }] } : next;
    return wrote(done, { ...p.facts, [p.block]: p.outcome });
  },
  'call-undone': (state, { payload: p }) => {
    const { calls = [], ...rest } = state;
    const left = calls.filter(({ effect }) => effect !== p.effect);
    return left.length === 0 ? rest : { ...rest, calls: left };
  },
  'hearing-appointed': (state, { payload: p }) => ({
    ...state,
    hearing: { appointedOn: p.on, heldOn: p.heldOn, host: p.host },
  }),
  'hearing-held': (state) => state,
  'certificate-recorded': (state, { payload: p }) => ({
    ...state,
    certificate: {
      ...state.certificate,
      number: p.number,
      validFrom: p.validFrom ?? state.certificate?.validFrom ?? p.on,
      ...(p.validTo === undefined ? {} : { validTo: p.validTo }),
      ...(p.validity === undefined ? {} : { validity: p.validity }),
    },
  }),
  annulled: (state, { payload: p, seq }) => ({ ...state, decidedOn: p.on, decisionSeq: seq }),
  deregistered: (state, { payload: p, seq }) => ({ ...state, decidedOn: p.on, decisionSeq: seq }),
  'left-standing': (state, { payload: p, seq }) => ({ ...state, decidedOn: p.on, decisionSeq: seq }),
  'handed-out': (state) => state,
  'publication-decided': (state) => state,
  terminated: (state) => state,
  'delay-explained': (state, { payload: p }) => ({
    ...state,
    explained: [...(state.explained ?? []), `${p.clock}:${state.clocks[p.clock]?.term ?? 0}`],
  }),
  complained: (state) => state,
  'linked-opened': (state, { payload: p }) => ({
    ...state,
    linked: [...(state.linked ?? []), { id: p.id, procedure: p.procedure }],
  }),
  'linked-told': (state) => state,
  'linked-heard': (state) => state,
  'supplement-requested': (state, { payload: p }) => ({ ...state, gapLists: state.gapLists + 1, gaps: p.gaps }),
  supplemented: (state, { payload: p }) => {
    const handedIn = {
      materials: [...new Set([...state.materials, ...p.materials])],
      facts: { ...state.facts, ...p.facts },
    };
    const fulfils = p.fulfils;
    if (fulfils) {
      const open = (state.promised ?? []).filter((field) => !fulfils.includes(field));
      return { ...state, ...handedIn, promised: open, gaps: open };
    }
    const { gaps: _, ...rest } = state;
    // Accepted, it is not received anew.
    return touching({ ...rest, ...handedIn, ...(state.acceptedOn === undefined ? { receivedOn: p.on } : {}) }, p.data);
  },
  'acceptance-refused': (state) => state,
  granted: (state, { payload: p, seq }) => ({ ...state, decidedOn: p.on, decisionSeq: seq }),
  refused: (state, { payload: p, seq }) => ({ ...state, decidedOn: p.on, decisionSeq: seq }),
  'review-concluded': (state) => state,
  'clock-started': (state, { payload: p, seq }) => clock(state, p.clock, seq),
  'clock-suspended': (state, { payload: p, seq }) => suspended(clock(state, p.clock, seq)),
  'clock-resumed': (state, { payload: p, seq }) => suspended(clock(state, p.clock, seq)),
  'clock-extended': (state, { payload: p, seq }) => clock(state, p.clock, seq),
  'clock-ended': (state, { payload: p, seq }) => {
    const running = state.clocks[p.clock];
    return running ? suspended(clock(state, { ...running, endedOn: p.on }, seq)) : state;
  },
  'clocks-recounted': (state, { payload: p, seq }) =>
    p.moved.reduce((next, { clock: recounted }) => clock(next, recounted, seq), state),
  'rung-raised': (state, { payload: p }) => {
    const running = state.clocks[p.clock];
    return running
      ? { ...state, clocks: { ...state.clocks, [p.clock]: { ...running, raised: [...running.raised, p.rung] } } }
      : state;
  },
  'child-opened': (state, { payload: p, at, seq }) => ({
    ...block(state, p.block, () => ({ round: p.round, state: 'open', since: at, seq })),
    children: [...state.children, { ...p, state: 'open' }],
  }),
  'child-ended': (state, { payload: p }) => {
    if (p.late) return state;
    const ended = child(state, p.child, (c) => ({ ...c, state: 'ended', outcome: p.outcome }));
    const of = ended.children.find((c) => c.id === p.child);
    if (!of) return ended;
    const duties = Object.entries(p.duties).reduce(
      (s, [name, persons]) => persons.reduce((t, person) => duty(t, name, person), s),
      ended,
    );
    return {
      ...leave(duties, of.block, p.outcome, p.basis),
      facts: { ...ended.facts, ...p.facts, [of.block]: p.outcome },
    };
  },
  'child-closed': (state, { payload: p }) => {
    const of = state.children.find((c) => c.id === p.child);
    const closed = child(state, p.child, (c) => ({ ...c, state: 'closed' }));
    return of ? leave(closed, of.block, 'closed') : closed;
  },
  closing: (state, { payload: p, seq }) => ({
    ...state,
    closing: p.outcome,
    decisionSeq: state.decisionSeq ?? seq,
    tasks: state.tasks.map((t) => (t.seats.some((s) => s.revocable) ? { ...t, seats: t.seats.map(forgotten) } : t)),
  }),
  'effects-wanted': (state, { payload: p, seq, at }) => ({
    ...state,
    effects: [...state.effects, ...p.wants.map((w) => ({ ...w, state: 'wanted' as const, askedBy: seq, since: at }))],
  }),
  'effect-claimed': (state, { payload: p }) =>
    effect(state, p.effect, (e) => ({ ...e, state: 'claimed', claim: p.claim })),
  // Done and cancelled effects leave the state: the ledger keeps them, and the state stays small.
  'effect-done': (state, { payload: p }) => withoutEffect(state, p.effect),
  'effect-failed': (state, { payload: p }) =>
    effect(state, p.effect, (e) => ({ ...e, state: 'failed', failure: p.failure })),
  'effect-retried': (state, { payload: p }) =>
    effect(state, p.effect, ({ failure: _, ...e }) => ({ ...e, state: 'wanted' })),
  'effect-cancelled': (state, { payload: p }) => withoutEffect(state, p.effect),
  'application-withdrawn': (state) => state,
  'process-apart': (state, { payload: p, at }) => ({
    ...state,
    apart: { milestone: p.milestone, expected: p.expected, since: at },
  }),
  rated: (state) => ({ ...state, rated: true }),
  ended: (state, { payload: p }) => ({ ...state, state: 'ended', outcome: p.outcome }),
};

function withoutHeld(state: CaseState, seatId: string): CaseState {
  if (state.held?.seat !== seatId) return state;
  const { held: _, ...rest } = state;
  return rest;
}
/** What could not be evaluated in one of these blocks is asked again; the next error, if there is one, comes first now. */
function withoutDataError(state: CaseState, blocks: readonly string[]): CaseState {
  const { dataError, dataErrors, ...rest } = state;
  if (!dataError) return state;
  const [first, ...others] = [dataError, ...(dataErrors ?? [])].filter(({ block }) => !blocks.includes(block));
  return {
    ...rest,
    ...(first ? { dataError: first } : {}),
    ...(others.length > 0 ? { dataErrors: others } : {}),
  };
}

/** Acts after which what may be done on the case is another; deliveries, reminders and effects are not among them. */
const CHANGES: ReadonlySet<ActType> = new Set<ActType>([
  'received',
  'returned',
  'step-kept',
  'branch-carried',
  'task-opened',
  'task-done',
  'task-closed',
  'accepted',
  'supplement-requested',
  'supplemented',
  'acceptance-refused',
  'granted',
  'refused',
  'clock-suspended',
  'clock-resumed',
  'clock-extended',
  'clocks-recounted',
  'child-opened',
  'child-ended',
  'child-closed',
  'closing',
  'application-withdrawn',
  'ended',
  'condition-failed',
  'corrected',
  'promise-kept',
  'second-list-allowed',
  'site-visited',
  'forwarded',
  'interested-parties-told',
  'hearing-waived',
  'wait-answered',
  'call-answered',
  'hearing-appointed',
  'hearing-held',
  'annulled',
  'deregistered',
  'left-standing',
  'handed-out',
  'publication-decided',
  'terminated',
  'delay-explained',
  'decision-held',
  'decision-withdrawn',
  'decision-taken-back',
  'recusal-asked',
  'recusal-decided',
  'turns-changed',
  'signers-added',
  'signer-removed',
  'vote-withdrawn',
]);

/** The milestone an act is for the process that follows, if it is one. */
export function milestoneOf(act: AnyAct): string | undefined {
  switch (act.type) {
    case 'received':
    case 'supplement-requested':
    case 'supplemented':
    case 'acceptance-refused':
    case 'granted':
    case 'refused':
    case 'returned':
    case 'corrected':
    case 'site-visited':
    case 'forwarded':
    case 'interested-parties-told':
    case 'hearing-appointed':
    case 'hearing-held':
    case 'annulled':
    case 'deregistered':
    case 'left-standing':
    case 'handed-out':
    case 'publication-decided':
    case 'terminated':
    case 'ended':
      return act.type;
    case 'accepted':
      if (act.payload.deemed) return 'deemed-accepted';
      if (act.payload.withGaps) return 'accepted-with-gaps';
      return act.payload.commitment ? 'accepted-on-commitment' : 'accepted';
    case 'wait-answered':
      return `${act.payload.block}-${act.payload.outcome}`;
    case 'review-concluded':
      return `review-${act.payload.conclusion}`;
    case 'child-opened':
      return `${act.payload.block}-opened`;
    case 'child-ended':
      return act.payload.late ? undefined : `${act.payload.block}-${act.payload.outcome}`;
    case 'application-withdrawn':
      return 'withdrawn';
    case 'closing':
      return 'closing';
    default:
      return undefined;
  }
}

/** Folds one act. Unknown types are a fault: a ledger is never guessed at. */
export function evolve(state: CaseState, act: AnyAct): CaseState {
  const handler = HANDLERS[act.type] as Handler<ActType> | undefined;
  if (!handler) throw new Error(`this kernel cannot read an act of type ${String(act.type)}`);
  const next = handler(state, act);
  const milestone = milestoneOf(act);
  return {
    ...next,
    kernel: KERNEL_VERSION,
    seq: act.seq,
    at: act.at,
    changedSeq: CHANGES.has(act.type) ? act.seq : next.changedSeq,
    milestones: milestone === undefined ? next.milestones : [...next.milestones, { seq: act.seq, code: milestone }],
  };
}

export function fold(id: string, acts: readonly AnyAct[]): CaseState {
  return acts.reduce(evolve, { ...EMPTY, id });
}
