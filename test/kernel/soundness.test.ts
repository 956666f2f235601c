import * as fc from 'fast-check';
import { catalogue } from '../../procedures/index';
import { constructionPlanningPermit } from '../../procedures/construction-planning-permit';
import { foodBusinessPermit } from '../../procedures/food-business-permit';
import { legalReview } from '../../procedures/legal-review';
import { readDefinition } from '../../src/contract/definition';
import { publication } from '../../procedures/publication';
import type { Draft } from '../../src/kernel/procedure/builder';
import { checkProcedure } from '../../src/kernel/procedure/soundness';
import type { Finding, Town } from '../../src/kernel/procedure/finding';
import { person, town } from '../support/town';

type Loose = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- definitions are bent here on purpose

/** The food permit with something changed; `steps` are its blocks by id. */
function bent(change: (draft: Loose, steps: Record<string, Loose>) => void, of: Draft = foodBusinessPermit): Draft {
  const draft = structuredClone(of) as Loose;
  const steps: Record<string, Loose> = {};
  const collect = (block: Loose): void => {
    steps[block.id] = block;
    for (const inner of [
      ...(block.blocks ?? []),
      ...(block.branches ?? []).map((b: Loose) => b.block),
      ...(block.otherwise ? [block.otherwise] : []),
    ])
      collect(inner);
  };
  collect(draft.flow);
  change(draft, steps);
  return draft as Draft;
}
const rules = (draft: Draft, of: Town = town): readonly string[] => [
  ...new Set(checkProcedure(draft, of).map((finding) => finding.rule)),
];

describe('the procedures of the catalogue', () => {
  it.each(catalogue.map((draft) => [draft.id, draft] as const))('%s has nothing wrong with it', (_, draft) => {
    expect(checkProcedure(draft, town)).toEqual([]);
    expect(readDefinition(JSON.parse(JSON.stringify(draft)))).toEqual({ draft });
  });
});

const AREA = { title: '面积', 'x-en': { title: 'Area' } };
function nested(depth: number): Loose {
  let form: Loose = AREA;
  for (let level = 0; level < depth; level += 1) form = { ...AREA, items: form };
  return form;
}

