/** What an act asks of the outside world (`wantsOf`) and whom it tells inside the house (`noticesOf`): returned lists, never a hidden consequence. */
import type { AnyAct } from './acts/act';
import type { CaseState, EffectSpec, Seat } from './case';
import { milestoneOf } from './evolve';
import type { Definition } from './procedure/definition';
import { clockRule, findBlock } from './procedure/find';
import { factsAt, itemOf } from './procedure/run-name';
import type { Json } from './text';

export type Want = Omit<EffectSpec, 'id'>;

/** Milestones the applicant hears of, by the template that tells it. */
const TELLS_APPLICANT: Readonly<Record<string, string>> = {
  received: 'received',
  'accepted-with-gaps': 'accepted-with-gaps',
  supplemented: 'supplemented',
  'interested-parties-told': 'interested-parties-told',
  'hearing-appointed': 'hearing-opened',
  'handed-out': 'handed-out',
  'supplement-requested': 'supplement-requested',
  accepted: 'accepted',
  'accepted-on-commitment': 'accepted',
  'deemed-accepted': 'deemed-accepted',
  'clock-resumed': 'resumed',
  'delay-explained': 'delay-explained',
};
function factsTold(act: AnyAct): { readonly [name: string]: Json } {
  if (act.type === 'clock-resumed') return { clock: act.payload.clock.id };
  if (act.type === 'hearing-appointed') return { heldOn: act.payload.heldOn, place: act.payload.place };
  return act.type === 'delay-explained' ? { clock: act.payload.clock } : {};
}
/** The template that tells how a case ended, once its paper is sealed. */
export const OUTCOME_TEMPLATES: Readonly<Record<string, string>> = {
  'not-accepted': 'non-accepted',
  granted: 'decided',
  refused: 'decided',
  annulled: 'decided',
  deregistered: 'decided',
  'left-standing': 'decided',
  answered: 'answered',
};

function channelsOf(state: CaseState): readonly string[] {
  const channels = state.facts['channels'];
  return Array.isArray(channels) ? channels.filter((c): c is string => typeof c === 'string') : [];
}

function tellApplicant(
  state: CaseState,
  template: string,
  facts: { readonly [name: string]: Json } = {},
): readonly Want[] {
  return channelsOf(state).map((how) => ({ kind: 'notify', subject: template, how, to: 'applicant', facts }));
}

function expiry(state: CaseState): { readonly [name: string]: Json } {
  const validTo = state.certificate?.validTo;
  return validTo === undefined ? {} : { expiresOn: validTo };
}
/** The clock an act stops, lets run, or extends. */
function clockOf(act: AnyAct): string | undefined {
  return act.type === 'clock-suspended' || act.type === 'clock-resumed' || act.type === 'clock-extended'
    ? act.payload.clock.id
    : undefined;
}

/** Somebody asked for it: what a body takes up itself, or a case that another opened, has nobody to thank for his application. */
export function isApplication({ opens }: Definition, state: CaseState): boolean {
  return opens?.post === 'window-clerk' && state.facts['exOfficio'] !== true && !state.parent && !state.linkedTo;
}

/** A wait that was entered is no milestone of the process; a notice may still be due with it. */
function enteredOf(act: AnyAct): string | undefined {
  return act.type === 'block-entered' ? `${act.payload.block}-entered` : undefined;
}

/** What is called for when a call is entered, and when it is undone. */
function callsOf(definition: Definition, state: CaseState, act: AnyAct): readonly Want[] {
  if (act.type === 'call-undone')
    return [{ kind: 'call', subject: act.payload.service, how: 'undo', facts: { undoes: act.payload.effect } }];
  const block = act.type === 'block-entered' ? findBlock(definition, act.payload.block) : undefined;
  if (act.type !== 'block-entered' || block?.kind !== 'call') return [];
  const run = act.payload.block;
  // What is handed over, as it stands now: every try says the same.
  const known = factsAt(state.facts, itemOf(run));
  const facts = Object.fromEntries(Object.entries(known).filter(([name]) => block.hands.includes(name)));
  return [{ kind: 'call', subject: block.service, how: 'call', block: run, facts }];
}

