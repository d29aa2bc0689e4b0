/** Lays out the middle of the pre-check: what was eaten, taxes and the total. */
import { moneyText } from '../base/money';
import { lettersOf, wrap } from './paper-text';
import type { Bill } from '../model/ticket';

type Written = (text: string) => string;

/**
 * Lines of text, with amounts at the right edge. A dish's name is wrapped, never cut. `columns`: the
 * paper's width in letters; `written`: converts a text to the letters of the printer.
 */
export function billLines(
  { lines, decimals }: Bill,
  columns: number,
  written: Written,
): readonly string[] {
  return lines.flatMap(({ quantity, name, amount }) => {
    const money = amount === null ? 's/p' : moneyText(amount, decimals);
    return priced(written(`${quantity} x ${name}`), money, columns);
  });
}

/** `TOTAL ARS 23.000,00`, for half the columns, since it is printed twice as wide. */
export function billTotal({ total, currency, decimals }: Bill): string {
  return `TOTAL ${currency} ${moneyText(total, decimals)}`.replace(/ {2,}/g, ' ');
}

/** The tax; also the subtotal if the prices do not include it. Empty without a tax. */
export function billTaxLines(
  { total, tax, decimals }: Bill,
  columns: number,
  written: Written,
): readonly string[] {
  if (tax === null) return [];
  const amount = moneyText(tax.amount, decimals);
  if (tax.included) return priced(written(`Incluye ${tax.name}`), amount, columns);
  return [
    ...priced('Subtotal', moneyText(total - tax.amount, decimals), columns),
    ...priced(written(tax.name), amount, columns),
  ];
}

/** A text, wrapped if it is long, and its figure at the right edge. */
export function priced(text: string, money: string, columns: number): readonly string[] {
  const room = columns - money.length - 1;
  const wrapped = wrap(text, room, '    ');
  const last = wrapped.at(-1) ?? '';
  return [
    ...wrapped.slice(0, -1),
    last + ' '.repeat(columns - money.length - lettersOf(last).length) + money,
  ];
}
