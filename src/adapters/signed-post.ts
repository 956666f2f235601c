// Owns a signed POST of JSON to an address that the operator has set up, and what its status means: the same for messages and for calls.
import { createHmac } from 'node:crypto';

/** An http or https address without credentials; undefined for anything else. */
export function webAddress(url: string): URL | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const web = address?.protocol === 'http:' || address?.protocol === 'https:';
  return address && web && !address.username && !address.password ? address : undefined;
}

/** `sha256=` and the hex HMAC-SHA256 over `<timestamp>.<body>`; the receiver refuses timestamps more than five minutes old. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** `X-OneSeal-Timestamp` is Unix seconds of real time, `X-OneSeal-Signature` as above; a redirect is not followed. */
export function signedPost(
  address: URL,
  secret: string,
  body: string,
  { headers, signal }: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...headers,
      'x-oneseal-timestamp': timestamp,
      'x-oneseal-signature': signatureOf(secret, timestamp, body),
    },
    body,
    redirect: 'manual',
    signal,
  });
}

/** What a status says of the other end: that it has it, that it is away or busy, or that it would refuse the same again, and by which code. */
export type Taken = 'taken' | { readonly away: string } | { readonly refused: string };
export function takenBy(status: number): Taken {
  if (status >= 200 && status < 300) return 'taken';
  // A redirect could name any host, also one inside the house's network: it is never followed.
  if (status >= 300 && status < 400) return { refused: 'redirected' };
  const later = status >= 500 || status === 408 || status === 425 || status === 429;
  return later ? { away: String(status) } : { refused: String(status) };
}
