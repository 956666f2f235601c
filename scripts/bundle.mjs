// Owns the workflow bundle: one file, built by the very package that runs it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { bundlePath, root } from './prepare.mjs';

const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'workflows', 'index.ts'), logger: quiet });
mkdirSync(dirname(bundlePath), { recursive: true });
writeFileSync(bundlePath, code);
