// Owns the form of a task: what it shows of the case, and what is wrong with what was filled in.
import { readOnlyNames, propertyNames, splitErrors } from './forms';
import type { FormError } from '../kernel/command';
import type { Task } from '../kernel/case';
import type { JsonSchema } from '../kernel/procedure/definition';
import { taskRule } from '../kernel/procedure/find';
import type { Text } from '../kernel/text';
import { formsOf, merged, type FilledForm } from '../queries/cases';
import type { CaseOnFile } from '../queries/on-file';
import type { Deps } from './deps';
import { paperErrors, stringsIn } from './papers';

const NO_FORM: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };

export interface TaskForm {
  readonly schema: JsonSchema;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What earlier steps said of the fields this form names. What others said at this very step is theirs: a second pair of eyes looks for itself. */
export function taskForm(file: CaseOnFile, task: Task, forms: readonly FilledForm[]): TaskForm {
  const schema = taskRule(file.definition, task).form ?? NO_FORM;
  const earlier = merged(forms.filter((form) => form.step !== task.step));
  const data = Object.fromEntries(
    propertyNames(schema).flatMap((name) => (Object.hasOwn(earlier, name) ? [[name, earlier[name]]] : [])),
  );
  return { schema, data };
}

const SHOWN_ONLY: Text = { zh: '这一项只供查看，不能修改。', en: 'This is shown only and cannot be changed.' };

export interface Judged {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly FormError[];
}

/** The form and the outcome's schema over what was sent. Fields that only show something may be sent back as they are, and are not kept twice. */
export async function judgeDecision(
  deps: Deps,
  file: CaseOnFile,
  task: Task,
  outcome: string,
  sent: Readonly<Record<string, unknown>>,
  person: string,
): Promise<Judged> {
  // Nothing to look up for a decision that neither shows nor sends a field: most of them.
  const bare = taskRule(file.definition, task).form === undefined && Object.keys(sent).length === 0;
  const forms = bare ? [] : await formsOf(deps.db, file.id);
  const { schema, data: shown } = taskForm(file, task, forms);
  const { outcomes } = taskRule(file.definition, task);
  const more = Object.hasOwn(outcomes, outcome) ? outcomes[outcome]?.schema : undefined;
  const schemas = more ? [schema, more] : [schema];
  const fixed = readOnlyNames(schema);
  const changed = fixed.filter(
    (name) => Object.hasOwn(sent, name) && JSON.stringify(sent[name]) !== JSON.stringify(shown[name]),
  );
  const whole = {
    ...Object.fromEntries(fixed.flatMap((name) => (Object.hasOwn(shown, name) ? [[name, shown[name]]] : []))),
    ...sent,
  };
  const known = stringsIn(merged(forms));
  const papers = await Promise.all(schemas.map((each) => paperErrors(deps.db, each, sent, { person }, known)));
  const errors = [
    ...splitErrors(schemas, whole),
    ...changed.map((name) => ({ path: `/${name}`, message: SHOWN_ONLY })),
    ...papers.flat(),
  ];
  return {
    data: Object.fromEntries(Object.entries(sent).filter(([name]) => !fixed.includes(name))),
    errors: errors.map(({ path, message }) => ({ path: `/data${path === '/' ? '' : path}`, message })),
  };
}
