/** The desktop app in a real Electron: its window, its host, its workers, and how it ends. */
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectWire } from '../../src-main/cli/connect/wire-client';
import { openDesktop } from '../support/desktop';
import type { Desktop } from '../support/desktop';
import { OWNER_PIN } from '../support/house';
import { isAlive } from '../support/processes';
import { until } from '../support/until';

let desktop: Desktop;
beforeEach(async () => {
  desktop = await openDesktop();
});
afterEach(() => desktop.stop());

const workers = (): readonly number[] => {
  const book = readFileSync(path.join(desktop.dataDir, 'workers.json'), 'utf8');
  return (JSON.parse(book) as { pid: number }[]).map(({ pid }) => pid);
};
const order = (cliente: string) =>
  desktop.ask({ cliente, productos: ['Milanesa', 'Agua'], esperar: 'listo' });

it('opens a window where the owner begins, and prints an order that came by TCP by its utility processes', async () => {
  const window = await desktop.window();
  await window.getByText('ya funciona').waitFor();
  expect(window.url()).toMatch(/^app:\/\/comanda\//);
  expect(await order('E1')).toMatchObject({ estado: 'listo' });
  expect(desktop.kitchen.pieces('Cocina').flat()).toContain('E1');
  // They are Electron's own, and none of them is a Node that was forked.
  for (const pid of workers())
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('--type=utility');
  for (const digit of OWNER_PIN)
    await window.getByRole('button', { name: digit, exact: true }).click();
  await window.getByRole('button', { name: 'Empezar' }).click();
  await window.getByRole('heading', { name: '¿Cómo se llama su local?' }).waitFor();
  await window.getByText('conectado').waitFor();
});

it('has another worker where one was killed, and loses no paper over it', async () => {
  await desktop.window();
  await order('E1');
  const [first = 0] = workers();
  process.kill(first, 'SIGKILL');
  await until('another one', () => !workers().includes(first) && workers().length === 3);
  expect(await order('E2')).toMatchObject({ estado: 'listo' });
  expect(
    desktop.kitchen
      .pieces('Cocina')
      .flat()
      .filter((line) => line === 'E2'),
  ).toHaveLength(1);
});

it('opens its page again when that died', async () => {
  const window = await desktop.window();
  await window.getByText('ya funciona').waitFor();
  const crashed = window.waitForEvent('crash');
  await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await crashed;
  await until('the page is back', () =>
    desktop.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed() === false,
    ),
  );
  expect(await order('E3')).toMatchObject({ estado: 'listo' });
});

it('is one: a second start ends at once, and the first goes on', async () => {
  await desktop.window();
  expect(await desktop.again()).toBe(0);
  expect(await order('E4')).toMatchObject({ estado: 'listo' });
});

it('quits in order: what is in print ends, no process stays', async () => {
  await desktop.window();
  // Nobody waits for it to be ready: the host ends first.
  const sent = desktop.ask({ cliente: 'E5', productos: ['Milanesa'] });
  await until(
    'it is taken',
    async () => (await desktop.ask({ consulta: 'pedido', id: 1 })).error === undefined,
  );
  const pids = workers();
  // As the system ends it when it shuts down: nobody is asked.
  const gone = once(desktop.app.process(), 'exit');
  desktop.app.process().kill('SIGTERM');
  await gone;
  await sent.catch(() => undefined);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(() => readFileSync(path.join(desktop.dataDir, 'comanda.db-wal'))).toThrow();
});

