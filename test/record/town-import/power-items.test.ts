import { stringify } from 'yaml';
import { foodBusinessPermit } from '../../../procedures/food-business-permit';
import type { Draft } from '../../../src/kernel/procedure/builder';
import { EMPTY_TOWN, type Known } from '../../../src/record/town-import/known';
import { planTown, type Part, type ItemChange } from '../../../src/record/town-import/plan';
import type { PowerItem } from '../../../src/record/town-import/power-items';

const RULE = '食品经营许可和备案管理办法（总局令第78号）';
const { certificate: _, ...withoutCertificate } = foodBusinessPermit;
/** Certificates have a test of their own. */
const PROCEDURE: Draft = {
  ...withoutCertificate,
  // What only some applicants owe is no part of the announcement.
  materials: withoutCertificate.materials.filter(({ requiredWhen }) => requiredWhen === undefined),
};
const FOOD: PowerItem = {
  code: '000131023000',
  kind: 'permit',
  name: { zh: '食品经营许可', en: 'Food business permit' },
  basis: '食品安全法第三十五条',
  procedure: 'food-business-permit',
  limits: {
    statutory: { amount: 10, unit: 'working-days' },
    startsAt: 'acceptance',
    extension: { amount: 5, unit: 'working-days', article: RULE },
  },
  materials: PROCEDURE.materials.map(({ field, title, required, basis }) => ({
    field,
    title,
    required,
    deferrable: false,
    basis,
  })),
  situations: [],
  onTheSpot: false,
  commitment: false,
  validity: 60,
  holders: [{ organisation: 'bureau', from: '2024-01-01' }],
  validFrom: '2024-01-01',
};
const BODIES = `id,kind,name_zh,name_en,parent
city,city,江阴市人民政府,Jiangyin City Government,
bureau,approval-bureau,江阴市行政审批局,Jiangyin Approval Bureau,city
town,town,新桥镇人民政府,Xinqiao Town Government,city
`;

function known(items: readonly PowerItem[] = [], draft: Draft = PROCEDURE): Known {
  return {
    ...EMPTY_TOWN,
    powerItems: new Map(items.map((item) => [item.code, { ...item, version: 1 }])),
    procedures: new Map([[draft.id, draft]]),
  };
}
function judged(source: string, there = known()) {
  return planTown({ 'organisations.csv': BODIES, 'power-items.yaml': source }, there, { today: '2026-03-02' });
}
function faults(items: readonly object[] | string, there = known()): readonly string[] {
  const planned = judged(typeof items === 'string' ? items : stringify(items), there);
  if (planned.kind === 'planned') return [];
  return planned.faults.map(({ file, line, column = '', reason }) => `${file}:${line}:${column} ${reason.en}`);
}
function changes(items: readonly object[], there = known()): Part<ItemChange>['changes'] {
  const planned = judged(stringify(items), there);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.faults));
  return planned.plan.powerItems.changes;
}

it('an item that agrees with its procedure is added, whether the file is YAML or JSON', () => {
  const [added] = changes([FOOD]);
  expect(added).toMatchObject({ kind: 'added', key: FOOD.code, value: { version: 1, item: FOOD } });
  expect(faults(JSON.stringify([FOOD]))).toEqual([]);
});

