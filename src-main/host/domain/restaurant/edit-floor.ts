/**
 * saveTable, removeTable, setRestaurant, recordSetUp: tables, restaurant data and set-up progress.
 */
import {
  recordSetUp,
  removeTable,
  saveTable,
  setRestaurant,
} from '../../../../src-shared/commands/restaurant';
import { defineRule, accept } from '../engine/rule';
import {
  changesBetween,
  nameTaken,
  restaurantChanged,
  unknownThing,
  invalidField,
} from '../engine/setting-edits';
import type { RestaurantData } from '../engine/facts';

export const saveTableRule = defineRule(saveTable, {
  needs: () => ({ place: true as const }),
  decide(input, { place }, context) {
    const before = place.tables.find(({ id }) => id === input.id) ?? null;
    if (input.id !== null && !before) return unknownThing('esa mesa');
    const refused = nameTaken('una mesa', place.tables, input);
    if (refused) return refused;
    const table = { ...input, id: input.id ?? context.newId() };
    const { id, name, area, seats } = table;
    const was = before && { name: before.name, area: before.area, seats: before.seats };
    return accept(
      { id, name },
      [{ save: 'table', table }],
      [restaurantChanged('table-saved', name, changesBetween(was, { name, area, seats }), context)],
    );
  },
});

export const removeTableRule = defineRule(removeTable, {
  needs: ({ id }) => ({ place: true as const, tableInUse: { id } }),
  decide({ id }, { place, tableInUse }, context) {
    const table = place.tables.find((one) => one.id === id);
    if (!table) return unknownThing('esa mesa');
    if (tableInUse) return invalidField(`la mesa ${table.name} tiene un pedido abierto`);
    return accept(
      { id, name: table.name },
      [{ drop: 'table', id, at: context.now }],
      [restaurantChanged('table-removed', table.name, [], context)],
    );
  },
});

export const setRestaurantRule = defineRule(setRestaurant, {
  needs: () => ({ place: true as const }),
  decide(after, { place: { restaurant: before, hasOrders } }, context) {
    const { code, decimals } = after.currency;
    // Amounts are whole numbers of the smallest unit. Other decimals would change the amounts of
    // existing orders.
    if (hasOrders && decimals !== before.currency.decimals)
      return invalidField(
        `ya hay pedidos con ${before.currency.decimals} decimales; la cantidad de decimales no se cambia más`,
      );
    return accept(
      { name: after.name },
      [
        {
          save: 'restaurant',
          name: after.name,
          currency: { code, decimals },
          tax: after.tax,
          cutoverHour: after.cutoverHour,
        },
      ],
      [
        restaurantChanged(
          'restaurant',
          after.name,
          changesBetween(fields(before), fields(after)),
          context,
        ),
      ],
    );
  },
});

export const recordSetUpRule = defineRule(recordSetUp, {
  needs: () => ({ place: true as const }),
  decide({ step, isClosed }, { place: { setUp } }, context) {
    const done = step === null ? setUp.done : [...new Set([...setUp.done, step])];
    // A finished set-up does not start again if one of its steps is opened.
    const after = { done, isClosed: setUp.isClosed || isClosed };
    return accept(
      {},
      [{ set: 'setUp', setUp: after }],
      [restaurantChanged('set-up-step', step ?? '', [], context)],
    );
  },
});

function fields({ name, currency, tax, cutoverHour }: RestaurantData) {
  return {
    name,
    currency: currency.code,
    decimals: currency.decimals,
    tax: tax === null ? '' : `${tax.name} ${tax.rate / 100} %`,
    taxIncluded: tax?.included ?? null,
    cutoverHour,
  };
}
