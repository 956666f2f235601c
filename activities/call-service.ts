/** Owns 调用: one call of another system's service for one effect, claimed, made, and recorded with what the service has answered. */
import type { EffectOver } from '../workflows/messages';
import { callOf, undoes } from '../src/kernel/call';
import type { EffectSpec } from '../src/kernel/case';
import type { Json } from '../src/kernel/text';
import { failure } from './codes';
import type { ActivityDeps } from './deps';
import type { EffectName, Effects } from './effect';

type Data = { readonly [member: string]: Json };

/** What an earlier call has answered stands in the ledger, and nowhere else. */
const READ = `
  select c.procedure_id, c.procedure_version,
    (select a.payload->'result'->'data' from acts a where a.case_id = c.id and a.type = 'effect-done' and a.payload->>'effect' = $2) as answered
  from cases c where c.id = $1`;
interface Row {
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly answered: Data | null;
}

export function createCallService(deps: ActivityDeps, effects: Effects) {
  const { sql, definitions, services } = deps;
  return { callService };

  async function callService(ref: EffectName): Promise<EffectOver> {
    const { claim, seq, spec } = await effects.claim(ref);
    if (claim === undefined) return { seq, moved: true };
    const earlier = undoneBy(spec);
    const { rows } = await sql.query<Row>(READ, [ref.case, earlier ?? '']);
    const row = rows[0];
    if (!row) throw failure('no-such-case', { final: true });
    const { data } = await services.call(spec.subject, {
      key: ref.effect,
      case: ref.case,
      data: earlier === undefined ? (spec.facts ?? {}) : {},
      ...(earlier === undefined ? {} : { undoes: { key: earlier, data: row.answered ?? {} } }),
    });
    const schema = callOf(await definitions.version(row.procedure_id, row.procedure_version), spec)?.schema;
    // The flow reads what it was promised; asked again under its key, the service would say the same.
    if (schema && !services.fits(schema, data)) throw failure('service-answer-invalid', { final: true });
    const over = await effects.finish({ ...ref, claim, result: { data } });
    return { seq: over.seq, moved: over.moved };
  }
}

/** The call that this one undoes. */
function undoneBy(spec: EffectSpec): string | undefined {
  const earlier = undoes(spec) ? spec.facts?.['undoes'] : undefined;
  return typeof earlier === 'string' ? earlier : undefined;
}