it('says what waits before it quits, and stays where somebody says so', async () => {
  await desktop.window();
  await desktop.kitchen.unplug('Cocina');
  await desktop.ask({ cliente: 'E6', productos: ['Milanesa'] });
  // Nobody can press a button of the system's own dialog here: what it was given is kept, and
  // answered.
  const asked = (answer: number) =>
    desktop.app.evaluate(({ dialog }, response) => {
      const shown: unknown[] = [];
      (globalThis as { shown?: unknown[] }).shown = shown;
      dialog.showMessageBox = (options: unknown) => {
        shown.push(options);
        return Promise.resolve({ response, checkboxChecked: false });
      };
    }, answer);
  await asked(1);
  await desktop.app.evaluate(({ app }) => app.quit());
  const [question] = await until('the question', async () => {
    const shown = await desktop.app.evaluate(
      () => (globalThis as { shown?: { message: string }[] }).shown ?? [],
    );
    return shown.length > 0 ? shown : null;
  });
  expect(question).toMatchObject({
    message: 'Una comanda espera en la cola.',
    buttons: ['Salir igual', 'Seguir abierto'],
  });
  expect(await desktop.ask({ cliente: 'E7', productos: ['Agua'], esperar: 'listo' })).toMatchObject(
    { estado: 'listo' },
  );
  await asked(0);
  await desktop.app.close();
});

it('has its menus in the language of the machine, and keeps it awake', async () => {
  await desktop.window();
  expect(
    await desktop.app.evaluate(
      ({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [],
    ),
  ).toEqual(['Comanda', 'Edición', 'Ver']);
  expect(
    await desktop.app.evaluate(
      ({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0) || powerSaveBlocker.isStarted(1),
    ),
  ).toBe(true);
});

it('A21, A22: the bridge is a name and nothing more, and the page goes nowhere else', async () => {
  const window = await desktop.window();
  await window.getByText('ya funciona').waitFor();
  expect(await window.evaluate('Object.keys(window.comanda)')).toEqual([
    'socketOrigin',
    'machine',
    'findHosts',
    'choose',
  ]);
  expect(await window.evaluate('typeof require + typeof process + typeof module')).toBe(
    'undefinedundefinedundefined',
  );
  expect(await window.evaluate('window.comanda.socketOrigin()')).toBe(
    `ws://127.0.0.1:${desktop.httpPort}`,
  );
  await expect(
    window.evaluate('window.comanda.socketOrigin.call(null, { garbage: 1 })'),
  ).resolves.toMatch(/^ws:/);
  // Nobody opened the page where it is chosen: a page that was taken over makes no station of the
  // counter.
  const station = { is: 'station', at: '127.0.0.1:20001', code: '' };
  for (const [sent, answer] of [
    [station, { ok: false, why: 'not-now' }],
    [{ is: 'counter' }, { ok: false, why: 'not-now' }],
  ])
    expect(await window.evaluate(`window.comanda.choose(${JSON.stringify(sent)})`)).toMatchObject(
      answer ?? {},
    );
  for (const garbage of [
    '',
    '1',
    'null',
    "{ is: 'station' }",
    "{ is: 'station', at: 7, code: '' }",
    "{ is: 'counter', more: 1 }",
  ])
    expect(
      await window.evaluate(
        `window.comanda.choose(${garbage}).then(() => 'heard', ({ message }) => message)`,
      ),
    ).toContain('not understood');
  expect(await window.evaluate("window.open('https://example.com')")).toBe(null);
  await window.evaluate("location.href = 'https://example.com/'");
  await window.evaluate("location.href = 'file:///etc/passwd'");
  expect(window.url()).toMatch(/^app:\/\/comanda\//);
  expect(
    await window.evaluate("fetch('https://example.com').then(() => 'open', () => 'shut')"),
  ).toBe('shut');
  expect(
    await window.evaluate(
      "navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)",
    ),
  ).toBe('denied');
});

it('writes its log back in a thread of its own, as the host without a window does', async () => {
  await desktop.listens();
  const size = (): number => statSync(path.join(desktop.dataDir, 'comanda.db')).size;
  const before = size();
  const client = await connectWire({ host: '127.0.0.1', port: desktop.port });
  await Promise.all(
    Array.from({ length: 1_500 }, (_, n) =>
      client.request({ cliente: `C${n}`, productos: ['Milanesa'] }),
    ),
  );
  client.close();
  await until('orders stand in the database’s own file', () => size() > before + 1024 * 1024);
});
