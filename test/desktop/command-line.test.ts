/**
 * The installed app as the command line: what screens and papers tell people to type works in its
 * terminal, beside the open app and without a window.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { electronRuntime } from '../../tools/electron-runtime.mjs';
import { openDesktop } from '../support/desktop';
import type { Desktop } from '../support/desktop';
import { freePort } from '../support/ports';

let desktop: Desktop;
beforeAll(async () => {
  desktop = await openDesktop();
  await desktop.listens();
});
afterAll(() => desktop.stop());

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** As a person at a terminal, with no display to open a window on. */
function comanda(...args: readonly string[]): Promise<Ran> {
  const { binary, addon } = electronRuntime();
  const { DISPLAY: _none, ...env } = process.env;
  return new Promise((resolve) => {
    const child = spawn(
      binary,
      [path.resolve('.'), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
      {
        env: { ...env, COMANDA_SQLITE_ADDON: addon },
      },
    );
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

it('sends, shows, looks after and backs up the open app', async () => {
  const [port, folder] = [String(desktop.port), desktop.dataDir];
  const sent = await comanda(
    'send',
    '--port',
    port,
    '--table',
    '4',
    '--until',
    'printed',
    'Milanesa',
  );
  expect(sent, sent.err).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^ +1 +0001 +listo/) as string,
  });
  expect((await comanda('monitor', '--port', port, '--once')).out).toContain('pedidos hoy 1');
  const examined = await comanda('doctor', '--port', port, '--data-dir', folder);
  expect(examined.out).toContain('El servidor está abierto con esta carpeta');
  expect(await comanda('backup', '--data-dir', folder)).toMatchObject({ code: 0 });
  const [backup = ''] = readdirSync(path.join(folder, 'respaldos'));
  const looked = await comanda(
    'restore',
    path.join(folder, 'respaldos', backup),
    '--data-dir',
    folder,
  );
  // The folder is in use: the app itself goes back to a backup then.
  expect(looked).toMatchObject({
    code: 1,
    err: expect.stringContaining('ya está abierta') as string,
  });
});

it("prints an owner's link and a program's token", async () => {
  const at = ['--data-dir', desktop.dataDir];
  const link = await comanda('owner', 'reset', '--http-port', String(desktop.httpPort), ...at);
  expect(link).toMatchObject({ code: 0, out: expect.stringMatching(/#propietario=\w+/) as string });
  const token = await comanda('token', 'add', 'Tienda', '--port', String(desktop.port), ...at);
  expect(token).toMatchObject({
    code: 0,
    out: expect.stringContaining('Token de "Tienda"') as string,
  });
});

it('answers wrong use, and leaves nothing of a window behind', async () => {
  const elsewhere = path.join(desktop.kitchen.folder, 'elsewhere');
  expect(await comanda('owner', 'rest', '--data-dir', elsewhere)).toMatchObject({ code: 2 });
  expect(
    await comanda('serve', '--port', String(await freePort()), '--data-dir', elsewhere),
  ).toMatchObject({
    code: 2,
    err: expect.stringContaining('el servidor es la app') as string,
  });
  expect(existsSync(elsewhere)).toBe(false);
});
