/** What is charged for a table, as it stands. */
import { chargedFor, withTax } from '../../../src-shared/model/price';
import { moneyText } from '../../../src-shared/base/money';
import type { LiveOrder, Place } from '../../../src-shared/live/snapshot';

/** In the currency's smallest unit. */
export function chargeOf(orders: readonly LiveOrder[], { tax }: Pick<Place, 'tax'>): number {
  return withTax(chargedFor(orders.flatMap(({ lines }) => lines)), tax);
}

export function priceText(
  { currency, decimals }: Pick<Place, 'currency' | 'decimals'>,
  amount: number,
): string {
  return `${currency} ${moneyText(amount, decimals)}`;
}
