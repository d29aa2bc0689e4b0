// A crowd of order senders in a process of its own, as the bench starts it: bounded, timed, one
// JSON line of figures at the end. usage: crowd.mjs PORT one|many CLIENTS ORDERS (one: each order
// on a connection of its own; many: held connections)
import net from 'node:net';

const [port, shape, clients, orders] = [
  Number(process.argv[2]),
  process.argv[3],
  Number(process.argv[4]),
  Number(process.argv[5]),
];
const times = [];
let errors = 0;
let next = 0;
const run = `${process.pid}-${Date.now().toString(36)}`;
const order = (n) => ({
  id: `${run}-${n}`,
  cliente: `Cliente ${n}`,
  productos: ['pan', 'agua'],
  direccion: 'Av. Siempre Viva 742',
});

function connect() {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** The answer counts once it is whole and says that this very order was received. */
function ask(socket, request) {
  return new Promise((resolve, reject) => {
    let text = '';
    const onClose = () => reject(new Error('closed'));
    const onData = (more) => {
      text += more;
      if (!text.endsWith('\n')) return;
      socket.off('data', onData);
      socket.off('close', onClose);
      const answer = JSON.parse(text);
      if (answer.status === 'recibido' && answer.clave === request.id) resolve();
      else reject(new Error(text));
    };
    socket.on('data', onData);
    socket.once('close', onClose);
    socket.write(`${JSON.stringify(request)}\n`);
  });
}

/**
 * Hangs up as a sender does that wants to know it was heard: says it is done and waits for the
 * other side to close.
 */
function hangUp(socket) {
  return new Promise((resolve) => {
    socket.once('close', resolve);
    socket.end();
  });
}

async function client() {
  const held = shape === 'many' ? await connect() : null;
  for (let n = next++; n < orders; n = next++) {
    const start = performance.now();
    try {
      const socket = held ?? (await connect());
      await ask(socket, order(n));
      times.push(performance.now() - start);
      if (!held) await hangUp(socket);
    } catch {
      errors++;
    }
  }
  held?.destroy();
}

const start = performance.now();
await Promise.all(Array.from({ length: clients }, client));
const seconds = (performance.now() - start) / 1000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? 0;
console.log(
  JSON.stringify({
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    done: times.length,
    errors,
    seconds,
  }),
);
