/**
 * Backups: made under load, verified, kept so many, sealed; a damaged database noticed and
 * replaced; nothing confirmed before the backup missing.
 */
// @module-tag slow
import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  finishRestore,
  inspectPlain,
  stageRestore,
} from '../../src-main/host/store/sqlite/backup/backup';
import { launchHost, startHostProcess } from '../support/host-process';
import { httpAsk } from '../support/http-client';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { screen as screenOf } from '../support/screen-client';
import { randomFrom } from '../support/random';
import { until } from '../support/until';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.stop());

const http = (method: string, url: string, body?: object) =>
  house.http(method, url, { as: house.owner, ...(body ? { body } : {}) });
const place = async (): Promise<number> =>
  Number((await house.host.ask({ mesa: '1', productos: ['Milanesa'] })).id);
const known = async (id: number): Promise<boolean> =>
  (await house.host.ask({ consulta: 'pedido', id })).id === id;
const folder = (): string => path.join(house.dataDir, 'respaldos');
const files = (where = folder()): readonly string[] => readdirSync(where).toSorted();

type Ended = { readonly code: number; readonly out: string; readonly err: string };
const comanda = (...args: readonly string[]): Promise<Ended> => comandaIn(house.dataDir, ...args);

function comandaIn(dataDir: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ['tools/comanda.mjs', ...args, '--data-dir', dataDir],
      { encoding: 'utf8' },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    ),
  );
}

/** The database's file with bytes of it turned. */
function damage(turn: (bytes: Buffer) => void): void {
  const file = path.join(house.dataDir, 'comanda.db');
  const bytes = readFileSync(file);
  turn(bytes);
  writeFileSync(file, bytes);
}

it('F52: made while orders come in, it is a whole beginning of their history', async () => {
  const acked: number[] = [];
  const service = { isOver: false };
  const senders = Array.from({ length: 4 }, async () => {
    while (!service.isOver) acked.push(await place());
  });
  await until('some orders', () => acked.length > 20);
  for (let n = 0; n < 3; n++) {
    const before = [...acked];
    const made = await http('POST', '/respaldos');
    expect(made).toMatchObject({ status: 201, body: { status: 'respaldado' } });
    const db = new Database(path.join(folder(), String(made.body.nombre)), { readonly: true });
    const inside = db
      .prepare<[], number>('SELECT number FROM orders ORDER BY number')
      .pluck()
      .all();
    db.close();
    // Numbers have no gaps, so a beginning is 1 to n; whatever was answered before it was asked for
    // is in it.
    expect(inside).toEqual(inside.map((_, index) => index + 1));
    expect(before.every((id) => id <= inside.length)).toBe(true);
    expect(made.body.pedidos).toBe(inside.length);
    // Names are seconds.
    await until('another second', () => !files().includes(stampNow()));
  }
  service.isOver = true;
  await Promise.all(senders);
});

function stampNow(): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const at = new Date();
  return `comanda-${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.db`;
}

it('a database that is none any more is told at the start with the newest good backup, and that is put back', async () => {
  const before = [await place(), await place(), await place()];
  await http('POST', '/respaldos');
  const after = await place();
  const { port, httpPort } = house.host;
  await house.host.stop();
  damage((bytes) => bytes.fill(0x5a, 0, 4096));
  // The newest one is no good either: it is passed over.
  copyFileSync(
    path.join(house.dataDir, 'comanda.db'),
    path.join(folder(), 'comanda-29990101-000000.db'),
  );
  const { process: failed } = await launchHost({ dataDir: house.dataDir, port, httpPort });
  expect(await failed.exited).toBe(4);
  const good = files().find((name) => !name.includes('2999')) ?? '';
  expect(failed.output()).toContain(`comanda restore ${path.join(folder(), good)}`);
  expect(failed.output()).toContain('3 pedidos');

  const looked = await comanda('restore', path.join(folder(), good));
  expect(looked).toMatchObject({ code: 0, out: expect.stringContaining('Solo se miró') });
  expect(await comanda('restore', path.join(folder(), good), '--yes')).toMatchObject({ code: 0 });
  await house.restart('stop');
  for (const id of before) expect(await known(id)).toBe(true);
  expect(await known(after)).toBe(false);
  // What was replaced is kept, byte for byte.
  const kept = readdirSync(house.dataDir).find((name) => name.startsWith('reemplazada-')) ?? '';
  expect(readFileSync(path.join(house.dataDir, kept, 'comanda.db')).subarray(0, 64)).toEqual(
    Buffer.alloc(64, 0x5a),
  );
});

