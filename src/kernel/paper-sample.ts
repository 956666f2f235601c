/** Owns the made-up data of a preview (样张): every member of a paper's shape has a plausible value, and none is anybody's. */
import { shapeOf, type PaperData, type Shape } from './paper-data';
import { fillPaper, type PaperText } from './paper-text';
import type { Draft } from './procedure/builder';
import { blocksOf } from './procedure/find';
import { propertiesOf } from './procedure/schema';
import { writtenDay } from './rules/condition';
import { REMEDIES } from './rules/remedy';
import type { Json } from './text';

const [BODY, REVIEWER, APPLICANT] = ['江阴市行政审批局', '江阴市司法局', '张样本'];
const [NUMBER, DAY] = ['样〔2026〕第1号', '2026-03-18'];
const KNOWN: Readonly<Record<string, string>> = {
  'case.number': '000131023000-20260302-000123',
  'case.receivedOn': '2026-03-02',
  'case.acceptedOn': '2026-03-05',
  'case.decidedOn': '2026-03-18',
  'case.delivery': '综合窗口领取',
  'item.code': '000131023000',
  'applicant.name': APPLICANT,
  'applicant.idType': '居民身份证',
  'applicant.idNumber': '320281000000000000',
  'applicant.phone': '00000000000',
  'applicant.address': '江阴市样张路1号',
  'agent.name': '李样本',
  'body.name': BODY,
  'deciding.name': BODY,
  'receiving.name': '徐霞客镇政务服务中心',
  'act.on': '2026-03-18',
  'act.reasons': '经营场所与污染源的距离不符合规定，未配备食品安全管理人员。',
  'act.ground': '检测',
  'act.term': '5个工作日',
  'act.kind': 'not-ours',
  'act.competentBody': '江阴市市场监督管理局',
  'act.by': '王样本、赵样本',
  'act.time': '上午9时',
  'act.place': '江阴市政务服务中心三楼会议室',
  'act.host': '周样本',
  'act.members': '吴样本、郑样本',
  'act.clerk': '冯样本',
  'act.way': 'direct',
  'act.number': '样〔2026〕第1号',
  'act.conclusion': '同意',
  'act.opinion': '事实清楚，证据确实充分，适用依据正确，程序合法。',
  'certificate.number': 'JY23202810000001',
  'certificate.scope': '经营者名称：样本面馆；经营场所：江阴市样张路1号',
  'certificate.validFrom': '2026-03-18',
  'certificate.validTo': '2031-03-17',
  'paper.number': NUMBER,
  'paper.date': DAY,
};

/** A preview of a paper, complete but for the address of its verification; undefined where the text cannot be filled. */
export function samplePaper(draft: Draft, text: PaperText) {
  const filled = fillPaper(text, samplePaperData(draft, text));
  if ('missing' in filled) return undefined;
  const rule = draft.papers[text.kind];
  const number = rule?.series === undefined ? {} : { number: NUMBER };
  const addressee = rule?.to === 'applicant' ? { addressee: APPLICANT } : {};
  const body = draft.childOnly ? REVIEWER : BODY;
  return { ...addressee, ...filled.paper, ...number, body, issuedOn: DAY, issuedOnWritten: writtenDay(DAY) ?? DAY };
}

/** Sample data in the shape of a paper of this procedure. */
export function samplePaperData(draft: Draft, text: PaperText): PaperData {
  const fields = fieldsOf(draft);
  const remedy = text.remedy && REMEDIES[text.remedy];
  const given: Readonly<Record<string, string | undefined>> = {
    ...KNOWN,
    'case.outcome': Object.keys(draft.outcomes).find((id) => draft.outcomes[id]?.paper === text.kind),
    'item.name': draft.title.zh,
    'item.basis': draft.basis,
    'paper.article': draft.papers[text.kind]?.article ?? text.article,
    'remedy.text': remedy?.text('江阴市人民政府'),
    'remedy.article': remedy?.article,
  };
  const sampleOf = (shape: Shape, path: string): Json => {
    const name = path.slice(path.lastIndexOf('.') + 1);
    if (shape === 'value') return given[path] ?? byName(path, name, fields);
    if ('list' in shape) return [1, 2].map((n) => elementOf(shape.list, n, draft, path));
    return Object.fromEntries(
      Object.entries(shape.members).map(([member, inner]) => [member, sampleOf(inner, `${path}.${member}`)]),
    );
  };
  const data = Object.entries(shapeOf(draft, text.kind)).map(([root, shape]) => [root, sampleOf(shape, root)]);
  return Object.fromEntries(data) as PaperData;
}

function elementOf(shape: Shape, n: number, draft: Draft, path: string): Json {
  const material = draft.materials[n - 1];
  const title = material?.title.zh ?? `材料${n}`;
  if (typeof shape !== 'object' || !('members' in shape)) return `${title}（样例）`;
  const basis = material?.basis ?? draft.basis;
  const words: Readonly<Record<string, string>> = { n: String(n), title, basis };
  return Object.fromEntries(Object.keys(shape.members).map((name) => [name, words[name] ?? byName(path, name, {})]));
}

function byName(path: string, name: string, fields: Readonly<Record<string, Json>>): Json {
  if (path.startsWith('people.')) return '王样本、赵样本';
  if (path.startsWith('clock.') && name === 'term') return '10个工作日';
  if (/(On|due|From|To)$/.test(name)) return '2026-03-31';
  const told = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return told ?? '（样例）';
}

/** An example, a choice or the title of every field that a form of this procedure has. */
function fieldsOf(draft: Draft): Readonly<Record<string, Json>> {
  const tasks = blocksOf(draft.flow).flatMap((block) => (block.kind === 'task' ? [block] : []));
  const schemas = [
    draft.dataSchema,
    ...tasks.flatMap(({ form, outcomes }) => [form, ...Object.values(outcomes).map(({ schema }) => schema)]),
  ];
  const entries = schemas.flatMap((schema) => Object.entries(propertiesOf(schema)));
  return Object.fromEntries(entries.flatMap(([name, rule]) => (isField(rule) ? [[name, exampleOf(rule)]] : [])));
}
interface Field {
  readonly examples?: readonly Json[];
  readonly enum?: readonly Json[];
  readonly title?: string;
  readonly type?: string;
}
function isField(rule: unknown): rule is Field {
  return typeof rule === 'object' && rule !== null;
}
function exampleOf({ examples, enum: choices, title, type }: Field): Json {
  return (
    examples?.[0] ?? choices?.[0] ?? (type === 'boolean' ? true : type === 'number' ? 1 : `（${title ?? '样例'}）`)
  );
}
