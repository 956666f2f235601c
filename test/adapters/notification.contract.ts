// The promises of the notification port, held by every channel: real mail server, directory, HTTP receiver and fake alike.
import { inspect } from 'node:util';
import {
  PermanentDeliveryError,
  TransientDeliveryError,
  type Channel,
  type OutgoingMessage,
} from '../../src/adapters/notification/channel';

/** What the other end saw of one delivery. */
export interface Arrival {
  readonly effect: string;
  readonly to: string;
  readonly text: string;
}
export interface Receiver {
  readonly channel: Channel;
  readonly to: string;
  /** Everything that arrived, in order. */
  arrivals(): Promise<readonly Arrival[]>;
  /** From now on, or until `mend`, the other end is away or busy. */
  breakDown(): Promise<void>;
  mend(): Promise<void>;
  /** From now on the other end says no for good to `refused`. */
  refuse(): Promise<void>;
  /** An address the other end, having been told to refuse, does not take. */
  readonly refused: string;
  close(): Promise<void>;
}

const TEXT = '您的申请（〔2026〕第12号）已受理。\n查询办理情况：https://example.test/c/12\n';

async function failureOf(sending: Promise<unknown>): Promise<unknown> {
  return sending.then(
    () => 'delivered',
    (error: unknown) => error,
  );
}

export function channelContract(name: string, open: () => Promise<Receiver>): void {
  describe(`messages through ${name}`, () => {
    let receiver: Receiver;
    beforeEach(async () => {
      receiver = await open();
    });
    afterEach(async () => {
      await receiver.close();
    });

    const message = (over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
      id: '0199a:7:1',
      to: receiver.to,
      subject: '您的申请已受理',
      text: TEXT,
      template: 'accepted',
      caseNumber: '〔2026〕第12号',
      ...over,
    });

    test('a message arrives whole, Chinese and line ends included, under its effect', async () => {
      await receiver.channel.send(message());
      expect(await receiver.arrivals()).toEqual([{ effect: '0199a:7:1', to: receiver.to, text: TEXT }]);
    });

    test('sent again after a crash, it arrives under the same effect, so the receiver can drop the repeat', async () => {
      const first = await receiver.channel.send(message());
      await receiver.channel.send(message());
      await receiver.channel.send(message({ id: '0199a:9:1' }));
      const effects = (await receiver.arrivals()).map((arrival) => arrival.effect);
      expect([...new Set(effects)]).toEqual(['0199a:7:1', '0199a:9:1']);
      expect(first.receipt).toContain('0199a');
    });

    test('a receipt names the delivery and no person', async () => {
      const { receipt } = await receiver.channel.send(message());
      expect(receipt).not.toContain(receiver.to);
      expect(receipt.length).toBeLessThan(200);
    });

    test('an end that is away fails for now, and takes the message when it is back', async () => {
      await receiver.breakDown();
      const failure = await failureOf(receiver.channel.send(message()));
      expect(failure).toBeInstanceOf(TransientDeliveryError);
      expect((failure as TransientDeliveryError).code).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
      await receiver.mend();
      await receiver.channel.send(message());
      expect((await receiver.arrivals()).at(-1)?.effect).toBe('0199a:7:1');
    });

    test('an address that is refused fails for good', async () => {
      await receiver.refuse();
      const failure = await failureOf(receiver.channel.send(message({ to: receiver.refused })));
      expect(failure).toBeInstanceOf(PermanentDeliveryError);
      expect((failure as PermanentDeliveryError).code).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
      expect(await receiver.arrivals()).toEqual([]);
    });

    test('a failure says nothing of the person it was meant for', async () => {
      await receiver.refuse();
      const failure = await failureOf(receiver.channel.send(message({ to: receiver.refused })));
      expect(failure).toBeInstanceOf(Error);
      const said = inspect(failure, { depth: 9 }) + JSON.stringify(failure);
      expect(said).not.toContain(receiver.refused);
      expect(said).not.toContain('您的申请');
    });
  });
}
