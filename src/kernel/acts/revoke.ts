/** 撤销行政许可 (许 69): a grant that should not have been made is taken back, after its holder was heard. */
import type { CaseState } from '../case';
import { record, today } from '../walk';
import { certificateGone, changeCertificate } from './certificate';
import { closingNumber, reviewMissing } from './refuse';
import type { Statutory } from './statutory';

export const revoke: Statutory = {
  check(question) {
    return certificateGone(question) ?? reviewMissing(question.definition, question.state, 'revoke');
  },
  decide(walk, command) {
    record(walk, 'annulled', {
      on: today(walk),
      number: closingNumber(walk, 'annulled'),
      ground: groundOf(walk.state, command.data),
      reasons: command.opinion ?? '',
    });
    changeCertificate(walk, 'annulled');
  },
};

/** The ground the decision names, else the one the case was opened with. */
export function groundOf(state: CaseState, data: { readonly [field: string]: unknown } | undefined): string {
  const ground = data?.['ground'] ?? state.facts['ground'];
  return typeof ground === 'string' ? ground : '';
}
