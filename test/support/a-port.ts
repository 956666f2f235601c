// Owns finding a port of the loopback that nobody uses, without asking the product how it does.
import { createServer } from 'node:net';

export async function aPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
