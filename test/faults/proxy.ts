// Owns a TCP proxy on the loopback that can lose replies, refuse, or let everything through.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** Replies lost since the start: the request had reached the other end, and the answer had come back. */
  readonly dropped: number;
  /** Chooses for each new connection whether its reply is lost. */
  dropWhen(chance: () => boolean): void;
  /** Cuts what is open, and what comes, until `through`. */
  refuse(): void;
  through(): void;
  close(): Promise<void>;
}

export async function aProxy(target: { readonly port: number }, listenOn = 0): Promise<Proxy> {
  const open = new Set<Socket>();
  let refusing = false;
  let chance = (): boolean => false;
  let dropped = 0;
  const server: Server = createServer((near) => {
    if (refusing) {
      near.destroy();
      return;
    }
    const far = connect(target.port, '127.0.0.1');
    const drop = chance();
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    if (drop) {
      far.once('data', () => {
        dropped += 1;
        near.destroy();
        far.destroy();
      });
      far.once('end', () => near.destroy());
    } else far.pipe(near);
  });
  await new Promise<void>((done) => server.listen(listenOn, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return {
    port: address.port,
    get dropped() {
      return dropped;
    },
    dropWhen(next) {
      chance = next;
    },
    refuse() {
      refusing = true;
      for (const socket of open) socket.destroy();
    },
    through() {
      refusing = false;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
