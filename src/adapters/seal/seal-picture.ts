/** Owns what a seal looks like: red ring, five-pointed star, the organisation around it and the seal's name below, as outlines. */
import type { Font } from 'fontkit';
import { assertDrawable, boldFont } from '../document/fonts';
import type { SealFace } from './seal';

/** Points; 41 mm across. */
export const SEAL_SIZE = 116;
const MIDDLE = SEAL_SIZE / 2;

function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function outline(font: Font, character: string): string {
  let [x, y] = [0, 0];
  const operators: string[] = [];
  for (const { command, args } of font.glyphForCodePoint(character.codePointAt(0) ?? 0).path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    if (command === 'moveTo') operators.push(`${coordinate(a)} ${coordinate(b)} m`);
    else if (command === 'lineTo') operators.push(`${coordinate(a)} ${coordinate(b)} l`);
    else if (command === 'quadraticCurveTo') {
      // PDF knows only cubic curves; this is the same curve.
      const points = [x + (2 * (a - x)) / 3, y + (2 * (b - y)) / 3, c + (2 * (a - c)) / 3, d + (2 * (b - d)) / 3, c, d];
      operators.push(`${points.map(coordinate).join(' ')} c`);
    } else if (command === 'bezierCurveTo') operators.push(`${[a, b, c, d, e, f].map(coordinate).join(' ')} c`);
    else operators.push('h');
    if (args.length >= 2) [x, y] = args.slice(-2) as [number, number];
  }
  return `${operators.join('\n')}\nf`;
}

/** One character whose middle stands at (x, y), turned clockwise by `turn` radians. */
function character(font: Font, text: string, size: number, narrow: number, x: number, y: number, turn: number): string {
  const scale = size / font.unitsPerEm;
  const [sine, cosine] = [Math.sin(-turn), Math.cos(turn)];
  const across = scale * narrow;
  // A Chinese character fills its em square, which reaches from 0.12 below the baseline to 0.88 above it.
  const [halfWidth, halfHeight] = [font.unitsPerEm / 2, font.unitsPerEm * 0.38];
  const matrix = [
    across * cosine,
    across * sine,
    -scale * sine,
    scale * cosine,
    x - halfWidth * across * cosine + halfHeight * scale * sine,
    y - halfWidth * across * sine - halfHeight * scale * cosine,
  ];
  return `q ${matrix.map((value) => value.toFixed(5)).join(' ')} cm\n${outline(font, text)}\nQ`;
}

function circle(radius: number): string {
  const k = 0.5523 * radius;
  const at = (dx: number, dy: number): string => `${coordinate(MIDDLE + dx)} ${coordinate(MIDDLE + dy)}`;
  return [
    `${at(radius, 0)} m`,
    `${at(radius, k)} ${at(k, radius)} ${at(0, radius)} c`,
    `${at(-k, radius)} ${at(-radius, k)} ${at(-radius, 0)} c`,
    `${at(-radius, -k)} ${at(-k, -radius)} ${at(0, -radius)} c`,
    `${at(k, -radius)} ${at(radius, -k)} ${at(radius, 0)} c s`,
  ].join('\n');
}

function star(radius: number, lift: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? radius : radius * 0.382;
    const angle = Math.PI / 2 + (index * Math.PI) / 5;
    return `${coordinate(MIDDLE + reach * Math.cos(angle))} ${coordinate(MIDDLE + lift + reach * Math.sin(angle))}`;
  });
  return `${points.map((point, index) => `${point} ${index === 0 ? 'm' : 'l'}`).join('\n')}\nh f`;
}

/** The drawing, as a PDF content stream in a square of `SEAL_SIZE`. Throws `CharacterUnknown`. */
export function drawSeal({ body, name }: SealFace): string {
  const font = boldFont();
  assertDrawable(font, body + name);
  const ring = [...body];
  const step = Math.min(0.62, (1.5 * Math.PI) / ring.length);
  const around = ring.map((text, index) => {
    const turn = (index - (ring.length - 1) / 2) * step;
    const radius = 43;
    return character(font, text, 17, 0.8, MIDDLE + radius * Math.sin(turn), MIDDLE + radius * Math.cos(turn), turn);
  });
  const below = [...name];
  const pitch = Math.min(9.6, 68 / below.length);
  const line = below.map((text, index) =>
    character(font, text, 11.5, 0.8, MIDDLE + (index - (below.length - 1) / 2) * pitch, MIDDLE - 28, 0),
  );
  return [
    '/Blend gs 0.84 0.05 0.11 RG 0.84 0.05 0.11 rg 2.6 w',
    circle(MIDDLE - 2),
    star(17.5, 1),
    ...around,
    ...line,
  ].join('\n');
}
