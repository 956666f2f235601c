// Owns what an applicant's act becomes: one command to the record, whether a program or a page brings it.
import type { Command, OpenCase } from '../kernel/command';
import type { CaseOnFile } from '../queries/on-file';
import { PARTY } from './access';
import { actsView, doneOf } from './answers';
import type { Deps } from './deps';

export interface PartyAsking {
  readonly file: CaseOnFile;
  readonly key: string;
  readonly scope: string;
  readonly fingerprint: string;
  readonly receivedAt: number;
}

/** Done, or a problem; the same key gets the first answer again. */
export async function actOfParty(
  deps: Deps,
  { file, key, scope, fingerprint, receivedAt }: PartyAsking,
  command: Exclude<Command, OpenCase>,
) {
  const answer = await deps.record.commit({
    caseId: file.id,
    command,
    actor: PARTY,
    key,
    scope,
    fingerprint,
    receivedAt,
  });
  return actsView(doneOf(answer));
}
