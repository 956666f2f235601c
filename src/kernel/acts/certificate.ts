/** 证照: what a decision writes into the register of certificates; the latest entry of a number is what holds. */
import { refuse, type Refusal } from '../rules/refusal';
import type { Question } from './kind';
import { dayFromNumber, dayNumber, numberAfterMonths } from '../time/civil';
import type { Day, Limit } from '../time/clock';
import { drawNumber, record, today, type Walk } from '../walk';

/** The last day of a term that starts on a day: the day before the same day of the last month, or n − 1 days later. */
function lastDay(from: Day, { amount, unit }: Limit): Day {
  return dayFromNumber(unit === 'months' ? numberAfterMonths(from, amount) - 1 : dayNumber(from) + amount - 1);
}

/** 发证: drawn in the deciding transaction, dated with the decision. */
export function issueCertificate(walk: Walk): void {
  const rule = walk.definition.certificate;
  if (!rule) return;
  const on = today(walk);
  record(walk, 'certificate-recorded', {
    number: drawNumber(walk, rule.series),
    kind: 'issued',
    on,
    validFrom: on,
    ...(rule.validity === null ? {} : { validTo: lastDay(on, rule.validity) }),
  });
}

/** Two cases about one certificate: whoever comes second finds it ended. */
export function certificateGone({ state, moment }: Pick<Question, 'state' | 'moment'>): Refusal | undefined {
  if (state.certificate === undefined) return refuse('certificate-unknown');
  return moment.certificateEnded ? refuse('certificate-ended', '行政许可法第七十条') : undefined;
}

/** 延续、变更、撤销、注销、到期: a renewal runs on from the day after the old last day; nothing else moves the validity. */
export function changeCertificate(
  walk: Walk,
  kind: 'renewed' | 'amended' | 'annulled' | 'deregistered' | 'expired',
): void {
  const { certificate } = walk.state;
  if (!certificate) throw new Error(`case ${walk.state.id} is about no certificate`);
  const { number, validFrom, validTo } = certificate;
  const validity = walk.definition.certificate?.validity;
  if (kind === 'renewed' && validTo !== undefined && validity) {
    const from = dayFromNumber(dayNumber(validTo) + 1);
    record(walk, 'certificate-recorded', {
      number,
      kind,
      on: today(walk),
      validFrom: from,
      validTo: lastDay(from, validity),
    });
  } else {
    record(walk, 'certificate-recorded', {
      number,
      kind,
      on: today(walk),
      validFrom,
      ...(validTo === undefined ? {} : { validTo }),
    });
  }
}
