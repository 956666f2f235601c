// Owns the shapes of what stands still and why: open waits, what the watchdog has found, and the process behind a case.
import { z } from 'zod';
import { day, id, instant, jsonObject, list, page, pageQuery, text } from './shapes';

const waitFilter = {
  kind: z.string().max(50).optional(),
  organisation: id.optional(),
  procedure: id.optional(),
  fingerprint: z.string().max(300).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  q: z.string().trim().max(100).optional(),
};
export const waitQuery = z.strictObject({ ...pageQuery, ...waitFilter });
export const waitGroupQuery = z.strictObject(waitFilter);

/** An act that would help and that the caller is offered: where it is posted, and what of its body is known already. */
export const helpfulAct = z.object({
  type: z.string(),
  title: text,
  on: z.enum(['case', 'task']),
  id,
  with: jsonObject.meta({ description: '已知的请求内容 / members of the request that are known already' }),
});
const unit = z.object({ id, name: text });
export const listedWait = z.object({
  id: z.string(),
  case: id,
  number: z.string(),
  procedure: z.object({ id, version: z.number().int() }),
  item: z.string().optional(),
  title: text,
  kind: z.string(),
  kindTitle: text,
  subject: z.object({ id: z.string(), title: text }),
  organisation: unit.optional().meta({ description: '在等哪个单位 / the body it waits for' }),
  task: id.optional(),
  since: instant,
  ageDays: z.number().int(),
  due: day.optional(),
  overdue: z.boolean(),
  clock: z.object({ id, title: text, state: z.enum(['running', 'paused']), article: z.string() }).optional(),
  next: z.object({ what: text, at: instant }).optional(),
  sentence: text,
  help: text.meta({ description: '怎样推动 / what would move it' }),
  fingerprint: z.string(),
  urgedAt: instant.optional(),
  actions: z.array(helpfulAct),
});
export const waits = page(listedWait);

const counted = {
  count: z.number().int(),
  oldest: instant,
  overdue: z.number().int(),
  overdueShare: z.number(),
};
export const waitGroups = z.object({
  byUnit: z.array(z.object({ kind: z.string(), kindTitle: text, organisation: unit.nullable(), ...counted })),
  byCause: z.array(z.object({ fingerprint: z.string(), kind: z.string(), kindTitle: text, what: text, ...counted })),
});

export const finding = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  since: instant,
  title: text,
  sentence: text,
  help: text,
  affected: z.number().int(),
  fingerprint: z.string(),
  cases: z.array(id).meta({ description: '受影响的办件，至多二十个 / cases it affects, twenty at most' }),
});
export const findings = z.object({
  items: z.array(finding),
  lookedAt: instant,
  reachable: z.boolean().meta({ description: 'Temporal 是否可以访问 / whether Temporal answered' }),
});

export const processView = z.object({
  reachable: z.boolean(),
  workflow: z
    .object({
      id,
      type: z.string(),
      run: z.string(),
      status: z.string(),
      startedAt: instant.optional(),
      historyLength: z.number().int(),
      link: z.string().optional().meta({ description: 'Temporal 页面地址 / address in Temporal’s own pages' }),
    })
    .nullable()
    .meta({ description: '没有流程时为空 / null where there is no process' }),
  workflowTask: z.object({ attempt: z.number().int(), state: z.string() }).nullable(),
  pendingActivities: z.array(
    z.object({
      type: z.string(),
      state: z.string(),
      attempt: z.number().int(),
      failure: z.string().optional(),
      nextAttemptAt: instant.optional(),
    }),
  ),
  queues: z.array(z.object({ name: z.string(), pollers: z.number().int(), lastPollAt: instant.optional() })),
  following: z.object({
    recorded: z.number().int().meta({ description: '台账最后一条 / last act of the ledger' }),
    followed: z
      .number()
      .int()
      .nullable()
      .meta({ description: '流程最后看到的一条 / the last act the process has seen' }),
    owedSeconds: z
      .number()
      .nullable()
      .meta({ description: '唤醒等待发出的秒数 / seconds for which a wake has been owed; null: none is' }),
  }),
  children: z.array(z.object({ id, type: z.string(), run: z.string(), status: z.string() })),
});

export const candidatesQuery = z.strictObject({
  for: z
    .enum(['reassign', 'add-sign'])
    .optional()
    .meta({ description: '改派（默认）或者加签 / to be given a seat, the default, or to be added' }),
});
export const candidates = list(
  z.object({
    person: z.object({ id, name: z.string() }),
    seat: id,
    post: z.object({ id, title: text, organisation: id }),
    open: z.number().int().meta({ description: '其手中的待办 / tasks he holds' }),
  }),
);
