// Owns people's qualifications: entered with their term, ended on a day, and those that run out soon.
import { noteLook } from '../../queries/admin/logs';
import { personOf } from '../../queries/admin/people';
import { qualificationOf, qualificationsOf, type QualificationRow } from '../../queries/admin/qualifications';
import type { Sql } from '../../record/sql';
import type { Call, Handlers } from '../call';
import type { Deps } from '../deps';
import { problem } from '../problem';
import { administered, endingDay, fieldRefused, rowWritten, type Done } from './administered';

export function adminQualifications(
  deps: Deps,
): Handlers<'adminQualifications' | 'addQualification' | 'endQualification'> {
  return {
    async adminQualifications({ caller, query }) {
      const { items, next } = await qualificationsOf(deps.pool, query);
      await noteLook(deps.pool, caller.person, 'qualifications', query.person && `person:${query.person}`);
      return { body: { items: [...items], next } };
    },
    async addQualification(call) {
      const { body } = await administered(deps, call, (tx, today) => added(tx, call, today));
      return { body };
    },
    async endQualification(call) {
      const { body } = await administered(deps, call, (tx, today) => ended(tx, call, today));
      return { body };
    },
  };
}

async function added(tx: Sql, { body }: Call<'addQualification'>, today: string): Promise<Done<QualificationRow>> {
  const { kind, number, from, to, reason } = body;
  const person = await personOf(tx, body.person);
  if (!person) throw fieldRefused('/person', { zh: '没有这个人员。', en: 'There is nobody of that id.' });
  const plain = `${kind}:${person.username}`;
  const id = (await qualificationOf(tx, plain)) ? `${plain}:${from}` : plain;
  if (id !== plain && (await qualificationOf(tx, id)))
    throw fieldRefused('/from', {
      zh: `自 ${from} 起的这一资格已经登记。`,
      en: `This qualification from ${from} on is entered already.`,
    });
  await rowWritten(tx, 'qualifications.csv', { person: person.username, kind, number, from, to, id }, today);
  const after = await found(tx, id);
  return {
    body: after,
    changes: [{ act: 'qualification-added', subject: { kind: 'qualification', id }, reason, after }],
  };
}

async function ended(
  tx: Sql,
  { body, params }: Call<'endQualification'>,
  today: string,
): Promise<Done<QualificationRow>> {
  const before = await found(tx, params.qualification ?? '');
  const on = endingDay(body.on, today);
  if (before.to !== null && before.to < today) throw problem('term-over');
  await tx.query('update qualifications set valid_to = $2 where id = $1', [before.id, on]);
  const after = await found(tx, before.id);
  const subject = { kind: 'qualification', id: before.id };
  return { body: after, changes: [{ act: 'qualification-ended', subject, reason: body.reason, before, after }] };
}

async function found(tx: Sql, id: string): Promise<QualificationRow> {
  const qualification = await qualificationOf(tx, id);
  if (!qualification) throw problem('not-found');
  return qualification;
}
