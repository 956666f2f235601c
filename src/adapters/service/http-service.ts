// Owns calls over HTTP: one signed POST of JSON to the one address that the operator has set up for the service.
import { signedPost, takenBy, webAddress } from '../signed-post';
import { ServiceAway, ServiceRefused, type ServiceData, type ServicePort } from './service';

export interface ServiceSettings {
  /** http or https, without credentials. */
  readonly url: string;
  /** Shared with the service, which recomputes the signature. */
  readonly secret: string;
  readonly timeoutMs?: number;
}

/** What a case goes on with is small; a longer answer is a mistake. */
const LARGEST_ANSWER = 16_384;
const TIMEOUT_MS = 15_000;

function addressOf(name: string, { url }: ServiceSettings): URL {
  const address = webAddress(url);
  if (!address) throw new Error(`the service ${name} must have an http or https address without credentials`);
  return address;
}

function failureOf(status: number): Error | undefined {
  const taken = takenBy(status);
  if (taken === 'taken') return undefined;
  return 'away' in taken ? new ServiceAway(`service-${taken.away}`) : new ServiceRefused(`service-${taken.refused}`);
}

/**
 * Signed as every POST of the house; `Idempotency-Key` is the effect's id. Any 2xx with a JSON object, or with nothing, means that it
 * is done. Only the addresses that are set up are ever called.
 * @throws Error at once, when an address is not http or https
 */
export function httpServices(services: Readonly<Record<string, ServiceSettings>>): ServicePort {
  const known = new Map(
    Object.entries(services).map(([name, each]) => [name, { ...each, url: addressOf(name, each) }]),
  );
  return {
    async call(service, { key, case: caseId, data, undoes }) {
      const settings = known.get(service);
      if (!settings) throw new ServiceRefused('service-unknown');
      const body = JSON.stringify({ service, key, case: caseId, data, ...(undoes ? { undoes } : {}) });
      const signal = AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS);
      const headers = { accept: 'application/json', 'idempotency-key': key };
      try {
        const response = await signedPost(settings.url, settings.secret, body, { headers, signal });
        const failure = failureOf(response.status);
        // What it says beside its refusal is nobody's business here, however long it talks.
        if (failure) await response.body?.cancel();
        if (failure) throw failure;
        return { data: dataIn(await textOf(response)) };
      } catch (fault) {
        if (fault instanceof ServiceAway || fault instanceof ServiceRefused) throw fault;
        throw new ServiceAway(signal.aborted ? 'service-timeout' : 'service-unreachable');
      }
    },
  };
}

/** Read as far as an answer may go, and no further. */
async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    // Leaving the loop closes the stream.
    if (size > LARGEST_ANSWER) throw new ServiceRefused('service-answer-too-long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function dataIn(text: string): ServiceData {
  if (text.trim() === '') return {};
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new ServiceRefused('service-answer-unreadable');
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    throw new ServiceRefused('service-answer-unreadable');
  return answer as ServiceData;
}
