// Owns the pictures that README shows: a host with the sample restaurant and an evening's orders,
// photographed in Chromium. `npm run pictures`. Ports are loopback; the data folder is a temporary
// one.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM } from './test-tools.mjs';
import { ensureBuilt, OUT } from './build.mjs';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const FOLDER = path.join(ROOT, 'docs', 'pictures');
const [TCP, HTTP] = [28_881, 28_882];
const PHONE = { width: 360, height: 740 };
const COUNTER = { width: 1366, height: 768 };
const WALL = { width: 1920, height: 1080 };

/** Resolves with the owner's link, once the host says that it is open. */
function startHost(dataDir) {
  const options = [
    'serve',
    '--data-dir',
    dataDir,
    '--port',
    String(TCP),
    '--http-port',
    String(HTTP),
    '--no-advertise',
  ];
  const host = spawn(process.execPath, [path.join(OUT, 'cli.js'), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Nothing of this restaurant stays on the machine that draws it.
    env: { ...process.env, COMANDA_STATE_DIR: path.join(dataDir, 'estado') },
  });
  return new Promise((resolve, reject) => {
    let said = '';
    host.on('exit', (code) => reject(new Error(`the host ended with ${code}: ${said}`)));
    host.stdout.on('data', (words) => {
      said += words;
      const [link] = /http:\S+#propietario=\w+/.exec(said) ?? [];
      if (link && said.includes('Ctrl-C'))
        resolve({ host, link: link.replace('localhost', '127.0.0.1') });
    });
  });
}

/** Sends one order by TCP and waits for its answer. */
function order(request) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(TCP, '127.0.0.1', () => socket.write(JSON.stringify(request)));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(JSON.parse(answer.toString('utf8')));
    });
  });
}

const EVENING = [
  {
    mesa: '12',
    comensales: 4,
    productos: [
      {
        nombre: 'Hamburguesa clásica',
        cantidad: 2,
        modificadores: ['Doble queso', 'SIN cebolla'],
        nota: 'cortar en dos',
      },
      'Papas fritas',
      'Cerveza',
    ],
  },
  {
    mesa: '7',
    comensales: 2,
    productos: ['Milanesa napolitana', 'Ensalada mixta', 'Agua con gas'],
  },
  {
    cliente: 'Eva',
    tipo: 'llevar',
    productos: [{ nombre: 'Empanada de carne', cantidad: 6 }, 'Provoleta'],
  },
  {
    mesa: '9',
    productos: [
      { nombre: 'Bife de chorizo', modificadores: ['Jugoso', 'Puré'] },
      'Vino de la casa',
    ],
  },
  {
    mesa: '3',
    comensales: 3,
    productos: [{ nombre: 'Ñoquis con estofado', cantidad: 3, nota: 'ALERGIA: maní' }, 'Limonada'],
  },
  {
    mesa: '10',
    comensales: 2,
    productos: [
      { nombre: 'Ravioles de ricota', cantidad: 2, modificadores: ['Fileto'] },
      'Gaseosa',
    ],
  },
];

await ensureBuilt();
mkdirSync(FOLDER, { recursive: true });
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'comanda-pictures-'));
const { host, link } = await startHost(dataDir);
const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
try {
  const open = async (viewport, storageState) => {
    const context = await browser.newContext({
      viewport,
      locale: 'es-AR',
      reducedMotion: 'reduce',
      ...(storageState ? { storageState } : {}),
    });
    return context.newPage();
  };
  const take = (page, name) => page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
  const button = (page, name) => page.getByRole('button', { name }).first();

  const phone = await open(PHONE);
  await phone.goto(link);
  await phone.getByText('Elija un PIN').waitFor();
  await phone.keyboard.type('730164');
  await button(phone, 'Empezar').click();
  await phone.getByRole('link', { name: 'Ir al servicio' }).click();
  await phone.getByRole('heading', { name: 'Salón' }).waitFor();
  const state = await phone.context().storageState({ indexedDB: true });
  const wall = await open(WALL, state);
  await wall.goto(new URL('/cocina', link).href);
  await button(wall, 'Cocina').click();
  await wall.getByText('Nada por cocinar').waitFor();
  for (const one of EVENING) await order(one);

  await button(phone, /^Mesa 5 /).click();
  await button(phone, '3 comensales').click();
  await phone.getByRole('tab', { name: 'Platos principales' }).click();
  await button(phone, /^Hamburguesa/).click();
  await button(phone, /^Hamburguesa/).click();
  await phone.getByRole('tab', { name: 'Bebidas' }).click();
  await button(phone, /^Cerveza/).click();
  await phone.getByRole('tab', { name: 'Platos principales' }).click();
  await take(phone, 'waiter-menu');
  await button(phone, 'Enviar').click();
  await button(phone, /^Cocina.*de muestra/).waitFor({ timeout: 60_000 });
  await button(phone, /^Bar.*de muestra/).waitFor({ timeout: 60_000 });
  await take(phone, 'waiter-table');
  await button(phone, 'Volver').click();
  await button(phone, 'Todas').click();
  await phone.locator('[role=status] > div').first().waitFor({ state: 'detached' });
  await take(phone, 'waiter-tables');
  await wall.getByRole('article', { name: 'Mesa 5' }).waitFor();
  await button(wall, /^1× Papas fritas/).click();
  await wall.getByRole('button', { pressed: true }).first().waitFor();
  // What is new holds its border for two seconds.
  await wall.locator('[data-fresh=true]').first().waitFor({ state: 'detached' });
  await take(wall, 'kitchen');

  const counter = await open(COUNTER, state);
  await counter.goto(new URL('/admin', link).href);
  await counter.getByRole('heading', { name: 'Carriles' }).waitFor();
  for (const table of ['1', '2', '4', '6', '8', '11', '12', '3', '10'])
    await order({
      mesa: table,
      productos: ['Milanesa napolitana', 'Cerveza', ...(Number(table) % 2 ? ['Helado'] : [])],
    });
  await counter
    .getByText(/comandas esperan/)
    .first()
    .waitFor();
  await take(counter, 'board');
} finally {
  await browser.close();
  host.removeAllListeners('exit');
  host.kill('SIGTERM');
  await new Promise((resolve) => host.once('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}
