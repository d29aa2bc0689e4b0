/** What is charged for a table, as it stands. */
import { orderAmount, withTax } from '../../../src-shared/model/price';
import { moneyText } from '../../../src-shared/base/money';
import type { LiveOrder, RestaurantLayout } from '../../../src-shared/live/snapshot';

/** In the currency's smallest unit. */
export function amountDue(
  orders: readonly LiveOrder[],
  { tax }: Pick<RestaurantLayout, 'tax'>,
): number {
  return withTax(orderAmount(orders.flatMap(({ lines }) => lines)), tax);
}

export function priceText(
  { currency, decimals }: Pick<RestaurantLayout, 'currency' | 'decimals'>,
  amount: number,
): string {
  return `${currency} ${moneyText(amount, decimals)}`;
}
