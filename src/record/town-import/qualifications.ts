// Owns the rows of qualifications.csv: dated certificates of people.
import { fault, type Fault } from './fault';
import { NOTHING, overlapping, repeated, RowCheck, type Lined, type Reading, type Term } from './rows';
import { readSheet } from './sheet';

/** `legal`: 法律职业资格, which 罚 58 asks of reviewers; `enforcement`: 行政执法证. */
const QUALIFICATION_KINDS = ['legal', 'enforcement'] as const;

export interface Qualification extends Term {
  /** User name of the holder. */
  readonly person: string;
  readonly kind: (typeof QUALIFICATION_KINDS)[number];
  readonly number: string;
}
const FILE = 'qualifications.csv';

export function readQualifications(text: string | undefined): Reading<Qualification> {
  if (text === undefined) return NOTHING;
  const sheet = readSheet(FILE, text, { required: ['person', 'kind', 'number', 'from'], optional: ['to', 'id'] });
  const faults: Fault[] = [...sheet.faults];
  const lined = sheet.rows.flatMap(({ line, cells }): readonly Lined<Qualification>[] => {
    const check = new RowCheck(FILE, line);
    const kind = QUALIFICATION_KINDS.find((each) => each === cells.kind);
    if (kind === undefined)
      check.wrong(
        'kind',
        `没有“${cells.kind}”这种资格；可用：${QUALIFICATION_KINDS.join('、')}。`,
        `There is no qualification of the kind "${cells.kind}"; there are: ${QUALIFICATION_KINDS.join(', ')}.`,
      );
    const person = check.text('person', cells.person).toLowerCase();
    const number = check.text('number', cells.number);
    const term = check.term(cells.from, cells.to);
    const id = cells.id === '' ? `${cells.kind}:${person}` : check.id('id', cells.id);
    faults.push(...check.faults);
    return check.ok && kind !== undefined ? [{ line, value: { id, person, kind, number, ...term } }] : [];
  });
  return {
    lined,
    keys: new Set(lined.map(({ value }) => value.id)),
    faults: [...faults, ...repeated(FILE, 'id', lined, ({ id }) => id)],
  };
}

/** What is wrong with qualifications beside the people and the qualifications that are there. */
export function qualificationFaults(
  lined: readonly Lined<Qualification>[],
  town: {
    readonly people: ReadonlySet<string>;
    readonly known: ReadonlyMap<string, Qualification>;
  },
): readonly Fault[] {
  const own = new Set(lined.map(({ value }) => value.id));
  const kept = [...town.known.values()].filter(({ id }) => !own.has(id));
  return [
    ...lined.flatMap(({ line, value }) => [
      ...(town.people.has(value.person)
        ? []
        : [fault(FILE, line, 'person', `没有人员“${value.person}”。`, `There is nobody called "${value.person}".`)]),
      ...(town.known.get(value.id) === undefined || town.known.get(value.id)?.person === value.person
        ? []
        : [
            fault(
              FILE,
              line,
              'person',
              `资格 ${value.id} 属于另一个人，不能转让。`,
              `The qualification ${value.id} belongs to somebody else and stays so.`,
            ),
          ]),
    ]),
    ...overlapping(FILE, lined, kept, (held) => `${held.kind} ${held.person}`),
  ];
}
