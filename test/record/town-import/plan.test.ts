import { catalogue } from '../../../procedures/index';
import type { Draft } from '../../../src/kernel/procedure/builder';
import type { Fault } from '../../../src/record/town-import/fault';
import { faultLine } from '../../../src/record/town-import/fault';
import { EMPTY_TOWN, type Known } from '../../../src/record/town-import/known';
import { planTown, type Asked, type Plan, type TownFiles } from '../../../src/record/town-import/plan';

const BODIES = `id,kind,name_zh,name_en,parent
city,city,江阴市人民政府,Jiangyin City Government,
bureau,approval-bureau,江阴市行政审批局,Jiangyin Approval Bureau,city
town,town,新桥镇人民政府,Xinqiao Town Government,city
centre,service-centre,新桥镇政务服务中心,Xinqiao Service Centre,town
`;
const PEOPLE = `username,name,email
an,安宁,an@example.cn
bo,薄荷,
`;
const POSTS = `person,kind,organisation,from,to
an,window-clerk,centre,2024-01-01,
bo,examiner,bureau,2024-01-01,
`;
const TOWN: TownFiles = { 'organisations.csv': BODIES, 'people.csv': PEOPLE, 'posts.csv': POSTS };
const procedures = new Map(catalogue.map((draft): [string, Draft] => [draft.id, draft]));
const NOWHERE: Known = { ...EMPTY_TOWN, procedures };

function faults(files: TownFiles, known = NOWHERE, asked: Partial<Asked> = {}): readonly string[] {
  const planned = planTown(files, known, { today: '2026-03-02', ...asked });
  return planned.kind === 'refused' ? planned.faults.map(where) : [];
}
/** Place and English reason: what the tests below look at. */
function where({ file, line, column, reason }: Fault): string {
  expect(reason.zh).not.toBe('');
  return `${file}:${line}${column === undefined ? '' : `:${column}`} ${reason.en}`;
}
function plan(files: TownFiles, known = NOWHERE, asked: Partial<Asked> = {}): Plan {
  const planned = planTown(files, known, { today: '2026-03-02', ...asked });
  if (planned.kind === 'refused') throw new Error(planned.faults.map(faultLine).join('\n'));
  return planned.plan;
}
/** What the database would hold after these files. */
function after(files: TownFiles, known = NOWHERE): Known {
  const made = plan(files, known);
  const merged = <T>(there: ReadonlyMap<string, T>, changes: readonly { readonly key: string; readonly value: T }[]) =>
    new Map([...there, ...changes.map(({ key, value }) => [key, value] as const)]);
  return {
    ...known,
    organisations: merged(known.organisations, made.organisations.changes),
    people: merged(known.people, made.people.changes),
    posts: merged(known.posts, made.posts.changes),
    qualifications: merged(known.qualifications, made.qualifications.changes),
  };
}
const told = (part: Plan['posts' | 'people' | 'organisations']) =>
  part.changes.map(({ kind, key }) => `${kind} ${key}`);

describe('what spreadsheets really save', () => {
  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['the line ends of an old Macintosh', (text: string) => text.replaceAll('\n', '\r')],
    ['no line end after the last row', (text: string) => text.trimEnd()],
    ['empty lines between rows and after them', (text: string) => `${text.replaceAll('\n', '\n\n')}\n,,,,\n`],
    ['empty cells to the right', (text: string) => text.replaceAll('\n', ',,\n')],
    ['blanks round the cells', (text: string) => text.replaceAll(',', ' , ')],
  ])('is read with %s', (_what, saved) => {
    const files = Object.fromEntries(Object.entries(TOWN).map(([name, text]) => [name, saved(text)]));
    expect(plan(files)).toEqual(plan(TOWN));
  });

  it('may hold commas, double quotes and names with blanks in them', () => {
    const people = plan({
      'people.csv': 'username,name,email\nsmith,"Smith, John ""Jack"" ",\nli,阿不都 热合曼,\n',
    }).people;
    expect(people.changes.map(({ value }) => value)).toEqual([
      { username: 'smith', name: 'Smith, John "Jack"', email: null },
      { username: 'li', name: '阿不都 热合曼', email: null },
    ]);
  });

  it('may have its columns in any order', () => {
    expect(plan({ 'people.csv': 'email,name,username\n,安宁,an\n' }).people.changes[0]?.value).toEqual({
      username: 'an',
      name: '安宁',
      email: null,
    });
  });

  it('may leave out a file, which then says nothing of its kind', () => {
    const made = plan({ 'people.csv': PEOPLE }, after(TOWN));
    expect([made.people.unchanged, made.people.unnamed, made.posts.unnamed]).toEqual([2, 0, 2]);
    expect([...made.organisations.changes, ...made.posts.changes]).toEqual([]);
  });
});

