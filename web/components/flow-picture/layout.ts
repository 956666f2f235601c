// Owns where each step of a procedure stands in its picture. Flows nest and never cross, so that a walk over the blocks is a layout.
import type { Block } from '../../../src/kernel/procedure/definition';
import type { Text } from '../../../src/kernel/text';

/** A box; `x` is its middle, `y` its upper edge. Pixels. */
export interface Node {
  readonly id: string;
  readonly kind: 'task' | 'child' | 'await' | 'call' | 'choice' | 'parallel' | 'each' | 'loop' | 'table' | 'end';
  readonly title: Text;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Edge {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly because?: Text;
}
export interface Layout {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly height: number;
}

const BOX = { width: 190, height: 52 } as const;
const CHOICE = { width: 190, height: 40 } as const;
const DOWN = 30;
const LABEL = 34;
const BESIDE = 26;

interface Drawn {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly height: number;
  /** Where a line comes in, and where it goes on; an end goes nowhere on. */
  readonly enter?: readonly [number, number];
  readonly leave?: readonly [number, number];
}
const NOTHING: Drawn = { nodes: [], edges: [], width: 0, height: 0 };

export function layoutOf(flow: Block, endTitle: (outcome: string) => Text): Layout {
  const { nodes, edges, width, height } = draw(flow, endTitle);
  return { nodes, edges, width: width + 2, height: height + 2 };
}

function draw(block: Block, endTitle: (outcome: string) => Text): Drawn {
  if (block.kind === 'pass') return NOTHING;
  if (block.kind === 'end') return single({ id: block.id, kind: 'end', title: endTitle(block.outcome) }, BOX, false);
  if (block.kind === 'sequence') return below(block.blocks.map((inner) => draw(inner, endTitle)));
  if (block.kind === 'each' || block.kind === 'loop')
    return below([
      single({ id: block.id, kind: block.kind, title: block.title }, CHOICE, true),
      draw(block.block, endTitle),
    ]);
  if (block.kind === 'parallel')
    return beside(
      single({ id: block.id, kind: 'parallel', title: block.title }, CHOICE, true),
      block.branches.map(({ title, block: inner }) => ({ because: title, drawn: draw(inner, endTitle) })),
    );
  if (block.kind !== 'choice') return single({ id: block.id, kind: block.kind, title: block.title }, BOX, true);
  const asked = single({ id: block.id, kind: 'choice', title: block.title }, CHOICE, true);
  const ways = [
    ...block.branches.map(({ because, block: inner }) => ({ because, drawn: draw(inner, endTitle) })),
    { because: OTHERWISE, drawn: draw(block.otherwise, endTitle) },
  ];
  return beside(asked, ways);
}

const OTHERWISE: Text = { zh: '其他情形', en: 'Otherwise' };

function single(
  node: Pick<Node, 'id' | 'kind' | 'title'>,
  size: { readonly width: number; readonly height: number },
  goesOn: boolean,
): Drawn {
  const x = size.width / 2;
  return {
    nodes: [{ ...node, ...size, x, y: 0 }],
    edges: [],
    ...size,
    enter: [x, 0],
    ...(goesOn ? { leave: [x, size.height] as const } : {}),
  };
}

function moved(drawn: Drawn, dx: number, dy: number): Drawn {
  const at = ([x, y]: readonly [number, number]): readonly [number, number] => [x + dx, y + dy];
  return {
    ...drawn,
    nodes: drawn.nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy })),
    edges: drawn.edges.map((edge) => ({ ...edge, from: at(edge.from), to: at(edge.to) })),
    ...(drawn.enter ? { enter: at(drawn.enter) } : {}),
    ...(drawn.leave ? { leave: at(drawn.leave) } : {}),
  };
}

function below(parts: readonly Drawn[]): Drawn {
  const shown = parts.filter(({ nodes }) => nodes.length > 0);
  const width = Math.max(0, ...shown.map((part) => part.width));
  let y = 0;
  const edges: Edge[] = [];
  const placed: Drawn[] = [];
  for (const part of shown) {
    const here = moved(part, (width - part.width) / 2, y);
    const before = placed.at(-1);
    if (before?.leave && here.enter) edges.push({ from: before.leave, to: here.enter });
    placed.push(here);
    y += part.height + DOWN;
  }
  const first = placed[0];
  const last = placed.at(-1);
  return {
    nodes: placed.flatMap(({ nodes }) => nodes),
    edges: [...placed.flatMap((each) => each.edges), ...edges],
    width,
    height: Math.max(0, y - DOWN),
    ...(first?.enter ? { enter: first.enter } : {}),
    ...(last?.leave ? { leave: last.leave } : {}),
  };
}

function beside(asked: Drawn, ways: readonly { readonly because: Text; readonly drawn: Drawn }[]): Drawn {
  const widths = ways.map(({ drawn }) => Math.max(drawn.width, 120));
  const width = Math.max(asked.width, widths.reduce((sum, each) => sum + each, 0) + BESIDE * (ways.length - 1));
  const height = Math.max(...ways.map(({ drawn }) => drawn.height));
  const top = asked.height + DOWN + LABEL;
  const end = top + height + DOWN;
  const question = moved(asked, (width - asked.width) / 2, 0);
  const from = question.leave ?? [width / 2, asked.height];
  const nodes: Node[] = [...question.nodes];
  const edges: Edge[] = [];
  let x = (width - (widths.reduce((sum, each) => sum + each, 0) + BESIDE * (ways.length - 1))) / 2;
  let goesOn = false;
  ways.forEach(({ because, drawn }, nth) => {
    const own = widths[nth] ?? 0;
    const here = moved(drawn, x + (own - drawn.width) / 2, top);
    const middle = x + own / 2;
    nodes.push(...here.nodes);
    edges.push(...here.edges);
    if (here.nodes.length === 0) {
      edges.push({ from, to: [middle, end], because });
      goesOn = true;
    } else {
      edges.push({ from, to: here.enter ?? [middle, top], because });
      if (here.leave) {
        edges.push({ from: here.leave, to: [here.leave[0], end] });
        goesOn = true;
      }
    }
    x += own + BESIDE;
  });
  return {
    nodes,
    edges: goesOn
      ? [...edges, { from: [Math.min(...ends(edges, end)), end], to: [Math.max(...ends(edges, end)), end] }]
      : edges,
    width,
    height: goesOn ? end : top + height,
    enter: question.enter ?? [width / 2, 0],
    ...(goesOn ? { leave: [width / 2, end] as const } : {}),
  };
}

/** Where the ways of a choice come together again. */
function ends(edges: readonly Edge[], level: number): readonly number[] {
  return edges.filter(({ to }) => to[1] === level).map(({ to }) => to[0]);
}
