// Owns how tests tell a case's story over the pure kernel: open it, let persons of the town act at a time of law, read what became of it.
import { bindRoles } from '../../src/kernel/procedure/find';
import { versionOf } from '../../src/kernel/procedure/version';
import type { Draft } from '../../src/kernel/procedure/builder';
import type { Definition } from '../../src/kernel/procedure/definition';
import { findBlock } from '../../src/kernel/procedure/find';
import type { AnyAct, AnyDraft } from '../../src/kernel/acts/act';
import type { CaseCommand } from '../../src/kernel/acts';
import type { CaseState, Task } from '../../src/kernel/case';
import type { Actor, CertificateNow, CertificateStanding, Drawn, Moment, PersonActor } from '../../src/kernel/command';
import {
  apply,
  check,
  checkOpen,
  closeChild,
  offeredOnTask,
  open,
  openChild,
  openLinkedCase,
} from '../../src/kernel/kernel';
import { EMPTY } from '../../src/kernel/evolve';
import type { Refusal } from '../../src/kernel/rules/refusal';
import { nextDueOf } from '../../src/kernel/settle';
import type { Json } from '../../src/kernel/text';
import type { Calendar } from '../../src/kernel/time/calendar';
import { builtInCalendar } from '../../src/kernel/time/notices';
import { dayOf } from '../../src/kernel/time/civil';
import { dueDay, type Instant } from '../../src/kernel/time/clock';
import { PEOPLE, type Walk } from '../../src/kernel/walk';
import { catalogue } from '../../procedures/index';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { seriesOf } from '../../src/record/numbers';
import { everybody, letters, person } from './town';

