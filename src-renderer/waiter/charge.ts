/** What is charged, as it stands: what is wanted and has a price; comps for nothing. */
import { moneyText } from '../../src-shared/money';
import { wanted } from '../../src-shared/order';
import type { LiveOrder, Place } from '../../src-shared/snapshot';

/** In the currency's smallest unit. */
export function chargedFor(orders: readonly LiveOrder[]): number {
  return orders
    .flatMap(({ lines }) => lines)
    .reduce((total, line) => total + (line.comp === null ? wanted(line) * (line.unitPrice ?? 0) : 0), 0);
}

export function priceText({ currency, decimals }: Pick<Place, 'currency' | 'decimals'>, amount: number): string {
  return `${currency} ${moneyText(amount, decimals)}`;
}
