// Owns how votes are counted (会签、或签、票签、依次): exact parts, the whole they are parts of, and when a result is certain.
import * as fc from 'fast-check';
import type { DecidingRule } from '../../src/kernel/procedure/definition';
import { fold } from '../../src/kernel/evolve';
import { isCertain, resultOf, tallyOf } from '../../src/kernel/tally';
import { AREA_FORM, ended, inOrder, outcome, play, step } from '../support/branching';
import { anExaminedCase } from '../support/a-case';
import {
  aHeldVote,
  ALL,
  ANY,
  aVote,
  decidedBy,
  decisionOf,
  M1,
  M2,
  M3,
  M4,
  M5,
  member,
  OTHERS,
  says,
  seatsOf,
  seatsThat,
  vote,
} from '../support/voting';

const side = (rule: DecidingRule, ...votes: readonly string[]) => resultOf(rule, seatsThat(...votes))?.side;
const closes = (rule: DecidingRule, ...votes: readonly string[]) => resultOf(rule, seatsThat(...votes))?.closes;

describe('all (会签)', () => {
  it('passes when every seat agrees, and not before', () => {
    expect(side(ALL, 'grant', 'grant', '-')).toBeUndefined();
    expect(side(ALL, 'grant', 'grant', 'grant')).toBe('agree');
  });
  it('ends with the first that disagrees where that is a veto; the others are outvoted', () => {
    expect(side(ALL, '-', 'refuse', '-')).toBe('disagree');
    expect(closes(ALL, '-', 'refuse', '-')).toBe('outvoted');
  });
  it('hears everybody before it fails where disagreement is counted', () => {
    const counted = { ...ALL, disagreement: 'counted' } as const;
    expect(side(counted, 'refuse', 'grant', '-')).toBeUndefined();
    expect(side(counted, 'refuse', 'grant', 'grant')).toBe('disagree');
  });
});

describe('any (或签)', () => {
  it.each([
    ['grant', 'agree'],
    ['refuse', 'disagree'],
  ])('is decided by the first: %s', (outcome, expected) => {
    expect(side(ANY, '-', '-', '-')).toBeUndefined();
    expect(side(ANY, '-', outcome, '-')).toBe(expected);
    expect(closes(ANY, '-', outcome, '-')).toBe('quorum-reached');
  });
});

