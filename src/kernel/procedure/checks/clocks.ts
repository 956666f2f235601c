/** Limits: each has its ladder, no rung stands outside its clock, and inner limits fit the statutory one. */
import { PROMISE_CLOCK } from '../../acts/accept-with-gaps';
import { formsOf } from '../../basis';
import { parseDay } from '../../time/civil';
import type { ClockRule } from '../../time/clock';
import type { Draft } from '../builder';
import type { Block } from '../definition';
import type { Finding } from '../finding';
import { ITEM } from '../run-name';
import { isRecord, propertiesOf } from '../schema';
import { error, own, warning, type PartsOfDraft } from './parts';

export function checkClocks(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  return [
    ...ladders(draft),
    ...lapses(draft, parts),
    ...promises(draft, parts),
    ...days(draft, parts),
    ...inner(draft),
    ...unused(draft, parts),
  ];
}

function ladders(draft: Draft): readonly Finding[] {
  return Object.values(draft.clocks).flatMap((rule) => {
    const path = `/clocks/${rule.id}/rungs`;
    const findings: Finding[] = [];
    if (rule.kind === 'statutory' && !rule.rungs.some((rung) => rung.does === 'escalate' || rung.does === 'lapse')) {
      findings.push(
        error(
          'limit-without-escalation',
          path,
          `法定期限“${rule.id}”届满后无人督办，也没有法律后果。`,
          `Nothing follows when the statutory limit "${rule.id}" is breached.`,
        ),
      );
    }
    if (rule.rungs.some((rung) => rung.does === 'escalate') && draft.ladder.length === 0) {
      findings.push(
        error(
          'ladder-empty',
          '/ladder',
          '有督办环节，但没有确定由谁督办。',
          'Breaches escalate, but nobody stands on the ladder.',
        ),
      );
    }
    const ids = rule.rungs.map((rung) => rung.id);
    rule.rungs.forEach((rung, n) => {
      if (ids.indexOf(rung.id) !== n)
        findings.push(
          error('id-twice', `${path}/${n}`, `提醒“${rung.id}”重复。`, `The rung "${rung.id}" stands twice.`),
        );
      if ('remaining' in rung.when && rung.when.remaining > rule.budget.amount) {
        findings.push(
          warning(
            'rung-never',
            `${path}/${n}/when`,
            `期限只有${rule.budget.amount}日，剩余${rung.when.remaining}日的提醒永远不会发出。`,
            `With a budget of ${rule.budget.amount}, a rung at ${rung.when.remaining} remaining is never raised.`,
          ),
        );
      }
    });
    return findings;
  });
}

/** Papers promised for later (容缺) are promised for a day: without the clock nobody could accept so. */
function promises(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  if (own(draft.clocks, PROMISE_CLOCK)) return [];
  return parts.blocks.flatMap(({ block, path }) =>
    block.kind === 'task'
      ? Object.entries(block.outcomes)
          .filter(([, { act }]) => act === 'accept-with-gaps')
          .map(([outcome]) =>
            error(
              'promise-without-limit',
              `${path}/outcomes/${outcome}`,
              `可以容缺受理，但没有补齐期限“${PROMISE_CLOCK}”。`,
              `It may be accepted with gaps, but no clock "${PROMISE_CLOCK}" says until when they are filled.`,
            ),
          )
      : [],
  );
}

