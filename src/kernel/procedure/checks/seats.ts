/** Who could do it all: every step has its persons in the town, and together they can keep apart what must be kept apart. */
import type { Draft } from '../builder';
import type { Block, OtherSeats, PostKind, Role, SeatRule } from '../definition';
import { blocksOf } from '../find';
import type { Finding, Town } from '../finding';
import { error, PROBE_LIMITS, warning, type PartsOfDraft } from './parts';

type Person = NonNullable<Town['persons']>[number];
interface Duty {
  readonly block: string;
  readonly duty: string;
  readonly by: SeatRule;
  readonly path: string;
}

export function checkSeats(draft: Draft, parts: PartsOfDraft, town: Town): readonly Finding[] {
  const unknown = dutiesUnknown(draft, parts, town);
  if (town.persons === undefined || unknown.length > 0) return unknown;
  const duties = dutiesOf(draft, parts, town);
  const organisations = casts(draft, town);
  if ('finding' in organisations) return [organisations.finding];
  for (const cast of organisations.casts) {
    const findings = [...tooFew(duties, cast, town.persons), ...ladderEmpty(draft, cast, town.persons)];
    if (findings.length > 0) return findings;
    const seating = seatAll(duties, cast, town.persons);
    if (seating.kind === 'impossible') {
      return [
        error(
          'separation-unsatisfiable',
          '/flow',
          `现有人员无法满足职责分离的要求（环节“${seating.at}”无人可办）。`,
          `With the persons there are, the separation of duties cannot be kept (nobody is left for "${seating.at}").`,
          duties.map(({ block }) => block),
        ),
      ];
    }
    if (seating.kind === 'unknown')
      return [
        warning(
          'separation-unproven',
          '/flow',
          '人员组合过多，未能证明职责分离可以满足。',
          'Too many combinations: it was not proved that the separation of duties can be kept.',
        ),
      ];
  }
  return [];
}

/** Separation is kept by the name of the duty; a name nobody's duty has would separate nothing. */
function dutiesUnknown(draft: Draft, parts: PartsOfDraft, town: Town): readonly Finding[] {
  const before = openersOf(draft, town);
  const all = [draft, ...before];
  const known = new Set([...all, ...all.flatMap((each) => childrenOf(each, town))].flatMap(ownDuties));
  // A child whose parents are not known yet may name any duty of theirs.
  if (draft.childOnly && before.length === 0) return [];
  return parts.blocks.flatMap(({ block, path }) =>
    block.kind === 'task'
      ? (block.by.notWho ?? [])
          .filter((duty) => !known.has(duty))
          .map((duty) =>
            error(
              'duty-unknown',
              `${path}/by/notWho`,
              `没有任何环节承担“${duty}”这项职责，分离要求落空。`,
              `No step takes on the duty "${duty}", so nothing would be separated from it.`,
            ),
          )
      : [],
  );
}
/** The procedures whose cases open one of this, as a child or linked, and those that opened theirs: their duties are handed down. */
function openersOf(draft: Draft, town: Town): readonly Draft[] {
  const opens = (procedure: Draft, id: string): boolean =>
    procedure.follows?.some((rule) => rule.procedure === id) === true ||
    blocksOf(procedure.flow).some((block) => block.kind === 'child' && block.procedure === id);
  const found: Draft[] = [];
  const open = [draft.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const of = id;
    for (const procedure of town.procedures) {
      if (procedure.id === draft.id || found.includes(procedure) || !opens(procedure, of)) continue;
      found.push(procedure);
      open.push(procedure.id);
    }
  }
  return found;
}
function ownDuties(draft: Draft): readonly string[] {
  return [
    ...(draft.opens ? [draft.opens.duty] : []),
    ...blocksOf(draft.flow).flatMap((block) => (block.kind === 'task' ? [block.duty ?? block.id] : [])),
  ];
}
function childrenOf(draft: Draft, town: Town): readonly Draft[] {
  return blocksOf(draft.flow).flatMap((block) =>
    block.kind === 'child'
      ? town.procedures.filter((procedure) => procedure.id === block.procedure && procedure.id !== draft.id)
      : [],
  );
}

