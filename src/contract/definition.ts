// Owns the shape of a procedure's definition as it comes from outside; whether it is sound is for the checker of the kernel to say.
import { z } from 'zod';
import type { Draft } from '../kernel/procedure/builder';
import type { AwaitedAct, Block, Definition, StatutoryAct } from '../kernel/procedure/definition';
import type { Finding } from '../kernel/procedure/finding';
import { addSignKind, post } from './kinds';

const name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,59}$/);
const text = z.strictObject({ zh: z.string().max(500), en: z.string().max(500) });
const article = z.string().max(500);
const schema = z.record(z.string(), z.unknown());
const role = z.enum(['receiving', 'deciding', 'reviewing', 'supervising', 'handing', 'preliminary']);
// The compiler asks for each: a kind the kernel learns is missing here until it is listed.
const ACTS: Readonly<{ [A in StatutoryAct]: A }> = {
  accept: 'accept',
  'accept-with-gaps': 'accept-with-gaps',
  'accept-on-commitment': 'accept-on-commitment',
  'accept-on-the-spot': 'accept-on-the-spot',
  correct: 'correct',
  'request-supplement': 'request-supplement',
  'refuse-acceptance': 'refuse-acceptance',
  'record-visit': 'record-visit',
  forward: 'forward',
  'tell-interested': 'tell-interested',
  'appoint-hearing': 'appoint-hearing',
  'hold-hearing': 'hold-hearing',
  'end-hearing': 'end-hearing',
  'hand-out': 'hand-out',
  grant: 'grant',
  refuse: 'refuse',
  review: 'review',
  revoke: 'revoke',
  deregister: 'deregister',
  leave: 'leave',
  publish: 'publish',
};
const statutoryAct = z.enum(ACTS);
const AWAITED: Readonly<{ [A in AwaitedAct | 'lapse']: A }> = {
  'request-hearing': 'request-hearing',
  'waive-hearing': 'waive-hearing',
  'state-views': 'state-views',
  'hear-linked': 'hear-linked',
  message: 'message',
  lapse: 'lapse',
};
const facts = z.record(name, z.json());
const amount = z.number().int().min(1).max(10_000);
const limit = z.strictObject({ amount, unit: z.enum(['working-days', 'calendar-days', 'months']) });

