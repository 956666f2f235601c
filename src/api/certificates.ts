// Owns showing a certificate (证照) and its history to those who may see the case that issued it.
import { dayOf } from '../kernel/time/civil';
import { logRead } from '../queries/cases';
import { certificateFor, standingOn } from '../queries/certificates';
import { lawTime } from '../queries/law-time';
import { casesSeen } from '../queries/on-file';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

export function certificates(deps: Deps): Handlers<'certificate'> {
  return {
    async certificate({ caller, params }) {
      const found = await certificateFor(deps.db, caller, params['number'] ?? '');
      if (!found) throw problem('not-found');
      const [{ now }, seen] = await Promise.all([
        lawTime(deps.db),
        casesSeen(
          deps.db,
          caller,
          found.entries.map((entry) => entry.case_id),
        ),
        logRead(deps.db, caller.person, found.issuedBy, 'certificate'),
      ]);
      return {
        body: {
          number: found.number,
          ...standingOn(found, dayOf(now)),
          ...(found.item === null ? {} : { item: found.item }),
          ...(found.body === null ? {} : { body: found.body }),
          issuedBy: found.issuedBy,
          entries: found.entries.map((each) => ({
            entry: each.entry,
            kind: each.kind,
            on: each.on_day,
            ...(each.valid_from === null ? {} : { validFrom: each.valid_from }),
            ...(each.valid_to === null ? {} : { validTo: each.valid_to }),
            ...(seen.has(each.case_id) ? { case: each.case_id } : {}),
          })),
        },
      };
    },
  };
}
