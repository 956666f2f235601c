// What towns have written must be read for ever: the ledgers kept in test/kernel/ledgers hold every type of act there is, in every
// version that is or was written. That each still folds to its recorded state is tried beside the kernel.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSourceFile, forEachChild, isInterfaceDeclaration, isPropertySignature, ScriptTarget } from 'typescript';
import { familyOf, stories } from '../support/stories';

interface Written {
  readonly type: string;
  readonly v: number;
}
const folder = join(__dirname, '..', 'kernel', 'ledgers');
const kept: readonly Written[] = readdirSync(folder).flatMap(
  (file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { acts: Written[] }).acts,
);
const told: readonly Written[] = Object.values(stories).flatMap((tell) => {
  return familyOf(tell()).flatMap(({ acts }) => acts);
});
const named = (acts: readonly Written[]): readonly string[] => [...new Set(acts.map(({ type, v }) => `${type} v${v}`))];

/** The members of the interface that declares the acts: a new type cannot be forgotten here. */
function declaredTypes(): readonly string[] {
  const path = join(__dirname, '../../src/kernel/acts/act.ts');
  const types: string[] = [];
  forEachChild(createSourceFile(path, readFileSync(path, 'utf8'), ScriptTarget.ES2022, true), (node) => {
    if (!isInterfaceDeclaration(node) || node.name.text !== 'Payloads') return;
    for (const member of node.members)
      if (isPropertySignature(member)) types.push(member.name.getText().replace(/^'|'$/g, ''));
  });
  return types;
}

test('every type of act that the kernel declares stands in a recorded ledger', () => {
  const types = declaredTypes();
  expect(types.length).toBeGreaterThan(30);
  expect(types.filter((type) => !kept.some((act) => act.type === type))).toEqual([]);
});

test('every version of an act that is written today stands in a recorded ledger', () => {
  expect(told.length).toBeGreaterThan(100);
  expect(named(told).filter((each) => !named(kept).includes(each))).toEqual([]);
});

test('the versions of each type are recorded without a gap', () => {
  for (const type of new Set(kept.map((act) => act.type))) {
    const versions = [...new Set(kept.filter((act) => act.type === type).map(({ v }) => v))].sort((a, b) => a - b);
    expect([type, versions]).toEqual([type, versions.map((_, n) => n + 1)]);
  }
});
