/** Owns the signature inside a seal: CMS SignedData as PAdES B-B asks, with one form only, so that no byte of it is free. */
import { createHash, sign, verify, X509Certificate, type KeyObject } from 'node:crypto';
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

function parsedCertificate(certificate: X509Certificate): Certificate {
  return Certificate.fromBER(Uint8Array.from(certificate.raw));
}

/** The signature over a SHA-256 digest, DER. */
export function signDigest(digest: Uint8Array, { key, certificate }: SealKey): Buffer {
  const attributes = attributesFor(digest, certificate.raw);
  return encode(attributes, parsedCertificate(certificate), sign('sha256', signedBytes(attributes), key));
}

/** Bytes that `signDigest` will give with this key, whatever it signs. */
export function signatureSize({ key, certificate }: SealKey): number {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 2048;
  const attributes = attributesFor(Buffer.alloc(32), certificate.raw);
  return encode(attributes, parsedCertificate(certificate), Buffer.alloc(bits / 8)).byteLength;
}

/**
 * The certificate that signed this digest, or `undefined`. Only the exact bytes that `signDigest` writes pass: what was parsed
 * is written again and compared, so members that a signature does not protect cannot be altered either.
 */
export function signerOf(cms: Uint8Array, digest: Uint8Array): X509Certificate | undefined {
  try {
    const info = ContentInfo.fromBER(Uint8Array.from(cms));
    const signed = new SignedData({ schema: info.content });
    const [parsed] = signed.certificates ?? [];
    const [signer] = signed.signerInfos;
    if (!(parsed instanceof Certificate) || !signer) return undefined;
    const certificate = new X509Certificate(Buffer.from(parsed.toSchema().toBER()));
    const attributes = attributesFor(digest, certificate.raw);
    const signature = signer.signature.valueBlock.valueHexView;
    if (!encode(attributes, parsed, signature).equals(cms)) return undefined;
    const key: KeyObject = certificate.publicKey;
    return verify('sha256', signedBytes(attributes), key, signature) ? certificate : undefined;
  } catch {
    // Parsers of ASN.1 throw whatever they like at bytes that are none; to us all of it means "no signature".
    return undefined;
  }
}
