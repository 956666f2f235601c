// Owns what needs two administrators: a year's calendar and a version of a procedure are proposed by one and published by another person.
import { randomUUID } from 'node:crypto';
import { readDefinition } from '../../contract/definition';
import type { Draft } from '../../kernel/procedure/builder';
import type { Finding } from '../../kernel/procedure/finding';
import { faultyDaysOf, type CalendarYear } from '../../kernel/time/calendar';
import { calendarInForce } from '../../queries/calendar';
import {
  calendarVersions,
  movesUnder,
  procedureVersionsOf,
  proposalOf,
  proposalsOf,
  type ProposalRow,
} from '../../queries/admin/proposals';
import {
  findingsOf,
  procedureInForce,
  publishProcedure,
  publishYear,
  yearInForce,
  type YearContent,
} from '../../record/admin/publish';
import type { Sql } from '../../record/sql';
import type { Request } from 'express';
import type { Call, Handlers } from '../call';
import type { Deps } from '../deps';
import { problem } from '../problem';
import { wireTime } from '../times';
import { administered, languageOf } from './administered';

type Names =
  | 'adminCalendars'
  | 'proposeCalendar'
  | 'proposeProcedure'
  | 'proposals'
  | 'proposal'
  | 'proposalMoves'
  | 'publishProposal'
  | 'rejectProposal'
  | 'procedureVersions';

export function proposals(deps: Deps): Handlers<Names> {
  const shown = async (sql: Sql, request: Request, caller: string, row: ProposalRow) => ({
    ...summary(row, caller),
    content: row.content,
    findings: row.state === 'open' ? told(request, await findingsIn(sql, row)) : [],
  });
  const proposed = async (
    call: Call<'proposeCalendar'> | Call<'proposeProcedure'>,
    what: { readonly kind: 'calendar' | 'procedure'; readonly subject: string; readonly content: unknown },
    baseOf: (tx: Sql) => Promise<string | null>,
  ) =>
    administered(deps, call, async (tx) => {
      const id = randomUUID();
      await tx.query(
        `insert into proposals (id, kind, subject, base, content, reason, proposed_by, proposed_at)
         values ($1, $2, $3, $4, $5::json, $6, $7, clock_timestamp())`,
        [
          id,
          what.kind,
          what.subject,
          await baseOf(tx),
          JSON.stringify(what.content),
          call.body.reason,
          call.caller.person,
        ],
      );
      const row = await found(tx, id);
      return {
        body: await shown(tx, call.request, call.caller.person, row),
        changes: [
          {
            act: `${what.kind}-proposed`,
            subject: { kind: 'proposal', id },
            reason: call.body.reason,
            after: { kind: what.kind, subject: what.subject },
          },
        ],
      };
    });
  const decided = async (
    call: Call<'publishProposal'> | Call<'rejectProposal'>,
    work: (
      tx: Sql,
      row: ProposalRow,
    ) => Promise<{ readonly state: 'published' | 'rejected'; readonly version?: string }>,
  ) => {
    const { body } = await administered(deps, call, async (tx) => {
      const row = await found(tx, call.params.proposal);
      if (row.state !== 'open') throw problem('proposal-decided');
      const { state, version } = await work(tx, row);
      await tx.query(
        `update proposals set state = $2, decided_by = $3, decided_at = clock_timestamp(), version = $4 where id = $1 and state = 'open'`,
        [row.id, state, call.caller.person, version ?? null],
      );
      return {
        body: await shown(tx, call.request, call.caller.person, await found(tx, row.id)),
        changes: [
          {
            act: `${row.kind}-${state}`,
            subject: { kind: 'proposal', id: row.id },
            reason: call.body.reason,
            before: { state: 'open', proposedBy: row.proposedBy.id },
            after: { state, kind: row.kind, subject: row.subject, ...(version === undefined ? {} : { version }) },
          },
        ],
      };
    });
    return { body };
  };

  return {
    async adminCalendars() {
      const rows = await calendarVersions(deps.pool);
      return { body: { items: rows.map((row) => ({ ...row, publishedAt: wireTime(row.publishedAt) })) } };
    },
    async procedureVersions({ params }) {
      const rows = await procedureVersionsOf(deps.pool, params.id ?? '');
      if (rows.length === 0) throw problem('not-found');
      return { body: { items: rows.map((row) => ({ ...row, publishedAt: wireTime(row.publishedAt) })) } };
    },
    async proposeCalendar(call) {
      const { year, notice, restDays, workingDays } = call.body;
      const content = { year, notice, restDays: sorted(restDays), workingDays: sorted(workingDays) };
      judgeYear(call.body);
      const { body } = await proposed(call, { kind: 'calendar', subject: String(year), content }, (tx) =>
        yearInForce(tx, year),
      );
      return { body };
    },
    async proposeProcedure(call) {
      const draft = draftIn(call.request, call.body.definition);
      judgeProcedure(call.request, await findingsOf(deps.pool, draft));
      const { body } = await proposed(call, { kind: 'procedure', subject: draft.id, content: draft }, (tx) =>
        procedureInForce(tx, draft.id),
      );
      return { body };
    },
    async proposals({ caller, query }) {
      const { items, next } = await proposalsOf(deps.pool, query);
      return { body: { items: items.map((row) => summary(row, caller.person)), next } };
    },
    async proposal({ caller, params, request }) {
      return { body: await shown(deps.pool, request, caller.person, await found(deps.pool, params.proposal)) };
    },
    async proposalMoves({ params, query }) {
      const row = await found(deps.pool, params.proposal);
      if (row.kind !== 'calendar' || row.state !== 'open') return { body: { items: [], next: null } };
      const calendar = await calendarInForce(deps.db);
      const { items, next } = await movesUnder(deps.db, deps.pool, calendar, yearOf(row), query);
      return {
        body: {
          items: items.map(({ id, number, definition, clock }) => {
            const rule = definition.clocks[clock.clock];
            return {
              case: { id, number },
              procedure: definition.id,
              clock: { id: clock.clock, title: rule?.title ?? { zh: '', en: '' }, kind: rule?.kind ?? '' },
              was: clock.was ?? null,
              due: clock.due ?? null,
            };
          }),
          next,
        },
      };
    },
    publishProposal: (call) =>
      decided(call, async (tx, row) => {
        const by = { proposedBy: row.proposedBy.id, publishedBy: call.caller.person };
        // By person, whatever posts each of them holds.
        if (by.proposedBy === by.publishedBy) throw problem('second-person-needed');
        const now = await (row.kind === 'calendar'
          ? yearInForce(tx, Number(row.subject))
          : procedureInForce(tx, row.subject));
        if (now !== row.base) throw problem('proposal-outdated', { facts: { base: row.base, inForce: now } });
        if (row.kind === 'calendar')
          return { state: 'published', version: await publishYear(tx, row.content as unknown as YearContent, by) };
        const draft = row.content as unknown as Draft;
        // The town may have changed since it was proposed: nobody in a post that it needs, say.
        judgeProcedure(call.request, await findingsOf(tx, draft));
        return { state: 'published', version: await publishProcedure(tx, draft, by) };
      }),
    rejectProposal: (call) => decided(call, () => Promise.resolve({ state: 'rejected' })),
  };
}

