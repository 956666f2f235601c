// Owns the shape of a certificate (证照) as the register shows it.
import { z } from 'zod';
import { day, id } from './shapes';

export const certificateStanding = z.enum(['valid', 'renewed', 'expired', 'annulled', 'deregistered']);
export const certificateView = z.object({
  number: z.string(),
  standing: certificateStanding,
  validTo: day.optional().meta({ description: '缺省为长期有效 / absent: valid without end' }),
  item: z.string().optional(),
  body: id.optional(),
  issuedBy: id.meta({ description: '发证的办件 / the case that issued it' }),
  entries: z.array(
    z.object({
      entry: z.number().int(),
      kind: z.string(),
      on: day,
      validFrom: day.optional(),
      validTo: day.optional(),
      case: id.optional().meta({ description: '仅限您可见的办件 / where you may see it' }),
    }),
  ),
});
