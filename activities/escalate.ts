/** Owns telling the post above (督办) that a limit was breached: every holder of the supervisory seat hears of it by letter. */
import { postOf } from '../src/kernel/effects';
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import type { EffectName, Result } from './effect';
import { factsOf, readMessageCase, waitForMorning } from './notify';

/** Who holds a post today, for the letter alone: neither argument nor result ever names a person. */
const HOLDERS = `
  select h.email from posts p join persons h on h.id = p.person_id
  where p.kind = $1 and p.organisation_id = $2 and p.valid_to is null and h.disabled_at is null and h.email is not null order by p.id`;

export function createEscalate(deps: ActivityDeps) {
  return { tellSupervisor };

  async function tellSupervisor(ref: EffectName & { readonly subject: string }): Promise<Result> {
    const about = await readMessageCase(deps, ref.case);
    waitForMorning(deps, about);
    const seat = about.state.tasks.filter((t) => t.kind === 'supervision' && t.about === ref.subject).at(-1)?.seats[0];
    if (!seat) return { told: 0 };
    const post = postOf(seat);
    const channel = deps.messages.channels['email'];
    const { rows } = await deps.sql.query<{ email: string }>(HOLDERS, [seat.post, seat.organisation]);
    // The message inside the house came with the rung itself; a letter is sent where there is a way to send one.
    if (!channel || rows.length === 0) return { post, told: 0 };
    if (!deps.messages.isMessageEvent('escalation')) throw failure('no-template', { final: true });
    const definition = await deps.definitions.version(about.procedure_id, about.procedure_version);
    const { subject, text } = deps.messages.render('escalation', {
      ...factsOf(definition, about, ref.subject),
      link: `${deps.publicUrl}/cases/${ref.case}`,
    });
    for (const [n, { email }] of rows.entries()) {
      await channel.send({
        id: `${ref.effect}/${n + 1}`,
        to: email,
        subject,
        text,
        template: 'escalation',
        caseNumber: about.number,
      });
    }
    return { post, told: rows.length };
  }
}
