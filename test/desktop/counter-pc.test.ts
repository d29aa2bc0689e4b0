/**
 * What a counter's PC needs of its program around the window: the sign beside the clock, its own
 * start with the system.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesktop, programWith } from '../support/desktop';
import type { Desktop, DesktopOptions } from '../support/desktop';
import { until } from '../support/until';

let folder: string;
let desktop: Desktop | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-counter-'));
});
afterEach(async () => {
  await desktop?.stop();
  desktop = null;
  rmSync(folder, { recursive: true, force: true });
});
async function start(options: DesktopOptions): Promise<Desktop> {
  desktop = await openDesktop(options);
  await desktop.window();
  return desktop;
}
/** What the program gave the system to show, which nobody can look at here. */
const seen = (app: Desktop): Promise<readonly string[]> =>
  app.app.evaluate(() => (globalThis as { seen?: string[] }).seen ?? []);

it('stays open with its window closed, says so once, and says beside the clock what waits', async () => {
  const program = programWith(
    path.join(folder, 'program'),
    `globalThis.seen = [];
     electron.Tray.prototype.setToolTip = (text) => globalThis.seen.push(text);
     electron.Notification.isSupported = () => true;
     electron.Notification.prototype.show = function () { globalThis.seen.push('notice: ' + this.body); };`,
  );
  const app = await start({ program });
  await until(
    'nothing waits',
    async () => (await seen(app)).at(-1) === 'Comanda: abierta, nada espera',
  );
  const close = () =>
    app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  await until('it said so', async () =>
    (await seen(app)).some((text) => text.includes('notice: Comanda sigue abierta')),
  );
  await app.kitchen.unplug('Cocina');
  await app.ask({ cliente: 'E1', productos: ['Milanesa'] });
  await until('one waits', async () => (await seen(app)).includes('Comanda: 1 espera'));
  // The alert of the screens, for whoever has another program in front.
  await until(
    'the alert',
    async () => (await seen(app)).some((text) => /^notice: .*Cocina/.test(text)),
    30_000,
  );
  // A second start brings the window back, at the door and not at the link that was good once.
  await app.again();
  const back = await until('the window is back', () => app.app.windows()[0] ?? null);
  await back.waitForURL('app://comanda/');
  await close();
  await until('no window', () => app.app.windows().length === 0);
  expect((await seen(app)).filter((text) => text.includes('sigue abierta'))).toHaveLength(1);
});

it('opens with the system when somebody ticks so in its menu, and no more when they untick it', async () => {
  const config = path.join(folder, 'config');
  const app = await start({ env: { XDG_CONFIG_HOME: config } });
  const tick = () =>
    app.app.evaluate(({ Menu }) => {
      const [own] = Menu.getApplicationMenu()?.items ?? [];
      const item = own?.submenu?.items.find(({ label }) => label === 'Abrir al encender el equipo');
      item?.click();
      return item?.checked;
    });
  const file = path.join(config, 'autostart', 'comanda.desktop');
  expect(existsSync(file)).toBe(false);
  await tick();
  expect(readFileSync(file, 'utf8')).toMatch(
    /^\[Desktop Entry\]\nType=Application\nName=Comanda\nExec="[^"]*electron" "[^"]+"\n$/,
  );
  await tick();
  expect(existsSync(file)).toBe(false);
});
