/**
 * Owns the applicant's pages: the visit that the code opens, the status, its print, the documents, and a form for each act. Every
 * form goes the way of the API: the same command, the same record, a key that makes two clicks one act.
 */
import { createHash, randomUUID } from 'node:crypto';
import { clearedVisitCookie, visitCookie } from '../auth/visit';
import type { PartyAct } from '../contract/applicant';
import type { Text } from '../kernel/text';
import { logRead } from '../queries/cases';
import { documentsOf, fileOf, filesOwned } from '../queries/documents';
import type { CaseOnFile } from '../queries/on-file';
import { addressOf, caseOfCode, caseOfVisit, visitSetting } from './access';
import { actFields, actTitle, isPartyAct, wordsOf } from './applicant-acts';
import { actPage, CONFIRM, notOfferedPage, printPage, statusPage, trackPath } from './applicant-page';
import { applicantView } from './applicant-view';
import type { Call, Handlers } from './call';
import { supplementOf } from './case-acts';
import type { Deps } from './deps';
import { fileName } from './documents';
import { download } from './download';
import { keepFile } from './files';
import type { SentForm } from './form-in';
import { seeOther } from './html';
import { fingerprintOf, keyIn } from './idempotency';
import { lookOf, type Look } from './language';
import { actOfParty } from './party-act';
import { readFields, type Field, type FieldErrors, type KeptFile } from './page-fields';
import { problem, Problem } from './problem';
import { wireTime } from './times';
import { ENTRY_ERRORS, signInPage } from './track-entry';

type TrackRoute =
  'trackEntry' | 'beginVisit' | 'track' | 'trackPrint' | 'trackDocument' | 'trackAct' | 'doTrackAct' | 'endVisit';

export function track(deps: Deps): Handlers<TrackRoute> {
  return {
    trackEntry: ({ request }) => signInPage(lookOf(request)),
    beginVisit: (call) => beginVisit(deps, call),
    async track({ request, response, params, query, receivedAt }) {
      const look = lookOf(request);
      const number = params.number ?? '';
      const visited = await caseOfVisit(deps, request, number, receivedAt);
      // Whether there is such a case is not asked before the code is there.
      if (!visited) return signInPage(look, { number, again: query.again === '1' });
      response.append('Set-Cookie', visitCookie(visitSetting(deps), number, visited.visit, receivedAt));
      await logRead(deps.db, null, visited.file.id, 'applicant');
      return statusPage(look, await applicantView(deps, visited.file), query.done);
    },
    async trackPrint({ request, file }) {
      await logRead(deps.db, null, file.id, 'applicant');
      const at = wireTime(file.moment.now).slice(0, 16).replace('T', ' ');
      return printPage(lookOf(request), await applicantView(deps, file), at);
    },
    async trackDocument({ file, params }) {
      const document = (await documentsOf(deps.db, file.id)).find(
        ({ id, toApplicant }) => toApplicant && id === params.document,
      );
      if (!document) throw problem('not-found');
      await logRead(deps.db, null, file.id, 'document');
      return download(deps, document, fileName(document));
    },
    async trackAct({ request, file, params }) {
      const look = lookOf(request);
      const act = actIn(params.act);
      const { offered } = await applicantView(deps, file);
      if (!offered.includes(act)) return notOfferedPage(look, file.number, actTitle(act));
      return actPage(look, file.number, { act, fields: actFields(act, file), key: randomUUID() });
    },
    doTrackAct: (call) => doTrackAct(deps, call),
    endVisit({ response, file }) {
      response.append('Set-Cookie', clearedVisitCookie(visitSetting(deps), file.number));
      return seeOther('/track');
    },
  };
}

function actIn(act: string | undefined): PartyAct {
  if (act === undefined || !isPartyAct(act)) throw problem('not-found');
  return act;
}

