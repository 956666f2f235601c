/** 注销行政许可 (许 70): expired, its subject gone, annulled, or given up; the register is put in order. */
import { record, today } from '../walk';
import { certificateGone, changeCertificate } from './certificate';
import { closingNumber } from './refuse';
import { groundIn } from './revoke';
import type { Statutory } from './statutory';

export const deregister: Statutory = {
  check: certificateGone,
  decide(walk, command) {
    record(walk, 'deregistered', {
      on: today(walk),
      number: closingNumber(walk, 'deregistered'),
      ground: groundIn(command.data),
      reasons: command.opinion ?? '',
    });
    changeCertificate(walk, 'deregistered');
  },
};
