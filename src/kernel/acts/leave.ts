/** 不作处理: what was looked into stands as it is. */
import { record, today } from '../walk';
import type { Statutory } from './statutory';

export const leaveStanding: Statutory = {
  check() {
    return undefined;
  },
  decide(walk, command) {
    record(walk, 'left-standing', { on: today(walk), reasons: command.opinion ?? '' });
  },
};
