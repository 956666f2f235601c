// Owns what a clerk is shown at his window (综合窗口): his day, and what is known of the applicant before him; such a look is on record.
import { refuse } from '../kernel/rules/refusal';
import { dayOf } from '../kernel/time/civil';
import { definitionOf } from '../queries/catalogue';
import { logRead } from '../queries/cases';
import { standingOn } from '../queries/certificates';
import { certificatesHeld, earlierCases } from '../queries/known-party';
import { lawTime } from '../queries/law-time';
import { windowDayOf, type DayRow } from '../queries/window';
import type { Json, Text } from '../kernel/text';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { refusalProblem } from './refusals';
import { wireTime } from './times';

export function window(deps: Deps): Handlers<'windowDay' | 'known'> {
  return {
    async windowDay({ caller }) {
      const [rows, { now }] = await Promise.all([windowDayOf(deps.db, caller), lawTime(deps.db)]);
      const shown = await Promise.all(rows.map((row) => shownRow(deps, row)));
      const section = (name: DayRow['section']) => ({
        count: rows.find((row) => row.section === name)?.n ?? 0,
        items: shown.filter((_, n) => rows[n]?.section === name),
      });
      return {
        body: {
          on: dayOf(now),
          open: section('open'),
          supplements: section('supplements'),
          promises: section('promises'),
          handOuts: section('handOuts'),
          undelivered: section('undelivered'),
        },
      };
    },
    async known({ caller, body }) {
      if (!caller.posts.some(({ kind }) => kind === 'window-clerk'))
        throw refusalProblem(refuse('not-your-post', undefined, { post: 'window-clerk' }));
      const [cases, certificates, { now }] = await Promise.all([
        earlierCases(deps.db, caller, body),
        certificatesHeld(deps.db, caller, body),
        lawTime(deps.db),
      ]);
      const seen = new Set([...cases, ...certificates].map(({ case_id }) => case_id));
      await Promise.all([...seen].map((id) => logRead(deps.db, caller.person, id, 'known-party')));
      const [latest] = cases;
      const fields = new Map<string, { field: string; value: Json; source: ReturnType<typeof sourceOf> }>();
      for (const each of cases) {
        // A paper is handed in anew: it was given for that application alone.
        const papers = (await definitionOf(deps.db, each.procedure_id, each.procedure_version))?.materials ?? [];
        for (const [field, value] of Object.entries(each.data))
          if (!fields.has(field) && !papers.some((paper) => paper.field === field))
            fields.set(field, { field, value: value as Json, source: sourceOf(each) });
      }
      return {
        body: {
          ...(latest
            ? {
                party: {
                  kind: latest.kind,
                  name: latest.name,
                  phone: latest.phone,
                  ...(latest.email === null ? {} : { email: latest.email }),
                  ...(latest.address === null ? {} : { address: latest.address }),
                  source: sourceOf(latest),
                },
              }
            : {}),
          fields: [...fields.values()] as { field: string; value: never; source: ReturnType<typeof sourceOf> }[],
          certificates: certificates.flatMap((held) => {
            const { standing, validTo } = standingOn(held, dayOf(now));
            if (standing !== 'valid' && standing !== 'renewed') return [];
            return [
              {
                number: held.number,
                title: titleOf(held, { zh: '许可证件', en: 'Certificate' }),
                standing,
                ...(validTo === undefined ? {} : { validTo }),
                source: sourceOf({ ...held, number: held.case_number }),
              },
            ];
          }),
        },
      };
    },
  };
}

function sourceOf(of: { readonly case_id: string; readonly number: string; readonly opened_at: Date }) {
  return { case: of.case_id, number: of.number, on: dayOf(of.opened_at.getTime()) };
}

function titleOf(of: { readonly item_zh: string | null; readonly item_en: string | null }, otherwise: Text): Text {
  return of.item_zh !== null && of.item_en !== null ? { zh: of.item_zh, en: of.item_en } : otherwise;
}

async function shownRow(deps: Deps, row: DayRow) {
  const procedure = await definitionOf(deps.db, row.procedure_id, row.procedure_version);
  return {
    case: row.case_id,
    number: row.number,
    ...(row.party_name === null ? {} : { party: row.party_name }),
    title: titleOf(row, procedure?.title ?? { zh: row.procedure_id, en: row.procedure_id }),
    since: wireTime(row.since),
    due: row.due_on,
    ...(row.task_id === null ? {} : { task: row.task_id }),
    ...(row.section === 'undelivered' && row.subject !== null ? { effect: row.subject } : {}),
    ...(row.what === null ? {} : { what: row.what }),
  };
}
