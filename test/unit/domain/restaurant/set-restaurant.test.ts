/** setRestaurant: name, currency, tax and the hour at which the business day turns. */
import { expect, it } from 'vitest';
import { setRestaurantRule } from '../../../../src-main/host/domain/restaurant/edit-floor';
import { aLayout } from '../../../support/rules/restaurant';
import { decisionOf, table } from '../../../support/rules/rule-table';

/** As it is: La Esquina, ARS with two decimals, no tax, turning at five. */
const SAME = {
  name: 'La Esquina',
  currency: { code: 'ARS', decimals: 2 },
  tax: null,
  cutoverHour: 5,
};
const IVA = { name: 'IVA', rate: 1_050, included: true };

table(setRestaurantRule, { place: aLayout() }, [
  {
    it: 'writes the restaurant, and tells of each field what it was and is',
    input: {
      name: 'El Puerto',
      currency: { code: 'CLP', decimals: 0 },
      tax: IVA,
      cutoverHour: 4,
    },
    reply: { name: 'El Puerto' },
    changes: [
      {
        save: 'restaurant',
        name: 'El Puerto',
        currency: { code: 'CLP', decimals: 0 },
        tax: IVA,
        cutoverHour: 4,
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'restaurant',
        name: 'El Puerto',
        by: 'Ana',
        changes: [
          { field: 'name', from: 'La Esquina', to: 'El Puerto' },
          { field: 'currency', from: 'ARS', to: 'CLP' },
          { field: 'decimals', from: 2, to: 0 },
          { field: 'tax', from: '', to: 'IVA 10.5 %' },
          { field: 'taxIncluded', from: null, to: true },
          { field: 'cutoverHour', from: 5, to: 4 },
        ],
      },
    ],
  },
  {
    it: 'tells that there is no tax any more',
    input: SAME,
    facts: { place: aLayout({ restaurant: { ...SAME, tax: IVA } }) },
    changes: [{ save: 'restaurant', tax: null }],
    events: [
      {
        changes: [
          { field: 'tax', from: 'IVA 10.5 %', to: '' },
          { field: 'taxIncluded', from: true, to: null },
        ],
      },
    ],
  },
  {
    it: 'refuses other decimals where there are orders: their amounts would be read as others',
    input: { ...SAME, currency: { code: 'ARS', decimals: 0 } },
    facts: { place: aLayout({ hasOrders: true }) },
    refuses: 'RESTAURANT_INVALID',
    details: {
      reason: 'ya hay pedidos con 2 decimales; la cantidad de decimales no se cambia más',
    },
  },
  {
    it: 'takes another currency of as many decimals where there are orders',
    input: { ...SAME, currency: { code: 'UYU', decimals: 2 } },
    facts: { place: aLayout({ hasOrders: true }) },
    changes: [{ save: 'restaurant', currency: { code: 'UYU', decimals: 2 } }],
  },
  {
    it: 'takes other decimals as long as there are no orders',
    input: { ...SAME, currency: { code: 'ARS', decimals: 0 } },
    changes: [{ save: 'restaurant', currency: { decimals: 0 } }],
    events: [{ changes: [{ field: 'decimals', from: 2, to: 0 }] }],
  },
]);

it('writes the same data again, and tells of no field then', () => {
  expect(decisionOf(setRestaurantRule, { place: aLayout() }, { input: SAME })).toEqual({
    ok: true,
    reply: { name: 'La Esquina' },
    changes: [{ save: 'restaurant', ...SAME }],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'restaurant',
        name: 'La Esquina',
        by: 'Ana',
      },
    ],
  });
});
