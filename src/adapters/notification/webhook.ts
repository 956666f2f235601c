// Owns delivery to the town's other systems: one signed POST to the one address that the operator configured.
import { createHmac } from 'node:crypto';
import { PermanentDeliveryError, TransientDeliveryError, type Channel } from './channel';

export interface WebhookSettings {
  /** http or https, without credentials. */
  readonly url: string;
  /** Shared with the receiver, which recomputes the signature. */
  readonly secret: string;
  readonly timeoutMs?: number;
}

/** `sha256=` and the hex HMAC-SHA256 over `<timestamp>.<body>`; the receiver refuses timestamps more than five minutes old. */
export function webhookSignature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

function receiverOf(url: string): URL {
  const receiver = URL.canParse(url) ? new URL(url) : undefined;
  if (
    !receiver ||
    (receiver.protocol !== 'http:' && receiver.protocol !== 'https:') ||
    receiver.username ||
    receiver.password
  ) {
    throw new Error('ONESEAL_WEBHOOK_URL must be an http or https address without credentials');
  }
  return receiver;
}

function failureOf(status: number): Error | undefined {
  if (status >= 200 && status < 300) return undefined;
  // A redirect could name any host, also one inside the house's network: it is never followed.
  if (status >= 300 && status < 400) return new PermanentDeliveryError('webhook-redirected');
  const later = status >= 500 || status === 408 || status === 425 || status === 429;
  return later
    ? new TransientDeliveryError(`webhook-${String(status)}`)
    : new PermanentDeliveryError(`webhook-${String(status)}`);
}

/**
 * `X-OneSeal-Timestamp` is Unix seconds of real time, `X-OneSeal-Signature` as above, `X-OneSeal-Effect` and the member `id` the
 * effect's id. Any 2xx means that the receiver has it. Only this address is ever called, whatever a message says.
 * @throws Error at once, when the address is not http or https
 */
export function webhookChannel(settings: WebhookSettings): Channel {
  const receiver = receiverOf(settings.url);
  return {
    name: 'webhook',
    async send({ id, to, template, caseNumber, subject, text }) {
      const body = JSON.stringify({ id, to, template, caseNumber, subject, text });
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signal = AbortSignal.timeout(settings.timeoutMs ?? 10_000);
      let response: Response;
      try {
        response = await fetch(receiver, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-oneseal-effect': id,
            'x-oneseal-timestamp': timestamp,
            'x-oneseal-signature': webhookSignature(settings.secret, timestamp, body),
          },
          body,
          redirect: 'manual',
          signal,
        });
        // What the receiver says beside its status is nobody's business here, however long it talks.
        await response.body?.cancel();
      } catch {
        throw new TransientDeliveryError(signal.aborted ? 'webhook-timeout' : 'webhook-unreachable');
      }
      const failure = failureOf(response.status);
      if (failure) throw failure;
      return { receipt: `webhook:${String(response.status)}:${id}` };
    },
  };
}
