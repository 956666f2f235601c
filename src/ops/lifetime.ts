// Owns how one process of the product lives: started with a sentence if it cannot, ended by a signal or with its supervisor.

/** Longer than any of its parts may take to stop, shorter than the supervisor's patience. */
const LAST_MS = 18_000;

export interface Running {
  stop(): Promise<void>;
  /** Settles when it ended by itself; rejects when it broke. */
  readonly done?: Promise<void>;
}

/**
 * Runs `start` and keeps the process alive until SIGTERM, SIGINT, the end of its supervisor or its own.
 * Exit codes: 0 asked to end, 1 could not start or broke.
 */
export function runProcess(start: () => Promise<Running>): void {
  let running: Running | undefined;
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> =>
    (ending ??= (async () => {
      // A part that hangs must not keep a process nobody waits for.
      setTimeout(() => process.exit(code === 0 ? 1 : code), LAST_MS).unref();
      await running?.stop().catch(complain);
      process.exit(code);
    })());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));
  // The channel closes however the supervisor died, also by kill -9.
  process.on('disconnect', () => void end(0));
  process.on('unhandledRejection', (error) => {
    complain(error);
    void end(1);
  });
  start().then(
    (started) => {
      running = started;
      process.send?.({ type: 'ready' });
      started.done?.then(
        () => void end(0),
        (error: unknown) => {
          complain(error);
          void end(1);
        },
      );
    },
    (error: unknown) => {
      complain(error);
      void end(1);
    },
  );
}

/** What went wrong, as a sentence; the stack only where it is no sentence of ours. */
export function complain(error: unknown): void {
  if (!(error instanceof Error)) console.error(String(error));
  else if (error.constructor === Error || error.name === 'ConfigError' || error.name === 'LawClockError') {
    console.error('code' in error ? sentenceOf(error) : error.message);
  } else console.error(error.stack ?? error.message);
}

function sentenceOf(error: Error & { code: unknown }): string {
  const port = 'port' in error ? ` ${String(error.port)}` : '';
  if (error.code === 'EADDRINUSE') return `Port${port} is taken. Choose another: PORT=3001 npm start`;
  return error.message === '' ? String(error.code) : error.message;
}
