/** The client library in a real Chromium: its own WebSocket, its own IndexedDB, its own clock. */
// @module-tag needs/chromium
import path from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectChromium } from '../support/chromium';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { until } from '../support/until';
import { openWire } from '../support/wire';
import type { Wire } from '../support/wire';

let house: House;
let browser: Browser;
let context: BrowserContext;
let line: Wire;
let script: string;
let token: string;
let hostKey: string;

beforeAll(async () => {
  house = await openHouse();
  await house.person('Ana', 'mesero');
  token = await house.device('mesero', 'Ana');
  hostKey = String((await house.http('GET', `/identidad?reto=${'a'.repeat(32)}`)).body.clave);
  line = await openWire(house.host.httpPort);
  script = await bundle();
  browser = await connectChromium();
  // The host's plain page runs nothing, as it should; here it lends its address to the script under
  // test.
  context = await browser.newContext({ bypassCSP: true });
}, 60_000);
afterAll(async () => {
  await browser.close();
  line.stop();
  await house.stop();
});

/** The client as one script that leaves `openHostClient` behind. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: {
        entry: path.resolve('src-renderer/client/host-client.ts'),
        formats: ['iife'],
        name: 'underTest',
      },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (!first || !('output' in first)) throw new Error('nothing was built');
  return first.output[0].code;
}

/** A page of the host with the client in it, at a time of the page's own. */
async function open(ahead: number): Promise<Page> {
  const page = await context.newPage();
  await page.clock.setSystemTime(Date.now() + ahead);
  await page.goto(`${line.origin}/`);
  await page.addScriptTag({ content: script });
  await page.evaluate(
    `underTest.openHostClient(${JSON.stringify({ origin: line.origin, token, hostKey })}).then((client) => { window.client = client; })`,
  );
  return page;
}
const stateOf = async (
  page: Page,
): Promise<{ link: string; owed: number; isKept: boolean; orders: number }> =>
  page.evaluate(
    `(() => { const s = window.client.store.getState(); return { link: s.link, owed: s.owed.length, isKept: s.isKept, orders: Object.keys(s.host?.orders ?? {}).length }; })()`,
  );

it('keeps fifteen orders through a cut wire, a reload and ten minutes, and sends each once', async () => {
  const first = await open(0);
  await until('it is live', async () => (await stateOf(first)).link === 'live');
  expect((await stateOf(first)).isKept).toBe(true);
  line.cut();
  await until('it says that it is cut', async () => (await stateOf(first)).link === 'cut');
  for (let n = 0; n < 15; n++)
    await first.evaluate(
      `window.client.send('placeOrder', { type: 'table', table: 'CH', lines: [{ product: 'Milanesa' }] }).then(() => true)`,
    );
  expect((await stateOf(first)).owed).toBe(15);
  await first.close();

  line.mend();
  const [again, tab] = [await open(10 * 60_000), await open(10 * 60_000)];
  await until(
    'nothing is owed',
    async () => (await stateOf(again)).owed === 0 && (await stateOf(tab)).owed === 0,
    20_000,
  );
  const { pedidos } = (await house.host.asProgram({ consulta: 'recientes', limite: 50 })) as {
    pedidos: { mesa?: string }[];
  };
  expect(pedidos.filter(({ mesa }) => mesa === 'CH')).toHaveLength(15);
  await until(
    'their paper',
    () =>
      house.kitchen
        .pieces('Cocina')
        .filter((piece) => piece.some((text) => text.includes('MESA CH'))).length === 15,
  );
  expect(
    house.kitchen.pieces('Cocina').every((piece) => piece.some((text) => text.includes('TARDÍO'))),
  ).toBe(true);
  await until('it sees them', async () => (await stateOf(again)).orders === 15);
  // Nothing is left for the next one that looks.
  const last = await open(10 * 60_000);
  expect((await stateOf(last)).owed).toBe(0);
  for (const page of [again, tab, last]) await page.close();
});

it('opens the page that programs’ authors read, without a word on its console', async () => {
  const page = await (await browser.newContext()).newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`http://127.0.0.1:${house.host.httpPort}/api`);
  await page.getByText('/pedidos/{id}/marchar').waitFor();
  expect(said).toEqual([]);
});
