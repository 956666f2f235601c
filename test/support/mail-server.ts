// Owns a real SMTP end on loopback that keeps what it was given.
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';

export interface MailServer {
  readonly url: string;
  /** Whole messages, decoded to text, by recipient. */
  to(address: string): readonly string[];
  close(): Promise<void>;
}

export async function mailServer(): Promise<MailServer> {
  const kept: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        kept.push({
          to: session.envelope.rcptTo.map((r) => r.address),
          text: decoded(Buffer.concat(parts).toString('latin1')),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    to: (address) => kept.filter((m) => m.to.includes(address)).map((m) => m.text),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Headers and body with base64 and quoted-printable parts undone, enough to look for a sentence. */
function decoded(raw: string): string {
  const base64 = raw.replace(/(?:^[A-Za-z0-9+/]{4,}={0,2}\r?$\n?)+/gm, (block) =>
    Buffer.from(block, 'base64').toString('utf8'),
  );
  const quoted = base64
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'));
  return quoted.replace(/=\?UTF-8\?B\?([^?]+)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString('utf8'));
}