describe('a bad row is named with its file, line, column and reason', () => {
  const row = (text: string, more: string): string => `${text}${more}\n`;
  it.each<[string, TownFiles, readonly string[]]>([
    [
      'an id that is given twice',
      { 'organisations.csv': row(BODIES, 'town,town,又一个镇,Another Town,city') },
      ['organisations.csv:6:id "town" is already on line 4.'],
    ],
    [
      'an unknown parent',
      { 'organisations.csv': row(BODIES, 'x,town,某镇,Some Town,nowhere') },
      ['organisations.csv:6:parent There is no organisation "nowhere".'],
    ],
    [
      'bodies above each other in a circle',
      { 'organisations.csv': row(BODIES, 'x,town,甲镇,Town A,y\ny,town,乙镇,Town B,x') },
      [
        'organisations.csv:6:parent The bodies above go round: x → y → x.',
        'organisations.csv:7:parent The bodies above go round: y → x → y.',
      ],
    ],
    [
      'a body above itself',
      { 'organisations.csv': row(BODIES, 'x,town,甲镇,Town A,x') },
      ['organisations.csv:6:parent The bodies above go round: x → x.'],
    ],
    [
      'a body without one above it',
      { 'organisations.csv': row(BODIES, 'x,town,甲镇,Town A,') },
      ['organisations.csv:6:parent All but the city have a body above them.'],
    ],
    [
      'an unknown kind of body',
      { 'organisations.csv': row(BODIES, 'x,village,某村,Some Village,town') },
      [expect.stringContaining('organisations.csv:6:kind There is no organisation of the kind "village"') as string],
    ],
    [
      'a name that is missing, told once though others refer to the row',
      { 'organisations.csv': row(BODIES, 'x,town,,Town,city\nz,service-centre,丙中心,Centre C,x') },
      ['organisations.csv:6:name_zh This may not be empty.'],
    ],
    [
      'a name of two lines, by the line it begins on',
      { 'people.csv': 'username,name\nan,"安\n宁"\nbo,\n' },
      ['people.csv:2:name It holds a line end or control character.', 'people.csv:4:name This may not be empty.'],
    ],
    [
      'a user name nobody could type, and one that is taken',
      { 'people.csv': row(PEOPLE, '安,安,\nAn,安宁,') },
      [
        'people.csv:4:username Nobody could sign in as "安": letters, digits and . _ - only, 64 at most.',
        'people.csv:5:username "an" is already on line 2.',
      ],
    ],
    [
      'what is no e-mail address',
      { 'people.csv': row(PEOPLE, 'ci,慈,ci at example.cn') },
      ['people.csv:4:email This is no e-mail address; without one leave it empty.'],
    ],
    [
      'an unknown kind of post',
      { ...TOWN, 'posts.csv': row(POSTS, 'an,mayor,city,2024-01-01,') },
      [expect.stringContaining('posts.csv:4:kind There is no post of the kind "mayor"') as string],
    ],
    [
      'days that do not exist',
      { ...TOWN, 'posts.csv': row(POSTS, 'an,examiner,bureau,2026-02-30,\nan,approver,bureau,2026-01-01,1/3/2026') },
      [
        'posts.csv:4:from "2026-02-30" is no date that exists; write it like 2026-03-02.',
        'posts.csv:5:to "1/3/2026" is no date that exists; write it like 2026-03-02.',
      ],
    ],
    [
      'a term that ends before it begins',
      { ...TOWN, 'posts.csv': row(POSTS, 'an,examiner,bureau,2026-02-02,2026-02-01') },
      ['posts.csv:4:to It ends on 2026-02-01, before it begins on 2026-02-02.'],
    ],
    [
      'a post in a body of the wrong kind',
      { ...TOWN, 'posts.csv': row(POSTS, 'an,approver,centre,2024-01-01,') },
      [
        'posts.csv:4:organisation Xinqiao Service Centre (service-centre) has no post "approver"; it belongs to: approval-bureau, department, town.',
      ],
    ],
    [
      'a post of nobody, and one nowhere',
      { ...TOWN, 'posts.csv': row(POSTS, 'xi,examiner,bureau,2024-01-01,\nan,examiner,moon,2024-01-01,') },
      ['posts.csv:4:person There is nobody called "xi".', 'posts.csv:5:organisation There is no organisation "moon".'],
    ],
    [
      'one post held twice at a time, also inside a longer term',
      {
        ...TOWN,
        'posts.csv':
          'person,kind,organisation,from,to,id\nan,examiner,bureau,2024-01-01,2026-12-31,one\nan,examiner,bureau,2024-06-01,2024-06-30,two\nan,examiner,bureau,2025-01-01,,three\n',
      },
      ['posts.csv:3:from The term overlaps that of line 2.', 'posts.csv:4:from The term overlaps that of line 2.'],
    ],
    [
      'a title in one language',
      { ...TOWN, 'posts.csv': 'person,kind,organisation,from,title_zh\nan,examiner,bureau,2024-01-01,科长\n' },
      ['posts.csv:2:title_zh A title is given in both languages or in neither.'],
    ],
    [
      'an unknown qualification, of nobody',
      {
        ...TOWN,
        'qualifications.csv': 'person,kind,number,from\nan,driving,1,2024-01-01\nxi,legal,A1,2024-01-01\n',
      },
      [
        'qualifications.csv:2:kind There is no qualification of the kind "driving"; there are: legal, enforcement.',
        'qualifications.csv:3:person There is nobody called "xi".',
      ],
    ],
    [
      'a comma nobody quoted, and a row cut short',
      { 'people.csv': 'username,name,email\nan,Smith, John,a@example.cn\nbo,薄荷\n' },
      [
        'people.csv:2 There are 4 cells where 3 are due; put double quotes round text with a comma.',
        'people.csv:3 There are 2 cells where 3 are due; put double quotes round text with a comma.',
      ],
    ],
    [
      'a quote that is not closed',
      { 'people.csv': 'username,name\nan,"安\nbo,薄\n' },
      ['people.csv:2 A double quote is not closed or stands in the wrong place.'],
    ],
    [
      'columns that are missing, unknown or there twice',
      { 'people.csv': 'username,nmae,nmae\n' },
      [
        'people.csv:1:name The column "name" is missing.',
        'people.csv:1:nmae No such column; there are: username, name, email.',
        'people.csv:1:nmae No such column; there are: username, name, email.',
        'people.csv:1:nmae The column stands there twice.',
      ],
    ],
    ['an empty file', { 'people.csv': '\n' }, ['people.csv:1 The file is empty.']],
  ])('%s', (_what, files, expected) => {
    expect(faults(files)).toEqual(expected);
  });

  it('all of them at once, in the order of the files and lines', () => {
    const all = faults({
      'posts.csv': row(POSTS, 'an,mayor,city,2024-01-01,'),
      'people.csv': row(PEOPLE, ',安,'),
      'organisations.csv': row(BODIES, 'x,town,某镇,Some Town,nowhere\ny,town,,,city'),
    });
    expect(all.map((line) => line.split(' ')[0])).toEqual([
      'organisations.csv:6:parent',
      'organisations.csv:7:name_zh',
      'organisations.csv:7:name_en',
      'people.csv:4:username',
      'posts.csv:4:kind',
    ]);
  });

  it('in a sentence that a clerk understands, Chinese first', () => {
    const planned = planTown({ 'organisations.csv': row(BODIES, 'x,town,某镇,Some Town,nowhere') }, NOWHERE, {
      today: '2026-03-02',
    });
    expect(planned.kind === 'refused' && planned.faults.map(faultLine)).toEqual([
      'organisations.csv 第 6 行 / line 6, parent: 没有单位“nowhere”。 / There is no organisation "nowhere".',
    ]);
  });
});

