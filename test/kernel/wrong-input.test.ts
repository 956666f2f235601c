// Owns what becomes of wrong input: every act, once as it is accepted, and then wrong in one way after the other. Each is refused with a code
// and a sentence, and nothing is written. Which ways an act must be tried in follows from the members of its command.
import { ACTS, type CaseCommand } from '../../src/kernel/acts';
import type { CommandOf } from '../../src/kernel/acts/kind';
import type { AgentFor, PersonActor } from '../../src/kernel/command';
import type { Block, DecidingRule } from '../../src/kernel/procedure/definition';
import { sentenceOf, type RefusalCode } from '../../src/kernel/rules/refusal';
import { aCase, anAcceptedCase, anExaminedCase, APPROVER, CLERK, FOOD, type PlayedCase } from '../support/a-case';
import { beside, ended, inOrder, opinion, outcome, play, step } from '../support/branching';
import { payment, saying } from '../support/calling';
import { person } from '../support/town';
import { aHeldVote, ALL, COMMITTEE, HEAD, M1, M2, M3, M4, member, OTHERS, says, vote } from '../support/voting';

type Type = CaseCommand['type'];
type Who = Parameters<PlayedCase['asks']>[0];
/** What is tried of every act that has such a member. */
type Way<T extends Type> =
  | 'of somebody else'
  | (CommandOf<T> extends { readonly task: string } ? 'no such task' | 'round closed' : never)
  | ('expectedSeq' extends keyof CommandOf<T> ? 'seen too long ago' : never)
  | ('outcome' extends keyof CommandOf<T> ? 'unknown outcome' : never)
  | ('weight' extends keyof CommandOf<T> ? 'no weight' : never)
  | ('for' extends keyof CommandOf<T> ? 'agent out of his dates' : never)
  | (CommandOf<T> extends { readonly to: PersonActor } ? 'in a circle' : never)
  | (T extends 'remove-sign' ? 'last seat that must decide' : never);
interface Wrong<T extends Type> {
  readonly code: RefusalCode;
  readonly by?: Who;
  readonly with?: { readonly [M in keyof CommandOf<T>]?: CommandOf<T>[M] | undefined };
  /** What has happened before. */
  readonly after?: (story: PlayedCase) => unknown;
  /** Another story, where the sound one cannot lead there. */
  readonly in?: () => PlayedCase;
}
interface Tried<T extends Type> {
  readonly in: () => PlayedCase;
  readonly by: Who;
  readonly does: CommandOf<T>;
  readonly wrong: { readonly [W in Way<T>]: Wrong<T> } & { readonly [way: string]: Wrong<T> };
  /** What an ended case says, where it is not that it has ended. */
  readonly ended?: RefusalCode;
}

const [WANG, LI, SUN] = ['wangfang', 'lina', 'sunqiang'] as const;
const BOSS = 'qianjianguo';
const ADMIN = member('m8', 'administrator');
const NOBODY: PersonActor = { kind: 'person', person: 'gone', posts: [], qualifications: [] };
/** Of a body that has nothing to do with these cases; by rule an agent of `absent`. */
const agentOf = (absent: PersonActor): PersonActor => {
  const rule: AgentFor = { rule: `rule-${absent.person}`, absent, scope: {} };
  return { ...person('youlan'), agentFor: [rule] };
};
const STALE = { 'seen too long ago': { code: 'task-stale', with: { expectedSeq: 1 } } } as const;
const CASE_STALE = { 'seen too long ago': { code: 'case-stale', with: { expectedSeq: 1 } } } as const;
const UNKNOWN = { 'no such task': { code: 'task-unknown', with: { task: 'c1.nowhere.1' } } } as const;

/** A board of three after a step of one: the second of them has voted, the first sent the case back, and it is before them again. */
const BALLOT = vote([1, 2], { agree: 'agree', disagree: 'object' });
const boardOf = (decides: DecidingRule = BALLOT): Block =>
  inOrder(
    'flow',
    step('first', { title: { zh: '初审', en: 'First review' } }),
    step('board', {
      by: { post: 'approver', of: 'deciding', count: 3 },
      decides,
      returns: { to: ['previous'], mode: 're-walk' },
      transfers: 2,
      addSign: {},
      outcomes: {
        agree: outcome({ to: 'next' }, { title: { zh: '同意', en: 'Agree' } }),
        object: outcome(
          { to: 'end', outcome: 'refused' },
          { title: { zh: '不同意', en: 'Object' }, opinionRequired: true },
        ),
        abstain: outcome({ to: 'again' }, { title: { zh: '弃权', en: 'Abstain' } }),
      },
    }),
    ended(),
  );
