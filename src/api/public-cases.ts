// Owns what the applicant may do without an account: look, supply what is missing, withdraw, rate, and take his documents.
import type { Command, OpenCase } from '../kernel/command';
import { documentsOf } from '../queries/documents';
import { logRead } from '../queries/cases';
import type { CaseOnFile } from '../queries/on-file';
import { PARTY } from './access';
import { actsView, doneOf } from './answers';
import { applicantView } from './applicant-view';
import type { Handlers } from './call';
import { supplementOf } from './case-acts';
import type { Deps } from './deps';
import { fileName } from './documents';
import { download } from './download';
import { keepFile } from './files';
import { problem } from './problem';

type PublicRoute =
  'publicCase' | 'publicDocument' | 'publicUpload' | 'publicSupplement' | 'publicWithdrawal' | 'publicRating';
interface Asking {
  readonly file: CaseOnFile;
  readonly key: string;
  readonly scope: string;
  readonly fingerprint: string;
  readonly receivedAt: number;
}

export function publicCases(deps: Deps): Handlers<PublicRoute> {
  async function act({ file, key, scope, fingerprint, receivedAt }: Asking, command: Exclude<Command, OpenCase>) {
    const answer = await deps.record.commit({
      caseId: file.id,
      command,
      actor: PARTY,
      key,
      scope,
      fingerprint,
      receivedAt,
    });
    return { body: actsView(doneOf(answer)) };
  }
  return {
    async publicCase({ file }) {
      await logRead(deps.db, null, file.id, 'applicant');
      return { body: await applicantView(deps, file) };
    },
    async publicDocument({ file, params }) {
      const document = (await documentsOf(deps.db, file.id)).find(
        ({ id, toApplicant }) => toApplicant && id === params.document,
      );
      if (!document) throw problem('not-found');
      return download(deps, document, fileName(document));
    },
    async publicUpload({ file, upload, key, scope, fingerprint }) {
      return {
        body: await keepFile(deps, { actor: `party:${file.id}`, scope, key, fingerprint }, upload, {
          person: null,
          caseId: file.id,
        }),
      };
    },
    async publicSupplement(call) {
      return act(call, await supplementOf(deps, call.file, call.body.data, { caseId: call.file.id }));
    },
    publicWithdrawal: (call) => act(call, { type: 'withdraw-application', reason: call.body.reason }),
    publicRating: (call) =>
      act(call, {
        type: 'rate',
        grade: call.body.grade,
        ...(call.body.remark === undefined ? {} : { remark: call.body.remark }),
      }),
  };
}