describe('the letters that numbers begin with', () => {
  const lettered = (letters: { readonly bureau?: string; readonly town?: string }) =>
    `id,kind,name_zh,name_en,parent,number_letters
city,city,江阴市人民政府,Jiangyin City Government,,
bureau,approval-bureau,江阴市行政审批局,Jiangyin Approval Bureau,city,${letters.bureau ?? ''}
town,town,新桥镇人民政府,Xinqiao Town Government,city,${letters.town ?? ''}
`;

  it('are taken from their column, and a body without them has none', () => {
    const { changes } = plan({ 'organisations.csv': lettered({ bureau: '澄行审' }) }).organisations;
    expect(changes.map(({ value }) => value.letters)).toEqual([null, '澄行审', null]);
  });

  it.each([
    ['an empty cell', lettered({})],
    ['a file without the column', BODIES],
  ])('stay as they are with %s, and change only for others', (_what, without) => {
    const there = after({ 'organisations.csv': lettered({ bureau: '澄行审' }) });
    expect(told(plan({ 'organisations.csv': without }, there).organisations)).not.toContain('changed bureau');
    const other = plan({ 'organisations.csv': lettered({ bureau: '澄审' }) }, there).organisations;
    expect(other.changes).toEqual([
      expect.objectContaining({ key: 'bureau', differences: [{ field: 'letters', from: '澄行审', to: '澄审' }] }),
    ]);
  });

  it('belong to one body alone, in the file and beside what is there', () => {
    expect(faults({ 'organisations.csv': lettered({ bureau: '澄审', town: '澄审' }) })).toEqual([
      'organisations.csv:3:number_letters The letters "澄审" are those of "town".',
      'organisations.csv:4:number_letters The letters "澄审" are those of "bureau".',
    ]);
    const there = after({ 'organisations.csv': lettered({ bureau: '澄审' }) });
    const row = 'id,kind,name_zh,name_en,parent,number_letters\ntown,town,新桥镇,Xinqiao,city,澄审\n';
    expect(faults({ 'organisations.csv': row }, there)).toEqual([
      'organisations.csv:2:number_letters The letters "澄审" are those of "bureau".',
    ]);
  });
});

