// Owns the shapes of saved views (常用视图): a query of a list under a name, one's own or shared with an organisation.
import { z } from 'zod';
import { caseFilters } from './case';
import { id } from './shapes';
import { inboxFilters } from './task';

const LISTS = { tasks: inboxFilters, cases: caseFilters } as const;
const filters = { ...inboxFilters, ...caseFilters };

export const viewToSave = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    list: z.enum(['tasks', 'cases']).meta({ description: '哪个列表 / of which list' }),
    query: z.strictObject(filters).meta({ description: '该列表的查询条件 / the query of that list' }),
    organisation: id.optional().meta({ description: '与本单位共享 / shared with an organisation of one’s own' }),
    default: z.boolean().optional().meta({ description: '打开列表时首先显示 / shown first when the list is opened' }),
  })
  .superRefine(({ list, query }, context) => {
    for (const member of Object.keys(query).filter((name) => !Object.hasOwn(LISTS[list], name)))
      context.addIssue({ code: 'unrecognized_keys', keys: [member], path: ['query'], input: query });
  });
export const savedView = z.object({
  id,
  name: z.string(),
  list: z.enum(['tasks', 'cases']),
  query: z.object(filters),
  organisation: id.optional(),
  default: z.boolean(),
  owner: z.object({ id, name: z.string() }),
  own: z.boolean(),
});
