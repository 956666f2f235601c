/** Owns the look of an official paper (公文): A4 with red heading, number, title, body, issuing body and day, and its QR code. */
import PDFDocument from 'pdfkit';
import type { PrintedLine, PrintedPaper } from '../../kernel/paper-text';
import type { Day } from '../../kernel/time/clock';
import { assertDrawable, boldFont, regularFont } from './fonts';
import { qrPicture } from './qr';
import { witnessInfo, type Witness } from './witness';

export interface PaperInput extends PrintedPaper {
  /** Number of the paper (文号), e.g. `江审批许〔2026〕12号`; a receipt may have none. */
  readonly number?: string;
  /** Civil day in Asia/Shanghai that the paper bears, and as it is printed. */
  readonly issuedOn: Day;
  readonly issuedOnWritten: string;
  /** Issuing organisation, in Chinese; it is the heading and stands under the text. */
  readonly body: string;
  /** Public address of the verification page, `<public url>/verify/<code>`. */
  readonly verifyUrl: string;
  readonly witness?: Witness;
  /** A preview: 样张 stands across every page, and no seal is put on it. */
  readonly sample?: true;
}

const MILLIMETRE = 72 / 25.4;
const PAGE = { width: 210 * MILLIMETRE, height: 297 * MILLIMETRE };
/** GB/T 9704: the text of an official paper is 156 mm wide and keeps these margins. */
const MARGINS = { top: 37 * MILLIMETRE, left: 28 * MILLIMETRE, right: 26 * MILLIMETRE, bottom: 35 * MILLIMETRE };
const WIDTH = PAGE.width - MARGINS.left - MARGINS.right;
const FLOOR = PAGE.height - MARGINS.bottom;
const RED = '#c8102e';
const INK = '#000000';
/** Three 号, the size of body text. */
const BODY = 15.6;
/** From line to line; a text that only just misses one page is set closer rather than run over. */
const PITCHES = [28, 26, 24] as const;
const SAMPLE = '样张';
/** Lines of room for the issuing body, the day and the lower half of the seal across them. */
const CLOSING_LINES = 5.6;
/** Lines from one signature to the next. */
const SIGN_LINES = 1.5;

interface Page {
  readonly document: PDFKit.PDFDocument;
}

function style({ document }: Page, face: 'regular' | 'bold', size: number, colour = INK): void {
  document.font(face).fontSize(size).fillColor(colour);
}

/** Gap that makes lines of the given pitch out of the font's own line height. */
function gapFor({ document }: Page, pitch: number): number {
  return pitch - document.currentLineHeight();
}

/** One line that neither breaks nor turns the page, its left end at x. */
function line({ document }: Page, text: string, x: number, y: number): void {
  document.text(text, x, y, { lineBreak: false });
}

function centred(page: Page, text: string, x: number, y: number, spacing = 0): void {
  const width = page.document.widthOfString(text) + spacing * (text.length - 1);
  page.document.text(text, x - width / 2, y, { lineBreak: false, characterSpacing: spacing });
}

/** A letter of a body bears its name in red; what parties and officers sign (a record, an application) begins with its title. */
function drawHeading(page: Page, input: PaperInput): void {
  const { document } = page;
  const middle = MARGINS.left + WIDTH / 2;
  const letter = input.signs.length === 0;
  let y = 26 * MILLIMETRE;
  if (letter) {
    let size = 34;
    style(page, 'bold', size, RED);
    const spacing = 3;
    while (document.widthOfString(input.body) + spacing * input.body.length > WIDTH && size > 16)
      document.fontSize(--size);
    centred(page, input.body, middle, y, spacing);
    y += document.currentLineHeight() + 6;
  }
  if (input.number) {
    style(page, 'regular', 14);
    centred(page, input.number, middle, y);
    y += document.currentLineHeight() + 6;
  }
  if (letter) {
    document
      .moveTo(MARGINS.left, y)
      .lineTo(MARGINS.left + WIDTH, y)
      .lineWidth(1.8)
      .strokeColor(RED)
      .stroke();
  }
  style(page, 'bold', 22);
  const top = Math.max(y, MARGINS.top - 22) + 22;
  centred(page, input.title.zh, middle, top);
  document.y = top + document.currentLineHeight() + 20;
  document.x = MARGINS.left;
}

