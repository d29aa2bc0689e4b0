// The design that Comanda replaces, as the seeds describe it (S45, S95): one process, one queue,
// everything synchronous. An order is stored, printed at each of its stations one after the other,
// marked, and only then answered; the next order waits. A printer that is away is tried until it is
// there. usage: fifo_server.mjs PORT DATABASE '{"Cocina":PORT,"Bar":PORT}'
// '{"Milanesa":"Cocina","Agua":"Bar"}'
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';

const [port, file] = [Number(process.argv[2]), process.argv[3]];
const [printers, routes] = [JSON.parse(process.argv[4]), JSON.parse(process.argv[5])];
const RETRY_MS = 2_000;

const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(
  'CREATE TABLE pedidos (id INTEGER PRIMARY KEY, cliente TEXT, productos TEXT, estado TEXT, inicio REAL, fin REAL)',
);
const insert = db.prepare(
  "INSERT INTO pedidos (cliente, productos, estado, inicio) VALUES (?, ?, 'imprimiendo', ?)",
);
const finish = db.prepare("UPDATE pedidos SET estado = 'impreso', fin = ? WHERE id = ?");

let fence = 0;

/**
 * A ticket of about the length of ours, cut, and the printer's own answer behind it (GS ( H,
 * function 48: transmit process id).
 */
function ticket(station, id, order, products) {
  const lines = [
    '',
    '',
    station,
    `Pedido ${id}`,
    order.cliente,
    '-'.repeat(32),
    ...products.map((name) => `1 x ${name}`),
    '-'.repeat(32),
    `#${id}`,
  ];
  const mark = String(fence++ % 10_000).padStart(4, '0');
  const bytes = Buffer.concat([
    Buffer.from([0x1b, 0x40]),
    Buffer.from(`${lines.join('\n')}\n\n\n\n\n`, 'latin1'),
    Buffer.from([0x1d, 0x56, 0x42, 0]),
    Buffer.from([0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30]),
    Buffer.from(mark),
  ]);
  return { bytes, mark };
}

function printOnce(printer, { bytes, mark }) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port: printer, host: '127.0.0.1' }, () => socket.write(bytes));
    let said = '';
    socket.on('data', (more) => {
      said += more.toString('latin1');
      if (said.includes(mark)) socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () =>
      said.includes(mark) ? resolve() : reject(new Error('the printer closed')),
    );
  });
}

async function print(printer, paper) {
  for (;;) {
    try {
      return await printOnce(printer, paper);
    } catch {
      await pause(RETRY_MS);
    }
  }
}

async function handle(order) {
  const id = Number(
    insert.run(order.cliente, JSON.stringify(order.productos), Date.now()).lastInsertRowid,
  );
  const stations = new Set(order.productos.map((name) => routes[name]));
  for (const station of stations)
    await print(
      printers[station],
      ticket(
        station,
        id,
        order,
        order.productos.filter((name) => routes[name] === station),
      ),
    );
  finish.run(Date.now(), id);
  return { status: 'impreso', id };
}

let queue = Promise.resolve();
net
  .createServer((socket) => {
    let text = '';
    socket.on('error', () => {});
    socket.setEncoding('utf8').on('data', (more) => {
      text += more;
      if (!text.includes('\n')) return;
      const order = JSON.parse(text);
      text = '';
      queue = queue
        .then(() => handle(order))
        .then((answer) => void socket.write(`${JSON.stringify(answer)}\n`));
    });
  })
  .listen(port, '127.0.0.1', () => console.log('ready'));
