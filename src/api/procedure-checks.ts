// Owns asking the checker about a definition from outside.
import type { Definition } from '../kernel/procedure/definition';
import type { Handlers } from './call';
import type { Deps, Finding } from './deps';
import { knownFault } from './failures';
import { problem } from './problem';

export function procedureChecks(deps: Deps): Handlers<'checkProcedure'> {
  return {
    async checkProcedure({ body }) {
      return {
        body: {
          findings: (await found(deps, body.definition as unknown as Definition)).map((finding) => ({ ...finding })),
        },
      };
    },
  };
}

/** The checker expects the shape of a definition; what lacks it is no definition, and that is the client's to mend. */
async function found(deps: Deps, definition: Definition): Promise<readonly Finding[]> {
  try {
    return await deps.check(definition);
  } catch (error) {
    if (error instanceof TypeError || !knownFault(error))
      throw problem('definition-invalid', { facts: { reason: error instanceof Error ? error.message : '' } });
    throw error;
  }
}
