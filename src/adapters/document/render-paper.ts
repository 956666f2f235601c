/** Owns the look of an official paper (公文): A4 with red heading, number, title, body, issuing body and day, and its QR code. */
import PDFDocument from 'pdfkit';
import { create as createQr } from 'qrcode';
import type { Day } from '../../kernel/time/clock';
import { assertDrawable, boldFont, regularFont } from './fonts';
import { fillTemplate, templateOf, writtenDay, type PaperKind } from './paper-template';
import { witnessInfo, type Witness } from './witness';

export interface PaperInput {
  readonly kind: PaperKind;
  /** Number of the paper (文号), e.g. `江审批许〔2026〕12号`; a receipt may have none. */
  readonly number?: string;
  /** Civil day in Asia/Shanghai that the paper bears. */
  readonly issuedOn: Day;
  /** Issuing organisation, in Chinese; it is the heading and stands under the text. */
  readonly body: string;
  /** Whom the paper addresses; it begins `<addressee>：`. */
  readonly addressee?: string;
  /** What the template's placeholders stand for; civil days as `YYYY-MM-DD`, lists one line each. `number` and `organisation` need not be given. */
  readonly facts: Readonly<Record<string, string>>;
  /** Public address of the verification page, `<public url>/verify/<code>`. */
  readonly verifyUrl: string;
  readonly witness?: Witness;
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
/** Lines of room for the issuing body, the day and the lower half of the seal across them. */
const CLOSING_LINES = 5.6;

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

function drawHeading(page: Page, input: PaperInput, title: string): void {
  const { document } = page;
  const middle = MARGINS.left + WIDTH / 2;
  let size = 34;
  style(page, 'bold', size, RED);
  const spacing = 3;
  while (document.widthOfString(input.body) + spacing * input.body.length > WIDTH && size > 16)
    document.fontSize(--size);
  centred(page, input.body, middle, 26 * MILLIMETRE, spacing);
  let y = 26 * MILLIMETRE + document.currentLineHeight() + 6;
  if (input.number) {
    style(page, 'regular', 14);
    centred(page, input.number, middle, y);
    y += document.currentLineHeight() + 6;
  }
  document
    .moveTo(MARGINS.left, y)
    .lineTo(MARGINS.left + WIDTH, y)
    .lineWidth(1.8)
    .strokeColor(RED)
    .stroke();
  style(page, 'bold', 22);
  centred(page, title, middle, y + 22);
  document.y = y + 22 + document.currentLineHeight() + 20;
  document.x = MARGINS.left;
}

interface Setting {
  readonly pitch: number;
  /** Points that a paragraph takes. */
  readonly heightOf: (paragraph: string) => number;
  readonly draw: (paragraph: string) => void;
}

function settingFor(page: Page, pitch: number): Setting {
  const { document } = page;
  style(page, 'regular', BODY);
  const form = { width: WIDTH, lineGap: gapFor(page, pitch), indent: 2 * BODY };
  return {
    pitch,
    heightOf: (paragraph) => document.heightOfString(paragraph, form),
    draw: (paragraph) => document.text(paragraph, MARGINS.left, document.y, form),
  };
}

/** Draws addressee and paragraphs, and returns the pitch that it chose. */
function drawBody(page: Page, addressee: string | undefined, paragraphs: readonly string[]): number {
  const { document } = page;
  const settings = PITCHES.map((pitch) => settingFor(page, pitch));
  const room = FLOOR - document.y;
  const setting =
    settings.find(({ pitch, heightOf }) => {
      const lines = paragraphs.reduce((sum, paragraph) => sum + heightOf(paragraph), addressee ? pitch : 0);
      return lines + CLOSING_LINES * pitch <= room;
    }) ?? settingFor(page, PITCHES[0]);
  const closing = CLOSING_LINES * setting.pitch;
  style(page, 'regular', BODY);
  if (addressee) {
    document.text(`${addressee}：`, MARGINS.left, document.y, { width: WIDTH, lineGap: gapFor(page, setting.pitch) });
  }
  paragraphs.forEach((paragraph, index) => {
    const isLast = index === paragraphs.length - 1;
    const height = setting.heightOf(paragraph) + (isLast ? closing : 0);
    // Issuing body, day and seal never stand on a page without text: the last paragraph goes with them.
    if (isLast && document.y + height > FLOOR && height <= FLOOR - MARGINS.top) document.addPage();
    setting.draw(paragraph);
  });
  if (document.y + closing > FLOOR) document.addPage();
  return setting.pitch;
}

/** Draws issuing body and day, and returns where the middle of the seal goes: points from the lower left corner. */
function drawClosing(page: Page, body: string, issuedOn: Day, pitch: number): { x: number; y: number } {
  const { document } = page;
  style(page, 'regular', BODY);
  const day = writtenDay(issuedOn);
  const half = Math.max(document.widthOfString(body), document.widthOfString(day)) / 2;
  const x = MARGINS.left + WIDTH - Math.max(half, 62) - 2 * BODY;
  const y = document.y + 1.9 * pitch;
  centred(page, body, x, y);
  centred(page, day, x, y + pitch);
  return { x, y: PAGE.height - (y + pitch) };
}

function drawVerification(page: Page, verifyUrl: string, number: string | undefined): void {
  const { document } = page;
  const modules = createQr(verifyUrl, { errorCorrectionLevel: 'M' }).modules;
  const side = 60;
  const cell = side / modules.size;
  const top = FLOOR + 12;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) document.rect(MARGINS.left + column * cell, top + row * cell, cell, cell);
    }
  }
  document.fillColor(INK).fill();
  const code = verifyUrl.slice(verifyUrl.lastIndexOf('/') + 1);
  style(page, 'regular', 8.5, '#333333');
  const rows = [`核验码：${code}`, '扫描二维码或者访问下列网址，可核验本文书的真伪和效力：', verifyUrl];
  if (number) rows.unshift(`文书编号：${number}`);
  rows.forEach((text, index) => line(page, text, MARGINS.left + side + 10, top + 2 + index * 14));
}