interface Setting {
  readonly pitch: number;
  /** Points that a paragraph or a row takes. */
  readonly heightOf: (line: PrintedLine) => number;
  readonly draw: (line: PrintedLine) => void;
}

/** Of a form's rows: the label's column, and the room between text and rule. */
const LABEL = 40 * MILLIMETRE;
const INSET = 6;

function settingFor(page: Page, pitch: number): Setting {
  const { document } = page;
  style(page, 'regular', BODY);
  const lineGap = gapFor(page, pitch);
  const form = { width: WIDTH, lineGap, indent: 2 * BODY };
  const cells = [
    { x: MARGINS.left, width: LABEL },
    { x: MARGINS.left + LABEL, width: WIDTH - LABEL },
  ] as const;
  const inside = (width: number) => ({ width: width - 2 * INSET, lineGap });
  const rowHeight = (row: readonly [string, string]): number =>
    Math.max(...row.map((text, n) => document.heightOfString(text || ' ', inside(cells[n]?.width ?? WIDTH)))) +
    2 * INSET -
    Math.max(lineGap, 0);
  const drawRow = (row: readonly [string, string]): void => {
    const height = rowHeight(row);
    if (document.y + height > FLOOR) document.addPage();
    const y = document.y;
    row.forEach((text, n) => {
      const { x, width } = cells[n] ?? cells[0];
      document.rect(x, y, width, height).lineWidth(0.7).strokeColor(INK).stroke();
      document.text(text, x + INSET, y + INSET, inside(width));
    });
    document.x = MARGINS.left;
    document.y = y + height;
  };
  return {
    pitch,
    heightOf: (each) => (typeof each === 'string' ? document.heightOfString(each, form) : rowHeight(each)),
    draw: (each) => (typeof each === 'string' ? document.text(each, MARGINS.left, document.y, form) : drawRow(each)),
  };
}

/** Lines at the foot: for the body, the day and the seal, or for the hands that sign and the day. */
function closingLines({ signs }: PaperInput): number {
  return signs.length === 0 ? CLOSING_LINES : SIGN_LINES * signs.length + 2.4;
}

/** Draws addressee and lines, and returns the pitch that it chose. */
function drawBody(page: Page, input: PaperInput): number {
  const { document } = page;
  const { addressee, lines } = input;
  const foot = closingLines(input);
  const settings = PITCHES.map((pitch) => settingFor(page, pitch));
  const room = FLOOR - document.y;
  const setting =
    settings.find(({ pitch, heightOf }) => {
      const height = lines.reduce((sum: number, each) => sum + heightOf(each), addressee ? pitch : 0);
      return height + foot * pitch <= room;
    }) ?? settingFor(page, PITCHES[0]);
  const closing = foot * setting.pitch;
  style(page, 'regular', BODY);
  if (addressee) {
    document.text(`${addressee}：`, MARGINS.left, document.y, { width: WIDTH, lineGap: gapFor(page, setting.pitch) });
  }
  lines.forEach((each, index) => {
    const isLast = index === lines.length - 1;
    // A paragraph after the rows of a form stands off from them.
    if (typeof each === 'string' && Array.isArray(lines[index - 1])) document.y += INSET;
    const height = setting.heightOf(each) + (isLast ? closing : 0);
    // Issuing body, day and seal never stand on a page without text: the last paragraph goes with them.
    if (isLast && document.y + height > FLOOR && height <= FLOOR - MARGINS.top) document.addPage();
    setting.draw(each);
  });
  if (document.y + closing > FLOOR) document.addPage();
  return setting.pitch;
}

