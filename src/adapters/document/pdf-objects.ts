/** Owns reading the plain objects of the PDF files this product writes: classic cross-references, with their updates. */

/** The file is not a PDF of the plain kind that this product writes. */
export class PdfUnreadable extends Error {
  constructor(why: string) {
    super(`This is not a paper of OneSeal: ${why}.`);
    this.name = 'PdfUnreadable';
  }
}

export interface PdfObjects {
  /** Where the newest cross-reference table begins. */
  readonly startXref: number;
  /** The newest trailer's dictionary. */
  readonly trailer: string;
  /** One more than the highest object number. */
  readonly size: number;
  /** The text between `n 0 obj` and `endobj`, bytes as Latin-1 characters. Throws `PdfUnreadable` if there is none. */
  object(number: number): string;
}

/** The number of the object that `/<name> n 0 R` of a dictionary points to. */
export function referenceIn(dictionary: string, name: string): number | undefined {
  const found = new RegExp(`/${name}\\s+(\\d+)\\s+0\\s+R\\b`).exec(dictionary);
  return found ? Number(found[1]) : undefined;
}

/** The number of the object that the dictionary must point to. Throws `PdfUnreadable`. */
export function needReference(dictionary: string, name: string): number {
  const number = referenceIn(dictionary, name);
  if (number === undefined) throw new PdfUnreadable(`/${name} is missing`);
  return number;
}

/** Reads the cross-references, newest first. Throws `PdfUnreadable`; never reads outside the bytes. */
export function readPdf(bytes: Uint8Array): PdfObjects {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!text.startsWith('%PDF-')) throw new PdfUnreadable('it does not begin as a PDF');
  const end = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64));
  if (!end) throw new PdfUnreadable('it does not end as a PDF');
  const startXref = Number(end[1]);

  const places = new Map<number, number>();
  let trailer: string | undefined;
  const seen = new Set<number>();
  for (let at: number | undefined = startXref; at !== undefined;) {
    if (seen.has(at)) throw new PdfUnreadable('its cross-references run in a circle');
    seen.add(at);
    const tableEnd = text.indexOf('trailer', at);
    if (!text.startsWith('xref', at) || tableEnd < 0) throw new PdfUnreadable('it has no cross-reference table');
    let next = 0;
    for (const line of text.slice(at + 4, tableEnd).split('\n')) {
      const entry = /^(\d{10}) \d{5} ([nf])/.exec(line);
      const section = /^\s*(\d+) \d+\s*$/.exec(line);
      if (entry) {
        if (entry[2] === 'n' && !places.has(next)) places.set(next, Number(entry[1]));
        next += 1;
      } else if (section) next = Number(section[1]);
    }
    const dictionary = text.slice(tableEnd, text.indexOf('startxref', tableEnd));
    trailer ??= dictionary;
    const previous = /\/Prev\s+(\d+)/.exec(dictionary);
    at = previous ? Number(previous[1]) : undefined;
  }
  const size = /\/Size\s+(\d+)/.exec(trailer ?? '');
  if (trailer === undefined || !size) throw new PdfUnreadable('it has no trailer');

  return {
    startXref,
    trailer,
    size: Number(size[1]),
    object(number) {
      const place = places.get(number);
      const head = `${number} 0 obj`;
      const close = place === undefined ? -1 : text.indexOf('endobj', place);
      if (place === undefined || close < 0 || !text.startsWith(head, place)) {
        throw new PdfUnreadable(`its object ${number} is missing`);
      }
      return text.slice(place + head.length, close).trim();
    },
  };
}