/** Each wrong definition, the rule that must be named, and no other. */
const WRONG: readonly (readonly [string, string, Draft])[] = [
  [
    'a step behind the end is never reached',
    'unreachable',
    bent((d) => d.flow.blocks.push({ kind: 'end', id: 'after', outcome: 'granted' })),
  ],
  [
    'a step leads on where nothing follows',
    'branch-lost',
    bent((_, s) => (s.decision.outcomes.reexamine.target = { to: 'next' })),
  ],
  [
    'two steps only send the case to each other',
    'never-ends',
    bent((d, s) => {
      for (const outcome of Object.values<Loose>(s.decision.outcomes))
        Object.assign(outcome, { target: { to: 'back', step: 'examination' }, act: undefined });
      d.reviews = [];
    }),
  ],
  ['an id is used twice', 'id-twice', bent((_, s) => (s.examination.id = 'acceptance'))],
  ['a clock stands under another name', 'key-differs', bent((d) => (d.clocks.decision.id = 'else'))],
  [
    'an outcome leads to an outcome nobody defined',
    'target-unknown',
    bent((_, s) => (s.decision.outcomes.grant.target.outcome = 'gratned')),
  ],
  [
    'a correction leads to a wait nobody defined',
    'target-unknown',
    bent((_, s) => (s.acceptance.outcomes['request-supplement'].target.wait = 'suplement')),
  ],
  [
    'a return names a later step',
    'back-target',
    bent((_, s) => (s.examination.outcomes['recommend-refusal'].target = { to: 'back', step: 'decision' })),
  ],
  [
    'a return names a step that was perhaps never passed',
    'back-target',
    bent((_, s) => (s.decision.outcomes.reexamine.target.step = 'review')),
  ],
  ['a wait goes back to a step nobody defined', 'target-unknown', bent((d) => (d.waits.supplement.back = 'intake'))],
  ['a condition cannot be read', 'condition-unreadable', bent((_, s) => (s.major.branches[0].when = 'examination = '))],
  [
    'a condition goes on for ever',
    'condition-unbounded',
    bent((_, s) => (s.major.branches[0].when = 'some x in [1..1000000000] satisfies x > 1 and thirdPartiesAffected')),
  ],
  [
    'a condition asks what day it is',
    'condition-unbounded',
    bent((_, s) => (s.major.branches[0].when = 'thirdPartiesAffected and today() > date("2026-01-01")')),
  ],
  [
    'a condition is longer than anybody reads',
    'condition-too-long',
    bent((_, s) => (s.major.branches[0].when = `${'thirdPartiesAffected and '.repeat(25)} thirdPartiesAffected`)),
  ],
  ['a condition always says the same', 'condition-constant', bent((_, s) => (s.major.branches[0].when = '1 = 1'))],
  [
    'a condition waits for an outcome that is never given',
    'outcome-never',
    bent((_, s) => (s.major.branches[0].when = 'examination = "recommend-refuse"')),
  ],
  [
    'a condition reads what no form writes',
    'fact-unknown',
    bent((_, s) => (s.major.branches[0].when = 'areaAffected = true')),
  ],
  [
    'a condition reads a step that comes later',
    'read-before-written',
    bent((_, s) => (s.major.branches[0].when = 'decision = "grant"')),
  ],
  [
    'a condition reads a field that may be left empty',
    'read-before-written',
    bent((d, s) => {
      s.examination.form.required = ['findings'];
      delete d.defaults.thirdPartiesAffected;
    }),
  ],
  [
    'a condition reads a child that not every way opens',
    'read-before-written',
    bent((_, s) => (s.major.branches[0].when = 'hearing = "held"')),
  ],
  ['a default stands for what nobody can say', 'default-unknown', bent((d) => (d.defaults.neighbours = false))],
  [
    'nobody is told, and yet it is asked who was',
    'default-unknown',
    bent((_, s) => delete s.telling.outcomes.tell.act),
  ],
  [
    'it cannot be read when a paper is needed',
    'condition-unreadable',
    bent((d) => (d.materials.at(-1).requiredWhen = 'byAgent = ')),
  ],
  [
    'it depends on a later step whether a paper is needed',
    'read-before-written',
    bent((d) => (d.materials.at(-1).requiredWhen = 'decision = "grant"')),
  ],
  [
    'a linked case hangs on a condition that cannot be read',
    'condition-unreadable',
    bent((d) => (d.follows[0].when = 'acceptance = ')),
  ],
  ['a child stops a clock nobody defined', 'clock-unknown', bent((_, s) => (s.hearing.stops.clocks = ['desicion']))],
  ['others are waited for without end', 'wait-without-limit', bent((_, s) => delete s.rights.outcomes.lapsed)],
  [
    'the wait for others has a clock that never lapses',
    'wait-without-limit',
    bent((d) => (d.clocks.rights.rungs = [])),
  ],
  [
    'the papers are handed out on a clock that has ended',
    'clock-not-started',
    bent((d) => (d.handOut.clock = 'decision')),
  ],
  ['the papers are handed out on no clock', 'clock-unknown', bent((d) => (d.handOut.clock = 'handover'))],
  [
    'a certificate is recorded and never printed',
    'certificate-without-paper',
    bent((d) => (d.outcomes.granted.also = [])),
  ],
  ['a paper made with another is nobody’s', 'paper-unknown', bent((d) => d.outcomes.granted.also.push('licence'))],
  ['a fact is in no form at all', 'fact-unwritten', bent((d) => d.facts.push('neighbours'))],
  ['a child is of no known procedure', 'child-unknown', bent((_, s) => (s.review.procedure = 'legal-revue'))],
  ['a procedure is its own child', 'child-recursive', bent((_, s) => (s.review.procedure = 'food-business-permit'))],
  ["a child's outcome leads nowhere", 'child-outcome-lost', bent((_, s) => delete s.review.outcomes.transfer)],
  [
    'a child is expected to end as it never does',
    'child-outcome-unknown',
    bent((_, s) => (s.review.outcomes.doubtful = { to: 'next' })),
  ],
  ['a review names no child', 'review-child', bent((d) => (d.reviews[0].child = 'hearing'))],
  ['a review guards an act nobody performs', 'review-act', bent((d) => (d.reviews[0].act = 'review'))],
  ['a step has no clock', 'clock-unknown', bent((_, s) => (s.examination.clock = 'constructor'))],
  ['a step stands on a clock that does not run', 'clock-not-started', bent((d) => (d.acceptClocks = []))],
  [
    'nothing follows the breach of a statutory limit',
    'limit-without-escalation',
    bent((d) => (d.clocks.decision.rungs = d.clocks.decision.rungs.filter((r: Loose) => r.does !== 'escalate'))),
  ],
  ['breaches escalate to nobody', 'ladder-empty', bent((d) => (d.ladder = []))],
  [
    'a lapse has no meaning in law',
    'lapse-without-meaning',
    bent((d) => d.clocks.decision.rungs.push({ ...d.clocks.acceptance.rungs[1] })),
  ],
  [
    'silence speaks before the end of the limit',
    'lapse-early',
    bent((d) => (d.clocks.acceptance.rungs[1].when = { remaining: 1 })),
  ],
  ['the applicant is waited for without end', 'wait-without-limit', bent((d) => d.clocks.supplement.rungs.pop())],
  [
    'a reminder is due before its clock begins',
    'rung-never',
    bent((d) => (d.clocks.acceptance.rungs[0].when.remaining = 8)),
  ],
  [
    'a promise is longer than the law allows',
    'limits-do-not-fit',
    bent(
      (d) =>
        Object.assign(d.clocks, {
          promised: {
            ...d.clocks.decision,
            id: 'promised',
            kind: 'promised',
            budget: { amount: 30, unit: 'working-days' },
          },
        }) && d.acceptClocks.push('promised'),
    ),
  ],
  [
    'the limits of the steps add up to more than the law allows',
    'limits-do-not-fit',
    bent((d, s) => {
      d.clocks.step = { ...d.clocks.decision, id: 'step', kind: 'step', budget: { amount: 6, unit: 'working-days' } };
      for (const step of [s.examination, s.decision]) Object.assign(step, { clock: 'step', starts: ['step'] });
    }),
  ],
  [
    'it may be accepted with gaps, and nothing says until when they are filled',
    'promise-without-limit',
    bent((d, s) => {
      const { accept } = s.acceptance.outcomes;
      Object.assign(s.acceptance.outcomes, { 'accept-with-gaps': { ...accept, act: 'accept-with-gaps' } });
      delete d.clocks.promise;
    }),
  ],
  [
    'two check points of a step have one id',
    'id-twice',
    bent((_, s) => (s.acceptance.checkPoints[1] = s.acceptance.checkPoints[0])),
  ],
  [
    'a check point looks at a paper that nobody asks for',
    'material-unknown',
    bent((_, s) => (s.acceptance.checkPoints[0].rule.paper = 'passport')),
  ],
  [
    'a check point reads what nobody writes',
    'fact-unknown',
    bent((_, s) => (s.decision.checkPoints[0].rule.holds = 'weather = "fine"')),
  ],
  ['a clock never starts', 'clock-never-started', bent((d) => (d.clocks.idle = { ...d.clocks.decision, id: 'idle' }))],
  [
    'an outcome has no paper and no reason',
    'outcome-without-paper',
    bent((d) => Object.assign(d.outcomes.withdrawn, { paper: null })),
  ],
  ['an outcome has a paper nobody defined', 'paper-unknown', bent((d) => (d.outcomes.granted.paper = 'licence'))],
  [
    'a paper has no text',
    'paper-without-text',
    bent((d) => (d.papers.licence = { ...d.papers['acceptance-notice'], kind: 'licence' })),
  ],
  [
    'a paper waits for what never happens',
    'milestone-unknown',
    bent((d) => (d.papers['acceptance-notice'].on = ['acepted'])),
  ],
  ['nothing asks for a paper', 'paper-unused', bent((d) => delete d.papers['acceptance-notice'].on)],
  [
    'making the paper has no limit',
    'delivery-without-limit',
    bent((d) => {
      delete d.clocks.delivery;
      delete d.handOut;
    }),
  ],
  ['nobody holds the post', 'nobody-eligible', bent((_, s) => (s.decision.by.post = 'enforcement-officer'))],
  ['more persons are asked for than there are', 'nobody-eligible', bent((_, s) => (s.examination.by.count = 5))],
  [
    'nobody of the post has the qualification',
    'nobody-eligible',
    bent((_, s) => (s.decision.by.qualification = 'legal')),
  ],
  ['nobody stands on the ladder', 'nobody-eligible', bent((d) => (d.ladder[0].of = 'receiving'))],
  [
    'the same few persons would have to check themselves',
    'separation-unsatisfiable',
    bent((_, s) => {
      Object.assign(s.examination.by, { count: 3 });
      s.decision.by = { post: 'examiner', of: 'deciding', count: 2, notWho: ['examination'] };
    }),
  ],
  ['a duty is kept apart from one nobody has', 'duty-unknown', bent((_, s) => s.decision.by.notWho.push('acceptance'))],
  [
    'a linked case is kept apart from a duty that no case before it has',
    'duty-unknown',
    bent((_, s) => s.publication.by.notWho.push('hearing'), publication),
  ],
  ['a role is played by nobody', 'role-unbound', bent((d) => delete d.roles.reviewing)],
  ['a role is played by an unknown body', 'organisation-unknown', bent((d) => (d.roles.supervising = 'court'))],
  [
    'the refusal could come before acceptance',
    'decided-before-acceptance',
    bent((_, s) => (s.acceptance.outcomes['refuse-acceptance'] = { ...s.decision.outcomes.refuse })),
  ],
  [
    'a grant ends as something else',
    'act-target',
    bent((_, s) => (s.decision.outcomes.grant.target.outcome = 'refused')),
  ],
  [
    'a list of gaps leads on as if it were complete',
    'act-target',
    bent((_, s) => (s.acceptance.outcomes['request-supplement'].target = { to: 'next' })),
  ],
  [
    'a review concludes what the law does not know',
    'act-target',
    bent((_, s) => (s.opinion.outcomes.doubtful = { ...s.opinion.outcomes.agree }), legalReview),
  ],
  ['an applicant could not withdraw', 'withdrawal-missing', bent((d) => delete d.outcomes.withdrawn)],
  [
    'a case cannot end as it says it can',
    'outcome-unreached',
    bent((d) => (d.outcomes.lost = { ...d.outcomes.abandoned })),
  ],
  ['a label stands in one language', 'label-missing', bent((_, s) => (s.examination.title.en = ' '))],
  ['a field is called nothing in English', 'field-wordless', bent((d) => delete d.dataSchema.properties.area['x-en'])],
  ['a field has no title', 'field-wordless', bent((_, s) => delete s.examination.form.properties.findings.title)],
  [
    'a field is explained in Chinese alone',
    'field-wordless',
    bent((d) => (d.dataSchema.properties.area.description = '按房屋产权证填写')),
  ],
  [
    'a value is offered by its code',
    'option-wordless',
    bent((d) => delete d.dataSchema.properties.deliveryWay['x-options'].post),
  ],
  [
    'a value of a list is offered by its code',
    'option-wordless',
    bent((_, s) => {
      const { gaps } = s.acceptance.outcomes['request-supplement'].schema.properties;
      gaps.items['x-options'].identity.en = ' ';
    }),
  ],
  [
    'a value names itself in Chinese alone',
    'option-wordless',
    bent((d) => (d.dataSchema.properties.area = { ...AREA, oneOf: [{ const: 1, title: '一' }] })),
  ],
  [
    'a field inside a list is called nothing in English',
    'field-wordless',
    bent((_, s) => {
      const { parties } = s.telling.outcomes.tell.schema.properties;
      delete parties.items.properties.contact['x-en'];
    }),
  ],
  [
    'a branch brings a field without words',
    'field-wordless',
    bent((d) => (d.dataSchema.allOf = [{ if: {}, then: { properties: { remark: { type: 'string' } } } }])),
  ],
  [
    'the hand-out asks for a field without words',
    'field-wordless',
    bent((d) => delete d.handOut.outcomes.collected.schema.properties.receiver['x-en']),
  ],
  ['a form is nested without end', 'form-too-deep', bent((d) => (d.dataSchema.properties.area = nested(60)))],
  [
    'a linked case is of a procedure nobody published',
    'follow-unknown',
    bent((d) => (d.follows = [{ on: 'ended:granted', procedure: 'nowhere', hands: [] }])),
  ],
  [
    'a linked case waits for an end that never comes',
    'follow-never',
    bent((d) => (d.follows = [{ on: 'ended:gone', procedure: 'validity-watch', hands: [] }])),
  ],
  ['a paper is required as a field', 'material-field', bent((d) => d.dataSchema.required.push('identity'))],
  ['a paper is no field of the form', 'material-field', bent((d) => delete d.dataSchema.properties.identity)],
];

