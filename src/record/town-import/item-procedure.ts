// Owns the agreement of a power item with the procedure that serves it: what is announced is what the clock counts and the form asks.
import type { Draft } from '../../kernel/procedure/builder';
import { blocksOf } from '../../kernel/procedure/find';
import type { ClockRule, Limit } from '../../kernel/time/clock';
import { fault, type Fault } from './fault';
import type { Organisation } from './organisations';
import type { PowerItem } from './power-items';
import type { Lined } from './rows';

const FILE = 'power-items.yaml';

/** What is wrong with items beside the published procedures and the bodies. */
export function itemFaults(
  lined: readonly Lined<PowerItem>[],
  town: {
    readonly procedures: ReadonlyMap<string, Draft>;
    readonly organisations: ReadonlyMap<string, Organisation>;
    readonly organisationNames: ReadonlySet<string>;
  },
): readonly Fault[] {
  const isBody = (id: string): boolean => town.organisations.has(id) || town.organisationNames.has(id);
  return lined.flatMap(({ line, value }) => [
    ...value.holders
      .flatMap(({ organisation, territory = [] }) => [organisation, ...territory])
      .filter((id) => !isBody(id))
      .map((id) =>
        fault(
          FILE,
          line,
          'holders',
          `${value.code}：没有单位“${id}”。`,
          `${value.code}: there is no organisation "${id}".`,
        ),
      ),
    ...procedureFaults(line, value, town.procedures),
  ]);
}

function procedureFaults(line: number, item: PowerItem, procedures: ReadonlyMap<string, Draft>): readonly Fault[] {
  if (item.procedure === null) return [];
  const draft = procedures.get(item.procedure);
  if (draft === undefined)
    return [
      fault(
        FILE,
        line,
        'procedure',
        `${item.code}：流程“${item.procedure}”尚未发布。`,
        `${item.code}: the procedure "${item.procedure}" is not published.`,
      ),
    ];
  return disagreements(item, draft).map(({ column, announced, done }) =>
    fault(
      FILE,
      line,
      column,
      `${item.code}：清单为 ${announced}，流程 ${draft.id} 为 ${done}。`,
      `${item.code}: the catalogue says ${announced}, the procedure ${draft.id} ${done}.`,
    ),
  );
}

export interface Disagreement {
  readonly column: string;
  readonly announced: string;
  readonly done: string;
}

export function disagreements(item: PowerItem, draft: Draft): readonly Disagreement[] {
  const clock = decisionClock(draft);
  // Where a lower body reviews first, what may be extended is the decision above it.
  const extension = clock && (draft.extensions[clock.id] ?? draft.extensions['decision']);
  const ours = item.limits;
  const inUnit = (limit: Limit | null | undefined): string => (limit ? `${limit.amount} ${limit.unit}` : '—');
  const pairs: readonly Disagreement[] = [
    { column: 'limits.statutory', announced: inUnit(ours.statutory), done: inUnit(clock?.budget) },
    { column: 'limits.startsAt', announced: ours.startsAt, done: clock?.startsAt ?? '—' },
    {
      column: 'limits.extension',
      announced: inUnit(ours.extension),
      done: inUnit(extension && clock && { amount: extension.amount, unit: clock.budget.unit }),
    },
    { column: 'limits.promised', announced: inUnit(ours.promised), done: inUnit(promisedClock(draft)?.budget) },
    { column: 'commitment', announced: yesOrNo(item.commitment), done: yesOrNo(takesCommitments(draft)) },
    ...(draft.certificate
      ? [{ column: 'validity', announced: inUnit(monthsOf(item)), done: inUnit(draft.certificate.validity) }]
      : []),
    ...materialPairs(item, draft),
  ];
  return pairs.filter(({ announced, done }) => announced !== done);
}

function promisedClock(draft: Draft): ClockRule | undefined {
  return Object.values(draft.clocks).find(({ kind }) => kind === 'promised');
}

/** 告知承诺: one of its steps takes the application on a promise. */
function takesCommitments(draft: Draft): boolean {
  return blocksOf(draft.flow).some(
    (block) => block.kind === 'task' && Object.values(block.outcomes).some(({ act }) => act === 'accept-on-commitment'),
  );
}

function yesOrNo(value: boolean): string {
  return value ? '可以 yes' : '不可 no';
}

function monthsOf({ validity }: PowerItem): Limit | null {
  return validity === null ? null : { amount: validity, unit: 'months' };
}

/** The limit within which the body decides, and from when it counts. */
function decisionClock(
  draft: Draft,
): { readonly id: string; readonly budget: Limit; readonly startsAt: 'receipt' | 'acceptance' } | undefined {
  const [counted] = draft.acceptClocks.toSorted((a, b) => Number(b === 'decision') - Number(a === 'decision'));
  // The answer on acceptance is due from receipt too, but it is not the decision.
  const started = draft.startClocks.find((id) => id !== 'acceptance' && draft.clocks[id]?.kind === 'statutory');
  const id = counted ?? started;
  const clock = id === undefined ? undefined : draft.clocks[id];
  return id === undefined || clock === undefined
    ? undefined
    : { id, budget: clock.budget, startsAt: counted === undefined ? 'receipt' : 'acceptance' };
}

function materialPairs(item: PowerItem, draft: Draft): readonly Disagreement[] {
  const ours = new Map(item.materials.map((material) => [material.field, material]));
  // What only some applicants owe (an agent's mandate) belongs to the form every item shares.
  const own = draft.materials.filter((material) => material.requiredWhen === undefined);
  const theirs = new Map(own.map((material) => [material.field, material]));
  const fields = [...new Set([...ours.keys(), ...theirs.keys()])];
  return fields.map((field) => ({
    column: `materials.${field}`,
    announced: materialWords(ours.get(field)),
    done: materialWords(theirs.get(field)),
  }));
}

interface Material {
  readonly title: { readonly zh: string };
  readonly required: boolean;
  readonly deferrable?: boolean;
}

function materialWords(material: Material | undefined): string {
  if (material === undefined) return '—';
  const duty = material.required ? '必需 required' : '可选 optional';
  return `${material.title.zh}（${duty}${material.deferrable === true ? '，可容缺 deferrable' : ''}）`;
}