describe('a vote (票签)', () => {
  it('is exact: two of three reach two thirds, which a rounded 66.67 % would deny', () => {
    expect(side(vote([2, 3]), 'grant', 'grant', 'refuse')).toBe('agree');
    expect(2 / 3 >= 0.6667).toBe(false);
    expect(side(vote([2, 3]), 'grant', 'refuse', 'refuse')).toBe('disagree');
    expect(side(vote([3, 5]), 'grant', 'grant', 'grant', 'refuse', 'refuse')).toBe('agree');
  });
  it('is measured by all seats, never by those still to vote', () => {
    expect(tallyOf(vote([1, 2]), seatsThat('grant', '-', '-', '-', '-'))).toMatchObject({
      agree: 1,
      of: 5,
      undecided: 4,
    });
    expect(side(vote([1, 2]), 'grant', '-', '-', '-', '-')).toBeUndefined();
  });
  it('ends early when it is certain to pass, and when it cannot any more', () => {
    expect(side(vote([1, 2]), 'grant', 'grant', 'grant', '-', '-')).toBe('agree');
    expect(closes(vote([1, 2]), 'grant', 'grant', 'grant', '-', '-')).toBe('quorum-reached');
    expect(side(vote([2, 3]), 'refuse', 'refuse', '-', '-', '-')).toBe('disagree');
    expect(closes(vote([2, 3]), 'refuse', 'refuse', '-', '-', '-')).toBe('outvoted');
    expect(side(vote([2, 3]), 'refuse', '-', '-', '-', '-')).toBeUndefined();
  });
  it('counts by weight', () => {
    expect(side(vote([1, 2]), 'grant:3', '-:1', '-:1')).toBe('agree');
    expect(side(vote([1, 2]), 'grant:1', 'grant:1', 'refuse:3')).toBe('disagree');
  });
  it('leaves an abstention in the whole, unless the rule leaves it out', () => {
    const votes = ['grant', 'grant', 'refuse', 'abstain', 'abstain'];
    expect(side(vote([1, 2]), ...votes)).toBe('disagree');
    expect(side(vote([1, 2], { abstention: 'left-out' }), ...votes)).toBe('agree');
    expect(side(vote([1, 2], { abstention: 'left-out' }), 'abstain', 'abstain', 'abstain')).toBe('disagree');
  });
  it('ends with one who disagrees where that is a veto, and passes only when nobody can any more', () => {
    const veto = vote([1, 2], { disagreement: 'veto' });
    expect(side(veto, 'grant', 'grant', 'refuse', '-')).toBe('disagree');
    expect(side(veto, 'grant', 'grant', 'grant', '-')).toBeUndefined();
    expect(side(veto, 'grant', 'grant', 'grant', 'abstain')).toBe('agree');
  });
  it('waits for its quorum before it passes, and not before it fails', () => {
    const rule = vote([1, 2], { quorum: { of: [4, 5] } });
    expect(side(rule, 'grant', 'grant', 'grant', '-', '-')).toBeUndefined();
    expect(isCertain(rule, seatsThat('grant', 'grant', 'grant', '-', '-'))).toBe(true);
    expect(side(rule, 'grant', 'grant', 'grant', 'abstain', '-')).toBe('agree');
    expect(side(rule, 'refuse', 'refuse', 'refuse', '-', '-')).toBe('disagree');
  });
  it('counts as having taken part whoever has voted, however he did', () => {
    const rule = vote([1, 2], { quorum: { of: [1, 1] } });
    expect(side(rule, 'grant', 'grant', 'refuse')).toBe('agree');
    expect(side(rule, 'grant', 'grant', 'abstain')).toBe('agree');
    expect(side(rule, 'grant', 'grant', '-')).toBeUndefined();
  });
  it('does not pass with exactly half, unless the chair is for it', () => {
    expect(side(vote([1, 2]), 'grant', 'grant', 'refuse', 'refuse')).toBe('disagree');
    const chaired = vote([1, 2], { tie: 'chair' });
    expect(side(chaired, '*grant', 'grant', 'refuse', 'refuse')).toBe('agree');
    expect(side(chaired, 'grant', 'grant', 'refuse', '*refuse')).toBe('disagree');
    expect(side(chaired, 'grant', 'grant', '*abstain', 'refuse')).toBe('disagree');
    expect(side(chaired, 'grant', 'grant', 'refuse', '*-')).toBeUndefined();
  });

  it('is never called certain while a completion decides otherwise, and always when none does', () => {
    const fraction = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
      .filter(([a, b]) => a <= b);
    const ruled = fc.record({
      pass: fraction,
      disagreement: fc.constantFrom('veto' as const, 'counted' as const),
      abstention: fc.constantFrom('counted' as const, 'left-out' as const),
      tie: fc.constantFrom('chair' as const, 'not-passed' as const),
    });
    const votes = fc.array(
      fc.tuple(fc.constantFrom('grant', 'refuse', 'abstain', '-', '-'), fc.integer({ min: 1, max: 3 })),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(ruled, votes, ({ pass, ...more }, cast) => {
        const rule = vote(pass, more);
        const written = cast.map(([said, weight], n) => `${n === 0 ? '*' : ''}${said}:${weight}`);
        const ends = completions(written).map((each) => side(rule, ...each));
        expect(ends).not.toContain(undefined);
        const certain = new Set(ends).size === 1 ? ends[0] : undefined;
        expect(side(rule, ...written)).toBe(certain);
      }),
      { numRuns: 500 },
    );
  });
});
function completions([first, ...rest]: readonly string[]): readonly (readonly string[])[] {
  if (first === undefined) return [[]];
  const options = first.includes('-:')
    ? ['grant', 'refuse', 'abstain'].map((said) => first.replace('-:', `${said}:`))
    : [first];
  return options.flatMap((said) => completions(rest).map((others) => [said, ...others]));
}

