// Owns the deadline calculator, open to everybody.
import { deadline } from '../kernel/time/deadline';
import { calendarInForce } from '../queries/calendar';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

const REASONS: Readonly<Record<string, string>> = {
  'from-not-a-day': '起算日不是一个真实的日期。',
  'amount-out-of-range': '期限的数量超出范围。',
  'roll-forward-with-before': '倒算的期限不能顺延。',
  'excluded-not-a-day': '扣除区间中有不真实的日期。',
  'excluded-reversed': '扣除区间的起止日期颠倒。',
  'too-many-excluded': '扣除区间过多。',
  'deadline-out-of-range': '期限届满日超出可计算的范围。',
};

export function deadlines(deps: Deps): Handlers<'deadline'> {
  return {
    async deadline({ body }) {
      const answer = deadline(body, await calendarInForce(deps.db));
      if ('refusal' in answer) {
        const { code, facts } = answer.refusal;
        throw problem('deadline-invalid', {
          facts: { reason: code, ...facts },
          errors: [{ path: '/', message: REASONS[code] ?? code }],
        });
      }
      const { counted, ...due } = answer;
      return { body: { ...due, ...(counted ? { counted: [...counted] } : {}) } };
    },
  };
}
