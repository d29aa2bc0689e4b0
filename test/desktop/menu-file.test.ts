/**
 * A menu file in the desktop app: its page has an address of its own kind, and the worker that
 * reads the file starts there too.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesktop } from '../support/desktop';
import type { Desktop } from '../support/desktop';
import { OWNER_PIN } from '../support/house';

let desktop: Desktop;
beforeEach(async () => {
  desktop = await openDesktop();
});
afterEach(() => desktop.stop());

it('is read by the page’s worker under the app’s own policy', async () => {
  const window = await desktop.window();
  await window.getByText('ya funciona').waitFor();
  for (const digit of OWNER_PIN)
    await window.getByRole('button', { name: digit, exact: true }).click();
  await window.getByRole('button', { name: 'Empezar' }).click();
  await window.getByRole('heading', { name: '¿Cómo se llama su local?' }).waitFor();
  await window.evaluate('location.hash = "#/menu"');
  await window.getByRole('button', { name: 'Traer archivo' }).click();
  const content = 'categoria;nombre;precio\nSopas;Sopa de zapallo;8,50\n';
  await window
    .getByRole('dialog')
    .locator('input[type=file]')
    .setInputFiles({ name: 'menu.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await window.getByRole('dialog').getByText('Sopa de zapallo').waitFor();
  expect(window.url()).toMatch(/^app:/);
});