/** The effects an act asks for, in the order they are wanted. */
export function wantsOf(
  definition: Definition,
  state: CaseState,
  act: AnyAct,
  moment: { readonly webhook: boolean },
): readonly Want[] {
  // A promise of the body is its own affair: only what happens to a limit of the law is told.
  const clock = clockOf(act);
  if (clock !== undefined && clockRule(definition, clock)?.kind !== 'statutory') return [];
  const code = milestoneOf(act);
  const wants: Want[] = [];
  for (const [kind, paper] of Object.entries(definition.papers)) {
    if (paper.on?.includes(code ?? enteredOf(act) ?? act.type))
      wants.push({ kind: 'issue-paper', subject: kind, how: paper.seal });
  }
  wants.push(...callsOf(definition, state, act));
  const template = TELLS_APPLICANT[code ?? act.type];
  // A child speaks to the applicant only where the law lets it: of the hearing he is summoned to.
  const spoken =
    act.type === 'received'
      ? isApplication(definition, state)
      : act.type === 'supplemented'
        ? act.payload.fulfils === undefined
        : !state.parent || act.type === 'hearing-appointed';
  if (template !== undefined && spoken) wants.push(...tellApplicant(state, template, factsTold(act)));
  if (act.type === 'rung-raised') {
    const rung = clockRule(definition, act.payload.clock)?.rungs.find(({ id }) => id === act.payload.rung);
    if (rung?.tells !== undefined)
      wants.push(...tellApplicant(state, rung.tells, { clock: act.payload.clock, ...expiry(state) }));
  }
  const entered = act.type === 'block-entered' ? findBlock(definition, act.payload.block) : undefined;
  if (entered?.kind === 'await' && entered.tells !== undefined)
    wants.push(...tellApplicant(state, entered.tells, { clock: entered.clock }));
  if (act.type === 'task-opened' && act.payload.step === definition.handOut?.id)
    wants.push(...tellApplicant(state, 'certificate-issued'));
  if (code !== undefined && moment.webhook && !state.parent)
    wants.push({ kind: 'notify', subject: code, how: 'webhook', to: 'town' });
  if (act.type === 'closing') {
    const rule = definition.outcomes[act.payload.outcome];
    for (const paper of rule?.paper == null ? [] : [rule.paper, ...(rule.also ?? [])])
      wants.push({
        kind: 'issue-paper',
        subject: paper,
        how: definition.papers[paper]?.seal ?? 'none',
        block: 'closing',
      });
  }
  if (act.type === 'ended' && !state.parent && definition.outcomes[act.payload.outcome]?.paper != null) {
    wants.push(
      ...tellApplicant(state, OUTCOME_TEMPLATES[act.payload.outcome] ?? 'terminated', { outcome: act.payload.outcome }),
    );
  }
  if (act.type === 'clock-suspended') wants.push(...tellApplicant(state, 'suspended', { clock: act.payload.clock.id }));
  if (act.type === 'clock-extended') wants.push(...tellApplicant(state, 'extended', { clock: act.payload.clock.id }));
  if (act.type === 'rung-raised' && act.payload.does === 'escalate')
    wants.push({
      kind: 'escalate',
      subject: act.payload.clock,
      facts: { rung: act.payload.rung, term: act.payload.term },
    });
  return wants;
}

/** An in-app message: to a post or a person, with codes only. */
export interface Notice {
  readonly principal: string;
  readonly template: string;
  readonly facts: { readonly [name: string]: Json };
}

export function postOf(seat: { readonly post: string; readonly organisation: string }): string {
  return `post:${seat.post}@${seat.organisation}`;
}
/**
 * Who decides on a recusal (回避): the head of the seat's body, or of the body that decides where the seat's own has none, as a service
 * centre; of the head himself whoever supervises.
 */
