// Owns telling what would follow from a decision, before it is confirmed: the kernel decides it dry, and nothing is written.
import type { CaseCommand } from '../kernel/acts';
import type { Task } from '../kernel/case';
import { consequencesOf, type Consequences } from '../kernel/consequences';
import type { FormError, PersonActor } from '../kernel/command';
import type { Json, Text } from '../kernel/text';
import type { Refusal } from '../kernel/rules/refusal';
import { organisations, procedures } from '../queries/catalogue';
import type { CaseOnFile } from '../queries/on-file';
import { actorOf } from './access';
import type { BodyOf, Handlers } from './call';
import type { Deps } from './deps';
import { refusalProblem } from './refusals';
import { judgeDecision } from './task-form';
import { taskIn } from './tasks';
import { realSeconds } from './times';
import { addresseeTitle, eventTitle, seatTitle } from './words';

export function consequences(deps: Deps): Handlers<'consequences'> {
  return {
    async consequences({ caller, file, params, body }) {
      const task = taskIn(file, params.id);
      const { told, refusal } =
        'return' in body
          ? returned(deps, file, task.id, body.return, actorOf(caller))
          : await decided(deps, file, task, body, caller.person, actorOf(caller));
      const [bodies, published] = await Promise.all([
        organisations(deps.db),
        told.follows.length === 0 ? [] : procedures(deps.db),
      ]);
      const names = new Map(bodies.map(({ id, name }) => [id, name]));
      const { papers } = file.definition;
      return {
        body: {
          ...(refusal ? { refusal: refusalView(refusal) } : {}),
          next: told.next.map(({ seats, due, ...step }) => ({
            ...step,
            who: seats.map((seat) => seatTitle(seat, names)),
            due: due ?? null,
          })),
          messages: told.told.map(({ template, channel, to }) => ({
            event: template,
            title: eventTitle(template),
            channel,
            to: addresseeTitle(to, names),
          })),
          clocks: told.clocks.map(({ due, ...change }) => ({ ...change, due: due ?? null })),
          documents: told.papers.flatMap((kind) => {
            const paper = papers[kind];
            return paper
              ? [
                  {
                    kind,
                    title: paper.title,
                    sealed: paper.seal !== 'none',
                    numbered: paper.series !== undefined,
                    toApplicant: paper.to === 'applicant',
                  },
                ]
              : [];
          }),
          follows: told.follows.map((procedure) => ({ procedure, title: titleIn(published, procedure) })),
          ...(told.heldUntil === undefined
            ? {}
            : { undoSeconds: realSeconds(told.heldUntil - file.moment.now, file.pace) }),
        },
      };
    },
  };
}

type Asked = BodyOf<'consequences'>;
type Decision = Extract<Asked, { readonly outcome: string }>;
interface Told {
  readonly told: Consequences;
  readonly refusal: Refusal | undefined;
}

/** Sent back: the reason is not asked for yet, and that children are closed with it is told, not refused. */
function returned(
  deps: Deps,
  file: CaseOnFile,
  task: string,
  { to, mode }: Extract<Asked, { readonly return: object }>['return'],
  actor: PersonActor,
): Told {
  const how = mode === undefined ? {} : { mode };
  const told = dry(deps, file, { type: 'return', task, to, ...how, reason: '…', confirmed: true }, actor);
  return { told, refusal: told.refusal };
}

async function decided(
  deps: Deps,
  file: CaseOnFile,
  task: Task,
  body: Decision,
  person: string,
  actor: PersonActor,
): Promise<Told> {
  const { errors, data } = await judgeDecision(deps, file, task, body.outcome, body.data ?? {}, person);
  const sent = { outcome: body.outcome, opinion: body.opinion, data: body.data && data, formErrors: errors };
  const strict = dryDecision(deps, file, task.id, sent, actor);
  // What is not filled in yet changes nothing of where it leads.
  const unfinished = strict.refusal?.code === 'form-invalid' || strict.refusal?.code === 'opinion-missing';
  const told = unfinished
    ? dryDecision(deps, file, task.id, { ...sent, opinion: sent.opinion || '…', formErrors: [] }, actor)
    : strict;
  return { told, refusal: strict.refusal ?? told.refusal };
}

interface Sent {
  readonly outcome: string;
  readonly opinion: string | undefined;
  readonly data: Decision['data'] | Readonly<Record<string, unknown>>;
  readonly formErrors: readonly FormError[];
}

function dryDecision(
  deps: Deps,
  file: CaseOnFile,
  task: string,
  { opinion, data, ...rest }: Sent,
  actor: PersonActor,
): Consequences {
  return dry(
    deps,
    file,
    {
      type: 'decide' as const,
      task,
      ...rest,
      ...(opinion === undefined ? {} : { opinion }),
      ...(data === undefined ? {} : { data: data as Readonly<Record<string, Json>> }),
    },
    actor,
  );
}

function dry(deps: Deps, file: CaseOnFile, command: CaseCommand, actor: PersonActor): Consequences {
  const undoMs = deps.undoSeconds * 1_000 * file.pace;
  return consequencesOf(
    file.definition,
    file.recorded,
    command,
    actor,
    { ...file.moment, webhook: deps.webhook, ...(undoMs > 0 ? { undoMs } : {}) },
    file.calendar,
  );
}

export function refusalView(refusal: Refusal) {
  const {
    text: { zh, en },
    details: { errors },
  } = refusalProblem(refusal);
  return {
    code: refusal.code,
    detail: { zh, en },
    ...(refusal.basis === undefined ? {} : { basis: refusal.basis }),
    ...(errors === undefined ? {} : { errors: errors.map((each) => ({ ...each })) }),
  };
}

function titleIn(published: readonly { readonly id: string; readonly title: Text }[], procedure: string): Text {
  return published.find(({ id }) => id === procedure)?.title ?? { zh: procedure, en: procedure };
}
