import { parse } from 'yaml';
import { seededItems, seededPeople, seededTown, townFiles } from '../../prisma/town/town';
import { catalogue } from '../../procedures/index';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import type { PowerItem } from '../../src/record/town-import/power-items';

const town = seededTown();
const people = seededPeople();
const ofKind = (kind: string): readonly string[] =>
  town.organisations.filter((each) => each.kind === kind).map(({ id }) => id);
const inPost = (kind: string, organisation: string): number =>
  people.filter(({ posts }) => posts.some((post) => post.kind === kind && post.organisation === organisation)).length;

it('has 17 towns and streets, each with a window, a team of enforcement and an examiner', () => {
  expect([ofKind('town').length, ofKind('service-centre').length, ofKind('enforcement-bureau').length]).toEqual([
    17, 17, 17,
  ]);
  for (const id of ofKind('town')) {
    expect(ofKind('service-centre')).toContain(`${id}-centre`);
    expect(ofKind('enforcement-bureau')).toContain(`${id}-enforcement`);
    expect([id, inPost('examiner', id)]).toEqual([id, 1]);
    expect([id, inPost('window-clerk', `${id}-centre`)]).toEqual([id, expect.any(Number)]);
    expect(inPost('window-clerk', `${id}-centre`)).toBeGreaterThan(0);
  }
});

it('has 14 departments beside the approval bureau and the justice bureau', () => {
  expect(ofKind('department')).toHaveLength(14);
  expect([...ofKind('approval-bureau'), ...ofKind('justice-bureau'), ...ofKind('city')]).toHaveLength(3);
});

it('can decide in each body that holds an item: two examine, one approves, one heads', () => {
  const file = parse(townFiles()['power-items.yaml'] ?? '') as readonly PowerItem[];
  const holders = new Set(file.flatMap((item) => item.holders.map((held) => held.organisation)));
  expect([...holders].toSorted()).toEqual(['approval-bureau', 'emergency-bureau', 'planning-bureau']);
  for (const body of holders) {
    const posts = ['examiner', 'approver', 'agency-head'].map((kind) => inPost(kind, body));
    expect([body, posts.every((held, n) => held >= (n === 0 ? 2 : 1))]).toEqual([body, true]);
  }
  // Whoever hosts a hearing may not publish its case: somebody else is there who may.
  for (const body of holders) {
    expect([body, inPost('hearing-host', body) > 0, inPost('publisher', body) > 0]).toEqual([body, true, true]);
    const both = people.filter(({ posts }) =>
      ['hearing-host', 'publisher'].every((kind) =>
        posts.some((post) => post.kind === kind && post.organisation === body),
      ),
    );
    expect([body, inPost('publisher', body) - both.length > 0]).toEqual([body, true]);
  }
});

it('announces permits P1 to P16, P7 as approval and as filing', () => {
  const file = parse(townFiles()['power-items.yaml'] ?? '') as readonly PowerItem[];
  expect(file).toHaveLength(17);
  expect(file.filter(({ procedure }) => procedure === null).map(({ name }) => name.zh)).toEqual([
    '占用、挖掘城市道路审批',
  ]);
});

it('announces an item for each procedure that people apply for, and no procedure twice', () => {
  const served = seededItems().flatMap(({ procedure }) => procedure ?? []);
  expect(new Set(served).size).toBe(served.length);
  // What is asked about a certificate that exists is no item of its own: it is the certificate's.
  const offered = catalogue.filter(
    ({ childOnly, opens, concerns }) => childOnly !== true && opens !== undefined && concerns === undefined,
  );
  expect(offered.map(({ id }) => id).toSorted()).toEqual(served.toSorted());
});

it('has somebody for every step of every procedure, in the body that holds its item', () => {
  const errors = catalogue.flatMap((draft) =>
    checkProcedure(draft, seededTown(draft.id))
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, path }) => `${draft.id} ${rule} ${path}`),
  );
  expect(errors).toEqual([]);
});
