// Owns saving views of lists (常用视图): whoever saved one changes it, and shares it with bodies he belongs to alone.
import { randomUUID } from 'node:crypto';
import type { Principal } from '../auth/principal';
import { savedViewsFor, type SavedViewRow } from '../queries/saved-views';
import type { Sql } from '../record/sql';
import { inTransaction } from '../record/transaction';
import type { BodyOf, Handlers, ReplyBodyOf } from './call';
import type { Deps } from './deps';
import { answeredOnce } from './idempotency';
import { problem } from './problem';

/** Of one person's own; a list of more is no help to anybody. */
const MOST = 50;
type ToSave = BodyOf<'saveView'>;
type Shown = ReplyBodyOf<'saveView'>;

export function savedViews(deps: Deps): Handlers<'savedViews' | 'saveView' | 'changeView' | 'dropView'> {
  return {
    async savedViews({ caller }) {
      const rows = await savedViewsFor(deps.db, caller);
      return { body: { items: rows.map((row) => shown(row, caller)) } };
    },
    async saveView({ caller, body, key, scope, fingerprint }) {
      mayShare(caller, body);
      const answer = await answeredOnce(deps.pool, { actor: caller.person, scope, key, fingerprint }, async (tx) => {
        // Two at once would each find room for one more.
        await tx.query('select 1 from persons where id = $1 for update', [caller.person]);
        const { rows } = await tx.query<{ n: number }>(
          'select count(*)::int as n from saved_views where owner_id = $1',
          [caller.person],
        );
        if ((rows[0]?.n ?? 0) >= MOST) throw problem('views-enough', { facts: { most: MOST } });
        const id = randomUUID();
        await write(tx, caller, id, body);
        return { status: 201, body: saved(caller, id, body) };
      });
      return { body: answer.body as Shown };
    },
    async changeView({ caller, body, params }) {
      const id = await ownView(deps, caller, params.view);
      mayShare(caller, body);
      await inTransaction(deps.pool, (tx) => write(tx as Sql, caller, id, body));
      return { body: saved(caller, id, body) };
    },
    async dropView({ caller, params }) {
      const [view] = await savedViewsFor(deps.db, caller, params.view ?? '');
      // Dropped already: a repeat changes nothing.
      if (view && view.owner_id !== caller.person) throw problem('view-not-yours');
      await deps.pool.query('delete from saved_views where id = $1 and owner_id = $2', [params.view, caller.person]);
      return 'empty' as const;
    },
  };
}

async function ownView(deps: Deps, caller: Principal, id = ''): Promise<string> {
  const [view] = await savedViewsFor(deps.db, caller, id);
  if (!view) throw problem('not-found');
  if (view.owner_id !== caller.person) throw problem('view-not-yours');
  return view.id;
}

function mayShare({ posts }: Principal, { organisation }: ToSave): void {
  if (organisation !== undefined && !posts.some((post) => post.organisation === organisation))
    throw problem('organisation-not-yours');
}

/** One view at most is the first of its list. */
async function write(tx: Sql, { person }: Principal, id: string, view: ToSave): Promise<void> {
  if (view.default)
    await tx.query('update saved_views set is_default = false where owner_id = $1 and list = $2 and id <> $3', [
      person,
      view.list,
      id,
    ]);
  await tx.query(
    `insert into saved_views (id, owner_id, organisation_id, name, list, query, is_default) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set organisation_id = excluded.organisation_id, name = excluded.name, list = excluded.list,
       query = excluded.query, is_default = excluded.is_default`,
    [id, person, view.organisation ?? null, view.name, view.list, JSON.stringify(view.query), view.default ?? false],
  );
}

function saved(caller: Principal, id: string, view: ToSave): Shown {
  return {
    ...view,
    id,
    default: view.default ?? false,
    owner: { id: caller.person, name: caller.name },
    own: true,
  };
}

/** The first of somebody else's lists is his alone. */
function shown(row: SavedViewRow, caller: Principal): Shown {
  const own = row.owner_id === caller.person;
  return {
    id: row.id,
    name: row.name,
    list: row.list,
    query: row.query,
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id }),
    default: own && row.is_default,
    owner: { id: row.owner_id, name: row.owner },
    own,
  };
}
