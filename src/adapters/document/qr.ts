/** Owns turning an address into the dark fields of a QR code, for papers and for pages. */
import { create } from 'qrcode';

export interface QrPicture {
  /** Fields on each side. */
  readonly side: number;
  /** Column and row of every dark field. */
  readonly dark: readonly (readonly [number, number])[];
}

export function qrPicture(text: string): QrPicture {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size;
  const fields = Array.from({ length: side * side }, (_, n) => [n % side, Math.floor(n / side)] as const);
  return { side, dark: fields.filter(([column, row]) => modules.get(row, column)) };
}
