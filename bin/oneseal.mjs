#!/usr/bin/env node
// Owns the command `oneseal`: prepared when needed, then src/cli.ts.
import { prepareOrExit } from '../scripts/prepare.mjs';

await prepareOrExit();
await import('../dist/src/cli.js');
