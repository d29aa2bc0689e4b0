// Owns test/fixtures/schemas: a small evening served by a built program, kept as its database, so
// that later programs are tried on real old data. `node tools/seed-evening.mjs BUILD_FOLDER
// OUT.db.gz`; docs/releasing.md says when.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';

const [build, out] = process.argv.slice(2);
if (!build || !out) throw new Error('usage: node tools/seed-evening.mjs BUILD_FOLDER OUT.db.gz');
const PATIENCE_MS = 60_000;
const PORT = 24_810;
const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-evening-'));
const data = path.join(folder, 'data');
const restaurantFile = path.join(folder, 'restaurant.json');
const restaurant = JSON.parse(
  readFileSync(new URL('../resources/sample-restaurant.json', import.meta.url), 'utf8'),
);
// Ports of its own: another host may be open on this machine.
restaurant.printers.forEach(
  (printer, index) => (printer.address = { ...printer.address, port: PORT + 10 + index }),
);
writeFileSync(restaurantFile, JSON.stringify(restaurant));

/**
 * What an evening brings: sends, a change, a void, a table moved, a table paid; and two orders that
 * wait for a printer.
 */
const SERVED = [
  {
    id: 'a',
    cliente: 'Ana',
    direccion: 'Calle 1',
    productos: ['Hamburguesa clásica', 'Papas fritas'],
    esperar: 'impreso',
  },
  {
    id: 'b',
    mesa: '4',
    comensales: 2,
    productos: [{ nombre: 'Hamburguesa clásica', cantidad: 2, nota: 'sin cebolla' }, 'Agua'],
    esperar: 'impreso',
  },
  { id: 'c', mesa: '7', productos: ['Papas fritas'], esperar: 'impreso' },
  { id: 'd', agregar: 2, productos: ['Agua'], esperar: 'impreso' },
  { id: 'e', mover: 3, mesa: '8' },
  { id: 'f', anular: 3, motivo: 'se fueron' },
  { id: 'g', precuenta: 2 },
  { id: 'h', cobrar: 1, pago: 'efectivo', propina: 0 },
  { mensaje: 'sale la mesa 4', estacion: 'Cocina' },
];
const WAITING = [
  { id: 'i', cliente: 'Bruno', productos: ['Hamburguesa clásica'] },
  { id: 'j', mesa: '2', productos: ['Papas fritas', 'Agua'] },
];

try {
  await serve(SERVED, []);
  await serve(WAITING, ['--no-print']);
  const plain = path.join(folder, 'plain.db');
  const db = new Database(path.join(data, 'comanda.db'), { readonly: true });
  db.prepare('VACUUM INTO ?').run(plain);
  db.close();
  const packed = gzipSync(readFileSync(plain), { level: 9 });
  writeFileSync(out, packed);
  console.log(`${out}: ${packed.length} bytes`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** One start of the host, told each thing in turn, and its orderly end. */
async function serve(messages, more) {
  const args = [
    'serve',
    '--port',
    String(PORT),
    '--http-port',
    String(PORT + 1),
    '--data-dir',
    data,
    '--restaurant',
    restaurantFile,
  ];
  const host = spawn(process.execPath, [path.join(build, 'cli.js'), ...args, ...more], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(host, 'exit');
  try {
    for (const message of messages) {
      const answer = await tell(message, host, Date.now() + PATIENCE_MS);
      if (answer.error)
        throw new Error(`${JSON.stringify(message)}: ${JSON.stringify(answer.error)}`);
    }
  } finally {
    host.kill('SIGTERM');
    await ended;
  }
}

async function tell(message, host, deadline) {
  for (;;) {
    const answer = await new Promise((resolve) => {
      let text = '';
      const socket = net.connect(PORT, '127.0.0.1', () =>
        socket.write(`${JSON.stringify(message)}\n`),
      );
      socket.setEncoding('utf8').on('data', (more) => {
        text += more;
        if (text.includes('\n')) socket.destroy();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(text === '' ? null : JSON.parse(text.split('\n')[0])));
    });
    if (answer) return answer;
    if (host.exitCode !== null || Date.now() > deadline) throw new Error('the host did not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
