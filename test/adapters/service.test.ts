import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpServices } from '../../src/adapters/service/http-service';
import { ServiceAway, ServiceRefused } from '../../src/adapters/service/service';
import { memoryServices } from '../support/memory-services';
import { serviceContract, type Asked, type Office } from './service.contract';

const SECRET = 'shared with the office';

interface Place {
  readonly url: string;
  readonly seen: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** Answers with this instead of doing what is asked. */
  answer: ((response: ServerResponse) => void) | undefined;
  close(): Promise<void>;
}
/** An office on this machine that does what it is asked once for each key. */
async function openPlace(): Promise<Place> {
  const done: string[] = [];
  const place = { seen: [] as Place['seen'], answer: undefined as Place['answer'] };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      if (place.answer) return place.answer(response);
      place.seen.push({ headers: request.headers, body });
      const key = String(request.headers['idempotency-key']);
      if (!done.includes(key)) done.push(key);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ place: done.indexOf(key) + 1 }));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  return Object.assign(place, {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/reserve`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
}
const status = (code: number) => (response: ServerResponse) =>
  void response.writeHead(code).end('张记面馆 is not welcome');

serviceContract('HTTP', async (): Promise<Office> => {
  const place = await openPlace();
  return {
    port: httpServices({ reserve: { url: place.url, secret: SECRET } }),
    service: 'reserve',
    unknown: 'constructor',
    asked: () =>
      place.seen.map(({ headers, body }) => {
        const { service: _, ...asked } = JSON.parse(body) as Asked & { service: string };
        expect(headers['idempotency-key']).toBe(asked.key);
        return asked;
      }),
    breakDown: () => void (place.answer = status(503)),
    mend: () => void (place.answer = undefined),
    refuse: () => void (place.answer = status(422)),
    close: () => place.close(),
  };
});

serviceContract('memory', (): Promise<Office> => {
  let places = 0;
  const port = memoryServices({ reserve: () => ({ place: ++places }) });
  return Promise.resolve({
    port,
    service: 'reserve',
    unknown: 'constructor',
    asked: () => port.calls.map(({ service: _, ...asked }) => asked),
    breakDown: () => port.refuse('reserve', new ServiceAway('service-503')),
    mend: () => port.refuse('reserve', undefined),
    refuse: () => port.refuse('reserve', new ServiceRefused('service-422')),
    close: () => Promise.resolve(),
  });
});

describe('a call over HTTP', () => {
  let place: Place;
  beforeEach(async () => {
    place = await openPlace();
  });
  afterEach(() => place.close());
  const call = (over: object = {}, url = place.url) =>
    httpServices({ reserve: { url, secret: SECRET, timeoutMs: 300, ...over } })
      .call('reserve', { key: 'c1:7:1', case: 'c1', data: { shop: '张记面馆' } })
      .catch((fault: unknown) => fault);

  test('is signed, so that the office knows who asks', async () => {
    await call();
    const [{ headers, body } = { headers: {}, body: '' }] = place.seen;
    const timestamp = String(headers['x-oneseal-timestamp']);
    const expected = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
    expect(headers['x-oneseal-signature']).toBe(`sha256=${expected}`);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
  });

  test.each([408, 425, 429, 500, 502, 503, 504])('is worth another try after %i', async (code) => {
    place.answer = status(code);
    expect(await call()).toMatchObject({ name: 'ServiceAway', code: `service-${code}` });
  });
  test.each([400, 401, 403, 404, 409, 410, 422])('is refused for good by %i', async (code) => {
    place.answer = status(code);
    expect(await call()).toMatchObject({ name: 'ServiceRefused', code: `service-${code}` });
  });

  test('follows no redirect', async () => {
    place.answer = (response) => void response.writeHead(307, { location: place.url }).end();
    expect(await call()).toMatchObject({ name: 'ServiceRefused', code: 'service-redirected' });
  });

  test('waits so long and no longer', async () => {
    place.answer = () => undefined;
    expect(await call()).toMatchObject({ name: 'ServiceAway', code: 'service-timeout' });
    place.answer = (response) => void response.writeHead(200).write('{"place":');
    expect(await call()).toMatchObject({ name: 'ServiceAway', code: 'service-timeout' });
  });

  test('finds nobody at home', async () => {
    const { url } = place;
    await place.close();
    expect(await call({}, url)).toMatchObject({ name: 'ServiceAway', code: 'service-unreachable' });
    place = await openPlace();
  });

  test.each([
    ['nothing', '', { data: {} }],
    ['an object', '{"place":"一号"}', { data: { place: '一号' } }],
    ['a list', '[1]', { code: 'service-answer-unreadable' }],
    ['a page', '<html>', { code: 'service-answer-unreadable' }],
    ['more than a case goes on with', `{"a":"${'x'.repeat(20_000)}"}`, { code: 'service-answer-too-long' }],
  ])('answered by %s is read for what it is', async (_, text, expected) => {
    place.answer = (response) => void response.writeHead(200).end(text);
    expect(await call()).toMatchObject(expected);
  });

  test.each(['ftp://office/', 'http://user:word@office/', 'office'])('is not set up for %s', (url) => {
    expect(() => httpServices({ reserve: { url, secret: SECRET } })).toThrow(/reserve must have an http or https/);
  });
});
