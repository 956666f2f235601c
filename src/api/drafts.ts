/**
 * Owns drafts (草稿): what somebody has typed and not sent survives his browser and this server. A draft is its author's alone; it
 * is written over a version he has seen, so that two of his screens do not undo each other.
 */
import type { Principal } from '../auth/principal';
import { caseOfTask } from '../queries/on-file';
import type { Handlers, ReplyBodyOf } from './call';
import type { Deps } from './deps';
import { problem } from './problem';
import { wireTime } from './times';

/** Kept so long after it was last saved. */
const KEPT_DAYS = 30;
type Shown = ReplyBodyOf<'draft'>;
interface Row {
  readonly version: number;
  readonly data: Shown['data'];
  readonly saved_at: Date;
}

export function drafts(deps: Deps): Handlers<'draft' | 'saveDraft' | 'dropDraft'> {
  return {
    async draft({ caller, params }) {
      const subject = await subjectFor(deps, caller, params.subject);
      const own = (await kept(deps, caller.person, subject)) ?? (await ofTheRoundBefore(deps, caller.person, subject));
      return { body: shown(subject, own) };
    },
    async saveDraft({ caller, params, body: { version, data } }) {
      const subject = await subjectFor(deps, caller, params.subject);
      await deps.pool.query(`delete from drafts where saved_at < now() - make_interval(days => $1)`, [KEPT_DAYS]);
      const content = JSON.stringify(data);
      // What is repeated because its answer was lost finds itself saved, and is answered again.
      const { rows } = await deps.pool.query<Row>(
        `insert into drafts as d (person_id, subject, version, data) select $1, $2, 1, $4::jsonb
           where $3::int = 0 or exists (select 1 from drafts where person_id = $1 and subject = $2)
         on conflict (person_id, subject) do update
           set version = case when d.version = $3 then d.version + 1 else d.version end, data = excluded.data, saved_at = now()
           where d.version = $3 or (d.version = $3 + 1 and d.data = excluded.data)
         returning version, data, saved_at`,
        [caller.person, subject, version, content],
      );
      if (rows[0]) return { body: shown(subject, rows[0]) };
      const { subject: _, ...stored } = shown(subject, await kept(deps, caller.person, subject));
      throw problem('draft-moved', { facts: stored });
    },
    async dropDraft({ caller, params }) {
      const subject = await subjectFor(deps, caller, params.subject);
      await endDraft(deps, caller.person, subject);
      return 'empty' as const;
    },
  };
}

/** The act is done, and with it what was typed for it. */
export async function endDraft({ pool }: Pick<Deps, 'pool'>, person: string, subject: string): Promise<void> {
  await pool.query('delete from drafts where person_id = $1 and subject = $2', [person, subject]);
}
export const draftOfTask = (task: string): string => `task:${task}`;

/** A draft stands on a task that its author may see, or at a window. */
async function subjectFor(deps: Deps, caller: Principal, subject = ''): Promise<string> {
  if (/^window(:\d{1,3})?$/.test(subject)) return subject;
  const task = /^task:(.+)$/.exec(subject)?.[1];
  if (task === undefined || !(await caseOfTask(deps.db, caller, task))) throw problem('not-found');
  return draftOfTask(task);
}

async function kept({ pool }: Deps, person: string, subject: string): Promise<Row | undefined> {
  const { rows } = await pool.query<Row>(
    'select version, data, saved_at from drafts where person_id = $1 and subject = $2',
    [person, subject],
  );
  return rows[0];
}

/** What was typed for a task that was closed under somebody's hands is his when the step comes again; not saved for it yet. */
async function ofTheRoundBefore(deps: Deps, person: string, subject: string): Promise<Row | undefined> {
  const [, step, round] = /^(task:.+)\.(\d+)$/.exec(subject) ?? [];
  if (step === undefined || Number(round) < 2) return undefined;
  const before = await kept(deps, person, `${step}.${Number(round) - 1}`);
  return before && { ...before, version: 0 };
}

function shown(subject: string, row: Row | undefined): Shown {
  return row
    ? { subject, version: row.version, data: row.data, savedAt: wireTime(row.saved_at) }
    : { subject, version: 0, data: null, savedAt: null };
}
