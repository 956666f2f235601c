// The promises of the service port, held by the real caller over HTTP and by the fake alike.
import { inspect } from 'node:util';
import {
  ServiceAway,
  ServiceRefused,
  type ServiceCall,
  type ServiceData,
  type ServicePort,
} from '../../src/adapters/service/service';

/** What the other end saw of one call. */
export interface Asked {
  readonly key: string;
  readonly case: string;
  readonly data: ServiceData;
  readonly undoes?: { readonly key: string; readonly data: ServiceData };
}
export interface Office {
  readonly port: ServicePort;
  /** A service that reserves a place, `{ place: <n> }` for the n-th key, and one that is set up nowhere. */
  readonly service: string;
  readonly unknown: string;
  /** Everything that arrived, in order. */
  asked(): readonly Asked[];
  /** From now on, or until `mend`, the other end is away or busy. */
  breakDown(): void;
  mend(): void;
  /** From now on the other end says no for good. */
  refuse(): void;
  close(): Promise<void>;
}

async function failureOf(calling: Promise<unknown>): Promise<unknown> {
  return calling.then(
    () => 'answered',
    (error: unknown) => error,
  );
}

export function serviceContract(name: string, open: () => Promise<Office>): void {
  describe(`services called through ${name}`, () => {
    let office: Office;
    beforeEach(async () => {
      office = await open();
    });
    afterEach(async () => {
      await office.close();
    });
    const asking = (over: Partial<ServiceCall> = {}): ServiceCall => ({
      key: '0199a:7:1',
      case: '0199a',
      data: { shop: '张记面馆', area: 80 },
      ...over,
    });

    test('a call arrives whole, under its key, and its answer comes back', async () => {
      expect(await office.port.call(office.service, asking())).toEqual({ data: { place: 1 } });
      expect(office.asked()).toEqual([{ key: '0199a:7:1', case: '0199a', data: { shop: '张记面馆', area: 80 } }]);
    });

    test('made again after a crash, it is answered alike under the same key', async () => {
      const first = await office.port.call(office.service, asking());
      expect(await office.port.call(office.service, asking())).toEqual(first);
      expect(await office.port.call(office.service, asking({ key: '0199a:9:1' }))).toEqual({ data: { place: 2 } });
      expect(office.asked().map(({ key }) => key)).toEqual(['0199a:7:1', '0199a:7:1', '0199a:9:1']);
    });

    test('what undoes a call says which, and what that had answered', async () => {
      const undoes = { key: '0199a:7:1', data: { place: 1 } };
      await office.port.call(office.service, asking({ key: '0199a:20:1', data: {}, undoes }));
      expect(office.asked()[0]).toEqual({ key: '0199a:20:1', case: '0199a', data: {}, undoes });
    });

    test('an end that is away fails for now, and answers when it is back', async () => {
      office.breakDown();
      const failure = await failureOf(office.port.call(office.service, asking()));
      expect(failure).toBeInstanceOf(ServiceAway);
      expect((failure as ServiceAway).code).toMatch(/^service(-[a-z0-9]+)+$/);
      office.mend();
      expect(await office.port.call(office.service, asking())).toEqual({ data: { place: 1 } });
    });

    test('a refusal, and a service nobody has set up, fail for good', async () => {
      expect(await failureOf(office.port.call(office.unknown, asking()))).toMatchObject({
        name: 'ServiceRefused',
        code: 'service-unknown',
      });
      office.refuse();
      const failure = await failureOf(office.port.call(office.service, asking()));
      expect(failure).toBeInstanceOf(ServiceRefused);
      expect((failure as ServiceRefused).code).toMatch(/^service(-[a-z0-9]+)+$/);
    });

    test('a failure says nothing of what was handed over', async () => {
      office.refuse();
      const failure = await failureOf(office.port.call(office.service, asking()));
      expect(failure).toBeInstanceOf(Error);
      expect(inspect(failure, { depth: 9 }) + JSON.stringify(failure)).not.toContain('张记面馆');
    });
  });
}
