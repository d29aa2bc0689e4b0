/**
 * A counter whose data folder goes away says so in a window and ends; the next start asks before it
 * begins a new restaurant there.
 */
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesktop, programWith } from '../support/desktop';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-lost-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// Nobody can press a button of the system's dialogs here; this person begins anew. What is asked
// before the test listens to the output is kept.
const DIALOGS = `globalThis.asked = [];
electron.dialog.showErrorBox = (title, words) => void process.stdout.write('box: ' + title + ': ' + words + '\\n');
electron.dialog.showMessageBox = async (options) => (globalThis.asked.push(options), { response: 0, checkboxChecked: false });`;

it('ends with 71 and a window that says what to do; asks at the next start', async () => {
  const program = programWith(path.join(folder, 'program'), DIALOGS);
  const dataDir = path.join(folder, 'data');
  const first = await openDesktop({ program, dataDir });
  const child = first.app.process();
  const gone = once(child, 'exit');
  try {
    await first.listens();
    expect(await first.ask({ cliente: 'X', productos: ['Milanesa'] })).toMatchObject({
      status: 'recibido',
    });
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    expect((await gone)[0]).toBe(71);
    expect(first.output()).toMatch(
      /box: Comanda se cerró: perdió sus datos de vista: .*la carpeta de datos se borró/,
    );
    expect(first.output()).toContain('comanda restore');
  } finally {
    await first.stop();
  }

  const next = await openDesktop({ program, dataDir });
  try {
    await next.listens();
    const asked = await next.app.evaluate(
      () => (globalThis as { asked?: { message: string; detail: string }[] }).asked,
    );
    expect(asked).toMatchObject([
      {
        message: 'Los datos del restaurante no están.',
        detail: expect.stringContaining('tenía aquí 1 pedido, el último'),
      },
    ]);
    expect(await next.ask({ cliente: 'Y', productos: ['Milanesa'] })).toMatchObject({ id: 1 });
    expect(existsSync(path.join(dataDir, 'comanda.db'))).toBe(true);
  } finally {
    await next.stop();
  }
});