/** Draws the foot, and returns where the middle of the seal goes: points from the lower left corner. */
function drawClosing(page: Page, input: PaperInput, pitch: number): { x: number; y: number } {
  const { document } = page;
  style(page, 'regular', BODY);
  const { body, signs, issuedOnWritten: day } = input;
  if (signs.length > 0) {
    // Drawing a line moves the pen; the places are counted from where the text ended.
    const top = document.y + 0.6 * pitch;
    signs.forEach((sign, n) => line(page, `${sign}（签名）：`, MARGINS.left + 2 * BODY, top + SIGN_LINES * n * pitch));
    const width = document.widthOfString(day);
    const y = top + SIGN_LINES * signs.length * pitch;
    line(page, day, MARGINS.left + WIDTH - width - 2 * BODY, y);
    return { x: MARGINS.left + WIDTH - width / 2 - 2 * BODY, y: PAGE.height - y };
  }
  const half = Math.max(document.widthOfString(body), document.widthOfString(day)) / 2;
  const x = MARGINS.left + WIDTH - Math.max(half, 62) - 2 * BODY;
  const y = document.y + 1.9 * pitch;
  centred(page, body, x, y);
  centred(page, day, x, y + pitch);
  return { x, y: PAGE.height - (y + pitch) };
}

function drawVerification(page: Page, verifyUrl: string, number: string | undefined): void {
  const { document } = page;
  const picture = qrPicture(verifyUrl);
  const side = 60;
  const cell = side / picture.side;
  const top = FLOOR + 12;
  for (const [column, row] of picture.dark) document.rect(MARGINS.left + column * cell, top + row * cell, cell, cell);
  document.fillColor(INK).fill();
  const code = verifyUrl.slice(verifyUrl.lastIndexOf('/') + 1);
  style(page, 'regular', 8.5, '#333333');
  const rows = [`核验码：${code}`, '扫描二维码或者访问下列网址，可核验本文书的真伪和效力：', verifyUrl];
  if (number) rows.unshift(`文书编号：${number}`);
  rows.forEach((text, index) => line(page, text, MARGINS.left + side + 10, top + 2 + index * 14));
}

/** Light enough to be read through, large enough that no part of a page can pass for an original. */
function drawSample(page: Page): void {
  const { document } = page;
  document.save().rotate(-35, { origin: [PAGE.width / 2, PAGE.height / 2] });
  style(page, 'bold', 150, RED);
  document.opacity(0.13);
  centred(page, SAMPLE, PAGE.width / 2, PAGE.height / 2 - 110, 40);
  document.opacity(1).restore();
}

function drawPageNumber(page: Page, number: number): void {
  style(page, 'regular', 12);
  const text = `— ${number} —`;
  line(page, text, PAGE.width - MARGINS.right - page.document.widthOfString(text), PAGE.height - 22 * MILLIMETRE);
}

/**
 * Renders the paper as PDF with its fonts embedded as subsets. Equal input gives equal bytes, so a repeat after a crash
 * makes no second original. Throws `CharacterUnknown`, and RangeError for an impossible witness.
 */
export async function renderPaper(input: PaperInput): Promise<Uint8Array> {
  const title = input.title.zh;
  for (const text of [input.body, title]) assertDrawable(boldFont(), text);
  for (const text of [
    input.number ?? '',
    input.addressee ?? '',
    input.verifyUrl,
    ...input.signs,
    ...input.lines.flat(),
  ]) {
    assertDrawable(regularFont(), text);
  }

  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margins: MARGINS,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: input.number ? `${title} ${input.number}` : title,
      Author: input.body,
      Subject: input.article,
      Creator: 'OneSeal',
      Producer: 'OneSeal',
      CreationDate: new Date(`${input.issuedOn}T00:00:00+08:00`),
      ...(input.witness ? witnessInfo(input.witness) : {}),
    },
  });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));

  // pdfkit takes an opened font as well as a file; its types know only the file. Opened once, a paper costs a fifth of the time.
  document.registerFont('regular', regularFont() as unknown as Buffer);
  document.registerFont('bold', boldFont() as unknown as Buffer);
  const page: Page = { document };
  drawHeading(page, input);
  const pitch = drawBody(page, input);
  const seal = drawClosing(page, input, pitch);
  // Read back by the seal: where on the last page it belongs.
  Object.assign(document.info, { OneSealPlace: `${seal.x.toFixed(2)} ${seal.y.toFixed(2)}` });
  drawVerification(page, input.verifyUrl, input.number);
  const { start, count } = document.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    document.switchToPage(index);
    drawPageNumber(page, index + 1);
    if (input.sample) drawSample(page);
  }
  document.end();
  await finished;
  return Buffer.concat(chunks);
}