it('F13: a page that was turned is noticed within seconds of the start, and no backup of it is made', async () => {
  for (let n = 0; n < 30; n++) await place();
  await http('POST', '/respaldos');
  await house.host.stop();
  const random = randomFrom(13);
  damage((bytes) => {
    // Bits of pages behind the first ones, which hold rows and indexes.
    for (let n = 0; n < 400; n++) {
      const at = 4096 * 8 + random.below(bytes.length - 4096 * 8);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
  });
  const { port, httpPort } = house.host;
  const { process: host, child } = await launchHost({ dataDir: house.dataDir, port, httpPort });
  await until(
    'it is told',
    () =>
      child.exitCode !== null ||
      /ATENCIÓN: La base está dañada|ATENCIÓN: La cadena/.test(host.output()),
    30_000,
  );
  if (child.exitCode === null) {
    const status = await http('GET', '/admin/cola-status');
    if (status.status === 200)
      expect(status.body.alertas).toMatchObject([
        { alerta: 'La base está dañada o le faltan pedidos' },
      ]);
    expect((await http('POST', '/respaldos')).status).not.toBe(201);
    await host.kill();
  }
  expect(host.output()).toMatch(/dañad|malformed|cadena|no se pudo abrir/i);
  expect(files()).toHaveLength(1);
  expect(await comanda('restore', path.join(folder(), files()[0] ?? ''), '--yes')).toMatchObject({
    code: 0,
  });
  await house.restart('kill');
  expect(await known(30)).toBe(true);
}, 60_000);

it('F13: one letter of a stored order turned on the disk breaks the chain, which is told and raised though SQLite finds nothing wrong', async () => {
  for (let n = 0; n < 12; n++) await place();
  await http('POST', '/respaldos');
  await house.host.stop();
  // The page stays as sound as it was: only what it says is another.
  const db = new Database(path.join(house.dataDir, 'comanda.db'));
  db.prepare("UPDATE lines SET name = 'Milanezo' WHERE order_number = 7").run();
  db.close();
  const { port, httpPort } = house.host;
  const { process: host } = await launchHost({ dataDir: house.dataDir, port, httpPort });
  await until(
    'it is told',
    () => /ATENCIÓN: La cadena de envíos se rompe en el 7[^]*Ctrl-C cierra/.test(host.output()),
    30_000,
  );
  expect((await http('GET', '/admin/cola-status')).body.alertas).toMatchObject([
    { alerta: 'La base está dañada o le faltan pedidos' },
  ]);
  // Orders go on; what is damaged is not copied over what is good.
  expect(await house.host.ask({ mesa: '1', productos: ['Agua'] })).toMatchObject({
    status: 'recibido',
  });
  expect((await http('POST', '/respaldos')).status).toBe(409);
  expect(files()).toHaveLength(1);
  await host.kill();
}, 60_000);

it.each([0.75, 0.25])(
  'F14: a log cut to %d of itself is told as loss, not passed over',
  async (share) => {
    // Nothing is written behind the orders, so that what is cut off is theirs.
    await house.kitchen.unplug('Cocina');
    for (let n = 0; n < 40; n++) await place();
    // Killed, so that the log is not written back; the tail is at most a second behind.
    await until('the tail', () => {
      const tail = path.join(house.dataDir, 'chain.tail');
      return (
        existsSync(tail) && (JSON.parse(readFileSync(tail, 'utf8')) as { seq: number }).seq === 40
      );
    });
    await house.host.kill();
    const log = path.join(house.dataDir, 'comanda.db-wal');
    truncateSync(log, Math.floor(statSync(log).size * share));
    const { port, httpPort } = house.host;
    const { process: host } = await launchHost({ dataDir: house.dataDir, port, httpPort });
    await until('it says so', () => /Faltan? \d+ envíos?/.test(host.output()));
    await host.kill();
  },
);

it('keeps so many, in two folders, sealed in the second; without its passphrase nobody opens it', async () => {
  const second = path.join(house.kitchen.folder, 'pendrive');
  mkdirSync(second);
  await place();
  const screen = await screenOf(house.host.httpPort, house.owner);
  await screen.hello();
  expect(
    await screen.command('setBackups', { rules: { hour: null, keep: 2, second } }),
  ).toMatchObject({ ok: true });
  screen.close();
  await http('PUT', '/respaldos/clave', { clave: 'milanesa con papas' });
  for (let n = 0; n < 3; n++) {
    expect((await http('POST', '/respaldos')).status).toBe(201);
    const newest = files().at(-1);
    await until('another second', () => stampNow() !== newest);
  }
  expect(files()).toHaveLength(2);
  expect(files(second)).toHaveLength(2);
  const sealed = files(second).at(-1) ?? '';
  expect(sealed).toMatch(/\.dbx$/);
  expect(readFileSync(path.join(second, sealed)).includes('SQLite format')).toBe(false);

  const look = (clave: string | null) =>
    http('POST', '/respaldos/ver', { nombre: sealed, donde: 'segunda', clave });
  expect(await look(null)).toMatchObject({ status: 200, body: { pedidos: 1 } });
  expect(await look('otra')).toMatchObject({
    status: 409,
    body: { error: { codigo: 'RESPALDO_FALLIDO' } },
  });
  await http('PUT', '/respaldos/clave', { clave: '' });
  expect(await look(null)).toMatchObject({ status: 409 });
  expect(await look('milanesa con papas')).toMatchObject({ status: 200, body: { pedidos: 1 } });
  // One bit of it turned is noticed.
  const bytes = readFileSync(path.join(second, sealed));
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  writeFileSync(path.join(second, sealed), bytes);
  expect(await look('milanesa con papas')).toMatchObject({ status: 409 });
  // What is opened to be looked into does not stay.
  expect(readdirSync(house.dataDir).filter((name) => name.startsWith('look-'))).toEqual([]);
});

it('says in words that the second folder is not there, and the backup is made all the same', async () => {
  const screen = await screenOf(house.host.httpPort, house.owner);
  await screen.hello();
  await screen.command('setBackups', { rules: { hour: null, keep: 2, second: '/no/such/stick' } });
  screen.close();
  expect((await http('POST', '/respaldos')).status).toBe(201);
  expect((await http('GET', '/respaldos')).body).toMatchObject({
    segunda_falla: 'la carpeta /no/such/stick no está, o no se puede escribir en ella',
    respaldos: [{ donde: 'aqui' }],
  });
  expect((await http('GET', '/admin/cola-status')).body.alertas).toMatchObject([
    { alerta: 'El último respaldo falló' },
  ]);
});

it('A13: a name leads nowhere but to a backup', async () => {
  await http('POST', '/respaldos');
  for (const nombre of [
    '../comanda.db',
    '..\\comanda.db',
    'comanda-20260101-000000.db/../../x',
    'CON',
    'comanda-20260101-000000.db\0',
    '/etc/passwd',
    'comanda-20260101-000000.db',
  ])
    expect(
      (await http('POST', '/respaldos/ver', { nombre, donde: 'aqui' })).status,
    ).toBeGreaterThanOrEqual(404);
  expect(files()).toHaveLength(1);
});

it('puts a backup onto a new PC: an empty folder there, every order and every device known', async () => {
  const numbers = [await place(), await place()];
  await house.person('Ana', 'mesero');
  const phone = await house.device('mesero', 'Ana');
  const made = String((await http('POST', '/respaldos')).body.nombre);
  const stick = path.join(house.kitchen.folder, 'pendrive');
  mkdirSync(stick);
  copyFileSync(path.join(folder(), made), path.join(stick, made));
  await house.host.stop();
  const dataDir = path.join(house.kitchen.folder, 'pc nueva');
  const restored = await comandaIn(dataDir, 'restore', path.join(stick, made), '--yes');
  expect(restored).toMatchObject({ code: 0 });
  const fresh = await startHostProcess({ dataDir });
  for (const id of numbers) expect((await fresh.ask({ consulta: 'pedido', id })).id).toBe(id);
  // The owner has no device on the new machine: a link lets them in. Who was paired before is let
  // in by the token it has.
  expect(fresh.output()).toContain('#propietario=');
  expect(await httpAsk(fresh.httpPort, 'GET', '/sesion', { as: phone })).toMatchObject({
    status: 200,
    body: { persona: 'Ana' },
  });
  await fresh.stop();
});

it('thins what is older and nothing else: a name of another year, a link and an empty file are neither counted nor touched', async () => {
  await place();
  const screen = await screenOf(house.host.httpPort, house.owner);
  await screen.hello();
  await screen.command('setBackups', { rules: { hour: null, keep: 2, second: null } });
  screen.close();
  const first = String((await http('POST', '/respaldos')).body.nombre);
  // As a clock that once ran ahead leaves them, and as strangers do.
  copyFileSync(path.join(folder(), first), path.join(folder(), 'comanda-20990101-000000.db'));
  writeFileSync(path.join(folder(), 'comanda-20200101-000000.db'), '');
  symlinkSync(
    path.join(house.dataDir, 'comanda.db'),
    path.join(folder(), 'comanda-20200102-000000.db'),
  );
  await until('another second', () => stampNow() !== first);
  const second = String((await http('POST', '/respaldos')).body.nombre);
  await until('another second', () => stampNow() !== second);
  const third = String((await http('POST', '/respaldos')).body.nombre);
  expect(
    files().filter((name) => !name.startsWith('comanda-2020') && !name.startsWith('comanda-2099')),
  ).toEqual([second, third]);
  expect(files()).toContain('comanda-20990101-000000.db');
  const { respaldos } = (await http('GET', '/respaldos')).body as {
    respaldos: readonly { nombre: string }[];
  };
  expect(respaldos.map(({ nombre }) => nombre)).toEqual([
    'comanda-20990101-000000.db',
    third,
    second,
  ]);
});

it.each([
  [
    'a trigger',
    'CREATE TRIGGER evil BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 1); END',
    'trigger evil',
  ],
  [
    'a view in a table’s place',
    'DROP TABLE pin_failures; CREATE VIEW pin_failures AS SELECT 1',
    'pin_failures',
  ],
  ['a missing table', 'DROP TABLE alerts', 'falta'],
])('A13: a backup with %s is refused before anything is replaced', async (_, sql, says) => {
  await place();
  const nombre = String((await http('POST', '/respaldos')).body.nombre);
  const planted = new Database(path.join(folder(), nombre));
  planted.exec(sql);
  planted.close();
  for (const what of ['ver', 'restaurar'])
    expect(await http('POST', `/respaldos/${what}`, { nombre, donde: 'aqui' })).toMatchObject({
      status: 409,
      body: { error: { codigo: 'RESPALDO_FALLIDO', mensaje: expect.stringContaining(says) } },
    });
  expect(await place()).toBe(2);
});

it('A29: every file in the data folder is this account’s alone, whoever may look into the folder', async () => {
  await place();
  await http('POST', '/respaldos');
  await http('PUT', '/respaldos/clave', { clave: 'x' });
  // Somebody opened the folder, as synchronising programs do.
  chmodSync(house.dataDir, 0o755);
  const open = readdirSync(house.dataDir, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(path.join(house.dataDir, name)).mode & 0o077) !== 0,
  );
  expect(open).toEqual([]);
});

