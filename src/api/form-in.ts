// Owns how a page's form arrives: its fields as texts, its files each judged by itself, so that one wrong file loses no other.
import express, { type Request, type Response } from 'express';
import multer from 'multer';
import type { UploadedFile } from './call';
import { judgeJson } from './json-limits';
import { problem, Problem } from './problem';
import { seenText } from './seen-text';
import { fileIn, LARGEST } from './uploads';

/** A form of many papers is read into memory whole, and only for somebody whose case it is. */
const LARGEST_FORM = 64 * 1024 * 1024;
const readMultipart = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: LARGEST + 1, files: 30, fields: 60, fieldSize: 64 * 1024, parts: 90, headerPairs: 20 },
}).any();
const readUrlencoded = express.urlencoded({ extended: false, limit: '128kb', parameterLimit: 60, inflate: false });

export interface SentForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, UploadedFile | Problem>>;
}

export async function formIn(request: Request, response: Response): Promise<SentForm> {
  const multipart = Boolean(request.is('multipart/form-data'));
  if (!multipart && !request.is('application/x-www-form-urlencoded')) throw problem('media-type-unsupported');
  if (Number(request.get('Content-Length') ?? Infinity) > LARGEST_FORM) throw problem('too-large');
  await new Promise<void>((resolve, reject) =>
    (multipart ? readMultipart : readUrlencoded)(request, response, (error: unknown) =>
      error === undefined || error === null ? resolve() : reject(faultOf(error)),
    ),
  );
  // The last of a name counts, as in a browser's own reading of a repeated field; lists have no use here.
  const fields = Object.fromEntries(
    Object.entries((request.body ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      String(Array.isArray(value) ? (value.at(-1) ?? '') : value),
    ]),
  );
  judgeJson(fields);
  const seen = seenText(fields) as typeof fields;
  const sent = Array.isArray(request.files) ? request.files : [];
  const files = await Promise.all(
    sent.map(async (file) => [file.fieldname, await fileIn(file).catch(asProblem)] as const),
  );
  return { fields: seen, files: Object.fromEntries(files) };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}
function faultOf(error: unknown): Error {
  const { code, type } = error as { readonly code?: string; readonly type?: string };
  return code === 'LIMIT_FILE_SIZE' || type === 'entity.too.large' ? problem('too-large') : problem('malformed');
}
