// Owns the deadline calculator, open to everybody.
import type { Text } from '../kernel/text';
import { deadline } from '../kernel/time/deadline';
import { calendarInForce } from '../queries/calendar';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

const REASONS: Readonly<Record<string, Text>> = {
  'from-not-a-day': {
    zh: '起算日不是一个真实的日期。',
    en: 'The day it counts from is not a real day.',
  },
  'amount-out-of-range': {
    zh: '期限的数量超出范围。',
    en: 'The amount of the period is out of range.',
  },
  'roll-forward-with-before': {
    zh: '倒算的期限不能顺延。',
    en: 'A period counted back does not roll forward.',
  },
  'excluded-not-a-day': {
    zh: '扣除区间中有不真实的日期。',
    en: 'A stretch that is left out names a day that is not real.',
  },
  'excluded-reversed': {
    zh: '扣除区间的起止日期颠倒。',
    en: 'A stretch that is left out ends before it begins.',
  },
  'too-many-excluded': {
    zh: '扣除区间过多。',
    en: 'Too many stretches are left out.',
  },
  'deadline-out-of-range': {
    zh: '期限届满日超出可计算的范围。',
    en: 'The last day is out of the range that can be counted.',
  },
};

export function deadlines(deps: Deps): Handlers<'deadline'> {
  return {
    async deadline({ body }) {
      const answer = deadline(body, await calendarInForce(deps.db));
      if ('refusal' in answer) {
        const { code, facts } = answer.refusal;
        throw problem('deadline-invalid', {
          facts: { reason: code, ...facts },
          errors: [{ path: '/', message: REASONS[code] ?? { zh: code, en: code } }],
        });
      }
      const { counted, ...due } = answer;
      return { body: { ...due, ...(counted ? { counted: [...counted] } : {}) } };
    },
  };
}
