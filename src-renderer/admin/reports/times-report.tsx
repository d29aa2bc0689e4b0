/** The times report: how long prints and cooks took, by station. */
import type { Span, Spread } from '../../../src-shared/queries/reports';
import { Empty, Note } from '../../ui/controls/controls';
import { ageText } from '../../ui/i18n/times';
import { DataTable, Skeleton } from '../parts/panel';
import { useQuery } from '../parts/use-host';
import { secondsText } from '../operations/dashboard/alert-text';
import { useBoardWords } from '../operations/dashboard/texts';
import style from './reports.module.css';
import { useReportWords } from './texts';

const MINUTE_MS = 60_000;

export function Times({ span }: { readonly span: Span }) {
  const words = useReportWords();
  const board = useBoardWords();
  const times = useQuery('times', { span });
  if (times.state === 'failed') return <Note tone="bad">{times.words}</Note>;
  if (times.state === 'loading')
    return (
      <>
        <p className={style.reading}>{words.reading}</p>
        <Skeleton />
      </>
    );
  if (times.answer.stations.length === 0)
    return <Empty title={words.noTimes}>{words.nothingHint}</Empty>;
  const shown = (ms: number): string => (ms < 2 * MINUTE_MS ? secondsText(board, ms) : ageText(ms));
  const cells = (spread: Spread | null) =>
    spread === null ? (
      <>
        <td data-number>–</td>
        <td data-number>–</td>
        <td data-number>–</td>
      </>
    ) : (
      <>
        <td data-number>{spread.count}</td>
        <td data-number>{shown(spread.median)}</td>
        <td data-number>{shown(spread.p95)}</td>
      </>
    );
  const heads = (
    <>
      <th scope="col" data-number>
        {words.count}
      </th>
      <th scope="col" data-number>
        {words.median}
      </th>
      <th scope="col" data-number>
        {words.p95}
      </th>
    </>
  );
  return (
    <DataTable label={words.times}>
      <thead>
        <tr>
          <td />
          <th scope="colgroup" colSpan={3} data-number>
            {words.paper}
          </th>
          <th scope="colgroup" colSpan={3} data-number>
            {words.cooking}
          </th>
        </tr>
        <tr>
          <th scope="col">{words.station}</th>
          {heads}
          {heads}
        </tr>
      </thead>
      <tbody>
        {times.answer.stations.map(({ station, paper, cooking }) => (
          <tr key={station}>
            <th scope="row">{station}</th>
            {cells(paper)}
            {cells(cooking)}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
