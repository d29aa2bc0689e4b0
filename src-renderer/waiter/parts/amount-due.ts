/** The amount due of a table. */
import { orderAmount, withTax } from '../../../src-shared/model/price';
import { moneyText } from '../../../src-shared/base/money';
import type { LiveOrder, RestaurantLayout } from '../../../src-shared/live/snapshot';

/** In the smallest unit of the currency. */
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
