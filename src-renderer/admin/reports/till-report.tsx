/** The till report: the open shift (X), the command that closes it (Z), and past shifts. */
import { useState } from 'react';
import { moneyText } from '../../../src-shared/base/money';
import { useClient, useHost } from '../../client/hooks';
import { Button, Note } from '../../ui/controls/controls';
import { clockText } from '../../ui/i18n/times';
import { More, usePages } from '../parts/more';
import { DataTable, Section, Skeleton, ConfirmSheet } from '../parts/panel';
import { useQuery, useActions } from '../parts/use-host';
import type { QueryState } from '../parts/use-host';
import { List } from './sales-report';
import { Figures } from './figures';
import type { FigureRow } from './figures';
import style from './reports.module.css';
import { useReportWords } from './texts';
import type { Shift, TillReport } from '../../../src-shared/model/till';

export function Till() {
  const words = useReportWords();
  const { decimals, currency } = useHost(({ place }) => place);
  // A payment closes an order: a change of this count repeats the query.
  const openCount = useHost(
    (host) => Object.values(host.orders).filter(({ order }) => order.state !== 'closed').length,
  );
  const cut = useQuery('cut', {}, { again: openCount, everyMs: 15_000 });
  const shifts = useQuery('shifts', {});
  const shiftCount = useQuery('shiftCount', {});
  const [isClosing, setClosing] = useState(false);
  const [printed, setPrinted] = useState('');
  const actions = useActions();
  const money = (amount: number): string => `${currency} ${moneyText(amount, decimals)}`;
  async function print(shift: number | null): Promise<void> {
    setPrinted('');
    const done = await actions.run('printTillReport', { shift });
    if (done) setPrinted(words.sentToPaper(shift === null ? words.x : words.shift(shift)));
  }
  if (cut.state === 'loading') return <Skeleton />;
  if (cut.state === 'failed') return <Note tone="bad">{cut.words}</Note>;
  const { answer } = cut;
  return (
    <>
      <CutFigures cut={answer} />
      <div className={style.deeds}>
        <Button look="main" onClick={() => setClosing(true)}>
          {words.closeZ}
        </Button>
        <Button disabled={actions.isBusy} onClick={() => void print(null)}>
          {words.printX}
        </Button>
        <span role="status">{printed}</span>
      </div>
      {actions.denied !== null && !isClosing && <Note tone="bad">{actions.denied}</Note>}
      <TillLists cut={answer} />
      <ShiftList
        shifts={shifts}
        total={shiftCount.state === 'here' ? shiftCount.answer : null}
        isBusy={actions.isBusy}
        onPrint={(shift) => void print(shift)}
      />
      {isClosing && (
        <ConfirmSheet
          title={words.closeZ}
          question={words.closeZSure(money(answer.closed.amount), answer.open.count)}
          action={words.closeZ}
          denied={actions.denied}
          onSure={() =>
            void actions.run('closeShift', {}).then((done) => {
              if (!done) return;
              setClosing(false);
              cut.ask();
              shifts.ask();
              shiftCount.ask();
            })
          }
          onClose={() => setClosing(false)}
        />
      )}
    </>
  );
}

function TillLists({ cut }: { readonly cut: TillReport }) {
  const words = useReportWords();
  return (
    <div className={style.lists}>
      <List
        title={words.method}
        columns={[words.method]}
        rows={cut.byMethod.map((one) => ({ ...one, cells: [words.methods[one.method]] }))}
      />
      <List
        title={words.byWaiter}
        columns={[words.name]}
        rows={cut.byWaiter.map((one) => ({
          ...one,
          cells: [one.name === '' ? words.nobody : one.name],
        }))}
      />
    </div>
  );
}

/** The past shifts, newest first. */
function ShiftList({
  shifts,
  total,
  isBusy,
  onPrint,
}: {
  readonly shifts: QueryState<readonly Shift[]>;
  /** Null: not known yet. */
  readonly total: number | null;
  readonly isBusy: boolean;
  readonly onPrint: (shift: number) => void;
}) {
  const words = useReportWords();
  const { decimals, currency } = useHost(({ place }) => place);
  const client = useClient();
  const pages = usePages({
    question: '',
    first: shifts.state === 'here' ? shifts.answer : null,
    keyOf: ({ no }) => String(no).padStart(9, '0'),
    load: ({ no }) => client.ask<'shifts'>({ name: 'shifts', before: no }),
  });
  return (
    <Section title={words.shifts}>
      {shifts.state === 'here' && shifts.answer.length === 0 && (
        <p className={style.reading}>{words.noShifts}</p>
      )}
      {pages.rows.length > 0 && (
        <DataTable label={words.shifts}>
          <tbody>
            {pages.rows.map((shift) => (
              <tr key={shift.no}>
                <th scope="row">{words.shift(shift.no)}</th>
                <td>{`${dateText(shift.closedAt)} ${clockText(shift.closedAt)}`}</td>
                <td>{words.by(shift.by)}</td>
                <td data-number>{words.orders(shift.cut.closed.count)}</td>
                <td data-number>{`${currency} ${moneyText(shift.cut.closed.amount, decimals)}`}</td>
                <td>
                  <Button
                    disabled={isBusy}
                    aria-label={words.printZ(words.shift(shift.no))}
                    onClick={() => onPrint(shift.no)}
                  >
                    {words.print}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      {total !== null && (
        <More
          shown={pages.rows.length}
          total={total}
          isBusy={pages.isBusy}
          onMore={pages.loadMore}
        />
      )}
    </Section>
  );
}

function CutFigures({ cut }: { readonly cut: TillReport }) {
  const words = useReportWords();
  const { decimals, currency } = useHost(({ place }) => place);
  const figures: readonly FigureRow[] = [
    [
      words.total,
      `${currency} ${moneyText(cut.closed.amount, decimals)}`,
      words.orders(cut.closed.count),
    ],
    [words.tips, moneyText(cut.tips, decimals), ''],
    [words.taxes, moneyText(cut.tax, decimals), ''],
    [words.open, moneyText(cut.open.amount, decimals), words.orders(cut.open.count)],
    [words.voids, moneyText(cut.voids.amount, decimals), String(cut.voids.count)],
    [words.comps, moneyText(cut.comps.amount, decimals), String(cut.comps.count)],
  ];
  return (
    <>
      <p className={style.reading}>
        {cut.since === null
          ? words.sinceStart
          : words.sinceZ(`${dateText(cut.since)} ${clockText(cut.since)}`)}
      </p>
      <Figures rows={figures} />
    </>
  );
}

function dateText(at: number): string {
  return new Intl.DateTimeFormat('es-AR', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at);
}