describe('a wrong definition', () => {
  it.each(WRONG)('%s: %s', (_, rule, draft) => {
    expect(rules(draft)).toContain(rule);
  });

  it('is told in a sentence of each language, with a place that exists', () => {
    for (const [, , draft] of WRONG) {
      for (const finding of checkProcedure(draft, town)) {
        expect(finding.message.zh).not.toBe('');
        expect(finding.message.en).not.toBe('');
        expect(at(draft, finding)).toBeDefined();
      }
    }
  });

  it('asks no words of a field that a branch only speaks of again, or only asks about', () => {
    const draft = bent((d) => {
      d.dataSchema.allOf = [
        { if: { properties: { byAgent: { const: true } } }, then: { properties: { agentName: { minLength: 2 } } } },
      ];
    });
    expect(checkProcedure(draft, town)).toEqual([]);
  });

  it('shows a way that leads into the trouble', () => {
    const [finding] = checkProcedure(
      bent((_, s) => (s.decision.outcomes.reexamine.target = { to: 'next' })),
      town,
    );
    expect(finding?.walk).toEqual(expect.arrayContaining(['acceptance', 'examination', 'decision']));
  });

  it('needs nobody to be judged where nobody is there yet', () => {
    const { persons: _, ...empty } = town;
    for (const draft of catalogue) expect(checkProcedure(draft, empty)).toEqual([]);
  });

  it('finds one examiner too few on the day a qualification runs out', () => {
    const without: Town = { ...town, persons: (town.persons ?? []).map((each) => ({ ...each, qualifications: [] })) };
    expect(rules(constructionPlanningPermit, without)).toEqual(['nobody-eligible']);
    expect(
      rules(foodBusinessPermit, {
        ...town,
        persons: (town.persons ?? []).filter(
          ({ person: id }) => id !== person('wujun').person && id !== person('zhengyan').person,
        ),
      }),
    ).toEqual(['nobody-eligible']);
  });
});

