/**
 * The owner's hand on the place: what may be saved, what is refused in words, and what orders under
 * way keep of it.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput, CommandName } from '../../src-shared/commands/registry';
import type { Event } from '../../src-shared/events/events';
import type { RestaurantLayout, Snapshot } from '../../src-shared/live/snapshot';
import { openCore, orderInput, SENDER } from '../support/core';
import type { TestCore } from '../support/core';

const OWNER = { id: 'pc', role: 'owner', person: { id: 'p', name: 'Dueña' } } as const;

let open: TestCore;
let heard: Event[];

beforeEach(async () => {
  open = await openCore();
  heard = [];
  open.core.subscribe((events) => heard.push(...events));
});
afterEach(() => open.stop());

const place = async (): Promise<RestaurantLayout> => {
  const { text } = await open.core.ask({ name: 'snapshot', fromDay: '2000-01-01' });
  return (JSON.parse(text) as Snapshot).place;
};
const run = <N extends CommandName>(name: N, input: CommandInput<N>) =>
  open.core.execute(name, input, OWNER, randomUUID());
const named = <T extends { readonly name: string }>(things: readonly T[], name: string): T => {
  const found = things.find((thing) => thing.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};
const order = (...products: string[]) =>
  open.core.execute('placeOrder', orderInput(...products), SENDER, randomUUID());
const stationsOf = (done: Awaited<ReturnType<typeof order>>) =>
  done.ok ? done.tickets.map(({ station }) => station) : done.code;
const said = () => heard.flatMap((event) => (event.kind === 'restaurant.changed' ? [event] : []));

describe('a dish', () => {
  const flan = async () => {
    const { categories, stations } = await place();
    return {
      id: null,
      code: 'X1',
      name: 'Arroz con leche',
      category: named(categories, 'Postres').id,
      price: 450_000,
      groups: [],
      without: [],
      stations: [named(stations, 'Bar').id],
    };
  };

  it('is added, ordered at once by its name, changed, and told of with what changed and by whom', async () => {
    const added = await run('saveItem', await flan());
    expect(added).toMatchObject({ ok: true, reply: { name: 'Arroz con leche' } });
    expect(stationsOf(await order('arroz con leche'))).toEqual(['Bar']);
    const id = added.ok ? added.reply.id : '';
    await run('saveItem', { ...(await flan()), id, price: 500_000, stations: [] });
    expect(said().at(-1)).toMatchObject({
      what: 'item-saved',
      name: 'Arroz con leche',
      by: 'Dueña',
      changes: [
        { field: 'price', from: 450_000, to: 500_000 },
        { field: 'stations', from: 'Bar', to: '' },
      ],
    });
    expect(stationsOf(await order('Arroz con leche'))).toEqual(['Repostería']);
  });

  it('is refused where its name, its code or its station cannot be', async () => {
    const dish = await flan();
    const { items, stations } = await place();
    const first = items[0];
    expect(await run('saveItem', { ...dish, name: first?.name.toUpperCase() ?? '' })).toMatchObject(
      {
        code: 'RESTAURANT_INVALID',
      },
    );
    expect(await run('saveItem', { ...dish, code: first?.code.toLowerCase() ?? '' })).toMatchObject(
      {
        code: 'RESTAURANT_INVALID',
      },
    );
    expect(
      await run('saveItem', { ...dish, stations: [named(stations, 'Caja').id] }),
    ).toMatchObject({
      code: 'RESTAURANT_INVALID',
      details: { reason: 'en Caja no se cocina' },
    });
    expect(await run('saveItem', { ...dish, id: 'gone' })).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
  });

  it('that leaves the menu stays in the orders that have it, and its name and code are free again', async () => {
    const { items } = await place();
    const beer = named(items, 'Cerveza');
    const placed = await order('Cerveza');
    const number = placed.ok ? placed.reply.number : 0;
    expect(await run('removeItem', { id: beer.id })).toMatchObject({ ok: true });
    expect((await place()).items.map(({ name }) => name)).not.toContain('Cerveza');
    expect(await open.core.ask({ name: 'order', of: { number } })).toMatchObject({
      lines: [{ name: 'Cerveza' }],
    });
    expect(
      await run('saveItem', { ...(await flan()), code: beer.code, name: 'Cerveza' }),
    ).toMatchObject({ ok: true });
  });

  it('stands where its category was put in order', async () => {
    const { items, categories } = await place();
    const { id: drinks } = named(categories, 'Bebidas');
    const theirs = items.filter(({ categoryId }) => categoryId === drinks).map(({ id }) => id);
    const turned = theirs.toReversed();
    expect(await run('reorder', { what: 'items', ids: turned })).toMatchObject({ ok: true });
    const after = await place();
    expect(
      after.items.filter(({ categoryId }) => categoryId === drinks).map(({ id }) => id),
    ).toEqual(turned);
    expect(after.items.filter(({ categoryId }) => categoryId !== drinks)).toEqual(
      items.filter(({ categoryId }) => categoryId !== drinks),
    );
    expect(await run('reorder', { what: 'items', ids: turned.slice(1) })).toMatchObject({
      ok: false,
    });
  });
});

describe('a category', () => {
  it('brings its dishes to the stations it names, and goes only when it is empty', async () => {
    const { categories, stations } = await place();
    const drinks = named(categories, 'Bebidas');
    await run('saveCategory', {
      ...drinks,
      stations: [named(stations, 'Cocina').id, named(stations, 'Bar').id],
    });
    expect(stationsOf(await order('Cerveza'))).toEqual(['Cocina', 'Bar']);
    expect(await run('removeCategory', { id: drinks.id })).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
    const added = await run('saveCategory', { id: null, name: 'Vinos', stations: [] });
    expect((await place()).categories.at(-1)).toMatchObject({ name: 'Vinos' });
    expect(await run('saveCategory', { id: null, name: 'vinos', stations: [] })).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
    expect(await run('removeCategory', { id: added.ok ? added.reply.id : '' })).toMatchObject({
      ok: true,
    });
    expect((await place()).categories.map(({ name }) => name)).not.toContain('Vinos');
  });
});

describe('a question', () => {
  it('that is removed is asked by no dish any more', async () => {
    const { modifierGroups, items } = await place();
    const group = modifierGroups[0];
    const asking = items.filter(({ groupIds }) => groupIds.includes(group?.id ?? ''));
    expect(asking.length).toBeGreaterThan(0);
    expect(await run('removeModifierGroup', { id: group?.id ?? '' })).toMatchObject({
      ok: true,
      reply: { items: asking.length },
    });
    const after = await place();
    expect(after.modifierGroups).toHaveLength(modifierGroups.length - 1);
    expect(after.items.some(({ groupIds }) => groupIds.includes(group?.id ?? ''))).toBe(false);
  });
});

describe('a station', () => {
  const settings = {
    isDefault: false,
    isCounter: false,
    takesAll: false,
    copies: 1,
    hurryMin: 6,
    lateMin: 12,
  };

  it('closed for tonight gives its dishes to another one until it is opened again', async () => {
    const { stations } = await place();
    const bar = named(stations, 'Bar');
    const kitchen = named(stations, 'Cocina');
    expect(await run('closeStation', { id: bar.id, to: kitchen.id })).toMatchObject({
      ok: true,
      reply: { to: 'Cocina' },
    });
    expect(stationsOf(await order('Cerveza'))).toEqual(['Cocina']);
    expect(await run('closeStation', { id: kitchen.id, to: bar.id })).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
    await run('closeStation', { id: bar.id, to: null });
    expect(stationsOf(await order('Cerveza'))).toEqual(['Bar']);
  });

  it('of the pass gets a paper of everything that is sent', async () => {
    const { printers } = await place();
    const pass = await run('saveStation', {
      id: null,
      name: 'Pase',
      printer: printers[0]?.id ?? '',
      ...settings,
      takesAll: true,
    });
    expect(pass).toMatchObject({ ok: true });
    expect(stationsOf(await order('Cerveza', 'Milanesa napolitana'))).toEqual([
      'Cocina',
      'Bar',
      'Pase',
    ]);
    expect(await run('removeStation', { id: pass.ok ? pass.reply.id : '' })).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
  });

  it('may be the one for what has no destination, which takes that from who was; and goes when nothing is under way', async () => {
    const { stations, printers } = await place();
    const was = stations.find(({ isDefault }) => isDefault);
    const added = await run('saveStation', {
      id: null,
      name: 'Parrilla',
      printer: printers[0]?.id ?? '',
      ...settings,
      isDefault: true,
    });
    expect(stationsOf(await order('algo fuera de carta'))).toEqual(['Parrilla']);
    const id = added.ok ? added.reply.id : '';
    expect(await run('removeStation', { id })).toMatchObject({ code: 'RESTAURANT_INVALID' });
    expect(
      await run('saveStation', {
        id,
        name: 'Parrilla',
        printer: was?.printerId ?? '',
        ...settings,
      }),
    ).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
    await run('saveStation', {
      ...settings,
      id: was?.id ?? '',
      name: 'Cocina',
      printer: was?.printerId ?? '',
      isDefault: true,
    });
    expect(stationsOf(await order('otra cosa'))).toEqual(['Cocina']);
    await run('saveStation', {
      id: null,
      name: 'Vacía',
      printer: printers[0]?.id ?? '',
      ...settings,
    });
    const empty = named((await place()).stations, 'Vacía');
    expect(await run('removeStation', { id: empty.id })).toMatchObject({ ok: true });
    expect((await place()).stations.map(({ name }) => name)).not.toContain('Vacía');
  });
});

describe('the floor and the restaurant itself', () => {
  it('take a table in, and let one go that nobody sits at', async () => {
    const added = await run('saveTable', {
      id: null,
      name: 'Terraza 1',
      area: 'Terraza',
      seats: 4,
    });
    const id = added.ok ? added.reply.id : '';
    expect((await place()).tables.at(-1)).toEqual({
      id,
      name: 'Terraza 1',
      area: 'Terraza',
      seats: 4,
    });
    await open.core.execute(
      'placeOrder',
      { ...orderInput('Cerveza'), type: 'table', table: 'Terraza 1', customer: null },
      SENDER,
      'at-table',
    );
    expect(await run('removeTable', { id })).toMatchObject({
      details: { reason: 'la mesa Terraza 1 tiene un pedido abierto' },
    });
    await run('voidLines', { order: 1, base: null, lines: null, reason: 'prueba' });
    expect(await run('removeTable', { id })).toMatchObject({ ok: true });
  });

  it('change their name and money, but not the decimals of amounts that are in orders already', async () => {
    const data = {
      name: 'La Nueva',
      currency: { code: 'CLP', decimals: 0 },
      tax: null,
      cutoverHour: 4,
    };
    expect(await run('setRestaurant', data)).toMatchObject({ ok: true });
    expect(await place()).toMatchObject({ name: 'La Nueva', currency: 'CLP', decimals: 0 });
    await order('Cerveza');
    expect(
      await run('setRestaurant', { ...data, currency: { code: 'ARS', decimals: 2 } }),
    ).toMatchObject({
      code: 'RESTAURANT_INVALID',
    });
    expect(await run('setRestaurant', { ...data, name: 'La Vieja' })).toMatchObject({ ok: true });
  });

  it('charge a tax that is not in the prices on top, and keep with the order what was charged', async () => {
    const before = await order('Cerveza');
    const number = before.ok ? before.reply.number : 0;
    const { currency, decimals, items } = await place();
    const price = named(items, 'Cerveza').price;
    const data = { name: 'X', currency: { code: currency, decimals }, cutoverHour: 5 };
    await run('setRestaurant', { ...data, tax: { name: 'IVA', rate: 2_100, included: false } });
    expect(await open.core.ask({ name: 'order', of: { number } })).toMatchObject({
      total: Math.round(price * 1.21),
    });
    await run('closeOrder', { order: number, base: null, method: 'cash', tip: 0 });
    await run('setRestaurant', { ...data, tax: null });
    expect(await open.core.ask({ name: 'order', of: { number } })).toMatchObject({
      total: Math.round(price * 1.21),
      payment: { amount: Math.round(price * 1.21), tax: Math.round(price * 0.21) },
    });
  });

  it('are the owner’s alone', async () => {
    const cook = { id: 'c', role: 'cook' } as const;
    const refused = await open.core.execute('removeTable', { id: 'x' }, cook, randomUUID());
    expect(refused).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('a menu file', () => {
  const row = {
    category: 'Vinos',
    code: 'V1',
    name: 'Malbec',
    price: 900_000,
    stations: null,
    groups: null,
    without: null,
  };

  it('adds and changes dishes by their codes, makes categories, and leaves what it does not speak of as it was', async () => {
    const { items } = await place();
    const beer = named(items, 'Cerveza');
    const rows = [
      row,
      { ...row, code: beer.code, name: 'Cerveza', category: 'Bebidas', price: beer.price + 1 },
      { ...row, code: 'V2', name: 'Torrontés', stations: ['bar'] },
    ];
    expect(await run('importMenu', { rows, replace: false })).toMatchObject({
      reply: { added: 2, changed: 1, removed: 0, same: 0 },
    });
    const after = await place();
    expect(after.items).toHaveLength(items.length + 2);
    expect(named(after.items, 'Cerveza')).toEqual({ ...beer, price: beer.price + 1 });
    expect(stationsOf(await order('Torrontés'))).toEqual(['Bar']);
    expect(await run('importMenu', { rows, replace: false })).toMatchObject({
      reply: { added: 0, changed: 0, same: 3 },
    });
  });

  it('may be the whole menu: the rest leaves it, and empty categories with it', async () => {
    await order('Cerveza');
    const { items } = await place();
    expect(await run('importMenu', { rows: [row], replace: true })).toMatchObject({
      reply: { added: 1, removed: items.length },
    });
    const after = await place();
    expect(after.items.map(({ name }) => name)).toEqual(['Malbec']);
    expect(after.categories.map(({ name }) => name)).toEqual(['Vinos']);
  });

  it('is written as a whole or not at all', async () => {
    const before = await place();
    const rows = [row, { ...row, code: 'V2', name: 'Torrontés', stations: ['Terraza'] }];
    expect(await run('importMenu', { rows, replace: true })).toMatchObject({
      details: { reason: 'Torrontés nombra una estación que no existe: Terraza' },
    });
    expect(await place()).toEqual(before);
  });
});