async function beginVisit(deps: Deps, { request, response, form, receivedAt }: Call<'beginVisit'>) {
  const look = lookOf(request);
  const number = (form.fields['number'] ?? '').trim().slice(0, 100);
  const code = (form.fields['code'] ?? '').trim();
  const missing: FieldErrors = {
    ...(number === '' ? { number: ENTRY_ERRORS.number } : {}),
    ...(code === '' ? { code: ENTRY_ERRORS.code } : {}),
  };
  if (Object.keys(missing).length > 0) return signInPage(look, { number, errors: missing }, 422);
  try {
    await caseOfCode(deps, { number, code, address: addressOf(request) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status !== 404) return limited(look, number, error);
    return signInPage(look, { number, errors: { code: ENTRY_ERRORS.wrong } }, 422);
  }
  response.append('Set-Cookie', visitCookie(visitSetting(deps), number, { begun: receivedAt }, receivedAt));
  return seeOther(trackPath(number));
}

function limited(look: Look, number: string, { text, status, details }: Problem) {
  const { content } = signInPage(look, { number, whole: text }, status);
  const seconds = details.retryAfter ?? 60;
  return { content: { ...content, headers: { ...content.headers, 'Retry-After': String(Math.ceil(seconds)) } } };
}

async function doTrackAct(deps: Deps, { request, file, form, params, receivedAt }: Call<'doTrackAct'>) {
  const look = lookOf(request);
  const act = actIn(params.act);
  const { _key: sentKey, ...sent } = form.fields;
  const key = keyIn(sentKey);
  const scope = `POST ${request.path}`;
  const fields = actFields(act, file);
  const kept = await keptFiles(deps, file, form, { key, scope });
  const again = (errors: FieldErrors, whole?: Text, status = 422) =>
    // Another attempt is another act: it gets a key of its own, and keeps what was typed and what arrived.
    actPage(
      look,
      file.number,
      { act, fields, key: randomUUID(), sent, kept: kept.files, errors, ...(whole ? { whole } : {}) },
      status,
    );
  const { data, errors } = readFields(fields, sent, kept.files);
  const wrong = { ...errors, ...kept.errors, ...unconfirmed(act, sent) };
  if (Object.keys(wrong).length > 0) return again(wrong);
  try {
    const command =
      act === 'supplement'
        ? await supplementOf(deps, file, handedIn(file, kept.files, data), { caseId: file.id })
        : // The fields are made from the shape of this very act, so what was read back has it.
          ({ type: act, ...data } as unknown as Parameters<typeof actOfParty>[2]);
    // What was sent is compared with what was sent before, not with what the case asks for meanwhile.
    const fingerprint = fingerprintOf({ sent, files: kept.digests });
    await actOfParty(deps, { file, key, scope, fingerprint, receivedAt }, command);
  } catch (error) {
    if (!(error instanceof Problem) || ![403, 409, 422].includes(error.status)) throw error;
    if (!AGAIN.includes(error.code) && error.status !== 422)
      return notOfferedPage(look, file.number, actTitle(act), error.text);
    const reused = error.code === 'idempotency-key-reused';
    return again(fieldErrorsIn(fields, error), reused ? CHANGED : error.text, error.status);
  }
  return seeOther(`${trackPath(file.number)}?done=${act}`);
}

/** The state forbids these for a moment only: the form stays, filled in. */
const AGAIN: readonly string[] = ['being-sealed', 'case-stale'];
/** The page was left by “back” and sent with something else in it. */
const CHANGED = {
  zh: '内容与上一次提交的不同，请核对后再提交一次。',
  en: 'This differs from what was sent before. Please check it and send it once more.',
} as const satisfies Text;

/** What the rules say of a field, beside that field. */
function fieldErrorsIn(fields: readonly Field[], { details }: Problem): FieldErrors {
  const told = (details.errors ?? []).flatMap(({ path, message }) => {
    const field = fields.find(({ name }) => path === `/data/${name}` || path.startsWith(`/data/${name}/`));
    return field ? [[field.name, message] as const] : [];
  });
  return Object.fromEntries(told);
}

function unconfirmed(act: PartyAct, sent: Readonly<Record<string, string>>): FieldErrors {
  const { confirm } = wordsOf(act);
  if (!confirm || sent[CONFIRM] === 'yes') return {};
  return { [CONFIRM]: { zh: `请勾选“${confirm.zh}”。`, en: `Please tick “${confirm.en}”.` } };
}

/** The papers that came, and the fields that were filled in; a repeat finds the same, whatever the case asks for by then. */
function handedIn(
  { definition }: CaseOnFile,
  files: Readonly<Record<string, KeptFile>>,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const papers = definition.materials.flatMap(({ field }) => {
    const file = files[field];
    return file ? [[field, file.id] as const] : [];
  });
  return { ...data, ...Object.fromEntries(papers) };
}

interface Kept {
  readonly files: Readonly<Record<string, KeptFile>>;
  readonly errors: FieldErrors;
  /** SHA-256 of what was sent now, by field. */
  readonly digests: Readonly<Record<string, string>>;
}

/** Keeps each good file of a form under its case at once, beside those that came with an earlier attempt. */
async function keptFiles(
  deps: Deps,
  file: CaseOnFile,
  form: SentForm,
  { key, scope }: { readonly key: string; readonly scope: string },
): Promise<Kept> {
  const files: Record<string, KeptFile> = { ...(await earlierFiles(deps, file, form)) };
  const errors: Record<string, Text> = {};
  const digests: Record<string, string> = {};
  const known = new Set(file.definition.materials.map(({ field }) => field));
  for (const [field, upload] of Object.entries(form.files)) {
    if (!known.has(field)) continue;
    if (upload instanceof Problem) {
      errors[field] = upload.text;
      continue;
    }
    const digest = createHash('sha256').update(upload.bytes).digest('hex');
    // Kept once for its content: two clicks store one file, and another file under the same form is another one.
    const asked = {
      actor: `party:${file.id}`,
      scope: `${scope}/${field}/${digest}`,
      key,
      fingerprint: fingerprintOf(upload.name),
    };
    const stored = await keepFile(deps, asked, upload, { person: null, caseId: file.id });
    files[field] = { id: stored.id, name: stored.name };
    digests[field] = digest;
  }
  return { files, errors, digests };
}

const KEPT = '_kept.';
async function earlierFiles(deps: Deps, file: CaseOnFile, { fields }: SentForm): Promise<Record<string, KeptFile>> {
  const named = Object.entries(fields).filter(([name, id]) => name.startsWith(KEPT) && id !== '');
  const own = await filesOwned(
    deps.db,
    named.map(([, id]) => id),
    { caseId: file.id },
  );
  const found = await Promise.all(
    named
      .filter(([, id]) => own.has(id))
      .map(async ([name, id]) => [name.slice(KEPT.length), await fileOf(deps.db, id)] as const),
  );
  return Object.fromEntries(
    found.flatMap(([field, stored]) => (stored ? [[field, { id: stored.id, name: stored.name }]] : [])),
  );
}
