// Owns drawing whose turn it was and for how long: a lane for each body, time that was not counted hatched, idle time folded; the same as a table.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ScrollTable } from '../../components/scroll-table';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { groundTitle } from '../../../src/kernel/acts/clocks';
import { useNames } from '../../lib/names';
import { useDefinition, type CaseView } from './case-definition';
import { wholeLedger } from './ledger';
import { APPLICANT, axisOf, lanesOf, placeOf, SYSTEM, timelineOf, type Span, type Timeline } from './timeline';

const WORDS = words('timeline-part', {
  picture: { zh: '各单位办理时间', en: 'Whose turn it was' },
  key: {
    zh: '斜线：期限中止，不计时。折线：时间较长，已折叠。▲：期限提醒。',
    en: 'Hatched: the limit stood still. Zigzag: a long stretch, folded. ▲: a reminder of a limit.',
  },
  table: { zh: '同样的内容（表格）', en: 'The same as a table' },
  who: { zh: '轮到', en: 'Whose turn' },
  what: { zh: '办理内容', en: 'What' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至', en: 'Until' },
  lasted: { zh: '用时', en: 'Took' },
  now: { zh: '现在', en: 'now' },
  days: { zh: '{{n}} 天', en: '{{n}} d' },
  hours: { zh: '{{n}} 小时', en: '{{n}} h' },
  minutes: { zh: '{{n}} 分钟', en: '{{n}} min' },
  stopped: { zh: '中止：{{clock}}（{{ground}}）', en: 'Stood still: {{clock}} ({{ground}})' },
  applicant: { zh: '申请人', en: 'The applicant' },
  system: { zh: '系统', en: 'The system' },
  law: { zh: '期限', en: 'The clock' },
});
const ROW = 30;
const HEAD = 30;
const LABEL = 168;
/** An instant as it is written on the axis. */
const WHEN = 110;

export function TimelinePart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const definition = useDefinition(view);
  const { data, dataUpdatedAt } = useSuspenseQuery(wholeLedger(view.id));
  // What lasts is drawn up to now; where time is simulated, up to the last thing known of the case.
  const now = data.acts.at(-1)?.simulatedTime ? latest(view) : dataUpdatedAt;
  const timeline = useMemo(
    () => timelineOf(definition, view.organisations, data.acts, now),
    [definition, view.organisations, data.acts, now],
  );
  return (
    <>
      <div className="timeline" tabIndex={0} role="region" aria-label={t('picture')}>
        <Drawing of={timeline} />
      </div>
      <p className="quiet">{t('key')}</p>
      <details open={!window.matchMedia('(min-width: 700px)').matches}>
        <summary>{t('table')}</summary>
        <Table of={timeline} clocks={view.clocks} />
      </details>
    </>
  );
}

function latest(view: CaseView): number {
  return Math.max(
    ...view.waits.flatMap((wait) => [Date.parse(wait.since)]),
    ...view.stages.map(({ since }) => Date.parse(since)),
  );
}

function useLane(): (lane: string) => string {
  const t = useWords(WORDS);
  const names = useNames();
  return (lane) => (lane === APPLICANT ? t('applicant') : lane === SYSTEM ? t('system') : names.body(lane));
}
function useLasted(): (from: number, to: number) => string {
  const t = useWords(WORDS);
  return (from, to) => {
    const minutes = Math.round((to - from) / 60_000);
    if (minutes < 90) return t('minutes', { n: minutes });
    if (minutes < 36 * 60) return t('hours', { n: Math.round(minutes / 60) });
    return t('days', { n: Math.round(minutes / 1440) });
  };
}

