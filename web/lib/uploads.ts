// Owns knowing that files are on their way: whatever sends a form waits for them, so that none is left behind.
import { useSyncExternalStore } from 'react';

interface Uploads {
  readonly underWay: number;
  /** How many have failed since the page was opened. */
  readonly failed: number;
}
let uploads: Uploads = { underWay: 0, failed: 0 };
const listeners = new Set<() => void>();
function become(next: Uploads): void {
  uploads = next;
  listeners.forEach((listener) => listener());
}

/** Sends one file and takes note of it: only then does anybody hear that it has arrived. */
export async function whileUploading(send: () => Promise<void>): Promise<void> {
  become({ ...uploads, underWay: uploads.underWay + 1 });
  let failed = 1;
  try {
    await send();
    failed = 0;
  } finally {
    become({ underWay: uploads.underWay - 1, failed: uploads.failed + failed });
  }
}

/** Whether any file is on its way. */
export function useIsUploading(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => uploads.underWay > 0,
  );
}

/** When none is under way any more: whether all that were have arrived. */
export function arrived(): Promise<boolean> {
  const before = uploads.failed;
  return new Promise((resolve) => {
    const look = (): void => {
      if (uploads.underWay > 0) return;
      listeners.delete(look);
      resolve(uploads.failed === before);
    };
    listeners.add(look);
    look();
  });
}
