// Owns the people of the town as administrators keep them: brought in, locked out, let in again, and leaving.
import { accessTokensOf, revokeAccessTokensOf } from '../../auth/access-tokens';
import { drawPassword, hashPassword } from '../../auth/passwords';
import { closeSessionsOf, IDLE_MINUTES, LASTS_HOURS } from '../../auth/sessions';
import { taskRule } from '../../kernel/procedure/find';
import { allQualificationsOf } from '../../queries/admin/qualifications';
import { noteLook } from '../../queries/admin/logs';
import { everybody, heldSeats, openSessions, personOf, type PersonRow } from '../../queries/admin/people';
import { allPostsOf, desertedAfter } from '../../queries/admin/posts';
import { definitionOf } from '../../queries/catalogue';
import { pageOf, readCursor } from '../../queries/cursor';
import { initialsOf } from '../../record/initials';
import { postsToday, type AdminChange } from '../../record/admin/change';
import { readKnown } from '../../record/town-import/known';
import { planTown } from '../../record/town-import/plan';
import { writePlan } from '../../record/town-import/write';
import type { Sql } from '../../record/sql';
import type { Call, Handlers } from '../call';
import type { Deps } from '../deps';
import { problem } from '../problem';
import { wireTime } from '../times';
import { administered, endingDay, fieldRefused, languageOf, rowWritten, type Done } from './administered';

type Names =
  | 'adminPeople'
  | 'createPerson'
  | 'importPeople'
  | 'adminPerson'
  | 'holdings'
  | 'lockPerson'
  | 'unlockPerson'
  | 'resetPassword'
  | 'revokeAccess'
  | 'departure';
type OnPerson = Call<'lockPerson' | 'unlockPerson' | 'revokeAccess'>;

export function adminPeople(deps: Deps): Handlers<Names> {
  /** Something done to one person, with the reason that was given. */
  const onPerson = async (
    call: OnPerson,
    act: string,
    work: (tx: Sql, before: PersonRow) => Promise<void>,
  ): Promise<{ body: PersonRow }> => {
    const { body } = await administered(deps, call, async (tx): Promise<Done<PersonRow>> => {
      const before = await found(tx, call.params.person);
      await work(tx, before);
      const after = await found(tx, before.id);
      return { body: after, changes: [changeOf(act, before, call.body.reason, after)] };
    });
    return { body };
  };

  return {
    async adminPeople({ caller, query }) {
      const reply = peoplePage(await everybody(deps.pool), query);
      await noteLook(deps.pool, caller.person, 'people');
      return { body: { items: [...reply.items], next: reply.next } };
    },
    async adminPerson({ caller, params }) {
      const person = await found(deps.pool, params.person);
      const [allPosts, qualifications, sessions, tokens] = await Promise.all([
        allPostsOf(deps.pool, person.id),
        allQualificationsOf(deps.pool, person.id),
        openSessions(deps.pool, person.id, { idle: IDLE_MINUTES, lasts: LASTS_HOURS }),
        accessTokensOf(deps.pool, person.id),
      ]);
      await noteLook(deps.pool, caller.person, 'person', `person:${person.id}`);
      return {
        body: {
          ...person,
          allPosts,
          qualifications,
          sessions,
          tokens: tokens.map(({ createdAt, expiresAt, ...token }) => ({
            ...token,
            createdAt: wireTime(createdAt),
            expiresAt: wireTime(expiresAt),
          })),
        },
      };
    },
    async holdings({ caller, params, query }) {
      const person = await found(deps.pool, params.person);
      const on = query.on ?? (await postsToday(deps.pool));
      await noteLook(deps.pool, caller.person, 'holdings', `person:${person.id}`);
      return { body: await holdingsOf(deps, deps.pool, person, on) };
    },
    async createPerson(call) {
      const password = drawPassword();
      const hash = await hashPassword(password);
      const { body, repeated } = await administered(
        deps,
        call,
        (tx, today) => created(tx, call, { password, hash }, today),
        {
          keeps: ({ id }) => ({ id }),
        },
      );
      if (repeated) throw problem('password-already-shown', { facts: { id: body.id } });
      return { body };
    },
    importPeople: (call) => imported(deps, call),
    lockPerson: (call) =>
      onPerson(call, 'person-locked', async (tx, { id, state }) => {
        if (state === 'locked' || state === 'left') throw problem('nothing-to-change');
        await tx.query('update persons set disabled_at = now() where id = $1', [id]);
        await shutOut(tx, id);
      }),
    unlockPerson: (call) =>
      onPerson(call, 'person-unlocked', async (tx, { id, state, leftOn }) => {
        if (state !== 'locked' && leftOn === null) throw problem('nothing-to-change');
        await tx.query('update persons set disabled_at = null, left_on = null where id = $1', [id]);
      }),
    revokeAccess: (call) => onPerson(call, 'access-revoked', (tx, { id }) => shutOut(tx, id)),
    async resetPassword(call) {
      const password = drawPassword();
      const hash = await hashPassword(password);
      const { body, repeated } = await administered(
        deps,
        call,
        async (tx) => {
          const before = await found(tx, call.params.person);
          await tx.query('update persons set password_hash = $2, password_to_change = true where id = $1', [
            before.id,
            hash,
          ]);
          // Whoever used the old password is out, wherever he is signed in.
          await shutOut(tx, before.id);
          const { id, username } = before;
          return {
            body: { id, username, firstPassword: password },
            changes: [changeOf('password-reset', before, call.body.reason)],
          };
        },
        { keeps: ({ id }) => ({ id }) },
      );
      if (repeated) throw problem('password-already-shown', { facts: { id: body.id } });
      await deps.limits.signIn.forget('username', body.username);
      return { body };
    },
    async departure(call) {
      const until = call.body.on;
      const { body } = await administered(deps, call, (tx, today) => departed(deps, tx, call, today), { until });
      return { body };
    },
  };
}