it('is the owner’s alone to put back, and the counter’s to make', async () => {
  await house.person('Caro', 'caja');
  const counter = await house.device('caja', 'Caro');
  expect((await house.http('POST', '/respaldos', { as: counter })).status).toBe(201);
  const nombre = files()[0];
  expect(
    (
      await house.http('POST', '/respaldos/restaurar', {
        as: counter,
        body: { nombre, donde: 'aqui' },
      })
    ).status,
  ).toBe(403);
  expect((await house.http('GET', '/respaldos', {})).status).toBe(401);
});

it('A18: the support file tells the machine, the printers and the log, and no secret of the house', async () => {
  await house.person('Ana', 'mesero');
  const waiter = await house.device('mesero', 'Ana');
  await http('PUT', '/correo/clave', { clave: 'canario-de-correo' });
  await http('PUT', '/respaldos/clave', { clave: 'canario-de-respaldo' });
  await house.host.ask({
    cliente: 'Canario Cliente',
    telefono: '5550199',
    direccion: 'Calle Canario 1',
    productos: ['Agua'],
  });
  const { status, text } = await http('GET', '/soporte');
  expect(status).toBe(200);
  for (const wanted of [
    '== Equipo',
    '== Impresoras',
    'Cocina: 127.0.0.1:',
    '1 pedido, ',
    'host started',
  ])
    expect(text).toContain(wanted);
  const secrets = [
    'canario-de-correo',
    'canario-de-respaldo',
    'Canario',
    '5550199',
    house.owner,
    waiter,
    '7301',
    '730164',
  ];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  expect((await house.http('GET', '/soporte', { as: waiter })).status).toBe(403);
  // Only the end of a long log goes along, and the file says so.
  expect(text).not.toContain('los últimos');
  appendFileSync(path.join(house.dataDir, 'logs', 'host.log'), `${'x'.repeat(99)}\n`.repeat(3_000));
  expect((await http('GET', '/soporte')).text).toMatch(
    /\(los últimos 200 KB de \d{3} KB; entero en logs\/host\.log\)/,
  );
});

