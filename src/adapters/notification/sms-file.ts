// Owns the default end of the SMS gateway: each message becomes a file of one JSON line, which an operator's gateway picks up.
import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PermanentDeliveryError, TransientDeliveryError, type Channel, type OutgoingMessage } from './channel';

const TELEPHONE = /^\+?\d{5,15}$/;

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function synced(path: string, text?: string): Promise<void> {
  const handle = await open(path, text === undefined ? 'r' : 'wx', 0o600);
  try {
    if (text !== undefined) await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Written beside its place, synced, then moved there: whoever watches the directory never sees half a message, and one that was
 * acknowledged survives a power cut. The file is named by the effect (`:` written as `%3A`), so a repeat finds it there.
 */
async function spool(directory: string, message: OutgoingMessage, number: string): Promise<void> {
  const name = `${encodeURIComponent(message.id)}.json`;
  const place = join(directory, name);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if (await exists(place)) return;
  const { id, text, template, caseNumber } = message;
  const draft = join(directory, `.${name}.${randomUUID()}`);
  try {
    await synced(draft, `${JSON.stringify({ id, to: number, text, template, caseNumber })}\n`);
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await synced(directory);
}

/** SMS into `ONESEAL_SMS_DIR`. */
export function smsFileChannel(settings: { readonly directory: string }): Channel {
  return {
    name: 'sms',
    async send(message) {
      const number = message.to.replace(/[\s-]/g, '');
      if (!TELEPHONE.test(number)) throw new PermanentDeliveryError('address-invalid');
      try {
        await spool(settings.directory, message, number);
      } catch {
        // Full, read-only or unmounted: an operator mends that, and the message still waits.
        throw new TransientDeliveryError('sms-directory-unwritable');
      }
      return { receipt: `sms:${message.id}` };
    },
  };
}
