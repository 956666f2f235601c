// Owns what a screen asks for an act on a case: the contract's request, narrowed to what the act may be about now.
import { z } from 'zod';
import { caseActs } from '../contract/case';
import { GROUNDS } from '../kernel/acts/clocks';
import { APPLICANT } from '../kernel/acts/awaited';
import type { CaseCommand } from '../kernel/acts';
import type { JsonSchema } from '../kernel/procedure/definition';
import { messageRule, messagesOf } from '../kernel/procedure/find';
import type { CaseOnFile } from '../queries/on-file';
import { partial } from './case-acts';

type CaseActType = keyof typeof caseActs;
type Members = Readonly<Record<string, JsonSchema>>;

/** `allowed`: every act that would be accepted, once for each thing it could be about. */
export function actSchemas(file: CaseOnFile, allowed: readonly CaseCommand[]): Record<string, JsonSchema> {
  const types = [...new Set(allowed.map(({ type }) => type))].filter(isCaseAct);
  return Object.fromEntries(types.map((type) => [type, narrowed(SCHEMAS[type], choices(type, file, allowed))]));
}

/** The members whose values the case itself bounds. */
function choices(type: CaseActType, file: CaseOnFile, allowed: readonly CaseCommand[]): Members {
  const of = (member: 'clock' | 'effect' | 'by'): readonly string[] =>
    allowed.flatMap((command) =>
      command.type === type && member in command ? [String(command[member as keyof CaseCommand])] : [],
    );
  switch (type) {
    case 'supplement':
      return { data: supplementSchema(file) };
    case 'suspend-clock':
      return { clock: oneOf(of('clock')), ground: oneOf(Object.keys(GROUNDS)) };
    case 'resume-clock':
    case 'extend-clock':
    case 'explain-delay':
      return { clock: oneOf(of('clock')) };
    case 'retry-effect':
      return { effect: oneOf(of('effect')) };
    case 'receive-message': {
      const names = messagesOf(file.definition.flow).flatMap(({ name }) => name ?? []);
      const [only, ...others] = new Set(names);
      const schema = only !== undefined && others.length === 0 ? messageRule(file.definition, only)?.schema : undefined;
      return { message: oneOf([...new Set(names)]), ...(schema ? { data: schema } : {}) };
    }
    case 'request-hearing':
    case 'waive-hearing':
    case 'state-views': {
      // For the applicant it is meant where nobody is named.
      const forApplicant = allowed.some((command) => command.type === type && !('by' in command));
      return { by: oneOf([...(forApplicant ? [APPLICANT] : []), ...of('by')]) };
    }
    default:
      return {};
  }
}
const oneOf = (values: readonly string[]): JsonSchema => ({ type: 'string', enum: [...values] });

/** What is missing or was promised comes first; after acceptance nothing else may be handed in. */
function supplementSchema({ definition, state }: CaseOnFile): JsonSchema {
  const whole = partial(definition);
  const fields = whole['properties'] as Members;
  const promised = state.promised ?? [];
  const first = promised.length > 0 ? promised : (state.gaps ?? []);
  const named = first.filter((name) => Object.hasOwn(fields, name));
  const others = promised.length > 0 ? [] : Object.keys(fields).filter((name) => !named.includes(name));
  return {
    ...whole,
    properties: Object.fromEntries([...named, ...others].map((name) => [name, fields[name] ?? {}])),
    minProperties: 1,
  };
}

function narrowed(schema: JsonSchema, members: Members): JsonSchema {
  return { ...schema, properties: { ...(schema['properties'] as Members), ...members } };
}

const isCaseAct = (type: string): type is CaseActType => Object.hasOwn(caseActs, type);
const SCHEMAS = Object.fromEntries(
  Object.entries(caseActs).map(([type, shape]) => [type, z.toJSONSchema(shape, { io: 'input' })]),
) as unknown as Readonly<Record<CaseActType, JsonSchema>>;
