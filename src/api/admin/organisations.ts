// Owns the bodies of the town as administrators keep them: added, renamed, put under another, ended; never taken away.
import { bodies, bodyOf, outlasting } from '../../queries/admin/organisations';
import type { Sql } from '../../record/sql';
import type { Call, Handlers } from '../call';
import type { Deps } from '../deps';
import { problem } from '../problem';
import { administered, fieldRefused, rowWritten, type Done } from './administered';

type View = Awaited<ReturnType<typeof bodies>>[number];

export function adminOrganisations(
  deps: Deps,
): Handlers<'adminOrganisations' | 'createOrganisation' | 'changeOrganisation'> {
  return {
    adminOrganisations: async () => ({ body: { items: await bodies(deps.pool) } }),
    async createOrganisation(call) {
      const { body } = await administered(deps, call, (tx, today) => created(tx, call, today));
      return { body };
    },
    async changeOrganisation(call) {
      const { body } = await administered(deps, call, (tx, today) => changed(tx, call, today));
      return { body };
    },
  };
}

async function created(tx: Sql, { body }: Call<'createOrganisation'>, today: string): Promise<Done<View>> {
  const { id, kind, name, parent, letters, validFrom, reason } = body;
  if (await bodyOf(tx, id))
    throw fieldRefused('/id', {
      zh: `已有标识为“${id}”的单位。`,
      en: `There is an organisation "${id}" already.`,
    });
  const cells = { id, kind, name_zh: name.zh, name_en: name.en, parent, number_letters: letters };
  await rowWritten(tx, 'organisations.csv', cells, today);
  await tx.query('update organisations set valid_from = $2 where id = $1', [id, validFrom ?? today]);
  const after = await found(tx, id);
  return {
    body: after,
    changes: [{ act: 'organisation-added', subject: { kind: 'organisation', id }, reason, after }],
  };
}

async function changed(tx: Sql, { body, params }: Call<'changeOrganisation'>, today: string): Promise<Done<View>> {
  const before = await found(tx, params.organisation ?? '');
  const { id, kind, letters } = before;
  const name = body.name ?? before.name;
  const parent = body.parent ?? before.parent;
  await rowWritten(
    tx,
    'organisations.csv',
    { id, kind, name_zh: name.zh, name_en: name.en, parent, number_letters: letters },
    today,
  );
  const [from, to] = [
    body.validFrom === undefined ? before.validFrom : body.validFrom,
    body.validTo === undefined ? before.validTo : body.validTo,
  ];
  if (from !== null && to !== null && to < from)
    throw fieldRefused('/validTo', {
      zh: `止日 ${to} 早于起日 ${from}。`,
      en: `It ends on ${to}, before it begins on ${from}.`,
    });
  if (to !== null && to !== before.validTo) {
    const stands = await outlasting(tx, id, to);
    if (stands.posts.length + stands.items.length + stands.bodies.length > 0)
      throw problem('organisation-in-use', { facts: { ...stands } });
  }
  await tx.query('update organisations set valid_from = $2, valid_to = $3 where id = $1', [id, from, to]);
  const after = await found(tx, id);
  if (JSON.stringify(after) === JSON.stringify(before)) throw problem('nothing-to-change');
  return {
    body: after,
    changes: [
      { act: 'organisation-changed', subject: { kind: 'organisation', id }, reason: body.reason, before, after },
    ],
  };
}

async function found(tx: Sql, id: string): Promise<View> {
  const body = await bodyOf(tx, id);
  if (!body) throw problem('not-found');
  return body;
}
