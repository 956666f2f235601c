// Owns the shapes of what operators ask.
import { z } from 'zod';

export const alive = z.object({ status: z.literal('alive') });
export const readiness = z.object({
  status: z.enum(['ready', 'degraded', 'down']),
  database: z.boolean(),
  temporal: z.object({ reachable: z.boolean(), behindSeconds: z.number() }),
  worker: z.boolean(),
});
