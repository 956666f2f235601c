/** Owns the signature inside a seal: CMS SignedData as PAdES B-B asks, with one form only, so that no byte of it is free. */
import { createHash, sign, verify, type X509Certificate } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence, Set as AsnSet } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { SealKey } from './seal-keys';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
};

function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: Uint8Array.from(bytes).buffer });
}

function attributesFor(digest: Uint8Array, certificate: Uint8Array): Attribute[] {
  const certificateHash = createHash('sha256').update(certificate).digest();
  const certId = new Sequence({ value: [octets(certificateHash)] });
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [octets(digest)] }),
    // ESS: binds the certificate into what is signed, so that no other one can be put in its place. SHA-256 is its default.
    new Attribute({
      type: OID.signingCertificateV2,
      values: [new Sequence({ value: [new Sequence({ value: [certId] })] })],
    }),
  ];
  // DER orders the members of a SET by their encoding; readers rebuild it before they check the signature.
  const encoded = (attribute: Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());
  return attributes.sort((one, other) => Buffer.compare(encoded(one), encoded(other)));
}

function signedBytes(attributes: readonly Attribute[]): Buffer {
  return Buffer.from(new AsnSet({ value: attributes.map((attribute) => attribute.toSchema()) }).toBER());
}

function encode(attributes: Attribute[], certificate: Certificate, signature: Uint8Array): Buffer {
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.rsa }),
    signature: octets(signature),
  });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: OID.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [certificate],
    signerInfos: [signer],
  });
  const info = new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER());
}

/** Everything of a certificate's signatures but digest and signature, and where these two go. */
interface Form {
  readonly cms: Buffer;
  readonly digestAt: number;
  readonly signatureAt: number;
  readonly signatureSize: number;
  /** What is signed, and where the digest goes in it. */
  readonly signed: Buffer;
  readonly signedDigestAt: number;
}

const forms = new WeakMap<X509Certificate, Form>();

/** Made once per certificate: writing ASN.1 costs ten times what the signature itself does. */
function formOf(certificate: X509Certificate): Form {
  const known = forms.get(certificate);
  if (known) return known;
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength;
  if (certificate.publicKey.asymmetricKeyType !== 'rsa' || bits === undefined) throw new Error('Seals sign with RSA.');
  // Marks that nothing else in the form can be by chance, to be found again and filled.
  const digest = createHash('sha256').update('digest').digest();
  const signature = Buffer.concat(
    Array.from({ length: bits / 256 }, () => createHash('sha256').update('sign').digest()),
  );
  const attributes = attributesFor(digest, certificate.raw);
  const cms = encode(attributes, Certificate.fromBER(Uint8Array.from(certificate.raw)), signature);
  const signed = signedBytes(attributes);
  const form: Form = {
    cms,
    digestAt: cms.indexOf(digest),
    signatureAt: cms.indexOf(signature),
    signatureSize: signature.byteLength,
    signed,
    signedDigestAt: signed.indexOf(digest),
  };
  forms.set(certificate, form);
  return form;
}

function filled(bytes: Buffer, ...parts: readonly [at: number, part: Uint8Array][]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, part] of parts) copy.set(part, at);
  return copy;
}

/** The signature over a SHA-256 digest, DER. Equal digests give equal bytes. */
export function signDigest(digest: Uint8Array, { key, certificate }: SealKey): Buffer {
  const form = formOf(certificate);
  const signature = sign('sha256', filled(form.signed, [form.signedDigestAt, digest]), key);
  return filled(form.cms, [form.digestAt, digest], [form.signatureAt, signature]);
}

/** Bytes that `signDigest` gives with this key, whatever it signs. */
export function signatureSize({ certificate }: SealKey): number {
  return formOf(certificate).cms.byteLength;
}

/**
 * Whether this certificate signed this digest. Only the exact bytes that `signDigest` writes pass: what anybody hands in is
 * compared and never parsed, so members that no signature protects cannot be altered, and no parser can be led astray.
 */
export function isSignedBy(certificate: X509Certificate, cms: Uint8Array, digest: Uint8Array): boolean {
  const form = formOf(certificate);
  const signature = cms.subarray(form.signatureAt, form.signatureAt + form.signatureSize);
  if (signature.byteLength !== form.signatureSize) return false;
  if (!filled(form.cms, [form.digestAt, digest], [form.signatureAt, signature]).equals(cms)) return false;
  return verify('sha256', filled(form.signed, [form.signedDigestAt, digest]), certificate.publicKey, signature);
}
