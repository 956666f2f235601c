/** 准予行政许可 (许 38(1)): written, numbered in the deciding transaction, with its certificate where one is due (许 39). */
import { refuse } from '../rules/refusal';
import { certificateGone, changeCertificate, issueCertificate, termMoved } from './certificate';
import { closingNumber, promiseOpen, reviewMissing } from './refuse';
import { record, today, type Walk } from '../walk';
import type { Statutory } from './statutory';

export const grant: Statutory = {
  check(question) {
    const { definition, state } = question;
    if (state.acceptedOn === undefined) return refuse('materials-missing', '行政许可法第三十四条');
    const gone = definition.concerns ? (certificateGone(question) ?? termMoved(question)) : undefined;
    return gone ?? promiseOpen(definition, state) ?? reviewMissing(definition, state, 'grant');
  },
  decide(walk) {
    grantOn(walk, false);
  },
};

/** 视为准予延续 (许 50(2)): no answer before the permit expires. */
export function deemGranted(walk: Walk): void {
  grantOn(walk, true);
}

function grantOn(walk: Walk, deemed: boolean): void {
  record(walk, 'granted', {
    on: today(walk),
    number: closingNumber(walk, 'granted'),
    ...(deemed ? { deemed } : {}),
  });
  const { concerns } = walk.definition;
  if (concerns) changeCertificate(walk, concerns.certificate);
  else issueCertificate(walk);
}
