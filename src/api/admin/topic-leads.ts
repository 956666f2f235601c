/**
 * Owns who is in charge of a topic in a body (分管领导), which a step may be sent to: added with its first day and ended, never taken away.
 * It gives nobody a power he has not: whoever decides must hold the post of the step besides, so that one administrator does it, as with posts.
 */
import { randomUUID } from 'node:crypto';
import { bodyOf } from '../../queries/admin/organisations';
import { personOf } from '../../queries/admin/people';
import { noteLook } from '../../queries/admin/logs';
import { inChargeBetween, sitsIn, topicLeadOf, topicLeadsOf, type TopicLeadRow } from '../../queries/admin/topic-leads';
import type { Sql } from '../../record/sql';
import type { Call, Handlers } from '../call';
import type { Deps } from '../deps';
import { problem } from '../problem';
import { administered, endingDay, fieldRefused, type Done } from './administered';

export function adminTopicLeads(deps: Deps): Handlers<'topicLeads' | 'giveTopic' | 'endTopic'> {
  return {
    async topicLeads({ caller, query }) {
      const items = await topicLeadsOf(deps.pool, query);
      await noteLook(deps.pool, caller.person, 'topic-leads');
      return { body: { items } };
    },
    async giveTopic(call) {
      const { body } = await administered(deps, call, (tx) => given(tx, call));
      return { body };
    },
    async endTopic(call) {
      const { body } = await administered(deps, call, (tx, today) => ended(tx, call, today));
      return { body };
    },
  };
}

async function given(tx: Sql, { body }: Call<'giveTopic'>): Promise<Done<TopicLeadRow>> {
  const { organisation, topic, from, to, reason } = body;
  const [place, person] = [await bodyOf(tx, organisation), await personOf(tx, body.person)];
  if (!place) throw fieldRefused('/organisation', { zh: '没有这个单位。', en: 'There is no organisation of that id.' });
  if (!person) throw fieldRefused('/person', { zh: '没有这个人员。', en: 'There is nobody of that id.' });
  if (!(await sitsIn(tx, person.id, organisation, from)))
    throw fieldRefused('/person', {
      zh: `${person.name}在 ${from} 没有${place.name.zh}的岗位，请先任职。`,
      en: `${person.name} holds no post in ${place.name.en} on ${from}; give him one first.`,
    });
  if (to !== undefined && to < from)
    throw fieldRefused('/to', {
      zh: `止日 ${to} 早于起日 ${from}。`,
      en: `It ends on ${to}, before it begins on ${from}.`,
    });
  const other = await inChargeBetween(tx, { organisation, topic, from, to });
  if (other)
    throw fieldRefused('/topic', {
      zh: `“${topic}”已由${other.person.name}分管（${other.from} 起），请先结束。`,
      en: `${other.person.name} is in charge of “${topic}” from ${other.from}; end that first.`,
    });
  const id = randomUUID();
  await tx.query(
    'insert into topic_leads (id, organisation_id, topic, person_id, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6)',
    [id, organisation, topic, person.id, from, to ?? null],
  );
  const after = await found(tx, id);
  return { body: after, changes: [{ act: 'topic-given', subject: { kind: 'topic-lead', id }, reason, after }] };
}

async function ended(tx: Sql, { body, params }: Call<'endTopic'>, today: string): Promise<Done<TopicLeadRow>> {
  const before = await found(tx, params.lead ?? '');
  if (before.to !== null && before.to < today) throw problem('term-over');
  const on = endingDay(body.on, today);
  await tx.query('update topic_leads set valid_to = $2 where id = $1', [before.id, on]);
  const after = await found(tx, before.id);
  return {
    body: after,
    changes: [
      { act: 'topic-ended', subject: { kind: 'topic-lead', id: before.id }, reason: body.reason, before, after },
    ],
  };
}

async function found(tx: Sql, id: string): Promise<TopicLeadRow> {
  const lead = await topicLeadOf(tx, id);
  if (!lead) throw problem('not-found');
  return lead;
}
