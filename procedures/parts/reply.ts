/** 答复: what a complaint and a bad rating share. Somebody who had no part in the case looks into it and answers in writing. */
import { procedure, type Draft } from '../../src/kernel/procedure/builder';
import { standardRungs } from '../../src/kernel/time/rungs';
import type { Text } from '../../src/kernel/text';
import { HANDLED } from './afterwards';

export interface Reply {
  readonly id: string;
  readonly title: Text;
  readonly article: string;
  /** What the flow is called. */
  readonly flow: string;
  /** Working days, with their name. */
  readonly limit: { readonly days: number; readonly title: Text };
  readonly paper: { readonly kind: string; readonly title: Text };
  readonly task: Text;
  readonly by:
    | { readonly post: 'supervisor'; readonly of: 'supervising' }
    | { readonly post: 'agency-head'; readonly of: 'deciding' };
  /** Why nobody answers who handled it (回避). */
  readonly apart: string;
}

export function replyOf({ id, title, article, flow, limit, paper, task, by, apart }: Reply): Draft {
  return procedure({
    id,
    title,
    basis: article,
    workflow: 'procedure',
    childOnly: true,
    roles: { deciding: 'holder', supervising: 'justice-bureau' },
    dataSchema: { type: 'object', properties: {}, additionalProperties: false },
    materials: [],
    facts: [],
    clocks: {
      answer: {
        title: limit.title,
        kind: 'statutory',
        budget: { amount: limit.days, unit: 'working-days' },
        article,
        rungs: standardRungs(article),
      },
    },
    startClocks: ['answer'],
    acceptClocks: [],
    extensions: {},
    papers: { [paper.kind]: { title: paper.title, seal: 'none', to: 'applicant', article } },
    outcomes: {
      answered: { title: { zh: '已答复', en: 'Answered' }, paper: paper.kind, light: 'neutral' },
    },
    reviews: [],
    ladder: [{ post: 'supervisor', of: 'supervising' }],
    waits: {},
    flow: {
      kind: 'sequence',
      id: flow,
      blocks: [
        {
          kind: 'task',
          id: 'answer',
          title: task,
          by: { ...by, notWho: [...HANDLED], article: apart },
          duty: id,
          clock: 'answer',
          outcomes: {
            answer: {
              title: { zh: '答复申请人', en: 'Answer the applicant' },
              opinionRequired: true,
              target: { to: 'end', outcome: 'answered' },
            },
          },
        },
      ],
    },
  });
}
