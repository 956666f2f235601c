/**
 * Owns handing over everything a leaver holds: a preview, then seat by seat, each an act of its own under a key of its own, so that a
 * repeat hands nothing over twice. Where the law keeps the one who takes over away, the seat is left and said which.
 */
import type { Task } from '../../kernel/case';
import type { CaseCommand } from '../../kernel/acts';
import type { PersonActor } from '../../kernel/command';
import { check } from '../../kernel/kernel';
import { taskRule } from '../../kernel/procedure/find';
import { sentenceOf, type Refusal } from '../../kernel/rules/refusal';
import { noteLook } from '../../queries/admin/logs';
import { heldSeats, personOf } from '../../queries/admin/people';
import { caseFor, type CaseOnFile } from '../../queries/on-file';
import { personOnStaff } from '../../queries/staff';
import { actorOf } from '../access';
import type { Call, Handlers, ReplyBodyOf } from '../call';
import type { Deps } from '../deps';
import { problem } from '../problem';

type Handed = ReplyBodyOf<'handover'>['seats'][number];
interface Held {
  readonly file: CaseOnFile;
  readonly task: Task;
  readonly seat: string;
}

export function handover(deps: Deps): Handlers<'handover' | 'handOver'> {
  return {
    async handover({ caller, params, query }) {
      const { from, to, taker } = await between(deps, params.person, query.to);
      const seats: Handed[] = [];
      for (const held of await seatsOf(deps, caller, from.id)) {
        const { definition, state, moment, calendar } = held.file;
        seats.push(
          told(held, check(definition, state, commandOf(held, taker, '…'), actorOf(caller), moment, calendar)),
        );
      }
      await noteLook(deps.pool, caller.person, 'holdings', `person:${from.id}`);
      return { body: summed(from, to, seats) };
    },
    async handOver({ caller, params, body, key, scope, fingerprint }) {
      const { from, to, taker } = await between(deps, params.person, body.to);
      const seats: Handed[] = [];
      for (const held of await seatsOf(deps, caller, from.id)) {
        const answer = await deps.record.commit({
          caseId: held.file.id,
          command: commandOf(held, taker, body.reason),
          actor: actorOf(caller),
          key: `${key}#${held.seat}`,
          scope,
          fingerprint,
        });
        seats.push(told(held, answer.kind === 'refused' ? answer.refusal : undefined));
      }
      return { body: summed(from, to, seats) };
    },
  };
}

async function between(deps: Deps, leaver: string | undefined, taker: string) {
  const [from, to] = [await personOf(deps.pool, leaver ?? ''), await personOnStaff(deps.db, taker)];
  if (!from) throw problem('not-found');
  if (!to || to.person === from.id) throw problem('person-unknown');
  return { from: { id: from.id, name: from.name }, to: { id: to.person, name: to.name }, taker: to };
}

/** What he holds himself; of an opinion that he was asked for the seat is another's. */
async function seatsOf(deps: Deps, caller: Call<'handover'>['caller'], person: string): Promise<readonly Held[]> {
  const found: Held[] = [];
  for (const { task: id, case_id } of await heldSeats(deps.pool, person)) {
    const file = await caseFor(deps.db, caller, case_id);
    const task = file?.state.tasks.find((each) => each.id === id);
    const seat = task?.seats.find(({ state, holder }) => state === 'open' && holder === person);
    if (file && task && seat) found.push({ file, task, seat: seat.id });
  }
  return found;
}

function commandOf({ task, seat }: Held, to: PersonActor, reason: string): CaseCommand {
  return { type: 'reassign', task: task.id, seat, to, reason };
}
function told({ file, task, seat }: Held, refusal: Refusal | undefined): Handed {
  return {
    task: task.id,
    seat,
    case: { id: file.id, number: file.number },
    step: taskRule(file.definition, task).title,
    ok: refusal === undefined,
    ...(refusal ? { because: becauseOf(refusal) } : {}),
    ...(refusal?.basis === undefined ? {} : { basis: refusal.basis }),
  };
}
/** Why he may not have it, rather than that he may not. */
function becauseOf(refusal: Refusal): { zh: string; en: string } {
  const cause = refusal.code === 'not-eligible' ? refusal.facts?.['because'] : undefined;
  return { ...sentenceOf(typeof cause === 'string' ? { ...refusal, code: cause as Refusal['code'] } : refusal) };
}
function summed(from: { id: string; name: string }, to: { id: string; name: string }, seats: Handed[]) {
  const done = seats.filter(({ ok }) => ok).length;
  return { from, to, done, skipped: seats.length - done, seats };
}
