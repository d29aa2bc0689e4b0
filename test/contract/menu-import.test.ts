/**
 * importMenu in the core, with its real database: a whole menu replaced, codes and names of dishes
 * that leave, and an exported file brought back.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { menuFile } from '../../src-renderer/admin/restaurant/menu/menu-file';
import type { CommandInput } from '../../src-shared/commands/registry';
import { readMenu } from '../../src-shared/menu-import/read-menu';
import type { RestaurantLayout, Snapshot } from '../../src-shared/live/snapshot';
import { openCore, orderInput, SENDER } from '../support/core';
import type { TestCore } from '../support/core';

const OWNER = { id: 'pc', role: 'owner', person: { id: 'p', name: 'Dueña' } } as const;

let open: TestCore;
beforeEach(async () => {
  open = await openCore();
});
afterEach(() => open.stop());

const place = async (): Promise<RestaurantLayout> => {
  const { text } = await open.core.ask({ name: 'snapshot', fromDay: '2000-01-01' });
  return (JSON.parse(text) as Snapshot).place;
};
const importMenu = (rows: CommandInput<'importMenu'>['rows'], replace: boolean) =>
  open.core.execute('importMenu', { rows, replace }, OWNER, randomUUID());
const ROW = {
  category: 'Platos',
  code: 'X1',
  name: 'Bife',
  price: 900_000,
  stations: null,
  groups: null,
  without: null,
};
const itemCalled = async (name: string) => (await place()).items.find((item) => item.name === name);

it('gives a new dish the code of one that leaves, and nothing else of it', async () => {
  const before = await place();
  const old = before.items.find(
    ({ ownStationIds, groupIds }) => ownStationIds.length + groupIds.length > 0,
  );
  if (!old) throw new Error('the sample has a dish with stations or questions of its own');
  await open.core.execute(
    'setStock',
    { item: old.name, soldOut: true, left: null },
    OWNER,
    randomUUID(),
  );
  expect(await importMenu([{ ...ROW, code: old.code }], true)).toMatchObject({
    reply: { added: 1, changed: 0, same: 0, removed: before.items.length },
  });
  const after = await place();
  expect(after.items).toMatchObject([
    { code: old.code, name: 'Bife', groupIds: [], ownStationIds: [], removable: [] },
  ]);
  expect(after.items[0]?.id).not.toBe(old.id);
  // It is not sold out as the other was.
  expect(
    await open.core.execute('placeOrder', orderInput('Bife'), SENDER, randomUUID()),
  ).toMatchObject({ ok: true });
});

it('gives a new dish the name of one that leaves, with another code', async () => {
  const [old] = (await place()).items;
  expect(await importMenu([{ ...ROW, name: old?.name ?? '' }], true)).toMatchObject({ ok: true });
  expect((await place()).items).toMatchObject([{ code: 'X1', name: old?.name }]);
});

it('lets dishes of one file take each other’s names, and refuses the name of one that stays', async () => {
  const [a, b] = (await place()).items;
  if (!a || !b) throw new Error('the sample has dishes');
  const rows = [
    { ...ROW, code: a.code, name: b.name },
    { ...ROW, code: b.code, name: a.name },
  ];
  expect(await importMenu(rows, false)).toMatchObject({ reply: { changed: 2 } });
  expect((await itemCalled(b.name))?.id).toBe(a.id);
  expect(await importMenu([{ ...ROW, name: b.name }], false)).toMatchObject({
    ok: false,
    code: 'RESTAURANT_INVALID',
  });
});

it('brings the exported menu back as no change at all', async () => {
  const { stations, categories, modifierGroups } = await place();
  const cook = stations.find(({ isCounter, takesAll }) => !isCounter && !takesAll);
  const names = [
    '+ Huevo frito',
    "'=1+1",
    '-5',
    '"Sopa" de lima',
    'Pan; con ajo, y sal',
    '@casa',
    'Café  doble',
  ];
  for (const [no, name] of names.entries())
    await open.core.execute(
      'saveItem',
      {
        id: null,
        code: `E${no}`,
        name,
        category: categories[0]?.id ?? '',
        price: no * 12_345,
        groups: no % 2 ? modifierGroups.slice(0, 2).map(({ id }) => id) : [],
        without: ['sal, gruesa', 'ajo'],
        stations: cook && no % 3 === 0 ? [cook.id] : [],
      },
      OWNER,
      randomUUID(),
    );
  const house = await place();
  const read = readMenu(new TextEncoder().encode(menuFile(house)), house, 'around');
  if ('fault' in read) throw new Error(read.fault.what);
  for (const [mode, replace] of [
    ['keep', false],
    ['replace', true],
  ] as const) {
    const { rows, problems } = read[mode];
    expect(problems).toEqual([]);
    expect(await importMenu([...rows], replace)).toMatchObject({
      reply: { added: 0, changed: 0, removed: 0, same: house.items.length },
    });
  }
  expect(await place()).toEqual(house);
});

it('writes new dishes behind those that there are, in the file’s order', async () => {
  const { items } = await place();
  const rows = ['Uno', 'Dos', 'Tres'].map((name) => ({ ...ROW, code: name, name }));
  await importMenu(rows, false);
  const after = (await place()).items;
  expect(after.slice(0, items.length).map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  expect(after.slice(items.length).map(({ name }) => name)).toEqual(['Uno', 'Dos', 'Tres']);
});

it('takes a time that grows with the rows, not with their square', async () => {
  const timeOf = async (count: number, from: number): Promise<number> => {
    const rows = Array.from({ length: count }, (_, no) => ({
      ...ROW,
      code: `L${from + no}`,
      name: `Largo ${from + no}`,
      stations: ['cocina'],
    }));
    const start = performance.now();
    expect(await importMenu(rows, true)).toMatchObject({ reply: { added: count } });
    return performance.now() - start;
  };
  await timeOf(300, 0);
  const few = Math.min(await timeOf(300, 1_000), await timeOf(300, 2_000));
  // Ten times as many: a hundred times the time where each row looks at all others.
  expect((await timeOf(3_000, 10_000)) / few).toBeLessThan(40);
});