async function found(sql: Sql, id: string | undefined): Promise<PersonRow> {
  const person = await personOf(sql, id ?? '');
  if (!person) throw problem('not-found');
  return person;
}
function changeOf(act: string, person: PersonRow, reason: string | undefined, after?: PersonRow): AdminChange {
  const of = ({ state, leftOn, name, email }: PersonRow): object => ({ name, email, state, leftOn });
  return {
    act,
    subject: { kind: 'person', id: person.id },
    reason,
    before: of(person),
    ...(after ? { after: of(after) } : {}),
  };
}
async function shutOut(tx: Sql, person: string): Promise<void> {
  await closeSessionsOf(tx, person);
  await revokeAccessTokensOf(tx, person);
}

type Query = Call<'adminPeople'>['query'];
function peoplePage(all: readonly PersonRow[], { q, organisation, state, limit = 50, after }: Query) {
  const place = readCursor(after, ['text']);
  const sought = q?.toLowerCase();
  const fits = (person: PersonRow): boolean =>
    (place === undefined || person.username > String(place[0])) &&
    (state === undefined || person.state === state) &&
    (organisation === undefined || person.posts.some((post) => post.organisation === organisation)) &&
    (sought === undefined ||
      person.username.includes(sought) ||
      person.name.toLowerCase().includes(sought) ||
      initials(person.name).includes(sought));
  const rows: PersonRow[] = [];
  for (const person of all) if (rows.length <= limit && fits(person)) rows.push(person);
  return pageOf(rows, limit, ({ username }) => [username]);
}
/** The initials follow from the name and are kept nowhere; finding them anew for everybody at each key stroke would be felt. */
const known = new Map<string, string>();
function initials(name: string): string {
  const found = known.get(name) ?? initialsOf(name);
  known.set(name, found);
  return found;
}

async function created(
  tx: Sql,
  { body }: Call<'createPerson'>,
  { password, hash }: { readonly password: string; readonly hash: string },
  today: string,
) {
  const username = body.username.toLowerCase();
  const { people } = await rowWritten(tx, 'people.csv', { username, name: body.name, email: body.email }, today);
  if (people.changes[0]?.kind !== 'added')
    throw fieldRefused('/username', {
      zh: `登录名“${username}”已被使用。`,
      en: `Somebody signs in as "${username}" already.`,
    });
  await tx.query('update persons set password_hash = $2, password_to_change = true where username = $1', [
    username,
    hash,
  ]);
  const person = await found(tx, username);
  return {
    body: { ...person, firstPassword: password },
    changes: [
      {
        act: 'person-added',
        subject: { kind: 'person', id: person.id },
        reason: body.reason,
        after: { username, name: person.name, email: person.email },
      },
    ],
  };
}

