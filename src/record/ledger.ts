/** The hash chain of a case's ledger: how an act becomes a link, and how a stranger recomputes it (contract: Verification). */
import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AnyAct } from '../kernel/acts/act';
import { milestoneOf } from '../kernel/evolve';
import type { Instant } from '../kernel/time/clock';

export const GENESIS = '0'.repeat(64);
const SHANGHAI_MS = 8 * 3600_000;

/** An instant as the contract writes it: RFC 3339 with milliseconds and the offset of Asia/Shanghai. */
export function rfc3339(instant: Instant): string {
  return `${new Date(instant + SHANGHAI_MS).toISOString().slice(0, -1)}+08:00`;
}

/** RFC 8785 form; the one serialisation that digests, hashes and fingerprints are made over. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON values have a canonical form');
  return text;
}
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** One row of the ledger. */
export interface Link {
  readonly case: string;
  readonly seq: number;
  readonly v: number;
  /** RFC 3339, law time. */
  readonly at: string;
  readonly effectiveAt: string;
  readonly type: string;
  readonly actor: string | null;
  readonly principal: string | null;
  readonly basis: string | null;
  readonly cause: string | null;
  readonly raisedBy: string | null;
  readonly simulatedTime: boolean;
  readonly key: string | null;
  readonly payloadDigest: string;
  readonly previousHash: string;
}
export interface LedgerRow extends Link {
  readonly payload: unknown;
  /** 32 random bytes, hex; null with the payload after lawful erasure. */
  readonly salt: string | null;
  readonly hash: string;
  readonly milestone: string | null;
}

export function digestOf(salt: string, payload: unknown): string {
  return sha256(Buffer.from(salt, 'hex'), canonical(payload));
}
export function hashOf(link: Link): string {
  const {
    case: caseId,
    seq,
    v,
    at,
    effectiveAt,
    type,
    actor,
    principal,
    basis,
    cause,
    raisedBy,
    simulatedTime,
    key,
    payloadDigest,
    previousHash,
  } = link;
  return sha256(
    canonical({
      case: caseId,
      seq,
      v,
      at,
      effectiveAt,
      type,
      actor,
      principal,
      basis,
      cause,
      raisedBy,
      simulatedTime,
      key,
      payloadDigest,
      previousHash,
    }),
  );
}

/** Chains acts onto a head, salting each payload. */
export function chain(
  caseId: string,
  head: string,
  acts: readonly AnyAct[],
  simulatedTime: boolean,
): readonly LedgerRow[] {
  let previousHash = head;
  return acts.map((act) => {
    const salt = randomBytes(32).toString('hex');
    const link: Link = {
      case: caseId,
      seq: act.seq,
      v: act.v,
      at: rfc3339(act.at),
      effectiveAt: rfc3339(act.effectiveAt),
      type: act.type,
      actor: act.actor,
      principal: act.principal,
      basis: act.basis,
      cause: act.cause,
      raisedBy: act.raisedBy,
      simulatedTime,
      key: act.key,
      payloadDigest: digestOf(salt, act.payload),
      previousHash,
    };
    const hash = hashOf(link);
    previousHash = hash;
    return { ...link, payload: act.payload, salt, hash, milestone: milestoneOf(act) ?? null };
  });
}

/** The first link that does not hold, over a ledger read in order; `seq` that should stand there and why it does not. */
export function firstBroken(rows: readonly LedgerRow[]): { readonly seq: number; readonly why: string } | undefined {
  let previousHash = GENESIS;
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return { seq: index + 1, why: 'missing' };
    if (row.previousHash !== previousHash) return { seq: row.seq, why: 'not-chained' };
    if (row.salt !== null && digestOf(row.salt, row.payload) !== row.payloadDigest)
      return { seq: row.seq, why: 'payload-changed' };
    if (row.salt === null && row.payload !== null) return { seq: row.seq, why: 'payload-changed' };
    if (hashOf(row) !== row.hash) return { seq: row.seq, why: 'act-changed' };
    // No link of its own: it follows from the act, and whoever reads the milestones relies on that.
    if (row.payload !== null && (milestoneOf(actOf(row)) ?? null) !== row.milestone)
      return { seq: row.seq, why: 'act-changed' };
    previousHash = row.hash;
  }
  return undefined;
}

/** An act as the kernel reads it, from its row. */
export function actOf(row: LedgerRow): AnyAct {
  const { seq, v, type, payload, actor, principal, basis, cause, raisedBy, key } = row;
  return {
    seq,
    v,
    type,
    payload,
    actor,
    principal,
    basis,
    cause,
    raisedBy,
    key,
    at: Date.parse(row.at),
    effectiveAt: Date.parse(row.effectiveAt),
  } as unknown as AnyAct;
}

/** Selects a ledger in order, in the very form the hashes were made over. */
export const LEDGER_COLUMNS = `
  case_id as "case", seq, v, key, simulated_time as "simulatedTime", type, actor, principal, basis, cause, raised_by as "raisedBy",
  to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') as at,
  to_char(effective_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') as "effectiveAt",
  payload, encode(salt, 'hex') as salt, payload_digest as "payloadDigest", previous_hash as "previousHash", hash, milestone`;
