/** The business day in quarter hours: orders as bars, seconds to paper as a line, and a table. */
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { DayChart } from '../../../../src-shared/queries/reports';
import { Button, Empty } from '../../../ui/controls/controls';
import { clockText } from '../../../ui/i18n/times';
import { useText } from '../../../ui/i18n/ui-context';
import { DataTable, Section, Skeleton } from '../../parts/panel';
import { useQuery } from '../../parts/use-host';
import style from './dashboard.module.css';
import { secondsText } from './alert-text';
import { useBoardWords } from './texts';

const AGAIN_MS = 60_000;
const HEIGHT_PX = 220;
const QUARTER_S = 900;
const LEAST_S = 4 * 3_600;

export function DayCurve() {
  const words = useBoardWords();
  const chart = useQuery('chart', {}, { everyMs: AGAIN_MS });
  const [isTable, setTable] = useState(false);
  const steps = chart.state === 'here' ? chart.answer.steps : [];
  return (
    <Section
      title={words.chart}
      aside={
        steps.length > 0 && (
          <Button onClick={() => setTable(!isTable)}>
            {isTable ? words.chartDrawn : words.chartTable}
          </Button>
        )
      }
    >
      {chart.state === 'loading' && <Skeleton rows={3} />}
      {chart.state === 'failed' && <p>{chart.words}</p>}
      {chart.state === 'here' && steps.length === 0 && (
        <Empty title={words.chartEmpty}>{words.chartEmptyHint}</Empty>
      )}
      {steps.length > 0 && (isTable ? <Table steps={steps} /> : <Curve steps={steps} />)}
    </Section>
  );
}

function Curve({ steps }: { readonly steps: DayChart['steps'] }) {
  const words = useBoardWords();
  const { code } = useText();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const colours = getComputedStyle(document.documentElement);
    const colour = (name: string): string => colours.getPropertyValue(name).trim();
    const axis = {
      stroke: colour('--muted'),
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
      font: '13px system-ui',
    };
    const last = (steps.at(-1)?.from ?? 0) / 1_000;
    const bars = uPlot.paths.bars?.({ size: [0.8, 40] });
    const drawn = new uPlot(
      {
        width: current.clientWidth,
        height: HEIGHT_PX,
        cursor: { y: false },
        legend: { show: true },
        series: [
          { label: words.chartTime, value: (_, at) => (at === null ? '–' : clockText(at * 1_000)) },
          {
            label: words.chartOrders,
            fill: colour('--edge'),
            width: 0,
            points: { show: false },
            ...(bars ? { paths: bars } : {}),
          },
          {
            label: words.chartTimes,
            scale: 's',
            stroke: colour('--accent'),
            width: 2,
            points: { size: 6 },
            spanGaps: true,
          },
        ],
        scales: {
          // A day that has just begun is drawn a few hours wide; otherwise a single bar would fill
          // the chart.
          x: {
            range: (_, min, max) => [
              min - QUARTER_S,
              Math.max(Math.min(max, last), min + LEAST_S) + QUARTER_S,
            ],
          },
          y: { range: (_, __, max) => [0, Math.max(4, max * 1.1)] },
          s: { range: (_, __, max) => [0, Math.max(5, max * 1.2)] },
        },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((at) => clockText(at * 1_000)) },
          { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
          { ...axis, scale: 's', side: 1, grid: { show: false } },
        ],
      },
      [
        steps.map(({ from }) => from / 1_000),
        steps.map(({ orders }) => orders),
        steps.map(({ p95Ms }) => (p95Ms === null ? null : p95Ms / 1_000)),
      ],
      current,
    );
    const sized = new ResizeObserver(() =>
      drawn.setSize({ width: current.clientWidth, height: HEIGHT_PX }),
    );
    sized.observe(current);
    return () => {
      sized.disconnect();
      drawn.destroy();
    };
  }, [steps, words, code]);
  // Screen readers read the table instead.
  return <div ref={place} className={style.curve} aria-hidden />;
}

function Table({ steps }: { readonly steps: DayChart['steps'] }) {
  const words = useBoardWords();
  const time = (ms: number | null): string => (ms === null ? '–' : secondsText(words, ms));
  return (
    <DataTable label={words.chart}>
      <thead>
        <tr>
          <th scope="col">{words.chartTime}</th>
          <th scope="col" data-number>
            {words.chartOrders}
          </th>
          <th scope="col" data-number>
            {words.chartMean}
          </th>
          <th scope="col" data-number>
            {words.chartP95}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ from, orders, meanMs, p95Ms }) => (
          <tr key={from}>
            <th scope="row">{clockText(from)}</th>
            <td data-number>{orders}</td>
            <td data-number>{time(meanMs)}</td>
            <td data-number>{time(p95Ms)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