function Drawing({ of }: { readonly of: Timeline }) {
  const t = useWords(WORDS);
  const language = useLanguage();
  const lane = useLane();
  const lasted = useLasted();
  const axis = axisOf(of);
  const at = (instant: number): number => LABEL + placeOf(axis, instant);
  const last = axis.at(-1);
  const width = LABEL + (last ? last.x + last.width : 0) + 110;
  const lanes = lanesOf(axis, of, { head: HEAD, row: ROW });
  const bottom = lanes.reduce((sum, { height }) => sum + height, HEAD);
  const height = bottom + 20;
  // Of a short story the beginning alone is written: two instants would stand in one another.
  const ends = at(of.ends) - LABEL < WHEN ? [of.begins] : [of.begins, of.ends];
  return (
    <svg role="img" aria-label={t('picture')} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <defs>
        <pattern id="stood-still" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="3" height="8" className="hatch" />
        </pattern>
      </defs>
      {ends.map((instant, nth) => (
        <text key={nth} x={nth === 0 ? LABEL : at(instant)} y={HEAD - 14} className="when">
          {instantWords(new Date(instant).toISOString(), language)}
        </text>
      ))}
      {axis
        .filter(({ folded }) => folded)
        .map((stretch) => (
          <g key={stretch.from} className="fold">
            <path d={zigzag(LABEL + stretch.x + stretch.width / 2 - 4, HEAD - 8, bottom)} />
            <text x={LABEL + stretch.x + stretch.width / 2} y={HEAD - 14} textAnchor="middle">
              {lasted(stretch.from, stretch.to)}
            </text>
          </g>
        ))}
      {lanes.map(({ id, rows, top, height: own }) => (
        <g key={id} transform={`translate(0 ${top})`}>
          <line x1={0} x2={width} y1={own} y2={own} className="lane" />
          <foreignObject x={0} y={0} width={LABEL - 8} height={own}>
            <div className="lane-name">{lane(id)}</div>
          </foreignObject>
          {rows.map((row, nth) =>
            row.map((span, n) => (
              <Bar key={n} span={span} x={at(span.from)} y={nth * ROW + 6} end={at(span.to ?? of.ends)} />
            )),
          )}
        </g>
      ))}
      {of.stops.map((stop, nth) => (
        <rect
          key={nth}
          x={at(stop.from)}
          width={Math.max(6, at(stop.to ?? of.ends) - at(stop.from))}
          y={HEAD}
          height={bottom - HEAD}
          fill="url(#stood-still)"
        />
      ))}
      {of.marks.map((mark, nth) => (
        <text key={nth} x={at(mark.at)} y={height - 5} textAnchor="middle" className="rung">
          ▲
        </text>
      ))}
    </svg>
  );
}

function zigzag(x: number, top: number, bottom: number): string {
  const steps = Math.max(2, Math.round((bottom - top) / 14));
  return `M${x} ${top}${Array.from({ length: steps }, (_, n) => `l${n % 2 === 0 ? 8 : -8} ${(bottom - top) / steps}`).join('')}`;
}

function Bar({
  span,
  x,
  y,
  end,
}: {
  readonly span: Span;
  readonly x: number;
  readonly y: number;
  readonly end: number;
}) {
  const say = useSay();
  const width = Math.max(8, end - x);
  return (
    <g className={span.to === undefined ? 'lasts' : 'over'}>
      <rect x={x} y={y} width={width} height={ROW - 4} rx={3} />
      {width > 46 && (
        <foreignObject x={x} y={y} width={width} height={ROW - 4}>
          <div className="bar-name">{say(span.title)}</div>
        </foreignObject>
      )}
    </g>
  );
}

function Table({ of, clocks }: { readonly of: Timeline; readonly clocks: CaseView['clocks'] }) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  const lane = useLane();
  const lasted = useLasted();
  const when = (instant: number): string => instantWords(new Date(instant).toISOString(), language);
  const rows = [
    ...of.spans.map((span) => ({ who: lane(span.lane), what: say(span.title), from: span.from, to: span.to })),
    ...of.stops.map(({ clock, ground, from, to }) => ({
      who: t('law'),
      what: t('stopped', {
        clock: say(clocks.find(({ id }) => id === clock)?.title),
        ground: say(groundTitle(ground)),
      }),
      from,
      to,
    })),
    ...of.marks.map(({ at, title }) => ({ who: t('law'), what: say(title), from: at, to: at })),
  ].sort((a, b) => a.from - b.from);
  return (
    <ScrollTable
      name={t('table')}
      caption={t('picture')}
      quietCaption
      heads={(['who', 'what', 'from', 'to', 'lasted'] as const).map((head) => t(head))}
    >
      {rows.map(({ who, what, from, to }, nth) => (
        <tr key={nth}>
          <td>{who}</td>
          <th scope="row">{what}</th>
          <td>{when(from)}</td>
          <td>{to === undefined ? t('now') : when(to)}</td>
          <td>{lasted(from, to ?? of.ends)}</td>
        </tr>
      ))}
    </ScrollTable>
  );
}