/** The duties of a whole case in document order, those of its children at the place where they are opened. */
function dutiesOf(draft: Draft, parts: PartsOfDraft, town: Town): readonly Duty[] {
  const window = draft.opens
    ? [
        {
          block: 'received',
          duty: draft.opens.duty,
          by: { post: draft.opens.post, of: 'receiving' as const },
          path: '/opens',
        },
      ]
    : [];
  const dutyOf = (block: Extract<Block, { kind: 'task' }>, path: string): Duty => ({
    block: block.id,
    duty: block.duty ?? block.id,
    by: block.by,
    path,
  });
  const flow = parts.blocks.flatMap(({ block, path }): readonly Duty[] => {
    if (block.kind === 'task') return [dutyOf(block, path), ...besides(block, path)];
    const child =
      block.kind === 'child' ? town.procedures.find((procedure) => procedure.id === block.procedure) : undefined;
    return blocksOf(child?.flow ?? { kind: 'pass', id: '' }).flatMap((inner) =>
      inner.kind === 'task' ? [dutyOf(inner, path), ...besides(inner, path)] : [],
    );
  });
  return [...window, ...flow];
}
/** The seats of further posts in the same task, and the chair: each takes somebody, who may sit for two unless that is forbidden. */
function besides(block: Extract<Block, { kind: 'task' }>, path: string): readonly Duty[] {
  const { also = [], chair, everyone: _, ...by } = block.by;
  const others: readonly OtherSeats[] = [...also, ...(chair ? [chair] : [])];
  return others.map(({ post, of, count = 1, everyone }) => ({
    block: block.id,
    duty: block.duty ?? block.id,
    by: { ...by, post, of, count, ...(everyone ? { everyone } : {}) },
    path,
  }));
}

type Cast = Readonly<Record<Role, string | undefined>>;

/** Which organisations may play the roles together: every place that takes the file in, and the body that decides. */
function casts(draft: Draft, town: Town): { readonly casts: readonly Cast[] } | { readonly finding: Finding } {
  const named = (wanted: string): string | undefined =>
    (town.organisations.find(({ id }) => id === wanted) ?? town.organisations.find(({ kind }) => kind === wanted))?.id;
  const deciding = draft.roles.deciding === 'holder' ? town.holders[0] : named(draft.roles.deciding);
  const reviewing = draft.roles.reviewing === undefined ? undefined : named(draft.roles.reviewing);
  const supervising = named(draft.roles.supervising);
  const missing = (
    [
      ['reviewing', draft.roles.reviewing, reviewing],
      ['supervising', draft.roles.supervising, supervising],
    ] as const
  ).find(([, wanted, found]) => wanted !== undefined && found === undefined);
  if (missing)
    return {
      finding: error(
        'organisation-unknown',
        `/roles/${missing[0]}`,
        `没有名为“${missing[1] ?? ''}”的机关。`,
        `There is no organisation "${missing[1] ?? ''}".`,
      ),
    };
  if (draft.roles.deciding !== 'holder' && deciding === undefined)
    return {
      finding: error(
        'organisation-unknown',
        '/roles/deciding',
        `没有名为“${draft.roles.deciding}”的机关。`,
        `There is no organisation "${draft.roles.deciding}".`,
      ),
    };
  const { opens } = draft;
  const windows = opens
    ? town.organisations
        .map(({ id }) => id)
        .filter((id) => (town.persons ?? []).some((person) => holds(person, opens.post, id)))
    : [undefined];
  if (windows.length === 0)
    return {
      finding: error(
        'nobody-eligible',
        '/opens/post',
        `没有任何机关有“${opens?.post ?? ''}”岗位的人员。`,
        `Nobody holds the post "${opens?.post ?? ''}" anywhere.`,
      ),
    };
  // The body that reviews first is named by the application: any that has the people could be it.
  const first = (town.persons ?? [])
    .flatMap((person) => person.posts)
    .find((held) => held.kind === 'examiner' && isTown(held.organisation));
  const preliminary = draft.roles.preliminary === undefined ? undefined : first?.organisation;
  return {
    casts: windows.map((receiving) => ({
      receiving,
      deciding,
      reviewing,
      supervising,
      preliminary,
      handing: draft.roles.handing === undefined ? undefined : receiving,
    })),
  };
  function isTown(id: string): boolean {
    return town.organisations.some((organisation) => organisation.id === id && organisation.kind === 'town');
  }
}

