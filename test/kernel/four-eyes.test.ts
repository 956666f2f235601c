// Owns that nobody joins two duties the law keeps apart, by whatever door he comes: for every pair of every published procedure.
import * as fc from 'fast-check';
import { catalogue } from '../../procedures/index';
import type { CaseCommand } from '../../src/kernel/acts';
import type { AnyAct } from '../../src/kernel/acts/act';
import type { CaseState } from '../../src/kernel/case';
import type { Actor, PersonActor } from '../../src/kernel/command';
import { fold } from '../../src/kernel/evolve';
import { apply } from '../../src/kernel/kernel';
import type { Definition, Role, TaskBlock } from '../../src/kernel/procedure/definition';
import { blocksOf } from '../../src/kernel/procedure/find';
import type { Refusal } from '../../src/kernel/rules/refusal';
import { calendar, lawTime, publish } from '../support/a-case';

interface Pair {
  readonly definition: Definition;
  readonly block: TaskBlock;
  /** What he has done, and what he may therefore not do. */
  readonly done: string;
  readonly duty: string;
}
/** Every step lets more people sign, so that this door is there to be tried. */
function signable<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'object' && each !== null && 'kind' in each && each.kind === 'task'
      ? { ...each, addSign: {} }
      : each,
  ) as T;
}
const pairs: readonly Pair[] = catalogue
  .map((draft) => publish(signable(draft)))
  .flatMap((definition) =>
    [...blocksOf(definition.flow), ...(definition.handOut ? [definition.handOut] : [])].flatMap((block) =>
      block.kind === 'task'
        ? (block.by.notWho ?? []).map((done) => ({ definition, block, done, duty: block.duty ?? block.id }))
        : [],
    ),
  );

const ROLES: readonly Role[] = ['receiving', 'deciding', 'reviewing', 'supervising', 'handing', 'preliminary'];
const TASK = 'c1.step.1';
const HOUR_MS = 3_600_000;

/** A case in which the step is open, and `doer` has done what may not be joined with it. */
class Setting {
  state: CaseState;
  private now = lawTime('2026-03-02 10:00');
  constructor(
    readonly pair: Pair,
    readonly doer: string,
  ) {
    const { definition, block, done } = pair;
    const act = (seq: number, type: string, payload: object): AnyAct =>
      ({
        ...{ seq, v: 1, at: this.now, type, payload, effectiveAt: this.now, actor: null, principal: null },
        ...{ basis: 'system', cause: null, raisedBy: null, key: null },
      }) as unknown as AnyAct;
    const opened = {
      number: 'n1',
      procedure: { id: definition.id, version: 1, hash: '' },
      organisations: Object.fromEntries(ROLES.map((role) => [role, `${role}-body`])),
      receivedOn: '2026-03-02',
      data: {},
      facts: definition.defaults ?? {},
      materials: [],
      duties: { [done]: [doer] },
    };
    const seats = Array.from({ length: block.by.count ?? 1 }, (_, n) => ({
      id: `${TASK}.${n + 1}`,
      post: block.by.post,
      organisation: this.body,
    }));
    this.state = fold('c1', [
      act(1, 'received', opened),
      act(2, 'task-opened', { task: TASK, step: block.id, round: 1, kind: 'step', seats, clock: block.clock }),
    ]);
  }
  get body(): string {
    return `${this.pair.block.by.of}-body`;
  }
  /** Somebody who holds the post of the step and whatever else it asks for; nothing but what he has done stands in his way. */
  fit(person: string): PersonActor {
    const { post, qualification } = this.pair.block.by;
    return {
      kind: 'person',
      person,
      posts: [{ id: person, kind: post, organisation: this.body }],
      qualifications: qualification === undefined ? [] : [qualification],
    };
  }
  head(): PersonActor {
    return { ...this.fit('head'), posts: [{ id: 'head', kind: 'agency-head', organisation: this.body }] };
  }
  /** Who decides whether somebody at this step is recused: the head; of the head himself the supervisor. */
  judge(): PersonActor {
    const posts = [{ id: 'judge', kind: 'supervisor' as const, organisation: 'supervising-body' }];
    return this.pair.block.by.post === 'agency-head' ? { ...this.fit('judge'), posts } : this.head();
  }
  later(hours: number): void {
    this.now += hours * HOUR_MS;
  }
  asks(actor: Actor, command: CaseCommand): Refusal | undefined {
    const moment = { now: this.now, raisedBy: 'act', webhook: false, undoMs: 60_000 } as const;
    const { refusal, walk } = apply(this.pair.definition, this.state, command, actor, moment, calendar, {
      numbers: {},
    });
    this.state = walk.state;
    return refusal;
  }
  does(actor: Actor, command: CaseCommand): void {
    const refusal = this.asks(actor, command);
    if (refusal) throw new Error(`${this.pair.definition.id}: ${command.type} refused: ${refusal.code}`);
  }
}

