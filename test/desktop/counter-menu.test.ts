/**
 * The app's menu for a counter whose people cannot get in: a new link for the owner; a backup from
 * a file, also on a new machine; what a damaged database still holds.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesktop, programWith } from '../support/desktop';
import type { Desktop } from '../support/desktop';
import { OWNER_PIN, openHouse } from '../support/house';
import { until } from '../support/until';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-menu-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/**
 * Every dialog is answered by its first button; what it said is kept. `file` is what the person
 * picks.
 */
function program(file = ''): string {
  return programWith(
    path.join(folder, 'program'),
    `globalThis.shown = [];
     electron.dialog.showMessageBox = async (options) => (globalThis.shown.push(options), { response: 0, checkboxChecked: false });
     electron.dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [${JSON.stringify(file)}] });`,
  );
}
const press = (desktop: Desktop, label: string): Promise<void> =>
  desktop.app.evaluate(({ Menu }, wanted) => {
    const items =
      Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find((item) => item.label === wanted)?.click();
  }, label);
const shown = (
  desktop: Desktop,
): Promise<readonly { readonly message: string; readonly detail: string }[] | undefined> =>
  desktop.app.evaluate(
    () => (globalThis as { shown?: { message: string; detail: string }[] }).shown,
  );

it('goes back to a backup on a new machine, where the owner is let in by a link and no code of a counter', async () => {
  const house = await openHouse();
  await house.host.ask({ cliente: 'E1', productos: ['Milanesa'], id: 'guardado' });
  expect(await house.http('POST', '/respaldos', { as: house.owner })).toMatchObject({
    status: 201,
  });
  await house.host.stop();
  const [name = ''] = readdirSync(path.join(house.dataDir, 'respaldos'));
  const desktop = await openDesktop({
    dataDir: path.join(folder, 'data'),
    program: program(path.join(house.dataDir, 'respaldos', name)),
  });
  try {
    const window = await desktop.window();
    await desktop.listens();
    await press(desktop, 'Volver a un respaldo…');
    await until('the order of the other machine is here', async () => {
      const found = await desktop.ask({ consulta: 'pedido', clave: 'guardado' }).catch(() => ({}));
      return 'cliente' in found;
    });
    expect((await shown(desktop))?.[0]?.detail).toContain('Tiene 1 pedido, hasta el');
    await window.getByText('ya funciona').waitFor();
    await window
      .getByLabel(/nombre/i)
      .first()
      .fill('Dueña');
    for (const digit of OWNER_PIN)
      await window.getByRole('button', { name: digit, exact: true }).click();
    await window.getByRole('button', { name: 'Empezar' }).click();
    await window.getByText('conectado').waitFor();
  } finally {
    await desktop.stop();
    await house.stop();
  }
});

it('opens what could be read of a damaged database without a backup, and says what that is', async () => {
  const dataDir = path.join(folder, 'data');
  const desktop = await openDamaged(dataDir);
  try {
    await desktop.window();
    await desktop.listens();
    expect(await shown(desktop)).toMatchObject([
      { message: 'La base de datos no se puede abrir.' },
      {
        message: 'Esto se rescató de la base dañada.',
        detail: expect.stringContaining('Se leyeron 5 pedidos') as string,
      },
    ]);
    expect(await desktop.ask({ consulta: 'pedido', id: 1 })).toMatchObject({ cliente: 'Ana' });
  } finally {
    await desktop.stop();
  }
});

/** A page that the start reads: the tree of the alerts. */
function openDamaged(dataDir: string): Promise<Desktop> {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'comanda.db');
  writeFileSync(file, gunzipSync(readFileSync('test/fixtures/schemas/v3.db.gz')));
  const db = new Database(file, { readonly: true });
  const page = Number(
    db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'print_jobs'").pluck().get(),
  );
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
  writeFileSync(file, bytes);
  return openDesktop({ dataDir, program: program() });
}
