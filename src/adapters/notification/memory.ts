// Owns the channel that keeps its messages in memory: what a test or a demonstration looks into instead of a mailbox.
import type { Channel, OutgoingMessage } from './channel';

export interface MemoryChannel extends Channel {
  /** Every message that arrived, repeats included. */
  readonly sent: readonly OutgoingMessage[];
  /** Throws this at the next sending instead of taking it. */
  failNext(error: Error): void;
}

export function memoryChannel(name = 'memory'): MemoryChannel {
  const sent: OutgoingMessage[] = [];
  const failures: Error[] = [];
  return {
    name,
    sent,
    failNext: (error) => void failures.push(error),
    async send(message) {
      const failure = failures.shift();
      if (failure) return Promise.reject(failure);
      sent.push(message);
      return Promise.resolve({ receipt: `${name}:${message.id}` });
    },
  };
}