/** A clock that a fact ends: the fact is a day, days are counted one by one, and a wait for it is not entered again when it is over. */
function days(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  return Object.values(draft.clocks).flatMap(({ id, until, budget }) => {
    if (typeof until !== 'object') return [];
    const again = parts.blocks.flatMap(({ block, path }) =>
      block.kind === 'await' && block.clock === id
        ? Object.entries(block.outcomes)
            .filter(([, { on, target }]) => on === 'lapse' && target.to === 'again')
            .map(([outcome]) => `${path}/outcomes/${outcome}/target`)
        : [],
    );
    return [
      ...(isDay(draft, parts, until.fact, id)
        ? []
        : [
            error(
              'day-not-a-date',
              `/clocks/${id}/until/fact`,
              `期限“${id}”止于“${until.fact}”，但它不是日期字段（format: date）。`,
              `The clock "${id}" ends on "${until.fact}", which is no field of a date (format: date).`,
            ),
          ]),
      ...(budget.unit === 'calendar-days'
        ? []
        : [
            error(
              'day-unit',
              `/clocks/${id}/budget/unit`,
              `期限“${id}”止于某一日期，须按自然日计算。`,
              `The clock "${id}" ends on a date, so its unit is calendar days.`,
            ),
          ]),
      ...again.map((path) =>
        error(
          'day-past-again',
          path,
          `日期届满后再次进入同一等待，日期仍已过去，办件会停在这里。`,
          'Entered again when its day is over, the wait finds the day past, and so on for ever.',
        ),
      ),
    ];
  });
}
/** Whatever writes the fact writes a day; of a child's facts the parent's forms have been checked. */
function isDay(draft: Draft, parts: PartsOfDraft, fact: string, clock: string): boolean {
  if (fact === ITEM) return listsOfDays(draft, parts, clock);
  const given = parts.blocks.flatMap(({ block }) => valuesGiven(block, fact));
  const fields = fieldsNamed(draft, parts, fact);
  if (fields.length + given.length === 0) return draft.childOnly === true;
  return fields.every(isDate) && given.every((value) => typeof value === 'string' && parseDay(value) !== undefined);
}
/** Inside an `each` the item itself may be the day. */
function listsOfDays(draft: Draft, parts: PartsOfDraft, clock: string): boolean {
  const lists = parts.blocks
    .filter(({ block }) => block.kind === 'await' && block.clock === clock)
    .map(({ around }) =>
      around.flatMap((id) => parts.byId.get(id)?.block ?? []).findLast(({ kind }) => kind === 'each'),
    );
  return lists.every((each) => {
    const fields = each?.kind === 'each' ? fieldsNamed(draft, parts, each.over) : [];
    return fields.length > 0 && fields.every((field) => isRecord(field) && isDate(field['items']));
  });
}
function fieldsNamed(draft: Draft, parts: PartsOfDraft, fact: string): readonly unknown[] {
  const schemas = [draft.dataSchema, ...parts.blocks.flatMap(({ block }) => formsOf(block))];
  return schemas.flatMap((schema) => own(propertiesOf(schema), fact) ?? []);
}
function valuesGiven(block: Block, fact: string): readonly unknown[] {
  const all =
    block.kind === 'table'
      ? block.rows.map(({ gives }) => gives)
      : block.kind === 'child'
        ? Object.values(block.gives ?? {})
        : [];
  return all.flatMap((gives) => (Object.hasOwn(gives, fact) ? [gives[fact]] : []));
}
function isDate(field: unknown): boolean {
  return isRecord(field) && field['type'] === 'string' && field['format'] === 'date';
}

/** A lapse means something by law only where silence is acceptance, and where a term of the applicant ends. */
function lapses(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const awaits = parts.blocks.flatMap(({ block, path }) => (block.kind === 'await' ? [{ block, path }] : []));
  const meaningful = new Set([
    'acceptance',
    PROMISE_CLOCK,
    'expiry',
    ...Object.values(draft.waits).map((wait) => wait.clock),
    ...awaits.map(({ block }) => block.clock),
  ]);
  const findings: Finding[] = [];
  for (const rule of Object.values(draft.clocks)) {
    rule.rungs.forEach((rung, n) => {
      const path = `/clocks/${rule.id}/rungs/${n}`;
      if (rung.does !== 'lapse') return;
      if (!meaningful.has(rule.id))
        findings.push(
          error(
            'lapse-without-meaning',
            path,
            `期限“${rule.id}”届满没有规定的法律后果。`,
            `The lapse of "${rule.id}" has no effect that the law knows.`,
          ),
        );
      if (!('at' in rung.when) || rung.when.at !== 'end')
        findings.push(
          error(
            'lapse-early',
            `${path}/when`,
            '法律后果只能在期限届满时发生。',
            'A limit lapses at its end and at no other time.',
          ),
        );
    });
  }
  for (const wait of Object.values(draft.waits)) {
    const rule = own(draft.clocks, wait.clock);
    if (rule && !rule.rungs.some((rung) => rung.does === 'lapse'))
      findings.push(
        error(
          'wait-without-limit',
          `/waits/${wait.id}/clock`,
          `等待“${wait.id}”没有终点：期限“${wait.clock}”届满没有后果。`,
          `The wait "${wait.id}" has no end: its clock "${wait.clock}" never lapses.`,
        ),
      );
  }
  for (const { block, path } of awaits) {
    const rule = own(draft.clocks, block.clock);
    const ends = Object.values(block.outcomes).some((outcome) => outcome.on === 'lapse');
    if (rule && (!ends || !rule.rungs.some((rung) => rung.does === 'lapse')))
      findings.push(
        error(
          'wait-without-limit',
          `${path}/clock`,
          `等待“${block.id}”没有终点：期限“${block.clock}”届满没有后果。`,
          `The wait "${block.id}" has no end: the lapse of its clock "${block.clock}" leads nowhere.`,
        ),
      );
  }
  return findings;
}

