/** The catalogue of procedures: what is published on start, each entry checked before. */
import type { Draft } from '../src/kernel/procedure/builder';
import { constructionPlanningPermit } from './construction-planning-permit';
import { foodBusinessPermit } from './food-business-permit';
import { legalReview } from './legal-review';

export const catalogue: readonly Draft[] = [foodBusinessPermit, constructionPlanningPermit, legalReview];
