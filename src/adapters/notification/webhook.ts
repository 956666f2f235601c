// Owns delivery to the town's other systems: one signed POST to the one address that the operator configured.
import { signedPost, takenBy, webAddress } from '../signed-post';
import { PermanentDeliveryError, TransientDeliveryError, type Channel } from './channel';

export interface WebhookSettings {
  /** http or https, without credentials. */
  readonly url: string;
  /** Shared with the receiver, which recomputes the signature. */
  readonly secret: string;
  readonly timeoutMs?: number;
}

function receiverOf(url: string): URL {
  const receiver = webAddress(url);
  if (!receiver) throw new Error('ONESEAL_WEBHOOK_URL must be an http or https address without credentials');
  return receiver;
}

function failureOf(status: number): Error | undefined {
  const taken = takenBy(status);
  if (taken === 'taken') return undefined;
  return 'away' in taken
    ? new TransientDeliveryError(`webhook-${taken.away}`)
    : new PermanentDeliveryError(`webhook-${taken.refused}`);
}

/**
 * Signed as every POST of the house; `X-OneSeal-Effect` and the member `id` are the effect's id. Any 2xx means that the receiver
 * has it. Only this address is ever called, whatever a message says.
 * @throws Error at once, when the address is not http or https
 */
export function webhookChannel(settings: WebhookSettings): Channel {
  const receiver = receiverOf(settings.url);
  return {
    name: 'webhook',
    async send({ id, to, template, caseNumber, subject, text }) {
      const body = JSON.stringify({ id, to, template, caseNumber, subject, text });
      const signal = AbortSignal.timeout(settings.timeoutMs ?? 10_000);
      let response: Response;
      try {
        response = await signedPost(receiver, settings.secret, body, { headers: { 'x-oneseal-effect': id }, signal });
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
