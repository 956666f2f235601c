// Owns who is put into which post, and when a post ends: a term is added or gets a last day, and is never taken away.
import { bodyOf } from '../../queries/admin/organisations';
import { personOf } from '../../queries/admin/people';
import { desertedAfter, postOf, postsOf, type PostRow } from '../../queries/admin/posts';
import { noteLook } from '../../queries/admin/logs';
import type { Sql } from '../../record/sql';
import type { Call, Handlers } from '../call';
import type { Deps } from '../deps';
import { problem } from '../problem';
import { administered, endingDay, fieldRefused, rowWritten, type Done } from './administered';

export function adminPosts(deps: Deps): Handlers<'adminPosts' | 'givePost' | 'endPost'> {
  return {
    async adminPosts({ caller, query }) {
      const { items, next } = await postsOf(deps.pool, query);
      await noteLook(deps.pool, caller.person, 'posts');
      return { body: { items: [...items], next } };
    },
    async givePost(call) {
      const { body } = await administered(deps, call, (tx, today) => given(tx, call, today));
      return { body };
    },
    async endPost(call) {
      const until = call.body.on;
      const { body } = await administered(deps, call, (tx, today) => ended(tx, call, today), { until });
      return { body };
    },
  };
}

async function given(tx: Sql, { body }: Call<'givePost'>, today: string): Promise<Done<PostRow>> {
  const { kind, organisation, from, to, title, reason } = body;
  const person = await personOf(tx, body.person);
  if (!person) throw fieldRefused('/person', { zh: '没有这个人员。', en: 'There is nobody of that id.' });
  const place = await bodyOf(tx, organisation);
  if (place?.validTo != null && place.validTo < (to ?? '~'))
    throw fieldRefused('/organisation', {
      zh: `${place.name.zh}设到 ${place.validTo} 为止，任职不能更晚。`,
      en: `${place.name.en} is there until ${place.validTo}; a post in it ends no later.`,
    });
  // Whoever comes back gets a term of its own: what was done in the first stays with the first.
  const plain = `${kind}@${organisation}:${person.username}`;
  const id = (await postOf(tx, plain)) ? `${plain}:${from}` : plain;
  if (id !== plain && (await postOf(tx, id)))
    throw fieldRefused('/from', {
      zh: `自 ${from} 起的这一任职已经登记。`,
      en: `This post from ${from} on is entered already.`,
    });
  const cells = {
    person: person.username,
    kind,
    organisation,
    from,
    to,
    id,
    title_zh: title?.zh,
    title_en: title?.en,
  };
  await rowWritten(tx, 'posts.csv', cells, today);
  const after = await found(tx, id);
  return { body: after, changes: [{ act: 'post-given', subject: { kind: 'post', id }, reason, after }] };
}

async function ended(tx: Sql, { body, params }: Call<'endPost'>, today: string) {
  const before = await found(tx, params.post ?? '');
  const on = endingDay(body.on, today);
  if (before.to !== null && before.to < today) throw problem('term-over');
  const deserted = await desertedAfter(tx, before.person.id, on, before.id);
  await tx.query('update posts set valid_to = $2 where id = $1', [before.id, on]);
  const after = await found(tx, before.id);
  return {
    body: { ...after, deserted },
    changes: [{ act: 'post-ended', subject: { kind: 'post', id: before.id }, reason: body.reason, before, after }],
  };
}

async function found(tx: Sql, id: string): Promise<PostRow> {
  const post = await postOf(tx, id);
  if (!post) throw problem('not-found');
  return post;
}