describe('a task of several seats', () => {
  it('performs the act of its result and closes the others with the cause', () => {
    const story = aVote(vote([1, 2]), { everyone: true });
    expect(seatsOf(story)).toEqual(['m1 open', 'm2 open', 'm3 open', 'm4 open', 'm5 open']);
    says(says(story, M1, 'grant'), M2, 'refuse', '面积不足。');
    expect(decisionOf(story).state).toBe('open');
    says(says(story, M3, 'grant'), M4, 'grant');
    expect(seatsOf(story)).toEqual([
      'm1 decided grant',
      'm2 decided refuse',
      'm3 decided grant',
      'm4 decided grant',
      'm5 closed quorum-reached',
    ]);
    expect(story.state.closing).toBe('granted');
    expect(story.ofType('task-done').at(-1)?.payload).toMatchObject({
      outcome: 'grant',
      count: { agree: 3, disagree: 1, abstain: 0, of: 5 },
    });
    expect(story.state.facts['decision']).toBe('grant');
    expect(fold('c1', story.acts)).toEqual(story.state);
  });
  it('tells whoever comes late that it is decided', () => {
    const story = says(aVote(ANY, { everyone: true }), M1, 'grant');
    for (const who of [M1, M2]) expect(story.refused(who, 'decision', 'grant')).toBe('already-decided');
  });
  it('stands on the reasons of those who were for the result, though another spoke last', () => {
    const story = aVote({ ...ALL, disagreement: 'counted' }, { count: 2 });
    says(says(story, M1, 'refuse', '面积不足。'), M2, 'grant', '同意。');
    expect(story.state.closing).toBe('refused');
    expect(story.ofType('refused')[0]?.payload.reasons).toBe('面积不足。');
  });
  it('is ended by an outcome that is no vote: a return by one closes it for all', () => {
    const story = says(aVote(ALL, { everyone: true }), M2, 'reexamine');
    expect(seatsOf(story).slice(0, 3)).toEqual([
      'm1 closed not-reached',
      'm2 decided reexamine',
      'm3 closed not-reached',
    ]);
    expect(story.task('examination')?.round).toBe(2);
  });
  it('has a seat for everybody who holds the post, written with the rule into the act', () => {
    const story = aVote(vote([1, 2], { weights: { approver: 1, 'agency-head': 2 } }), {
      everyone: true,
      chair: { post: 'agency-head', of: 'deciding' },
    });
    const opened = story.ofType('task-opened').at(-1)?.payload;
    expect(opened).toMatchObject({
      decides: { kind: 'vote', pass: { of: [1, 2] } },
      resolved: [
        { rule: 'everyone', post: 'approver', organisation: 'approval-bureau', people: ['m1', 'm2', 'm3', 'm4', 'm5'] },
      ],
    });
    expect(opened?.seats.at(-1)).toMatchObject({ post: 'agency-head', holder: 'm9', chair: true, weight: 2 });
  });
  it('leaves out whoever may not decide, and opens for the post where nobody is left', () => {
    const examiner = { ...member('wangfang', 'examiner', 'approver') };
    const others = OTHERS.filter(({ person }) => person !== 'wangfang');
    const among = aVote(ALL, { everyone: true }, { people: [...others, examiner, M1] });
    expect(seatsOf(among)).toEqual(['m1 open']);
    const nobody = aVote(ALL, { everyone: true }, { people: [...others, examiner] });
    expect(seatsOf(nobody)).toEqual(['- open']);
    expect(nobody.state.closing).toBeUndefined();
  });
  it('makes one seat of two for one person, with both duties and the greater weight', () => {
    const both = member('m9', 'approver', 'agency-head');
    const rule = vote([1, 2], { tie: 'chair', weights: { approver: 1, 'agency-head': 3 } });
    const by = { everyone: true, chair: { post: 'agency-head', of: 'deciding' } } as const;
    const story = aVote(rule, by, { people: [...OTHERS, M1, M2, both] });
    expect(seatsOf(story)).toEqual(['m1 open', 'm2 open', 'm9 open']);
    expect(decisionOf(story).seats[2]).toMatchObject({
      post: 'approver',
      chair: true,
      weight: 3,
      also: [{ post: 'agency-head', organisation: 'approval-bureau' }],
    });
    const apart = aVote(rule, { ...by, concurrent: 'forbidden' }, { people: [...OTHERS, M1, M2, both] });
    expect(seatsOf(apart)).toEqual(['m1 open', 'm2 open', 'm9 open', '- open']);
  });
  it('moves no seat when the town changes afterwards', () => {
    const people = [...OTHERS, M1, M2];
    const story = aVote(ALL, { everyone: true }, { people });
    people.push(M3);
    says(story, M1, 'grant');
    expect(seatsOf(story)).toEqual(['m1 decided grant', 'm2 open']);
    expect(story.refused(M3, 'decision', 'grant')).toBe('seat-taken');
  });
  it('keeps true what one of its seats has found', () => {
    const form = { type: 'object', properties: { thirdPartiesAffected: { type: 'boolean' } } };
    const story = aVote({ ...ALL, agree: 'grant' }, { count: 2 }, { more: { form } });
    story.decides(M1, 'decision', 'grant', { data: { thirdPartiesAffected: true } });
    expect(story.state.facts['thirdPartiesAffected']).toBe(false);
    story.decides(M2, 'decision', 'grant', { data: { thirdPartiesAffected: false } });
    expect(story.state.facts['thirdPartiesAffected']).toBe(true);
    expect(story.ofType('task-done').at(-1)?.payload.facts).toEqual({ thirdPartiesAffected: true });
  });
  it('is not ended against the law: what one has found stands for all, and asks for its review', () => {
    const form = { type: 'object', properties: { thirdPartiesAffected: { type: 'boolean' } } };
    const draft = decidedBy(ALL, { count: 2 }, { form });
    const reviewed = {
      ...draft,
      reviews: [
        {
          act: 'grant',
          when: 'thirdPartiesAffected',
          row: draft.title,
          child: 'legal-review',
          article: '行政许可法第四十七条',
        },
      ],
    } as const;
    const story = anExaminedCase('recommend-grant', false, { procedure: reviewed, people: [...OTHERS, M1, M2] });
    story.decides(M1, 'decision', 'grant', { data: { thirdPartiesAffected: true } });
    expect(story.refused(M2, 'decision', 'grant', { data: { thirdPartiesAffected: false } })).toBe('review-missing');
  });
});