/** About how many working days a limit gives at least; months and calendar days are cut down to be on the safe side. */
function workingDays({ budget }: ClockRule): number {
  if (budget.unit === 'working-days') return budget.amount;
  return Math.floor((budget.unit === 'months' ? budget.amount * 28 : budget.amount) * (5 / 7));
}

function inner(draft: Draft): readonly Finding[] {
  const rules = draft.acceptClocks.map((id) => own(draft.clocks, id)).filter((rule) => rule?.kind === 'statutory');
  const statutory = Math.min(...rules.map((rule) => (rule ? workingDays(rule) : Infinity)));
  if (!Number.isFinite(statutory)) return [];
  const findings: Finding[] = [];
  for (const rule of Object.values(draft.clocks)) {
    // A special procedure stops the statutory clock: its own length is no part of it.
    if (rule.id !== 'special' && (rule.kind === 'promised' || rule.kind === 'step') && workingDays(rule) > statutory) {
      findings.push(
        error(
          'limits-do-not-fit',
          `/clocks/${rule.id}/budget`,
          `期限“${rule.id}”比法定期限还长。`,
          `The limit "${rule.id}" is longer than the statutory one.`,
        ),
      );
    }
  }
  const sum = longest(draft, draft.flow);
  if (findings.length === 0 && sum > statutory) {
    findings.push(
      error(
        'limits-do-not-fit',
        '/flow',
        `各环节期限合计${sum}个工作日，超过法定的${statutory}个工作日。`,
        `The limits of the steps add up to ${sum} working days; the statutory limit gives ${statutory}.`,
      ),
    );
  }
  return findings;
}

function longest(draft: Draft, block: Block): number {
  if (block.kind === 'sequence') return block.blocks.reduce((sum, next) => sum + longest(draft, next), 0);
  if (block.kind === 'choice')
    return Math.max(
      ...[...block.branches.map((branch) => branch.block), block.otherwise].map((next) => longest(draft, next)),
    );
  if (block.kind === 'parallel') return Math.max(...block.branches.map((branch) => longest(draft, branch.block)));
  if (block.kind === 'each') return longest(draft, block.block);
  if (block.kind === 'loop') return block.atMost * longest(draft, block.block);
  if (block.kind !== 'task' && block.kind !== 'child' && block.kind !== 'call') return 0;
  const rule = own(draft.clocks, block.clock);
  return rule?.kind === 'step' ? workingDays(rule) : 0;
}

function unused(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const used = new Set([
    'delivery',
    'special',
    PROMISE_CLOCK,
    ...parts.blocks.flatMap(({ block }) => (block.kind === 'await' ? [block.clock] : [])),
    ...draft.startClocks,
    ...draft.acceptClocks,
    ...Object.values(draft.waits).map((wait) => wait.clock),
    ...parts.blocks.flatMap(({ block }) => (block.kind === 'task' ? (block.starts ?? []) : [])),
  ]);
  return Object.keys(draft.clocks)
    .filter((id) => !used.has(id))
    .map((id) =>
      warning('clock-never-started', `/clocks/${id}`, `期限“${id}”从不开始计算。`, `The clock "${id}" never starts.`),
    );
}
