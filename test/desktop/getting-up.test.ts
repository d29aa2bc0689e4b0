/**
 * How the desktop app gets up again: a core that died, a database that is none any more, a
 * certificate for other names than its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectWire } from '../../src-main/cli/connect/wire-client';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { electronRuntime } from '../../tools/electron-runtime.mjs';
import { makePair } from '../support/certificate';
import { openDesktop, programWith } from '../support/desktop';
import { openHouse, OWNER_PIN } from '../support/house';
import { freePort } from '../support/ports';
import { isAlive } from '../support/processes';
import { openKitchen } from '../support/restaurant';
import { until } from '../support/until';
import { faulty } from '../support/faulty';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-up-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('F56: opens itself anew when its core died; nothing answered is lost', async () => {
  const faults = await faulty('core.throws-later');
  const { binary, addon } = electronRuntime();
  const kitchen = await openKitchen();
  const dataDir = path.join(folder, 'data');
  const [port, httpPort] = [await freePort(), await freePort()];
  const ask = async (value: unknown): Promise<TcpReply> => {
    const client = await connectWire({ host: '127.0.0.1', port });
    try {
      return await client.request(value);
    } finally {
      client.close();
    }
  };
  const answers = async (): Promise<boolean> =>
    (await ask({ consulta: 'cola' }).catch((): TcpReply => ({ error: {} }))).error === undefined;
  const served = (): number =>
    (JSON.parse(readFileSync(path.join(dataDir, 'owner.json'), 'utf8')) as { pid: number }).pid;
  const isRoot = process.getuid?.() === 0;
  // Not under a driver: what starts anew would wait for it.
  const first = spawn(
    binary,
    [
      programWith(path.join(folder, 'program'), '', faults),
      ...(isRoot ? ['--no-sandbox'] : []),
      '--counter',
      '--no-advertise',
      `--data-dir=${dataDir}`,
      `--port=${port}`,
      `--http-port=${httpPort}`,
      `--restaurant=${kitchen.restaurantFile}`,
    ],
    { env: { ...process.env, COMANDA_SQLITE_ADDON: addon }, stdio: 'ignore' },
  );
  try {
    await until('it listens', answers, 20_000);
    await ask({ cliente: 'E1', productos: ['Milanesa'], id: 'antes' });
    const gone = once(first, 'exit');
    await ask({ mensaje: 'muere' }).catch(() => undefined);
    await gone;
    await until('it listens again', answers, 20_000);
    expect(served()).not.toBe(first.pid);
    expect(await ask({ consulta: 'pedido', clave: 'antes' })).toMatchObject({ cliente: 'E1' });
  } finally {
    const pid = served();
    process.kill(pid, 'SIGTERM');
    await until('it ended', () => !isAlive(pid), 20_000);
    await kitchen.stop();
  }
});

it('offers the newest good backup where the database does not open, and goes back to it when somebody presses so', async () => {
  const house = await openHouse();
  await house.host.ask({ cliente: 'E1', productos: ['Milanesa'], id: 'guardado' });
  expect(await house.http('POST', '/respaldos', { as: house.owner })).toMatchObject({
    status: 201,
  });
  await house.host.stop();
  const base = path.join(house.dataDir, 'comanda.db');
  writeFileSync(base, Buffer.alloc(8192, 0x5a));
  const program = programWith(
    path.join(folder, 'program'),
    `globalThis.shown = [];
     electron.dialog.showMessageBox = async (options) => (globalThis.shown.push(options), { response: 0, checkboxChecked: false });`,
  );
  const desktop = await openDesktop({ dataDir: house.dataDir, program });
  try {
    const window = await desktop.window();
    await window.waitForURL('app://comanda/**');
    await desktop.listens();
    const shown = await desktop.app.evaluate(
      () =>
        (globalThis as { shown?: { message: string; detail: string; buttons: string[] }[] }).shown,
    );
    expect(shown).toHaveLength(1);
    expect(shown?.[0]).toMatchObject({
      message: 'La base de datos no se puede abrir.',
      buttons: ['Volver al respaldo', 'Cerrar sin tocar nada'],
      detail: expect.stringContaining('con 1 pedido, hasta el'),
    });
    expect(await desktop.ask({ consulta: 'pedido', clave: 'guardado' })).toMatchObject({
      cliente: 'E1',
    });
    const kept = readdirSync(house.dataDir).find((name) => name.startsWith('reemplazada-')) ?? '';
    expect(readFileSync(path.join(house.dataDir, kept, 'comanda.db')).subarray(0, 4)).toEqual(
      Buffer.alloc(4, 0x5a),
    );
  } finally {
    await desktop.stop();
    await house.stop();
  }
});

it('F20: says which port another program has, and opens when that is free and somebody says to try again', async () => {
  const other = net.createServer();
  const httpPort = await freePort();
  await new Promise<void>((resolve) => other.listen(httpPort, '127.0.0.1', resolve));
  const six = net.createServer();
  await new Promise<void>((resolve) =>
    six.listen({ port: httpPort, host: '::1', ipv6Only: true }, resolve),
  );
  // The program is not to be asked while it waits for an answer: it says what it asks, and a file
  // is the finger.
  const finger = path.join(folder, 'pressed');
  const program = programWith(
    path.join(folder, 'program'),
    `import { existsSync } from 'node:fs';
     electron.dialog.showMessageBox = ({ message }) => new Promise((resolve) => {
       process.stdout.write('asks: ' + message + '\\n');
       const looking = setInterval(() => {
         if (!existsSync('${finger}')) return;
         clearInterval(looking);
         resolve({ response: 0, checkboxChecked: false });
       }, 50);
     });`,
  );
  const desktop = await openDesktop({ program, dataDir: path.join(folder, 'data'), httpPort });
  try {
    await until('it says so', () =>
      desktop.output().includes(`asks: Otro programa usa el puerto ${httpPort}.`),
    );
    for (const server of [other, six]) await new Promise((resolve) => server.close(resolve));
    writeFileSync(finger, '');
    const window = await desktop.window();
    await window.getByText('ya funciona').waitFor();
    expect(
      await desktop.ask({ cliente: 'E1', productos: ['Milanesa'], esperar: 'listo' }),
    ).toMatchObject({ estado: 'listo' });
  } finally {
    await desktop.stop();
  }
});

it('F01, F55: killed with papers waiting, it opens again and prints them once; none of its workers went on alone', async () => {
  const first = await openDesktop({ dataDir: path.join(folder, 'data') });
  const { kitchen } = first;
  await first.window();
  await kitchen.unplug('Cocina');
  for (let n = 1; n <= 5; n++)
    await first.ask({ cliente: `K${n}`, productos: ['Milanesa'], id: `k${n}` });
  const book = JSON.parse(readFileSync(path.join(first.dataDir, 'workers.json'), 'utf8')) as {
    pid: number;
  }[];
  const gone = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await gone;
  await until('its workers are gone', () => book.every(({ pid }) => !isAlive(pid)));
  await kitchen.plugIn('Cocina');
  const again = await openDesktop({ dataDir: first.dataDir });
  try {
    const printed = (): readonly string[] => kitchen.pieces('Cocina').flat();
    await until(
      'all are printed',
      () => [1, 2, 3, 4, 5].every((n) => printed().includes(`K${n}`)),
      30_000,
    );
    for (let n = 1; n <= 5; n++)
      expect(printed().filter((line) => line === `K${n}`)).toHaveLength(1);
  } finally {
    await again.stop();
    await first.stop();
  }
});

it('speaks to its own host over https by a certificate that is good for other names, and to nobody else by one', async () => {
  const dataDir = path.join(folder, 'data');
  mkdirSync(path.join(dataDir, 'https'), { recursive: true });
  const own = makePair(folder, 'caja.local', { names: 'DNS:caja.local' });
  cpSync(own.certFile, path.join(dataDir, 'https', 'cert.pem'));
  cpSync(own.keyFile, path.join(dataDir, 'https', 'key.pem'));
  const desktop = await openDesktop({ dataDir });
  try {
    const window = await desktop.window();
    await window.getByText('ya funciona').waitFor();
    for (const digit of OWNER_PIN)
      await window.getByRole('button', { name: digit, exact: true }).click();
    await window.getByRole('button', { name: 'Empezar' }).click();
    await window.getByText('conectado').waitFor();
    expect(await window.evaluate('window.comanda.socketOrigin()')).toBe(
      `wss://127.0.0.1:${desktop.httpPort}`,
    );
    // Another's, as little known to the system, on this same machine.
    const { cert, key } = makePair(folder, 'otra.local', { names: 'DNS:otra.local' });
    const other = https.createServer({ cert, key }, (_request, response) => response.end('{}'));
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const said = await desktop.app.evaluate(
      ({ net }, url) => net.fetch(url).then(String, (error: Error) => error.message),
      `https://127.0.0.1:${port}/`,
    );
    expect(said).toContain('ERR_CERT');
    await new Promise((resolve) => other.close(resolve));
  } finally {
    await desktop.stop();
  }
});
