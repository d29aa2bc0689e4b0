/**
 * Starting, refusing to start, losing the core, and everything a machine may lack: told in words,
 * with an exit code of its own.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src-main/host/store/sqlite/connection/migrations';
import { httpAsk } from '../support/http-client';
import { openLan } from '../support/lan';
import { launchHost, startHostProcess } from '../support/host-process';
import { freePort } from '../support/ports';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { faulty } from '../support/faulty';

let kitchen: Kitchen;
let dataDir: string;
const cleanups: (() => unknown)[] = [];

beforeEach(async () => {
  kitchen = await openKitchen();
  dataDir = path.join(kitchen.folder, 'data');
});
afterEach(async () => {
  while (cleanups.length > 0) await cleanups.pop()?.();
  await kitchen.stop();
});

async function start(more: Partial<Parameters<typeof startHostProcess>[0]> = {}) {
  const host = await startHostProcess({ dataDir, restaurantFile: kitchen.restaurantFile, ...more });
  cleanups.push(() => host.stop());
  return host;
}

const order = { cliente: 'X', productos: ['Milanesa'], esperar: 'impreso' };

it(
  'F19: refuses a second host on the same folder in words and within its code, without opening the database',
  { tags: ['needs/strace'] },
  async () => {
    const first = await start();
    const trace = path.join(kitchen.folder, 'trace');
    const second = await launchHost({
      dataDir,
      under: ['strace', '-f', '-qq', '-e', 'trace=openat,open', '-o', trace],
    });
    expect(await second.process.exited).toBe(3);
    expect(second.process.output()).toContain(
      `ya está abierta con la carpeta ${dataDir} (proceso ${first.pid}`,
    );
    expect(readFileSync(trace, 'utf8')).not.toContain('comanda.db');
    expect(await first.ask(order)).toMatchObject({ status: 'recibido' });
  },
);

it('takes over the folder of a host that was killed', async () => {
  const first = await start();
  await first.ask({ ...order, id: 'uno' });
  await first.kill();
  const second = await start();
  expect(await second.ask({ consulta: 'pedido', clave: 'uno' })).toMatchObject({ cliente: 'X' });
});

it(
  'F20: says which port is taken, serves on what it has, and takes the port once it is free',
  { tags: ['slow'] },
  async () => {
    const port = await freePort();
    const squatter = net.createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => squatter.listen({ port, host: '127.0.0.1' }, resolve));
    const host = await start({ port });
    expect(host.output()).toContain(
      `El puerto 127.0.0.1:${port} está ocupado por otro programa. Pruebe --port ${port + 1}`,
    );
    expect(host.output()).toContain(`Pedidos por TCP en [::1]:${port}`);
    await new Promise((resolve) => squatter.close(resolve));
    await until('the port', () => host.output().includes(`127.0.0.1:${port} quedó libre`));
    expect(await host.ask(order)).toMatchObject({ status: 'recibido' });
  },
);

it('F21: works on a machine without IPv6, and says so', { tags: ['needs/mounts'] }, async () => {
  const host = await launchHost({
    dataDir,
    under: [
      'unshare',
      '-n',
      'sh',
      '-c',
      'sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.lo.disable_ipv6=1 && ip link set lo up && exec "$@"',
      'sh',
    ],
  });
  cleanups.push(() => host.process.stop());
  await until('it listens', () => host.process.output().includes('Ctrl-C cierra'));
  expect(host.process.output()).toMatch(/No se escucha en \[::1\]:\d+: este equipo no tiene IPv6/);
  expect(host.process.output()).toContain(`Pedidos por TCP en 127.0.0.1:${host.process.port}`);
});

it(
  'F12: says in words that a data folder cannot be written',
  { tags: ['needs/mounts'] },
  async () => {
    mkdirSync(dataDir);
    const host = await launchHost({
      dataDir,
      under: [
        'unshare',
        '-m',
        'sh',
        '-c',
        `mount -t tmpfs -o ro none ${dataDir} && exec "$@"`,
        'sh',
      ],
    });
    expect(await host.process.exited).toBe(1);
    expect(host.process.output()).toMatch(
      /^Comanda no pudo abrir: la carpeta de datos .* no se puede usar \(.*(read-only|readonly|unable to open)/im,
    );
    expect(host.process.output()).not.toMatch(/\n\s+at /);
  },
);

it('refuses a database that a newer program wrote, and leaves it as it was', async () => {
  await (await start()).stop();
  const file = path.join(dataDir, 'comanda.db');
  const db = new Database(file);
  db.prepare(
    "INSERT INTO migrations (version, name, checksum, at) VALUES (99, 'future', 'x', 0)",
  ).run();
  db.close();
  const before = readFileSync(file);
  const host = await launchHost({ dataDir });
  expect(await host.process.exited).toBe(4);
  expect(host.process.output()).toContain(
    `La base es de una versión más nueva (esquema 99); este programa conoce hasta ${MIGRATIONS.length}.`,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('F14: reports a database that lost its end, and one that lost nothing is quiet', async () => {
  // Held lanes: nothing is written behind the orders, so that what is cut off is theirs.
  const held = { extra: ['--no-print'] };
  const first = await start(held);
  for (let n = 0; n < 20; n++) await first.ask({ cliente: `X${n}`, productos: ['Milanesa'] });
  await until(
    'the tail file',
    () =>
      existsSync(path.join(dataDir, 'chain.tail')) &&
      readFileSync(path.join(dataDir, 'chain.tail'), 'utf8').includes('"seq":20'),
  );
  await first.kill();
  for (const name of ['comanda.db', 'comanda.db-wal', 'chain.tail'])
    copyFileSync(path.join(dataDir, name), path.join(kitchen.folder, name));
  const second = await start(held);
  expect(second.output()).not.toMatch(/ATENCIÓN: Faltan?/);
  await second.kill();

  for (const name of ['comanda.db', 'comanda.db-wal', 'chain.tail'])
    copyFileSync(path.join(kitchen.folder, name), path.join(dataDir, name));
  rmSync(path.join(dataDir, 'comanda.db-shm'), { force: true });
  const wal = path.join(dataDir, 'comanda.db-wal');
  truncateSync(wal, Math.floor(statSync(wal).size * 0.7));
  const third = await start(held);
  expect(third.output()).toMatch(
    /ATENCIÓN: Faltan? \d+ envíos?: la base llega al \d+ y se había guardado hasta el 20/,
  );
});

it('F14: goes on telling the owner of what was lost after the rest was found sound, until somebody has read it', async () => {
  // The check comes before anything that is asked by HTTP, and a backup comes after the check.
  const faults = await faulty({ 'operations.check-after-ms': 0 });
  const first = await start({ extra: ['--no-print'] });
  await first.ask({ cliente: 'X', productos: ['Milanesa'] });
  await first.stop();
  const tail = path.join(dataDir, 'chain.tail');
  writeFileSync(tail, readFileSync(tail, 'utf8').replace('"seq":1', '"seq":3'));
  const second = await start({ faults, extra: ['--no-print'] });
  expect(second.output()).toMatch(/ATENCIÓN: Faltan?/);
  const as = readFileSync(path.join(dataDir, 'cli.secret'), 'utf8');
  const made = await httpAsk(second.httpPort, 'POST', '/respaldos', { as });
  expect(made.status).toBe(201);
  const { body } = await httpAsk(second.httpPort, 'GET', '/admin/cola-status', { as });
  expect(body.alerta).toBe('La base está dañada o le faltan pedidos');
});

it(
  'F08: opens its lanes as soon as it can write down what was half printed when it was killed, and prints that marked',
  { tags: ['slow'] },
  async () => {
    const slow = await openKitchen({ mmPerSecond: 25 });
    cleanups.push(() => slow.stop());
    const at = { dataDir: path.join(slow.folder, 'data'), restaurantFile: slow.restaurantFile };
    const first = await start(at);
    await first.ask({ cliente: 'MITAD', productos: ['Milanesa'] });
    await until('it prints', async () => {
      const { carriles } = (await first.ask({ consulta: 'cola' })) as {
        carriles?: { imprimiendo: boolean }[];
      };
      return carriles?.some(({ imprimiendo }) => imprimiendo) ?? false;
    });
    await first.kill();
    // As on a disk that is full when it starts and has room a moment later.
    const faults = await faulty('store.full-at-recovery');
    const second = await start({ ...at, faults });
    expect(second.output()).toContain(
      'Nada se imprime todavía: no se pudo anotar qué quedó a medias',
    );
    await until(
      'the ticket is out, marked',
      () =>
        slow
          .pieces('Cocina')
          .some((piece) => piece.includes('MITAD') && piece.includes('[ POSIBLE DUPLICADO ]')),
      30_000,
    );
  },
);

it('F13: shows what can be read of an order with a damaged row, and serves the rest', async () => {
  const host = await start({ extra: ['--no-print'] });
  for (const id of ['uno', 'dos']) await host.ask({ id, cliente: 'X', productos: ['Milanesa'] });
  const other = new Database(path.join(dataDir, 'comanda.db'));
  other.exec(`UPDATE lines SET modifiers = '{' WHERE order_number = 1`);
  other.close();
  expect(await host.ask({ consulta: 'pedido', clave: 'uno' })).toMatchObject({
    lineas: [{ producto: 'Milanesa', modificadores: ['(?)'] }],
  });
  expect(await host.ask({ consulta: 'pedido', clave: 'dos' })).toMatchObject({ cliente: 'X' });
  expect(await host.ask({ id: 'tres', cliente: 'Y', productos: ['Milanesa'] })).toMatchObject({
    status: 'recibido',
  });
});

it('F15: starts with a stale or a missing -shm file', { tags: ['slow'] }, async () => {
  const first = await start();
  await first.ask({ ...order, id: 'uno' });
  await first.kill();
  unlinkSync(path.join(dataDir, 'comanda.db-shm'));
  const second = await start();
  expect(await second.ask({ consulta: 'pedido', clave: 'uno' })).toMatchObject({ cliente: 'X' });
  await second.kill();
  writeFileSync(path.join(dataDir, 'comanda.db-shm'), Buffer.alloc(32_768, 7));
  const third = await start();
  expect(await third.ask({ consulta: 'pedido', clave: 'uno' })).toMatchObject({ cliente: 'X' });
});

it('F17: refuses by name while another program holds the database, and recovers when it lets go', async () => {
  const host = await start();
  const other = new Database(path.join(dataDir, 'comanda.db'));
  other.exec('BEGIN IMMEDIATE');
  expect(await host.ask({ ...order, id: 'ocupada' })).toMatchObject({
    error: { codigo: 'BASE_OCUPADA', reintentable: true },
    clave: 'ocupada',
  });
  other.exec('ROLLBACK');
  other.close();
  expect(await host.ask({ ...order, id: 'ocupada' })).toMatchObject({ status: 'recibido' });
});

it(
  'F56: a core that throws is refused by name and ends the host with its own code; nothing answered is lost',
  { tags: ['slow'] },
  async () => {
    const faults = await faulty('core.throws-later');
    const host = await start({ faults });
    await host.ask({ ...order, id: 'antes' });
    await host.ask({ mensaje: 'muere' }).catch(() => {});
    expect(await host.exited).toBe(70);
    const next = await start();
    expect(await next.ask({ consulta: 'pedido', clave: 'antes' })).toMatchObject({ cliente: 'X' });
  },
);

it('F27: closes the connection that was idle longest when all are taken, and refuses by name only while each is in use', async () => {
  const faults = await faulty({ 'tcp.connections': 20 });
  const host = await start({ faults });
  const open = async (): Promise<net.Socket> => {
    const socket = net.connect(host.port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };
  const idle: net.Socket[] = [];
  for (let n = 0; n < 20; n++) idle.push(await open());
  const firstGone = once(idle[0] ?? new net.Socket(), 'close');
  // Idle senders shut nobody out: the order is taken in the place of the oldest of them.
  expect(await host.ask(order)).toMatchObject({ status: 'recibido' });
  await firstGone;
  for (const socket of idle) socket.destroy();

  // Nor do those that have said half of something, or only listen.
  const others = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const socket = await open();
      socket.write(n < 10 ? '{"cliente":"a' : '{"suscribir":"pedidos"}\n');
      if (n >= 10) await once(socket, 'data');
      return socket;
    }),
  );
  expect(await host.ask(order)).toMatchObject({ status: 'recibido' });
  expect(others.slice(10).some(({ closed, readableEnded }) => closed || readableEnded)).toBe(false);
  for (let n = 0; n < 10; n++) {
    const socket = await open();
    socket.write('{"suscribir":"pedidos"}\n');
    await once(socket, 'data');
    others.push(socket);
  }
  expect(await host.ask(order)).toMatchObject({ status: 'recibido' });
  for (const socket of others) socket.destroy();
  await until('their places are free', async () => (await host.ask(order)).status === 'recibido');

  await kitchen.unplug('Cocina');
  const stored = (): number => {
    const db = new Database(path.join(dataDir, 'comanda.db'), { readonly: true });
    const count = db.prepare<[], number>('SELECT count(*) FROM orders').pluck().get() ?? 0;
    db.close();
    return count;
  };
  const before = stored();
  const busy = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const client = await host.client();
      void client.request({ ...order, plazo_s: 600 }).catch(() => {});
      return client;
    }),
  );
  await until('all of them wait for paper', () => stored() === before + 20);
  const late = net.connect(host.port, '127.0.0.1');
  let said = '';
  late.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(late, 'close');
  expect(JSON.parse(said)).toMatchObject({
    error: { codigo: 'DEMASIADAS_CONEXIONES', reintentable: true },
  });
  for (const client of busy) client.close();
  await kitchen.plugIn('Cocina');
  await until(
    'a free place',
    async () => (await host.ask(order).catch((): TcpReply => ({}))).status === 'recibido',
  );
});

it('F28: keeps files for database and printers when there are few, and goes on printing beside a crowd of idle connections', async () => {
  const host = await launchHost({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    under: ['sh', '-c', 'ulimit -n 300; exec "$@"', 'sh'],
  });
  cleanups.push(() => host.process.stop());
  await until('it listens', () => host.process.output().includes('Ctrl-C cierra'));
  const crowd = await Promise.all(
    Array.from({ length: 400 }, async () => {
      const socket = net.connect(host.process.port, '127.0.0.1');
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('connect', resolve));
      return socket;
    }),
  );
  await until(
    'the oldest made room',
    () => crowd.filter((socket) => socket.closed || socket.readableEnded).length >= 200,
  );
  expect(await host.process.ask(order)).toMatchObject({
    status: 'recibido',
    comandas: [{ estado: 'enviado' }],
  });
  for (const socket of crowd) socket.destroy();
});

it(
  'F26: ends a message that is never finished after its time, and serves others meanwhile',
  { tags: ['slow'] },
  async () => {
    const faults = await faulty({ 'tcp.partial-pause-ms': 400 });
    const host = await start({ faults });
    const slow = net.connect(host.port, '127.0.0.1');
    let said = '';
    slow.setEncoding('utf8').on('data', (text: string) => (said += text));
    // Heard from the beginning: on a busy machine its time is over before the other order is out.
    const closed = new Promise((resolve) => slow.on('close', resolve));
    slow.write('{"cliente":"Lenta","productos":[');
    expect(await host.ask(order)).toMatchObject({ status: 'recibido' });
    await closed;
    expect(JSON.parse(said)).toMatchObject({ error: { codigo: 'MENSAJE_INCOMPLETO' } });
  },
);

it('A18: logs no customer, no token and no control character, one JSON object a line', async () => {
  const host = await start();
  await host.ask({
    cliente: 'CANARIO-CLIENTE',
    productos: ['Milanesa'],
    telefono: '555-CANARIO',
    token: 'CANARIO-TOKEN',
  });
  await host.ask({ cliente: 'CANARIO-2\u0007', productos: ['\u001b[31m'] });
  await host.stop();
  const log = readFileSync(path.join(dataDir, 'logs', 'host.log'), 'utf8');
  expect(log + host.output()).not.toMatch(/CANARIO|\u0007|\u001b/);
  for (const line of log.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
});

it(
  'A24: sends from the LAN are refused without a token, taken with one, and paced; loopback is spared',
  { tags: ['needs/netns'] },
  async () => {
    const lan = openLan('10.99.0');
    cleanups.push(() => lan.stop());
    const inside = (
      machine: 'host' | 'other',
      port: number,
      address: string,
      ...lines: object[]
    ): Record<string, unknown>[] => {
      const script = `const s=require('net').connect(${port},'${address}');let t='';s.on('data',d=>t+=d).on('close',()=>console.log(t)).on('error',e=>console.log(JSON.stringify({error:{codigo:e.code}})));s.end(${JSON.stringify(lines.map((line) => JSON.stringify(line)).join('\n'))});`;
      const { stdout } = spawnSync(
        lan.on[machine][0],
        [...lan.on[machine].slice(1), process.execPath, '-e', script],
        {
          encoding: 'utf8',
        },
      );
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    };
    const plain = { cliente: 'LAN', productos: ['Milanesa'] };

    const closed = await launchHost({
      dataDir,
      restaurantFile: kitchen.restaurantFile,
      under: lan.on.host,
    });
    await until('it listens', () => closed.process.output().includes('Ctrl-C cierra'));
    expect(inside('other', closed.process.port, lan.address.host, plain)).toMatchObject([
      { error: { codigo: 'ECONNREFUSED' } },
    ]);
    await closed.process.stop();

    const opened = await launchHost({ dataDir, host: '::', under: lan.on.host });
    cleanups.push(() => opened.process.stop());
    await until('it listens', () => opened.process.output().includes('Ctrl-C cierra'));
    const { port } = opened.process;
    expect(inside('other', port, lan.address.host, plain)).toMatchObject([
      { error: { codigo: 'FALTA_TOKEN' } },
    ]);
    expect(inside('other', port, lan.address.host, { ...plain, token: 'invented' })).toMatchObject([
      { error: { codigo: 'FALTA_TOKEN' } },
    ]);
    const secret = readFileSync(path.join(dataDir, 'cli.secret'), 'utf8');
    expect(inside('host', port, '127.0.0.1', { dispositivo: 'Tienda' })).toMatchObject([
      { error: { codigo: 'NO_PERMITIDO' } },
    ]);
    const [added] = inside('host', port, '127.0.0.1', { dispositivo: 'Tienda', token: secret });
    const token = added?.token;
    expect(inside('other', port, lan.address.host, { ...plain, token })).toMatchObject([
      { status: 'recibido' },
    ]);
    const flood = inside(
      'other',
      port,
      lan.address.host,
      ...Array.from({ length: 200 }, () => ({ ...plain, token })),
    );
    expect(flood.find((answer) => 'error' in answer)).toMatchObject({
      error: { codigo: 'DEMASIADO_RAPIDO' },
    });
    expect(
      inside('host', port, '127.0.0.1', ...Array.from({ length: 200 }, () => plain)).every(
        (answer) => answer.status === 'recibido',
      ),
    ).toBe(true);
  },
);

it('keeps its files from other users of the machine', async () => {
  await start();
  expect(statSync(dataDir).mode & 0o077).toBe(0);
  expect(statSync(path.join(dataDir, 'cli.secret')).mode & 0o077).toBe(0);
});
