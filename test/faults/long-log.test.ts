/**
 * F18: somebody reads one moment of the database for long, and the log cannot be put back
 * meanwhile. It is told, orders go on, and afterwards the log is small again.
 */
// @module-tag slow
import { statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openHouse } from '../support/house';
import { screen } from '../support/screen-client';
import { until } from '../support/until';
import { faulty } from '../support/faulty';

it('F18: tells that the log has grown, takes every order, and makes the log small as soon as the reader leaves', async () => {
  // Megabytes and minutes made small, all else as it is.
  const faults = await faulty(
    { 'store.large-log-bytes': 64 * 1024 },
    { 'alerts.log-raise-bytes': 512 * 1024, 'alerts.log-clear-bytes': 64 * 1024 },
    { 'operations.look-every-ms': 200 },
    { 'core.prune-every-ms': 200 },
  );
  const house = await openHouse({}, ['--no-print'], faults);
  const owner = await screen(house.host.httpPort, house.owner);
  await owner.hello();
  const logBytes = (): number => statSync(path.join(house.dataDir, 'comanda.db-wal')).size;
  const alerts = async (): Promise<readonly string[]> => {
    const { body } = await house.http('GET', '/admin/cola-status', { as: house.owner });
    return (body.alertas as { alerta: string }[]).map(({ alerta }) => alerta);
  };

  const reader = new Database(path.join(house.dataDir, 'comanda.db'), { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM orders').get();
  let sent = 0;
  await until('a long log', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () =>
        house.host.ask({ mesa: `M${++sent}`, productos: ['Milanesa'] }),
      ),
    );
    return logBytes() > 512 * 1024;
  });
  await until('the alert', async () =>
    owner.events.some((event) => event.kind === 'alert.raised' && event.alert.kind === 'log'),
  );
  expect(await alerts()).toContainEqual(expect.stringContaining('registro de la base'));
  expect(await house.host.ask({ mesa: `M${++sent}`, productos: ['Milanesa'] })).toMatchObject({
    status: 'recibido',
  });

  reader.exec('COMMIT');
  reader.close();
  await until('a small log', () => logBytes() < 64 * 1024);
  await until('its end', async () =>
    (await alerts()).every((alert) => !alert.includes('registro de la base')),
  );
  const { id } = await house.host.ask({ mesa: `M${++sent}`, productos: ['Milanesa'] });
  // Every one of them is there, in its number.
  expect(Number(id)).toBe(sent);
  owner.close();
  await house.stop();
});

it('writes the log back beside the orders, long before the core would have to', async () => {
  const house = await openHouse({}, ['--no-print']);
  const size = (name: string): number => statSync(path.join(house.dataDir, name)).size;
  const before = size('comanda.db');
  const client = await house.host.client();
  await Promise.all(
    Array.from({ length: 1_500 }, (_, n) =>
      client.request({ cliente: `C${n}`, productos: ['Milanesa', 'Agua'] }),
    ),
  );
  // The core writes back at 32 MB of log alone: until then only the other thread can have put
  // anything there.
  await until(
    'orders stand in the database’s own file',
    () => size('comanda.db') > before + 1024 * 1024,
  );
  expect(size('comanda.db-wal')).toBeLessThan(30 * 1024 * 1024);
  client.close();
  await house.host.stop();
  const db = new Database(path.join(house.dataDir, 'comanda.db'), { readonly: true });
  expect(db.prepare('SELECT count(*) FROM orders').pluck().get()).toBe(1_500);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  await house.kitchen.stop();
});
