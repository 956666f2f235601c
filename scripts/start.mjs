// Owns `npm start`: everything prepared, then src/start.ts in this very process, so that one Ctrl-C reaches it.
import { prepareOrExit } from './prepare.mjs';

await prepareOrExit();
await import('../dist/src/start.js');
