// Owns `npm run dev`: the started product, started again whenever a source changes and compiles; and the desk with hot reload.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { installPackages, prepare, root, sourcesHash } from './prepare.mjs';

const args = process.argv.slice(2);
let running;
let stopping = false;

// The desk is served by its own server here (http://127.0.0.1:5173/desk/), which asks the product for everything else.
installPackages();
const desk = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts'], {
  cwd: root,
  stdio: 'inherit',
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopping = true;
    desk.kill(signal);
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
desk.kill('SIGTERM');

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