const target = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('next') }),
  z.strictObject({ to: z.literal('again') }),
  z.strictObject({ to: z.literal('end'), outcome: name }),
  z.strictObject({ to: z.literal('correction'), wait: name }),
  z.strictObject({ to: z.literal('back'), step: name }),
  z.strictObject({ to: z.literal('reject') }),
]);
const rungTime = z.union([
  z.strictObject({ at: z.enum(['half', 'end']) }),
  z.strictObject({ remaining: z.number().int().min(0).max(10_000) }),
  z.strictObject({ after: z.number().int().min(1).max(10_000) }),
]);
const clock = z.strictObject({
  id: name,
  title: text,
  kind: z.enum(['statutory', 'promised', 'party', 'step']),
  budget: limit,
  article,
  rungs: z
    .array(
      z.strictObject({
        id: name,
        when: rungTime,
        does: z.enum(['remind', 'warn', 'escalate', 'lapse']),
        title: text,
        article,
        cutsRight: z.boolean().optional(),
        tells: name.optional(),
      }),
    )
    .max(20),
  rollForward: z.boolean().optional(),
  until: z.union([z.literal('certificate'), z.strictObject({ fact: name })]).optional(),
  from: z.literal('decision').optional(),
});
const outcomeRule = z.strictObject({
  title: text,
  act: statutoryAct.optional(),
  opinionRequired: z.boolean().optional(),
  schema: schema.optional(),
  target,
  article: article.optional(),
  veto: z.boolean().optional(),
});
const seatRule = z.strictObject({
  post,
  of: role,
  count: z.number().int().min(1).max(20).optional(),
  notWho: z.array(name).max(50).optional(),
  qualification: z.literal('legal').optional(),
  article: article.optional(),
  everyone: z.literal(true).optional(),
  who: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('field'), fact: name }),
      z.strictObject({ kind: z.literal('chosen'), fact: name }),
      z.strictObject({ kind: z.literal('topic'), fact: name }),
      z.strictObject({ kind: z.literal('least-loaded') }),
      z.strictObject({ kind: z.literal('head'), up: z.number().int().min(1).max(10) }),
      z.strictObject({ kind: z.literal('expression'), feel: z.string().min(1).max(500) }),
    ])
    .optional(),
  nobody: z.enum(['head', 'administrator', 'refuse']).optional(),
  same: z.enum(['again', 'other']).optional(),
  also: z
    .array(
      z.strictObject({
        post,
        of: role,
        count: z.number().int().min(1).max(20).optional(),
        everyone: z.literal(true).optional(),
      }),
    )
    .min(1)
    .max(20)
    .optional(),
  chair: z.strictObject({ post, of: role }).optional(),
  concurrent: z.literal('forbidden').optional(),
});
/** Exact: numerator and denominator. What makes no part of a whole is a finding of the checker, as for every rule that can be read. */
const fraction = z.strictObject({ of: z.tuple([z.number(), z.number()]).readonly() });
const disagreement = z.enum(['veto', 'counted']);
const votes = { agree: name, disagree: name };
const decidingRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all'), ...votes, disagreement }),
  z.strictObject({ kind: z.literal('any'), ...votes }),
  z.strictObject({
    kind: z.literal('vote'),
    ...votes,
    abstain: name.optional(),
    pass: fraction,
    quorum: fraction.optional(),
    disagreement,
    abstention: z.enum(['counted', 'left-out']),
    tie: z.enum(['chair', 'not-passed']),
    weights: z.partialRecord(post, z.number()).optional(),
  }),
  z.strictObject({ kind: z.literal('sequential'), ...votes }),
]);
const addSignRule = z.strictObject({
  kinds: z.array(addSignKind).max(4).optional(),
  depth: z.number().int().min(0).max(5).optional(),
  beforeVetoes: z.literal(true).optional(),
});
const checkPoint = z.strictObject({
  id: name,
  title: text,
  basis: article,
  rule: z.union([z.strictObject({ paper: name }), z.strictObject({ holds: z.string(), because: text })]).optional(),
  phrase: text,
});
const task = z.strictObject({
  kind: z.literal('task'),
  id: name,
  title: text,
  by: seatRule,
  decides: decidingRule.optional(),
  addSign: addSignRule.optional(),
  duty: name.optional(),
  form: schema.optional(),
  checkPoints: z.array(checkPoint).max(50).optional(),
  outcomes: z.record(name, outcomeRule),
  clock: name,
  starts: z.array(name).max(20).optional(),
  ends: z.array(name).max(20).optional(),
  returns: z
    .strictObject({
      to: z.array(name).min(1).max(50),
      mode: z.enum(['re-walk', 'direct', 'choose']),
      wait: name.optional(),
    })
    .optional(),
  transfers: z.number().int().min(0).max(20).optional(),
  delegations: z.number().int().min(0).max(20).optional(),
});
const child = z.strictObject({
  kind: z.literal('child'),
  id: name,
  title: text,
  procedure: name,
  hands: z.array(name).max(100),
  clock: name,
  outcomes: z.record(name, target),
  gives: z.record(name, facts).optional(),
  stops: z.strictObject({ clocks: z.array(name).max(20), ground: name }).optional(),
  of: role,
});
const awaited = z.strictObject({
  kind: z.literal('await'),
  id: name,
  title: text,
  clock: name,
  outcomes: z.record(
    name,
    z.strictObject({
      on: z.enum(AWAITED),
      said: name.optional(),
      name: name.optional(),
      schema: schema.optional(),
      target,
    }),
  ),
  tells: name.optional(),
  article: article.optional(),
});
const call = z.strictObject({
  kind: z.literal('call'),
  id: name,
  title: text,
  service: z.string().max(100),
  hands: z.array(name).max(100),
  clock: name,
  retries: z.strictObject({ attempts: z.number().int().min(1).max(50) }).optional(),
  schema: schema.optional(),
  outcomes: z.strictObject({ done: target, failed: target }),
  undo: z.string().max(100).optional(),
  article: article.optional(),
});
const end = z.strictObject({ kind: z.literal('end'), id: name, outcome: name });
const pass = z.strictObject({ kind: z.literal('pass'), id: name });
const block: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('kind', [task, sequence, choice, parallel, each, loop, table, child, awaited, call, end, pass]),
);
const sequence = z.strictObject({ kind: z.literal('sequence'), id: name, blocks: z.array(block).max(100) });
const choice = z.strictObject({
  kind: z.literal('choice'),
  id: name,
  title: text,
  branches: z.array(z.strictObject({ id: name, when: z.string(), because: text, block })).max(50),
  otherwise: block,
});
const joining = {
  join: z.union([z.enum(['all', 'first']), z.strictObject({ atLeast: z.number().int().min(1).max(1000) })]),
  rejects: z.enum(['end', 'count']),
  outcomes: z.strictObject({ joined: target, rejected: target }),
};
const parallel = z.strictObject({
  kind: z.literal('parallel'),
  id: name,
  title: text,
  branches: z
    .array(
      z.strictObject({ id: name, title: text, block, when: z.string().optional(), carryOver: z.boolean().optional() }),
    )
    .min(1)
    .max(50),
  ...joining,
});
const each = z.strictObject({
  kind: z.literal('each'),
  id: name,
  title: text,
  over: name,
  block,
  carryOver: z.boolean().optional(),
  ...joining,
});
const loop = z.strictObject({
  kind: z.literal('loop'),
  id: name,
  title: text,
  block,
  while: z.string(),
  atMost: z.number().int(),
  exhausted: target,
});
const table = z.strictObject({
  kind: z.literal('table'),
  id: name,
  title: text,
  inputs: z
    .array(
      z.strictObject({
        fact: name,
        type: z.enum(['number', 'text', 'boolean']),
        values: z.array(z.string().max(200)).min(1).max(200).optional(),
      }),
    )
    .min(1)
    .max(10),
  rows: z
    .array(z.strictObject({ id: name, when: z.array(z.string().max(500)).max(10), gives: facts, because: text }))
    .min(1)
    .max(200),
  hit: z.enum(['unique', 'first', 'collect']),
});
const wait = z.strictObject({
  kind: z.literal('wait'),
  id: name,
  title: text,
  clock: name,
  until: z.literal('supplement'),
  back: name,
  lapse: target,
});
/** What a number ends with, after the letters of the body that decides (文号代字). */
const series = z.string().regex(/^[^@\s]{1,50}$/);
const paper = z.strictObject({
  kind: name,
  title: text,
  on: z.array(z.string().max(100)).max(20).optional(),
  series: series.optional(),
  seal: z.enum(['approval', 'none']),
  to: z.enum(['applicant', 'file']),
  article,
});

