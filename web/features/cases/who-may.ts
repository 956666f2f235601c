// Owns who could move a wait, where the reader cannot: the posts to which the law gives one of its acts.
import type { CommandType } from '../../../src/kernel/command';
import { POST_KINDS, type PostKind } from '../../../src/kernel/procedure/definition';
import { caseActsOf } from '../../../src/kernel/rules/authority';
import type { Wait } from './wait';

export function whoMay({ subject, actions }: Pick<Wait, 'subject' | 'actions'>): readonly (PostKind | 'applicant')[] {
  const post = /^post:([^@]+)@/.exec(subject)?.[1];
  const owner = POST_KINDS.filter((kind) => kind === post);
  const others = POST_KINDS.filter((kind) => actions.some((act) => caseActsOf(kind).includes(act as CommandType)));
  return [...(subject === 'applicant' ? (['applicant'] as const) : []), ...new Set([...owner, ...others])];
}