const of = { task: TASK } as const;
const seat = `${TASK}.1`;
const decision = ({ pair }: Setting, pick: number): Extract<CaseCommand, { type: 'decide' }> => {
  const outcomes = Object.keys(pair.block.outcomes);
  const outcome = outcomes[pick % outcomes.length] ?? '';
  return { type: 'decide', ...of, outcome, opinion: '情况属实。', data: {}, formErrors: [] };
};

/** How somebody may come to do what the step asks for; each leads up to the act by which it would come about. */
const DOORS: Readonly<
  Record<string, (setting: Setting, who: PersonActor, pick: number) => readonly [Actor, CaseCommand]>
> = {
  claim: (_, who) => [who, { type: 'claim', ...of }],
  decide: (setting, who, pick) => [who, decision(setting, pick)],
  transfer: (setting, who) => {
    setting.does(setting.fit('colleague'), { type: 'claim', ...of });
    return [setting.fit('colleague'), { type: 'transfer', ...of, to: who, reason: '外出' }];
  },
  'transfer of a transfer': (setting, who) => {
    setting.does(setting.fit('colleague'), { type: 'claim', ...of });
    setting.does(setting.fit('colleague'), { type: 'transfer', ...of, to: setting.fit('another'), reason: '外出' });
    return [setting.fit('another'), { type: 'transfer', ...of, to: who, reason: '外出', confirmed: true }];
  },
  delegate: (setting, who) => {
    setting.does(setting.fit('colleague'), { type: 'claim', ...of });
    return [setting.fit('colleague'), { type: 'delegate', ...of, to: who, question: '？' }];
  },
  'delegate of a delegate': (setting, who) => {
    setting.does(setting.fit('colleague'), { type: 'claim', ...of });
    setting.does(setting.fit('colleague'), { type: 'delegate', ...of, to: setting.fit('another'), question: '？' });
    return [setting.fit('another'), { type: 'delegate', ...of, to: who, question: '？' }];
  },
  'an opinion asked for before': (setting, who) => {
    setting.does(setting.fit('colleague'), { type: 'claim', ...of });
    const { duties } = setting.state;
    setting.state = { ...setting.state, duties: {} };
    setting.does(setting.fit('colleague'), { type: 'delegate', ...of, to: who, question: '？' });
    setting.state = { ...setting.state, duties };
    return [who, { type: 'submit-opinion', ...of, opinion: '同意。' }];
  },
  'a hand-over by the head': (setting, who) => [
    setting.head(),
    { type: 'reassign', ...of, seat, to: who, reason: '调整' },
  ],
  'a hand-over by an administrator': (setting, who) => {
    setting.does(setting.fit('colleague'), { type: 'claim', ...of });
    const posts = [{ id: 'admin', kind: 'administrator' as const, organisation: 'elsewhere' }];
    return [
      { ...setting.fit('admin'), posts },
      { type: 'reassign', ...of, seat, to: who, reason: '调整' },
    ];
  },
  'a seat given back': (setting, who) => {
    setting.does(setting.fit('colleague'), { type: 'claim', ...of });
    setting.does(setting.fit('colleague'), { type: 'unclaim', ...of });
    return [who, { type: 'claim', ...of }];
  },
  'a decision taken back': (setting, who, pick) => {
    const colleague = setting.fit('colleague');
    setting.asks(colleague, decision(setting, pick));
    // What is in effect at once cannot be taken back; then there is one seat less to come by.
    if (setting.asks(colleague, { type: 'withdraw', ...of })) setting.asks(colleague, { type: 'unclaim', ...of });
    else setting.does(colleague, { type: 'unclaim', ...of });
    return [who, decision(setting, pick)];
  },
  'an added seat (加签)': (setting, who, pick) => {
    const kinds = ['before', 'after', 'consult'] as const;
    setting.does(setting.fit('colleague'), { type: 'claim', ...of });
    const kind = kinds[pick % kinds.length] ?? 'before';
    return [setting.fit('colleague'), { type: 'add-sign', ...of, kind, people: [who], reason: '会商' }];
  },
  // Without a post of his own: what he has done himself is asked of him all the same.
  'acting for somebody absent': (setting, who) => {
    const absent = setting.fit('colleague');
    return [
      { ...who, posts: [], agentFor: [{ rule: 'r1', absent, scope: {} }] },
      { type: 'claim', ...of },
    ];
  },
  'a decision for somebody absent who had the seat': (setting, who, pick) => {
    const absent = setting.fit('colleague');
    setting.does(absent, { type: 'claim', ...of });
    return [
      { ...who, agentFor: [{ rule: 'r1', absent, scope: {} }] },
      { ...decision(setting, pick), for: 'colleague' },
    ];
  },
  'somebody else who acts for him': (setting, who, pick) => {
    const agent = { ...setting.fit('agent'), agentFor: [{ rule: 'r1', absent: who, scope: {} }] };
    return [agent, { ...decision(setting, pick), for: who.person }];
  },
  'the agent of his agent': (setting, who) => {
    const agent = {
      ...setting.fit('agent'),
      posts: [],
      agentFor: [{ rule: 'r1', absent: who, scope: {}, through: ['r2'] }],
    };
    return [agent, { type: 'claim', ...of }];
  },
  'a seat left vacant by a recusal': (setting, who) => {
    const colleague = setting.fit('colleague');
    setting.does(colleague, { type: 'claim', ...of });
    setting.does(colleague, { type: 'recuse', ...of, ground: 'relative', reason: '亲属' });
    setting.does(setting.judge(), { type: 'decide-recusal', ...of, seat, recused: true, reason: '属实' });
    return [who, { type: 'claim', ...of }];
  },
};
const doors = Object.keys(DOORS);