/** A preview writes nothing, and so do files in which anything is wrong. */
async function imported(deps: Deps, call: Call<'importPeople'>) {
  const { files, apply, reason } = call.body;
  const given = Object.fromEntries(Object.entries(files).filter(([, text]) => text !== undefined));
  type Reply = {
    written: boolean;
    faults: { file: string; line: number; column?: string; message: string }[];
    parts: { file: string; title: { zh: string; en: string }; unchanged: number; changes: Change[] }[];
  };
  const { body } = await administered(deps, call, async (tx, today): Promise<Done<Reply>> => {
    const planned = planTown(given, await readKnown(tx, []), { today });
    if (planned.kind === 'refused') {
      const language = languageOf(call.request);
      const faults = planned.faults.map(({ reason: why, ...place }) => ({ ...place, message: why[language] }));
      return { body: { written: false, faults, parts: [] }, changes: [] };
    }
    const { people, posts, qualifications } = planned.plan;
    const parts = [people, posts, qualifications].map(({ file, title, unchanged, changes }) => ({
      file,
      title,
      unchanged,
      changes: changes.map(({ kind, key, name, differences }) => ({ kind, key, name, differences: [...differences] })),
    }));
    if (apply) await writePlan(tx, planned.plan, { demo: false });
    const noted = parts.flatMap(({ file, changes }) =>
      changes.map(({ kind, key, differences }) => ({
        act: `import-${kind}`,
        subject: { kind: KINDS[file] ?? file, id: key },
        reason,
        ...(differences.length === 0 ? {} : { after: { differences } }),
      })),
    );
    return { body: { written: apply, faults: [], parts }, changes: apply ? noted : [] };
  });
  return { body };
}
type Change = {
  kind: 'added' | 'changed' | 'ended';
  key: string;
  name: string;
  differences: { field: string; from?: string; to?: string }[];
};
const KINDS: Readonly<Record<string, string>> = {
  'people.csv': 'person',
  'posts.csv': 'post',
  'qualifications.csv': 'qualification',
};

/** What somebody still has open, and which posts nobody would hold after a day. */
async function holdingsOf(deps: Deps, sql: Sql, { id, name }: PersonRow, on: string) {
  const [seats, deserted] = [await heldSeats(sql, id), await desertedAfter(sql, id, on)];
  return {
    person: { id, name },
    on,
    seats: await Promise.all(
      seats.map(async (seat) => {
        const definition = await definitionOf(deps.db, seat.procedure_id, seat.procedure_version);
        const kind = seat.step.startsWith('supervise-') ? ('supervision' as const) : ('step' as const);
        const step = definition
          ? taskRule(definition, { kind, step: seat.step }).title
          : { zh: seat.step, en: seat.step };
        return {
          task: seat.task,
          case: { id: seat.case_id, number: seat.number },
          step,
          since: wireTime(seat.since),
          due: seat.due_on,
        };
      }),
    ),
    deserted,
  };
}

/** 离岗: every post ends on the day, and after it he signs in nowhere; what he has open is told, for somebody to take over. */
async function departed(deps: Deps, tx: Sql, { body, params }: Call<'departure'>, today: string) {
  const before = await found(tx, params.person);
  const on = endingDay(body.on, today);
  if (before.state === 'left') throw problem('nothing-to-change');
  const holds = await holdingsOf(deps, tx, before, on);
  const { rows } = await tx.query<{ id: string }>(
    `update posts set valid_to = $2 where person_id = $1 and (valid_to is null or valid_to > $2) returning id`,
    [before.id, on],
  );
  await tx.query('update persons set left_on = $2 where id = $1', [before.id, on]);
  if (on < today) await shutOut(tx, before.id);
  const after = await found(tx, before.id);
  const ended = (await allPostsOf(tx, before.id)).filter(({ id }) => rows.some((row) => row.id === id));
  return {
    body: { ...holds, ended },
    changes: [
      changeOf('person-left', before, body.reason, after),
      ...ended.map((post) => ({
        act: 'post-ended',
        subject: { kind: 'post', id: post.id },
        reason: body.reason,
        after: { to: post.to },
      })),
    ],
  };
}
