/** Owns sending one message of one effect: claimed, composed from the record, handed to its channel, recorded as done. */
import type { CaseState } from '../src/kernel/case';
import type { Definition } from '../src/kernel/procedure/definition';
import type { Limit } from '../src/kernel/time/clock';
import type { Text } from '../src/kernel/text';
import { lawTime } from '../src/record/law-clock';
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
  readonly due: Readonly<Record<string, string>> | null;
  readonly real_start: number;
  readonly law_start: number;
  readonly day_seconds: number;
  readonly simulated: boolean;
  readonly now: number;
}
const READ = `
  select c.number, c.state, c.procedure_id, c.procedure_version, p.name_zh as item_zh, p.name_en as item_en, a.email, a.phone,
    (select jsonb_object_agg(k.clock_id, k.due_on) from clocks k where k.case_id = c.id and k.due_on is not null) as due,
    extract(epoch from i.real_start)::float8 * 1000 as real_start, extract(epoch from i.law_start)::float8 * 1000 as law_start, i.day_seconds, i.simulated,
    extract(epoch from clock_timestamp())::float8 * 1000 as now
  from cases c cross join installation i left join parties a on a.case_id = c.root_id left join power_items p on p.code = c.item and p.version = c.item_version
  where c.id = $1 and i.id = 1`;

/** The clock each template speaks of. */
const CLOCKS: Readonly<Record<string, string>> = {
  received: 'acceptance',
  'supplement-requested': 'supplement',
  accepted: 'decision',
  'deemed-accepted': 'decision',
  suspended: 'decision',
  extended: 'decision',
  'annulment-notice': 'statement',
  expiring: 'expiry',
};

export function createNotify(deps: ActivityDeps, effects: Effects) {
  const { messages, publicUrl } = deps;
  return { sendNotice };

  /** The act at which the effect was over. */
  async function sendNotice(ref: EffectName): Promise<number> {
    const about = await readMessageCase(deps, ref.case);
    waitForMorning(deps, about);
    const { claim, seq, spec } = await effects.claim(ref);
    if (claim === undefined) return seq;
    const channel = messages.channels[spec.how ?? ''];
    if (!channel) throw failure(`no-channel-${spec.how ?? 'named'}`, { final: true });
    const to = spec.how === 'email' ? about.email : spec.how === 'sms' ? about.phone : spec.to;
    if (!to) throw failure('no-address', { final: true });
    const definition = await deps.definitions.version(about.procedure_id, about.procedure_version);
    // Milestones that no letter was written for reach other systems as a bare code.
    const rendered = messages.isMessageEvent(spec.subject)
      ? messages.render(spec.subject, {
          ...factsOf(definition, about, clockNamed(spec.facts) ?? CLOCKS[spec.subject] ?? 'decision'),
          link: `${publicUrl}/track/${about.number}`,
        })
      : { subject: spec.subject, text: '', sms: '' };
    const { receipt } = await channel.send({
      id: ref.effect,
      to,
      subject: rendered.subject,
      text: spec.how === 'sms' ? rendered.sms : rendered.text,
      template: spec.subject,
      caseNumber: about.number,
    });
    return (await effects.finish({ ...ref, claim, result: { receipt, how: spec.how ?? '' } })).seq;
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

export function factsOf(definition: Definition, about: MessageCase, clock: string) {
  const term = definition.clocks[clock]?.budget;
  const dueOn = about.due?.[clock];
  const gaps = about.state.gaps?.flatMap((field) =>
    definition.materials.filter((m) => m.field === field).map((m) => m.title),
  );
  return {
    caseNumber: about.number,
    item:
      about.item_zh !== null && about.item_en !== null ? { zh: about.item_zh, en: about.item_en } : definition.title,
    ...(term ? { term: termInWords(term) } : {}),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(gaps && gaps.length > 0 ? { gaps } : {}),
  };
}

export function termInWords({ amount, unit }: Limit): Text {
  const zh = { 'working-days': '个工作日', 'calendar-days': '日', months: '个月' } as const;
  const en = { 'working-days': 'working days', 'calendar-days': 'days', months: 'months' } as const;
  return { zh: `${amount}${zh[unit]}`, en: `${amount} ${en[unit]}` };
}

function clockNamed(facts: { readonly [name: string]: unknown } | undefined): string | undefined {
  return typeof facts?.['clock'] === 'string' ? facts['clock'] : undefined;
}
