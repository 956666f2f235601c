// Owns that every route of the table has its handler: the compiler asks for each.
import type { RouteName } from '../contract/routes';
import { absences } from './absences';
import { acceptance } from './acceptance';
import { accessTokens } from './access-tokens';
import { handover } from './admin/handover';
import { adminLogs } from './admin/logs';
import { messageTemplates } from './admin/message-templates';
import { adminOrganisations } from './admin/organisations';
import { adminPeople } from './admin/people';
import { adminPosts } from './admin/posts';
import { proposals } from './admin/proposals';
import { adminQualifications } from './admin/qualifications';
import { adminTopicLeads } from './admin/topic-leads';
import { bulkActs } from './bulk-acts';
import { calendar } from './calendar';
import type { Handlers } from './call';
import { candidates } from './candidates';
import { caseActs } from './case-acts';
import { cases } from './cases';
import { certificates } from './certificates';
import { colleagues } from './colleagues';
import { consequences } from './consequences';
import { deadlines } from './deadlines';
import { demoAccounts } from './demo-accounts';
import type { Deps } from './deps';
import { desk } from './desk';
import { docs } from './docs';
import { documents } from './documents';
import { drafts } from './drafts';
import { events } from './events';
import { explanation } from './explanation';
import { files } from './files';
import { findings } from './findings';
import { forecast } from './forecast';
import { health } from './health';
import { home } from './home';
import { me } from './me';
import { messages } from './messages';
import { organisations } from './organisations';
import { paperPreview } from './paper-preview';
import { password } from './password';
import { powerItems } from './power-items';
import { procedureChecks } from './procedure-checks';
import { procedures } from './procedures';
import { process } from './process';
import { publicCases } from './public-cases';
import { receipt } from './receipt';
import { savedViews } from './saved-views';
import { session } from './session';
import { settings } from './settings';
import { stuck } from './stuck';
import { standing } from './standing';
import { taskActs } from './task-acts';
import { tasks } from './tasks';
import { track } from './track';
import { verification } from './verification';
import { verifyPage } from './verify-page';
import { window } from './window';

export function handlers(deps: Deps): Handlers<RouteName> {
  return {
    ...health(deps),
    ...docs(deps),
    ...home(deps),
    ...desk(),
    ...verifyPage(deps),
    ...session(deps),
    ...accessTokens(deps),
    ...me(),
    ...settings(deps),
    ...absences(deps),
    ...colleagues(deps),
    ...savedViews(deps),
    ...drafts(deps),
    ...demoAccounts(deps),
    ...password(deps),
    ...adminOrganisations(deps),
    ...adminPosts(deps),
    ...adminTopicLeads(deps),
    ...adminPeople(deps),
    ...handover(deps),
    ...adminQualifications(deps),
    ...proposals(deps),
    ...messageTemplates(deps),
    ...adminLogs(deps),
    ...standing(deps),
    ...organisations(deps),
    ...powerItems(deps),
    ...procedures(deps),
    ...procedureChecks(deps),
    ...paperPreview(deps),
    ...files(deps),
    ...documents(deps),
    ...receipt(deps),
    ...cases(deps),
    ...certificates(deps),
    ...acceptance(deps),
    ...caseActs(deps),
    ...explanation(deps),
    ...forecast(),
    ...process(deps),
    ...verification(deps),
    ...tasks(deps),
    ...consequences(deps),
    ...taskActs(deps),
    ...candidates(deps),
    ...stuck(deps),
    ...findings(deps),
    ...bulkActs(deps),
    ...window(deps),
    ...publicCases(deps),
    ...track(deps),
    ...messages(deps),
    ...events(deps),
    ...deadlines(deps),
    ...calendar(deps),
  };
}
