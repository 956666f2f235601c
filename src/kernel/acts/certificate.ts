/** 证照: what a decision writes into the register of certificates; the latest entry of a number is what holds. */
import { refuse, type Refusal } from '../rules/refusal';
import { dayFromNumber, dayNumber, numberAfterMonths } from '../time/civil';
import type { Day, Limit } from '../time/clock';
import { drawNumber, record, today, type Walk } from '../walk';
import type { Payloads } from './act';
import type { Question } from './kind';

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
    entry: 1,
    kind: 'issued',
    on,
    validFrom: on,
    ...(rule.validity === null ? {} : { validTo: lastDay(on, rule.validity), validity: rule.validity }),
  });
}

type Asking = Pick<Question, 'state' | 'moment'>;

/** Two cases about one certificate: whoever comes second finds it ended. */
export function certificateGone({ state, moment }: Asking): Refusal | undefined {
  if (state.certificate === undefined) return refuse('certificate-unknown');
  const { annulled = false, deregistered = false } = moment.certificate ?? {};
  return annulled || deregistered ? refuse('certificate-ended', '行政许可法第七十条') : undefined;
}

/** Since the case was opened the certificate was given another term: what was examined is not what would be changed. */
export function termMoved({ state, moment }: Asking): Refusal | undefined {
  const [then, now] = [state.certificate?.validTo, moment.certificate?.validTo];
  return moment.certificate !== undefined && then !== now
    ? refuse('certificate-changed', '行政许可法第五十条', { validTo: now ?? null })
    : undefined;
}

/** 延续、变更、撤销、注销、到期: a renewal runs on from the day after the old last day; nothing else moves the validity. */
export function changeCertificate(
  walk: Walk,
  kind: 'renewed' | 'amended' | 'annulled' | 'deregistered' | 'expired',
): void {
  const { certificate } = walk.state;
  if (!certificate) throw new Error(`case ${walk.state.id} is about no certificate`);
  const { number, validTo, validity } = certificate;
  const entry = (walk.moment.certificate?.entry ?? 0) + 1;
  const renewed: Pick<Payloads['certificate-recorded'], 'validFrom' | 'validTo'> | undefined =
    kind === 'renewed' && validTo !== undefined && validity !== undefined ? nextTerm(validTo, validity) : undefined;
  record(walk, 'certificate-recorded', {
    number,
    entry,
    kind,
    // What has expired has expired on its last day, however late that is written down.
    on: kind === 'expired' ? (validTo ?? today(walk)) : today(walk),
    validFrom: certificate.validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    ...(validity === undefined ? {} : { validity }),
    ...renewed,
  });
  if (kind === 'annulled' || kind === 'deregistered') tellWatch(walk, kind);
}

function nextTerm(validTo: Day, validity: Limit): { readonly validFrom: Day; readonly validTo: Day } {
  const from = dayFromNumber(dayNumber(validTo) + 1);
  return { validFrom: from, validTo: lastDay(from, validity) };
}

/** The case that watches the validity (有效期监测) hears what became of it, and ends. */
export function tellWatch(walk: Walk, said: 'renewal-pending' | 'annulled' | 'deregistered'): void {
  const watch = walk.moment.certificate?.watch;
  if (watch !== undefined && watch !== walk.state.id) record(walk, 'linked-told', { to: watch, said });
}
