/** Owns sending one message of one effect: claimed, composed from the record, handed to its channel, recorded as done. */
import type { EffectOver } from '../workflows/messages';
import { clockRule } from '../src/kernel/procedure/find';
import type { MessageFacts } from '../src/adapters/notification/templates';
import type { CaseState, EffectSpec } from '../src/kernel/case';
import { termInWords } from '../src/kernel/paper-data';
import type { Definition } from '../src/kernel/procedure/definition';
import type { Limit } from '../src/kernel/time/clock';
import type { Json, Text } from '../src/kernel/text';
import { lawTime } from '../src/record/law-clock';
import { wordingOf } from '../src/record/wordings';
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import type { EffectName, Effects } from './effect';
import { clockOf } from './follow';

export interface MessageCase {
  readonly number: string;
  readonly state: CaseState;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly item_zh: string | null;
  readonly item_en: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** As the party asked for when the application was handed in; null for the language of record. */
  readonly language: string | null;
  readonly due: Readonly<Record<string, string>> | null;
  readonly real_start: number;
  readonly law_start: number;
  readonly day_seconds: number;
  readonly simulated: boolean;
  readonly now: number;
}
const READ = `
  select c.number, c.state, c.procedure_id, c.procedure_version, p.name_zh as item_zh, p.name_en as item_en, a.email, a.phone,
    (select l.payload->'party'->>'language' from acts l where l.case_id = c.root_id and l.seq = 1) as language,
    (select jsonb_object_agg(k.clock_id, k.due_on) from clocks k where k.case_id = c.id and k.due_on is not null) as due,
    extract(epoch from i.real_start)::float8 * 1000 as real_start, extract(epoch from i.law_start)::float8 * 1000 as law_start, i.day_seconds, i.simulated,
    extract(epoch from clock_timestamp())::float8 * 1000 as now
  from cases c cross join installation i left join parties a on a.case_id = c.root_id left join power_items p on p.code = c.item and p.version = c.item_version
  where c.id = $1 and i.id = 1`;

/** The clock each template speaks of, unless the effect names one. A template that is not here names no day at all. */
const CLOCKS: Readonly<Record<string, string>> = {
  received: 'acceptance',
  supplemented: 'acceptance',
  'supplement-requested': 'supplement',
  accepted: 'decision',
  'deemed-accepted': 'decision',
  suspended: 'decision',
  resumed: 'decision',
  extended: 'decision',
  'annulment-notice': 'statement',
  expiring: 'expiry',
};

export function createNotify(deps: ActivityDeps, effects: Effects) {
  const { messages, publicUrl } = deps;
  return { sendNotice };

  async function sendNotice(ref: EffectName): Promise<EffectOver> {
    const about = await readMessageCase(deps, ref.case);
    waitForMorning(deps, about);
    const { claim, seq, spec } = await effects.claim(ref);
    if (claim === undefined) return { seq, moved: true };
    const channel = messages.channels[spec.how ?? ''];
    if (!channel) throw failure(`no-channel-${spec.how ?? 'named'}`, { final: true });
    const to = spec.how === 'email' ? about.email : spec.how === 'sms' ? about.phone : spec.to;
    if (!to) throw failure('no-address', { final: true });
    const definition = await deps.definitions.version(about.procedure_id, about.procedure_version);
    // Milestones that no letter was written for reach other systems as a bare code.
    const rendered = messages.isMessageEvent(spec.subject)
      ? messages.render(
          spec.subject,
          { ...toldOf(definition, about, spec), link: `${publicUrl}/track/${about.number}` },
          spec.to === 'applicant' && about.language === 'en' ? 'en' : 'zh',
          (await wordingOf(deps.sql, spec.subject))?.wording ?? undefined,
        )
      : { subject: spec.subject, text: '', sms: '' };
    const { receipt } = await channel.send({
      id: ref.effect,
      to,
      subject: rendered.subject,
      text: spec.how === 'sms' ? rendered.sms : rendered.text,
      template: spec.subject,
      caseNumber: about.number,
    });
    const over = await effects.finish({ ...ref, claim, result: { receipt, how: spec.how ?? '' } });
    return { seq: over.seq, moved: over.moved };
  }
}

export async function readMessageCase({ sql }: Pick<ActivityDeps, 'sql'>, caseId: string): Promise<MessageCase> {
  const { rows } = await sql.query<MessageCase>(READ, [caseId]);
  const about = rows[0];
  if (!about) throw failure('no-such-case', { final: true });
  return about;
}

/** Between 21:00 and 08:00 of law time nothing leaves; the try is spent and the next one comes in the morning. */
export function waitForMorning({ messages }: Pick<ActivityDeps, 'messages'>, about: MessageCase): void {
  const clock = clockOf(about);
  const now = lawTime(clock, about.now);
  const from = messages.mayLeaveAt(now);
  if (from > now)
    throw failure('quiet-hours', { againInMs: (from - now) * (about.simulated ? about.day_seconds / 86_400 : 1) + 1 });
}

/** What the message of one effect speaks of: the case, and what the asking act put into the effect. */
function toldOf(definition: Definition, about: MessageCase, spec: EffectSpec): MessageFacts {
  const given = spec.facts ?? {};
  const clock = textIn(given, 'clock') ?? CLOCKS[spec.subject];
  const { term: _, ...rest } = factsOf(definition, about, clock);
  const limit = limitTold(definition, spec, clock);
  const gaps = Array.isArray(given['gaps']) ? titlesOf(definition, given['gaps']) : [];
  const [heldOn, place, expiresOn] = ['heldOn', 'place', 'expiresOn'].map((name) => textIn(given, name));
  return {
    ...rest,
    ...(limit ? { term: termInWords(limit) } : {}),
    ...(gaps.length > 0 ? { gaps } : {}),
    ...(heldOn === undefined ? {} : { heldOn }),
    ...(place === undefined ? {} : { place: { zh: place, en: place } }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
  };
}

/** The time a message names: that by which a limit grew, the time a special procedure needs, else the limit itself. */
function limitTold(definition: Definition, spec: EffectSpec, clock: string | undefined): Limit | undefined {
  const budget = clock === undefined ? undefined : clockRule(definition, clock)?.budget;
  if (spec.subject === 'suspended') {
    // How long the clock stands still is nobody's guess: it is told where the asking act knows it (许 45), and else left out.
    const days = spec.facts?.['expectedDays'];
    return typeof days === 'number' ? { amount: days, unit: 'working-days' } : undefined;
  }
  if (spec.subject !== 'extended') return budget;
  const extension = clock === undefined ? undefined : definition.extensions[clock];
  return budget && extension ? { amount: extension.amount, unit: budget.unit } : undefined;
}

function titlesOf(definition: Definition, fields: readonly Json[]): Text[] {
  return fields.flatMap((field) => definition.materials.filter((m) => m.field === field).map((m) => m.title));
}

export function factsOf(definition: Definition, about: MessageCase, clock: string | undefined) {
  const term = clock === undefined ? undefined : clockRule(definition, clock)?.budget;
  const dueOn = clock === undefined ? undefined : about.due?.[clock];
  const gaps = about.state.gaps && titlesOf(definition, about.state.gaps);
  return {
    caseNumber: about.number,
    item:
      about.item_zh !== null && about.item_en !== null ? { zh: about.item_zh, en: about.item_en } : definition.title,
    ...(term ? { term: termInWords(term) } : {}),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(gaps && gaps.length > 0 ? { gaps } : {}),
  };
}

function textIn(facts: { readonly [name: string]: Json }, name: string): string | undefined {
  const value = facts[name];
  return typeof value === 'string' ? value : undefined;
}
