// Owns serving the documents (文书) issued on a case.
import { documentsOf, voidNumbers, type DocumentOnFile } from '../queries/documents';
import { logRead } from '../queries/cases';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { download } from './download';
import { wireTime } from './times';

export function documents(deps: Deps): Handlers<'documents' | 'document'> {
  return {
    async documents({ file }) {
      const issued = await documentsOf(deps.db, file.id);
      const replaced = await voidNumbers(
        deps.db,
        issued.flatMap(({ number }) => number ?? []),
      );
      return {
        body: {
          items: issued.map((document) => ({
            ...documentView(document, `/api/documents/${encodeURIComponent(document.id)}`),
            issuedAt: wireTime(document.issuedAt),
            verifyCode: document.verifyCode,
            standing:
              document.number !== null && replaced.has(document.number) ? ('replaced' as const) : ('valid' as const),
          })),
        },
      };
    },
    async document({ caller, document }) {
      await logRead(deps.db, caller.person, document.caseId, 'document');
      return download(deps, document, fileName(document));
    },
  };
}

export function documentView(document: DocumentOnFile, href: string) {
  const { id, kind, number, titleZh, titleEn, mediaType, size, sha256, sealed } = document;
  return { id, kind, number, title: { zh: titleZh, en: titleEn }, mediaType, size, sha256, sealed, href };
}

export function fileName(document: DocumentOnFile): string {
  return `${document.titleZh}${document.number === null ? '' : `（${document.number}）`}.pdf`;
}
