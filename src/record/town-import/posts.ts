// Owns the rows of posts.csv: who holds which post (岗位) in which body, from when to when.
import { POST_KINDS, type PostKind } from '../../kernel/procedure/definition';
import type { Text } from '../../kernel/text';
import { fault, type Fault } from './fault';
import type { Organisation, OrganisationKind } from './organisations';
import { NOTHING, overlapping, repeated, RowCheck, type Lined, type Reading, type Term } from './rows';
import { readSheet } from './sheet';

export interface Post extends Term {
  /** User name of the holder. */
  readonly person: string;
  readonly kind: PostKind;
  readonly organisation: string;
  readonly titleZh: string;
  readonly titleEn: string;
}
const FILE = 'posts.csv';

interface PostRule {
  readonly title: Text;
  /** Kinds of organisation that have it: a window has no approvers, and a team of officers no window. */
  readonly of: readonly OrganisationKind[];
}
const DECIDING = ['approval-bureau', 'department', 'town'] as const;
const ACTING = [...DECIDING, 'justice-bureau', 'enforcement-bureau'] as const;
const RULES: Readonly<Record<PostKind, PostRule>> = {
  'window-clerk': { title: { zh: '综合窗口人员', en: 'Window clerk' }, of: ['service-centre', 'approval-bureau'] },
  examiner: { title: { zh: '审查人员', en: 'Examiner' }, of: DECIDING },
  approver: { title: { zh: '审批人', en: 'Approver' }, of: DECIDING },
  'agency-head': { title: { zh: '机关负责人', en: 'Head of the agency' }, of: ['city', ...ACTING] },
  'legal-reviewer': { title: { zh: '法制审核人员', en: 'Legal reviewer' }, of: ACTING },
  'enforcement-officer': {
    title: { zh: '执法人员', en: 'Enforcement officer' },
    of: ['department', 'enforcement-bureau'],
  },
  administrator: { title: { zh: '系统管理员', en: 'Administrator' }, of: ['city', 'service-centre', ...ACTING] },
  supervisor: { title: { zh: '执法监督人员', en: 'Enforcement supervisor' }, of: ['city', 'justice-bureau'] },
  'hearing-host': { title: { zh: '听证主持人', en: 'Hearing host' }, of: ACTING },
  publisher: { title: { zh: '公示人员', en: 'Publisher' }, of: ACTING },
};

export function readPosts(text: string | undefined): Reading<Post> {
  if (text === undefined) return NOTHING;
  const sheet = readSheet(FILE, text, {
    required: ['person', 'kind', 'organisation', 'from'],
    optional: ['to', 'id', 'title_zh', 'title_en'],
  });
  const faults: Fault[] = [...sheet.faults];
  const lined = sheet.rows.flatMap(({ line, cells }): readonly Lined<Post>[] => {
    const check = new RowCheck(FILE, line);
    const kind = POST_KINDS.find((each) => each === cells.kind);
    if (kind === undefined)
      check.wrong(
        'kind',
        `没有“${cells.kind}”这种岗位；可用：${POST_KINDS.join('、')}。`,
        `There is no post of the kind "${cells.kind}"; there are: ${POST_KINDS.join(', ')}.`,
      );
    const person = check.text('person', cells.person).toLowerCase();
    const organisation = check.text('organisation', cells.organisation);
    const term = check.term(cells.from, cells.to);
    const id = cells.id === '' ? '' : check.id('id', cells.id);
    const titleZh = cells.title_zh === '' ? '' : check.text('title_zh', cells.title_zh);
    const titleEn = cells.title_en === '' ? '' : check.text('title_en', cells.title_en);
    if ((titleZh === '') !== (titleEn === ''))
      check.wrong(
        'title_zh',
        '职务名称要么中英文都写，要么都不写。',
        'A title is given in both languages or in neither.',
      );
    faults.push(...check.faults);
    if (!check.ok || kind === undefined) return [];
    const { title } = RULES[kind];
    const value = {
      // Whoever comes back to a post gets a row with an id of its own: what was done in the first term stays with the first.
      id: id === '' ? `${kind}@${organisation}:${person}` : id,
      person,
      kind,
      organisation,
      titleZh: titleZh === '' ? title.zh : titleZh,
      titleEn: titleEn === '' ? title.en : titleEn,
      ...term,
    };
    return [{ line, value }];
  });
  return {
    lined,
    keys: new Set(lined.map(({ value }) => value.id)),
    faults: [...faults, ...repeated(FILE, 'id', lined, ({ id }) => id)],
  };
}

/** What is wrong with posts beside the bodies, the people and the posts that are there. */
export function postFaults(
  lined: readonly Lined<Post>[],
  town: {
    readonly organisations: ReadonlyMap<string, Organisation>;
    /** Of rows that are wrong for a reason of their own. */
    readonly organisationNames: ReadonlySet<string>;
    readonly people: ReadonlySet<string>;
    readonly known: ReadonlyMap<string, Post>;
  },
): readonly Fault[] {
  const own = new Set(lined.map(({ value }) => value.id));
  const kept = [...town.known.values()].filter(({ id }) => !own.has(id));
  return [
    ...lined.flatMap(({ line, value }) => [
      ...(town.organisations.has(value.organisation) || !town.organisationNames.has(value.organisation)
        ? placeFaults(line, value, town.organisations)
        : []),
      ...(town.people.has(value.person)
        ? []
        : [fault(FILE, line, 'person', `没有人员“${value.person}”。`, `There is nobody called "${value.person}".`)]),
      ...handedOver(line, value, town.known.get(value.id)),
    ]),
    ...overlapping(FILE, lined, kept, (post) => `${post.kind} ${post.organisation} ${post.person}`),
  ];
}

function placeFaults(line: number, post: Post, organisations: ReadonlyMap<string, Organisation>): readonly Fault[] {
  const body = organisations.get(post.organisation);
  if (body === undefined)
    return [
      fault(
        FILE,
        line,
        'organisation',
        `没有单位“${post.organisation}”。`,
        `There is no organisation "${post.organisation}".`,
      ),
    ];
  const { title, of } = RULES[post.kind];
  if (of.includes(body.kind)) return [];
  return [
    fault(
      FILE,
      line,
      'organisation',
      `${body.zh}（${body.kind}）不设“${title.zh}”岗位；设在：${of.join('、')}。`,
      `${body.en} (${body.kind}) has no post "${post.kind}"; it belongs to: ${of.join(', ')}.`,
    ),
  ];
}

/** A post with its id stays one person's: what was done in it is in the ledgers. */
function handedOver(line: number, post: Post, before: Post | undefined): readonly Fault[] {
  if (before === undefined) return [];
  return (['person', 'kind', 'organisation'] as const)
    .filter((member) => before[member] !== post[member])
    .map((member) =>
      fault(
        FILE,
        line,
        member,
        `岗位 ${post.id} 原为“${before[member]}”，不能改；请写止日结束它，另起一行。`,
        `The post ${post.id} is "${before[member]}" and stays so: end it with a day in "to" and write another row.`,
      ),
    );
}
