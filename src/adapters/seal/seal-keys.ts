/** Owns the keys of the demonstration seals: a root and one certificate per seal, made once and kept in the installation's home. */
import { createPrivateKey, randomBytes, randomUUID, webcrypto, X509Certificate, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BitString, Integer, ObjectIdentifier, OctetString, Sequence, Set as AsnSet, Utf8String } from 'asn1js';
import { BasicConstraints, Certificate, Extension, RelativeDistinguishedNames } from 'pkijs';

export interface SealKey {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};
/** Wide on purpose: an installation's law time may stand years before or after the day its keys were made. */
const VALID = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2049-12-31T23:59:59Z') };

interface Subject {
  readonly commonName: string;
  readonly organisation: string;
}

function distinguishedName({ commonName, organisation }: Subject): RelativeDistinguishedNames {
  const member = (type: string, value: string): AsnSet =>
    new AsnSet({
      value: [new Sequence({ value: [new ObjectIdentifier({ value: type }), new Utf8String({ value })] })],
    });
  // Made by hand and parsed: pkijs itself writes all members as one multi-valued name, which readers show oddly.
  const name = new Sequence({
    value: [member('2.5.4.6', 'CN'), member('2.5.4.10', organisation), member('2.5.4.3', commonName)],
  });
  return RelativeDistinguishedNames.fromBER(name.toBER());
}

function pem(label: string, der: ArrayBuffer): string {
  const body = Buffer.from(new Uint8Array(der)).toString('base64');
  return `-----BEGIN ${label}-----\n${body.replace(/(.{64})(?!$)/g, '$1\n')}\n-----END ${label}-----\n`;
}

async function issue(subject: Subject, issuer: SealKey | undefined): Promise<{ key: string; certificate: string }> {
  const { subtle } = webcrypto;
  const pair = await subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.from(serial).buffer });
  certificate.subject = distinguishedName(subject);
  certificate.issuer = issuer
    ? Certificate.fromBER(Uint8Array.from(issuer.certificate.raw)).subject
    : certificate.subject;
  certificate.notBefore.value = VALID.from;
  certificate.notAfter.value = VALID.to;
  // Bits from the left: digitalSignature and nonRepudiation for a seal, keyCertSign and cRLSign for the root.
  const usage = issuer ? new Uint8Array([0b1100_0000]) : new Uint8Array([0b0000_0110]);
  const usageBits = new BitString({ valueHex: usage.buffer, unusedBits: issuer ? 6 : 1 });
  certificate.extensions = [
    new Extension({
      extnID: '2.5.29.19',
      critical: true,
      extnValue: new BasicConstraints(issuer ? {} : { cA: true }).toSchema().toBER(),
    }),
    new Extension({ extnID: '2.5.29.15', critical: true, extnValue: usageBits.toBER() }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  const identifier = await subtle.digest(
    'SHA-1',
    certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView,
  );
  certificate.extensions.push(
    new Extension({ extnID: '2.5.29.14', extnValue: new OctetString({ valueHex: identifier }).toBER() }),
  );
  const signingKey = issuer
    ? await subtle.importKey('pkcs8', issuer.key.export({ type: 'pkcs8', format: 'der' }), ALGORITHM, false, ['sign'])
    : pair.privateKey;
  await certificate.sign(signingKey, 'SHA-256');
  return {
    key: pem('PRIVATE KEY', await subtle.exportKey('pkcs8', pair.privateKey)),
    certificate: pem('CERTIFICATE', certificate.toSchema(true).toBER()),
  };
}

async function writeDurably(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function read(directory: string, issuer: SealKey | undefined): Promise<SealKey | undefined> {
  try {
    const key = createPrivateKey(await readFile(join(directory, 'key.pem'), 'utf8'));
    const certificate = new X509Certificate(await readFile(join(directory, 'certificate.pem'), 'utf8'));
    if (!certificate.checkPrivateKey(key)) throw new Error(`${directory}: key and certificate do not belong together.`);
    if (issuer && !certificate.verify(issuer.certificate.publicKey)) {
      throw new Error(`${directory}: the certificate was not issued by the root kept beside it.`);
    }
    return { key, certificate };
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The key kept in `<home>/<name>`, made there when there is none. Key and certificate appear together or not at all, and of
 * several processes that start at once all use the first one's.
 */
export async function openSealKey(home: string, name: string, subject: Subject, issuer?: SealKey): Promise<SealKey> {
  const directory = join(home, name);
  const kept = await read(directory, issuer);
  if (kept) return kept;
  await mkdir(home, { recursive: true, mode: 0o700 });
  const unfinished = join(home, `.${name}.${randomUUID()}`);
  try {
    const made = await issue(subject, issuer);
    await mkdir(unfinished, { mode: 0o700 });
    await writeDurably(join(unfinished, 'key.pem'), made.key, 0o600);
    await writeDurably(join(unfinished, 'certificate.pem'), made.certificate, 0o644);
    await rename(unfinished, directory);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    const winner = await read(directory, issuer);
    if (winner) return winner;
    throw error;
  }
  const made = await read(directory, issuer);
  if (!made) throw new Error(`The seal's key in ${directory} vanished while it was being made.`);
  return made;
}