async function found(sql: Sql, id: string | undefined): Promise<ProposalRow> {
  const row = await proposalOf(sql, id ?? '');
  if (!row) throw problem('not-found');
  return row;
}
function summary({ content: _, base: __, ...row }: ProposalRow, caller: string) {
  return {
    ...row,
    proposedAt: wireTime(row.proposedAt),
    decidedAt: row.decidedAt && wireTime(row.decidedAt),
    mine: row.proposedBy.id === caller,
  };
}
const sorted = (days: readonly string[]): string[] => [...new Set(days)].sort();

function yearOf({ content }: ProposalRow): CalendarYear {
  const { year, notice, restDays, workingDays } = content as unknown as YearContent;
  return { year, version: 'proposed', provisional: false, notice, restDays, makeUpDays: workingDays };
}
function judgeYear(body: Call<'proposeCalendar'>['body']): void {
  const { year, restDays, workingDays } = body;
  const wrong = new Set(faultyDaysOf({ year, version: '', provisional: false, restDays, makeUpDays: workingDays }));
  const told = (list: 'restDays' | 'workingDays') =>
    body[list].flatMap((day, n) =>
      wrong.has(day)
        ? [
            {
              path: `/${list}/${n}`,
              message: {
                zh: `${day} 不合规：不属于${year}年、既休又班，或者本来就是工作日。`,
                en: `${day} does not fit: it is of another year, both off and worked, or a weekday that is worked anyway.`,
              },
            },
          ]
        : [],
    );
  if (wrong.size > 0) throw problem('calendar-invalid', { errors: [...told('restDays'), ...told('workingDays')] });
}

function draftIn(request: Request, given: Readonly<Record<string, unknown>>): Draft {
  // As it was served, a definition carries what publishing gave it; that is not the author's.
  const { version: _, hash: __, ...definition } = given;
  const read = readDefinition(definition);
  if ('findings' in read) {
    judgeProcedure(request, read.findings);
    throw problem('procedure-unsound');
  }
  return read.draft;
}
function judgeProcedure(request: Request, findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw problem('procedure-unsound', {
    facts: { findings: told(request, findings) },
    errors: errors.map(({ path, message }) => ({ path: `/definition${path}`, message })),
  });
}
async function findingsIn(sql: Sql, row: ProposalRow): Promise<readonly Finding[]> {
  return row.kind === 'procedure' ? findingsOf(sql, row.content as unknown as Draft) : [];
}
function told(request: Request, findings: readonly Finding[]) {
  const language = languageOf(request);
  return findings.map(({ message, walk, ...rest }) => ({
    ...rest,
    message: message[language],
    ...(walk ? { walk: [...walk] } : {}),
  }));
}
