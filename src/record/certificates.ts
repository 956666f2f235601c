/**
 * The register of certificates (证照登记): its rows as acts leave them, what it says now of one number, and what a case that is
 * about a certificate begins with. Who holds one is read here alone, and only to be compared.
 */
import type { AnyAct } from '../kernel/acts/act';
import type { CaseState } from '../kernel/case';
import type { CertificateNow, CertificateStanding, OpenCase } from '../kernel/command';
import type { Definition } from '../kernel/procedure/definition';
import type { Json } from '../kernel/text';
import type { Day, Limit } from '../kernel/time/clock';
import type { Sql } from './sql';
import type { CertificateCaseRow, CertificateRow } from './write';

/** An entry of the register; the last of a number is what holds. */
export function certificateRow(
  state: CaseState,
  act: Extract<AnyAct, { type: 'certificate-recorded' }>,
): CertificateRow {
  const { number, entry, kind, on, validFrom, validTo, validity } = act.payload;
  return {
    case_id: state.id,
    seq: act.seq,
    number,
    kind,
    entry,
    on_day: on,
    valid_from: validFrom ?? null,
    valid_to: validTo ?? null,
    item: state.item?.code ?? null,
    body: state.organisations.deciding ?? null,
    validity: validity ?? null,
  };
}

/** As what a case is about a certificate, from its first act on; none for the case that issues one. */
export function certificateCaseRow(definition: Definition, state: CaseState): readonly CertificateCaseRow[] {
  if (!state.certificate) return [];
  const watches = Object.values(definition.clocks).some((clock) => clock.until === 'certificate');
  const concern = definition.concerns?.certificate ?? (watches ? 'validity' : 'other');
  return [{ case_id: state.id, number: state.certificate.number, concern }];
}

/** SQL of `CertificateNow`, null where there is none: what the register says now of `number` to the case `self`. */
export function certificateNowSql(number: string, self: string): string {
  return `(select jsonb_strip_nulls(jsonb_build_object('entry', max(z.entry), 'annulled', bool_or(z.kind = 'annulled'), 'deregistered', bool_or(z.kind = 'deregistered'),
      'validTo', (array_agg(z.valid_to order by z.entry desc))[1],
      'renewing', exists (select 1 from certificate_cases k join cases o on o.id = k.case_id where k.number = ${number} and k.concern = 'renewed' and o.status <> 'ended' and o.id <> ${self}),
      'watch', (select k.case_id from certificate_cases k join cases o on o.id = k.case_id where k.number = ${number} and k.concern = 'validity' and o.status <> 'ended' and o.id <> ${self} limit 1)))
    from certificates z where z.number = ${number} having count(*) > 0)`;
}

interface Row {
  readonly now: CertificateNow;
  readonly valid_from: Day;
  readonly valid_to: Day | null;
  readonly validity: Limit | null;
  readonly body: string | null;
  readonly item: string | null;
  readonly item_version: number | null;
  readonly party: {
    readonly kind: string;
    readonly name: string;
    readonly idType: string;
    readonly idNumber: string;
    readonly phone: string;
    readonly email: string | null;
    readonly address: string | null;
  } | null;
}
/** The last entry of a number, and its holder: the party of the case that issued it. */
const CONCERNED = `
  select ${certificateNowSql('$1', "''")} as now, z.valid_from, z.valid_to, z.validity, z.body, z.item, c.item_version,
    (select jsonb_build_object('kind', p.kind, 'name', p.name, 'idType', p.id_type, 'idNumber', p.id_number, 'phone', p.phone, 'email', p.email, 'address', p.address)
      from parties p where p.case_id = i.case_id) as party
  from certificates z join certificates i on i.number = z.number and i.entry = 1 join cases c on c.id = i.case_id
  where z.number = $1 order by z.entry desc limit 1`;

export interface Concerned {
  readonly command: OpenCase;
  readonly now?: CertificateNow;
}

/**
 * The opening of a case about a certificate, with what the register says of it. The number is locked until the end of the
 * transaction, so that of two renewals handed in at once one sees the other.
 */
export async function concerned(
  sql: Sql,
  command: OpenCase,
  { today, applied }: { readonly today: Day; readonly applied: boolean },
): Promise<Concerned> {
  const number = command.data['certificate'];
  if (typeof number !== 'string') return { command };
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`certificate:${number}`]);
  const { rows } = await sql.query<Row>(CONCERNED, [number]);
  const row = rows[0];
  if (!row) return { command };
  const own = sameHolder(row, command) && row.body === command.organisations.deciding;
  // An applicant says how he is reached. A body that acts of its own accord does not: else it could send the notice somewhere else.
  const said = applied ? command.party : undefined;
  const party = said ?? (row.party === null ? undefined : told(row.party));
  return {
    now: row.now,
    command: {
      ...command,
      ...(row.item === null || row.item_version === null
        ? {}
        : { item: { code: row.item, version: row.item_version } }),
      ...(party ? { party } : {}),
      certificate: {
        number,
        validFrom: row.valid_from,
        ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
        ...(row.validity === null ? {} : { validity: row.validity }),
        standing: own ? standingOf(row.now, today) : 'foreign',
      },
    },
  };
}

/** A body that acts of its own accord names no party; an applicant is the holder or has no business with it. */
function sameHolder({ party }: Row, command: OpenCase): boolean {
  if (!command.party) return true;
  const same = (a: Json | undefined, b: string | undefined): boolean =>
    typeof a === 'string' && b !== undefined && a.trim().toUpperCase() === b.trim().toUpperCase();
  return same(command.party['idType'], party?.idType) && same(command.party['idNumber'], party?.idNumber);
}
function told(party: NonNullable<Row['party']>): { readonly [field: string]: Json } {
  return Object.fromEntries(Object.entries(party).filter(([, value]) => value !== null));
}

export function standingOf(now: CertificateNow, today: Day): Exclude<CertificateStanding, 'foreign' | 'unknown'> {
  if (now.deregistered) return 'deregistered';
  if (now.annulled) return 'annulled';
  // Valid through its last day; a renewal under way is still without effect on the day after.
  if (now.validTo !== undefined && now.validTo < today) return 'expired';
  return now.renewing ? 'renewing' : 'valid';
}
