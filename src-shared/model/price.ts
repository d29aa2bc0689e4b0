/**
 * What guests pay: lines that are still wanted at their prices, comps for nothing, and what the
 * state takes. Money in the currency's smallest unit.
 */
import { chargeableQuantity } from './order';
import type { OrderLine } from './order';
import type { Tax } from './restaurant';

type Priced = Pick<OrderLine, 'state' | 'quantity' | 'voided' | 'unitPrice'> & {
  readonly comp: string | null;
};

/** By the menu's prices; what the menu has no price for counts nothing. */
export function orderAmount(lines: readonly Priced[]): number {
  return lines.reduce(
    (sum, line) =>
      sum + (line.comp === null ? chargeableQuantity(line) * (line.unitPrice ?? 0) : 0),
    0,
  );
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
