/**
 * The price rule: cost and tax of a line and an order. Money in the currency's smallest unit.
 * `store/sqlite/reports/price-sql.ts` is the same rule for reports.
 */
import { chargeableQuantity } from './order';
import type { OrderLine } from './order';
import type { Tax } from './restaurant';

type Priced = Pick<OrderLine, 'quantity' | 'voided' | 'unitPrice' | 'comp'>;

/** Cost of a line: 0 for a comp; null: the menu had no price for it. */
export function lineAmount(line: Priced): number | null {
  if (line.comp !== null) return 0;
  return line.unitPrice === null ? null : chargeableQuantity(line) * line.unitPrice;
}

/** Cost of lines at the menu's prices. A line without a price counts 0. */
export function orderAmount(lines: readonly Priced[]): number {
  return lines.reduce((sum, line) => sum + (lineAmount(line) ?? 0), 0);
}

/** Tax in `amount` if prices include it, else the tax on top. Half a unit is rounded up. */
export function taxOf(amount: number, { rate, included }: Tax): number {
  return included
    ? Math.round((amount * rate) / (10_000 + rate))
    : Math.round((amount * rate) / 10_000);
}

/** The amount to pay for this cost on the menu. */
export function withTax(amount: number, tax: Tax | null): number {
  return tax === null || tax.included ? amount : amount + taxOf(amount, tax);
}