describe('a vote that may be taken back for some seconds', () => {
  const voting = () => aHeldVote(vote([1, 2]), { everyone: true });
  it('is held where it ends the task, and not where others still decide', () => {
    const story = voting();
    says(says(story, M1, 'grant'), M2, 'grant');
    expect(story.state.held).toBeUndefined();
    says(story, M3, 'grant');
    expect(story.state.held).toMatchObject({ by: 'm3' });
    expect(story.state.closing).toBeUndefined();
    story.at('2026-03-05 10:01').settles();
    expect([story.state.closing, story.state.decidedOn]).toEqual(['granted', '2026-03-05']);
    expect(seatsOf(story).slice(3)).toEqual(['m4 closed quorum-reached', 'm5 closed quorum-reached']);
  });
  it('is held where it ends the task against the one who casts it', () => {
    const story = voting();
    says(says(says(says(story, M1, 'refuse'), M2, 'refuse'), M3, 'grant'), M4, 'grant');
    expect(story.state.held).toBeUndefined();
    says(story, M5, 'grant').takesBack(M5);
    expect(seatsOf(story)[4]).toBe('m5 open');
    says(story, M5, 'abstain').at('2026-03-05 10:01').settles();
    expect(story.state.closing).toBe('refused');
  });
});

it('keeps what the minority has found, where the others have found nothing of it', () => {
  const story = play(
    inOrder(
      'flow',
      step('board', {
        by: { post: 'approver', of: 'deciding', count: 3 },
        decides: vote([1, 2], { agree: 'agree', disagree: 'object' }),
        form: AREA_FORM,
        outcomes: {
          agree: outcome({ to: 'next' }),
          object: outcome({ to: 'end', outcome: 'refused' }),
          abstain: outcome({ to: 'again' }),
        },
      }),
      ended(),
    ),
    { people: [...OTHERS, M1, M2, M3] },
  );
  story
    .decides(M1, 'board', 'object', { data: { area: 95 } })
    .decides(M2, 'board', 'agree')
    .decides(M3, 'board', 'agree');
  expect(story.ofType('task-done').at(-1)?.payload).toMatchObject({ outcome: 'agree', facts: { area: 95 } });
});
