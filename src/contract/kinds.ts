// Owns the kinds that several shapes name. The compiler asks for each: a kind the kernel learns is missing here until it is listed.
import { z } from 'zod';
import type { RecusalGround } from '../kernel/command';
import type { AddSignKind, PostKind } from '../kernel/procedure/definition';

const POSTS: Readonly<{ [Kind in PostKind]: Kind }> = {
  'window-clerk': 'window-clerk',
  examiner: 'examiner',
  approver: 'approver',
  'agency-head': 'agency-head',
  'legal-reviewer': 'legal-reviewer',
  'enforcement-officer': 'enforcement-officer',
  administrator: 'administrator',
  supervisor: 'supervisor',
  'hearing-host': 'hearing-host',
  publisher: 'publisher',
};
export const post = z.enum(POSTS);

const ADD_SIGN: Readonly<{ [Kind in AddSignKind]: Kind }> = {
  before: 'before',
  after: 'after',
  parallel: 'parallel',
  consult: 'consult',
};
/** 前加签、后加签、并加签、征求意见 */
export const addSignKind = z.enum(ADD_SIGN);

const RECUSAL: Readonly<{ [Ground in RecusalGround]: Ground }> = {
  'own-interest': 'own-interest',
  relative: 'relative',
  other: 'other',
};
/** 回避事由 */
export const recusalGround = z.enum(RECUSAL);
