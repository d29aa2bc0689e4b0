/**
 * One ticket that can no longer be read: it is set aside and told, its lane prints the others, and
 * screens start.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { screen } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const isOut = (table: string): boolean =>
  house.kitchen
    .pieces('Cocina')
    .some((piece) => piece.some((line) => line.includes(`MESA ${table}`)));

it.each([
  ['is no JSON any more', 'A', 'document = substr(document, 1, 20)'],
  ['lacks what its paper needs', 'B', "document = '{}'"],
  ['has numbers that are none', 'C', "document = '7', line_nos = 'x', done_nos = '{'"],
])('goes on with the others where one %s', async (_, name, damage) => {
  await house.kitchen.unplug('Cocina');
  const ids: number[] = [];
  for (const n of [1, 2, 3])
    ids.push(Number((await house.host.ask({ mesa: `${name}${n}`, productos: ['Milanesa'] })).id));
  await house.host.stop();
  const db = new Database(path.join(house.dataDir, 'comanda.db'));
  db.prepare(`UPDATE tickets SET ${damage} WHERE order_number = ?`).run(ids[1]);
  db.close();
  await house.restart('kill');
  await house.kitchen.plugIn('Cocina');
  await until('the others are out', () => isOut(`${name}1`) && isOut(`${name}3`), 30_000);
  expect(isOut(`${name}2`)).toBe(false);
  // A person is asked about it.
  const { pendientes } = (await house.host.asProgram({ consulta: 'pendientes' })) as {
    pendientes: { pedido: number; estado: string }[];
  };
  expect(pendientes.find(({ pedido }) => pedido === ids[1])).toMatchObject({ estado: 'atrasado' });
  const one = await screen(house.host.httpPort, house.owner);
  expect(Object.keys((await one.start()).orders).map(Number)).toEqual(expect.arrayContaining(ids));
  one.close();
});
