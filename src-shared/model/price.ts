/**
 * The one price rule: what a line and an order cost, and the tax of it. Money in the currency's
 * smallest unit. `store/sqlite/reports/price-sql.ts` is the same rule for reports.
 */
import { chargeableQuantity } from './order';
import type { OrderLine } from './order';
import type { Tax } from './restaurant';

type Priced = Pick<OrderLine, 'quantity' | 'voided' | 'unitPrice' | 'comp'>;

/** What a line costs: nothing as a comp; null: the menu had no price for it. */
export function lineAmount(line: Priced): number | null {
  if (line.comp !== null) return 0;
  return line.unitPrice === null ? null : chargeableQuantity(line) * line.unitPrice;
}

/** What lines cost by the menu's prices; a line without a price counts nothing. */
export function orderAmount(lines: readonly Priced[]): number {
  return lines.reduce((sum, line) => sum + (lineAmount(line) ?? 0), 0);
}

/**
 * Of prices with it in them, what of `amount` is tax; of prices without, what comes on top. Half a
 * unit is rounded up.
 */
export function taxOf(amount: number, { rate, included }: Tax): number {
  return included
    ? Math.round((amount * rate) / (10_000 + rate))
    : Math.round((amount * rate) / 10_000);
}

/** What is paid for what costs so much on the menu. */
export function withTax(amount: number, tax: Tax | null): number {
  return tax === null || tax.included ? amount : amount + taxOf(amount, tax);
}
