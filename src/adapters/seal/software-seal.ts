/** Owns sealing with keys kept in files: PAdES B-B signatures of this installation's own demonstration root. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Instant } from '../../kernel/time/clock';
import { needReference, PdfUnreadable, readPdf, referenceIn, type PdfObjects } from '../document/pdf-objects';
import { isSignedBy, signatureSize, signDigest } from './cms';
import { AlreadySealed, SEALS, type SealFinding, type SealId, type SealProvider, type SealRequest } from './seal';
import { openSealKey, type SealKey } from './seal-keys';
import { drawSeal, SEAL_SIZE } from './seal-picture';

const SHANGHAI = 8 * 3_600_000;
/** Wide enough for any four offsets of a file below 10 GB. */
const RANGE_WIDTH = 48;

function utf16(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

function pdfTime(at: Instant): string {
  return `(D:${new Date(at + SHANGHAI).toISOString().replace(/\D/g, '').slice(0, 14)}+08'00')`;
}

function instantOf(dictionary: string): Instant | undefined {
  const found = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\+08'00'\)/.exec(dictionary);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - SHANGHAI;
}

function lastPage(objects: PdfObjects, catalogue: string): number {
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(objects.object(needReference(catalogue, 'Pages')))?.[1] ?? '';
  const last = [...kids.matchAll(/(\d+) 0 R/g)].at(-1)?.[1];
  if (last === undefined) throw new PdfUnreadable('it has no page');
  return Number(last);
}

/** The middle of the seal on the last page, as the paper says; else the lower right corner. */
function placeOf(objects: PdfObjects): { x: number; y: number } {
  const info = referenceIn(objects.trailer, 'Info');
  const place = info === undefined ? undefined : referenceIn(objects.object(info), 'OneSealPlace');
  const found = place === undefined ? null : /^\(([\d.]+) ([\d.]+)\)$/.exec(objects.object(place));
  return found ? { x: Number(found[1]), y: Number(found[2]) } : { x: 440, y: 160 };
}

/** The dictionary with members added at its end. */
function extended(dictionary: string, members: string): string {
  const end = dictionary.lastIndexOf('>>');
  if (end < 0) throw new PdfUnreadable('an object is no dictionary');
  return `${dictionary.slice(0, end)}${members}\n>>`;
}

/** Appends the objects with their cross-references, as an update leaves every earlier byte where it is. */
function appended(original: Buffer, objects: PdfObjects, changed: ReadonlyMap<number, string>): Buffer {
  const parts = ['\n'];
  let at = original.byteLength + 1;
  const places = new Map<number, number>();
  for (const [number, content] of changed) {
    places.set(number, at);
    const part = `${number} 0 obj\n${content}\nendobj\n`;
    parts.push(part);
    at += part.length;
  }
  const numbers = [...places.keys()].sort((one, other) => one - other);
  const rows = numbers.map((number) => `${number} 1\n${String(places.get(number)).padStart(10, '0')} 00000 n \n`);
  const id = /\/ID\s*\[[^\]]*\]/.exec(objects.trailer)?.[0] ?? '';
  const size = Math.max(objects.size, (numbers.at(-1) ?? 0) + 1);
  const root = needReference(objects.trailer, 'Root');
  const info = needReference(objects.trailer, 'Info');
  parts.push(
    `xref\n${rows.join('')}trailer\n<<\n/Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n${id}\n/Prev ${objects.startXref}\n>>\n`,
    `startxref\n${at}\n%%EOF\n`,
  );
  return Buffer.concat([original, Buffer.from(parts.join(''), 'latin1')]);
}

