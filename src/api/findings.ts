// Owns what the watchdog has found, told to those who supervise or keep the system running.
import { refuse } from '../kernel/rules/refusal';
import type { Fault } from '../ops/fault';
import { namesOf, organisations } from '../queries/catalogue';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { wordsOf, type FaultNames } from './fault-words';
import { refusalProblem } from './refusals';
import { wireTime } from './times';

export function findings(deps: Deps): Handlers<'findings'> {
  return {
    async findings({ caller }) {
      if (!caller.posts.some(({ kind }) => kind === 'administrator' || kind === 'supervisor'))
        throw refusalProblem(refuse('not-your-post', undefined, { act: 'see-findings' }));
      const { faults, reachable, lookedAt } = await deps.watch.findings();
      const names = await faultNames(deps, faults);
      return {
        body: {
          items: faults.map(({ code, since, affected, cases, fingerprint, facts }) => {
            const { severity, title, sentence, help } = wordsOf(code, facts, names);
            return {
              code,
              severity,
              since: wireTime(since),
              title,
              sentence,
              help,
              affected,
              fingerprint,
              cases: [...cases],
            };
          }),
          lookedAt: wireTime(lookedAt),
          reachable,
        },
      };
    },
  };
}

export async function faultNames(deps: Deps, faults: readonly Fault[]): Promise<FaultNames> {
  const [persons, all] = await Promise.all([
    namesOf(
      deps.db,
      faults.flatMap(({ facts }) => facts['person'] ?? []),
    ),
    organisations(deps.db),
  ]);
  return { persons, organisations: new Map(all.map(({ id, name }) => [id, name])) };
}