/** One of its outcomes is no vote: whoever chooses it ends the step. */
const withRemarks = (): Block =>
  step('board', {
    by: { post: 'approver', of: 'deciding', count: 3 },
    decides: BALLOT,
    outcomes: {
      agree: outcome({ to: 'next' }),
      object: outcome({ to: 'end', outcome: 'refused' }),
      abstain: outcome({ to: 'again' }),
      remark: outcome({ to: 'next' }),
    },
  });
const TASK = 'c1.board.2';
const ROUND = { 'round closed': { code: 'already-decided', with: { task: 'c1.board.1' } } } as const;
function board(): PlayedCase {
  return play(boardOf(), { people: [...OTHERS, ...COMMITTEE] })
    .decides(WANG, 'first', 'done')
    .decides(M2, 'board', 'agree')
    .does(M1, { type: 'return', task: 'c1.board.1', to: 'previous', reason: '面积不符' })
    .decides(WANG, 'first', 'done');
}
const claimed = (): PlayedCase => board().does(M1, { type: 'claim', task: TASK });
const ADD = { type: 'add-sign', task: TASK, kind: 'parallel', people: [M4], weight: 1, reason: '共同研究' } as const;
const ASK = { type: 'delegate', task: TASK, to: person(LI), question: '面积是否相符？' } as const;
const RECUSE = { type: 'recuse', task: TASK, ground: 'relative', reason: '亲属' } as const;
const RULE = { type: 'decide-recusal', task: TASK, seat: `${TASK}.1`, recused: true, reason: '属实' } as const;
const lent = (): PlayedCase => claimed().does(M1, ASK);
const inTurn = (): PlayedCase =>
  play(boardOf({ kind: 'sequential', agree: 'agree', disagree: 'object' }), { people: [...OTHERS, ...COMMITTEE] })
    .decides(WANG, 'first', 'done')
    .decides(M1, 'board', 'agree');

const withGap = (): PlayedCase => aCase({ data: { ...FOOD, identity: 'file-1', premisesProof: 'file-2' } });
const sentGaps = (): PlayedCase =>
  withGap().decides(CLERK, 'acceptance', 'request-supplement', { data: { gaps: ['floorPlan'] } });
const told = (): PlayedCase => {
  const story = anAcceptedCase().at('2026-03-04 10:00').examines(WANG, 'recommend-grant', true);
  return story.examines(LI, 'recommend-grant', true).informs(WANG, '李四');
};
const granted = (): PlayedCase => anExaminedCase().decides(APPROVER, 'decision', 'grant');
const over = (): PlayedCase => granted().runsEffects();
const sealing = (): PlayedCase => {
  const story = sentGaps();
  const paper = story.state.effects.find(({ kind }) => kind === 'issue-paper');
  return story.does('process', { type: 'claim-effect', effect: paper?.id ?? 'none', claim: 1 });
};
const effectIn = (story: PlayedCase): string => story.state.effects[0]?.id ?? 'none';
const EFFECT = effectIn(granted());
const claimedEffect = (): PlayedCase => granted().does('process', { type: 'claim-effect', effect: EFFECT, claim: 1 });
const failedEffect = (): PlayedCase =>
  claimedEffect().does('process', { type: 'fail-effect', effect: EFFECT, claim: 1, failure: '打印机故障' });
const late = (): PlayedCase => anAcceptedCase().livesUntil('2026-06-01 09:00');
const torn = (): PlayedCase => {
  const grading: Block = {
    kind: 'choice',
    id: 'which',
    title: { zh: '分', en: 'which' },
    branches: [],
    otherwise: step('x'),
  };
  const branch = { id: 'big', when: 'sizes > 3', because: { zh: '大', en: 'big' }, block: step('y') };
  return play(inOrder('flow', step('first'), { ...grading, branches: [branch] }, ended())).decides(
    WANG,
    'first',
    'done',
  );
};
const heard = (): PlayedCase => told().at('2026-03-05').asksForHearing('party-1');
const CHILD = heard().state.children[0]?.id ?? 'none';
/** All who are needed agree, and the vote waits for the one who has to take part. */
const certain = (): PlayedCase =>
  play(boardOf({ ...BALLOT, quorum: { of: [1, 1] } }), { people: [...OTHERS, ...COMMITTEE] })
    .decides(WANG, 'first', 'done')
    .decides(M2, 'board', 'agree')
    .decides(M3, 'board', 'agree');
/** Whoever was added is all that is left of the seats that must decide. */
function lastAdded(): PlayedCase {
  const story = board().does(M1, ADD);
  const left = (id: string) => (id === `${TASK}.4` ? {} : { state: 'closed' as const, cause: 'removed' });
  const tasks = story.state.tasks.map((task) =>
    task.id === TASK ? { ...task, seats: task.seats.map((seat) => ({ ...seat, ...left(seat.id) })) } : task,
  );
  story.state = { ...story.state, tasks };
  return story;
}
/** The applicant alone is asked what he has to say. */
const awaitingViews = (): PlayedCase => {
  const outcomes = {
    said: { on: 'state-views', target: { to: 'next' } },
    silent: { on: 'lapse', target: { to: 'next' } },
  } as const;
  const views: Block = { kind: 'await', id: 'views', title: { zh: '陈述', en: 'Views' }, clock: 'answer', outcomes };
  return play(inOrder('flow', views, ended()), {}, { roles: { receiving: 'window', deciding: 'holder' } as never });
};
const bothSides = (): PlayedCase =>
  play(
    inOrder(
      'flow',
      beside('sides', {
        left: opinion('left-one', { returns: { to: ['start', 'right-one'], mode: 're-walk' } }),
        right: opinion('right-one'),
      }),
      ended(),
    ),
  );