export function recusalJudge(
  { organisations }: Pick<CaseState, 'organisations'>,
  seat: { readonly post: string; readonly organisation: string },
): readonly ['agency-head' | 'supervisor', string | undefined] {
  if (seat.post === 'agency-head') return ['supervisor', organisations.supervising];
  const { deciding, reviewing, supervising, preliminary } = organisations;
  const hasHead = [deciding, reviewing, supervising, preliminary].includes(seat.organisation);
  return ['agency-head', hasHead || deciding === undefined ? seat.organisation : deciding];
}
/** What `postOf` wrote, read again; nothing for a person, an applicant or a system. */
export function seatOfPost(written: string): { readonly post: string; readonly organisation: string } | undefined {
  const [, post, organisation] = /^post:([^@]+)@(.+)$/.exec(written) ?? [];
  return post === undefined || organisation === undefined ? undefined : { post, organisation };
}

/** The person of `person:<id>`; nothing for a post, an applicant or a system. */
export function personOfPrincipal(written: string): string | undefined {
  return /^person:(.+)$/.exec(written)?.[1];
}

function toPerson(person: string, template: string, facts: Notice['facts']): Notice {
  return { principal: `person:${person}`, template, facts };
}
function stepIn(state: CaseState, task: string): Notice['facts'] {
  return { step: state.tasks.find(({ id }) => id === task)?.step ?? '' };
}
function seatIn(state: CaseState, task: string, seat: string): Seat | undefined {
  return state.tasks.find(({ id }) => id === task)?.seats.find(({ id }) => id === seat);
}
/** Whose turn has come at a step: a post, or whoever holds the seat. */
function seatsTold(
  seats: readonly { readonly post: string; readonly organisation: string; readonly holder?: string }[],
  step: string,
): readonly Notice[] {
  const principals = seats.map((seat) => (seat.holder === undefined ? postOf(seat) : `person:${seat.holder}`));
  return [...new Set(principals)].map((principal) => ({ principal, template: 'task-opened', facts: { step } }));
}

