/**
 * What a machine is: asked in the first window, kept, changed later; and a station that takes
 * orders for a counter elsewhere, also with that away.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesktop } from '../support/desktop';
import type { Desktop, DesktopOptions } from '../support/desktop';
import { openHouse, PIN } from '../support/house';
import type { House } from '../support/house';
import { startHostProcess } from '../support/host-process';
import { until } from '../support/until';

const open: Desktop[] = [];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-station-'));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(
  machine: DesktopOptions['machine'] = [],
): Promise<{ readonly app: Desktop; readonly page: Page }> {
  const app = await openDesktop({ machine, dataDir: folder });
  open.push(app);
  return { app, page: await app.window() };
}
const kept = (): unknown => JSON.parse(readFileSync(path.join(folder, 'machine.json'), 'utf8'));

/** The waiter's side of the counter: a code for a device, and a yes to whoever asks with it. */
async function invite(house: House): Promise<string> {
  const { body } = await house.http('POST', '/dispositivos/invitar', {
    as: house.owner,
    body: { rol: 'mesero' },
  });
  return String(body.codigo);
}
async function letIn(house: House): Promise<void> {
  const asking = await until('somebody asks', async () => {
    const { body } = await house.http('GET', '/dispositivos', { as: house.owner });
    const [first] = body.piden as { solicitud: string }[];
    return first ?? null;
  });
  await house.http('POST', `/dispositivos/aprobar/${asking.solicitud}`, { as: house.owner });
}
async function logIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.getByText('conectado').waitFor();
}
/** At a window's width the tables, the menu and the order stand side by side. */
async function order(page: Page, table: string): Promise<void> {
  await page.getByRole('button', { name: 'Todas' }).click();
  await page.getByRole('button', { name: new RegExp(`^Mesa ${table}\\b`) }).click();
  await page
    .getByRole('button', { name: /Milanesa/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
}

it('asks what it is; as the counter it opens its host, and is that again at the next start', async () => {
  const { app, page } = await start();
  await page.getByRole('heading', { name: '¿Qué es este equipo?' }).waitFor();
  await expect(app.ask({ consulta: 'cola' })).rejects.toThrow();
  await page.getByRole('button', { name: /^La caja/ }).click();
  await page.getByText('ya funciona').waitFor();
  expect(await app.ask({ cliente: 'E1', productos: ['Milanesa'], esperar: 'listo' })).toMatchObject(
    { estado: 'listo' },
  );
  expect(kept()).toEqual({ is: 'counter' });
  await app.stop();
  const { page: later } = await start();
  await later.getByText('ya funciona').waitFor();
});

it('as a station pairs with a counter elsewhere, takes an order, begins with it away, and sends then what it owed', async () => {
  const house = await openHouse();
  try {
    await house.person('Ana', 'mesero');
    const { page } = await start();
    await page.getByRole('button', { name: 'Una estación' }).click();
    await page.getByLabel('Dirección, enlace o código').fill('esto no');
    await page.getByRole('button', { name: 'Conectar' }).click();
    await page.getByText('Eso no es una dirección').waitFor();
    await page.getByLabel('Dirección, enlace o código').fill('127.0.0.1:20001');
    await page.getByRole('button', { name: 'Conectar' }).click();
    await page.getByText('Nadie contesta ahí').waitFor();
    const key = String((await house.http('GET', `/identidad?reto=${'a'.repeat(32)}`)).body.clave);
    const link = `http://127.0.0.1:${house.host.httpPort}/#vincular=${await invite(house)}&clave=${key}`;
    await page.getByLabel('Dirección, enlace o código').fill(link);
    await page.getByRole('button', { name: 'Conectar' }).click();
    await page.getByRole('button', { name: 'Pedir entrar' }).click();
    await letIn(house);
    await logIn(page, 'Ana');
    await order(page, '5');
    await until(
      'it is in the house',
      async () => (await house.host.asProgram({ consulta: 'pedido', id: 1 })).error === undefined,
    );
    expect(kept()).toEqual({ is: 'station', host: `http://127.0.0.1:${house.host.httpPort}` });

    // The counter goes; what is taken meanwhile stays on this machine, also over a start of it.
    const { port, httpPort } = house.host;
    await house.host.kill();
    await page.getByText('Sin conexión desde').first().waitFor();
    await order(page, '7');
    await page.getByText('guardado en este equipo').first().waitFor();
    await open.pop()?.stop();
    const { page: again } = await start();
    await again.getByRole('heading', { name: 'La caja no contesta' }).waitFor();
    await again.getByText('1 envío espera en este equipo').waitFor();
    await again.getByText('Mesa 7').waitFor();
    await again.getByText('1× Milanesa').waitFor();

    const back = await startHostProcess({ dataDir: house.dataDir, port, httpPort });
    try {
      await until(
        'it is in the house',
        async () => (await back.asProgram({ consulta: 'pedido', id: 2 })).error === undefined,
      );
      await again.getByText('conectado').waitFor();
    } finally {
      await back.stop();
    }
  } finally {
    await house.stop();
  }
});
