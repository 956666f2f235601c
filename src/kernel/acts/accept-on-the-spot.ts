/** 受理并当场决定 (许 34(2)): complete, in form, and decidable at once; the examination is left out, the decision is not. */
import { accept } from './accept';
import type { Statutory } from './statutory';

export const acceptOnTheSpot: Statutory = accept;
