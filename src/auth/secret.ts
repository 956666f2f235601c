// Owns the opaque secrets that stand for a signed-in person: 256 random bits for the holder, their SHA-256 for the database.
import { createHash, randomBytes } from 'node:crypto';

export interface OpaqueSecret {
  /** For the holder alone; shown or sent once. */
  readonly secret: string;
  /** What is kept: of no use to whoever reads the database. No salt is needed for 256 random bits. */
  readonly digest: string;
}

/** SHA-256 in lower-case hex. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function drawSecret(prefix = ''): OpaqueSecret {
  const secret = prefix + randomBytes(32).toString('base64url');
  return { secret, digest: digestOf(secret) };
}
