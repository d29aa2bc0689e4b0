/**
 * What a phone kept and the host refuses for its shape: people see what it was, copy it or let it
 * go, and the rest was sent.
 */
// @module-tag needs/chromium
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from '@playwright/test';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';

let house: House;
let screens: Screens;

beforeAll(async () => {
  house = await openHouse({}, ['--no-print']);
  await house.person('Ana', 'mesero');
  screens = await openScreens(house);
});
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

/**
 * Writes entries into the phone's outbox as an older page may have left them, and loads the page
 * again.
 */
async function keep(page: Page, entries: readonly object[]): Promise<void> {
  await page.evaluate(`(async () => {
    const ended = (asked) => new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith('comanda outbox '));
    const db = await ended(indexedDB.open(name));
    const transaction = db.transaction(['owed', 'kept'], 'readwrite');
    const session = await ended(transaction.objectStore('kept').get('session'));
    for (const [index, entry] of ${JSON.stringify(entries)}.entries()) {
      const no = Date.now() - 10_000 + index;
      const whole = { no, key: 'k' + no, madeAt: Date.now(), personId: session.person.id, after: null, about: null, refused: null };
      transaction.objectStore('owed').put({ ...whole, ...entry }, no);
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    db.close();
  })()`);
  await page.reload();
}

const order = (table: string, dish: string) => ({
  name: 'placeOrder',
  input: { type: 'table', table, lines: [{ product: dish }] },
  about: { table, type: 'table', customer: null, folio: null },
});

it.each([
  ['es', 'Copiar', 'Copiado', 'Descartar', 'Avisos'],
  ['en', 'Copy', 'Copied', 'Discard', 'Notices'],
] as const)(
  'is shown to a waiter with its dishes, copied and let go (%s)',
  async (language, copy, copied, discard, notices) => {
    const token = await house.device('mesero', 'Ana');
    const page = await screens.open({ token, path: '/mesero', language });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText(notices).first().waitFor();
    const bad = order(`B${language}`, 'Milanesa');
    await keep(page, [
      { ...bad, input: { ...bad.input, nobody: 1 } },
      { ...order(`A${language}`, 'Agua'), madeAt: 0 },
    ]);
    await page.evaluate(`location.hash = '/avisos'`);
    await page.getByText(/Milanesa/).waitFor();
    await until('the other one is sent', async () => {
      const { pedidos } = (await house.host.asProgram({ consulta: 'recientes' })) as {
        pedidos: { mesa?: string }[];
      };
      return pedidos.some(({ mesa }) => mesa === `A${language}`);
    });
    await page.getByRole('button', { name: copy }).click();
    await page.getByRole('button', { name: copied }).waitFor();
    const text = await page.evaluate('navigator.clipboard.readText()');
    expect(text).toContain('1× Milanesa');
    expect(text).toContain(`B${language}`);
    await page.getByRole('button', { name: discard }).click();
    await page.getByText(/Milanesa/).waitFor({ state: 'detached' });
    await page.context().close();
  },
);

it('is shown to an owner on the page that they open next', async () => {
  const page = await screens.open({ token: house.owner, path: '/admin', size: 'tablet' });
  await page.getByRole('navigation').first().waitFor();
  await keep(page, [{ name: 'x'.repeat(41), input: { any: 'thing' } }]);
  await page.getByText(/^Un cambio/).waitFor();
  await page.getByRole('button', { name: 'Entendido' }).click();
  await page.getByText(/^Un cambio/).waitFor({ state: 'detached' });
  await page.context().close();
});

it('leaves no complaint on any console', () => {
  expect(screens.complaints).toEqual([]);
});