describe('putting one back', () => {
  it('is whole after a kill between any two steps', async () => {
    await place();
    await http('POST', '/respaldos');
    await place();
    await house.host.kill();
    const backup = path.join(folder(), files()[0] ?? '');
    const names = ['comanda.db-wal', 'comanda.db-shm', 'chain.tail', 'comanda.db'];
    const world = path.join(house.kitchen.folder, 'steps');
    for (let steps = 0; steps <= names.length; steps++) {
      const at = path.join(world, String(steps));
      mkdirSync(at, { recursive: true });
      for (const name of names)
        if (existsSync(path.join(house.dataDir, name)))
          copyFileSync(path.join(house.dataDir, name), path.join(at, name));
      await stageRestore(at, backup, { addon: null, passphrase: null });
      // As far as it came before it was killed.
      const { replaced } = JSON.parse(readFileSync(path.join(at, 'restore.json'), 'utf8')) as {
        replaced: string;
      };
      mkdirSync(path.join(at, replaced));
      for (const name of names.slice(0, steps))
        if (existsSync(path.join(at, name))) {
          copyFileSync(path.join(at, name), path.join(at, replaced, name));
          rmSync(path.join(at, name));
        }
      expect(finishRestore(at)).toBe(path.join(at, replaced));
      expect(inspectPlain(path.join(at, 'comanda.db'), null).orders).toBe(1);
      expect(existsSync(path.join(at, replaced, 'comanda.db'))).toBe(true);
      expect(existsSync(path.join(at, 'comanda.db-wal'))).toBe(false);
      // Once is enough.
      expect(finishRestore(at)).toBe(null);
    }
  });

  it('by the screen: the host opens again with it by itself, and phones go on', async () => {
    const before = await place();
    const made = await http('POST', '/respaldos');
    const after = await place();
    expect(
      await http('POST', '/respaldos/restaurar', { nombre: made.body.nombre, donde: 'aqui' }),
    ).toMatchObject({
      status: 200,
      body: { status: 'restaurando', pedidos: 1 },
    });
    await until('it is open again', async () => {
      try {
        return !(await known(after));
      } catch {
        return false;
      }
    });
    expect(await known(before)).toBe(true);
    expect(house.host.output()).toContain('La base de antes quedó en');
    expect((await http('GET', '/respaldos')).status).toBe(200);
  });
});