export const calendar = builtInCalendar;
/** `2026-03-02`, `2026-03-02 09:00` or `2026-03-02 00:00:01`, in Asia/Shanghai. */
export function lawTime(text: string): Instant {
  const [day = '', time = '09:00'] = text.split(' ');
  return Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}+08:00`);
}

const published = new Map(catalogue.map((draft) => [draft.id, publish(draft)]));
export function publish(draft: Draft): Definition {
  return versionOf(draft, 1, () => 'hash');
}

export const FOOD = { shopName: '徐霞客镇张记面馆', premises: '徐霞客镇霞客大道88号', business: '餐饮服务' };
export const ALL_PAPERS = { identity: 'file-1', premisesProof: 'file-2', floorPlan: 'file-3' };
export const CLERK = 'zhangwei';
export const EXAMINERS = ['wangfang', 'lina'] as const;
export const APPROVER = 'wujun';
export const REVIEWER = 'fenglei';

export interface Beginning {
  readonly procedure?: Draft;
  readonly on?: string;
  readonly by?: string;
  readonly data?: { readonly [field: string]: Json };
  readonly id?: string;
  readonly webhook?: boolean;
  /** Seconds for which a decision may be taken back; it takes effect at once unless said. */
  readonly undoSeconds?: number;
  /** Who holds the posts of the town; the seed's people unless said otherwise. */
  readonly people?: readonly PersonActor[];
  /** Whom the record finds at a place that is no post: in charge of a topic, with the least in hand, the head above. */
  readonly places?: Readonly<Record<string, readonly string[]>>;
  /** Holds the item; the approval bureau unless said otherwise. */
  readonly holder?: string;
  /** The certificate it is about, by the case in whose register it stands. */
  readonly about?: PlayedCase;
  readonly standing?: CertificateStanding;
}

/** The register of certificates, shared by a case and all that follow it. */
interface Register {
  readonly entries: Extract<AnyAct, { type: 'certificate-recorded' }>['payload'][];
  readonly cases: PlayedCase[];
}

/** A user name of the town, `applicant`, `process`, or an actor made up for the occasion. */
type Who = string | Actor;
interface Choice {
  readonly opinion?: string;
  readonly data?: { readonly [field: string]: Json };
  readonly expectedSeq?: number;
}

/** A case with its ledger, its law time and its children. Acts of the process go through the same door as everybody's. */
export class PlayedCase {
  readonly acts: AnyAct[] = [];
  readonly children = new Map<string, PlayedCase>();
  readonly linkedCases = new Map<string, PlayedCase>();
  private drawn = 0;
  private calendar: Calendar = calendar;

  private constructor(
    readonly definition: Definition,
    public state: CaseState,
    public now: Instant,
    private readonly webhook: boolean,
    readonly register: Register = { entries: [], cases: [] },
    private readonly undoSeconds?: number,
    private readonly people: readonly PersonActor[] = everybody,
    private readonly places: Readonly<Record<string, readonly string[]>> = {},
  ) {
    this.register.cases.push(this);
  }

  static begin(beginning: Beginning = {}): PlayedCase {
    const draft = beginning.procedure ?? foodBusinessPermit;
    const definition =
      published.get(draft.id) === undefined || beginning.procedure
        ? publish(draft)
        : (published.get(draft.id) ?? publish(draft));
    const clerk = person(beginning.by ?? CLERK);
    const receiving = clerk.posts[0]?.organisation ?? '';
    const now = lawTime(beginning.on ?? '2026-03-02 09:00');
    const data = beginning.data ?? { ...FOOD, ...ALL_PAPERS };
    const played = new PlayedCase(
      definition,
      { ...emptyOf(beginning.id ?? 'c1') },
      now,
      beginning.webhook ?? false,
      beginning.about?.register,
      beginning.undoSeconds,
      beginning.people,
      beginning.places,
    );
    const about = beginning.about?.state.certificate;
    const command = {
      type: 'open-case' as const,
      organisations: bindRoles(definition, receiving, beginning.holder ?? 'approval-bureau', data),
      data,
      ...(about ? { certificate: { ...about, standing: beginning.standing ?? played.standingOf(about.number) } } : {}),
      party: {
        kind: 'person',
        name: '张三',
        idType: 'resident-id',
        idNumber: '320281199001011234',
        phone: '13812345678',
      },
      formErrors: [],
    };
    const refusal = checkOpen(definition, command, clerk);
    if (refusal) throw new Error(`not opened: ${refusal.code} ${refusal.basis ?? ''}`);
    played.take((drawn) =>
      open(
        definition,
        played.state.id,
        '320281-20260302-000001',
        command,
        clerk,
        played.moment('act', about?.number),
        calendar,
        drawn,
      ),
    );
    return played;
  }

  /** Another calendar is published: from now on the town counts by it. */
  under(published: Calendar): this {
    this.calendar = published;
    return this;
  }

  /** Goes on to a time of law; nothing happens by that alone. */
  at(time: string | Instant): this {
    const next = typeof time === 'string' ? lawTime(time) : time;
    if (next < this.now) throw new Error('law time does not run backwards');
    this.now = next;
    for (const child of this.children.values()) child.now = Math.max(child.now, next);
    return this;
  }

  moment(raisedBy: Moment['raisedBy'] = 'act', number = this.state.certificate?.number): Moment {
    const certificate = number === undefined ? undefined : this.certificateNow(number);
    return {
      now: this.now,
      raisedBy,
      webhook: this.webhook,
      ...(this.undoSeconds === undefined ? {} : { undoMs: this.undoSeconds * 1_000 }),
      ...(certificate ? { certificate } : {}),
    };
  }
  private certificateNow(number: string): CertificateNow | undefined {
    const entries = this.register.entries.filter((entry) => entry.number === number);
    const last = entries.at(-1);
    if (!last) return undefined;
    const open = this.register.cases.filter(
      (each) => each !== this && each.state.state !== 'ended' && each.state.certificate?.number === number,
    );
    const watch = open.find((each) => each.definition.id === 'validity-watch');
    return {
      entry: last.entry,
      annulled: entries.some(({ kind }) => kind === 'annulled'),
      deregistered: entries.some(({ kind }) => kind === 'deregistered'),
      ...(last.validTo === undefined ? {} : { validTo: last.validTo }),
      renewing: open.some((each) => each.definition.concerns?.certificate === 'renewed'),
      ...(watch ? { watch: watch.state.id } : {}),
    };
  }
  private standingOf(number: string): CertificateStanding {
    const now = this.certificateNow(number);
    if (!now) return 'unknown';
    if (now.deregistered) return 'deregistered';
    if (now.annulled) return 'annulled';
    if (now.validTo !== undefined && now.validTo < dayOf(this.now)) return 'expired';
    return now.renewing ? 'renewing' : 'valid';
  }

  /** Asks for an act; the refusal, if it is refused. The rungs that were due stay raised either way. */
  asks(who: Who, command: CaseCommand, receivedAt?: string): Refusal | undefined {
    const actor = actorOf(who);
    let refusal: Refusal | undefined;
    this.take((drawn) => {
      const decision = apply(
        this.definition,
        this.state,
        command,
        actor,
        this.moment(),
        this.calendar,
        drawn,
        receivedAt === undefined ? undefined : lawTime(receivedAt),
      );
      ({ refusal } = decision);
      return decision.walk;
    });
    return refusal;
  }

  /** As `asks`, where the story says that it is accepted. */
  does(who: Who, command: CaseCommand): this {
    const refusal = this.asks(who, command);
    if (refusal)
      throw new Error(`${typeof who === 'string' ? who : who.kind} may not ${command.type}: ${refusal.code}`);
    return this;
  }

  decides(who: Who, step: string, outcome: string, choice: Choice = {}): this {
    return this.does(who, this.decision(step, outcome, choice));
  }
  refused(who: Who, step: string, outcome: string, choice: Choice = {}): string | undefined {
    return this.asks(who, this.decision(step, outcome, choice))?.code;
  }
  private decision(step: string, outcome: string, choice: Choice): CaseCommand {
    const task = this.task(step) ?? this.state.tasks.find((each) => each.step === step);
    return {
      type: 'decide',
      task: task?.id ?? `none:${step}`,
      outcome,
      opinion: '情况属实。',
      formErrors: [],
      ...choice,
    };
  }

  examines(
    who: Who,
    outcome: 'recommend-grant' | 'recommend-refusal' = 'recommend-grant',
    thirdPartiesAffected = false,
  ): this {
    return this.decides(who, 'examination', outcome, {
      data: { findings: '现场与申请材料一致。', thirdPartiesAffected },
    });
  }

  /** 告知: those whom the permit affects, by name, and the applicant hear of their right to a hearing. */
  informs(who: Who, ...names: readonly string[]): this {
    return this.decides(who, 'telling', 'tell', { data: { parties: names.map((name) => ({ name })) } });
  }
  /** The applicant speaks for himself; what the others hand in on paper is entered at the window. */
  waives(...parties: readonly string[]): this {
    return parties.reduce<this>(
      (story, by) => story.does(...spokenFor(by, { type: 'waive-hearing', ...speaking(by) })),
      this,
    );
  }
  asksForHearing(by: string): this {
    return this.does(...spokenFor(by, { type: 'request-hearing', ...speaking(by) }));
  }

  /** Raises what is due, as a timer would. */
  settles(raisedBy: Moment['raisedBy'] = 'timer'): this {
    this.take(
      (drawn) =>
        apply(
          this.definition,
          this.state,
          { type: 'raise-rungs' },
          { kind: 'system' },
          this.moment(raisedBy),
          this.calendar,
          drawn,
        ).walk,
    );
    return this;
  }

  /** Lets every timer fire at its instant until the given time. */
  livesUntil(time: string): this {
    const until = lawTime(time);
    for (
      let next = nextDueOf(this.definition, this.state, this.calendar);
      next && next.raiseAt <= until;
      next = nextDueOf(this.definition, this.state, this.calendar)
    ) {
      this.at(Math.max(next.raiseAt, this.now)).settles();
    }
    return this.at(until);
  }

  /** Every wanted effect is claimed and done, like a run of the process with nothing in its way. */
  runsEffects(): this {
    for (
      let effect = this.state.effects.find((each) => each.state === 'wanted');
      effect;
      effect = this.state.effects.find((each) => each.state === 'wanted')
    ) {
      this.does('process', { type: 'claim-effect', effect: effect.id, claim: 1 });
      this.does('process', { type: 'finish-effect', effect: effect.id, claim: 1, result: { sha256: '0'.repeat(64) } });
    }
    return this;
  }

  /** The child of a block, in its last round. */
  child(block: string): PlayedCase {
    const run = this.state.children.filter((each) => each.block === block).at(-1);
    const child = run && this.children.get(run.id);
    if (!child) throw new Error(`no child ${block}`);
    return child;
  }
  /** What the child's end owes to its parent, handed over. */
  delivers(child: PlayedCase): this {
    if (child.state.outcome === undefined) throw new Error('the child has not ended');
    return this.does('process', {
      type: 'child-outcome',
      child: child.state.id,
      outcome: child.state.outcome,
      facts: {},
      duties: child.state.duties,
    });
  }

  /** The linked case of a procedure, the newest. */
  linked(procedure: string): PlayedCase {
    const linked = [...this.linkedCases.values()].filter((each) => each.definition.id === procedure).at(-1);
    if (!linked) throw new Error(`no linked case of ${procedure}`);
    return linked;
  }
  /** The words this case owes to others are carried to them. */
  tells(): this {
    for (const { payload } of this.ofType('linked-told')) {
      const to = this.register.cases.find((each) => each.state.id === payload.to);
      to?.at(Math.max(to.now, this.now)).does('process', {
        type: 'hear-linked',
        from: this.state.id,
        said: payload.said,
      });
    }
    return this;
  }

  /** The day on which a clock is due; undefined while it stands still. */
  due(clock = 'decision'): string | undefined {
    const [rule, running] = [this.definition.clocks[clock], this.state.clocks[clock]];
    return rule && running && dueDay(rule, running, this.calendar);
  }
  /** Whoever has just decided takes it back. */
  takesBack(who: Who, task = this.state.held?.task ?? 'none'): this {
    return this.does(who, { type: 'withdraw', task });
  }
  offers(who: Who, task: string): readonly string[] {
    const of = this.state.tasks.find(({ id }) => id === task);
    if (!of) throw new Error(`no task ${task}`);
    const { definition, state, calendar } = this;
    return offeredOnTask({ definition, state, actor: actorOf(who), moment: this.moment(), calendar }, of);
  }
  task(step: string): Task | undefined {
    return this.state.tasks.find((task) => task.step === step && task.state === 'open');
  }
  may(who: Who, command: CaseCommand): boolean {
    return check(this.definition, this.state, command, actorOf(who), this.moment(), this.calendar) === undefined;
  }
  milestones(): readonly string[] {
    return this.state.milestones.map(({ code }) => code);
  }
  ofType<T extends AnyAct['type']>(type: T): readonly Extract<AnyAct, { type: T }>[] {
    return this.acts.filter((act): act is Extract<AnyAct, { type: T }> => act.type === type);
  }
  rungs(): readonly string[] {
    return this.ofType('rung-raised').map(({ payload }) => `${payload.clock}:${payload.rung}`);
  }

  /** Decides as the record does: again with the numbers and the people drawn, where some are needed. */
  private take(decide: (drawn: Drawn) => Walk): void {
    let walk = decide({ numbers: {} });
    if (walk.needs.length > 0) {
      const needs = walk.needs.filter((need) => !need.startsWith(PEOPLE));
      const numbers = needs.map((need) => [need, `${seriesOf(need, letters)}〔2026〕第${++this.drawn}号`] as const);
      walk = decide({ numbers: Object.fromEntries(numbers), people: this.peopleFor(walk.needs) });
    }
    if (walk.needs.length > 0) throw new Error('something is needed that was not asked for');
    this.write(walk);
  }
  private peopleFor(needs: readonly string[]): NonNullable<Drawn['people']> {
    const places = needs.filter((need) => need.startsWith(PEOPLE)).map((need) => need.slice(PEOPLE.length));
    const holds = ({ posts }: PersonActor, place: string): boolean =>
      posts.some(({ kind, organisation }) => `${kind}@${organisation}` === place);
    return Object.fromEntries(
      places.map((place) => [
        place,
        this.places[place]?.map((id) => this.people.find((each) => each.person === id) ?? person(id)) ??
          this.people.filter((each) => holds(each, place)),
      ]),
    );
  }
  private write(walk: Walk): void {
    const from = this.state.seq;
    const acts = walk.drafts.map((draft: AnyDraft, n) => ({ ...draft, seq: from + n + 1, v: 1, at: walk.moment.now }));
    this.acts.push(...acts);
    this.state = walk.state;
    for (const act of acts) {
      if (act.type === 'child-opened') this.openChild(act.payload.id);
      if (act.type === 'linked-opened') this.openLinked(act.payload);
      if (act.type === 'certificate-recorded') this.register.entries.push(act.payload);
      if (act.type === 'child-closed') this.children.get(act.payload.child)?.isClosed(act.payload.cause);
    }
  }
  private openChild(id: string): void {
    const run = this.state.children.find((each) => each.id === id);
    const definition = run && published.get(run.procedure);
    const block = run && findBlock(this.definition, run.block);
    if (!run || !definition || block?.kind !== 'child') throw new Error(`no procedure for the child ${id}`);
    const child = new PlayedCase(definition, emptyOf(id), this.now, this.webhook, undefined, this.undoSeconds);
    child.write(openChild(definition, this.state, run, block.hands, this.moment(), this.calendar, { numbers: {} }));
    this.children.set(id, child);
  }
  private openLinked(opened: Extract<AnyAct, { type: 'linked-opened' }>['payload']): void {
    const definition = published.get(opened.procedure);
    if (!definition) throw new Error(`no procedure ${opened.procedure} for a linked case`);
    const linked = new PlayedCase(
      definition,
      emptyOf(opened.id),
      this.now,
      this.webhook,
      this.register,
      this.undoSeconds,
    );
    linked.write(openLinkedCase(definition, this.state, opened, this.moment(), this.calendar, { numbers: {} }));
    this.linkedCases.set(opened.id, linked);
  }
  private isClosed(cause: string): void {
    this.write(closeChild(this.definition, this.state, cause, this.moment(), this.calendar));
  }
}

function emptyOf(id: string): CaseState {
  return { ...EMPTY, id };
}
function actorOf(who: Who): Actor {
  if (typeof who !== 'string') return who;
  if (who === 'applicant') return { kind: 'party' };
  return who === 'process' ? { kind: 'system' } : person(who);
}

function speaking(by: string): { readonly by?: string } {
  return by === 'applicant' ? {} : { by };
}
function spokenFor(by: string, command: CaseCommand): readonly [Who, CaseCommand] {
  return [by === 'applicant' ? by : CLERK, command];
}

/** A food permit received on Monday 2 March 2026 at the window of 徐霞客镇, complete unless said otherwise. */
export function aCase(beginning: Beginning = {}): PlayedCase {
  return PlayedCase.begin(beginning);
}
/** The same, accepted the next morning. */
export function anAcceptedCase(beginning: Beginning = {}): PlayedCase {
  return aCase(beginning).at('2026-03-03 10:00').decides(CLERK, 'acceptance', 'accept');
}
/**
 * Examined by two, who recommend the grant unless said otherwise; a refusal of one is enough. Where a neighbour is affected he is
 * told, and he and the applicant waive the hearing at once.
 */
export function anExaminedCase(
  outcome: 'recommend-grant' | 'recommend-refusal' = 'recommend-grant',
  thirdPartiesAffected = false,
  beginning: Beginning = {},
): PlayedCase {
  const played = anAcceptedCase(beginning).at('2026-03-04 10:00').examines(EXAMINERS[0], outcome, thirdPartiesAffected);
  if (outcome === 'recommend-grant') played.examines(EXAMINERS[1], outcome, thirdPartiesAffected);
  return thirdPartiesAffected ? played.informs(EXAMINERS[0], '李四').waives('applicant', 'party-1') : played;
}