describe('an item is refused', () => {
  const [first, ...others] = FOOD.materials;
  if (!first) throw new Error('the food permit asks for papers');
  const limits = (over: Partial<PowerItem['limits']>) => ({ ...FOOD, limits: { ...FOOD.limits, ...over } });
  it.each<[string, object, string]>([
    [
      'whose procedure is not published',
      { ...FOOD, procedure: 'balloon-permit' },
      'power-items.yaml:1:procedure 000131023000: the procedure "balloon-permit" is not published.',
    ],
    [
      'whose limit is another',
      limits({ statutory: { amount: 9, unit: 'working-days' } }),
      'power-items.yaml:1:limits.statutory 000131023000: the catalogue says 9 working-days, the procedure food-business-permit 10 working-days.',
    ],
    [
      'whose limit counts from another act',
      limits({ startsAt: 'receipt' }),
      'power-items.yaml:1:limits.startsAt 000131023000: the catalogue says receipt, the procedure food-business-permit acceptance.',
    ],
    [
      'whose extension the procedure does not grant',
      limits({ extension: { amount: 10, unit: 'working-days', article: RULE } }),
      'power-items.yaml:1:limits.extension 000131023000: the catalogue says 10 working-days, the procedure food-business-permit 5 working-days.',
    ],
    [
      'that forgets a paper',
      { ...FOOD, materials: others },
      'power-items.yaml:1:materials.identity 000131023000: the catalogue says —, the procedure food-business-permit 申请人身份证明（必需 required）.',
    ],
    [
      'that asks for a paper the form has not',
      { ...FOOD, materials: [...FOOD.materials, { ...first, field: 'photo' }] },
      'power-items.yaml:1:materials.photo 000131023000: the catalogue says 申请人身份证明（必需 required）, the procedure food-business-permit —.',
    ],
    [
      'that calls a paper optional which is required',
      { ...FOOD, materials: [{ ...first, required: false }, ...others] },
      'power-items.yaml:1:materials.identity 000131023000: the catalogue says 申请人身份证明（可选 optional）, the procedure food-business-permit 申请人身份证明（必需 required）.',
    ],
    [
      'that lets a paper follow which is due at once',
      { ...FOOD, materials: [{ ...first, deferrable: true }, ...others] },
      'power-items.yaml:1:materials.identity 000131023000: the catalogue says 申请人身份证明（必需 required，可容缺 deferrable）, the procedure food-business-permit 申请人身份证明（必需 required）.',
    ],
    [
      'that promises sooner than anybody is reminded of',
      limits({ promised: { amount: 6, unit: 'working-days' } }),
      'power-items.yaml:1:limits.promised 000131023000: the catalogue says 6 working-days, the procedure food-business-permit —.',
    ],
    [
      'that would be granted on a promise nobody can take',
      { ...FOOD, commitment: true },
      'power-items.yaml:1:commitment 000131023000: the catalogue says 可以 yes, the procedure food-business-permit 不可 no.',
    ],
    [
      'that promises to take longer than the law allows',
      limits({ promised: { amount: 11, unit: 'working-days' } }),
      'power-items.yaml:17:limits.promised A promised limit is of the same unit as the statutory one and no longer.',
    ],
    [
      'held by nobody there is',
      { ...FOOD, holders: [{ organisation: 'moon', from: '2024-01-01' }] },
      'power-items.yaml:1:holders 000131023000: there is no organisation "moon".',
    ],
    [
      'held in a town there is not',
      { ...FOOD, holders: [{ organisation: 'bureau', from: '2024-01-01', territory: ['town', 'sea'] }] },
      'power-items.yaml:1:holders 000131023000: there is no organisation "sea".',
    ],
  ])('%s', (_what, item, expected) => {
    expect(faults([item])).toEqual([expected]);
  });

  it('whose day does not exist or whose code is not of twelve digits, with the line it stands on', () => {
    const lines = stringify([{ ...FOOD, code: '131023', validFrom: '2026-02-30', colour: 'red' }]).split('\n');
    const at = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;
    const told = faults(lines.join('\n'));
    expect(told.map((line) => line.split(' ')[0]).toSorted()).toEqual(
      [
        `power-items.yaml:${at('131023')}:code`,
        `power-items.yaml:${at('2026-02-30')}:validFrom`,
        'power-items.yaml:1:',
      ].toSorted(),
    );
    const planned = judged(lines.join('\n'));
    expect(planned.kind === 'refused' && planned.faults.map(({ reason }) => reason.zh)).toContain(
      '出现未知的键(key): "colour"。',
    );
  });

  it('that is there twice', () => {
    expect(faults([FOOD, structuredClone(FOOD)])).toEqual([
      expect.stringMatching(/^power-items.yaml:\d\d:code "000131023000" is already on line 1\.$/),
    ]);
  });

  it('in a file that is no YAML, or no list', () => {
    expect(faults('- code: "1\n')[0]).toMatch(/^power-items.yaml:\d/);
    expect(faults('code: 1')).toEqual(['power-items.yaml:1: This should be a list of items.']);
  });
});

