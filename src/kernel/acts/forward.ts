/** 初审上报 (许 35, 43): the lower body sends its opinion up with the whole file; the applicant hands in nothing twice. */
import { record, today } from '../walk';
import type { Statutory } from './statutory';

export const forward: Statutory = {
  check() {
    return undefined;
  },
  decide(walk, command) {
    record(walk, 'forwarded', { on: today(walk), opinion: command.opinion ?? '' });
  },
};
