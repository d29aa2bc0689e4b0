/**
 * The audit names who did it: a person, a device or a program; also in rows that older versions
 * wrote.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../src-main/host/store/sqlite/connection/migrate';
import { MIGRATIONS } from '../../src-main/host/store/sqlite/connection/migrations';
import { openDatabase } from '../../src-main/host/store/sqlite/connection/open-database';
import { openReader } from '../../src-main/host/store/sqlite/reports/report-reader';
import { AuditAsk } from '../../src-shared/queries/reports';
import type { Event } from '../../src-shared/events/events';
import type { Actor } from '../../src-shared/base/vocabulary';
import { makePast } from '../support/past';

const handOf = (event: Event): unknown => ('by' in event ? event.by : undefined);

it('finds by a person all that this person did: drawer, printers, chains, mail', async () => {
  const past = await makePast(Date.parse('2026-03-01T20:00:00Z'));
  const caro: Actor = {
    id: '0199-uuid-of-the-till',
    role: 'owner',
    person: { id: 'p', name: 'Caro' },
  };
  const program: Actor = {
    id: '0199-uuid-of-a-program',
    role: 'integrator',
    name: 'Tienda',
    scopes: ['administrar'],
  };
  const local: Actor = { id: 'cli', role: 'owner' };
  await past.run('openDrawer', { printer: 'Caja' }, caro);
  await past.run('setMail', { settings: null }, caro);
  await past.run(
    'setStationChain',
    { station: 'Cocina', printers: ['Caja'], whenUnsure: null },
    caro,
  );
  await past.run('saveTable', { id: null, name: 'T9', area: 'Terraza', seats: null }, program);
  await past.run('setMail', { settings: null }, local);
  const reader = openReader(past.folder, null);
  const audit = (by: string | null): readonly Event[] =>
    reader.read({ name: 'audit', audit: AuditAsk.parse({ by }) }).entries;
  expect(audit('caro').map(({ kind }) => kind)).toEqual([
    'restaurant.changed',
    'restaurant.changed',
    'drawer.asked',
  ]);
  expect(audit('Tienda')).toHaveLength(1);
  expect(audit('línea de comandos')).toHaveLength(1);
  for (const event of audit(null))
    expect(String(handOf(event))).not.toMatch(/uuid|^cli$|^loopback$/);
  reader.close();
  await past.stop();
});

it('tells each deed of a person by name, and no deed by the id of the device where it was done', async () => {
  const past = await makePast(Date.parse('2026-03-01T20:00:00Z'));
  const luis = await past.waiter('Luis');
  const caro: Actor = {
    ...(await past.waiter('Caro')),
    id: '0199-uuid-of-the-till',
    role: 'owner',
    name: 'PC de la caja',
  };
  const carried = new Set<string>();
  const run: typeof past.run = (name, input, actor) => {
    carried.add(name);
    return past.run(name, input, actor);
  };
  const order = async (): Promise<number> =>
    (
      await run(
        'placeOrder',
        { type: 'table', table: '1', lines: [{ product: 'Agua' }, { product: 'Pan', held: true }] },
        caro,
      )
    ).number;
  const [one, two, three] = [await order(), await order(), await order()];
  await run('addLines', { order: one, lines: [{ product: 'Agua' }] }, caro);
  await run('fireLines', { order: one }, caro);
  await run('changeQuantity', { order: one, line: 1, quantity: 3, base: 3 }, caro);
  await run('compLines', { order: one, lines: [1], reason: 'x' }, caro);
  await run('voidLines', { order: one, lines: [1], reason: 'x' }, caro);
  await run('editOrder', { order: one, note: 'x' }, caro);
  await run('moveTable', { order: one, table: '2' }, caro);
  await run('mergeOrders', { order: two, into: one }, caro);
  await run('handOver', { order: one, to: luis.person?.name ?? '' }, caro);
  await run('markUrgent', { order: three }, caro);
  await run('printBill', { order: one }, caro);
  await run('fireLines', { order: three }, caro);
  await run('serveOrder', { order: three }, caro);
  await run('closeOrder', { order: three }, caro);
  await run('sendMessage', { text: 'x' }, caro);
  await run('setStationScreen', { station: 'Cocina', screen: true }, caro);
  await run('setStock', { item: 'Agua', soldOut: true }, caro);
  await run('setTurbo', { on: true }, caro);
  await run('setMail', { settings: null }, caro);
  await run(
    'setServiceRules',
    { rules: { ownOrdersOnly: false, printedVoidsAtCounter: false, localToken: false } },
    caro,
  );
  await run('openLan', { open: true }, caro);
  await run('openDrawer', { printer: 'Caja' }, caro);
  await run('setStationChain', { station: 'Cocina', printers: ['Caja'], whenUnsure: null }, caro);
  await run('saveTable', { id: null, name: 'T9', area: 'Terraza', seats: null }, caro);
  await run('saveCategory', { id: null, name: 'Nueva', stations: [] }, caro);
  const device = await run(
    'addDevice',
    { name: 'Web', role: 'integrator', tokenHash: 'a'.repeat(64), scopes: ['menu:leer'] },
    caro,
  );
  await run('setScopes', { device: device.deviceId, scopes: ['menu:leer'] }, caro);
  await run('revokeDevice', { device: device.deviceId }, caro);
  await run(
    'changePerson',
    { person: luis.person?.id ?? '', name: 'Luisa', role: null, pinHash: null },
    caro,
  );
  await run('removePerson', { person: luis.person?.id ?? '' }, caro);
  await run('closeShift', {}, caro);
  expect(carried.size).toBeGreaterThan(30);

  const db = openDatabase(path.join(past.folder, 'comanda.db'), null);
  const bodies = db.prepare<[], string>('SELECT body FROM events').pluck().all();
  const hands = db
    .prepare<[], string>('SELECT DISTINCT hand FROM events WHERE hand IS NOT NULL')
    .pluck()
    .all();
  db.close();
  expect(bodies.filter((body) => body.includes(caro.id))).toEqual([]);
  expect(hands.filter((hand) => !['Caro', 'el servidor', ''].includes(hand))).toEqual([]);
  await past.stop();
});

it('gives rows of before the name of who stood at the device then', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-hands-'));
  const db = openDatabase(path.join(folder, 'comanda.db'), null);
  migrate(db, MIGRATIONS.slice(0, 3));
  db.exec(`INSERT INTO people (id, name, role, pin_hash) VALUES ('p1', 'Ana', 'counter', 'x'), ('p2', 'Luis', 'counter', 'x');
    INSERT INTO devices (id, name, role, token_hash, added_at) VALUES
      ('d1', 'PC de la caja', 'counter', x'01', 0), ('d2', 'Tienda web', 'integrator', x'02', 0)`);
  const events: readonly (readonly [kind: string, hand: string | null, body: object])[] = [
    ['drawer.asked', 'd1', {}],
    ['device.person', null, { deviceId: 'd1', personId: 'p1' }],
    ['drawer.asked', 'd1', {}],
    ['device.person', null, { deviceId: 'd1', personId: null }],
    ['restaurant.changed', 'd1', {}],
    ['device.person', null, { deviceId: 'd1', personId: 'p2' }],
    ['drawer.asked', 'd1', {}],
    ['lines.voided', 'd2', {}],
    ['lines.voided', 'loopback', {}],
    ['restaurant.changed', 'cli', {}],
    ['lines.voided', 'Ana', {}],
    ['pin.failed', '', { deviceId: 'd1', personId: 'p1' }],
    ['drawer.asked', 'host', {}],
  ];
  const insert = db.prepare(
    'INSERT INTO events (seq, at, kind, hand, body) VALUES (?, 0, ?, ?, ?)',
  );
  events.forEach(([kind, hand, body], index) =>
    insert.run(
      index + 1,
      kind,
      hand,
      JSON.stringify({ seq: index + 1, at: 0, kind, by: hand, ...body }),
    ),
  );
  expect(migrate(db, MIGRATIONS.slice(0, 4))).toBe(1);
  const hands = db
    .prepare<[], string>('SELECT hand FROM events WHERE hand IS NOT NULL ORDER BY seq')
    .pluck()
    .all();
  expect(hands).toEqual([
    'PC de la caja',
    'Ana',
    'PC de la caja',
    'Luis',
    'Tienda web',
    'programa de este equipo',
    'línea de comandos',
    'Ana',
    'PC de la caja',
    'el servidor',
  ]);
  const scopes = db.prepare<[], string>('SELECT scopes FROM devices ORDER BY id').pluck().all();
  expect(scopes).toEqual(['[]', '["heredado"]']);
  db.close();
  const reader = openReader(folder, null);
  const { entries } = reader.read({ name: 'audit', audit: AuditAsk.parse({ by: 'Luis' }) });
  expect(entries.map((event) => [event.kind, handOf(event)])).toEqual([['drawer.asked', 'Luis']]);
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});
