/** The sales report of a span: headline figures, then totals by dish, hour, waiter and so on. */
import { csvText } from '../../../src-shared/text/csv';
import type { CsvCell } from '../../../src-shared/text/csv';
import { moneyText } from '../../../src-shared/base/money';
import type { SalesReport, Span } from '../../../src-shared/queries/reports';
import { useHost } from '../../client/hooks';
import { Button, Empty, Note } from '../../ui/controls/controls';
import { More, useVisibleRows } from '../parts/more';
import { DataTable, Section, Skeleton } from '../parts/panel';
import { saveFile } from '../parts/save-file';
import { useShellWords } from '../parts/admin-texts';
import { useQuery } from '../parts/use-host';
import { Figures } from './figures';
import type { FigureRow } from './figures';
import style from './reports.module.css';
import { useReportWords } from './texts';
import type { Total } from '../../../src-shared/model/till';

export function Sales({ span }: { readonly span: Span }) {
  const words = useReportWords();
  const sales = useQuery('sales', { span });
  if (sales.state === 'failed') return <Note tone="bad">{sales.words}</Note>;
  if (sales.state === 'loading')
    return (
      <>
        <p className={style.reading}>{words.reading}</p>
        <Skeleton rows={6} />
      </>
    );
  const { answer: report } = sales;
  if (report.orders.count === 0 && report.voids.length === 0)
    return <Empty title={words.nothing}>{words.nothingHint}</Empty>;
  const orNobody = (name: string): string => (name === '' ? words.nobody : name);
  const orNoReason = (name: string): string => (name === '' ? words.noReason : name);
  const orNoCategory = (name: string): string => (name === '' ? words.noCategory : name);
  return (
    <>
      <Headline report={report} />
      <div className={style.lists}>
        <List
          title={words.byDish}
          columns={[words.name, words.category]}
          rows={report.byDish.map((one) => ({
            ...one,
            cells: [one.name, orNoCategory(one.category)],
          }))}
        />
        <List
          title={words.byCategory}
          columns={[words.category]}
          rows={report.byCategory.map((one) => ({ ...one, cells: [orNoCategory(one.name)] }))}
        />
        <List
          title={words.byHour}
          columns={[words.hour]}
          rows={report.byHour.flatMap((one, hour) =>
            one.count === 0 ? [] : [{ ...one, cells: [`${String(hour).padStart(2, '0')}:00`] }],
          )}
        />
        <List
          title={words.byWaiter}
          columns={[words.name]}
          rows={report.byWaiter.map((one) => ({ ...one, cells: [orNobody(one.name)] }))}
        />
        <List
          title={words.byType}
          columns={[words.name]}
          rows={report.byType.map((one) => ({ ...one, cells: [words.types[one.type]] }))}
        />
        <List
          title={words.byDay}
          columns={[words.day]}
          rows={report.byDay
            .filter(({ count }) => count > 0)
            .map((one) => ({ ...one, cells: [one.day] }))}
        />
        <List
          title={words.voids}
          columns={[words.name]}
          rows={report.voids.map((one) => ({ ...one, cells: [orNoReason(one.name)] }))}
        />
        <List
          title={words.comps}
          columns={[words.name]}
          rows={report.comps.map((one) => ({ ...one, cells: [orNoReason(one.name)] }))}
        />
      </div>
    </>
  );
}

function Headline({ report }: { readonly report: SalesReport }) {
  const words = useReportWords();
  const { decimals, currency } = useHost(({ place }) => place);
  const { orders, covers, pieces, unpriced } = report;
  const figures: readonly FigureRow[] = [
    [words.total, `${currency} ${moneyText(orders.amount, decimals)}`, words.orders(orders.count)],
    [
      words.average,
      moneyText(orders.count === 0 ? 0 : Math.round(orders.amount / orders.count), decimals),
      '',
    ],
    [
      words.covers,
      String(covers),
      covers === 0 ? '' : moneyText(Math.round(orders.amount / covers), decimals),
    ],
    [words.pieces, String(pieces), unpriced === 0 ? '' : words.unpriced(unpriced)],
  ];
  return <Figures rows={figures} />;
}

type Row = Total & { readonly cells: readonly string[] };

/** Rows drawn at first, and with each "show more". The file has all rows. */
const STEP = 60;

function fileOf(header: readonly string[], rows: readonly Row[], decimals: number): string {
  return csvText([
    header,
    ...rows.map(({ cells, count, amount }): readonly CsvCell[] => [
      ...cells,
      count,
      decimals === 0 ? amount : (amount / 10 ** decimals).toFixed(decimals).replace('.', ','),
    ]),
  ]);
}

export function List({
  title,
  columns,
  rows,
}: {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}) {
  const words = useReportWords();
  const shell = useShellWords();
  const { shown, showMore } = useVisibleRows(STEP, title);
  const decimals = useHost(({ place }) => place.decimals);
  const most = rows.reduce((high, { amount }) => Math.max(high, amount), 0);
  return (
    <Section
      title={title}
      aside={
        rows.length > 0 && (
          <Button
            look="quiet"
            aria-label={`${shell.download}: ${title}`}
            onClick={() =>
              saveFile(
                `${title}.csv`,
                fileOf([...columns, words.count, words.amount], rows, decimals),
              )
            }
          >
            {shell.download}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <p className={style.reading}>{words.none}</p>
      ) : (
        <DataTable label={title}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" data-number>
                {words.count}
              </th>
              <th scope="col" data-number>
                {words.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(({ cells: [first, ...rest], count, amount }) => (
              <tr key={`${first} ${rest.join(' ')}`}>
                <th scope="row">
                  {first}
                  <span
                    aria-hidden
                    className={style.bar}
                    style={{ width: `${most > 0 ? Math.round((100 * amount) / most) : 0}%` }}
                  />
                </th>
                {rest.map((cell) => (
                  <td key={cell}>{cell}</td>
                ))}
                <td data-number>{count}</td>
                <td data-number>{moneyText(amount, decimals)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      <More shown={Math.min(shown, rows.length)} total={rows.length} onMore={showMore} />
    </Section>
  );
}
