// Owns asking whether an application could be accepted as it lies there: by the rules of the acceptance itself, and nothing is written.
import { acceptanceOf } from '../kernel/acceptance';
import { checkOpen } from '../kernel/kernel';
import { calendarInForce } from '../queries/calendar';
import { lawTime } from '../queries/law-time';
import { actorOf } from './access';
import type { Handlers } from './call';
import { planned } from './cases';
import { refusalView } from './consequences';
import type { Deps } from './deps';
import { refusalProblem } from './refusals';

export function acceptance(deps: Deps): Handlers<'acceptance'> {
  return {
    async acceptance({ caller, body }) {
      const { definition, command } = await planned(deps, caller, body, { party: false });
      const actor = actorOf(caller);
      // Which certificate it is about is read again, under its lock, when the case is opened.
      const refusal = definition.concerns ? undefined : checkOpen(definition, { ...command, formErrors: [] }, actor);
      if (refusal) throw refusalProblem(refusal);
      const [{ now }, calendar] = await Promise.all([lawTime(deps.db), calendarInForce(deps.db)]);
      const moment = { now, raisedBy: 'act' as const, webhook: false };
      const told = acceptanceOf(definition, command, actor, moment, calendar);
      return {
        body: {
          errors: command.formErrors,
          missing: [...told.missing],
          papers: definition.materials.map(({ field, title, basis }) => ({
            field,
            title,
            basis,
            needed: told.needed.includes(field),
            received: told.received.includes(field),
            deferrable: told.promisable.includes(field),
            byCommitment: told.byCommitment.includes(field),
          })),
          answers: told.answers.map(({ outcome, rule, refusal: why }) => ({
            outcome,
            title: rule.title,
            possible: !why,
            ...(rule.article === undefined ? {} : { article: rule.article }),
            ...(why ? { refusal: refusalView(why) } : {}),
          })),
          best: told.best ?? null,
          ...(told.promise
            ? {
                promise: { papers: [...told.promisable], days: told.promise.days, due: told.promise.due ?? null },
              }
            : {}),
          answerBy: told.answerBy ?? null,
        },
      };
    },
  };
}
