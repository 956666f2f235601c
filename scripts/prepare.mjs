// Owns the way from a checkout to something runnable: packages, generated client, compiled code, workflow bundle.
// Plain Node without dependencies, since it must run before they exist. Each step compares a hash of what it reads
// with the one it stamped last time, so a second run costs milliseconds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const bundlePath = join(root, 'dist', 'workflow-bundle.js');

const compiled = ['src', 'workflows', 'activities', 'procedures', 'prisma', 'types'];
const bundled = ['workflows', 'src/kernel', 'procedures'];
// What the desk is built of: its own folder, and the shapes it shares with the API.
const desk = ['web', 'src/contract', 'src/kernel'];
const packagesStamp = 'node_modules/.oneseal-stamp';

/** Brings everything up to date, or throws with the step that failed. Prints one line per step that had work to do. */
export async function prepare() {
  installPackages();
  generateClient();
  compile();
  await bundleWorkflows();
  buildDesk();
}

/** Runs `npm ci`, unless the installed packages are already those of the lock file. */
export function installPackages() {
  const lock = hash(['package-lock.json']);
  if (stamped(packagesStamp, lock) || (installedAsLocked() && stamp(packagesStamp, lock))) return;
  const command = existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install';
  step('packages', '安装依赖，首次约需一两分钟 / npm ci, a minute or two the first time', () =>
    npm([command, '--include=dev', '--no-audit', '--no-fund']),
  );
  stamp(packagesStamp, hash(['package-lock.json']));
}

/** Generates the typed database client from `prisma/schema.prisma`. */
export function generateClient() {
  if (!existsSync(join(root, 'prisma/schema.prisma'))) return;
  const target = 'src/generated/prisma/.oneseal-stamp';
  const wanted = hash(['prisma/schema.prisma', 'package-lock.json']);
  if (stamped(target, wanted)) return;
  step('client', '生成数据库客户端 / generating the database client', () =>
    run(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--schema', 'prisma/schema.prisma'], {
      // The CLI insists that a schema engine exists but `generate` never runs it: any binary will do, and none is fetched.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
  );
  stamp(target, wanted);
}

/** Compiles the product into `dist`. */
export function compile() {
  const target = 'dist/.oneseal-stamp';
  const wanted = sourcesHash();
  if (stamped(target, wanted)) return;
  step('compile', '编译 / compiling', () =>
    run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']),
  );
  stamp(target, wanted);
}

/** Bundles the workflows for the worker's sandbox into `bundlePath`. */
export async function bundleWorkflows() {
  if (!existsSync(join(root, 'workflows/index.ts'))) return;
  const target = 'dist/.oneseal-bundle-stamp';
  const wanted = hash([...bundled, 'scripts/bundle.mjs', 'package-lock.json']);
  if (existsSync(bundlePath) && stamped(target, wanted)) return;
  // A child process: webpack leaves threads and memory behind that a server has no use for.
  step('bundle', '打包流程 / bundling the workflows', () => run(process.execPath, ['scripts/bundle.mjs']));
  stamp(target, wanted);
}

/** Builds the desk (the web app) into `dist/web`. */
export function buildDesk() {
  const target = 'dist/.oneseal-web-stamp';
  const wanted = hash([...desk, 'package-lock.json']);
  if (existsSync(join(root, 'dist/web/index.html')) && stamped(target, wanted)) return;
  step('desk', '构建工作台 / building the desk', () =>
    run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts']),
  );
  stamp(target, wanted);
}

/** One hash over everything that is compiled: what `npm run dev` watches. */
export function sourcesHash() {
  return hash([...compiled, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']);
}

/** Runs a program in the project's folder and throws if it does not exit with 0. */
function run(program, args, env = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    // Kept back and shown only when it matters: a start should print what it does, not what its tools say.
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${stdout}${stderr}\n${args.join(' ')} exited with ${status}`);
}

function npm(args) {
  const own = process.env.npm_execpath;
  if (own && /\.c?js$/.test(own)) return run(process.execPath, [own, ...args]);
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return existsSync(beside) ? run(process.execPath, [beside, ...args]) : run('npm', args);
}

function step(name, does, work) {
  const started = performance.now();
  // To stderr: what `oneseal` prints may be read by a program. Told before it is done: the first packages take a minute or two.
  process.stderr.write(`${name.padEnd(9)} ${does} … `);
  try {
    work();
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  }
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

// After a hand-made `npm ci` or `npm install` npm's own record of what it installed answers the question.
function installedAsLocked() {
  try {
    const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
    const locked = read('package-lock.json');
    const installed = read('node_modules/.package-lock.json');
    return Object.entries(locked).every(
      ([path, entry]) =>
        path === '' || installed[path]?.version === entry.version || (entry.optional && !installed[path]),
    );
  } catch {
    return false;
  }
}

function hash(paths) {
  const digest = createHash('sha256').update(process.version.split('.')[0]);
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    const entries = readDirectory(full);
    if (!entries) digest.update(`\0${path}\0`).update(readFileSync(full));
    else for (const name of entries) if (path !== 'src' || name !== 'generated') add(`${path}/${name}`);
  };
  paths.forEach(add);
  return digest.digest('hex');
}

function readDirectory(path) {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function stamped(path, wanted) {
  const full = join(root, path);
  return existsSync(full) && readFileSync(full, 'utf8') === wanted;
}

function stamp(path, value) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), value);
  return true;
}

/** Prepares, or prints what failed and exits with 1: for scripts that cannot go on without it. */
export async function prepareOrExit() {
  try {
    await prepare();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await prepareOrExit();
