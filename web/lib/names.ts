// Owns what bodies, posts and whoever acts are called: ids of the server become words, and what is not known becomes a neutral one.
import { useSuspenseQuery } from '@tanstack/react-query';
import { POST_KINDS } from '../../src/kernel/procedure/definition';
import { postTitle } from '../../src/kernel/procedure/posts';
import type { Text } from '../../src/kernel/text';
import { reading } from './asking';
import { useSay } from './language';

const UNKNOWN_BODY: Text = { zh: '其他单位', en: 'another body' };
const UNKNOWN_POST: Text = { zh: '其他岗位', en: 'another post' };
const UNKNOWN_PERSON: Text = { zh: '工作人员', en: 'a member of staff' };
const APPLICANT: Text = { zh: '申请人', en: 'the applicant' };
const SYSTEM: Text = { zh: '系统', en: 'the system' };

export interface Names {
  body(id: string | null | undefined): string;
  post(kind: string): string;
  /** `examiner@approval-bureau`, or a body alone. */
  seat(who: string): string;
  /** `post:…@…`, `person:…`, `applicant`, the id of a person, or nobody: the system. */
  principal(id: string | null, people?: Readonly<Record<string, string>>): string;
}

export function useNames(): Names {
  const say = useSay();
  const { data } = useSuspenseQuery({ ...reading('organisations'), staleTime: 600_000 });
  const bodies = new Map(data.items.map(({ id, name }) => [id, name]));
  const body: Names['body'] = (id) => say(bodies.get(id ?? '') ?? UNKNOWN_BODY);
  const post: Names['post'] = (kind) =>
    say(POST_KINDS.some((known) => known === kind) ? postTitle(kind) : UNKNOWN_POST);
  const seat: Names['seat'] = (who) => {
    const [kind = '', organisation] = who.split('@');
    return organisation === undefined ? body(kind) : `${body(organisation)} · ${post(kind)}`;
  };
  return {
    body,
    post,
    seat,
    principal(id, people = {}) {
      if (id === null || id === 'system') return say(SYSTEM);
      if (id === 'applicant' || id === 'party') return say(APPLICANT);
      if (id.startsWith('post:')) return seat(id.slice(5));
      return people[id.replace(/^person:/, '')] ?? say(UNKNOWN_PERSON);
    },
  };
}
