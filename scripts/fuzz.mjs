/**
 * Owns `npm run test:fuzz`: a product of its own on a free port, ten thousand requests that a fuzzer makes from the product's own
 * contract, and three questions: was there a 5xx, was there an answer that the contract does not promise, was anything answered
 * without the authorization it needs. Loopback only; bounded in time. The fuzzer, schemathesis, is put into a folder of its own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { prepareOrExit, root } from './prepare.mjs';

const SCHEMATHESIS = '4.32.5';
const LEAST_REQUESTS = 10_000;
const MOST_PASSES = 12;
const READY_SECONDS = 240;
const { values: options } = parseArgs({
  options: {
    /** Of one pass of the fuzzer. */
    seconds: { type: 'string', default: '240' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'ignored_auth',
];
/** A stream that never ends, and the styles and scripts of a package. */
const LEFT_OUT = ['events', 'asset'];

const results = [];
function judge(what, ok, figures = '') {
  results.push(ok);
  console.log(`${ok ? 'passed' : 'FAILED'}  ${what}${figures === '' ? '' : `: ${figures}`}`);
}

function fuzzer() {
  const folder = join(tmpdir(), `oneseal-schemathesis-${SCHEMATHESIS}`);
  const program = join(folder, 'bin', 'schemathesis');
  if (!existsSync(program)) {
    console.log(`installing schemathesis ${SCHEMATHESIS} into ${folder}`);
    for (const [command, ...args] of [
      ['python3', '-m', 'venv', folder],
      [join(folder, 'bin', 'pip'), 'install', '--quiet', `schemathesis==${SCHEMATHESIS}`],
    ])
      if (spawnSync(command, args, { stdio: 'inherit' }).status !== 0)
        throw new Error('schemathesis cannot be installed: Python 3.10 or newer with venv and pip is needed');
  }
  return program;
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function startProduct(home) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', ONESEAL_HOME: home, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said = (said + part).slice(-20_000)));
  for (const until = Date.now() + READY_SECONDS * 1000; Date.now() < until; await pause(300)) {
    if (child.exitCode !== null) break;
    const reply = await fetch(`${base}/readyz`).catch(() => undefined);
    if (reply?.ok && (await reply.json()).status === 'ready') return { base, child, said: () => said };
  }
  await stop(child);
  throw new Error(`the product did not become ready:\n${said}`);
}
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 45_000);
  await gone;
  clearTimeout(late);
}

