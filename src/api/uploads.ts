// Owns how a file arrives: one multipart part, 20 MB at most, and of the type that its first bytes say.
import { fileTypeFromBuffer } from 'file-type';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import type { UploadedFile } from './call';
import { problem } from './problem';

export const LARGEST = 20 * 1024 * 1024;
const receive = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: LARGEST, files: 1, fields: 0, parts: 1, headerPairs: 20 },
}).single('file');

/** The accepted types, with the endings that a name may have. */
const TYPES: Readonly<Record<string, RegExp>> = {
  'application/pdf': /\.pdf$/i,
  'image/jpeg': /\.jpe?g$/i,
  'image/png': /\.png$/i,
  'application/ofd': /\.ofd$/i,
};

export async function uploadIn(request: Request, response: Response): Promise<UploadedFile> {
  if (!request.is('multipart/form-data')) throw problem('media-type-unsupported');
  await new Promise<void>((resolve, reject) =>
    receive(request, response, (error: unknown) =>
      error === undefined || error === null ? resolve() : reject(faultOf(error)),
    ),
  );
  const { file } = request;
  if (!file) throw problem('file-missing');
  return fileIn(file);
}

/** A part of a form as a file: refused when it is empty, too large, or not what it says it is. */
export async function fileIn(file: {
  readonly originalname: string;
  readonly size: number;
  readonly buffer: Buffer;
}): Promise<UploadedFile> {
  if (file.size > LARGEST) throw problem('too-large');
  if (file.size === 0) throw problem('file-empty');
  const name = nameOf(file.originalname);
  const mediaType = await typeOf(file.buffer);
  const saysOther = /\.\w{1,5}$/.test(name) && mediaType !== undefined && !TYPES[mediaType]?.test(name);
  if (mediaType === undefined || saysOther) throw problem('file-not-accepted');
  return { name, bytes: file.buffer, mediaType };
}

function faultOf(error: unknown): Error {
  if (!(error instanceof MulterError)) return problem('malformed');
  return error.code === 'LIMIT_FILE_SIZE' ? problem('too-large') : problem('file-missing');
}

async function typeOf(bytes: Buffer): Promise<string | undefined> {
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  if (found !== undefined && Object.hasOwn(TYPES, found)) return found;
  // An OFD (GB/T 33190) is a ZIP whose first directory entries name OFD.xml.
  return found === 'application/zip' && bytes.includes('OFD.xml') ? 'application/ofd' : undefined;
}

/** The last part of the name as the user's machine wrote it; multipart headers arrive as bytes and mean UTF-8. */
function nameOf(original: string): string {
  const utf8 = Buffer.from(original, 'latin1').toString('utf8');
  const decoded = /[^\x00-\xff]/.test(original) || utf8.includes('\ufffd') ? original : utf8;
  const last = decoded.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '').trim();
  return plain === '' ? '未命名' : [...plain].slice(-150).join('');
}
