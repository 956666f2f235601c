// Owns the whole check of what is sent as a definition: its shape first, then whether it is sound in a town.
import { readDefinition } from '../contract/definition';
import { checkProcedure, type Finding, type Town } from '../kernel/procedure/soundness';

/** Everything that is wrong with what is sent as a definition. @param townOf the town for a procedure's id */
export async function checkDefinition(
  definition: unknown,
  townOf: (procedure: string) => Town | Promise<Town>,
): Promise<readonly Finding[]> {
  const read = readDefinition(definition);
  return 'findings' in read ? read.findings : checkProcedure(read.draft, await townOf(read.draft.id));
}
