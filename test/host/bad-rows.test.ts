/**
 * Rows that nobody expects in the database of a house that starts: whatever one of them holds, the
 * house opens, the other tickets are printed, screens start, and the row is named.
 */
// @module-tag slow
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { screen } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let kept: string;
beforeAll(async () => {
  house = await openHouse();
  await house.kitchen.unplug('Cocina');
  for (const mesa of ['A1', 'A2']) await house.host.ask({ mesa, productos: ['Milanesa'] });
  await house.host.stop();
  kept = path.join(house.kitchen.folder, 'kept');
  cpSync(house.dataDir, kept, { recursive: true });
});
afterAll(() => house.stop());

/** Starts with the database of then, one row of which is another. */
async function startWith(sql: string): Promise<void> {
  await house.host.kill();
  if (house.kitchen.isPluggedIn('Cocina')) await house.kitchen.unplug('Cocina');
  rmSync(house.dataDir, { recursive: true });
  cpSync(kept, house.dataDir, { recursive: true });
  const db = new Database(path.join(house.dataDir, 'comanda.db'));
  db.pragma('foreign_keys = OFF');
  db.prepare(`UPDATE print_jobs SET queued_at = ?`).run(Date.now());
  db.exec(sql);
  db.close();
  await house.restart('kill');
}

const isOut = (station: 'Cocina' | 'Bar', table: string, from: number): boolean =>
  house.kitchen
    .pieces(station)
    .slice(from)
    .some((piece) => piece.some((line) => line.includes(`MESA ${table}`)));

/** The ticket of table A1, and the print of it. */
const TICKET = 'seq = (SELECT seq FROM tickets WHERE order_number = 1)';
const JOB = 'ticket_seq = (SELECT seq FROM tickets WHERE order_number = 1)';

describe('a house opens and works', () => {
  it.each<[string, string]>([
    [
      'settings that are no JSON',
      `INSERT OR REPLACE INTO settings SELECT value, '{' FROM json_each('["watch","mail","backups","turbo","restaurant","cutoverHour","upkeep","rules","setUp"]')`,
    ],
    [
      'a station, a dish and a question that are no JSON',
      `UPDATE stations SET fallbacks = '{' WHERE name = 'Bar'; UPDATE items SET group_ids = '{', removable = '{' WHERE name = 'Bife';
       UPDATE modifier_groups SET options = '{' WHERE name = 'Punto'`,
    ],
    [
      'a printer, a program and an event that are no JSON',
      `UPDATE printers SET profile = '{', health = '{' WHERE name = 'Cocina';
       INSERT INTO devices (id, name, role, token_hash, added_at, scopes) VALUES ('x', 'X', 'integrator', x'00', 1, '{');
       UPDATE events SET body = '{' WHERE seq = (SELECT max(seq) FROM events)`,
    ],
    ['a print whose ticket is gone', `UPDATE print_jobs SET ticket_seq = 99999 WHERE ${JOB}`],
    [
      'a print under way whose ticket is gone',
      `UPDATE print_jobs SET state = 'sending', ticket_seq = 99999 WHERE ${JOB}`,
    ],
    ['a print in no state', `UPDATE print_jobs SET state = 'x' WHERE ${JOB}`],
  ])('with %s, and names it', async (_, sql) => {
    await startWith(sql);
    const from = {
      Cocina: house.kitchen.pieces('Cocina').length,
      Bar: house.kitchen.pieces('Bar').length,
    };
    await house.kitchen.plugIn('Cocina');
    await house.host.ask({ mesa: 'Z1', productos: ['Milanesa', 'Agua'] });
    await until(
      'all the others are out',
      () =>
        isOut('Cocina', 'A2', from.Cocina) &&
        isOut('Cocina', 'Z1', from.Cocina) &&
        isOut('Bar', 'Z1', from.Bar),
      40_000,
    );
    const one = await screen(house.host.httpPort, house.owner);
    expect(Object.keys((await one.start()).orders)).toContain('3');
    one.close();
    await until('it is named', () => house.host.output().includes('filas que no se pueden leer'));
  });

  it.each<[string, string]>([
    ['in a rank of its own', `UPDATE print_jobs SET priority = 7 WHERE ${JOB}`],
    ['at a printer that is gone', `UPDATE print_jobs SET printer_id = 'gone' WHERE ${JOB}`],
  ])('and asks a person about a print that stands %s', async (_, sql) => {
    await startWith(sql);
    await until('it is asked', async () => {
      const { pendientes } = (await house.host.asProgram({ consulta: 'pendientes' })) as {
        pendientes: { pedido: number }[];
      };
      return pendientes.some(({ pedido }) => pedido === 1);
    });
  });

  it('and prints the others where nobody knows who held the one that was under way', async () => {
    await startWith(`UPDATE print_jobs SET state = 'sending', token = NULL WHERE ${JOB}`);
    const from = house.kitchen.pieces('Cocina').length;
    await house.kitchen.plugIn('Cocina');
    await until(
      'both are out',
      () => isOut('Cocina', 'A1', from) && isOut('Cocina', 'A2', from),
      40_000,
    );
  });

  it('and takes orders for a station whose printer is gone', async () => {
    await startWith(`UPDATE stations SET printer_id = 'gone' WHERE name = 'Bar'`);
    const from = house.kitchen.pieces('Cocina').length;
    await house.kitchen.plugIn('Cocina');
    await house.host.ask({ mesa: 'Z3', productos: ['Agua'] });
    await until('it is out at another one', () => isOut('Cocina', 'Z3', from), 40_000);
  });

  it('and forgets guests though what was printed of one of them cannot be read', async () => {
    await startWith(`UPDATE orders SET state = 'voided', day = '2020-01-01', customer = 'Ana' WHERE number = 1;
      UPDATE tickets SET document = '{' WHERE ${TICKET}; UPDATE events SET body = '{' WHERE order_number = 1;
      INSERT OR REPLACE INTO settings VALUES ('upkeep', '{"staleMin":10,"guestDays":30,"workers":{"least":2,"most":4}}')`);
    const db = new Database(path.join(house.dataDir, 'comanda.db'), { readonly: true });
    const customer = db.prepare('SELECT customer FROM orders WHERE number = 1').pluck();
    await until('the guest is forgotten', () => customer.get() === null).finally(() => db.close());
  });

  it('and sends the tickets down the chain of a printer whose address nobody can read, or says that it is away', async () => {
    await startWith(`UPDATE printers SET address = '{' WHERE name = 'Cocina'`);
    const from = house.kitchen.pieces('Bar').length;
    await house.host.ask({ mesa: 'Z2', productos: ['Agua'] });
    await until('the other printer works', () => isOut('Bar', 'Z2', from));
    const one = await screen(house.host.httpPort, house.owner);
    await one.start();
    one.close();
    expect((await house.http('GET', '/health')).status).toBe(200);
  });

  it('and cuts a text that nobody could have sent, so that the ticket takes a metre of paper and not a day', async () => {
    await startWith(
      `UPDATE tickets SET document = json_set(document, '$.lines[0].name', replace(hex(zeroblob(2000000)), '0', 'x')) WHERE ${TICKET}`,
    );
    const from = house.kitchen.pieces('Cocina').length;
    await house.kitchen.plugIn('Cocina');
    await until(
      'both are out',
      () => isOut('Cocina', 'A1', from) && isOut('Cocina', 'A2', from),
      40_000,
    );
  });
});
