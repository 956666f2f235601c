// Owns what the applicant may do without an account: look, supply what is missing, be heard, withdraw, rate, complain, and take his documents.
import { documentsOf } from '../queries/documents';
import { logRead } from '../queries/cases';
import { applicantView } from './applicant-view';
import type { Handlers } from './call';
import { withoutAbsent } from '../kernel/text';
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
  | 'publicHearingRequest'
  | 'publicHearingWaiver'
  | 'publicViews'
  | 'publicRating'
  | 'publicComplaint';
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
      return act(call, withoutAbsent(body));
    },
    async publicSupplement(call) {
      return act(call, await supplementOf(deps, call.file, call.body.data, { caseId: call.file.id }));
    },
    publicWithdrawal: (call) => act(call, { type: 'withdraw-application', reason: call.body.reason }),
    publicHearingRequest: (call) => act(call, { type: 'request-hearing', ...withoutAbsent(call.body) }),
    publicHearingWaiver: (call) => act(call, { type: 'waive-hearing' }),
    publicViews: (call) => act(call, { type: 'state-views', views: call.body.views }),
    publicRating: (call) => act(call, { type: 'rate', ...withoutAbsent(call.body) }),
    publicComplaint: (call) => act(call, { type: 'complain', text: call.body.text }),
  };
}
