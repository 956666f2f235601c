/** The catalogue of procedures: what is published on start, each entry checked before. */
import type { Draft } from '../src/kernel/procedure/builder';
import { amendment } from './amendment';
import { annulment } from './annulment';
import { commitmentCheck } from './commitment-check';
import { complaint } from './complaint';
import { constructionPlanningPermit } from './construction-planning-permit';
import { deregistration } from './deregistration';
import { foodBusinessPermit } from './food-business-permit';
import { legalReview } from './legal-review';
import { publication } from './publication';
import { rectification } from './rectification';
import { renewal } from './renewal';
import { validityWatch } from './validity-watch';

export const catalogue: readonly Draft[] = [
  foodBusinessPermit,
  constructionPlanningPermit,
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
