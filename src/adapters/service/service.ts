// Owns the port through which another system's service is called (调用), and the two ways in which that can fail.

type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };
export type ServiceData = { readonly [member: string]: Json };

export interface ServiceCall {
  /** The effect's id: the service does it once, however often it is asked. */
  readonly key: string;
  readonly case: string;
  /** What is handed over; it may hold a person's data, and goes to the service and nowhere else. */
  readonly data: ServiceData;
  /** Of a call that undoes an earlier one: that one's key, and what it had answered. */
  readonly undoes?: { readonly key: string; readonly data: ServiceData };
}

export interface ServicePort {
  /**
   * The same key is answered alike. Outside the record a call is made at least once: a crash before the act that says so repeats it.
   * @throws ServiceAway worth another try; ServiceRefused the same call would fail again
   */
  call(service: string, call: ServiceCall): Promise<{ readonly data: ServiceData }>;
}

/**
 * Failures end in the ledger, in logs and in a process's history. So they carry a code and nothing that the other side said: it may
 * quote what it was told.
 */
abstract class ServiceError extends Error {
  constructor(
    /** Stable kebab-case, e.g. `service-503`. */
    readonly code: string,
  ) {
    super(`The service was not called: ${code}`);
  }
}

/** The other end is away or busy. */
export class ServiceAway extends ServiceError {
  override readonly name = 'ServiceAway';
}

/** The other end refused this call, nobody has set it up, or what it answers cannot be used. */
export class ServiceRefused extends ServiceError {
  override readonly name = 'ServiceRefused';
}
