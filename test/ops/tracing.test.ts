import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTracing, traced } from '../../src/ops/tracing';

async function openCollector() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      bodies.push(`${request.url ?? ''} ${Buffer.concat(parts).toString('utf8')}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const { port } = server.address() as AddressInfo;
  return {
    bodies,
    endpoint: `http://127.0.0.1:${String(port)}/`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

test('without an endpoint work runs as it is', async () => {
  const tracing = await startTracing({ endpoint: undefined, service: 'api' });
  await expect(traced('commit', {}, async () => Promise.resolve(7))).resolves.toBe(7);
  await tracing.stop();
});

test('with an endpoint spans arrive, nested, with ids and codes and without what an error says', async () => {
  const collector = await openCollector();
  const tracing = await startTracing({ endpoint: collector.endpoint, service: 'worker' });
  const failing = traced('http', { route: '/api/cases/:id' }, () =>
    traced('commit', { case: 'c1', kind: 'decide' }, async () => Promise.reject(new RangeError('张三丰 13800138000'))),
  );
  await expect(failing).rejects.toThrow(RangeError);
  await tracing.stop();
  await collector.close();
  const sent = collector.bodies.join('\n');
  expect(sent).toMatch(/^\/v1\/traces /);
  expect(sent).toContain('oneseal-worker');
  expect(sent).toContain('RangeError');
  expect(sent).toContain('oneseal.case');
  expect(sent).not.toContain('13800138000');
  const spans = (
    JSON.parse(sent.slice(sent.indexOf(' ') + 1)) as {
      resourceSpans: { scopeSpans: { spans: { name: string; spanId: string; parentSpanId?: string }[] }[] }[];
    }
  ).resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
  const spanOf = (name: string) => spans.find((span) => span.name === name);
  expect(spanOf('commit')?.parentSpanId).toBe(spanOf('http')?.spanId);
});
