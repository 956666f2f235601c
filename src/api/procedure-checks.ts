// Owns asking the checker about a definition from outside: first its shape, then whether it is sound in this town.
import { readDefinition } from '../contract/definition';
import { checkProcedure } from '../kernel/procedure/soundness';
import { townFor } from '../record/town';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { prefersEnglish } from './language';

export function procedureChecks(deps: Deps): Handlers<'checkProcedure'> {
  return {
    async checkProcedure({ body, request }) {
      // As it was served, a definition carries what publishing gave it; that is not the author's.
      const { version: _, hash: __, ...definition } = body.definition;
      const read = readDefinition(definition);
      const findings =
        'findings' in read ? read.findings : checkProcedure(read.draft, await townFor(deps.pool, read.draft.id));
      const language = prefersEnglish(request) ? 'en' : 'zh';
      return {
        body: {
          findings: findings.map(({ message, walk, ...rest }) => ({
            ...rest,
            message: message[language],
            ...(walk ? { walk: [...walk] } : {}),
          })),
        },
      };
    },
  };
}
