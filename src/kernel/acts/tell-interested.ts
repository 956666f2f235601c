/** 告知利害关系人 (许 36, 47): they and the applicant hear of their right to be heard before anything is decided. */
import { record, today } from '../walk';
import type { Statutory } from './statutory';

export const tellInterested: Statutory = {
  check() {
    return undefined;
  },
  decide(walk, command) {
    const parties = command.data?.['parties'];
    record(walk, 'interested-parties-told', { on: today(walk), parties: Array.isArray(parties) ? parties.length : 0 });
  },
};
