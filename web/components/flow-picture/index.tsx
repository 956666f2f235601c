// Owns the picture of a procedure, with where a case stands in it, and the same as a list for whoever does not see pictures.
import { useMemo } from 'react';
import type { Block, Definition } from '../../../src/kernel/procedure/definition';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { layoutOf, type Edge, type Node } from './layout';
import './flow-picture.css';

const WORDS = words('flow-picture', {
  picture: { zh: '流程图：{{title}}', en: 'Picture of the procedure: {{title}}' },
  asList: { zh: '流程步骤（文字版）', en: 'The same as a list' },
  done: { zh: '已完成', en: 'done' },
  open: { zh: '正在这一步', en: 'it stands here' },
  ahead: { zh: '尚未进行', en: 'not reached' },
  task: { zh: '办理', en: 'step' },
  child: { zh: '子流程', en: 'child process' },
  await: { zh: '等待', en: 'wait' },
  call: { zh: '调用', en: 'call' },
  choice: { zh: '判断', en: 'choice' },
  parallel: { zh: '并行', en: 'at the same time' },
  each: { zh: '逐项并行', en: 'for each item' },
  loop: { zh: '循环', en: 'again and again' },
  table: { zh: '决策表', en: 'decision table' },
  end: { zh: '结果', en: 'end' },
});

type Standing = 'done' | 'open' | 'ahead';
interface FlowPictureProps {
  readonly definition: Pick<Definition, 'title' | 'flow' | 'outcomes'>;
  /** Blocks of the case and how far each is; absent: a procedure by itself. */
  readonly standing?: ReadonlyMap<string, Standing>;
}

export function FlowPicture({ definition, standing }: FlowPictureProps) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const layout = useMemo(
    () => layoutOf(definition.flow, (outcome) => definition.outcomes[outcome]?.title ?? { zh: '办结', en: 'Ended' }),
    [definition],
  );
  const title = t('picture', { title: say(definition.title) });
  return (
    <>
      <div className="flow-picture" tabIndex={0} role="region" aria-label={title}>
        <svg
          role="img"
          aria-label={title}
          width={layout.width}
          height={layout.height}
          viewBox={`-1 -1 ${layout.width} ${layout.height}`}
          lang={language}
        >
          {layout.edges.map((edge, nth) => (
            <Line key={nth} edge={edge} />
          ))}
          {layout.nodes.map((node) => (
            <Box key={node.id} node={node} {...(standing ? { standing: standing.get(node.id) ?? 'ahead' } : {})} />
          ))}
        </svg>
      </div>
      <details>
        <summary>{t('asList')}</summary>
        <Steps block={definition.flow} definition={definition} {...(standing ? { standing } : {})} />
      </details>
    </>
  );
}

function Box({ node, standing }: { readonly node: Node; readonly standing?: Standing }) {
  const say = useSay();
  const { x, y, width, height, kind } = node;
  const left = x - width / 2;
  const corner = kind === 'end' ? height / 2 : ['task', 'child', 'await', 'call'].includes(kind) ? 8 : 2;
  return (
    <g className={`flow-${kind} ${standing ?? 'plain'}`}>
      <rect x={left} y={y} width={width} height={height} rx={corner} />
      <foreignObject x={left} y={y} width={width} height={height}>
        <div className="flow-title">
          {standing === 'done' ? '✓ ' : standing === 'open' ? '▶ ' : ''}
          {say(node.title)}
        </div>
      </foreignObject>
    </g>
  );
}

function Line({ edge }: { readonly edge: Edge }) {
  const say = useSay();
  const [x1, y1] = edge.from;
  const [x2, y2] = edge.to;
  const bend = edge.because ? y1 + 14 : (y1 + y2) / 2;
  return (
    <g className="flow-line">
      <path d={`M${x1} ${y1}V${bend}H${x2}V${y2}`} />
      {edge.because && (
        <foreignObject x={x2 - 92} y={bend + 2} width={184} height={46}>
          <div className="flow-because">
            <span>{say(edge.because)}</span>
          </div>
        </foreignObject>
      )}
    </g>
  );
}

interface StepsProps extends FlowPictureProps {
  readonly block: Block;
}
/** The twin of the picture: steps in order, ways of a choice one below the other. */
function Steps({ block, definition, standing }: StepsProps) {
  return (
    <ol className="flow-steps">
      <Step block={block} definition={definition} {...(standing ? { standing } : {})} />
    </ol>
  );
}
function Step({ block, definition, standing }: StepsProps) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const rest = { definition, ...(standing ? { standing } : {}) };
  if (block.kind === 'pass') return null;
  if (block.kind === 'sequence') return block.blocks.map((inner) => <Step key={inner.id} block={inner} {...rest} />);
  const how = standing ? marks.aside(t(standing.get(block.id) ?? 'ahead')) : '';
  if (block.kind === 'end') return <li>{marks.of(t('end'), say(definition.outcomes[block.outcome]?.title))}</li>;
  if (block.kind === 'each' || block.kind === 'loop')
    return (
      <li>
        {marks.of(t(block.kind), say(block.title))}
        {how}
        <Steps block={block.block} {...rest} />
      </li>
    );
  if (block.kind === 'parallel')
    return (
      <li>
        {marks.of(t('parallel'), say(block.title))}
        {how}
        <ul>
          {block.branches.map(({ id, title, block: inner }) => (
            <li key={id}>
              {say(title)}
              <Steps block={inner} {...rest} />
            </li>
          ))}
        </ul>
      </li>
    );
  if (block.kind !== 'choice')
    return (
      <li {...(standing?.get(block.id) === 'open' ? { 'aria-current': 'step' as const } : {})}>
        {marks.of(t(block.kind), say(block.title))}
        {how}
      </li>
    );
  return (
    <li>
      {marks.of(t('choice'), say(block.title))}
      <ul>
        {block.branches.map(({ id, because, block: inner }) => (
          <li key={id}>
            {say(because)}
            <Steps block={inner} {...rest} />
          </li>
        ))}
      </ul>
      {block.otherwise.kind !== 'pass' && <Steps block={block.otherwise} {...rest} />}
    </li>
  );
}
