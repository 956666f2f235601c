// Owns what the applicant may do without an account: look, supply what is missing, withdraw, rate, and take his documents.
import { documentsOf } from '../queries/documents';
import { logRead } from '../queries/cases';
import { applicantView } from './applicant-view';
import type { Handlers } from './call';
import { supplementOf } from './case-acts';
import type { Deps } from './deps';
import { fileName } from './documents';
import { download } from './download';
import { keepFile } from './files';
import { actOfParty, type PartyAsking } from './party-act';
import { problem } from './problem';

type PublicRoute =
  | 'publicCase'
  | 'publicDocument'
  | 'publicUpload'
  | 'publicAct'
  | 'publicSupplement'
  | 'publicWithdrawal'
  | 'publicRating';
export function publicCases(deps: Deps): Handlers<PublicRoute> {
  const act = async (asking: PartyAsking, command: Parameters<typeof actOfParty>[2]) => ({
    body: await actOfParty(deps, asking, command),
  });
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
    async publicAct(call) {
      const { body, file } = call;
      if (body.type === 'supplement') return act(call, await supplementOf(deps, file, body.data, { caseId: file.id }));
      if (body.type === 'rate') return act(call, rateOf(body));
      return act(call, body);
    },
    async publicSupplement(call) {
      return act(call, await supplementOf(deps, call.file, call.body.data, { caseId: call.file.id }));
    },
    publicWithdrawal: (call) => act(call, { type: 'withdraw-application', reason: call.body.reason }),
    publicRating: (call) => act(call, rateOf(call.body)),
  };
}

function rateOf({ grade, remark }: { readonly grade: number; readonly remark?: string | undefined }) {
  return { type: 'rate' as const, grade, ...(remark === undefined ? {} : { remark }) };
}
