// Owns the entries of power-items.yaml: the catalogue (权责清单) as it is announced, each with the line it stands on.
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { fault, type Fault } from './fault';
import { NOTHING, repeated, type Lined, type Reading } from './rows';

const words = z.string().trim().min(1).max(500);
const text = z.strictObject({ zh: words, en: words });
const day = z.iso.date();
const limit = z.strictObject({
  amount: z.number().int().min(1).max(10_000),
  unit: z.enum(['working-days', 'calendar-days', 'months']),
});
const material = z.strictObject({
  field: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,59}$/),
  title: text,
  required: z.boolean(),
  /** 容缺: may be handed in later, against a promise. */
  deferrable: z.boolean().default(false),
  basis: words,
});
const holder = z.strictObject({
  organisation: words,
  from: day,
  to: day.optional(),
  /** Towns and streets in which the body holds the item; absent: the whole city. */
  territory: z.array(words).min(1).optional(),
});
/** 导办: a question a clerk asks, and the answers under which this item is what is needed. Items share a question by its id. */
const situation = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  question: text,
  answers: z.array(text).min(1).max(20),
});
const powerItem = z.strictObject({
  code: z.string().regex(/^\d{12}$/),
  kind: z.enum(['permit', 'filing']),
  name: text,
  basis: words,
  procedure: z.string().max(60).nullable(),
  limits: z.strictObject({
    statutory: limit,
    startsAt: z.enum(['receipt', 'acceptance']),
    promised: limit.optional(),
    extension: limit.extend({ article: words }).optional(),
    /** The limit is from memory or a guess and not from the text of the rule. */
    assumption: z.literal(true).optional(),
  }),
  materials: z.array(material),
  situations: z.array(situation).max(10).default([]),
  onTheSpot: z.boolean(),
  commitment: z.boolean(),
  validity: z.number().int().min(1).max(1_200).nullable(),
  holders: z.array(holder).min(1),
  validFrom: day,
  validTo: day.optional(),
});
export type PowerItem = z.infer<typeof powerItem>;
const FILE = 'power-items.yaml';

/** JSON is taken as well: it is YAML. */
export function readPowerItems(source: string | undefined): Reading<PowerItem> {
  if (source === undefined) return NOTHING;
  const lines = new LineCounter();
  const document = parseDocument(source.replace(/^\uFEFF/, ''), { lineCounter: lines, version: '1.2' });
  if (document.errors.length > 0)
    return {
      ...NOTHING,
      faults: document.errors.map((error) =>
        fault(
          FILE,
          lines.linePos(error.pos[0]).line,
          undefined,
          '不是有效的 YAML。',
          error.message.split('\n')[0] ?? '',
        ),
      ),
    };
  const content: unknown = document.toJS();
  if (!Array.isArray(content))
    return { ...NOTHING, faults: [fault(FILE, 1, undefined, '应为事项的列表。', 'This should be a list of items.')] };
  const at = (path: readonly PropertyKey[]): number => lineOf(document, lines, path);
  const faults: Fault[] = [];
  const lined = content.flatMap((entry: unknown, n): readonly Lined<PowerItem>[] => {
    const parsed = powerItem.safeParse(entry);
    const wrong = parsed.success
      ? ownFaults(parsed.data, (path) => at([n, ...path]))
      : shapeFaults(entry, (path) => at([n, ...path]));
    faults.push(...wrong);
    return parsed.success && wrong.length === 0 ? [{ line: at([n]), value: parsed.data }] : [];
  });
  return {
    lined,
    keys: new Set(lined.map(({ value }) => value.code)),
    faults: [...faults, ...repeated(FILE, 'code', lined, ({ code }) => code)],
  };
}

type LineAt = (path: readonly PropertyKey[]) => number;

function shapeFaults(entry: unknown, at: LineAt): readonly Fault[] {
  const zh = powerItem.safeParse(entry, { error: z.locales.zhCN().localeError }).error?.issues ?? [];
  const en = powerItem.safeParse(entry).error?.issues ?? [];
  return zh.map((issue, n) =>
    fault(FILE, at(issue.path), issue.path.join('.') || undefined, `${issue.message}。`, `${en[n]?.message ?? ''}.`),
  );
}

function ownFaults(item: PowerItem, at: LineAt): readonly Fault[] {
  const { statutory, promised, extension } = item.limits;
  const told = (path: readonly PropertyKey[], zh: string, en: string): Fault =>
    fault(FILE, at(path), path.join('.'), zh, en);
  const faults: Fault[] = [];
  if (item.validTo !== undefined && item.validTo < item.validFrom)
    faults.push(told(['validTo'], '止日早于起日。', 'It ends before it begins.'));
  item.holders.forEach((held, n) => {
    if (held.to !== undefined && held.to < held.from)
      faults.push(told(['holders', n, 'to'], '止日早于起日。', 'It ends before it begins.'));
  });
  if (promised && (promised.unit !== statutory.unit || promised.amount > statutory.amount))
    faults.push(
      told(
        ['limits', 'promised'],
        '承诺时限应与法定时限同一单位，且不得更长（优化营商环境条例第三十六条）。',
        'A promised limit is of the same unit as the statutory one and no longer.',
      ),
    );
  if (extension && extension.unit !== statutory.unit)
    faults.push(
      told(
        ['limits', 'extension', 'unit'],
        '延期应与法定时限同一单位。',
        'An extension is of the same unit as the limit.',
      ),
    );
  const fields = item.materials.map(({ field }) => field);
  fields.forEach((field, n) => {
    if (fields.indexOf(field) !== n)
      faults.push(
        told(['materials', n, 'field'], `材料“${field}”出现了两次。`, `The material "${field}" is there twice.`),
      );
  });
  return faults;
}

/** The line of a member's name, or of the nearest thing around it that is there. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(document, path.slice(0, length));
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function nodeAt(document: Document, path: readonly PropertyKey[]): unknown {
  const around: unknown = path.length < 2 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(around)) return path.length === 0 ? document.contents : document.getIn(path, true);
  return around.items.map(({ key }) => key).find((key) => isScalar(key) && key.value === path.at(-1));
}
