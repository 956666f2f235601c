import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import {
  PermanentDeliveryError,
  TransientDeliveryError,
  type OutgoingMessage,
} from '../../src/adapters/notification/channel';
import { memoryChannel } from '../../src/adapters/notification/memory';
import { smsFileChannel } from '../../src/adapters/notification/sms-file';
import { smtpChannel } from '../../src/adapters/notification/smtp';
import { webhookChannel } from '../../src/adapters/notification/webhook';
import { signatureOf } from '../../src/adapters/signed-post';
import { channelContract, type Arrival, type Receiver } from './notification.contract';

interface Mailbox {
  readonly url: string;
  readonly mails: { readonly to: readonly string[]; readonly raw: string }[];
  answer: { code?: number };
  close(): Promise<void>;
}

async function openMailbox(): Promise<Mailbox> {
  const mailbox: Pick<Mailbox, 'mails' | 'answer'> = { mails: [], answer: {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(address, _session, done) {
      const { code } = mailbox.answer;
      done(code ? Object.assign(new Error(`no such box ${address.address}`), { responseCode: code }) : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mailbox.mails.push({
          to: session.envelope.rcptTo.map((each) => each.address),
          raw: Buffer.concat(parts).toString('utf8'),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(mailbox, {
    url: `smtp://127.0.0.1:${String(port)}`,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  });
}

function headerOf(raw: string, name: string): string {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return (
    head
      .split('\r\n')
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  );
}

function textOf(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
  if (headerOf(raw, 'content-transfer-encoding') === 'base64') {
    return Buffer.from(body, 'base64').toString('utf8').replace(/\r\n/g, '\n');
  }
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replace(/\r\n/g, '\n');
}

async function openSmtp(): Promise<Receiver> {
  const mailbox = await openMailbox();
  const to = 'zhang@example.test';
  return {
    channel: smtpChannel({ url: mailbox.url, from: 'OneSeal <oneseal@example.test>' }),
    to,
    refused: 'nobody@example.test',
    arrivals: async () =>
      Promise.resolve(
        mailbox.mails.map(({ to: [first = ''], raw }): Arrival => {
          return { effect: headerOf(raw, 'x-oneseal-effect'), to: first, text: textOf(raw) };
        }),
      ),
    breakDown: async () => Promise.resolve(void (mailbox.answer = { code: 451 })),
    mend: async () => Promise.resolve(void (mailbox.answer = {})),
    refuse: async () => Promise.resolve(void (mailbox.answer = { code: 550 })),
    close: () => mailbox.close(),
  };
}

async function openSmsFile(): Promise<Receiver> {
  const home = await mkdtemp(join(tmpdir(), 'oneseal-sms-'));
  const directory = join(home, 'outbox');
  return {
    channel: smsFileChannel({ directory }),
    to: '+8613800138000',
    refused: '张三的电话',
    async arrivals() {
      const names = await readdir(directory).catch(() => []);
      const files = await Promise.all(
        names.map(async (name) => ({
          at: (await stat(join(directory, name))).mtimeMs,
          text: await readFile(join(directory, name), 'utf8'),
        })),
      );
      return files
        .sort((a, b) => a.at - b.at)
        .flatMap((file) => file.text.trimEnd().split('\n'))
        .map((line) => JSON.parse(line) as { id: string; to: string; text: string })
        .map(({ id, to, text }) => ({ effect: id, to, text }));
    },
    // A file in the directory's place: no user, root included, can write below it.
    async breakDown() {
      await rename(directory, `${directory}.away`).catch(() => undefined);
      await writeFile(directory, '');
    },
    async mend() {
      await rm(directory);
      await rename(`${directory}.away`, directory).catch(() => undefined);
    },
    refuse: async () => Promise.resolve(),
    close: () => rm(home, { recursive: true }),
  };
}

interface Hook {
  readonly url: string;
  readonly calls: { readonly headers: IncomingMessage['headers']; readonly path: string; readonly body: string }[];
  answer: { status: number; location?: string; silent?: boolean };
  close(): Promise<void>;
}

async function openHook(): Promise<Hook> {
  const hook: Pick<Hook, 'calls' | 'answer'> = { calls: [], answer: { status: 204 } };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      hook.calls.push({
        headers: request.headers,
        path: request.url ?? '',
        body: Buffer.concat(parts).toString('utf8'),
      });
      const { status, location, silent } = hook.answer;
      if (!silent) response.writeHead(status, location ? { location } : {}).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const { port } = server.address() as AddressInfo;
  return Object.assign(hook, {
    url: `http://127.0.0.1:${String(port)}/hook`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

async function openWebhook(): Promise<Receiver> {
  const hook = await openHook();
  const taken: Hook['calls'] = [];
  return {
    channel: webhookChannel({ url: hook.url, secret: 'shared' }),
    to: 'town',
    refused: 'department',
    async arrivals() {
      if (hook.answer.status < 300) taken.push(...hook.calls.splice(0));
      return Promise.resolve(
        taken
          .map(({ body }) => JSON.parse(body) as { id: string; to: string; text: string })
          .map(({ id, to, text }) => ({ effect: id, to, text })),
      );
    },
    breakDown: async () => Promise.resolve(void (hook.answer = { status: 503 })),
    async mend() {
      hook.calls.length = 0;
      hook.answer = { status: 204 };
      return Promise.resolve();
    },
    refuse: async () => Promise.resolve(void (hook.answer = { status: 410 })),
    close: () => hook.close(),
  };
}

async function openMemory(): Promise<Receiver> {
  const channel = memoryChannel();
  return Promise.resolve({
    channel,
    to: 'zhang',
    refused: 'nobody-at-all',
    arrivals: async () => Promise.resolve(channel.sent.map(({ id, to, text }) => ({ effect: id, to, text }))),
    breakDown: async () => Promise.resolve(channel.failNext(new TransientDeliveryError('memory-away'))),
    mend: async () => Promise.resolve(),
    refuse: async () => Promise.resolve(channel.failNext(new PermanentDeliveryError('memory-refused'))),
    close: async () => Promise.resolve(),
  });
}

channelContract('an SMTP server', openSmtp);
channelContract('the SMS directory', openSmsFile);
channelContract('a webhook', openWebhook);
channelContract('the fake', openMemory);

const message: OutgoingMessage = {
  id: 'c1:3:1',
  to: 'zhang@example.test',
  subject: '通知',
  text: '一',
  template: 'accepted',
};

describe('e-mail', () => {
  let mailbox: Mailbox;
  beforeEach(async () => {
    mailbox = await openMailbox();
  });
  afterEach(async () => {
    await mailbox.close();
  });

  test('the Message-ID holds the effect, so mail servers and readers drop a repeat', async () => {
    const channel = smtpChannel({ url: mailbox.url, from: 'oneseal@example.test' });
    await channel.send(message);
    expect(headerOf(mailbox.mails[0]?.raw ?? '', 'message-id')).toBe('<c1%3A3%3A1@example.test>');
  });

  test.each([
    'a@example.test, b@example.test',
    'a@example.test\r\nBcc: b@example.test',
    '<a@example.test>',
    'group: a@b.test;',
    '',
  ])('an address that is more than one address is refused unsent: %j', async (to) => {
    const channel = smtpChannel({ url: mailbox.url, from: 'oneseal@example.test' });
    await expect(channel.send({ ...message, to })).rejects.toMatchObject({ code: 'address-invalid' });
    expect(mailbox.mails).toEqual([]);
  });

  test('a subject with a line break adds no header', async () => {
    const channel = smtpChannel({ url: mailbox.url, from: 'oneseal@example.test' });
    await channel.send({ ...message, subject: 'x\r\nBcc: b@example.test' });
    expect(mailbox.mails[0]?.to).toEqual(['zhang@example.test']);
    expect(headerOf(mailbox.mails[0]?.raw ?? '', 'bcc')).toBe('');
  });

  test('nobody listening is worth another try', async () => {
    const { url } = mailbox;
    await mailbox.close();
    const channel = smtpChannel({ url, from: 'oneseal@example.test' });
    await expect(channel.send(message)).rejects.toMatchObject({
      name: 'TransientDeliveryError',
      code: 'smtp-unreachable',
    });
    mailbox = await openMailbox();
  });
});

describe('SMS', () => {
  test('a repeat leaves the one file of its effect, of one line, and no draft beside it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'oneseal-sms-'));
    const channel = smsFileChannel({ directory });
    await Promise.all([1, 2, 3].map(() => channel.send({ ...message, to: '138-0013-8000' })));
    expect(await readdir(directory)).toEqual(['c1%3A3%3A1.json']);
    const text = await readFile(join(directory, 'c1%3A3%3A1.json'), 'utf8');
    expect(text.split('\n')).toEqual([expect.stringContaining('"to":"13800138000"'), '']);
    await rm(directory, { recursive: true });
  });
});

describe('webhook', () => {
  let hook: Hook;
  beforeEach(async () => {
    hook = await openHook();
  });
  afterEach(async () => {
    await hook.close();
  });

  test('the receiver can check who sent it and when', async () => {
    await webhookChannel({ url: hook.url, secret: 'shared' }).send(message);
    const [call] = hook.calls;
    const timestamp = String(call?.headers['x-oneseal-timestamp']);
    expect(call?.headers['x-oneseal-signature']).toBe(signatureOf('shared', timestamp, call?.body ?? ''));
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    expect(call?.headers['x-oneseal-effect']).toBe('c1:3:1');
    expect(signatureOf('other', timestamp, call?.body ?? '')).not.toBe(call?.headers['x-oneseal-signature']);
  });

  test('a redirect is not followed', async () => {
    hook.answer = { status: 307, location: '/elsewhere' };
    const sending = webhookChannel({ url: hook.url, secret: 'shared' }).send(message);
    await expect(sending).rejects.toMatchObject({ name: 'PermanentDeliveryError', code: 'webhook-redirected' });
    expect(hook.calls.map((call) => call.path)).toEqual(['/hook']);
  });

  test('a receiver that never answers is given up for now', async () => {
    hook.answer = { status: 204, silent: true };
    const sending = webhookChannel({ url: hook.url, secret: 'shared', timeoutMs: 50 }).send(message);
    await expect(sending).rejects.toMatchObject({ name: 'TransientDeliveryError', code: 'webhook-timeout' });
  });

  test.each(['ftp://example.test/', 'file:///etc/passwd', 'example.test', 'https://user:word@example.test/', ''])(
    'an address that is no plain http address is refused at the start: %j',
    (url) => {
      expect(() => webhookChannel({ url, secret: 'shared' })).toThrow('ONESEAL_WEBHOOK_URL');
    },
  );

  test.each([
    [429, 'TransientDeliveryError'],
    [500, 'TransientDeliveryError'],
    [408, 'TransientDeliveryError'],
    [400, 'PermanentDeliveryError'],
    [404, 'PermanentDeliveryError'],
  ])('an answer of %i is a %s', async (status, name) => {
    hook.answer = { status };
    const sending = webhookChannel({ url: hook.url, secret: 'shared' }).send(message);
    await expect(sending).rejects.toMatchObject({ name, code: `webhook-${String(status)}` });
  });
});