const WRONG_FORM = [{ path: '/area', message: { zh: '应当是数字。', en: 'This should be a number.' } }];
const NO_PROCESS = { 'of somebody else': { code: 'not-the-process', by: CLERK } } as const;

const TABLE: { readonly [T in Type]: Tried<T> } = {
  claim: {
    in: board,
    by: M1,
    does: { type: 'claim', task: TASK },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'seat of another': {
        code: 'seat-taken',
        by: M4,
        after: (story) => [M1, M2, M3].map((by) => story.does(by, { type: 'claim', task: TASK })),
      },
      'agent out of his dates': { code: 'not-agent', with: { for: 'm2' } },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  unclaim: {
    in: claimed,
    by: M1,
    does: { type: 'unclaim', task: TASK },
    wrong: {
      'of somebody else': { code: 'not-claimed', by: M2 },
      'asked for an opinion': { code: 'lent-out', after: (story) => story.does(M1, ASK) },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  urge: {
    in: claimed,
    by: WANG,
    does: { type: 'urge', task: TASK, reason: '期限将至' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: 'youlan' },
      'again at once': {
        code: 'urged-recently',
        after: (story) => story.does(BOSS, { type: 'urge', task: TASK, reason: '…' }),
      },
      ...UNKNOWN,
      'round closed': ROUND['round closed'],
      ...STALE,
      'of all, seen too long ago': { code: 'case-stale', with: { task: undefined, expectedSeq: 1 } },
    },
  },
  reassign: {
    in: claimed,
    by: HEAD,
    does: { type: 'reassign', task: TASK, seat: `${TASK}.1`, to: M4, reason: '外出' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: M1 },
      'in a circle': { code: 'already-holder', with: { to: M1 } },
      'no such seat': { code: 'seat-unknown', with: { seat: `${TASK}.9` } },
      'to somebody of another post': { code: 'not-eligible', with: { to: person(WANG) } },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  transfer: {
    in: claimed,
    by: M1,
    does: { type: 'transfer', task: TASK, to: M4, reason: '外出' },
    wrong: {
      'of somebody else': { code: 'not-claimed', by: M2 },
      'in a circle': {
        code: 'transfer-back',
        after: (story) => story.does(M1, { type: 'transfer', task: TASK, to: M4, reason: '…' }),
        by: M4,
        with: { to: M1 },
      },
      'to himself': { code: 'already-holder', with: { to: M1 } },
      'too often': {
        code: 'transfer-limit',
        after: (story) =>
          story
            .does(M1, { type: 'transfer', task: TASK, to: M4, reason: '…' })
            .does(M4, { type: 'transfer', task: TASK, to: M3, reason: '…' }),
        by: M3,
        with: { to: M2 },
      },
      'to somebody of another post': { code: 'not-eligible', with: { to: person(WANG) } },
      'an agent': {
        code: 'agent-may-not',
        in: () => board().does(agentOf(M1), { type: 'claim', task: TASK }),
        by: agentOf(M1),
      },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  delegate: {
    in: claimed,
    by: M1,
    does: ASK,
    wrong: {
      'of somebody else': { code: 'not-claimed', by: M2 },
      'in a circle': { code: 'delegation-cycle', after: (story) => story.does(M1, ASK), by: LI, with: { to: M1 } },
      'of himself': { code: 'delegation-cycle', with: { to: M1 } },
      'a second time': { code: 'lent-out', after: (story) => story.does(M1, ASK), with: { to: person(SUN) } },
      'too long a chain': {
        code: 'delegation-limit',
        after: (story) =>
          story
            .does(M1, ASK)
            .does(LI, { ...ASK, to: person(SUN) })
            .does(SUN, { ...ASK, to: person(CLERK) }),
        by: CLERK,
        with: { to: person(APPROVER) },
      },
      'of who is no longer on the staff': { code: 'not-eligible', with: { to: NOBODY } },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  'recall-delegation': {
    in: lent,
    by: M1,
    does: { type: 'recall-delegation', task: TASK },
    wrong: {
      'of somebody else': { code: 'not-delegated', by: M2 },
      'by who was asked': { code: 'not-delegated', by: LI },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  'submit-opinion': {
    in: lent,
    by: LI,
    does: { type: 'submit-opinion', task: TASK, opinion: '相符。' },
    wrong: {
      'of somebody else': { code: 'no-opinion-asked', by: M2 },
      'by who has asked on': { code: 'lent-out', after: (story) => story.does(LI, { ...ASK, to: person(SUN) }) },
      'without a word': { code: 'opinion-missing', with: { opinion: ' ' } },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  recuse: {
    in: claimed,
    by: M1,
    does: RECUSE,
    wrong: {
      'of somebody else': { code: 'not-claimed', by: M2 },
      'entered by who has no window': { code: 'not-your-post', by: WANG, with: { by: 'applicant' } },
      'no such seat': { code: 'seat-unknown', by: 'applicant', with: { seat: `${TASK}.9` } },
      'of nobody': { code: 'nobody-seated', by: 'applicant', with: { seat: `${TASK}.2` } },
      'a second time': { code: 'recusal-open', after: (story) => story.does(M1, RECUSE) },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  'decide-recusal': {
    in: () => claimed().does(M1, RECUSE),
    by: HEAD,
    does: RULE,
    wrong: {
      'of somebody else': { code: 'not-your-post', by: M2 },
      'who never asked': { code: 'recusal-not-asked', with: { seat: `${TASK}.2` } },
      ...UNKNOWN,
      'round closed': { code: 'recusal-not-asked', with: { task: 'c1.board.1' } },
      ...STALE,
    },
  },
  copy: {
    in: board,
    by: WANG,
    does: { type: 'copy', people: [person(LI)], reason: '知悉' },
    wrong: {
      'of somebody else': { code: 'no-part', by: 'youlan' },
      'to nobody': { code: 'nobody-named', with: { people: [] } },
      'to who is no longer on the staff': { code: 'not-eligible', with: { people: [person(LI), NOBODY] } },
      ...CASE_STALE,
    },
  },
  'read-copy': {
    in: () => board().does(WANG, { type: 'copy', people: [person(LI)], reason: '知悉' }),
    by: LI,
    does: { type: 'read-copy' },
    wrong: {
      'of somebody else': { code: 'not-copied', by: SUN },
      'of the applicant': { code: 'not-copied', by: 'applicant' },
    },
  },
  comment: {
    in: board,
    by: WANG,
    does: { type: 'comment', text: '请补图。', mentions: [] },
    wrong: {
      'of somebody else': { code: 'no-part', by: 'youlan' },
      'of the applicant': { code: 'no-part', by: 'applicant' },
      'without a word': { code: 'comment-empty', with: { text: ' ' } },
    },
  },
  decide: {
    in: board,
    by: M1,
    does: { type: 'decide', task: TASK, outcome: 'agree', formErrors: [] },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'unknown outcome': { code: 'outcome-unknown', with: { outcome: 'agreed' } },
      'outcome of every object': { code: 'outcome-unknown', with: { outcome: 'constructor' } },
      'agent out of his dates': {
        code: 'agency-over',
        in: () => board().does(agentOf(M1), { type: 'claim', task: TASK }),
        by: person('youlan'),
      },
      'agent of another': { code: 'not-agent', with: { for: 'm2' } },
      'a second time': { code: 'already-decided', after: (story) => agrees(story, M1) },
      'out of turn': {
        code: 'not-your-turn',
        in: inTurn,
        by: M3,
        with: { task: 'c1.board.1' },
        after: (story) => story.does(M2, { type: 'claim', task: 'c1.board.1' }),
      },
      'asked for an opinion': { code: 'opinion-only', in: lent, by: LI },
      'while an opinion is awaited': { code: 'lent-out', in: lent },
      'while a recusal is undecided': { code: 'recusal-open', in: () => claimed().does(M1, RECUSE) },
      'without the opinion it needs': { code: 'opinion-missing', with: { outcome: 'object' } },
      'with a wrong form': { code: 'form-invalid', with: { formErrors: WRONG_FORM } },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  withdraw: {
    in: () =>
      says(
        says(says(aHeldVote(ALL, { everyone: true }, [...OTHERS, M1, M2, M3]), M1, 'grant'), M2, 'grant'),
        M3,
        'grant',
      ),
    by: M3,
    does: { type: 'withdraw', task: 'c1.decision.1' },
    ended: 'not-your-decision',
    wrong: {
      'of somebody else': { code: 'not-your-decision', by: WANG },
      'not the last word': { code: 'decision-stands', by: M1 },
      'too late': { code: 'decision-stands', after: (story) => story.at('2026-03-05 10:01').settles() },
      'without the post any more': { code: 'not-your-post', by: { ...M3, posts: [] } },
      'in effect, and somebody has decided since': {
        code: 'later-decided',
        by: WANG,
        with: { task: 'c1.survey.1' },
        in: () =>
          play(inOrder('flow', step('survey'), step('second'), step('third'), ended()))
            .decides(WANG, 'survey', 'done')
            .decides(LI, 'second', 'done'),
      },
      'in effect, and the others suffice': {
        code: 'others-suffice',
        by: M2,
        with: { task: 'c1.board.1' },
        in: () =>
          play(inOrder('flow', withRemarks(), step('after'), ended()), { people: [...OTHERS, ...COMMITTEE] })
            .decides(M2, 'board', 'agree')
            .decides(M3, 'board', 'remark'),
      },
      ...UNKNOWN,
      'round closed': { code: 'not-your-decision', with: { task: 'c1.examination.1' } },
      ...STALE,
    },
  },
  'withdraw-vote': {
    in: () => agrees(board(), M2),
    by: M2,
    does: { type: 'withdraw-vote', task: TASK },
    ended: 'not-your-decision',
    wrong: {
      'of somebody else': { code: 'not-your-decision', by: M1 },
      'others have spoken on it': {
        code: 'later-decided',
        in: () => agrees(inTurn(), M2),
        by: M1,
        with: { task: 'c1.board.1' },
      },
      'without the post any more': { code: 'not-your-post', by: { ...M2, posts: [] } },
      ...UNKNOWN,
      'round closed': { code: 'decision-stands', with: { task: 'c1.board.1' } },
      ...STALE,
    },
  },
  'add-sign': {
    in: board,
    by: M1,
    does: ADD,
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'no weight': { code: 'weight-missing', with: { weight: undefined } },
      'weight of nothing': { code: 'weight-missing', with: { weight: 0 } },
      'half a vote': { code: 'weight-missing', with: { weight: 1.5 } },
      'more than any weight': { code: 'weight-missing', with: { weight: 1_001 } },
      'of himself': { code: 'already-in-task', with: { people: [M1] } },
      'one twice': { code: 'already-in-task', with: { people: [M4, M4] } },
      'of nobody': { code: 'nobody-named', with: { people: [] } },
      'to a vote that is not his': { code: 'not-eligible', with: { people: [person(LI)] } },
      'after his own vote': { code: 'withdraw-first', after: (story) => agrees(story, M1) },
      'where no result is open any more': {
        code: 'result-certain',
        in: certain,
        with: { task: 'c1.board.1' },
      },
      'no such seat': { code: 'seat-unknown', with: { seat: `${TASK}.9` } },
      'where only advice was asked': {
        code: 'add-sign-not-here',
        after: (story) => story.does(M1, { ...ADD, kind: 'consult' }),
        by: M4,
        with: { people: [HEAD] },
      },
      'too deep': {
        code: 'add-sign-too-deep',
        after: (story) => story.does(M1, ADD).does(M4, { ...ADD, people: [M3] }),
        by: M3,
        with: { people: [M2] },
      },
      ...UNKNOWN,
      'round closed': { code: 'task-over-no-signers', with: { task: 'c1.board.1' } },
      ...STALE,
    },
  },
  'remove-sign': {
    in: () => board().does(M1, ADD),
    by: M1,
    does: { type: 'remove-sign', task: TASK, seat: `${TASK}.4`, reason: '误加' },
    wrong: {
      'of somebody else': { code: 'not-the-inviter', by: M2 },
      'no such seat': { code: 'seat-unknown', with: { seat: `${TASK}.9` } },
      'seat of the step': { code: 'not-added', with: { seat: `${TASK}.1` } },
      'of who has spoken': { code: 'signer-has-decided', after: (story) => agrees(story, M4) },
      'last seat that must decide': { code: 'last-seat', in: lastAdded, with: { seat: `${TASK}.4` } },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  return: {
    in: board,
    by: M1,
    does: { type: 'return', task: TASK, to: 'previous', reason: '面积不符' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'to where it never was': { code: 'return-nowhere', with: { to: 'nowhere' } },
      'to the applicant, where that is not allowed': { code: 'return-nowhere', with: { to: 'applicant' } },
      'into the branch beside': {
        code: 'return-into-sibling',
        in: bothSides,
        by: WANG,
        with: { task: 'c1.left-one.1', to: 'right-one' },
      },
      'by another way': { code: 'return-mode', with: { mode: 'direct' } },
      'without a reason': { code: 'return-reason', with: { reason: ' ' } },
      'of who was asked for advice': {
        code: 'return-aside',
        after: (story) => story.does(M1, { ...ADD, kind: 'consult' }),
        by: M4,
      },
      ...UNKNOWN,
      ...ROUND,
      ...STALE,
    },
  },
  supplement: {
    in: sentGaps,
    by: 'applicant',
    does: { type: 'supplement', data: { floorPlan: 'file-9' }, formErrors: [] },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'nobody asked for': { code: 'not-awaited', in: aCase },
      'of nothing': { code: 'supplement-empty', with: { data: {} } },
      'of what was bound': { code: 'field-bound', with: { data: { deliveryCentre: 'huashi-centre' } } },
      'with a wrong form': { code: 'form-invalid', with: { formErrors: WRONG_FORM } },
      ...CASE_STALE,
    },
  },
  'receive-message': {
    in: () => {
      const flow = inOrder('flow', step('first'), payment(), step('after'), ended());
      return play(flow, {}, saying(flow, 'amount')).decides(WANG, 'first', 'done');
    },
    by: WANG,
    does: {
      type: 'receive-message',
      message: 'payment-confirmed',
      id: 'p-1',
      data: { amount: 120 },
      reason: '纸质回单',
      formErrors: [],
    },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: CLERK },
      'that nobody waits for': { code: 'message-not-awaited', with: { message: 'weather' } },
      'by hand and for no reason': { code: 'message-reason', with: { reason: ' ' } },
      'with a wrong form': { code: 'form-invalid', with: { formErrors: WRONG_FORM } },
      ...CASE_STALE,
    },
  },
  'withdraw-application': {
    in: anAcceptedCase,
    by: 'applicant',
    does: { type: 'withdraw-application', reason: '不办了' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'after the decision': { code: 'not-withdrawable', in: granted },
      'while a paper is sealed': { code: 'being-sealed', in: sealing },
      ...CASE_STALE,
    },
  },
  'suspend-clock': {
    in: anAcceptedCase,
    by: APPROVER,
    does: { type: 'suspend-clock', clock: 'decision', ground: 'testing' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'no such clock': { code: 'clock-unknown', with: { clock: 'constructor' } },
      'no ground of the law': { code: 'ground-unlawful', with: { ground: 'site-visit' } },
      'clock of the applicant': { code: 'ground-unlawful', in: sentGaps, with: { clock: 'supplement' } },
      'that stands already': {
        code: 'clock-not-running',
        after: (story) => story.does(APPROVER, { type: 'suspend-clock', clock: 'decision', ground: 'testing' }),
      },
      ...CASE_STALE,
    },
  },
  'resume-clock': {
    in: () => anAcceptedCase().does(APPROVER, { type: 'suspend-clock', clock: 'decision', ground: 'testing' }),
    by: APPROVER,
    does: { type: 'resume-clock', clock: 'decision' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'no such clock': { code: 'clock-unknown', with: { clock: 'nothing' } },
      'that runs': { code: 'clock-not-suspended', in: anAcceptedCase },
      ...CASE_STALE,
    },
  },
  'extend-clock': {
    in: anAcceptedCase,
    by: BOSS,
    does: { type: 'extend-clock', clock: 'decision', reason: '案情复杂' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: APPROVER },
      'no such clock': { code: 'clock-unknown', with: { clock: 'nothing' } },
      'that the law does not extend': { code: 'extension-unlawful', in: sentGaps, with: { clock: 'supplement' } },
      'a second time': {
        code: 'extension-used',
        after: (story) => story.does(BOSS, { type: 'extend-clock', clock: 'decision', reason: '案情复杂' }),
      },
      'that has passed': { code: 'limit-passed', in: late },
      ...CASE_STALE,
    },
  },
  terminate: {
    in: anAcceptedCase,
    by: APPROVER,
    does: { type: 'terminate', ground: 'subject-died', reason: '申请人死亡' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'after the decision': { code: 'not-terminable', in: granted },
      'while a paper is sealed': { code: 'being-sealed', in: sealing },
      ...CASE_STALE,
    },
  },
  'allow-second-list': {
    in: sentGaps,
    by: BOSS,
    does: { type: 'allow-second-list', reason: '漏列材料' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: APPROVER },
      'before the first': { code: 'list-not-spent', in: aCase },
      'after acceptance': { code: 'already-accepted', in: anAcceptedCase },
      ...CASE_STALE,
    },
  },
  'explain-delay': {
    in: late,
    by: APPROVER,
    does: { type: 'explain-delay', clock: 'decision', reason: '人手不足' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'no such clock': { code: 'clock-unknown', with: { clock: 'nothing' } },
      'in time': { code: 'not-overdue', in: anAcceptedCase },
      'a second time': {
        code: 'already-explained',
        after: (story) => story.does(BOSS, { type: 'explain-delay', clock: 'decision', reason: '人手不足' }),
      },
      ...CASE_STALE,
    },
  },
  'request-hearing': {
    in: told,
    by: 'applicant',
    does: { type: 'request-hearing' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'for who was never told': { code: 'party-unknown', by: CLERK, with: { by: 'party-2' } },
      'for another party': { code: 'party-unknown', with: { by: 'party-1' } },
      'that nobody offered': { code: 'nothing-awaited', in: anAcceptedCase },
      'after a waiver': { code: 'already-waived', after: (story) => story.waives('applicant') },
      ...CASE_STALE,
    },
  },
  'waive-hearing': {
    in: told,
    by: 'applicant',
    does: { type: 'waive-hearing' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'for who was never told': { code: 'party-unknown', by: CLERK, with: { by: 'party-2' } },
      'that nobody offered': { code: 'nothing-awaited', in: anAcceptedCase },
      'a second time': { code: 'already-waived', after: (story) => story.waives('applicant') },
      ...CASE_STALE,
    },
  },
  'state-views': {
    in: told,
    by: 'applicant',
    does: { type: 'state-views', views: '不同意。' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: APPROVER },
      'for who was never told': { code: 'party-unknown', by: CLERK, with: { by: 'party-2' } },
      'that nobody asked': { code: 'nothing-awaited', in: anAcceptedCase },
      'for another where there is nobody else': {
        code: 'party-unknown',
        in: awaitingViews,
        by: CLERK,
        with: { by: 'party-1' },
      },
      ...CASE_STALE,
    },
  },
  complain: {
    in: anAcceptedCase,
    by: 'applicant',
    does: { type: 'complain', text: '太慢。' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'where nobody hears of it': { code: 'nothing-awaited', in: board },
      'without end': {
        code: 'complaints-enough',
        after: (story) =>
          Array.from({ length: 20 }, () => story.does('applicant', { type: 'complain', text: '太慢。' })),
      },
    },
  },
  'hear-linked': {
    in: anAcceptedCase,
    by: 'process',
    does: { type: 'hear-linked', from: 'c9', said: 'renewed' },
    wrong: { ...NO_PROCESS, 'of the applicant': { code: 'not-the-process', by: 'applicant' } },
  },
  rate: {
    in: over,
    by: 'applicant',
    does: { type: 'rate', grade: 4 },
    ended: 'already-rated',
    wrong: {
      'of somebody else': { code: 'not-the-party', by: CLERK },
      'before the end': { code: 'not-rateable', in: anAcceptedCase },
      'a second time': { code: 'already-rated', after: (story) => story.does('applicant', { type: 'rate', grade: 5 }) },
    },
  },
  'raise-rungs': {
    in: anAcceptedCase,
    by: 'process',
    does: { type: 'raise-rungs' },
    wrong: { ...NO_PROCESS, 'of the applicant': { code: 'not-the-process', by: 'applicant' } },
  },
  'claim-effect': {
    in: granted,
    by: 'process',
    does: { type: 'claim-effect', effect: EFFECT, claim: 1 },
    wrong: {
      ...NO_PROCESS,
      'no such effect': { code: 'effect-not-wanted', with: { effect: 'none' } },
      'claimed by another': { code: 'effect-not-wanted', in: claimedEffect },
    },
  },
  'finish-effect': {
    in: claimedEffect,
    by: 'process',
    does: { type: 'finish-effect', effect: EFFECT, claim: 1, result: {} },
    wrong: {
      ...NO_PROCESS,
      'no such effect': { code: 'effect-not-wanted', with: { effect: 'none' } },
      'never claimed': { code: 'effect-not-wanted', in: granted },
      'claimed by another meanwhile': {
        code: 'effect-not-wanted',
        after: (story) => story.does('process', { type: 'claim-effect', effect: EFFECT, claim: 2 }),
      },
    },
  },
  'fail-effect': {
    in: claimedEffect,
    by: 'process',
    does: { type: 'fail-effect', effect: EFFECT, claim: 1, failure: '打印机故障' },
    wrong: {
      ...NO_PROCESS,
      'no such effect': { code: 'effect-not-wanted', with: { effect: 'none' } },
      'never claimed': { code: 'effect-not-wanted', in: granted },
      'claimed by another meanwhile': {
        code: 'effect-not-wanted',
        after: (story) => story.does('process', { type: 'claim-effect', effect: EFFECT, claim: 2 }),
      },
    },
  },
  'retry-effect': {
    in: failedEffect,
    by: ADMIN,
    does: { type: 'retry-effect', effect: EFFECT, reason: '打印机已修' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'no such effect': { code: 'effect-unknown', with: { effect: 'none' } },
      'that has not failed': { code: 'effect-not-failed', in: granted },
      'seen too long ago': { code: 'case-stale', with: { expectedSeq: 1 } },
    },
  },
  'follow-again': {
    in: anAcceptedCase,
    by: ADMIN,
    does: { type: 'follow-again', reason: '久无进展' },
    ended: 'case-ended',
    wrong: { 'of somebody else': { code: 'not-your-post', by: WANG }, ...CASE_STALE },
  },
  'send-back': {
    in: torn,
    by: APPROVER,
    does: { type: 'send-back', reason: '补录面积' },
    wrong: {
      'of somebody else': { code: 'not-your-post', by: WANG },
      'where nothing is missing': { code: 'no-data-error', in: anAcceptedCase },
      ...CASE_STALE,
    },
  },
  'child-outcome': {
    in: heard,
    by: 'process',
    does: { type: 'child-outcome', child: CHILD, outcome: 'held', facts: {}, duties: {} },
    wrong: {
      ...NO_PROCESS,
      'no such child': { code: 'child-unknown', with: { child: 'none' } },
      'unknown outcome': { code: 'outcome-unknown', with: { outcome: 'lost' } },
      'outcome of every object': { code: 'outcome-unknown', with: { outcome: 'constructor' } },
    },
  },
  'report-apart': {
    in: anAcceptedCase,
    by: 'process',
    does: { type: 'report-apart', milestone: 'granted', expected: 'accepted' },
    wrong: { ...NO_PROCESS, 'of the applicant': { code: 'not-the-process', by: 'applicant' } },
  },
  'recount-clocks': {
    in: anAcceptedCase,
    by: 'process',
    does: { type: 'recount-clocks' },
    wrong: { ...NO_PROCESS, 'of the applicant': { code: 'not-the-process', by: 'applicant' } },
  },
  'end-agency': {
    in: () => board().does(agentOf(M1), { type: 'claim', task: TASK }),
    by: 'process',
    does: { type: 'end-agency', rule: 'rule-m1' },
    wrong: { ...NO_PROCESS, 'of the applicant': { code: 'not-the-process', by: 'applicant' } },
  },
};

/** What settles alone: the rungs that are due, and there are none; a word for nobody who waits is noted all the same. */
const WRITES_NOTHING: readonly Type[] = ['raise-rungs', 'recount-clocks'];

/** What those do who are not on the staff. */
const OF_HIS: Readonly<Record<'applicant' | 'process', readonly Type[]>> = {
  applicant: [
    ...(['recuse', 'supplement', 'withdraw-application', 'request-hearing', 'waive-hearing'] as const),
    ...(['state-views', 'complain', 'rate'] as const),
  ],
  process: [
    ...(['hear-linked', 'raise-rungs', 'claim-effect', 'finish-effect', 'fail-effect', 'child-outcome'] as const),
    ...(['report-apart', 'recount-clocks', 'end-agency', 'receive-message'] as const),
  ],
};

/** Somebody says yes at the board. */
function agrees(story: PlayedCase, who: PersonActor): PlayedCase {
  return story.decides(who, 'board', 'agree');
}

/** Of an act at one type, as the rows are read. */
type Any = Tried<Type> & { readonly does: CaseCommand };
const ROWS = Object.entries(TABLE) as unknown as readonly (readonly [Type, Any])[];
/** With a member left out where it is undefined. */
const changed = (command: CaseCommand, to: object = {}): CaseCommand =>
  Object.fromEntries(Object.entries({ ...command, ...to }).filter(([, value]) => value !== undefined)) as never;

/** Refused with this code, in words of both languages, and the ledger and the case are as they were. */
function isRefused(story: PlayedCase, who: Who, command: CaseCommand, code: RefusalCode): void {
  const [acts, state] = [[...story.acts], structuredClone(story.state)];
  const refusal = story.asks(who, command);
  expect(refusal?.code).toBe(code);
  expect(story.acts).toEqual(acts);
  expect(story.state).toEqual(state);
  if (!refusal) return;
  const { zh, en } = sentenceOf(refusal);
  expect(zh).toMatch(/^[^a-z]*[一-龥][^a-z]*。$/);
  expect(en).toMatch(/^[A-Z][^一-龥]+\.$/);
}

it('is tried of every act there is', () => {
  expect(Object.keys(TABLE).sort()).toEqual(Object.keys(ACTS).sort());
});

describe.each(ROWS)('%s', (type, tried) => {
  it('is accepted as it should be', () => {
    const story = tried.in();
    const before = story.acts.length;
    expect([type, story.asks(tried.by, tried.does)]).toEqual([type, undefined]);
    if (!WRITES_NOTHING.includes(type)) expect(story.acts.length).toBeGreaterThan(before);
  });

  it.each(Object.entries(tried.wrong))('is refused: %s', (_, { code, by = tried.by, in: begin, after, with: to }) => {
    const story = (begin ?? tried.in)();
    after?.(story);
    isRefused(story, by, changed(tried.does, to), code);
  });

  it.each(['applicant', 'process'] as const)('is refused: of the %s, who does no such thing', (who) => {
    if (OF_HIS[who].includes(type)) return;
    const story = tried.in();
    const before = story.acts.length;
    expect(story.asks(who, tried.does)?.code).toBeDefined();
    expect(story.acts.length).toBe(before);
  });

  if (!ACTS[type].afterEnd || tried.ended)
    it('is refused: of a case that has ended', () => {
      const story = over();
      if (type === 'rate') story.does('applicant', { type, grade: 5 });
      isRefused(
        story,
        tried.by,
        changed(tried.does, 'task' in tried.does ? { task: 'c1.decision.1' } : {}),
        tried.ended ?? 'case-ended',
      );
    });
});