function holds(person: Person, post: PostKind, organisation: string): boolean {
  return person.posts.some((held) => held.kind === post && held.organisation === organisation);
}
function eligible({ by }: Duty, cast: Cast, persons: readonly Person[]): readonly Person[] {
  const organisation = cast[by.of];
  // A role nobody plays yet (an item without a holder, a child of any parent) is left to the day a case is opened.
  if (organisation === undefined) return [];
  return persons.filter(
    (person) =>
      holds(person, by.post, organisation) &&
      (by.qualification === undefined || person.qualifications.includes(by.qualification)),
  );
}

function tooFew(duties: readonly Duty[], cast: Cast, persons: readonly Person[]): readonly Finding[] {
  return duties.flatMap((duty) => {
    const organisation = cast[duty.by.of];
    if (organisation === undefined) return [];
    const there = eligible(duty, cast, persons).length;
    const count = duty.by.count ?? 1;
    if (there >= count) return [];
    return [
      error(
        'nobody-eligible',
        duty.path,
        `“${duty.block}”需要${count}名符合条件的人员，${organisation}只有${there}名。`,
        `"${duty.block}" needs ${count} eligible persons; ${organisation} has ${there}.`,
      ),
    ];
  });
}

function ladderEmpty(draft: Draft, cast: Cast, persons: readonly Person[]): readonly Finding[] {
  return draft.ladder.flatMap(({ post, of }, n) => {
    const organisation = cast[of];
    if (organisation === undefined || persons.some((person) => holds(person, post, organisation))) return [];
    return [
      error(
        'nobody-eligible',
        `/ladder/${n}`,
        `${organisation}没有“${post}”，无人督办。`,
        `${organisation} has no "${post}" to watch over a breach.`,
      ),
    ];
  });
}

type Seating =
  { readonly kind: 'possible' } | { readonly kind: 'impossible'; readonly at: string } | { readonly kind: 'unknown' };

const NOBODY = '';
/** Seats everybody by trying: the first arrangement that keeps all duties apart will do. */
function seatAll(duties: readonly Duty[], cast: Cast, persons: readonly Person[]): Seating {
  const seats = duties
    .filter(({ by }) => cast[by.of] !== undefined)
    .flatMap((duty): readonly { readonly duty: Duty; readonly whole?: Person }[] => {
      if (!duty.by.everyone) return Array.from({ length: duty.by.count ?? 1 }, () => ({ duty }));
      return eligible(duty, cast, persons).map((whole) => ({ duty, whole }));
    });
  // Where everybody has a seat there is nothing to choose: each sits whom nothing keeps apart, and has the duty.
  const candidates = seats.map(({ duty, whole }) => (whole ? [whole] : eligible(duty, cast, persons)));
  const taken: string[] = [];
  let tries = 0;
  let furthest = 0;
  const apart = (a: Duty, b: Duty): boolean =>
    a === b || (a.by.notWho ?? []).includes(b.duty) || (b.by.notWho ?? []).includes(a.duty);
  const sit = (n: number): boolean => {
    const seat = seats[n];
    if (!seat) return true;
    furthest = Math.max(furthest, n);
    for (const { person } of candidates[n] ?? []) {
      if (++tries > PROBE_LIMITS.seatings) return false;
      const joins = taken.some(
        (other, m) => other === person && seats[m] !== undefined && apart(seat.duty, seats[m].duty),
      );
      if (joins && !seat.whole) continue;
      taken.push(joins ? NOBODY : person);
      if (sit(n + 1)) return true;
      taken.pop();
    }
    return false;
  };
  if (sit(0)) return { kind: 'possible' };
  return tries > PROBE_LIMITS.seatings
    ? { kind: 'unknown' }
    : { kind: 'impossible', at: seats[furthest]?.duty.block ?? '' };
}
