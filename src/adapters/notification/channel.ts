// Owns the port through which a message leaves the house, and the two ways in which sending can fail.

/** One message of one effect. Addresses and text may hold a person's data: they go to the receiver and nowhere else. */
export interface OutgoingMessage {
  /** The effect's id; the receiver sees it, so that it can drop a repeat. */
  readonly id: string;
  /** An e-mail address, a telephone number or, for a webhook, the name of the receiver. */
  readonly to: string;
  /** Empty where the channel has no subject (SMS). */
  readonly subject: string;
  readonly text: string;
  /** Code of the template or milestone, e.g. `accepted`. */
  readonly template: string;
  readonly caseNumber?: string;
}

/** Outside the record a message is sent at least once: a crash between the sending and the act that says so repeats it. */
export interface Channel {
  readonly name: string;
  /**
   * The receipt names the delivery for the ledger and holds no personal data.
   * @throws TransientDeliveryError worth another try; PermanentDeliveryError the same message would fail again
   */
  send(message: OutgoingMessage): Promise<{ receipt: string }>;
}

/**
 * Failures end in the ledger, in logs and in a process's history. So they carry a code and nothing that the other side said:
 * mail servers quote addresses, and a cause would take them along.
 */
abstract class DeliveryError extends Error {
  constructor(
    /** Stable kebab-case, e.g. `smtp-450`. */
    readonly code: string,
  ) {
    super(`The message was not delivered: ${code}`);
  }
}

/** The other end is away or busy. */
export class TransientDeliveryError extends DeliveryError {
  override readonly name = 'TransientDeliveryError';
}

/** The other end refused this message, or there is no such address. */
export class PermanentDeliveryError extends DeliveryError {
  override readonly name = 'PermanentDeliveryError';
}
