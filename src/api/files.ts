// Owns handing in papers, and looking at those handed in on a case.
import { randomUUID } from 'node:crypto';
import { fileOf } from '../queries/documents';
import { formsOf, logRead, merged } from '../queries/cases';
import type { UploadedFile, Answered, Handlers } from './call';
import type { Deps } from './deps';
import { answeredOnce, type Asked } from './idempotency';
import { download } from './download';
import { stringsIn } from './papers';
import type { Sql } from '../record/sql';
import { problem } from './problem';

interface Owner {
  readonly person: string | null;
  readonly caseId: string | null;
}

/** Stores the bytes first: a crash between leaves a file that nothing names, never a name without its file. */
export async function keepFile(deps: Deps, asked: Asked, upload: UploadedFile, owner: Owner) {
  const { sha256, size } = await deps.storage.put(upload.bytes);
  const answer = await answeredOnce(deps.pool, asked, async (tx): Promise<Answered> => {
    if (owner.caseId !== null) await roomFor(tx, owner.caseId);
    const view = { id: randomUUID(), name: upload.name, mediaType: upload.mediaType, size, sha256 };
    await tx.query(
      'INSERT INTO files (id, owner_id, case_id, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [view.id, owner.person, owner.caseId, view.name, view.mediaType, view.size, view.sha256],
    );
    return { status: 201, body: view };
  });
  return answer.body as { id: string; name: string; mediaType: string; size: number; sha256: string };
}

/** No application has so many papers; without an end, one receipt code could fill the store. */
const MOST = 200;
async function roomFor(tx: Sql, caseId: string): Promise<void> {
  const { rows } = await tx.query<{ full: boolean }>('SELECT count(*) >= $2 AS full FROM files WHERE case_id = $1', [
    caseId,
    MOST,
  ]);
  if (rows[0]?.full === true) throw problem('files-enough');
}

export function files(deps: Deps): Handlers<'upload' | 'file'> {
  return {
    async upload({ caller, upload, key, scope, fingerprint }) {
      return {
        body: await keepFile(deps, { actor: caller.person, scope, key, fingerprint }, upload, {
          person: caller.person,
          caseId: null,
        }),
      };
    },
    async file({ caller, file, params }) {
      const id = params.file ?? '';
      // A paper belongs to a case when one of its forms names it.
      const named = stringsIn(merged(await formsOf(deps.db, file.id))).has(id);
      const found = named ? await fileOf(deps.db, id) : undefined;
      if (!found) throw problem('not-found');
      await logRead(deps.db, caller.person, file.id, 'file');
      return download(deps, found, found.name);
    },
  };
}
