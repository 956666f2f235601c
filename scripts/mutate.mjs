/**
 * Owns the question whether the kernel's tests would notice: each rule of the acts, of votes, turns, joins and returns is made wrong, one at
 * a time, in a copy of the product, and the tests that concern it are run. What they do not notice is printed with its place.
 * `node scripts/mutate.mjs [--files tally,acts/return] [--sample 50] [--seed 7] [--model 60] [--out survivors.json] [--again survivors.json]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: {
    /** Stems under src/kernel, without `.ts`; default all that it knows. */
    files: { type: 'string' },
    /** How many mutants, chosen by the seed; default all. */
    sample: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** How many random procedures are played against each mutant that the other tests have let through; 0: none. */
    model: { type: 'string', default: '60' },
    seconds: { type: 'string', default: '180' },
    out: { type: 'string' },
    /** What an earlier run wrote to `out`: only these once more. */
    again: { type: 'string' },
  },
});
const KERNEL = 'src/kernel';
const RULES = ['tally', 'turns', 'join', 'returning', 'seating', 'basis', 'rules/authority'];
const stems = options.files?.split(',') ?? [
  ...RULES.filter((stem) => exists(stem)),
  ...readdirSync(join(root, KERNEL, 'acts'))
    .map((name) => `acts/${name.replace(/\.ts$/, '')}`)
    .filter((stem) => !['acts/act', 'acts/index', 'acts/kind'].includes(stem)),
];

function exists(stem) {
  return ts.sys.fileExists(join(root, KERNEL, `${stem}.ts`));
}

/** Every way in which a file is made wrong: where, what stood there, and what stands there then. */
function mutantsOf(stem) {
  const path = join(KERNEL, `${stem}.ts`);
  const text = readFileSync(join(root, path), 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const add = (node, kind, to) => {
    const [from, end] = [node.getStart(source), node.getEnd()];
    const { line } = source.getLineAndCharacterOfPosition(from);
    found.push({ stem, path, kind, line: line + 1, from, end, was: text.slice(from, end), to });
  };
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node)) return;
    if (ts.isIfStatement(node)) add(node.expression, 'negated', `!(${node.expression.getText(source)})`);
    if (ts.isConditionalExpression(node)) add(node.condition, 'negated', `!(${node.condition.getText(source)})`);
    if (ts.isCallExpression(node) && /^(refuse|formInvalid)$/.test(node.expression.getText(source)))
      add(node, 'no refusal', 'undefined');
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      const called = node.expression.expression.getText(source);
      add(node, called === 'record' ? 'no record' : 'no call', ';');
    }
    if (ts.isBinaryExpression(node)) {
      const to = SWAPS[node.operatorToken.getText(source)];
      if (to) add(node.operatorToken, 'swapped', to);
    }
    if (ts.isNumericLiteral(node)) add(node, 'off by one', `(${node.text} + 1)`);
    if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent) && node.parent.expression === node) {
      const to = METHODS[node.name.text];
      if (to) add(node.name, 'swapped', to);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
const SWAPS = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
};
const METHODS = { some: 'every', every: 'some' };

/** A choice of so many that the seed alone decides. */
function sampled(mutants) {
  if (options.again !== undefined) {
    const known = JSON.parse(readFileSync(options.again, 'utf8'));
    const same = (one, other) => ['stem', 'line', 'kind', 'was'].every((member) => one[member] === other[member]);
    return mutants.filter((mutant) => known.some((each) => same(each, mutant)));
  }
  if (options.sample === undefined) return mutants;
  let state = Number(options.seed) >>> 0;
  const chance = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32;
  };
  const order = mutants.map((mutant) => ({ mutant, at: chance() })).sort((a, b) => a.at - b.at);
  return order.slice(0, Number(options.sample)).map(({ mutant }) => mutant);
}

