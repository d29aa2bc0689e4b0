/** The restaurant as rules look things up in it: which stations cook a dish, and what it costs. */
import { expect, it } from 'vitest';
import { TODAY } from '../../../support/rules/context';
import {
  aRestaurant,
  aStation,
  BAR,
  COUNTER,
  ITEMS,
  KITCHEN,
} from '../../../support/rules/restaurant';
import type { Station } from '../../../../src-shared/model/stations';

const [milanesa, bife, agua] = ITEMS;
const closedFor = (station: Station, to: string): Station => ({
  ...station,
  closed: { to, day: TODAY },
});
const namesFor = (stations: readonly Station[], item = milanesa ?? null): readonly string[] =>
  aRestaurant({ stations })
    .stationsFor(item)
    .map(({ name }) => name);

it('sends a dish to its category’s station, and what no rule names to the default one', () => {
  expect(namesFor([KITCHEN, BAR, COUNTER], agua ?? null)).toEqual(['Bar']);
  expect(namesFor([KITCHEN, BAR, COUNTER], null)).toEqual(['Cocina']);
});

it('prefers a dish’s own rules to its category’s', () => {
  const rules = [
    { id: 'a', itemId: null, categoryId: 'dishes', stationId: 'kitchen' },
    { id: 'b', itemId: 'milanesa', categoryId: null, stationId: 'bar' },
  ];
  const found = aRestaurant({ rules }).stationsFor(milanesa ?? null);
  expect(found.map(({ name }) => name)).toEqual(['Bar']);
});

it('sends a closed station’s dishes to the one that took over, through others that are closed', () => {
  const grill = aStation({ id: 'grill', name: 'Parrilla' });
  expect(namesFor([closedFor(KITCHEN, 'bar'), BAR])).toEqual(['Bar']);
  expect(namesFor([closedFor(KITCHEN, 'grill'), closedFor(grill, 'bar'), BAR])).toEqual(['Bar']);
});

it('leaves dishes where they were when closed stations lead round in a circle or to none', () => {
  expect(namesFor([closedFor(KITCHEN, 'bar'), closedFor(BAR, 'kitchen')])).toEqual(['Cocina']);
  expect(namesFor([closedFor(KITCHEN, 'gone'), BAR])).toEqual(['Cocina']);
});

it('gives a station that takes everything a share of each dish, once', () => {
  const pass = aStation({ id: 'pass', name: 'Pase', takesAll: true });
  expect(namesFor([KITCHEN, BAR, pass])).toEqual(['Cocina', 'Pase']);
  expect(namesFor([{ ...KITCHEN, takesAll: true }, BAR])).toEqual(['Cocina']);
});

it('adds the chosen options to a dish’s price, by name however it is written', () => {
  const index = aRestaurant();
  if (!bife || !milanesa) throw new Error('the menu has both');
  expect(index.priceOf(bife, ['PANCETA', 'Huevo', 'sin sal'])).toBe(2_500);
  expect(index.priceOf(bife, [])).toBe(2_000);
  expect(index.priceOf(milanesa, ['Panceta'])).toBe(1_000);
});

it('finds a dish by its name before one by its code', () => {
  const [first, second] = ITEMS;
  if (!first || !second) throw new Error('the menu has both');
  const items = [first, { ...second, code: 'Milanesa' }];
  expect(aRestaurant({ items }).itemCalled('milanesa')?.id).toBe('milanesa');
  expect(aRestaurant({ items }).itemWithCode('MILANESA')?.id).toBe('bife');
});
