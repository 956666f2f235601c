// Owns services that answer from memory: what a test looks into instead of another town office's system.
import {
  ServiceRefused,
  type ServiceCall,
  type ServiceData,
  type ServicePort,
} from '../../src/adapters/service/service';

export interface MemoryServices extends ServicePort {
  /** Every call that arrived, repeats included. */
  readonly calls: readonly (ServiceCall & { readonly service: string })[];
  /** What has been done, each key once. */
  readonly done: ReadonlyMap<string, ServiceData>;
  /** Throws this at the next call instead of doing it. */
  failNext(error: Error): void;
  /** Until another is named, throws this at every call of the service. */
  refuse(service: string, error: Error | undefined): void;
}

export function memoryServices(answers: Readonly<Record<string, (call: ServiceCall) => ServiceData>>): MemoryServices {
  const calls: (ServiceCall & { readonly service: string })[] = [];
  const done = new Map<string, ServiceData>();
  const failures: Error[] = [];
  const refused = new Map<string, Error>();
  return {
    calls,
    done,
    failNext: (error) => void failures.push(error),
    refuse: (service, error) => void (error ? refused.set(service, error) : refused.delete(service)),
    async call(service, call) {
      calls.push({ ...call, service });
      const failure = failures.shift() ?? refused.get(service);
      if (failure) return Promise.reject(failure);
      const answer = Object.hasOwn(answers, service) ? answers[service] : undefined;
      if (!answer) return Promise.reject(new ServiceRefused('service-unknown'));
      const known = done.get(call.key) ?? answer(call);
      done.set(call.key, known);
      return Promise.resolve({ data: known });
    },
  };
}
