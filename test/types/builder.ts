// Owns what the compiler must refuse in a procedure: names that are not there. Compiled by the check, never run.
import { procedure } from '../../src/kernel/procedure/builder';
import type { CaseOutcomeRule, OutcomeRule, TaskBlock } from '../../src/kernel/procedure/definition';
import type { CommandOf } from '../../src/kernel/acts/kind';
import type { Payloads } from '../../src/kernel/acts/act';

const title = { zh: '环节', en: 'Step' };
const clock = {
  title,
  kind: 'statutory',
  budget: { amount: 5, unit: 'working-days' },
  article: '…',
  rungs: [],
} as const;
const paper = { title, seal: 'approval', to: 'applicant', article: '…' } as const;
const light = 'good' as const;
const task = { kind: 'task', id: 'step', title, by: { post: 'approver', of: 'deciding' }, clock: 'decision' } as const;
const toDone = { done: { title, target: { to: 'end', outcome: 'done' } } } as const;

const parts = {
  id: 'p',
  title,
  basis: '…',
  workflow: 'procedure',
  roles: { deciding: 'holder', supervising: 'justice-bureau' },
  dataSchema: {},
  materials: [],
  facts: [],
  clocks: { decision: clock, term: { ...clock, kind: 'party' } },
  startClocks: ['decision'],
  acceptClocks: [],
  extensions: {},
  papers: { letter: paper },
  outcomes: { done: { title, paper: 'letter', light } },
  reviews: [],
  ladder: [],
  waits: {
    supplement: { title, clock: 'term', until: 'supplement', back: 'step', lapse: { to: 'end', outcome: 'done' } },
  },
} as const;

// What is whole compiles.
procedure({ ...parts, flow: { ...task, outcomes: toDone } });
procedure({
  ...parts,
  flow: { ...task, outcomes: { ask: { title, target: { to: 'correction', wait: 'supplement' } } } },
});

// @ts-expect-error a step on a clock that is not there
procedure({ ...parts, flow: { ...task, clock: 'decisoin', outcomes: toDone } });

// @ts-expect-error an outcome of the case that is not there
procedure({ ...parts, flow: { ...task, outcomes: { done: { title, target: { to: 'end', outcome: 'granted' } } } } });

const misspeltWait = { ask: { title, target: { to: 'correction', wait: 'suplement' } } } as const;
// @ts-expect-error a wait that is not there
procedure({ ...parts, flow: { ...task, outcomes: misspeltWait } });

// @ts-expect-error a clock that is started with the case and is not there
procedure({ ...parts, startClocks: ['decisoin'], flow: { ...task, outcomes: toDone } });

// @ts-expect-error a limit that is extended and is not there
procedure({ ...parts, extensions: { decisoin: { amount: 5, article: '…' } }, flow: { ...task, outcomes: toDone } });

// @ts-expect-error an outcome whose paper is not there
procedure({ ...parts, outcomes: { done: { title, paper: 'leter', light } }, flow: { ...task, outcomes: toDone } });

const misspeltClock = { supplement: { ...parts.waits.supplement, clock: 'trem' } } as const;
// @ts-expect-error a wait on a clock that is not there
procedure({ ...parts, waits: misspeltClock, flow: { ...task, outcomes: toDone } });

const inside = { kind: 'sequence', id: 's', blocks: [{ ...task, clock: 'decisoin', outcomes: toDone }] } as const;
const branches = [{ id: 'b', when: 'x', because: title, block: inside }] as const;
// @ts-expect-error a name in a step deep inside a choice
procedure({ ...parts, flow: { kind: 'choice', id: 'c', title, branches, otherwise: { kind: 'pass', id: 'p' } } });

// @ts-expect-error a choice that is not total
procedure({ ...parts, flow: { kind: 'choice', id: 'c', title, branches: [] } });

// @ts-expect-error a post no town has
export const byWhom: TaskBlock['by'] = { post: 'mayor', of: 'deciding' };

// @ts-expect-error an outcome that leads nowhere
export const nowhere: OutcomeRule = { title };

// @ts-expect-error an outcome that says nothing of its paper
export const noPaper: CaseOutcomeRule = { title, light };

// @ts-expect-error a label in one language
export const oneLanguage: OutcomeRule['title'] = { zh: '受理' };

// @ts-expect-error a definition cannot be changed once it is made
procedure({ ...parts, flow: { ...task, outcomes: toDone } }).id = 'q';

// @ts-expect-error a decision without its outcome
export const undecided: CommandOf<'decide'> = { type: 'decide', task: 't', formErrors: [] };

// @ts-expect-error an act whose payload is another's
export const mixed: Payloads['accepted'] = { on: '2026-03-02', number: '1' };