/** Whom an act tells inside the house. `state` is the case after the act. */
export function noticesOf(definition: Definition, state: CaseState, act: AnyAct): readonly Notice[] {
  const supervisor =
    state.organisations.supervising === undefined ? [] : [`post:supervisor@${state.organisations.supervising}`];
  switch (act.type) {
    case 'task-opened':
      return seatsTold(
        act.payload.seats.filter((seat) => seat.state !== 'waiting' && !seat.said),
        act.payload.step,
      );
    case 'turns-changed': {
      const of = state.tasks.find(({ id }) => id === act.payload.task);
      return seatsTold(of?.seats.filter(({ id }) => act.payload.opened.includes(id)) ?? [], of?.step ?? '');
    }
    case 'signers-added':
      return seatsTold(
        act.payload.seats.filter((seat) => seat.state !== 'waiting'),
        state.tasks.find(({ id }) => id === act.payload.task)?.step ?? '',
      );
    case 'signer-removed': {
      const { task, person } = act.payload;
      const facts = { step: state.tasks.find(({ id }) => id === task)?.step ?? '' };
      return person === undefined ? [] : [{ principal: `person:${person}`, template: 'relieved', facts }];
    }
    case 'accepted':
      return act.payload.deemed
        ? supervisor.map((principal) => ({ principal, template: 'deemed-accepted', facts: {} }))
        : [];
    case 'rung-raised': {
      const { clock, rung, does } = act.payload;
      if (does === 'lapse') return [];
      const owners = state.tasks.filter(
        (t) =>
          t.state === 'open' &&
          (t.clock === clock || clockRule(definition, clock)?.kind === 'statutory') &&
          t.kind === 'step',
      );
      const principals = owners.flatMap((t) =>
        t.seats
          .filter((s) => s.state === 'open')
          .map((s) => (s.holder === undefined ? postOf(s) : `person:${s.holder}`)),
      );
      return [...new Set(principals)].map((principal) => ({
        principal,
        template: does === 'escalate' ? 'overdue' : 'reminder',
        facts: { clock, rung },
      }));
    }
    case 'urged':
      return act.payload.to.map((principal) => ({
        principal,
        template: 'urged',
        facts: { step: state.tasks.find(({ id }) => id === act.payload.task)?.step ?? '' },
      }));
    case 'reassigned': {
      const { from, to, task } = act.payload;
      const facts = { step: state.tasks.find(({ id }) => id === task)?.step ?? '' };
      return [
        { principal: `person:${to}`, template: 'assigned', facts },
        ...(from === undefined ? [] : [{ principal: `person:${from}`, template: 'relieved', facts }]),
      ];
    }
    case 'transferred':
      return [toPerson(act.payload.to, 'transferred', stepIn(state, act.payload.task))];
    case 'delegated':
      return [toPerson(act.payload.to, 'opinion-asked', stepIn(state, act.payload.task))];
    case 'delegation-recalled':
      return act.payload.from.map((person) => toPerson(person, 'opinion-recalled', stepIn(state, act.payload.task)));
    case 'opinion-submitted':
      return act.payload.to === undefined
        ? []
        : [toPerson(act.payload.to, 'opinion-given', stepIn(state, act.payload.task))];
    case 'agency-ended': {
      const { task, from, to } = act.payload;
      return [from, ...(to === undefined ? [] : [to])].map((person) =>
        toPerson(person, 'agency-ended', stepIn(state, task)),
      );
    }
    case 'recusal-asked': {
      const { task, seat: id } = act.payload;
      const seat = seatIn(state, task, id);
      const [post, organisation] = seat ? recusalJudge(state, seat) : [];
      return post === undefined || organisation === undefined
        ? []
        : [{ principal: postOf({ post, organisation }), template: 'recusal-asked', facts: stepIn(state, task) }];
    }
    case 'recusal-decided': {
      const { task, seat: id, whom, recused, vacates } = act.payload;
      const seat = seatIn(state, task, id);
      return [
        toPerson(whom, recused ? 'recused' : 'not-recused', stepIn(state, task)),
        // The seat is anybody's of its post again.
        ...(seat && vacates.length > 0
          ? [{ principal: postOf(seat), template: 'task-opened', facts: stepIn(state, task) }]
          : []),
      ];
    }
    case 'copied':
      return act.payload.people.map((person) => toPerson(person, 'copied', {}));
    case 'commented':
      return act.payload.mentions.map((person) => toPerson(person, 'mentioned', {}));
    // Nobody took it back himself: whoever decided must hear that he has to decide again.
    case 'decision-withdrawn': {
      const { task, seat, because } = act.payload;
      const of = state.tasks.find(({ id }) => id === task);
      const holder = of?.seats.find(({ id }) => id === seat)?.holder;
      return because === undefined || holder === undefined
        ? []
        : [
            {
              principal: `person:${holder}`,
              template: 'decision-undone',
              facts: { step: of?.step ?? '', because },
            },
          ];
    }
    // Whoever has taken the next task has read it, and must hear that it is not his any more.
    case 'decision-taken-back': {
      const { closes } = act.payload;
      const told = state.tasks.flatMap((task) =>
        closes.includes(task.id)
          ? task.seats.flatMap(({ holder }) => (holder === undefined ? [] : [[holder, task.step] as const]))
          : [],
      );
      return told.map(([person, step]) => toPerson(person, 'taken-back', { step }));
    }
    case 'effect-failed':
      return supervisor.map((principal) => ({
        principal,
        template: 'effect-failed',
        facts: { effect: act.payload.effect, failure: act.payload.failure },
      }));
    default:
      return [];
  }
}
