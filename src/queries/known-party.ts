// Owns what earlier cases tell of an applicant (已知信息), as far as the one who asks may see those cases.
import type { CertificateEntry } from './certificates';
import type { FormContent } from './cases';
import type { Database } from './database';
import { visibleTo, type Viewer } from './visibility';

export interface EarlierCase {
  readonly case_id: string;
  readonly number: string;
  readonly opened_at: Date;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly kind: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string | null;
  readonly address: string | null;
  readonly data: FormContent;
}
/** So many of the latest cases are read: what is older is not what he would say today. */
const READ = 20;

/** The latest cases of a party that the viewer may see, newest first, each with its application. */
export async function earlierCases(
  db: Database,
  viewer: Viewer,
  { idType, idNumber }: { readonly idType: string; readonly idNumber: string },
): Promise<EarlierCase[]> {
  return db.$queryRaw<EarlierCase[]>`
    SELECT c.id AS case_id, c.number, c.opened_at, c.procedure_id, c.procedure_version, p.kind, p.name, p.phone, p.email, p.address,
      coalesce((SELECT f.data FROM forms f WHERE f.case_id = c.id AND f.step = 'application' ORDER BY f.seq LIMIT 1), '{}') AS data
    FROM parties p JOIN cases c ON c.id = p.case_id
    WHERE p.id_number = ${idNumber} AND p.id_type = ${idType} AND ${visibleTo(viewer)}
    ORDER BY c.opened_at DESC, c.id DESC LIMIT ${READ}`;
}

export interface HeldCertificate {
  readonly number: string;
  readonly case_id: string;
  readonly case_number: string;
  readonly opened_at: Date;
  readonly item_zh: string | null;
  readonly item_en: string | null;
  readonly entries: readonly CertificateEntry[];
}
/** Certificates issued to a party by cases that the viewer may see. */
export async function certificatesHeld(
  db: Database,
  viewer: Viewer,
  { idType, idNumber }: { readonly idType: string; readonly idNumber: string },
): Promise<HeldCertificate[]> {
  return db.$queryRaw<HeldCertificate[]>`
    SELECT z.number, c.id AS case_id, c.number AS case_number, c.opened_at, i.name_zh AS item_zh, i.name_en AS item_en,
      (SELECT json_agg(e ORDER BY e.entry) FROM (
        SELECT entry, kind, on_day, valid_from, valid_to, case_id FROM certificates WHERE number = z.number) e) AS entries
    FROM parties p JOIN cases c ON c.root_id = p.case_id JOIN certificates z ON z.case_id = c.id AND z.entry = 1
      LEFT JOIN power_items i ON i.code = c.item AND i.version = c.item_version
    WHERE p.id_number = ${idNumber} AND p.id_type = ${idType} AND ${visibleTo(viewer)}
    ORDER BY z.number LIMIT 100`;
}
