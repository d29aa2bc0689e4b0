// Owns the last look at an installed app: starts it as a counter on a folder of its own, sends it
// an order over TCP, sees it printed, ends it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const [program, ...switches] = process.argv.slice(2);
if (!program) throw new Error('usage: node tools/ask-installed.mjs PROGRAM [SWITCHES]');
const PATIENCE_MS = 60_000;
const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-installed-'));
const port = await freePort();
const app = spawn(
  program,
  [
    ...switches,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--counter',
    '--no-advertise',
    `--data-dir=${folder}`,
    `--port=${port}`,
    `--http-port=${await freePort()}`,
  ],
  { stdio: 'inherit' },
);
const gone = once(app, 'exit');
try {
  const deadline = Date.now() + PATIENCE_MS;
  let answer = null;
  while (answer === null && Date.now() < deadline && app.exitCode === null) {
    answer = await ask({ cliente: 'Prueba', productos: ['Hamburguesa clásica'], esperar: 'listo' });
    if (answer === null) await new Promise((resolve) => setTimeout(resolve, 250));
  }
  console.log(JSON.stringify(answer));
  if (answer?.estado !== 'listo') throw new Error('the installed program did not print an order');
} finally {
  // Windows knows no signal that a window would hear; there the whole tree is ended.
  if (process.platform === 'win32') spawn('taskkill', ['/pid', String(app.pid), '/t', '/f']);
  else app.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** One line out, one line back; null: nobody answers yet. */
function ask(order) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${JSON.stringify(order)}\n`));
    let text = '';
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (bytes) => {
      text += bytes.toString();
      if (text.includes('\n')) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text === '' ? null : JSON.parse(text.split('\n')[0])));
  });
}

async function freePort() {
  for (let tries = 0; tries < 200; tries++) {
    const candidate = 20_000 + Math.floor(Math.random() * 12_000);
    const server = net.createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(candidate, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return candidate;
  }
  throw new Error('no free port');
}
