// Owns the shapes of drafts (草稿): what somebody has typed and not sent, kept for him alone.
import { z } from 'zod';
import { instant, jsonObject } from './shapes';

const version = z.int().min(0).meta({ description: '版本号，尚无草稿为 0 / version, 0 where there is none' });
export const draftToSave = z.strictObject({
  version: version.meta({ description: '所依据的版本 / the version it was typed over' }),
  data: z.record(z.string(), z.json()).meta({ description: '任意 JSON，不超过 256 kB / any JSON' }),
});
export const draft = z.object({
  subject: z.string(),
  version,
  data: jsonObject.nullable(),
  savedAt: instant.nullable(),
});