/** A clerk's token, and a case of his with its receipt: what the fuzzer is given to get beyond the door. */
async function foothold(base) {
  const json = { 'content-type': 'application/json', origin: base };
  const post = async (path, body, headers) => {
    const reply = await fetch(base + path, {
      method: 'POST',
      headers: { ...json, 'idempotency-key': randomUUID(), ...headers },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  const signedIn = await post('/api/session', { username: 'zhangwei', password: 'oneseal-demo' });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const { token } = await (
    await post('/api/access-tokens', { name: 'fuzzing', expiresAt: tomorrow }, { cookie })
  ).json();
  const contract = await (await fetch(`${base}/openapi.json`)).json();
  const [example] = Object.values(contract.paths['/api/cases'].post.requestBody.content['application/json'].examples);
  const { identity: _, ...data } = example.value.data;
  const authorization = { authorization: `Bearer ${token}` };
  const opened = await (await post('/api/cases', { ...example.value, data }, authorization)).json();
  const seen = await (await fetch(`${base}/api/cases/${opened.id}`, { headers: authorization })).json();
  return { token, contract, id: opened.id, number: opened.number, code: opened.receipt.code, task: seen.tasks[0].id };
}

/** Of what the product itself counted: requests, and those answered with 5xx. */
async function counted(base) {
  const text = await (await fetch(`${base}/metrics`)).text();
  const lines = [...text.matchAll(/^oneseal_http_duration_seconds_count\{(.*)\} (\d+)$/gm)];
  const of = (wanted) => lines.filter(([, labels]) => wanted(labels)).reduce((sum, [, , n]) => sum + Number(n), 0);
  return { requests: of(() => true), faults: of((labels) => /status="5\d\d"/.test(labels)) };
}

function settings(folder, { id, number, task }) {
  const file = join(folder, 'schemathesis.toml');
  const operations = [
    ['path-regex', '^/api/cases/\\\\{id\\\\}', 'path.id', id],
    ['path-regex', '^/api/tasks/\\\\{id\\\\}', 'path.id', task],
    ['path-regex', '^/api/public/cases/', 'path.number', number],
    ['path-regex', '^/api/procedures/\\\\{id\\\\}', 'path.id', 'food-business-permit'],
  ].map(
    ([by, value, name, given]) =>
      `[[operations]]\ninclude-${by} = "${value}"\nparameters = { "${name}" = "${given}" }\n`,
  );
  writeFileSync(file, operations.join('\n'));
  return file;
}

/**
 * The contract, with the token as the one credential of a person: beside a token that is good the fuzzer makes up cookies, which
 * the product rightly does not look at, and would call the answer one to a wrong credential.
 */
function withTokenAlone(folder, contract) {
  const changed = structuredClone(contract);
  for (const operations of Object.values(changed.paths))
    for (const operation of Object.values(operations))
      operation.security = operation.security?.filter((each) => !('session' in each) && !('visit' in each));
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(changed));
  return file;
}

function pass(program, base, held, { seed, given, report }) {
  const args = [
    ...(given === undefined ? [] : ['--config-file', given]),
    'run',
    held.file,
    ...['--url', base, '--checks', CHECKS.join(','), '--workers', '2', '--seed', String(seed), '--no-color'],
    ...['--phases', 'examples,coverage,fuzzing', '--max-time', options.seconds, '--request-timeout', '30'],
    ...[
      '--continue-on-failure',
      '--generation-database',
      'none',
      '--suppress-health-check',
      'all',
      '--warnings',
      'off',
    ],
    ...['-H', `Authorization: Bearer ${held.token}`, '-H', `X-Receipt-Code: ${held.code}`],
    ...['--report', 'junit', '--report-junit-path', report],
    ...LEFT_OUT.flatMap((each) => ['--exclude-operation-id', each]),
  ];
  return new Promise((done) => {
    let output = '';
    const child = spawn(program, args, { cwd: tmpdir(), env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
    const late = setTimeout(() => child.kill('SIGKILL'), (Number(options.seconds) * 4 + 300) * 1000);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.on('close', (code) => {
      clearTimeout(late);
      done({ code, output });
    });
  });
}

/** Every operation that names a credential, asked without one: the fuzzer asks only where it got an answer. */
async function unauthorized(base, contract) {
  const open = [];
  let asked = 0;
  for (const [path, operations] of Object.entries(contract.paths))
    for (const [method, { security = [], operationId }] of Object.entries(operations)) {
      if (security.length === 0) continue;
      asked += 1;
      const visit = security.some((each) => 'visit' in each);
      const receipt = security.some((each) => 'receipt' in each);
      const reply = await fetch(base + path.replace(/\{\w+\}/g, 'x'), {
        method: method.toUpperCase(),
        redirect: 'manual',
      });
      await reply.arrayBuffer();
      // A body is read before anything else is judged, so that without one the answer may be about it.
      const told = visit ? [303, 403, 415] : receipt ? [400, 404, 429] : [400, 401];
      if (!told.includes(reply.status)) open.push(`${operationId} ${reply.status}`);
    }
  return { asked, open };
}

await prepareOrExit();
const program = fuzzer();
const folder = mkdtempSync(join(tmpdir(), 'oneseal-fuzz-'));
const { base, child, said } = await startProduct(join(folder, 'home'));
process.once('SIGINT', () => {
  void stop(child).then(() => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
});
let failures = [];
try {
  const held = await foothold(base);
  const given = settings(folder, held);
  held.file = withTokenAlone(folder, held.contract);
  console.log(`fuzzing ${base}, seed ${options.seed}`);
  let figures = await counted(base);
  for (let n = 0; n < MOST_PASSES && (n < 2 || figures.requests < LEAST_REQUESTS); n += 1) {
    // By turns with ids of the running product and with whatever comes to mind.
    const { code, output } = await pass(program, base, held, {
      seed: Number(options.seed) + n,
      given: n % 2 === 0 ? given : undefined,
      report: join(folder, `pass-${n}.xml`),
    });
    figures = await counted(base);
    console.log(`pass ${n + 1}: ended with ${code}, ${figures.requests} requests so far`);
    if (code !== 0) failures = [...failures, output];
    if (code !== 0 && code !== 1) break;
  }
  const { asked, open } = await unauthorized(base, held.contract);
  const after = await counted(base);
  judge(`at least ${LEAST_REQUESTS} requests`, after.requests >= LEAST_REQUESTS, `${after.requests}`);
  judge('no 5xx, as the product counted', after.faults === 0, `${after.faults}`);
  judge('every answer as the contract promises, nothing answered to a wrong credential', failures.length === 0);
  judge(
    'nothing that needs authorization answered without',
    open.length === 0,
    open.join(', ') || `${asked} operations`,
  );
  judge('still ready', (await fetch(`${base}/readyz`)).status === 200);
} finally {
  await stop(child);
  for (const output of failures) console.log(output.slice(-60_000));
  if (results.includes(false) || results.length === 0) console.log(said());
  rmSync(folder, { recursive: true, force: true });
}
const passed = results.filter(Boolean).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exit(results.length > 0 && passed === results.length ? 0 : 1);