/** Stories told over the kernel alone, by rule and by scenario. */
const SUITES = ['test/kernel', 'test/kernel/time', 'test/scenarios'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts') && !/\.deep\.|^(random-)?walks|^soundness/.test(name))
    .map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
);
/** Tests of the same name first, then those that speak of it or of what it refuses. */
function suitesOf(stem) {
  const name = basename(stem);
  const text = readFileSync(join(root, KERNEL, `${stem}.ts`), 'utf8');
  const codes = [...text.matchAll(/refuse\('([a-z-]+)'/g)].map(([, code]) => `'${code}'`);
  const words = [name, ...codes, ...(ALSO[stem] ?? [])];
  const own = SUITES.filter((suite) => suite.name === `${name}.test.ts`);
  const others = SUITES.filter((suite) => !own.includes(suite) && words.some((word) => suite.text.includes(word)));
  return [...own, ...others].map(({ path }) => path);
}
/** Words by which tests speak of a file that are not its name. */
const ALSO = {
  'acts/decide': ['decides(', 'says('],
  'acts/task': ['task-stale', 'already-decided'],
  'acts/claim': ["'claim'", 'unclaim'],
  'acts/hold-decision': ['undoSeconds'],
  'acts/clocks': ['suspend-clock', 'extend-clock'],
  'acts/effect': ['runsEffects', 'claim-effect'],
  'rules/authority': ['not-your-post', 'four-eyes', 'no-part'],
  returning: ["'return'", 'returns:'],
  basis: ["'return'", 'carryOver'],
  join: ['beside(', 'join:'],
  turns: ['IN_TURN', 'add-sign'],
  tally: ['aVote('],
  seating: ['everyone'],
};

const copy = mkdtempSync(join(tmpdir(), 'oneseal-mutants-'));
let running;
process.on('exit', () => {
  running?.kill('SIGKILL');
  rmSync(copy, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
cpSync(root, copy, {
  recursive: true,
  filter: (from) => !/^(node_modules|\.git|dist|web|bench|\.oneseal)(\/|$)/.test(relative(root, from)),
});
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
writeFileSync(
  join(copy, 'jest.mutants.config.js'),
  `const { globalSetup, globalTeardown, ...base } = require('./jest.config.js');
module.exports = { ...base, maxWorkers: 1, cacheDirectory: ${JSON.stringify(join(copy, '.cache'))} };\n`,
);

/** Of these tests, those that fail. */
async function failing(tests) {
  const told = join(copy, 'told.json');
  await run([...tests, '--json', `--outputFile=${told}`], 1_200);
  const { testResults } = JSON.parse(readFileSync(told, 'utf8'));
  return testResults.filter(({ status }) => status !== 'passed').map(({ name }) => relative(copy, name));
}
/** Whether the tests hold; a test that takes too long does not. */
async function holds(tests) {
  return (await run(['--bail', ...tests], Number(options.seconds))) === 0;
}
async function run(args, seconds) {
  running = spawn(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '-c', 'jest.mutants.config.js', '-i', '--silent', '--runTestsByPath', ...args],
    {
      cwd: copy,
      stdio: 'ignore',
      timeout: seconds * 1_000,
      killSignal: 'SIGKILL',
      env: { ...process.env, ONESEAL_MODEL_COUNT: options.model, ONESEAL_MODEL_SEED: '1' },
    },
  );
  const [status] = await once(running, 'exit');
  return status;
}

const all = stems.flatMap(mutantsOf);
const chosen = sampled(all);
console.log(`mutants: ${chosen.length} of ${all.length} in ${stems.length} files, seed ${options.seed}`);
// Tests that do not hold of what is right say nothing of what is wrong.
const first = [...new Set(chosen.flatMap(({ stem }) => suitesOf(stem)))];
const broken = await failing(first);
if (broken.length > 0) console.log(`left out, for they fail by themselves: ${broken.join(', ')}`);
const survivors = [];
const byFile = new Map();
for (const [n, mutant] of chosen.entries()) {
  const { stem, path, from, end, to, kind, line, was } = mutant;
  const text = readFileSync(join(root, path), 'utf8');
  writeFileSync(join(copy, path), text.slice(0, from) + to + text.slice(end));
  const suites = suitesOf(stem).filter((suite) => !broken.includes(suite));
  const survives =
    (suites.length === 0 || (await holds(suites))) &&
    (options.model === '0' || (await holds(['test/model/model.test.ts'])));
  writeFileSync(join(copy, path), text);
  const { killed = 0, of = 0 } = byFile.get(stem) ?? {};
  byFile.set(stem, { killed: killed + (survives ? 0 : 1), of: of + 1 });
  if (survives) survivors.push(mutant);
  const told = was.replace(/\s+/g, ' ').slice(0, 90);
  console.log(`${String(n + 1).padStart(4)} ${survives ? 'SURVIVES' : 'killed  '} ${stem}:${line} ${kind}: ${told}`);
}
for (const [stem, { killed, of }] of [...byFile].sort()) console.log(`${stem}: ${killed} of ${of}`);
const share = chosen.length === 0 ? 100 : (100 * (chosen.length - survivors.length)) / chosen.length;
console.log(`killed ${chosen.length - survivors.length} of ${chosen.length} (${share.toFixed(1)} %)`);
if (options.out) writeFileSync(options.out, JSON.stringify(survivors, null, 2));