describe('beside what is there', () => {
  it('the same files change nothing', () => {
    const made = plan(TOWN, after(TOWN));
    expect([made.organisations, made.people, made.posts].flatMap(told)).toEqual([]);
    expect([made.organisations.unchanged, made.people.unchanged, made.posts.unchanged]).toEqual([4, 2, 2]);
  });

  it('a renamed body and a new address are changed, member by member', () => {
    const made = plan(
      {
        'organisations.csv': BODIES.replace('新桥镇人民政府', '新桥镇政府'),
        'people.csv': PEOPLE.replace('薄荷,', '薄荷,bo@example.cn'),
      },
      after(TOWN),
    );
    expect(made.organisations.changes).toEqual([
      expect.objectContaining({
        kind: 'changed',
        key: 'town',
        differences: [{ field: 'zh', from: '新桥镇人民政府', to: '新桥镇政府' }],
      }),
    ]);
    expect(made.people.changes[0]?.differences).toEqual([{ field: 'email', to: 'bo@example.cn' }]);
  });

  it('a post that gets a last day is ended; whoever is not in the file keeps his', () => {
    const made = plan(
      { 'posts.csv': 'person,kind,organisation,from,to\nbo,examiner,bureau,2024-01-01,2026-06-30\n' },
      after(TOWN),
    );
    expect(told(made.posts)).toEqual(['ended examiner@bureau:bo']);
    expect(made.posts.unnamed).toBe(1);
  });

  it('a post comes back under an id of its own, once the first term is over', () => {
    const ended = after(
      { 'posts.csv': 'person,kind,organisation,from,to\nbo,examiner,bureau,2024-01-01,2026-06-30\n' },
      after(TOWN),
    );
    const again = (from: string): TownFiles => ({
      'posts.csv': `person,kind,organisation,from,id\nbo,examiner,bureau,${from},examiner@bureau:bo:2\n`,
    });
    expect(told(plan(again('2026-07-01'), ended).posts)).toEqual(['added examiner@bureau:bo:2']);
    expect(faults(again('2026-06-30'), ended)).toEqual([
      'posts.csv:2:from The term overlaps that of examiner@bureau:bo in the database.',
    ]);
  });

  it('a post is not handed over to somebody else', () => {
    const posts = 'person,kind,organisation,from,id\nan,examiner,bureau,2024-01-01,examiner@bureau:bo\n';
    expect(faults({ 'posts.csv': posts }, after(TOWN))).toEqual([
      'posts.csv:2:person The post examiner@bureau:bo is "bo" and stays so: end it with a day in "to" and write another row.',
    ]);
  });

  it('a body cannot change into one that has no such posts', () => {
    // The posts are in the same import, so that the rows to mend are named.
    const bodies = BODIES.replace('centre,service-centre', 'centre,enforcement-bureau');
    expect(faults({ ...TOWN, 'organisations.csv': bodies }, after(TOWN))).toEqual([
      expect.stringContaining('posts.csv:2:organisation'),
    ]);
  });

  it('only what is new is taken where the town has gone on since', () => {
    const known = after({ ...TOWN, 'organisations.csv': BODIES.replace('新桥镇人民政府', '新桥镇政府') });
    const made = plan({ ...TOWN, 'people.csv': `${PEOPLE}ci,慈,\n` }, known, { onlyNew: true });
    expect([made.organisations, made.people, made.posts].flatMap(told)).toEqual(['added ci']);
  });
});

it('of 10,000 people with their posts the one bad row is found', () => {
  const numbers = Array.from({ length: 10_000 }, (_, n) => n);
  const people = ['username,name,email', ...numbers.map((n) => `p${n},人员 ${n},`)].join('\r\n');
  const posts = (from: (n: number) => string): string =>
    ['person,kind,organisation,from,to', ...numbers.map((n) => `p${n},examiner,bureau,${from(n)},`)].join('\r\n');
  const files = { ...TOWN, 'people.csv': people, 'posts.csv': posts(() => '2024-01-01') };
  expect(plan(files).posts.changes).toHaveLength(10_000);
  expect(plan(files, after(files)).posts.changes).toEqual([]);
  expect(faults({ ...files, 'posts.csv': posts((n) => (n === 7_531 ? '2025-02-29' : '2024-01-01')) })).toEqual([
    'posts.csv:7533:from "2025-02-29" is no date that exists; write it like 2026-03-02.',
  ]);
});
