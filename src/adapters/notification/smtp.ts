// Owns delivery by e-mail: one SMTP conversation per message.
import { createTransport } from 'nodemailer';
import { PermanentDeliveryError, TransientDeliveryError, type Channel, type OutgoingMessage } from './channel';

export interface SmtpSettings {
  /** `smtp://host:port` or `smtps://user:password@host:port`; `?requireTLS=true` insists on STARTTLS. */
  readonly url: string;
  /** Sender: an address, or `name <address>`. */
  readonly from: string;
}

// One address and nothing a mail library could take for a list, a group or a comment.
const ONE_ADDRESS = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/;

/** The effect's id inside a Message-ID: mail servers and readers drop a second mail of the same id. */
function messageIdOf(id: string, from: string): string {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'oneseal.invalid';
  const local = encodeURIComponent(id).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
  return `<${local}@${domain}>`;
}

function failureOf(error: unknown): Error {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (typeof responseCode === 'number' && responseCode >= 400) {
    // 503 (bad sequence) says that the conversation went wrong, not that the mail was refused.
    const Failure = responseCode >= 500 && responseCode !== 503 ? PermanentDeliveryError : TransientDeliveryError;
    return new Failure(`smtp-${String(responseCode)}`);
  }
  switch (code) {
    case 'ENOAUTH':
    case 'EAUTH':
      return new PermanentDeliveryError('smtp-sign-in-refused');
    case 'EENVELOPE':
    case 'EMESSAGE':
      return new PermanentDeliveryError('smtp-message-refused');
    case 'ECONFIG':
      return new PermanentDeliveryError('smtp-setting-wrong');
    case 'ETIMEDOUT':
      return new TransientDeliveryError('smtp-timeout');
    case 'ETLS':
    case 'EREQUIRETLS':
      return new TransientDeliveryError('smtp-tls');
    default:
      return new TransientDeliveryError('smtp-unreachable');
  }
}

/** E-mail through the server of `SMTP_URL`. Ten seconds to connect and greet, thirty of silence at most. */
export function smtpChannel(settings: SmtpSettings): Channel {
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // A message is text; nothing in it may make this process read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: 'email',
    async send(message: OutgoingMessage) {
      if (!ONE_ADDRESS.test(message.to)) throw new PermanentDeliveryError('address-invalid');
      const messageId = messageIdOf(message.id, settings.from);
      try {
        await transport.sendMail({
          from: settings.from,
          to: { name: '', address: message.to },
          subject: message.subject,
          text: message.text,
          messageId,
          headers: { 'X-OneSeal-Effect': message.id, 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw failureOf(error);
      }
      return { receipt: messageId };
    },
  };
}