function at(draft: Draft, { path }: Finding): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<Loose>((value, member) => (value === undefined ? undefined : value[member]), draft);
}

describe('anything else that is sent as a definition', () => {
  const anyJson = fc.jsonValue({ maxDepth: 6 });

  it('is told what is wrong with its shape', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const read = readDefinition(value);
        expect(
          'findings' in read && read.findings.length > 0 && read.findings.every((finding) => finding.rule === 'shape'),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks the checker, whatever part of a sound definition was replaced', () => {
    const places = placesOf(foodBusinessPermit, []);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(anyJson, fc.constantFrom<unknown>('constructor', '__proto__', 'acceptance', 'next', {}, [], null)),
        (place, value) => {
          const draft = structuredClone(foodBusinessPermit) as Loose;
          const parent = place.slice(0, -1).reduce((node: Loose, member) => node[member], draft);
          parent[place.at(-1) ?? ''] = value;
          const read = readDefinition(draft);
          const findings = 'findings' in read ? read.findings : checkProcedure(read.draft, town);
          expect(Array.isArray(findings)).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('may be nested without end', () => {
    let block: Loose = { kind: 'pass', id: 'core' };
    for (let n = 0; n < 20_000; n++) block = { kind: 'sequence', id: `s${n}`, blocks: [block] };
    const read = readDefinition({ ...foodBusinessPermit, flow: block });
    const findings = 'findings' in read ? read.findings : checkProcedure(read.draft, town);
    expect(findings.length).toBeGreaterThan(0);
  });

  it('may have more steps than are worth proving, and is answered at once', () => {
    const blocks = Array.from({ length: 100 }, (_, n) => ({
      kind: 'sequence' as const,
      id: `s${n}`,
      blocks: Array.from({ length: 90 }, (__, m) => ({ kind: 'pass' as const, id: `p${n}-${m}` })),
    }));
    const read = readDefinition({ ...foodBusinessPermit, flow: { kind: 'sequence', id: 'all', blocks } });
    expect('draft' in read && rules(read.draft)).toEqual(['too-large']);
  });
});

function placesOf(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([member, child]) => placesOf(child, [...path, member]));
  return path.length === 0 ? inner : [path, ...inner];
}
