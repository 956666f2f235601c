// Owns the rows of organisations.csv: bodies of the city, each under another but the city itself.
import { fault, type Fault } from './fault';
import { NOTHING, repeated, RowCheck, type Lined, type Reading } from './rows';
import { readSheet } from './sheet';

export const ORGANISATION_KINDS = [
  'city', // 市人民政府
  'approval-bureau', // 行政审批局
  'justice-bureau', // 司法局
  'department', // 市级部门
  'town', // 镇人民政府、街道办事处
  'service-centre', // 政务服务中心
  'enforcement-bureau', // 综合行政执法局
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly zh: string;
  readonly en: string;
  readonly parent: string | null;
  /** What the numbers of its papers begin with (文号代字); null: its Chinese name. */
  readonly letters: string | null;
}
const FILE = 'organisations.csv';

export function readOrganisations(text: string | undefined): Reading<Organisation> {
  if (text === undefined) return NOTHING;
  const sheet = readSheet(FILE, text, {
    required: ['id', 'kind', 'name_zh', 'name_en', 'parent'],
    optional: ['number_letters'],
  });
  const faults: Fault[] = [...sheet.faults];
  const lined = sheet.rows.flatMap(({ line, cells }): readonly Lined<Organisation>[] => {
    const check = new RowCheck(FILE, line);
    const kind = ORGANISATION_KINDS.find((each) => each === cells.kind);
    const value = {
      id: check.id('id', cells.id),
      kind: kind ?? 'department',
      zh: check.text('name_zh', cells.name_zh),
      en: check.text('name_en', cells.name_en),
      parent: cells.parent === '' ? null : cells.parent,
      letters: cells.number_letters === '' ? null : check.text('number_letters', cells.number_letters),
    };
    if (kind === undefined)
      check.wrong(
        'kind',
        `没有“${cells.kind}”这种单位；可用：${ORGANISATION_KINDS.join('、')}。`,
        `There is no organisation of the kind "${cells.kind}"; there are: ${ORGANISATION_KINDS.join(', ')}.`,
      );
    else if (value.parent === null && kind !== 'city')
      check.wrong('parent', '除市政府外，都要写明上级单位。', 'All but the city have a body above them.');
    faults.push(...check.faults);
    return check.ok ? [{ line, value }] : [];
  });
  return {
    lined,
    keys: new Set(sheet.rows.map(({ cells }) => cells.id)),
    faults: [...faults, ...repeated(FILE, 'id', lined, ({ id }) => id)],
  };
}

/** An empty cell says nothing: letters that are there stay, or the numbers of a body would begin anew in another series. */
export function withLettersKept(
  reading: Reading<Organisation>,
  known: ReadonlyMap<string, Organisation>,
): Reading<Organisation> {
  return {
    ...reading,
    lined: reading.lined.map(({ line, value }) => ({
      line,
      value: { ...value, letters: value.letters ?? known.get(value.id)?.letters ?? null },
    })),
  };
}

/** Two bodies of the same letters would number their papers in one series, and a number would not say whose it is. */
export function letterFaults(
  { lined }: Reading<Organisation>,
  all: ReadonlyMap<string, Organisation>,
): readonly Fault[] {
  return lined.flatMap(({ line, value }) => {
    const other = [...all.values()].find(({ id, letters }) => id !== value.id && letters === value.letters);
    return value.letters === null || other === undefined
      ? []
      : [
          fault(
            FILE,
            line,
            'number_letters',
            `文号代字“${value.letters}”已由“${other.id}”使用。`,
            `The letters "${value.letters}" are those of "${other.id}".`,
          ),
        ];
  });
}

/**
 * What is wrong between the rows.
 * @param all the tree as it would be, by id
 */
export function treeFaults(
  { lined, keys }: Reading<Organisation>,
  all: ReadonlyMap<string, Organisation>,
): readonly Fault[] {
  return lined.flatMap(({ line, value }) => {
    if (value.parent === null) return [];
    if (!all.has(value.parent))
      return keys.has(value.parent)
        ? []
        : [fault(FILE, line, 'parent', `没有单位“${value.parent}”。`, `There is no organisation "${value.parent}".`)];
    const round = circleFrom(value, all);
    return round === undefined
      ? []
      : [
          fault(
            FILE,
            line,
            'parent',
            `上级绕成了圈：${round.join(' → ')}。`,
            `The bodies above go round: ${round.join(' → ')}.`,
          ),
        ];
  });
}

/** The way up from a body back to itself; undefined when it ends at the top. */
function circleFrom(start: Organisation, all: ReadonlyMap<string, Organisation>): readonly string[] | undefined {
  const way = [start.id];
  for (let at = start.parent; at !== null && way.length <= all.size; at = all.get(at)?.parent ?? null) {
    way.push(at);
    if (at === start.id) return way;
  }
  return undefined;
}
