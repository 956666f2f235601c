// Owns one's own absences (我的外出): who acts for one while one is away, and for whom one acts; and making one for somebody else, which takes two administrators.
import { randomUUID } from 'node:crypto';
import { noteChanges, postsToday } from '../record/admin/change';
import { TOWN_LOCK } from '../record/town-import/import';
import type { Sql } from '../record/sql';
import { absenceOf, absencesOf, allAbsences, goesRound, type AbsenceRow } from '../queries/absences';
import { administered } from './admin/administered';
import type { BodyOf, Call, Handlers } from './call';
import type { Deps } from './deps';
import { answeredOnce } from './idempotency';
import { problem } from './problem';

type Names =
  'absences' | 'makeAbsence' | 'endAbsence' | 'adminAbsences' | 'proposeAbsence' | 'confirmAbsence' | 'endAbsenceOf';

export function absences(deps: Deps): Handlers<Names> {
  return {
    async absences({ caller }) {
      const rows = await absencesOf(deps.pool, caller.person);
      return { body: { items: rows.map((row) => shown(row, caller.person, false)) } };
    },
    async makeAbsence({ caller, body, key, scope, fingerprint }) {
      const answer = await answeredOnce(deps.pool, { actor: caller.person, scope, key, fingerprint }, async (tx) => {
        const row = await made(tx, caller.person, caller.person, body);
        return { status: 201, body: shown(row, caller.person, false) };
      });
      return { body: answer.body as ReturnType<typeof shown> };
    },
    async endAbsence({ caller, params, key, scope, fingerprint }) {
      const answer = await answeredOnce(deps.pool, { actor: caller.person, scope, key, fingerprint }, async (tx) => {
        const row = await found(tx, params.absence);
        // Somebody else's is not there.
        if (row.absent.id !== caller.person) throw problem('not-found');
        return { status: 200, body: shown(await ended(tx, row, caller.person), caller.person, false) };
      });
      return { body: answer.body as ReturnType<typeof shown> };
    },

    async adminAbsences({ caller }) {
      const rows = await allAbsences(deps.pool);
      return { body: { items: rows.map((row) => shown(row, caller.person, true)) } };
    },
    async proposeAbsence(call) {
      const { caller, body: asked } = call;
      const { body } = await administered(deps, call, async (tx) => {
        const { absent, ...rest } = asked;
        const row = await made(tx, absent, caller.person, rest);
        const after = { absent, agent: rest.agent, from: rest.from, to: rest.to };
        return {
          body: shown(row, caller.person, true),
          changes: [{ act: 'absence-proposed', subject: { kind: 'absence', id: row.id }, reason: rest.reason, after }],
        };
      });
      return { body };
    },
    confirmAbsence: (call) =>
      changed(deps, call, 'absence-confirmed', async (tx, row) => {
        if (row.state !== 'proposed') throw problem('nothing-to-change');
        if (row.madeBy.id === call.caller.person) throw problem('second-person-needed');
        await unlessRound(tx, row.absent.id, { agent: row.agent.id, from: row.from, to: row.to });
        await tx.query('update absence_rules set confirmed_by = $2 where id = $1', [row.id, call.caller.person]);
        return found(tx, row.id);
      }),
    endAbsenceOf: (call) => changed(deps, call, 'absence-ended', (tx, row) => ended(tx, row, call.caller.person)),
  };
}

async function changed(
  deps: Deps,
  call: Call<'confirmAbsence' | 'endAbsenceOf'>,
  act: string,
  work: (tx: Sql, row: AbsenceRow) => Promise<AbsenceRow>,
) {
  const { body } = await administered(deps, call, async (tx) => {
    const before = await found(tx, call.params.absence);
    const after = await work(tx, before);
    return {
      body: shown(after, call.caller.person, true),
      changes: [
        {
          act,
          subject: { kind: 'absence', id: before.id },
          reason: call.body.reason,
          before: { state: before.state },
          after: { state: after.state },
        },
      ],
    };
  });
  return { body };
}

async function found(sql: Sql, id: string | undefined): Promise<AbsenceRow> {
  const row = await absenceOf(sql, id ?? '');
  if (!row) throw problem('not-found');
  return row;
}

/** Under the town's lock, so that two rules made at once cannot close a circle between them. */
async function made(tx: Sql, absent: string, by: string, given: BodyOf<'makeAbsence'>): Promise<AbsenceRow> {
  await tx.query(TOWN_LOCK);
  const { agent, from, to, procedures, posts, excludes = [], reason } = given;
  if (to < from || to < (await postsToday(tx))) throw problem('absence-days');
  if (agent === absent) throw problem('absence-cycle');
  for (const person of [absent, agent]) {
    const { rows } = await tx.query('select 1 from persons where id = $1 and disabled_at is null and left_on is null', [
      person,
    ]);
    if (rows.length === 0) throw problem('person-unknown');
  }
  await unlessRound(tx, absent, given);
  const id = randomUUID();
  await tx.query(
    `insert into absence_rules (id, absent_id, agent_id, from_day, to_day, procedures, posts, excludes, reason, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, absent, agent, from, to, listed(procedures), listed(posts), JSON.stringify(excludes), reason, by],
  );
  // One's own is no administrator's doing; whoever looks for it finds it in the log all the same.
  if (absent === by)
    await noteChanges(tx, by, [
      { act: 'absence-made', subject: { kind: 'absence', id }, reason, after: { absent, agent, from, to } },
    ]);
  return found(tx, id);
}
function listed(names: readonly string[] | undefined): string | null {
  return names === undefined ? null : JSON.stringify(names);
}

async function unlessRound(
  tx: Sql,
  absent: string,
  { agent, from, to }: { readonly agent: string; readonly from: string; readonly to: string },
): Promise<void> {
  if (await goesRound(tx, { absent, agent, from, to })) throw problem('absence-cycle');
}

async function ended(tx: Sql, row: AbsenceRow, by: string): Promise<AbsenceRow> {
  if (row.state === 'ended' || row.state === 'over') throw problem('nothing-to-change');
  await tx.query('update absence_rules set ended_at = now(), ended_by = $2 where id = $1', [row.id, by]);
  return found(tx, row.id);
}

function shown({ confirmedBy: _, ...row }: AbsenceRow, caller: string, administers: boolean) {
  const open = row.state !== 'ended' && row.state !== 'over';
  return {
    ...row,
    procedures: row.procedures && [...row.procedures],
    posts: row.posts && [...row.posts],
    excludes: [...row.excludes],
    mayEnd: open && (administers || row.absent.id === caller),
    mayConfirm: administers && row.state === 'proposed' && row.madeBy.id !== caller,
  };
}
