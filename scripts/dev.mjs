// Owns `npm run dev`: the started product, started again whenever a source changes and compiles.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { prepare, root, sourcesHash } from './prepare.mjs';

const args = process.argv.slice(2);
let running;
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopping = true;
    if (!running) process.exit(0);
    running.kill(signal);
  });
}

let seen;
while (!stopping) {
  // Polling, because recursive watching is not offered by every system Node 20 runs on.
  const now = sourcesHash();
  if (now !== seen) {
    seen = now;
    try {
      await prepare();
      await stop();
      if (!stopping) start();
    } catch (error) {
      // The last good version keeps running while its author mends the next one.
      console.error(error.message);
    }
  }
  await pause(1000);
}
await stop();

function start() {
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], { cwd: root, stdio: 'inherit' });
  running = child;
  child.once('exit', () => {
    if (running === child) running = undefined;
  });
}

async function stop() {
  const child = running;
  if (!child) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