it('a limit that counts from receipt is found where a procedure starts it with the case', () => {
  const fromReceipt: Draft = {
    ...foodBusinessPermit,
    acceptClocks: [],
    startClocks: ['acceptance', 'decision'],
  };
  const item = { ...FOOD, limits: { ...FOOD.limits, startsAt: 'receipt' } };
  expect(faults([item], known([], fromReceipt))).toEqual([]);
  expect(faults([FOOD], known([], fromReceipt))).toEqual([expect.stringContaining('limits.startsAt')]);
});

it('a certificate is valid as long as its item announces', () => {
  const certified = (months: number | null): Draft => ({
    ...foodBusinessPermit,
    certificate: {
      series: '证',
      validity: months === null ? null : { amount: months, unit: 'months' },
      article: RULE,
    },
  });
  expect(faults([FOOD], known([], certified(60)))).toEqual([]);
  expect(faults([{ ...FOOD, validity: null }], known([], certified(null)))).toEqual([]);
  expect(faults([FOOD], known([], certified(36)))).toEqual([
    'power-items.yaml:1:validity 000131023000: the catalogue says 60 months, the procedure food-business-permit 36 months.',
  ]);
});

describe('an item that is there', () => {
  it('is unchanged by the same words, in another order and from another day', () => {
    const same = { ...FOOD, materials: FOOD.materials.toReversed(), validFrom: '2026-06-01' };
    expect(changes([same], known([FOOD]))).toEqual([]);
  });

  it('becomes a new version from a day on, with each difference shown, and the old one ends the day before', () => {
    const changed = { ...FOOD, validity: 36, onTheSpot: true, validFrom: '2026-03-10' };
    expect(changes([changed], known([FOOD]))).toEqual([
      {
        kind: 'changed',
        key: FOOD.code,
        name: '食品经营许可',
        value: { version: 2, item: changed, closes: { version: 1, on: '2026-03-09' } },
        differences: [
          { field: 'onTheSpot', to: 'true' },
          { field: 'validity', from: '60', to: '36' },
          { field: 'validFrom', from: '2024-01-01', to: '2026-03-10' },
        ],
      },
    ]);
  });

  it('shows a paper that goes or comes without calling the others changed', () => {
    const [, ...others] = FOOD.materials;
    const less = { ...PROCEDURE, materials: PROCEDURE.materials.slice(1) };
    const [change] = changes([{ ...FOOD, materials: others, validFrom: '2026-03-10' }], known([FOOD], less));
    expect(change?.differences.map(({ field }) => field)).toEqual([
      'materials.identity.field',
      'materials.identity.title.zh',
      'materials.identity.title.en',
      'materials.identity.required',
      'materials.identity.basis',
      'validFrom',
    ]);
  });

  it.each([
    ['the day of the version there is', '2024-01-01'],
    ['a day that is over', '2026-03-01'],
  ])('does not change from %s', (_what, validFrom) => {
    expect(faults([{ ...FOOD, validity: 36, validFrom }], known([FOOD]))).toEqual([
      'power-items.yaml:1:validFrom 000131023000 differs (validity); its new version needs a first day after 2024-01-01 and not before today, 2026-03-02.',
    ]);
  });

  it('ends on a day without a new version', () => {
    expect(changes([{ ...FOOD, validTo: '2026-06-30' }], known([FOOD]))).toEqual([
      expect.objectContaining({
        kind: 'ended',
        value: { code: FOOD.code, version: 1, ends: '2026-06-30' },
        differences: [{ field: 'validTo', to: '2026-06-30' }],
      }),
    ]);
  });

  it('that ended comes back later without its end being moved', () => {
    const ended = { ...FOOD, validTo: '2026-01-31' };
    const [change] = changes([{ ...FOOD, validity: 36, validFrom: '2026-06-01' }], known([ended]));
    expect(change?.value).toEqual({ version: 2, item: { ...FOOD, validity: 36, validFrom: '2026-06-01' } });
  });
});
