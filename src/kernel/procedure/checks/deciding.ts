/** 会签、或签、票签、依次: whether the seats of a step can decide together by the rule it gives, and whether they must be told how. */
import type { Draft } from '../builder';
import type { DecidingRule, Fraction, PostKind, TaskBlock } from '../definition';
import type { Finding } from '../finding';
import { error, own, type PartsOfDraft } from './parts';

/** Beyond these the exact products would not be whole numbers of the machine any more. */
const GREATEST = { denominator: 1_000, weight: 1_000 } as const;

export function checkDeciding(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const handOut = draft.handOut ? [{ block: draft.handOut, path: '/handOut' }] : [];
  return [...parts.blocks, ...handOut].flatMap(({ block, path }) => (block.kind === 'task' ? ofTask(block, path) : []));
}

function ofTask(task: TaskBlock, path: string): readonly Finding[] {
  const { decides } = task;
  if (!decides) return undirected(task, path);
  return [
    ...votesNamed(task, decides, `${path}/decides`),
    ...(decides.kind === 'vote' ? voteSound(task, decides, `${path}/decides`) : []),
    ...seatsFit(task, decides, `${path}/by`),
  ];
}

/** Several posts, or everybody of one, without a rule: the last who speaks would decide for all. */
function undirected({ by }: TaskBlock, path: string): readonly Finding[] {
  if (!by.everyone && !by.also && !by.chair) return [];
  return [
    error(
      'deciding-rule-missing',
      `${path}/decides`,
      '多个岗位或者全体人员共同办理的环节，必须写明会签、或签、票签或者依次的规则。',
      'Where several posts or everybody of a post decide, the step must say how they decide together.',
    ),
  ];
}

function votesNamed({ outcomes }: TaskBlock, rule: DecidingRule, path: string): readonly Finding[] {
  const votes = [
    ['agree', rule.agree],
    ['disagree', rule.disagree],
    ...(rule.kind === 'vote' && rule.abstain !== undefined ? [['abstain', rule.abstain] as const] : []),
  ] as const;
  const unknown = votes.filter(([, outcome]) => own(outcomes, outcome) === undefined);
  const twice = votes.filter(([, outcome], n) => votes.findIndex(([, other]) => other === outcome) !== n);
  return [
    ...unknown.map(([vote, outcome]) =>
      error(
        'vote-unknown',
        `${path}/${vote}`,
        `该环节没有办理结果“${outcome}”，不能作为表决意见。`,
        `The step has no outcome "${outcome}" to vote for.`,
      ),
    ),
    ...twice.map(([vote, outcome]) =>
      error(
        'vote-twice',
        `${path}/${vote}`,
        `办理结果“${outcome}”不能同时表示两种表决意见。`,
        `The outcome "${outcome}" cannot stand for two votes.`,
      ),
    ),
  ];
}

function voteSound({ by }: TaskBlock, rule: Extract<DecidingRule, { kind: 'vote' }>, path: string): readonly Finding[] {
  const posts = [by.post, ...(by.also ?? []).map(({ post }) => post), ...(by.chair ? [by.chair.post] : [])];
  return [
    ...fraction(rule.pass, `${path}/pass`),
    ...(rule.quorum ? fraction(rule.quorum, `${path}/quorum`) : []),
    ...tie(by.chair !== undefined, rule, path),
    ...(rule.weights ? weights(rule.weights, new Set(posts), `${path}/weights`) : []),
  ];
}

function fraction({ of: [numerator, denominator] }: Fraction, path: string): readonly Finding[] {
  const whole = Number.isInteger(numerator) && Number.isInteger(denominator);
  if (whole && numerator > 0 && numerator <= denominator && denominator <= GREATEST.denominator) return [];
  return [
    error(
      'fraction-not-sound',
      path,
      `比例${numerator}/${denominator}无效：应当大于零、不大于一，分母不超过${GREATEST.denominator}。`,
      `${numerator}/${denominator} is no part: it must be above nought, at most one, of whole numbers up to ${GREATEST.denominator}.`,
    ),
  ];
}

function tie(chaired: boolean, rule: Extract<DecidingRule, { kind: 'vote' }>, path: string): readonly Finding[] {
  if (rule.tie !== 'chair') return [];
  const [numerator, denominator] = rule.pass.of;
  return [
    ...(chaired
      ? []
      : [
          error(
            'chair-missing',
            `${path}/tie`,
            '规定票数相等时由主持人决定，但该环节没有主持席位。',
            'A tie is for the chair to break, and the step has no chair.',
          ),
        ]),
    ...(numerator * 2 === denominator
      ? []
      : [
          error(
            'tie-without-effect',
            `${path}/tie`,
            '只有以二分之一为通过比例时才会出现票数相等，主持人的决定不会起作用。',
            'Only where one half passes can there be a tie; the chair would never break one here.',
          ),
        ]),
  ];
}

function weights(
  given: Readonly<Partial<Record<PostKind, number>>>,
  posts: ReadonlySet<PostKind>,
  path: string,
): readonly Finding[] {
  const named = Object.entries(given) as readonly (readonly [PostKind, number])[];
  const sound = (weight: number): boolean => Number.isInteger(weight) && weight >= 1 && weight <= GREATEST.weight;
  return [
    ...[...posts]
      .filter((post) => own<number | undefined>(given, post) === undefined)
      .map((post) =>
        error(
          'weight-missing',
          `${path}/${post}`,
          `没有写明“${post}”的票数。`,
          `It is not said how much the vote of "${post}" counts.`,
        ),
      ),
    ...named
      .filter(([post, weight]) => !posts.has(post) || !sound(weight))
      .map(([post, weight]) =>
        error(
          'weight-not-sound',
          `${path}/${post}`,
          `“${post}”的票数${weight}无效：应当是该环节的岗位，票数为1至${GREATEST.weight}的整数。`,
          `The weight ${weight} of "${post}" is not sound: a post of this step, and a whole number from 1 to ${GREATEST.weight}.`,
        ),
      ),
  ];
}

function seatsFit({ by }: TaskBlock, rule: DecidingRule, path: string): readonly Finding[] {
  const rules = [by, ...(by.also ?? [])];
  return [
    ...(rule.kind === 'sequential' && rules.some(({ everyone }) => everyone)
      ? [
          error(
            'order-unknown',
            path,
            '依次办理须写明先后顺序，不能由一个岗位的全体人员办理。',
            'One after the other needs an order; everybody of a post has none.',
          ),
        ]
      : []),
    ...(rules.some(({ everyone, count }) => everyone && count !== undefined)
      ? [
          error(
            'count-and-everyone',
            path,
            '全体人员办理的席位不能同时写明人数。',
            'Where everybody of a post has a seat, no number of seats can be given.',
          ),
        ]
      : []),
    // A second seat of theirs stands empty for ever, and who of them presides is not said.
    ...nobodyLeft(by).map((post) =>
      error(
        'everyone-seated-already',
        path,
        `“${post}”全体人员已经各有席位，同一岗位的另一席位无人可坐。`,
        `Everybody who is "${post}" has a seat already; nobody is left for another seat of that post.`,
      ),
    ),
  ];
}

/** Posts whose everybody has a seat, and for which there is one more. */
function nobodyLeft(by: TaskBlock['by']): readonly PostKind[] {
  const seats = [by, ...(by.also ?? []), ...(by.chair ? [by.chair] : [])];
  return seats.flatMap((seat, n) => {
    const whole = seats.findIndex(
      (each) => 'everyone' in each && each.everyone && each.post === seat.post && each.of === seat.of,
    );
    return whole >= 0 && whole !== n ? [seat.post] : [];
  });
}
