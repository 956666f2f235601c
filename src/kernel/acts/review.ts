/** 法制审核意见 (118 号文十三): a written opinion with one of four conclusions; only AGREE lets the decision stand. */
import { record } from '../walk';
import type { Statutory } from './statutory';

const CONCLUSIONS = ['agree', 'correct', 'supplement', 'transfer'] as const;

export const review: Statutory = {
  check() {
    return undefined;
  },
  decide(walk, command) {
    const conclusion = CONCLUSIONS.find((c) => c === command.outcome);
    if (!conclusion) throw new Error(`a legal review cannot conclude ${command.outcome}`);
    record(walk, 'review-concluded', { conclusion, opinion: command.opinion ?? '' });
  },
};
