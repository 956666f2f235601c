// Owns acts on a case as a whole: each is a command to the record, which decides.
import { formErrors } from './forms';
import type { Command, OpenCase, FormError } from '../kernel/command';
import type { Definition, JsonSchema } from '../kernel/procedure/definition';
import { boundFields, messageRule } from '../kernel/procedure/find';
import { withoutAbsent, type Json } from '../kernel/text';
import { namesOf } from '../queries/catalogue';
import { formsOf, merged } from '../queries/cases';
import { casesSeen, type CaseOnFile } from '../queries/on-file';
import { actorNamed, personOnStaff } from '../queries/staff';
import { actorOf } from './access';
import { actsView, doneOf } from './answers';
import type { BodyOf, Handlers } from './call';
import type { Deps } from './deps';
import { paperErrors, stringsIn } from './papers';
import { problem } from './problem';

type Given = Exclude<Command, OpenCase>;

export function caseActs(deps: Deps): Handlers<'actOnCase'> {
  return {
    async actOnCase({ caller, file, body, key, scope, fingerprint }) {
      const command = await commandOf(deps, file, body, { person: caller.person });
      const answer = await deps.record.commit({
        caseId: file.id,
        command,
        actor: actorOf(caller),
        key,
        scope,
        fingerprint,
      });
      return { body: actsView(doneOf(answer)) };
    },
  };
}

async function commandOf(
  deps: Deps,
  file: CaseOnFile,
  body: BodyOf<'actOnCase'>,
  owner: { readonly person: string },
): Promise<Given> {
  if (body.type === 'supplement') return { ...seen(body), ...(await supplementOf(deps, file, body.data, owner)) };
  if (body.type === 'receive-message') {
    const { message, id, reason } = body;
    return { ...seen(body), reason, ...(await messageOf(deps, file, { message, id, data: body.data }, owner)) };
  }
  if (body.type === 'complain' || body.type === 'read-copy') return body;
  if (body.type === 'copy') {
    const people = await Promise.all(body.people.map((id) => actorNamed(deps.db, id)));
    return { type: body.type, people, reason: body.reason, ...seen(body) };
  }
  if (body.type === 'comment') {
    // Who is told of a comment goes and looks: nobody is told of a case that he does not see.
    const seeing = await Promise.all(body.mentions.map((id) => sees(deps, id, file.id)));
    const unseeing = body.mentions.filter((_, n) => !seeing[n]);
    if (unseeing.length > 0) throw problem('mention-unseeing', { errors: [await notSeeing(deps, unseeing)] });
    return body;
  }
  const { expectedSeq: _, ...command } = body;
  return { ...withoutAbsent(command), ...seen(body) };
}

async function notSeeing(deps: Deps, people: readonly string[]) {
  const names = await namesOf(deps.db, [...people]);
  const [zh, en] = ['、', ', '].map((mark) => people.map((id) => names.get(id) ?? id).join(mark));
  return {
    path: '/mentions',
    message: { zh: `不能查看本办件，请先抄送：${zh}。`, en: `Not able to see this case, send a copy first: ${en}.` },
  };
}

async function sees(deps: Deps, id: string, caseId: string): Promise<boolean> {
  const person = await personOnStaff(deps.db, id);
  return person !== undefined && (await casesSeen(deps.db, person, [caseId])).has(caseId);
}

function seen({ expectedSeq }: { readonly expectedSeq?: number | undefined }): { readonly expectedSeq?: number } {
  return expectedSeq === undefined ? {} : { expectedSeq };
}

/** A supplement fills in what it names and leaves the rest of the application as it stands. */
export async function supplementOf(
  deps: Deps,
  file: CaseOnFile,
  data: Readonly<Record<string, unknown>>,
  owner: { readonly person: string } | { readonly caseId: string },
) {
  const schema = partial(file.definition);
  const known = stringsIn(merged(await formsOf(deps.db, file.id)));
  const errors: FormError[] = [
    ...formErrors(schema, data),
    ...(await paperErrors(deps.db, schema, data, owner, known)),
  ];
  return {
    type: 'supplement' as const,
    data: data as Readonly<Record<string, Json>>,
    formErrors: errors.map(({ path, message }) => ({ path: `/data${path === '/' ? '' : path}`, message })),
  };
}

/** What somebody says with a message, judged by the form that the procedure gives it. */
export async function messageOf(
  deps: Pick<Deps, 'db'>,
  file: Pick<CaseOnFile, 'definition'>,
  {
    message,
    id,
    data,
  }: { readonly message: string; readonly id: string; readonly data: Readonly<Record<string, unknown>> },
  owner: { readonly person: string } | { readonly caseId: string },
) {
  const schema = messageRule(file.definition, message)?.schema ?? NO_FORM;
  const errors = [...formErrors(schema, data), ...(await paperErrors(deps.db, schema, data, owner, new Set()))];
  return {
    type: 'receive-message' as const,
    message,
    id,
    data: data as Readonly<Record<string, Json>>,
    formErrors: errors.map(({ path, message: told }) => ({ path: `/data${path === '/' ? '' : path}`, message: told })),
  };
}
const NO_FORM: JsonSchema = Object.freeze({ type: 'object', properties: {}, additionalProperties: false });

/** The same from a system that sends by itself; the sender's number is the key, so that a repeat is answered alike. */
export async function receiveMessage(
  deps: Pick<Deps, 'db' | 'record'>,
  file: Pick<CaseOnFile, 'id' | 'definition'>,
  said: { readonly message: string; readonly id: string; readonly data: Readonly<Record<string, unknown>> },
) {
  return deps.record.commit({
    caseId: file.id,
    command: await messageOf(deps, file, said, { caseId: file.id }),
    actor: { kind: 'system' },
    key: `message:${said.message}:${said.id}`,
    scope: 'messages',
  });
}

const partials = new WeakMap<Definition, JsonSchema>();
/** The application's form with nothing required: its fields alone, without those that were bound at the receipt. */
export function partial(definition: Definition): JsonSchema {
  const known = partials.get(definition);
  if (known) return known;
  const { properties = {}, $defs } = definition.dataSchema as {
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly $defs?: Readonly<Record<string, JsonSchema>>;
  };
  const fixed = boundFields(definition);
  const made: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !fixed.includes(name))),
    ...($defs === undefined ? {} : { $defs }),
    additionalProperties: false,
  };
  partials.set(definition, made);
  return made;
}
