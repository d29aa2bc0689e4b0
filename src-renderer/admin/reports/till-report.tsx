/**
 * The till: what was paid since the last Z (that is the X, at any moment), the Z itself, and those
 * of before.
 */
import { useState } from 'react';
import { moneyText } from '../../../src-shared/base/money';
import { useClient, useHost } from '../../client/hooks';
import { Button, Note } from '../../ui/controls/controls';
import { clockText } from '../../ui/i18n/times';
import { More, usePages } from '../parts/more';
import { DataTable, Section, Skeleton, ConfirmSheet } from '../parts/panel';
import { useQuery, useActions } from '../parts/use-host';
import { List } from './sales-report';
import { Figures } from './figures';
import type { FigureRow } from './figures';
import style from './reports.module.css';
import { useReportWords } from './texts';
import type { TillReport } from '../../../src-shared/model/till';

export function Till() {
  const words = useReportWords();
  const { decimals, currency } = useHost(({ place }) => place);
  // Whatever happens may be a payment.
  const seq = useHost(
    (host) => Object.values(host.orders).filter(({ order }) => order.state !== 'closed').length,
  );
  const cut = useQuery('cut', {}, { again: seq, everyMs: 15_000 });
  const client = useClient();
  const shifts = useQuery('shifts', {});
  const shiftCount = useQuery('shiftCount', {});
  const zs = usePages({
    question: '',
    first: shifts.state === 'here' ? shifts.answer : null,
    keyOf: ({ no }) => String(no).padStart(9, '0'),
    load: ({ no }) => client.ask<'shifts'>({ name: 'shifts', before: no }),
  });
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
      <div className={style.lists}>
        <List
          title={words.method}
          columns={[words.method]}
          rows={answer.byMethod.map((one) => ({ ...one, cells: [words.methods[one.method]] }))}
        />
        <List
          title={words.byWaiter}
          columns={[words.name]}
          rows={answer.byWaiter.map((one) => ({
            ...one,
            cells: [one.name === '' ? words.nobody : one.name],
          }))}
        />
      </div>
      <Section title={words.shifts}>
        {shifts.state === 'here' && shifts.answer.length === 0 && (
          <p className={style.reading}>{words.noShifts}</p>
        )}
        {zs.rows.length > 0 && (
          <DataTable label={words.shifts}>
            <tbody>
              {zs.rows.map((shift) => (
                <tr key={shift.no}>
                  <th scope="row">{words.shift(shift.no)}</th>
                  <td>{`${dateText(shift.closedAt)} ${clockText(shift.closedAt)}`}</td>
                  <td>{words.by(shift.by)}</td>
                  <td data-number>{words.orders(shift.cut.closed.count)}</td>
                  <td data-number>{money(shift.cut.closed.amount)}</td>
                  <td>
                    <Button
                      disabled={actions.isBusy}
                      aria-label={words.printZ(words.shift(shift.no))}
                      onClick={() => void print(shift.no)}
                    >
                      {words.print}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        )}
        {shiftCount.state === 'here' && (
          <More
            shown={zs.rows.length}
            total={shiftCount.answer}
            isBusy={zs.isBusy}
            onMore={zs.loadMore}
          />
        )}
      </Section>
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
