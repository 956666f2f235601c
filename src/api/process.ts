// Owns the technical view of a case: the process behind it, as Temporal tells it, for those who answer for it or keep it running.
import type { Principal } from '../auth/principal';
import { refuse } from '../kernel/rules/refusal';
import type { CaseOnFile } from '../queries/on-file';
import { lawTime } from '../queries/law-time';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { refusalProblem } from './refusals';
import { wireTime } from './times';

export function process(deps: Deps): Handlers<'process'> {
  return {
    async process({ caller, file }) {
      if (!maySee(caller, file)) throw refusalProblem(refuse('not-your-post', undefined, { act: 'see-process' }));
      const { reachable, run, children, queues, followed, owedSeconds } = await deps.watch.process(file.id);
      const { simulated, now, daySeconds } = await lawTime(deps.db);
      const pace = simulated ? 86_400 / daySeconds : 1;
      // What Temporal says is real time; people read law time everywhere.
      const at = (real: number): string => wireTime(Math.round(now + (real - Date.now()) * pace));
      return {
        body: {
          reachable,
          workflow:
            run === null
              ? null
              : {
                  id: run.id,
                  type: run.type,
                  run: run.run,
                  status: run.status,
                  ...(run.startedAt === undefined ? {} : { startedAt: at(run.startedAt) }),
                  historyLength: run.historyLength,
                  ...(deps.temporalPages === undefined ? {} : { link: deps.temporalPages(run.id, run.run) }),
                },
          workflowTask: run?.workflowTask ?? null,
          pendingActivities: (run?.activities ?? []).map(({ type, state, attempt, failure, nextAttemptAt }) => ({
            type,
            state,
            attempt,
            ...(failure === undefined ? {} : { failure }),
            ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: at(nextAttemptAt) }),
          })),
          queues: queues.map(({ name, pollers, lastPollAt }) => ({
            name,
            pollers,
            ...(lastPollAt === undefined ? {} : { lastPollAt: at(lastPollAt) }),
          })),
          following: { recorded: file.recorded.seq, followed, owedSeconds },
          children: [...children],
        },
      };
    },
  };
}

/** 运维、督办，以及作出决定的机关的负责人。 */
function maySee({ posts }: Principal, { state }: CaseOnFile): boolean {
  return posts.some(
    ({ kind, organisation }) =>
      kind === 'administrator' ||
      kind === 'supervisor' ||
      (kind === 'agency-head' && organisation === state.organisations.deciding),
  );
}
