/**
 * What holds a page that was taken over: the real sandbox, as a user other than root, and a bridge
 * that hears the app's own top page alone.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { canBeNobody, openDesktop } from '../support/desktop';
import type { Desktop } from '../support/desktop';
import { OWNER_PIN } from '../support/house';

let desktop: Desktop | null = null;
afterEach(async () => {
  await desktop?.stop();
  desktop = null;
});

it.skipIf(!canBeNobody())(
  "as a user other than root its page runs in Chromium's own sandbox, and everything works",
  async () => {
    desktop = await openDesktop({ asNobody: true });
    const window = await desktop.window();
    await window.getByText('ya funciona').waitFor();
    const page = await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    const status = readFileSync(`/proc/${page}/status`, 'utf8');
    // 2: every system call is filtered.
    expect(/^Seccomp:\s+(\d)/m.exec(status)?.[1]).toBe('2');
    expect(/^NoNewPrivs:\s+(\d)/m.exec(status)?.[1]).toBe('1');
    expect(/^CapEff:\s+(\w+)/m.exec(status)?.[1]).toMatch(/^0+$/);
    expect(
      await desktop.ask({ cliente: 'E1', productos: ['Milanesa', 'Agua'], esperar: 'listo' }),
    ).toMatchObject({
      estado: 'listo',
    });
    expect(desktop.kitchen.pieces('Cocina').flat()).toContain('E1');
    for (const digit of OWNER_PIN)
      await window.getByRole('button', { name: digit, exact: true }).click();
    await window.getByRole('button', { name: 'Empezar' }).click();
    await window.getByText('conectado').waitFor();
    // What it writes is this account's alone.
    for (const name of ['.', 'comanda.db', 'host.key'])
      expect(statSync(path.join(desktop.dataDir, name)).mode & 0o077).toBe(0);
  },
);

it('A21: the bridge answers no other page, no other window and no frame, though each has the preload', async () => {
  desktop = await openDesktop();
  const window = await desktop.window();
  await window.getByText('ya funciona').waitFor();
  const tries = `Promise.all(
    ['socketOrigin', 'machine', 'findHosts'].map((name) => window.comanda[name]().then(() => 'heard', ({ message }) => message))
      .concat(window.comanda.choose({ is: 'counter' }).then(() => 'heard', ({ message }) => message)))`;
  const said = await desktop.app.evaluate(
    async ({ BrowserWindow, protocol }, { script, preload }) => {
      const answers: string[][] = [];
      protocol.handle(
        'strange',
        () => new Response('<p>strange</p>', { headers: { 'content-type': 'text/html' } }),
      );
      for (const url of [
        'data:text/html,<p>strange</p>',
        'strange://comanda/',
        'strange://app/comanda',
      ]) {
        const other = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true },
        });
        await other.loadURL(url);
        answers.push((await other.webContents.executeJavaScript(script)) as string[]);
        other.destroy();
      }
      // The app's own page in a frame of another: it is not framed at all, and a frame has no
      // voice.
      const framing = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await framing.loadURL(
        'data:text/html,<iframe src="app://comanda/equipo"></iframe><iframe src="about:blank"></iframe>',
      );
      for (const frame of framing.webContents.mainFrame.frames)
        answers.push(
          (await frame
            .executeJavaScript(`window.comanda ? ${script} : ['no bridge']`)
            .catch(() => ['no page'])) as string[],
        );
      framing.destroy();
      return answers;
    },
    { script: tries, preload: path.resolve('.build/preload.cjs') },
  );
  expect(said.length).toBeGreaterThanOrEqual(5);
  for (const answers of said)
    for (const answer of answers) expect(answer).toMatch(/not for this page|no bridge|no page/);
  expect(await desktop.ask({ cliente: 'E1', productos: ['Agua'], esperar: 'listo' })).toMatchObject(
    { estado: 'listo' },
  );
});