const said = ({ done, duty, block, definition }: Pair): string =>
  `${definition.id}: who has done ${done} and ${duty} at ${block.id}`;

it('there are pairs to keep apart in the procedures that are published', () => {
  expect(pairs.length).toBeGreaterThan(100);
  expect(pairs.filter(({ block }) => block.by.article === undefined).map(said)).toEqual([]);
});

it.each(pairs.map((pair) => [said(pair), pair] as const))('%s', (_, pair) => {
  const dice = fc.record({ door: fc.constantFrom(...doors), pick: fc.nat(99), hours: fc.nat(30) });
  fc.assert(
    fc.property(dice, ({ door, pick, hours }) => {
      const setting = new Setting(pair, 'doer');
      const [actor, command] = DOORS[door]?.(setting, setting.fit('doer'), pick) ?? [];
      if (!actor || !command) throw new Error(`no door ${door}`);
      // A task whose only seat is decided for good leaves no door to try.
      if (setting.state.tasks.find(({ id }) => id === TASK)?.state !== 'open') return;
      setting.later(hours);
      const refusal = setting.asks(actor, command);
      const code = refusal?.code === 'not-eligible' ? refusal.facts?.['because'] : refusal?.code;
      // Time may have answered for whoever was slow; that is no way in.
      if (setting.state.tasks.find(({ id }) => id === TASK)?.state !== 'open') return;
      expect([door, code, refusal?.basis]).toEqual([door, 'four-eyes', pair.block.by.article]);
      expect(setting.state.duties[pair.duty] ?? []).not.toContain('doer');
    }),
    { numRuns: 100 },
  );
});

it.each(doors)('%s is a door: whoever has done nothing comes in by it', (door) => {
  const ins = pairs.map((pair) => {
    const setting = new Setting(pair, 'doer');
    const [actor, command] = DOORS[door]?.(setting, setting.fit('fresh'), 0) ?? [];
    const refusal = actor && command && setting.asks(actor, command);
    // Some outcomes have conditions of their own.
    return refusal?.code ?? 'in';
  });
  expect(ins.filter((code) => code === 'in').length).toBeGreaterThan(pairs.length / 4);
  expect(ins.filter((code) => ['four-eyes', 'not-eligible', 'not-your-post'].includes(code))).toEqual([]);
});
