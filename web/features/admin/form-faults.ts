// Owns bringing the faults that the server found to the fields where they stand. Fields are named as the members of the request.
import type { FormInstance } from 'antd';
import type { Refused } from '../../lib/call';

type Name = readonly (string | number)[];
interface Rule {
  /** `/wording/zh/letter/2`, third paragraph of a field: how it is told. */
  readonly within?: (n: number, message: string) => string;
  /** Where the members of the request stand in the form, e.g. `['wording']` for a form of the wording alone. */
  readonly under?: Name;
}

/** Puts each fault at its field and the focus to the first; false when there is one that belongs to no field. */
export function placeFaults<V>(
  form: FormInstance<V>,
  { problem }: Refused,
  { within, under = [] }: Rule = {},
): boolean {
  const fields = form.getFieldsError().map(({ name }) => name as Name);
  const faults = new Map<string, { readonly name: Name; readonly messages: string[] }>();
  let all = (problem.errors ?? []).length > 0;
  for (const { path, message } of problem.errors ?? []) {
    const place = path.split('/').slice(1);
    const name = fields.find((field) => [...under, ...field].every((part, n) => String(part) === place[n]));
    if (!name) {
      all = false;
      continue;
    }
    const rest = Number(place[under.length + name.length]);
    const known = faults.get(name.join('/')) ?? { name, messages: [] };
    known.messages.push(Number.isInteger(rest) && within ? within(rest + 1, message) : message);
    faults.set(name.join('/'), known);
  }
  const placed = [...faults.values()];
  for (const { name, messages } of placed) form.setFields([{ name: [...name] as never, errors: messages }]);
  const [first] = fields.filter((field) => faults.has(field.join('/')));
  if (first) form.scrollToField([...first] as never, { focus: true });
  return all;
}
