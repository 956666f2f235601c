// Owns telling what would follow from a decision, before it is confirmed: the kernel decides it dry, and nothing is written.
import type { CaseCommand } from '../kernel/acts';
import type { Task } from '../kernel/case';
import { personOfPrincipal } from '../kernel/effects';
import { consequencesOf, type Consequences } from '../kernel/consequences';
import type { FormError, PersonActor } from '../kernel/command';
import type { Json, Text } from '../kernel/text';
import type { Refusal } from '../kernel/rules/refusal';
import { namesOf, organisations, procedures } from '../queries/catalogue';
import type { CaseOnFile } from '../queries/on-file';
import { actorOf } from './access';
import { actSentences, peopleNamed } from './act-sentences';
import type { BodyOf, Handlers } from './call';
import type { Deps } from './deps';
import { refusalProblem } from './refusals';
import { actCommand } from './task-acts';
import { judgeDecision } from './task-form';
import { taskIn } from './tasks';
import { realSeconds } from './times';
import { addresseeTitle, eventTitle, seatTitle } from './words';

export function consequences(deps: Deps): Handlers<'consequences'> {
  return {
    async consequences({ caller, file, params, body }) {
      const task = taskIn(file, params.id);
      const { command, refusal, told } = await foretold(deps, file, task, body, actorOf(caller));
      const [bodies, people, published] = await Promise.all([
        organisations(deps.db),
        namesOf(deps.db, [...new Set([...addressees(told), ...(command ? peopleNamed(command, task) : [])])]),
        told.follows.length === 0 ? [] : procedures(deps.db),
      ]);
      const names = new Map(bodies.map(({ id, name }) => [id, name]));
      const { papers } = file.definition;
      const says =
        command && !refusal
          ? actSentences(command, { file, task, actor: actorOf(caller), names: people, bodies: names })
          : [];
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
            to: personTitle(to, people) ?? addresseeTitle(to, names),
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
          ...(says.length > 0 ? { says: says.map((each) => ({ ...each })) } : {}),
          follows: told.follows.map((procedure) => ({ procedure, title: titleIn(published, procedure) })),
          ...(told.heldUntil === undefined
            ? {}
            : { undoSeconds: realSeconds(told.heldUntil - file.moment.now, file.pace) }),
        },
      };
    },
  };
}

/** People who are told by name. */
function addressees({ told }: Consequences): readonly string[] {
  return told.flatMap(({ to }) => personOfPrincipal(to) ?? []);
}
function personTitle(to: string, names: ReadonlyMap<string, string>): Text | undefined {
  const name = names.get(personOfPrincipal(to) ?? '');
  return name === undefined ? undefined : { zh: name, en: name };
}

type Asked = BodyOf<'consequences'>;
type Decision = Extract<Asked, { readonly outcome: string }>;
const asTold = (told: Consequences) => ({ refusal: told.refusal, told });

/** Sent back: the reason is not asked for yet, and that children are closed with it is told, not refused. */
function returnOf(
  task: string,
  { to, mode }: Extract<Asked, { readonly return: object }>['return'],
): Extract<CaseCommand, { readonly type: 'return' }> {
  return { type: 'return', task, to, ...(mode === undefined ? {} : { mode }), reason: '…', confirmed: true };
}

interface Foretold {
  readonly refusal: Refusal | undefined;
  readonly told: Consequences;
  readonly command?: CaseCommand;
}
async function foretold(deps: Deps, file: CaseOnFile, task: Task, body: Asked, actor: PersonActor): Promise<Foretold> {
  if ('act' in body) {
    const command = await actCommand(deps, task, body.act);
    return { ...asTold(dryRun(deps, file, command, actor)), command };
  }
  if ('return' in body) return asTold(dryRun(deps, file, returnOf(task.id, body.return), actor));
  return ofDecision(deps, file, task, body, actor);
}

async function ofDecision(deps: Deps, file: CaseOnFile, task: Task, body: Decision, actor: PersonActor) {
  const { errors, data } = await judgeDecision(deps, file, task, body.outcome, body.data ?? {}, actor.person);
  const sent = { outcome: body.outcome, opinion: body.opinion, data: body.data && data, formErrors: errors };
  const strict = dry(deps, file, task.id, sent, actor);
  // What is not filled in yet changes nothing of where it leads.
  const unfinished = strict.refusal?.code === 'form-invalid' || strict.refusal?.code === 'opinion-missing';
  const told = unfinished
    ? dry(deps, file, task.id, { ...sent, opinion: sent.opinion || '…', formErrors: [] }, actor)
    : strict;
  return { refusal: strict.refusal ?? told.refusal, told };
}

interface Sent {
  readonly outcome: string;
  readonly opinion: string | undefined;
  readonly data: Decision['data'] | Readonly<Record<string, unknown>>;
  readonly formErrors: readonly FormError[];
}

function dry(deps: Deps, file: CaseOnFile, task: string, { opinion, data, ...rest }: Sent, actor: PersonActor) {
  const command = {
    type: 'decide' as const,
    task,
    ...rest,
    ...(opinion === undefined ? {} : { opinion }),
    ...(data === undefined ? {} : { data: data as Readonly<Record<string, Json>> }),
  };
  return dryRun(deps, file, command, actor);
}

function dryRun(deps: Deps, file: CaseOnFile, command: CaseCommand, actor: PersonActor) {
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
