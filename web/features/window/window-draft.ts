// Owns what a clerk has typed for one applicant (草稿), and the places where several stand side by side.
import { useDraft, type Draft } from '../../lib/draft';
import type { Kept } from '../../lib/merge';

export interface PartyTyped extends Kept {
  readonly kind?: 'person' | 'organisation';
  readonly name?: string;
  readonly idType?: 'resident-id' | 'passport' | 'credit-code';
  readonly idNumber?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly language?: 'zh' | 'en';
}
export interface ItemChosen extends Kept {
  readonly procedure: string;
  /** Absent for what is about a certificate: the item is the certificate's. */
  readonly code?: string;
  readonly zh: string;
  readonly en: string;
}
export interface WindowDraftValue extends Kept {
  readonly party?: PartyTyped;
  readonly item?: ItemChosen;
  readonly data?: Kept;
  /**
   * Made when 收件 is meant and kept until the next number: whatever crashes meanwhile, the same request is repeated and gets the same
   * answer, so that one application never becomes two cases.
   */
  readonly key?: string;
}
export type WindowDraft = Draft<WindowDraftValue>;

/** As many applicants as one clerk keeps in hand. */
export const PLACES = [1, 2, 3, 4, 5] as const;
export function subjectOf(place: number): string {
  return place === 1 ? 'window' : `window:${place}`;
}
const EMPTY: WindowDraftValue = {};
export function useWindowDraft(place: number): WindowDraft {
  return useDraft<WindowDraftValue>(subjectOf(place), EMPTY);
}
