/** The catalogue of procedures: what is published on start, each entry checked before. */
import type { Draft } from '../src/kernel/procedure/builder';
import { amendment } from './amendment';
import { annulment } from './annulment';
import { businessRegistration } from './business-registration';
import { commitmentCheck } from './commitment-check';
import { complaint } from './complaint';
import { completionRecord } from './completion-record';
import { constructionPermit } from './construction-permit';
import { constructionPlanningPermit } from './construction-planning-permit';
import { deregistration } from './deregistration';
import { drainagePermit } from './drainage-permit';
import { fireDesignReview } from './fire-design-review';
import { fireworksRetailPermit } from './fireworks-retail-permit';
import { foodBusinessPermit } from './food-business-permit';
import { hearing } from './hearing';
import { hrServicePermit } from './hr-service-permit';
import { investmentProjectApproval } from './investment-project-approval';
import { investmentProjectRecord } from './investment-project-record';
import { landUsePlanningPermit } from './land-use-planning-permit';
import { legalReview } from './legal-review';
import { publicPlaceHygienePermit } from './public-place-hygiene-permit';
import { publication } from './publication';
import { publicationRetailPermit } from './publication-retail-permit';
import { rectification } from './rectification';
import { renewal } from './renewal';
import { ruralPlanningPermit } from './rural-planning-permit';
import { temporaryConstructionPermit } from './temporary-construction-permit';
import { validityWatch } from './validity-watch';

export const catalogue: readonly Draft[] = [
  businessRegistration,
  foodBusinessPermit,
  publicPlaceHygienePermit,
  publicationRetailPermit,
  fireworksRetailPermit,
  hrServicePermit,
  investmentProjectApproval,
  investmentProjectRecord,
  landUsePlanningPermit,
  constructionPlanningPermit,
  ruralPlanningPermit,
  constructionPermit,
  fireDesignReview,
  drainagePermit,
  temporaryConstructionPermit,
  completionRecord,
  hearing,
  legalReview,
  renewal,
  amendment,
  annulment,
  deregistration,
  validityWatch,
  publication,
  commitmentCheck,
  rectification,
  complaint,
];
