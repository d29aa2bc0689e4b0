/** printTillReport: the X (current till) or an earlier Z, on the counter's paper. */
import { printTillReport } from '../../../../src-shared/commands/till';
import { moneyText } from '../../../../src-shared/base/money';
import { refuse } from '../../../../src-shared/base/errors';
import type { TillReportPaper } from '../../../../src-shared/model/ticket';
import { PAYMENT_WORDS } from '../../../../src-shared/i18n/es';
import type { RestaurantIndex } from '../engine/catalogue';
import { defineRule } from '../engine/rule';
import type { Context } from '../engine/rule';
import { issueMessage } from '../tickets/issue-message';
import type { TillReport, Shift } from '../../../../src-shared/model/till';

export const printTillReportRule = defineRule(printTillReport, {
  needs: ({ shift }, { day, now }) => ({
    cut: { now },
    shift: { no: shift ?? 0 },
    catalogue: true as const,
    next: { day },
  }),
  decide({ shift: wanted }, { cut: { cut }, shift, catalogue, next }, context) {
    const station = catalogue.counter;
    if (!station)
      return refuse('RESTAURANT_INVALID', {
        reason: 'no hay una estación de caja que imprima cortes',
      });
    if (wanted !== null && !shift)
      return refuse('RESTAURANT_INVALID', { reason: `no hay un corte Z ${wanted}` });
    const paper = paperOf(shift?.cut ?? cut, shift, catalogue, context);
    return issueMessage(
      {
        // A report is not cooked, so no screen has to bump it.
        station: { ...station, hasScreen: false },
        text: paper.title,
        cut: paper,
        from: shift?.by ?? context.actor.person?.name ?? null,
        // Kitchen tickets print first.
        priority: 'low',
      },
      next,
      catalogue,
      context,
    );
  },
});

function paperOf(
  cut: TillReport,
  shift: Shift | null,
  { currency }: RestaurantIndex,
  { wallDate, wallTime }: Context,
): TillReportPaper {
  const money = (amount: number): string => moneyText(amount, currency.decimals);
  const when = (at: number): string => `${wallDate(at)} ${wallTime(at)}`;
  const counted = (
    name: string,
    { count, amount }: { readonly count: number; readonly amount: number },
  ): TillReportPaper['rows'][number] => [`${name} (${count})`, money(amount)];
  return {
    title: shift ? `CORTE Z ${shift.no}` : 'CORTE X',
    rows: [
      ['Desde', cut.since === null ? 'el primer pedido' : when(cut.since)],
      ['Hasta', when(cut.until)],
      null,
      ...cut.byMethod.map((one) => counted(capital(PAYMENT_WORDS[one.method]), one)),
      counted(`Cobrado ${currency.code}`, cut.closed),
      null,
      ['Impuestos', money(cut.tax)],
      ['Propinas', money(cut.tips)],
      ['Comensales', String(cut.covers)],
      counted('Anulado', cut.voids),
      counted('Cortesías', cut.comps),
      counted('Sin cobrar', cut.open),
      ...(cut.byWaiter.length > 0 ? [null] : []),
      ...cut.byWaiter.map((one) => counted(one.name === '' ? 'Sin mesero' : one.name, one)),
    ],
  };
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