/** A definition as published or as drafted: version and hash may be there or not. */
const definitionShape = z.strictObject({
  id: name,
  version: z.number().int().optional(),
  hash: z.string().optional(),
  title: text,
  basis: z.string().max(1000),
  workflow: z.enum(['approval', 'legalReview', 'hearing', 'procedure']),
  childOnly: z.boolean().optional(),
  roles: z.strictObject({
    deciding: z.string().max(200),
    reviewing: z.string().max(200).optional(),
    supervising: z.string().max(200),
    preliminary: z.strictObject({ field: name }).optional(),
    handing: z.strictObject({ field: name }).optional(),
  }),
  dataSchema: schema,
  opens: z.strictObject({ post, duty: name, exOfficio: z.strictObject({ post, duty: name }).optional() }).optional(),
  materials: z
    .array(
      z.strictObject({
        field: name,
        title: text,
        required: z.boolean(),
        requiredWhen: z.string().optional(),
        basis: article,
        deferrable: z.boolean().optional(),
        byCommitment: z.boolean().optional(),
      }),
    )
    .max(100),
  facts: z.array(name).max(100),
  defaults: facts.optional(),
  clocks: z.record(name, clock),
  acceptClocks: z.array(name).max(20),
  extensions: z.record(name, z.strictObject({ amount, article })),
  startClocks: z.array(name).max(20),
  papers: z.record(name, paper),
  outcomes: z.record(
    name,
    z.strictObject({
      title: text,
      paper: name.nullable(),
      also: z.array(name).max(10).optional(),
      withoutPaper: text.optional(),
      light: z.enum(['good', 'bad', 'neutral']),
    }),
  ),
  reviews: z.array(z.strictObject({ act: statutoryAct, when: z.string(), row: text, child: name, article })).max(50),
  certificate: z.strictObject({ series, validity: limit.nullable(), article }).optional(),
  concerns: z.strictObject({ certificate: z.enum(['renewed', 'amended', 'annulled', 'deregistered']) }).optional(),
  follows: z
    .array(
      z.strictObject({
        on: z.string().max(100),
        procedure: name,
        when: z.string().optional(),
        hands: z.array(name).max(100),
      }),
    )
    .max(20)
    .optional(),
  handOut: task.optional(),
  caps: z.record(name, z.strictObject({ days: amount, article })).optional(),
  ladder: z.array(z.strictObject({ post, of: role })).max(10),
  waits: z.record(name, wait),
  flow: block,
});

/**
 * Reads a definition from outside. What lacks the shape gives a finding `shape` for each place, at most fifty, and no draft; any
 * JSON value may be asked, at any depth.
 */
export function readDefinition(json: unknown): { readonly draft: Draft } | { readonly findings: readonly Finding[] } {
  try {
    const read = definitionShape.safeParse(json);
    if (read.success) return { draft: draftOf(read.data as unknown as Definition) };
    return {
      findings: read.error.issues.slice(0, 50).map((issue) => shapeFinding(pointer(issue.path), issue.message)),
    };
  } catch (fault) {
    // Nested so deep that reading it runs out of stack: no procedure of any town is.
    if (fault instanceof RangeError) return { findings: [shapeFinding('', 'nested too deep')] };
    throw fault;
  }
}

function draftOf({ version: _version, hash: _hash, ...draft }: Definition): Draft {
  return draft;
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((member) => `/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function shapeFinding(path: string, reason: string): Finding {
  return {
    rule: 'shape',
    severity: 'error',
    path,
    message: { zh: `流程定义的结构不正确：${reason}`, en: `This is not the shape of a definition: ${reason}` },
  };
}
