/** 告知承诺 (国办发〔2020〕42号): the applicant promises in writing what some papers would prove; checked after the decision. */
import { acceptOn, missing } from './accept';
import { today } from '../walk';
import type { Statutory } from './statutory';

export const acceptOnCommitment: Statutory = {
  check: (question) => missing(question, (material) => material.byCommitment === true),
  decide(walk) {
    acceptOn(walk, today(walk), { deemed: false, commitment: true });
  },
};
