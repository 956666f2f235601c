/** 注销行政许可 (许 70): expired, its subject gone, annulled, or given up; the register is put in order. */
import { refuse } from '../rules/refusal';
import { dayOf } from '../time/civil';
import { record, today } from '../walk';
import { changeCertificate } from './certificate';
import type { CommandOf, Question } from './kind';
import { closingNumber } from './refuse';
import { groundOf } from './revoke';
import type { Statutory } from './statutory';

const ARTICLE = '行政许可法第七十条';

export const deregister: Statutory = {
  check(question) {
    const { state, moment } = question;
    if (state.certificate === undefined) return refuse('certificate-unknown');
    // What was annulled is deregistered after it (许 70(4)); what was deregistered is gone.
    if (moment.certificate?.deregistered) return refuse('certificate-ended', ARTICLE);
    return borneOut(question) ? undefined : refuse('ground-not-borne-out', ARTICLE);
  },
  decide(walk, command) {
    record(walk, 'deregistered', {
      on: today(walk),
      number: closingNumber(walk, 'deregistered'),
      ground: groundOf(walk.state, command.data),
      reasons: command.opinion ?? '',
    });
    changeCertificate(walk, 'deregistered');
  },
};

/** Two of the grounds stand in the register itself, which knows better than whoever names them. */
function borneOut({ state, command, moment }: Question<CommandOf<'decide'>>): boolean {
  const ground = groundOf(state, command.data);
  const validTo = moment.certificate?.validTo ?? state.certificate?.validTo;
  if (ground === 'expired') return validTo !== undefined && validTo < dayOf(moment.now);
  return ground !== 'annulled' || moment.certificate?.annulled === true;
}
