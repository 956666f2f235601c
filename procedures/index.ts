/** The catalogue of procedures: what is published on start, each entry checked before. */
import type { Draft } from '../src/kernel/procedure/builder';
import { businessRegistration } from './business-registration';
import { completionRecord } from './completion-record';
import { constructionPermit } from './construction-permit';
import { constructionPlanningPermit } from './construction-planning-permit';
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
import { publicationRetailPermit } from './publication-retail-permit';
import { ruralPlanningPermit } from './rural-planning-permit';
import { temporaryConstructionPermit } from './temporary-construction-permit';

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
];