function sealed({ pdf, seal, reason, at }: SealRequest, key: SealKey): Uint8Array {
  const face = SEALS[seal];
  const objects = readPdf(pdf);
  const root = needReference(objects.trailer, 'Root');
  const catalogue = objects.object(root);
  if (catalogue.includes('/AcroForm')) throw new AlreadySealed();
  const pageNumber = lastPage(objects, catalogue);
  const page = objects.object(pageNumber);
  if (page.includes('/Annots')) throw new PdfUnreadable('its last page has annotations');

  const [picture, widget, signature] = [objects.size, objects.size + 1, objects.size + 2];
  const drawing = deflateSync(Buffer.from(drawSeal(face), 'latin1')).toString('latin1');
  const { x, y } = placeOf(objects);
  const corner = [x - SEAL_SIZE / 2, y - SEAL_SIZE / 2, x + SEAL_SIZE / 2, y + SEAL_SIZE / 2];
  const hexLength = 2 * signatureSize(key);
  const range = ' '.repeat(RANGE_WIDTH);
  const changed = new Map<number, string>([
    [
      picture,
      `<< /Type /XObject /Subtype /Form /BBox [0 0 ${SEAL_SIZE} ${SEAL_SIZE}] ` +
        // Multiply lets the day be read through the ink, as on paper.
        `/Resources << /ExtGState << /Blend << /Type /ExtGState /BM /Multiply /ca 0.92 /CA 0.92 >> >> >> ` +
        `/Filter /FlateDecode /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    ],
    [
      widget,
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /TU ${utf16(face.title.zh)} /F 132 ` +
        `/Rect [${corner.map((value) => value.toFixed(2)).join(' ')}] /P ${pageNumber} 0 R ` +
        `/V ${signature} 0 R /AP << /N ${picture} 0 R >> >>`,
    ],
    [
      signature,
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name ${utf16(face.title.zh)} ` +
        `/Reason ${utf16(reason)} /M ${pdfTime(at)} /ByteRange [${range}] /Contents <${'0'.repeat(hexLength)}> >>`,
    ],
    [pageNumber, extended(page, `/Annots [${widget} 0 R]`)],
    [root, extended(catalogue, `/AcroForm << /SigFlags 3 /Fields [${widget} 0 R] >>`)],
  ]);

  const file = appended(Buffer.from(pdf), objects, changed);
  const rangeAt = file.indexOf(`/ByteRange [${range}]`, pdf.byteLength) + '/ByteRange ['.length;
  const open = file.indexOf('/Contents <', rangeAt) + '/Contents '.length;
  const close = open + hexLength + 2;
  file.write(`0 ${open} ${close} ${file.byteLength - close}`.padEnd(RANGE_WIDTH), rangeAt, 'latin1');
  const digest = digestAround(file, open, close);
  const cms = signDigest(digest, key);
  if (2 * cms.byteLength !== hexLength) throw new Error('The signature does not fit the room made for it.');
  file.write(cms.toString('hex'), open + 1, 'latin1');
  return file;
}

/** SHA-256 over everything but the signature itself. */
function digestAround(file: Uint8Array, open: number, close: number): Buffer {
  return createHash('sha256').update(file.subarray(0, open)).update(file.subarray(close)).digest();
}

function finding(reason: string, coversWhole = false): SealFinding {
  return { valid: false, coversWhole, reason };
}

function judge(pdf: Uint8Array, keys: ReadonlyMap<SealId, SealKey>): SealFinding {
  let dictionary: string;
  try {
    const objects = readPdf(pdf);
    const fields = /\/Fields \[(\d+) 0 R\]/.exec(objects.object(needReference(objects.trailer, 'Root')))?.[1];
    if (fields === undefined) return finding('The file bears no seal.');
    dictionary = objects.object(needReference(objects.object(Number(fields)), 'V'));
  } catch (error) {
    if (error instanceof PdfUnreadable) return finding(error.message);
    throw error;
  }
  const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]/.exec(dictionary)?.slice(1).map(Number);
  const hex = /\/Contents <([0-9a-f]+)> >>$/.exec(dictionary)?.[1];
  const [start, open, close, rest] = range ?? [];
  if (start === undefined || open === undefined || close === undefined || rest === undefined || hex === undefined) {
    return finding('The file bears no seal of this kind.');
  }
  const coversWhole = start === 0 && close === open + hex.length + 2 && close + rest === pdf.byteLength;
  if (!coversWhole) return finding('The seal does not cover the whole file: something was added or taken away.');
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  if (bytes.toString('latin1', open, close) !== `<${hex}>`) return finding('The signature is not where it says.');
  const cms = Buffer.from(hex, 'hex');
  const digest = digestAround(bytes, open, close);
  const seal = [...keys].find(([, { certificate }]) => isSignedBy(certificate, cms, digest))?.[0];
  const sealedAt = instantOf(dictionary);
  if (seal === undefined || sealedAt === undefined) {
    return finding(
      cms.includes(digest)
        ? 'The signature is not one of this installation.'
        : 'The file was changed after it was sealed.',
      true,
    );
  }
  return { valid: true, signer: SEALS[seal].title.zh, sealedAt, coversWhole };
}

/**
 * Seals whose keys lie in `home` (`<ONESEAL_HOME>/seal`), made on the first call. A demonstration: a key in a file is only as
 * safe as its disk, and outside readers do not know the root. In production a provider of the city's seal platform takes its place.
 */
export async function openSoftwareSeals(home: string): Promise<SealProvider> {
  const authority = await openSealKey(home, 'authority', {
    commonName: 'OneSeal 一章通演示根证书',
    organisation: 'OneSeal',
  });
  const keys = new Map<SealId, SealKey>();
  for (const seal of Object.keys(SEALS) as SealId[]) {
    const { body, title } = SEALS[seal];
    keys.set(seal, await openSealKey(home, seal, { commonName: title.zh, organisation: body }, authority));
  }
  const keyOf = (seal: SealId): SealKey => {
    const key = keys.get(seal);
    if (!key) throw new RangeError(`There is no seal "${seal}".`);
    return key;
  };
  return {
    holds: (organisation): organisation is SealId => organisation !== undefined && Object.hasOwn(SEALS, organisation),
    // Both are work without waiting; `async` makes what they throw a rejection, as a remote provider's would be.
    apply: async (request) => Promise.resolve(sealed(request, keyOf(request.seal))),
    verify: async (pdf) => Promise.resolve(judge(pdf, keys)),
    certificate: async (seal) =>
      Promise.resolve({
        signer: SEALS[seal].title.zh,
        certificate: keyOf(seal).certificate.toString(),
        issuer: authority.certificate.toString(),
      }),
  };
}