function drawPageNumber(page: Page, number: number): void {
  style(page, 'regular', 12);
  const text = `— ${number} —`;
  line(page, text, PAGE.width - MARGINS.right - page.document.widthOfString(text), PAGE.height - 22 * MILLIMETRE);
}

/**
 * Renders the paper as PDF with its fonts embedded as subsets. Equal input gives equal bytes, so a repeat after a crash
 * makes no second original. Throws `PaperFactMissing`, `CharacterUnknown`, and RangeError for an impossible witness.
 */
export async function renderPaper(input: PaperInput): Promise<Uint8Array> {
  const template = templateOf(input.kind);
  const paragraphs = fillTemplate(template, {
    organisation: input.body,
    ...(input.number === undefined ? {} : { number: input.number }),
    ...input.facts,
  });
  for (const text of [input.body, template.title.zh]) assertDrawable(boldFont(), text);
  for (const text of [input.number ?? '', input.addressee ?? '', input.verifyUrl, ...paragraphs]) {
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
      Title: input.number ? `${template.title.zh} ${input.number}` : template.title.zh,
      Author: input.body,
      Subject: template.article,
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
  drawHeading(page, input, template.title.zh);
  const pitch = drawBody(page, input.addressee, paragraphs);
  const seal = drawClosing(page, input.body, input.issuedOn, pitch);
  // Read back by the seal: where on the last page it belongs.
  Object.assign(document.info, { OneSealPlace: `${seal.x.toFixed(2)} ${seal.y.toFixed(2)}` });
  drawVerification(page, input.verifyUrl, input.number);
  const { start, count } = document.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    document.switchToPage(index);
    drawPageNumber(page, index + 1);
  }
  document.end();
  await finished;
  return Buffer.concat(chunks);
}
